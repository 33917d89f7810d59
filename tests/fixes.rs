//! Fixes through the library's door: what they change, what they keep, and what they leave alone.

mod support;

use proptest::prelude::*;
use rolelint::config::{Asked, Configs};
use rolelint::edit::splice;
use rolelint::finding::{Finding, Fix, Safety};
use rolelint::fix::{self, Changed};
use rolelint::language::Language;
use rolelint::lint;
use rolelint::reading::Reader;
use rolelint::source::Source;
use rolelint::workspace::Request;
use rolelint::yaml;
use serde_yaml::Value;
use std::fmt::Write;
use std::fs;
use std::path::Path;

fn fixes(findings: &[Finding]) -> Vec<(&str, &Fix)> {
    let fixes = findings.iter();
    fixes
        .filter_map(|finding| Some((finding.code, finding.fix.as_ref()?)))
        .collect()
}

fn applied(text: &str, fix: &Fix) -> String {
    splice(text, &fix.edits).0
}

fn isolated() -> Asked {
    Asked {
        is_isolated: true,
        locale: Language::En,
        ..Asked::default()
    }
}

/// What `--fix` makes of a file.
fn mended(path: &Path, reach: Safety) -> Option<Changed> {
    let pack = rolelint::pack();
    let request = Request {
        paths: vec![path.to_owned()],
        ..Request::default()
    };
    let mut run = |request: &Request| lint::lint(request, &mut Configs::new(isolated(), pack)?);
    let mut changed = fix::mend(&request, reach, pack, &mut run).unwrap();
    changed.pop()
}

const ROLE: &str = "\
role: product-owner # the one
title: Product Owner
duties:
  - The Product-Owner orders the backlog.
";

#[test]
fn a_file_that_changed_meanwhile_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("po.yaml");
    fs::write(&path, ROLE).unwrap();
    let changed = mended(&path, Safety::Safe).unwrap();
    assert!(changed.after.contains("The Product Owner orders"));
    let other = ROLE.replace("the one", "another");
    fs::write(&path, &other).unwrap();
    let error = fix::write(&changed).unwrap_err().to_string();
    assert!(error.contains("has changed meanwhile"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), other);
    fs::write(&path, ROLE).unwrap();
    fix::write(&changed).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), changed.after);
    fix::write(&changed).unwrap();
    let beside: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(beside.len(), 1);
}

#[test]
fn a_fix_that_would_bring_an_error_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("po.yaml");
    // Without its anchor, the alias below would name nothing.
    let text = "\
role: product-owner
duties:
  - &plan Plans the capacity of the team.
  - Manages the vacation of the developers.
  - Orders the backlog by value.
notes: *plan
";
    fs::write(&path, text).unwrap();
    let after = mended(&path, Safety::Unsafe).map_or(text.to_owned(), |changed| changed.after);
    assert!(after.contains("&plan "), "{after}");
    assert!(
        after.contains("excludes:\n  - Manages the vacation"),
        "{after}"
    );
}

#[test]
fn hundreds_of_fixes_in_one_file_are_made_in_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("po.yaml");
    let count = 150;
    let comment =
        |written: &str| format!("# rolelint: ignore[{}] -- agreed", written.repeat(count));
    let roles = |duties: &str| {
        let roles = (0..count).map(|number| format!("  - role: role {number}\n    {duties}"));
        format!("roles:\n{}", roles.collect::<String>())
    };
    let duties = |duties: &str| format!("role: product-owner\nduties:\n{duties}");
    let ordered = "  - Orders the backlog by value.";
    let unused = format!("{ordered} # rolelint: ignore[PO008] -- agreed\n").repeat(count);
    let managed = "  - Manages the vacation of the developers.\n".repeat(count);
    for (text, code) in [
        (
            duties(&format!("{ordered} {}\n", comment("PO0088, "))),
            "DOC141",
        ),
        (
            duties(&format!("{ordered} {}\n", comment("PO008, "))),
            "DOC142",
        ),
        (duties(&unused), "DOC142"),
        (duties(&(managed + ordered)), "PO003"),
        (roles("dutis: [Orders the backlog]\n"), "DOC120"),
    ] {
        let told = |text: &str| {
            fs::write(&path, text).unwrap();
            let request = Request {
                paths: vec![path.clone()],
                ..Request::default()
            };
            let mut configs = Configs::new(isolated(), rolelint::pack()).unwrap();
            let linted = lint::lint(&request, &mut configs).unwrap();
            let mut told = linted.findings.into_iter();
            told.any(|one| one.code == code && one.fix.is_some())
        };
        assert!(told(&text), "{code} in {text}");
        let after = mended(&path, Safety::Unsafe).unwrap().after;
        assert!(!told(&after), "{code} in {after}");
        assert!(!after.contains("ignore[]"), "{after}");
    }
}

