//! Every rule has a folder under `tests/cases` with files that it finds (`bad…`), the nearest innocent ones (`good…`),
//! and the human report of the former beside them.
//!
//! A file is named `bad.yaml`, `bad-what.yaml`, or with the language of its report `bad-what.de.yaml`; a folder in place
//! of a file is checked as a whole. `INSTA_UPDATE=always` accepts new reports: read them before.

use rolelint::pack::Rule;
use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;

const CASES: &str = "tests/cases";

/// Rules that no file in a repository can show, and why.
const UNSHOWN: [(&str, &str); 2] = [
    ("DOC109", "a file of 32 MiB"),
    ("DOC114", "a thousand problems"),
];

/// One file or folder of a rule's folder.
struct Case {
    path: PathBuf,
    /// `bad-title.de`
    name: String,
    is_bad: bool,
    code: String,
    language: String,
}

impl Case {
    fn new(path: PathBuf) -> Option<Self> {
        let is_input = path.is_dir() || path.extension().is_some_and(|ending| ending == "yaml");
        let name = path
            .file_name()?
            .to_str()?
            .trim_end_matches(".yaml")
            .to_owned();
        let folder = path.parent()?.file_name()?.to_str()?;
        let code = folder.split('-').next()?.to_owned();
        let (stem, language) = name.split_once('.').unwrap_or((&name, "en"));
        let is_bad = stem.split('-').next()? == "bad";
        is_input.then(|| Self {
            language: language.to_owned(),
            is_bad,
            code,
            name: name.clone(),
            path,
        })
    }

    /// What the program prints on it.
    fn report(&self, format: &str) -> String {
        let select = match self.code.as_str() {
            // What is not looked for cannot be unused.
            "DOC142" => "DOC142,PO008",
            code => code,
        };
        let path = self.path.to_str().unwrap().replace('\\', "/");
        let output = Command::new(env!("CARGO_BIN_EXE_rolelint"))
            .args([
                "check",
                &path,
                "--isolated",
                "--color",
                "never",
                "--fail-on",
                "info",
            ])
            .args([
                "--lang",
                &self.language,
                "--select",
                select,
                "--output-format",
                format,
            ])
            .env_remove("ROLELINT_OUTPUT_FORMAT")
            .output()
            .unwrap();
        assert!(output.stderr.is_empty(), "{path}: {output:?}");
        let expected = i32::from(self.is_bad);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(expected), "{path}:\n{text}");
        text
    }
}

fn folders() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(CASES).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn cases(folder: &Path) -> Vec<Case> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut cases: Vec<Case> = entries
        .filter_map(|entry| Case::new(entry.unwrap().path()))
        .collect();
    cases.sort_by(|a, b| a.path.cmp(&b.path));
    cases
}

/// Runs a test on every case and tells all that fail.
fn each(is_bad: bool, test: fn(&Case)) {
    let all: Vec<Case> = folders().iter().flat_map(|folder| cases(folder)).collect();
    let failed: Vec<&str> = all
        .iter()
        .filter(|case| case.is_bad == is_bad)
        .filter(|&case| catch_unwind(|| test(case)).is_err())
        .map(|case| case.path.to_str().unwrap())
        .collect();
    assert!(
        failed.is_empty(),
        "{} cases failed: {failed:#?}",
        failed.len()
    );
}

#[test]
fn bad_files_are_found_and_underlined() {
    each(true, |case| {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(case.path.canonicalize().unwrap().parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(case.name.as_str(), case.report("human")));
    });
}

#[test]
fn good_files_are_left_alone() {
    each(false, |case| {
        let report = case.report("concise");
        assert!(!report.contains(&case.code), "{report}");
    });
}

fn has_check(rule: &Rule<&str>) -> bool {
    let check = serde_json::to_value(&rule.check).unwrap();
    check
        .as_object()
        .unwrap()
        .values()
        .any(|value| !value.is_null())
}

#[test]
fn folders_and_rules_agree() {
    let rules = &rolelint::pack().core.rules;
    // What is wrong in a pack is shown under tests/cli.
    let shown = rules.iter().filter(|&rule| {
        let is_unshown = UNSHOWN.iter().any(|(code, _)| *code == rule.code);
        has_check(rule) && !is_unshown && !rule.name.starts_with("pack-")
    });
    let wanted: BTreeSet<String> = shown
        .map(|rule| format!("{}-{}", rule.code, rule.name))
        .collect();
    let there: BTreeSet<String> = folders()
        .iter()
        .map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let missing: Vec<_> = wanted.difference(&there).collect();
    let unknown: Vec<_> = there.difference(&wanted).collect();
    assert!(
        missing.is_empty(),
        "rules without a folder in {CASES}: {missing:?}"
    );
    assert!(
        unknown.is_empty(),
        "folders in {CASES} without a rule: {unknown:?}"
    );
    for folder in folders() {
        for name in ["bad.yaml", "good.yaml"] {
            assert!(
                folder.join(name).is_file(),
                "{} lacks {name}",
                folder.display()
            );
        }
    }
}

#[test]
fn every_snapshot_has_its_file() {
    for folder in folders() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "snap") {
                let stem = path.with_extension("");
                let file = PathBuf::from(format!("{}.yaml", stem.display()));
                assert!(
                    stem.is_dir() || file.is_file(),
                    "{} has no file",
                    path.display()
                );
            }
        }
    }
}
