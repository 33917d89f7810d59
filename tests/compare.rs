//! Tables of roles side by side: true, complete, and harmless in every format.

use proptest::prelude::*;
use rolelint::language::Language;
use rolelint::model::Loaded;
use rolelint::pack;
use rolelint::reading::Reader;
use rolelint::rule::{SeenFile, Settings};
use rolelint::source::Source;
use rolelint::table::{By, Entry, Files, Kind, Table, compare_files};
use rolelint::workspace::Known;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn rolelint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("ROLELINT_LANG")
        .env_remove("ROLELINT_OUTPUT_FORMAT")
        .args(arguments)
        .output()
        .unwrap()
}

/// What is printed by a run that succeeds.
fn printed(arguments: &[&str]) -> String {
    let output = rolelint(Path::new("."), arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout).unwrap()
}

fn in_json(arguments: &[&str]) -> Value {
    let json = [arguments, &["--output-format", "json"]].concat();
    serde_json::from_str(&printed(&json)).unwrap()
}

const TELEPHONY: [&str; 4] = ["compare", "po", "bpo", "examples/telephony"];

#[test]
fn telephony_is_told_phase_by_phase() {
    insta::assert_snapshot!(printed(&[&TELEPHONY[..], &["--lang", "de"]].concat()));
}

#[test]
fn telephony_is_told_in_markdown() {
    let markdown = ["--output-format", "markdown", "--lang", "fr"];
    insta::assert_snapshot!(printed(&[&TELEPHONY[..], &markdown].concat()));
}

#[test]
fn telephony_is_told_activity_by_activity() {
    let by = ["--output-format", "markdown", "--by", "activity"];
    insta::assert_snapshot!(printed(&[&TELEPHONY[..], &by].concat()));
}

#[test]
fn telephony_stands_beside_the_canon() {
    let canonical = ["--canonical", "--output-format", "markdown"];
    insta::assert_snapshot!(printed(&[&TELEPHONY[..], &canonical].concat()));
}

#[test]
fn telephony_is_a_matrix() {
    insta::assert_snapshot!(printed(&["matrix", "examples/telephony", "--lang", "de"]));
}

#[test]
fn the_canon_is_compared_in_three_languages() {
    for language in ["en", "de", "fr"] {
        let arguments = [
            "compare",
            "po",
            "bpo",
            "--output-format",
            "markdown",
            "--lang",
            language,
        ];
        insta::assert_snapshot!(format!("canon_{language}"), printed(&arguments));
    }
}

#[test]
fn canonical_pairs_are_told_apart() {
    for (other, profile) in [
        ("project-manager", None),
        ("product-manager", None),
        ("service-owner", None),
        ("scrum-master", Some("scrum")),
    ] {
        let profile = profile
            .map(|profile| vec!["--profile", profile])
            .unwrap_or_default();
        let table = in_json(&[&["compare", "po", other][..], &profile].concat());
        let sentences = table["summary"].as_array().unwrap();
        assert!(
            (3..=5).contains(&sentences.len()),
            "{other}: {sentences:#?}"
        );
        let sentences: Vec<&str> = sentences.iter().map(|one| one.as_str().unwrap()).collect();
        insta::assert_snapshot!(format!("apart_{other}"), sentences.join("\n"));
    }
}

#[test]
fn every_duty_of_the_telephony_charter_stands_in_its_phase_and_column() {
    let charter = std::fs::read_to_string("examples/telephony/charter.yaml").unwrap();
    let table = in_json(&TELEPHONY);
    let phases = table["groups"].as_array().unwrap().last().unwrap()["rows"]
        .as_array()
        .unwrap();
    let mut count = [0, 0];
    for row in phases {
        let phase = row["title"].as_str().unwrap();
        for (column, cell) in row["cells"].as_array().unwrap().iter().enumerate() {
            for line in cell.as_array().unwrap() {
                let at = |end: &str| {
                    usize::try_from(line["range"][end]["byte"].as_u64().unwrap()).unwrap()
                };
                let text = line["text"].as_str().unwrap();
                assert_eq!(&charter[at("start")..at("end")], text);
                let before = &charter[..at("start")];
                let role = before.rfind("- role: ").unwrap();
                let role = before[role + 8..].lines().next().unwrap();
                assert_eq!(
                    role,
                    ["Product Owner", "Business Process Owner"][column],
                    "{text}"
                );
                let named = before.rfind(&format!("      {phase}:")).unwrap();
                let others = &before[named..];
                let headings = others.lines().filter(|line| {
                    line.starts_with("      ")
                        && line.ends_with(':')
                        && !line.starts_with("       ")
                });
                assert_eq!(headings.count(), 1, "{text} in {phase}");
                count[column] += 1;
            }
        }
    }
    assert_eq!(count, [15, 13]);
    assert_eq!(table["totals"][0]["counts"], serde_json::json!([15, 13]));
}

