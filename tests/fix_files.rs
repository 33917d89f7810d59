//! What `--fix` does to files on a disk: many at once, folders that take nothing, links, permissions, and watching.
#![cfg(unix)]

#[path = "support/start.rs"]
mod start;

use rolelint::source::Source;
use rolelint::yaml;
use start::{command, rolelint};
use std::fmt::Write;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::process::{Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

const ROLE: &str = "\
role: product-owner # the one
title: Product Owner
duties:
  - The Product-Owner orders the backlog.
";

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The texts of a file's comments, those that suppress apart.
fn comments(text: &str) -> Vec<String> {
    let tree = yaml::read(&Source::new("", text));
    let comments = tree.comments.into_iter().map(|comment| comment.text);
    comments
        .filter(|text| !text.contains("rolelint:"))
        .collect()
}

/// A number that follows another without a pattern.
fn next(seed: &mut u64) -> u64 {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// A charter with everything that fixes touch, written differently each time.
fn generated(number: u64) -> String {
    let mut seed = number;
    let mut text = format!("# charter {number}\ncharter: Shop {number}   # the name\n");
    text.push_str("glossary: {cr: 'Change Request'} # short\n");
    text.push_str("roles:\n- role: product-owner # first\n  title: 'Product Owner'\n  purpose: Guests find a room.\n");
    text.push_str("  duties:\n");
    let duties = [
        "Orders the backlog by value.",
        "The Product-Owner's day is long.",
        "Decides each CR.",
        "Shows the increment in every review.",
        "Plans the capacity of the team.",
    ];
    for _ in 0..2 + next(&mut seed) % 5 {
        let duty = duties[usize::try_from(next(&mut seed)).unwrap() % duties.len()];
        let style = next(&mut seed) % 5;
        if next(&mut seed).is_multiple_of(3) {
            writeln!(text, "    # said in round {}", next(&mut seed) % 9).unwrap();
        }
        match style {
            0 => writeln!(text, "  - {duty}"),
            1 => writeln!(text, "  - '{}'  # single", duty.replace('\'', "''")),
            2 => writeln!(
                text,
                "  - \"{duty}\" # rolelint: ignore[PO001] -- never needed"
            ),
            3 => writeln!(text, "  - >\n      {duty}"),
            _ => writeln!(text, "  - text: {duty}\n    raci: A # letter"),
        }
        .unwrap();
    }
    if next(&mut seed).is_multiple_of(2) {
        text.push_str("  # and more\n  aufgaben:\n  - Accepts finished stories.  # joined\n");
    }
    text.push_str("  notes: the end");
    if next(&mut seed).is_multiple_of(2) {
        text.push('\n');
    }
    if next(&mut seed).is_multiple_of(2) {
        text = text.replace('\n', "\r\n");
    }
    if next(&mut seed).is_multiple_of(2) {
        text.insert(0, '\u{feff}');
    }
    text
}

#[test]
fn five_hundred_files_keep_their_comments_and_are_done_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let before: Vec<String> = (0..500).map(generated).collect();
    let path = |number: usize| root.join(format!("charter-{number:03}.yaml"));
    for (number, text) in before.iter().enumerate() {
        fs::write(path(number), text).unwrap();
    }
    let run = rolelint(root, &["check", "--fix", "--output-format", "concise"]);
    assert_eq!(run.status.code(), Some(1), "{}", err(&run));
    assert!(out(&run).contains("Fixed "), "{}", out(&run));
    let read = |number| fs::read_to_string(path(number)).unwrap();
    let after: Vec<String> = (0..before.len()).map(read).collect();
    let mut changed = 0;
    for (old, new) in before.iter().zip(&after) {
        let sorted = |text: &str| {
            let mut comments = comments(text);
            comments.sort();
            comments
        };
        assert_eq!(sorted(old), sorted(new), "{new}");
        assert_eq!(old.ends_with('\n'), new.ends_with('\n'), "{new}");
        assert_eq!(old.starts_with('\u{feff}'), new.starts_with('\u{feff}'));
        let breaks = |text: &str| text.matches('\n').count() == text.matches("\r\n").count();
        assert_eq!(breaks(old), breaks(new), "{new}");
        assert!(!new.contains("Product-Owner"), "{new}");
        assert!(!new.contains("aufgaben"), "{new}");
        assert!(!new.contains("rolelint:"), "{new}");
        changed += usize::from(old != new);
    }
    assert!(changed > 400, "{changed}");
    let again = rolelint(
        root,
        &["check", "--fix", "-q", "--output-format", "concise"],
    );
    assert_eq!(again.status.code(), Some(1));
    let still: Vec<String> = (0..before.len()).map(read).collect();
    assert_eq!(after, still);
}

#[test]
fn a_folder_that_takes_nothing_is_told_and_its_file_stays() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("po.yaml"), ROLE).unwrap();
    fs::set_permissions(root.join("po.yaml"), Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(root, Permissions::from_mode(0o555)).unwrap();
    let mut command = command(root, &["check", "--fix"]);
    if fs::metadata(root).unwrap().uid() == 0 {
        // The superuser may write anywhere; nobody may not.
        command.uid(65534).gid(65534);
    }
    let run = command.output().unwrap();
    fs::set_permissions(root, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(run.status.code(), Some(2), "{}", err(&run));
    assert!(err(&run).contains("po.yaml: "), "{}", err(&run));
    assert_eq!(fs::read_to_string(root.join("po.yaml")).unwrap(), ROLE);
    assert_eq!(fs::read_dir(root).unwrap().count(), 1);
}

#[test]
fn a_file_that_must_not_be_written_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("po.yaml");
    fs::write(&file, ROLE).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o444)).unwrap();
    let run = rolelint(folder.path(), &["check", "--fix"]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&file).unwrap(), ROLE);
}