#[test]
fn of_two_keys_that_mean_the_same_one_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("po.yaml");
    let text = "role: product-owner\npurpse: A.\npurposs: B.\nduties: [Orders the backlog]\n";
    fs::write(&path, text).unwrap();
    let after = mended(&path, Safety::Unsafe).unwrap().after;
    assert!(after.contains("purpose: A.\npurposs: B."), "{after}");
}

#[test]
fn rules_offer_what_they_do_not_object_to() {
    let pack = support::pack();
    let mut reader = Reader::new(&pack);
    let mut offered = 0;
    for rule in pack.core.rules.iter().filter(|rule| rule.fix.is_some()) {
        for (language, examples) in rule.examples.iter() {
            let code = language.code();
            let made = examples.invalid.iter().filter(|example| {
                let Some(duty) = example.duty else {
                    return false;
                };
                let role = example.role.unwrap_or(rule.roles[0]);
                let text = format!(
                    "role: {role}\nlanguage: {code}\nduties:\n  - {}\n  - Zzz yyy.\n",
                    serde_json::to_string(duty).unwrap()
                );
                let found = support::findings(&text, example.profile, &mut reader, &pack);
                let fixes = fixes(&found);
                let Some((_, fix)) = fixes.iter().find(|(code, _)| *code == rule.code) else {
                    return false;
                };
                assert_eq!(fix.safety, Safety::Unsafe);
                let after = applied(&text, fix);
                let left = support::findings(&after, example.profile, &mut reader, &pack);
                let left: Vec<&str> = left.iter().map(|one| one.code).collect();
                assert!(!left.contains(&rule.code), "{}: {after}", rule.code);
                true
            });
            let made = made.count();
            assert!(made > 0, "{} offers nothing in {code}", rule.code);
            offered += made;
        }
    }
    assert!(offered > 60, "{offered}");
}

/// How a duty is written.
#[derive(Clone, Copy, Debug)]
enum Style {
    Plain,
    Single,
    Double,
    Folded,
    Literal,
    TwoLines,
}

#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a way to write a file"
)]
struct Script {
    duties: Vec<(String, Style, bool)>,
    flow: bool,
    crlf: bool,
    mark: bool,
    final_break: bool,
}

impl Script {
    fn text(&self) -> String {
        let mut text =
            String::from("# head\nrole: product-owner   # who\ntitle: Product Owner\nduties:");
        if self.flow {
            let entries = self.duties.iter();
            let entries: Vec<String> = entries.map(|(words, ..)| double(words)).collect();
            writeln!(text, " [{}]", entries.join(", ")).unwrap();
        } else {
            text.push('\n');
            for (words, style, has_comment) in &self.duties {
                if *has_comment {
                    text.push_str("  # it's \"noted\": [once]\n");
                }
                let half = words.find(' ').unwrap_or(0);
                let (first, rest) = words.split_at(half);
                let rest = rest.trim_start();
                match style {
                    Style::Single => writeln!(text, "  - '{}' # one", words.replace('\'', "''")),
                    Style::Folded => writeln!(text, "  - >- # two\n     {first}\n     {rest}"),
                    Style::Literal => writeln!(text, "  - |\n    {words}\n"),
                    Style::Plain if is_plain(words) => writeln!(text, "  - {words}"),
                    Style::TwoLines if is_plain(words) => {
                        writeln!(text, "  - {first}\n    {rest}  # three")
                    }
                    Style::Plain | Style::TwoLines | Style::Double => {
                        writeln!(text, "  - {}", double(words))
                    }
                }
                .unwrap();
            }
        }
        text.push_str("notes: 'it''s all'");
        if self.final_break {
            text.push('\n');
        }
        if self.crlf {
            text = text.replace('\n', "\r\n");
        }
        if self.mark {
            text.insert(0, '\u{feff}');
        }
        text
    }
}