#[test]
fn json_has_its_documented_shape() {
    let mut table = in_json(&TELEPHONY);
    for group in table["groups"].as_array_mut().unwrap() {
        group["rows"].as_array_mut().unwrap().truncate(1);
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&table).unwrap());
}

const FORMULAS: &str = "\
charter: =HYPERLINK(\"http://x\")
language: en
roles:
  - role: \"@SUM(A1)\"
    holders: =1+1
    duties: [\"=cmd|' /C calc'!A0\", \"+1\", \"-1\", \"\\t=1\", plain = text]
  - role: \"<script>alert(1)</script>\"
    holders: \"a|b\"
    duties: [\"<b>bold</b> & 'x'\", \"| a | b |\"]
";

/// Writes the charter of formulas in a format and gives it back.
fn formulas(format: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("c.yaml"), FORMULAS).unwrap();
    let output = rolelint(
        folder.path(),
        &[
            "compare",
            "c.yaml",
            "--by",
            "area",
            "-o",
            "out",
            "--output-format",
            format,
        ],
    );
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    std::fs::read(folder.path().join("out")).unwrap()
}

#[test]
fn csv_holds_no_formula() {
    let bytes = formulas("csv");
    let text = bytes
        .strip_prefix("\u{feff}".as_bytes())
        .expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    let mut cells = 0;
    for record in reader.records() {
        for cell in &record.unwrap() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
            cells += 1;
        }
    }
    assert!(cells > 10);
    insta::assert_snapshot!(String::from_utf8(text.to_vec()).unwrap().replace('\r', ""));
}

#[test]
fn html_and_markdown_escape_what_is_not_theirs() {
    let html = String::from_utf8(formulas("html")).unwrap();
    assert!(!html.contains("<script") && !html.contains("<b>bold"));
    assert!(html.contains("&lt;script&gt;"));
    assert!(!html.contains("http://") || html.contains("HYPERLINK(&quot;http://x&quot;)"));
    assert!(!html.contains("src=") && !html.contains("url("));
    let markdown = String::from_utf8(formulas("markdown")).unwrap();
    assert!(markdown.contains(r"\| a \| b \|"), "{markdown}");
}

#[test]
fn workbooks_are_the_same_each_time() {
    let book = formulas("xlsx");
    assert!(book.starts_with(b"PK"));
    assert_eq!(book, formulas("xlsx"));
}

#[test]
fn files_are_not_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let run = |more: &[&str]| {
        rolelint(
            folder.path(),
            &[&["compare", "po", "bpo", "-o", "a.md"][..], more].concat(),
        )
    };
    assert!(run(&[]).status.success());
    let text = std::fs::read_to_string(folder.path().join("a.md")).unwrap();
    assert!(text.starts_with("# "), "the ending chooses the format");
    let again = run(&[]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("--force"));
    assert!(run(&["--force"]).status.success());
}

#[test]
fn people_are_redacted_everywhere() {
    for format in ["table", "markdown", "csv", "json", "html"] {
        let shown = printed(
            &[
                &TELEPHONY[..],
                &["--redact-people", "--output-format", format],
            ]
            .concat(),
        );
        assert!(
            !shown.contains("Michael") && !shown.contains("Eva"),
            "{format}"
        );
        assert!(shown.contains("person 1"), "{format}");
    }
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b.example",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn what_a_role_gained_and_lost_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let role = |duties: &str| format!("role: product-owner\nlanguage: en\nduties:\n{duties}");
    let path = folder.path().join("po.yaml");
    let before = "  - Orders the Product Backlog.\n  - Collects feedback from the users every month.\n  - Plans the capacity of the team.\n";
    std::fs::write(&path, role(before)).unwrap();
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "a"]);
    let after = "  - Orders the Product Backlog.\n  - Collects feedback from the users every week.\n  - Accepts the finished work.\n";
    std::fs::write(&path, role(after)).unwrap();
    let compared = rolelint(
        folder.path(),
        &[
            "compare",
            "po",
            "--against",
            "HEAD",
            "--output-format",
            "markdown",
        ],
    );
    insta::assert_snapshot!(String::from_utf8(compared.stdout).unwrap());
    for (arguments, told) in [
        (
            &["compare", "po", "--against", "nowhere"][..],
            "no revision `nowhere`",
        ),
        (
            &["compare", "po", "--against=--all"][..],
            "no revision `--all`",
        ),
    ] {
        let output = rolelint(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(told));
    }
}

#[test]
fn without_a_repository_there_is_no_history() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("po.yaml"),
        "role: po\nduties: [Orders the backlog.]\n",
    )
    .unwrap();
    let output = rolelint(folder.path(), &["compare", "po", "--against", "HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not a git repository"));
}