#[test]
fn links_and_permissions_stay() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("deep")).unwrap();
    let file = root.join("deep/po.yaml");
    fs::write(&file, ROLE).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
    symlink("deep/po.yaml", root.join("linked.yaml")).unwrap();
    let run = rolelint(root, &["check", "--fix", "--output-format", "concise"]);
    assert_eq!(err(&run), "");
    assert!(root.join("linked.yaml").is_symlink());
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .contains("The Product Owner orders")
    );
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(root.join("deep")).unwrap().count(), 1);
}

#[test]
fn standard_input_is_fixed_on_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.txt"), ROLE).unwrap();
    let input = fs::File::open(folder.path().join("in.txt")).unwrap();
    let mut command = command(
        folder.path(),
        &["check", "-", "--fix", "--output-format", "concise"],
    );
    let run = command.stdin(input).output().unwrap();
    assert_eq!(out(&run), ROLE.replace("Product-Owner", "Product Owner"));
    assert!(
        err(&run).contains("Fixed 1 finding in 1 file"),
        "{}",
        err(&run)
    );
}

#[test]
fn watching_checks_again_when_a_file_changes_and_not_when_an_ignored_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join(".gitignore"), "out.yaml\n").unwrap();
    fs::write(root.join("po.yaml"), ROLE).unwrap();
    let mut command = command(
        root,
        &[
            "check",
            "--watch",
            "--output-format",
            "concise",
            "--select",
            "TXT006",
        ],
    );
    let mut run = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(run.stdout.take().unwrap()).lines();
    let (told, heard) = mpsc::channel();
    std::thread::spawn(move || {
        lines
            .map_while(Result::ok)
            .try_for_each(|line| told.send(line))
    });
    let wait_for = |words: &str| {
        let mut seen = Vec::new();
        while let Ok(line) = heard.recv_timeout(Duration::from_secs(60)) {
            let is_it = line.contains(words);
            seen.push(line);
            if is_it {
                return seen;
            }
        }
        panic!("no `{words}` in {seen:?}");
    };
    wait_for("can be fixed with --fix");
    fs::write(root.join("out.yaml"), ROLE).unwrap();
    fs::write(
        root.join("po.yaml"),
        ROLE.replace("Product-Owner", "Product Owner"),
    )
    .unwrap();
    let seen = wait_for("No findings; 1 role, 1 duty, 1 file");
    assert_eq!(seen.len(), 1, "{seen:?}");
    run.kill().unwrap();
    run.wait().unwrap();
}

#[test]
fn watching_standard_input_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let run = rolelint(folder.path(), &["check", "-", "--watch"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(err(&run).contains("--watch"), "{}", err(&run));
}