fn double(words: &str) -> String {
    serde_json::to_string(words).unwrap()
}

fn is_plain(words: &str) -> bool {
    !words.contains([':', '#', '\'', '"', '\\'])
}

fn script() -> impl Strategy<Value = Script> {
    let words = prop::sample::select(vec![
        "orders",
        "the",
        "backlog",
        "it's",
        "\"top\"",
        "größe",
        "😀",
        "a:b",
        "x # y",
        "up: to",
        "back\\slash",
        "[now]",
        "{all}",
        "été",
        "& more",
        "by value",
    ]);
    let duty = (
        prop::collection::vec(words, 1..6),
        prop::sample::select(vec!["", "Product-Owner", "Product-Owners"]),
        0..6_usize,
    )
        .prop_map(|(mut words, name, at)| {
            words.insert(at.min(words.len()), name);
            format!("The {} ends.", words.join(" ").trim())
        });
    let style = prop::sample::select(vec![
        Style::Plain,
        Style::Single,
        Style::Double,
        Style::Folded,
        Style::Literal,
        Style::TwoLines,
    ]);
    (
        prop::collection::vec((duty, style, any::<bool>()), 1..6),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(duties, flow, crlf, mark, final_break)| Script {
            duties,
            flow,
            crlf,
            mark,
            final_break,
        })
}

/// A document as another reader reads it, with the name spelled as the fix spells it.
fn read(text: &str) -> Value {
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let text = serde_json::to_string(&value).unwrap();
    serde_yaml::from_str(&text.replace("Product-Owner", "Product Owner")).unwrap()
}

fn comments(text: &str) -> Vec<String> {
    let tree = yaml::read(&Source::new("", text));
    let comments = tree.comments.into_iter();
    comments.map(|comment| comment.text).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fix_changes_only_what_it_names(script in script()) {
        let text = script.text();
        let pack = rolelint::pack();
        let found = support::findings(&text, None, &mut Reader::new(pack), pack);
        let spelling = fixes(&found).into_iter().find(|(code, _)| *code == "TXT006");
        let has_name = script.duties.iter().any(|(words, ..)| words.contains("Product-Owner"));
        prop_assert_eq!(spelling.is_some(), has_name, "{}", text);
        if let Some((_, fix)) = spelling {
            prop_assert_eq!(fix.safety, Safety::Safe);
            let after = applied(&text, fix);
            prop_assert!(!after.contains("Product-Owner"), "{}", after);
            prop_assert_eq!(read(&text), read(&after), "{}", after);
            prop_assert_eq!(comments(&text), comments(&after));
            prop_assert_eq!(text.matches("\r\n").count(), after.matches("\r\n").count());
            prop_assert_eq!(text.len(), after.len());
        }
    }
}

#[test]
fn messages_of_fixes_are_in_the_reader_s_language() {
    let pack = rolelint::pack();
    let asked = Asked {
        locale: Language::De,
        ..isolated()
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("po.yaml");
    fs::write(&path, ROLE).unwrap();
    let request = Request {
        paths: vec![path],
        ..Request::default()
    };
    let linted = lint::lint(&request, &mut Configs::new(asked, pack).unwrap()).unwrap();
    let fixes = fixes(&linted.findings);
    assert_eq!(fixes[0].1.message, "„Product Owner“ schreiben");
}

#[test]
fn rules_that_offer_a_fix_say_so() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(["check", "--isolated", "--output-format", "json"])
        .args(["examples", "tests/cases"])
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut offered = std::collections::BTreeSet::new();
    for told in report["diagnostics"].as_array().unwrap() {
        let rule = rolelint::pack()
            .rule(told["code"].as_str().unwrap())
            .unwrap();
        let said = rolelint::rule::safety(rule);
        match told["fix"]["safety"].as_str() {
            Some("safe") => assert_eq!(said, Some(Safety::Safe), "{told}"),
            Some(_) => assert!(said.is_some(), "{told}"),
            None => continue,
        }
        offered.insert(rule.code);
    }
    assert!(offered.len() > 10, "{offered:?}");
}