/// The table of all roles of a file.
fn table_of(text: &str, by: Option<By>) -> Table {
    let pack = rolelint::pack();
    let settings = Settings::all(pack);
    let source = Source::new("a.yaml", text);
    let file = Known::new(pack).with_names(&settings, |names| Loaded::new(source, names));
    let mut reader = Reader::new(pack);
    let seen = SeenFile::new(&file, &mut reader, pack, &settings);
    let entries = seen.roles.iter().map(|seen| Entry { file: &file, seen });
    compare_files(&files(entries.collect(), by, pack))
}

fn files<'f>(entries: Vec<Entry<'f>>, by: Option<By>, pack: &'f pack::Pack) -> Files<'f> {
    Files {
        entries,
        others: Vec::new(),
        by,
        profile: None,
        language: Language::En,
        pack,
    }
}

/// Duties of two roles, each with the number of its phase.
type Duties = Vec<(bool, usize, usize)>;

const TEXTS: [&str; 6] = [
    "Orders the Product Backlog",
    "Trains the users",
    "Sings in the choir",
    "Does not plan the capacity of the team",
    "Improves the process and measures its lead time",
    "Is informed about the budget",
];

fn charter(duties: &Duties) -> String {
    let mut text = "charter: Test\nlanguage: en\nphases: [P0, P1]\nroles:\n".to_owned();
    for (role, is_first) in [("product-owner", true), ("business-process-owner", false)] {
        text.extend([format!("  - role: {role}\n    duties:\n")]);
        for (at, (_, phase, words)) in duties
            .iter()
            .enumerate()
            .filter(|(_, duty)| duty.0 == is_first)
        {
            let words = TEXTS[*words];
            let phase = ["", ", phase: P0", ", phase: P1", ", phase: P2"][*phase];
            text.extend([format!("      - {{text: {words} {at}{phase}}}\n")]);
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_duty_is_lost_or_invented(duties in prop::collection::vec((any::<bool>(), 0..4usize, 0..6usize), 1..30)) {
        let text = charter(&duties);
        for by in [By::Phase, By::Activity, By::Area] {
            let table = table_of(&text, Some(by));
            prop_assert_eq!(table.kind, Kind::Comparison);
            let mut known = 0;
            for (at, (is_first, _, words)) in duties.iter().enumerate() {
                let wanted = format!("{} {at}", TEXTS[*words]);
                let column = usize::from(!is_first);
                let of = |column: usize| {
                    let cells = table.rows().map(|row| &row.cells[column]);
                    cells.flat_map(|cell| &cell.lines).filter(|line| line.text == wanted).count()
                };
                prop_assert!(of(column) >= 1, "{} is lost in {:?}", wanted, by);
                prop_assert!(by != By::Phase || of(column) == 1);
                prop_assert_eq!(of(1 - column), 0);
                known += of(column);
            }
            let lines = table.rows().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines);
            prop_assert_eq!(lines.count(), known);
        }
    }
}

#[test]
fn many_roles_and_activities_are_quick() {
    let activities: Vec<&str> = rolelint::pack()
        .core
        .activities
        .iter()
        .map(|one| one.id)
        .collect();
    let mut text = "roles:\n".to_owned();
    for role in 0..40 {
        text.extend([format!(
            "  - role: Role {role}\n    language: en\n    duties:\n"
        )]);
        for (at, activity) in activities
            .iter()
            .enumerate()
            .filter(|(at, _)| at % 4 == role % 4)
        {
            text.extend([format!(
                "      - {{text: Task {at}, activity: {activity}}}\n"
            )]);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("c.yaml"), text).unwrap();
    for format in ["table", "markdown", "csv", "json", "html"] {
        let output = rolelint(
            folder.path(),
            &["matrix", "c.yaml", "--output-format", format],
        );
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(shown.contains("Role 39"), "{format}");
        if format == "table" {
            assert!(shown.lines().all(|line| line.chars().count() <= 100));
        }
    }
}

#[test]
fn a_long_role_has_no_broken_line() {
    let duties = (0..400).map(|at| format!("  - Orders the backlog of the product number {at}.\n"));
    let duties = duties.collect::<Vec<_>>().concat();
    let text = format!(
        "roles:\n- role: po\n  language: en\n  duties:\n{duties}- role: bpo\n  duties: [Improves the process.]\n"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("c.yaml"), text).unwrap();
    let table = String::from_utf8(rolelint(folder.path(), &["compare", "c.yaml"]).stdout).unwrap();
    assert!(table.lines().all(|line| line.chars().count() <= 100));
    let drawn: Vec<&str> = table.lines().filter(|line| line.starts_with('│')).collect();
    assert!(drawn.iter().all(|line| line.ends_with('│')));
    assert_eq!(table.matches("Orders the").count(), 400);
    for format in ["csv", "xlsx"] {
        let output = rolelint(
            folder.path(),
            &[
                "compare",
                "c.yaml",
                "-o",
                "out",
                "--force",
                "--output-format",
                format,
            ],
        );
        assert!(output.status.success(), "{format}");
    }
}
