//! What people begin with: `init`, completion of the shell, the manual.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const TEMPLATES: [(&str, &str); 3] = [
    ("scrum-team", "scrum"),
    ("telephony", "hybrid-it"),
    ("service-catalogue", "itil"),
];

fn rolelint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = rolelint(folder, &[arguments, &["--output-format", "json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Calls with each template in each language, written by `init` into a folder of its own.
fn each(look: impl Fn(&Path, &str, &str)) {
    for (template, profile) in TEMPLATES {
        for language in ["en", "de", "fr"] {
            let folder = tempfile::tempdir().unwrap();
            let arguments = ["init", "--template", template, "--lang", language];
            let written = rolelint(folder.path(), &arguments);
            assert_eq!(written.status.code(), Some(0), "{written:?}");
            look(folder.path(), profile, language);
        }
    }
}

#[test]
fn what_init_writes_is_clean_and_understood() {
    each(|folder, profile, language| {
        for isolated in [&["--isolated"][..], &[]] {
            let report = json(folder, &[&["check"], isolated].concat());
            assert_eq!(
                report["diagnostics"],
                Value::Array(Vec::new()),
                "{language}"
            );
            assert_eq!(report["summary"]["files"], 1);
        }
        let read = json(folder, &["inspect"]);
        let roles = read["roles"].as_array().unwrap();
        assert!(roles.len() > 1);
        for role in roles {
            assert_eq!(role["custom"], false, "{role}");
            assert_eq!(role["profile"], profile);
            assert_eq!(role["language"], language);
            let duties = role["duties"].as_array().unwrap().iter();
            let unread = duties.filter(|duty| duty["activities"].as_array().unwrap().is_empty());
            let unread: Vec<&Value> = unread.map(|duty| &duty["text"]).collect();
            assert!(unread.len() < 2, "{unread:?}");
        }
    });
}

#[test]
fn comments_in_the_configuration_are_sound_once_they_count() {
    each(|folder, _, _| {
        let path = folder.join("rolelint.yaml");
        let text = std::fs::read_to_string(&path).unwrap();
        let (active, rest) = text.split_once("\n\n# lang").unwrap();
        let (examples, _) = rest.split_once("\n\n").unwrap();
        let examples = format!("# lang{examples}");
        let examples = examples
            .lines()
            .map(|line| line.strip_prefix("# ").unwrap());
        let examples: Vec<&str> = examples.collect();
        assert!(examples.len() > 10);
        std::fs::write(&path, format!("{active}\n{}\n", examples.join("\n"))).unwrap();
        let run = rolelint(folder, &["check"]);
        assert_eq!(run.status.code(), Some(0), "{run:?}");
        assert!(run.stderr.is_empty(), "{run:?}");
    });
}

#[test]
fn init_writes_over_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("rolelint.yaml");
    std::fs::write(&own, "profile: safe\n").unwrap();
    let run = rolelint(folder.path(), &["init"]);
    assert_eq!(run.status.code(), Some(2));
    let told = String::from_utf8(run.stderr).unwrap();
    assert!(
        told.starts_with("error: rolelint.yaml: there already"),
        "{told}"
    );
    assert_eq!(std::fs::read_to_string(own).unwrap(), "profile: safe\n");
    assert!(!folder.path().join("charter.yaml").exists());
    let elsewhere = rolelint(folder.path(), &["init", "new/team", "--quiet"]);
    assert_eq!(elsewhere.status.code(), Some(0));
    assert!(elsewhere.stderr.is_empty() && elsewhere.stdout.is_empty());
    assert!(folder.path().join("new/team/charter.yaml").is_file());
}

#[test]
fn each_shell_completes_every_command() {
    let here = Path::new(".");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = rolelint(here, &["completions", shell]);
        assert_eq!(script.status.code(), Some(0));
        let script = String::from_utf8(script.stdout).unwrap();
        for word in ["add-ignore", "baseline", "completions", "template"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(
        rolelint(here, &["completions", "tcsh"]).status.code(),
        Some(2)
    );
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let here = Path::new(".");
    let page = |path: &[&str]| {
        let page = rolelint(here, &[&["man"], path].concat());
        assert_eq!(page.status.code(), Some(0), "{page:?}");
        String::from_utf8(page.stdout).unwrap()
    };
    let whole = page(&[]);
    let title = format!("\"rolelint {}\"", env!("CARGO_PKG_VERSION"));
    assert!(whole.contains(&title), "{whole}");
    let named = whole
        .lines()
        .filter_map(|line| line.strip_prefix("rolelint\\-"));
    let named: Vec<&str> = named.filter_map(|line| line.strip_suffix("(1)")).collect();
    assert!(named.len() > 10, "{named:?}");
    for name in named {
        assert!(
            page(&[name]).contains(&format!("rolelint\\-{name} ")),
            "{name}"
        );
    }
    assert!(page(&["baseline", "create"]).contains(&title));
    let wrong = rolelint(here, &["man", "chek"]);
    assert_eq!(wrong.status.code(), Some(2));
    let told = String::from_utf8(wrong.stderr).unwrap();
    assert!(told.contains("did you mean `check`?"), "{told}");
}
