//! Packs of the user's own: what `init` writes, and what packs may change.

use rolelint::kit;
use rolelint::language::Language;
use rolelint::lexicon::{LexiconSource, Tables, extend};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn rolelint(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .current_dir(folder)
        .args(words)
        .output()
        .unwrap()
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    rolelint::pack::files_under(folder)
        .unwrap()
        .into_iter()
        .collect()
}

/// A pack with these files, and what comes of it.
fn load(files: &[(&str, &str)]) -> kit::Kit {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    kit::load(vec![folder.path().to_owned()], rolelint::pack()).unwrap()
}

#[test]
fn a_new_pack_holds_in_every_language() {
    let folder = tempfile::tempdir().unwrap();
    let mut bare: Vec<BTreeMap<String, String>> = Vec::new();
    for language in ["en", "de", "fr"] {
        let written = rolelint(
            folder.path(),
            &["init", "--pack", language, "--lang", language],
        );
        assert!(written.status.success(), "{written:?}");
        let tested = rolelint(folder.path(), &["test", language, "--lang", "en"]);
        assert!(tested.status.success(), "{tested:?}");
        let without_comments = |text: &String| {
            let lines = text.lines();
            let lines = lines.filter(|line| !line.trim_start().starts_with('#'));
            lines.collect::<Vec<_>>().join("\n")
        };
        let files = texts(&folder.path().join(language));
        bare.push(
            files
                .iter()
                .map(|(path, text)| (path.clone(), without_comments(text)))
                .collect(),
        );
    }
    assert!(bare.iter().all(|files| files == &bare[0]), "{bare:?}");
}

#[test]
fn what_is_there_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("ours")).unwrap();
    std::fs::write(folder.path().join("ours/own.yaml"), "x: 1\n").unwrap();
    let refused = rolelint(folder.path(), &["init", "--pack", "ours"]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    assert_eq!(texts(&folder.path().join("ours")).len(), 1);
    let left: Vec<PathBuf> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn tables_stay_the_same_where_nothing_is_added() {
    for language in Language::ALL {
        let tables = rolelint::pack().tables(language);
        let (again, problems) = extend(tables, &LexiconSource::default(), language);
        assert!(problems.is_empty(), "{problems:?}");
        assert!(
            Tables::open(&again).as_ref() == Some(tables),
            "{}",
            language.code()
        );
    }
}

#[test]
fn a_pack_changes_severity_texts_and_owners() {
    let kit = load(&[
        (
            "rules/less.yaml",
            "extends: backlog-secretary\nseverity: {default: info, safe: 'off'}\nhelp: {en: A, de: B, fr: C}\n",
        ),
        (
            "activities/more.yaml",
            "- extends: train-users\n  owners: [{role: service-manager, stance: A}]\n",
        ),
        (
            "profiles/more.yaml",
            "extends: scrum\nrequired: [train-users]\n",
        ),
    ]);
    assert!(kit.is_sound());
    let rule = kit.pack.rule("PO008").unwrap();
    assert_eq!(rule.severity_in("scrum", &[]), "info");
    assert_eq!(rule.severity_in("safe", &[]), "off");
    assert_eq!(rule.help.fr, "C");
    assert_eq!(rule.why, rolelint::pack().rule("PO008").unwrap().why);
    let at = kit.pack.activity("train-users").unwrap();
    assert_eq!(Some(at), rolelint::pack().activity("train-users"));
    let owners = &kit.pack.core.activities[usize::from(at)].owners;
    assert!(owners.iter().any(|owner| owner.role == "service-manager"));
    let scrum = kit.pack.profile("scrum").unwrap();
    assert!(scrum.required.contains(&"train-users"));
}

#[test]
fn words_of_a_pack_are_inflected_as_all_words_are() {
    let kit = load(&[
        (
            "lexicon/classes.yaml",
            "things: {shadow-list: a list that only one person sees}\n",
        ),
        (
            "lexicon/de.yaml",
            "language: de\nverbs: [quarf|gehen geht ging gegangen]\nwords:\n  shadow-list: [Schattenliste]\n  maintain: [quarf|gehen]\n",
        ),
        (
            "activities/more.yaml",
            "- extends: manage-product-backlog\n  phrases: ['<maintain> + <shadow-list>']\n",
        ),
    ]);
    assert!(kit.is_sound());
    let tables = kit.pack.tables(Language::De);
    assert!(tables.class("shadow-list").is_some());
    assert!(tables.form("quarfgegangen").is_some());
}
