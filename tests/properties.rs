//! What holds for every selection, every comment and every folder, tried on random ones.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rolelint::config::{Asked, Configs};
use rolelint::finding::Finding;
use rolelint::lint::{self, Linted};
use rolelint::selection::Selectors;
use rolelint::workspace::Request;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Duties with findings, and some without.
const DUTIES: [&str; 7] = [
    "Orders the Product Backlog by value.",
    "Plans the capacity of the team.",
    "Writes user stories full time.",
    "Assigns tasks to the developers.",
    "Optimises the velocity of the team.",
    "Is a great communicator.",
    "Helps where needed, etc.",
];
const ROLES: [&str; 3] = ["product-owner", "scrum-master", "business-process-owner"];

fn role() -> impl Strategy<Value = String> {
    let duties = subsequence(DUTIES.to_vec(), 1..DUTIES.len());
    let holders = select(vec!["Ana Kovač", "Noor Haddad", "Eva Lang"]);
    (select(ROLES.to_vec()), holders, duties).prop_map(|(role, holder, duties)| {
        let duties: Vec<String> = duties.iter().map(|duty| format!("  - {duty}\n")).collect();
        let duties = duties.concat();
        format!("role: {role}\nlanguage: en\nholders: {holder}\nduties:\n{duties}")
    })
}

fn lint(request: &Request, select: &[&str]) -> Linted {
    let asked = Asked {
        is_isolated: true,
        is_pedantic: true,
        select: select.iter().map(|&one| one.to_owned()).collect(),
        ..Asked::default()
    };
    let mut configs = Configs::new(asked, rolelint::pack()).unwrap();
    lint::lint(request, &mut configs).unwrap()
}

fn request(paths: &[PathBuf]) -> Request {
    Request {
        paths: paths.to_vec(),
        ..Request::default()
    }
}

/// Code, file and byte, as far as it counts.
fn places(findings: &[Finding]) -> BTreeSet<(&'static str, String, usize)> {
    let told = findings.iter().filter(|one| one.suppressed.is_none());
    told.map(|one| {
        let location = &one.location;
        (one.code, location.path.to_string(), location.span().start)
    })
    .collect()
}

/// Rules that look at one role alone.
fn is_own(code: &str) -> bool {
    !["MRG", "DUP", "GAP", "SVC005"]
        .iter()
        .any(|across| code.starts_with(across))
}

fn runs(select: Option<&[String]>, ignore: &[String], extend: &[String]) -> Vec<bool> {
    let pack = rolelint::pack();
    let mut enabled = vec![true; pack.core.rules.len()];
    let selectors = Selectors {
        select,
        ignore,
        extend_select: extend,
    };
    selectors.apply(&mut enabled, pack);
    enabled
}

fn selectors() -> impl Strategy<Value = Vec<String>> {
    let rules = &rolelint::pack().core.rules;
    let mut all: Vec<String> = rules.iter().map(|rule| rule.code.to_owned()).collect();
    all.extend(["PO", "PO0", "DOC", "DOC1", "TXT", "MRG", "SM"].map(str::to_owned));
    prop::collection::vec(select(all), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn selecting_is_algebra_of_sets(one in selectors(), other in selectors()) {
        let both = [one.clone(), other.clone()].concat();
        let (first, second) = (runs(Some(&one), &[], &[]), runs(Some(&other), &[], &[]));
        let joined = runs(Some(&both), &[], &[]);
        let extended = runs(Some(&one), &[], &other);
        let without = runs(Some(&one), &one, &[]);
        for rule in 0..first.len() {
            prop_assert_eq!(joined[rule], first[rule] || second[rule]);
            prop_assert_eq!(extended[rule], joined[rule]);
            prop_assert!(!without[rule]);
        }
        let turned: Vec<String> = both.iter().rev().map(|one| one.to_lowercase()).collect();
        prop_assert_eq!(runs(Some(&turned), &[], &[]), joined);
    }

    #[test]
    fn a_selection_tells_what_the_whole_tells_of_its_rules(text in role(), codes in subsequence(vec!["PO", "SM", "TXT", "DOC", "BPO"], 1..4)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("role.yaml");
        fs::write(&path, text).unwrap();
        let request = request(&[path]);
        let mut whole = places(&lint(&request, &[]).findings);
        whole.retain(|(code, ..)| codes.iter().any(|family| code.starts_with(family)));
        prop_assert_eq!(places(&lint(&request, &codes).findings), whole);
    }

    #[test]
    fn a_suppression_hides_what_it_names_and_nothing_else(text in role(), at in any::<prop::sample::Index>()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("role.yaml");
        fs::write(&path, &text).unwrap();
        let request = request(std::slice::from_ref(&path));
        let before = lint(&request, &[]).findings;
        prop_assume!(!before.is_empty());
        let chosen = &before[at.index(before.len())];
        let start = chosen.location.span().start;
        let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let comment = format!("  # rolelint: ignore[{}] -- agreed", chosen.code);
        fs::write(&path, format!("{}{comment}{}", &text[..end], &text[end..])).unwrap();
        let shift = |at: usize| if at > end { at + comment.len() } else { at };
        let left = before.iter().filter(|one| {
            let at = one.location.span().start;
            one.code != chosen.code || !(line..=end).contains(&at)
        });
        let left: BTreeSet<_> = left
            .map(|one| (one.code, one.location.path.to_string(), shift(one.location.span().start)))
            .collect();
        prop_assert_eq!(places(&lint(&request, &[]).findings), left);
    }

    #[test]
    fn a_folder_tells_what_its_files_tell_in_any_order(texts in prop::collection::vec(role(), 2..6), threads in 1usize..5) {
        let folder = tempfile::tempdir().unwrap();
        let mut paths = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            paths.push(folder.path().join(format!("{number}.yaml")));
            fs::write(&paths[number], text).unwrap();
        }
        let whole = lint(&request(&[folder.path().to_owned()]), &[]).findings;
        let mut own = places(&whole);
        own.retain(|(code, ..)| is_own(code));
        let mut each = BTreeSet::new();
        for path in &paths {
            each.extend(places(&lint(&request(std::slice::from_ref(path)), &[]).findings));
        }
        each.retain(|(code, ..)| is_own(code));
        prop_assert_eq!(own, each);
        paths.reverse();
        let turned = Request { threads: Some(threads), ..request(&paths) };
        prop_assert_eq!(lint(&turned, &[]).findings, whole);
    }
}
