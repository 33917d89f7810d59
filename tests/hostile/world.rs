//! What only a process can show: names of files, patterns, narrow terminals, and a death in the middle.
#![cfg(target_os = "linux")]

use super::start::{command, rolelint};
use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const ROLE: &str = "role: product-owner\ntitle: Product Owner\nduties:\n  - The Product-Owner orders the backlog.\n";

#[test]
fn names_of_files_are_shown_harmlessly() {
    let folder = tempfile::tempdir().unwrap();
    let names = [
        "a\n::error::b.yaml",
        "c\u{1b}[31md.yaml",
        "e\u{202e}lmay.yaml",
        "-rf.yaml",
        "f %0A,b:c.yaml",
        "=1+1.yaml",
    ];
    for name in names {
        fs::write(folder.path().join(name), "role: a\ndutys: [x]\n").unwrap();
    }
    for format in [
        "human", "concise", "github", "markdown", "json", "sarif", "junit",
    ] {
        let run = rolelint(folder.path(), &["check", "--output-format", format]);
        assert_eq!(run.status.code(), Some(1), "{format}");
        let text = String::from_utf8(run.stdout).unwrap();
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}'),
            "{format}"
        );
        assert!(!text.contains("\n::error::b"), "{format}: {text}");
    }
    let fixed = rolelint(folder.path(), &["check", "--fix", "--unsafe-fixes", "-q"]);
    assert_eq!(String::from_utf8_lossy(&fixed.stderr), "");
    for name in names {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.contains("duties"), "{name}: {text}");
    }
}

#[test]
fn patterns_that_explode_elsewhere_end_quickly() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("{}.yaml", "a".repeat(200));
    fs::write(folder.path().join(&file), ROLE).unwrap();
    let stars = "a*".repeat(60) + "b";
    let folders = "**/".repeat(60) + "b";
    let braces = "{a,b}".repeat(400);
    for pattern in [
        &stars,
        &folders,
        &braces,
        &"(a+)+$".repeat(30),
        &"[".repeat(5_000),
    ] {
        let text = format!("exclude: ['{pattern}']\nper-file-ignores: {{ '{pattern}': [TXT] }}\n");
        fs::write(folder.path().join("rolelint.yaml"), text).unwrap();
        let began = Instant::now();
        let run = rolelint(folder.path(), &["check", "--show-files", &file]);
        let took = began.elapsed();
        assert!(took < Duration::from_secs(10), "{pattern} took {took:?}");
        assert!(matches!(run.status.code(), Some(0 | 2)), "{run:?}");
    }
}

#[test]
fn a_run_that_is_killed_leaves_each_file_whole() {
    let folder = tempfile::tempdir().unwrap();
    let after = ROLE.replace("Product-Owner", "Product Owner");
    let names: Vec<String> = (0..60).map(|number| format!("{number}.yaml")).collect();
    let mut torn = 0;
    for round in 0..8 {
        for name in &names {
            fs::write(folder.path().join(name), ROLE).unwrap();
        }
        let mut run = command(folder.path(), &["check", "--fix", "-q"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(20 * round));
        run.kill().unwrap();
        run.wait().unwrap();
        for name in &names {
            let text = fs::read_to_string(folder.path().join(name)).unwrap();
            assert!(text == ROLE || text == after, "{name}: {text}");
            torn += usize::from(text == after);
        }
    }
    // What is left over from a death is no role file, and the next run ends the work.
    let run = rolelint(
        folder.path(),
        &["check", "--fix", "-q", "--select", "TXT006"],
    );
    assert_eq!(run.status.code(), Some(0), "{run:?} {torn}");
    for name in &names {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), after);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), names.len());
}

#[test]
fn what_the_dead_left_is_removed_and_what_the_living_write_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = |process: &str| folder.path().join(format!(".po.yaml.{process}.rolelint"));
    let mut dead = Command::new("true").spawn().unwrap();
    dead.wait().unwrap();
    let (dead, living) = (dead.id().to_string(), std::process::id().to_string());
    for name in [&dead, &living, "mine"] {
        fs::write(path(name), "half a fi").unwrap();
    }
    fs::write(folder.path().join("po.yaml"), ROLE).unwrap();
    let run = rolelint(
        folder.path(),
        &["check", "--fix", "-q", "--select", "TXT006"],
    );
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    assert!(!path(&dead).exists());
    assert!(path(&living).exists() && path("mine").exists());
}

#[test]
fn a_file_that_changes_while_it_is_read_is_read_as_it_was_or_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("po.yaml");
    let texts = [
        ROLE.to_owned(),
        ROLE.to_owned() + &"  - Helps.\n".repeat(500),
        String::new(),
    ];
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for text in texts.iter().cycle() {
                // Not whole at a time: the file is cut, then grows.
                fs::write(&path, text).unwrap();
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        for _ in 0..6 {
            let run = rolelint(folder.path(), &["check", "--output-format", "concise"]);
            assert!(matches!(run.status.code(), Some(0 | 1)), "{run:?}");
            let fix = rolelint(
                folder.path(),
                &["check", "--fix", "-q", "--output-format", "concise"],
            );
            // A file that somebody else writes is not written over.
            let err = String::from_utf8_lossy(&fix.stderr);
            assert!(!err.contains("internal"), "{err}");
        }
        is_over.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_disk_that_is_full_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("po.yaml"), ROLE).unwrap();
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let run = command(folder.path(), &["check"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(told.starts_with("error: standard output: "), "{told}");
    let run = rolelint(folder.path(), &["check", "-o", "/dev/full"]);
    assert_eq!(run.status.code(), Some(2));
}

#[test]
fn a_terminal_of_one_column_gets_its_report() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("po.yaml"), ROLE).unwrap();
    for arguments in [
        &["check"][..],
        &["inspect"],
        &["compare", "po", "sm"],
        &["matrix"],
        &["rules"],
    ] {
        let run = command(folder.path(), arguments)
            .env("COLUMNS", "1")
            .output()
            .unwrap();
        assert!(
            matches!(run.status.code(), Some(0 | 1)),
            "{arguments:?} {run:?}"
        );
        assert!(!run.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn configurations_that_multiply_or_never_end_are_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("po.yaml", ROLE);
    // Each names the next one twice: followed as written, that is two to the power of thirty.
    for number in 0..30 {
        let next = number + 1;
        let text = format!("extends: [{next}.txt, {next}.txt]\n");
        write(&format!("{number}.txt"), &text);
    }
    write("30.txt", "lang: en\n");
    // And each file another one, without end.
    for number in 100..200 {
        let text = format!("extends: {}.txt\n", number + 1);
        write(&format!("{number}.txt"), &text);
    }
    let piped = Command::new("mkfifo")
        .arg(folder.path().join("pipe"))
        .status();
    assert!(piped.unwrap().success());
    let cases = [
        ("extends: 0.txt\n", Some(1), ""),
        ("extends: 100.txt\n", Some(2), "32"),
        ("extends: /dev/zero\n", Some(2), "not a file"),
        ("extends: pipe\n", Some(2), "not a file"),
        ("extends: .\n", Some(2), "not a file"),
    ];
    for (text, status, told) in cases {
        write("rolelint.yaml", text);
        let began = Instant::now();
        let run = rolelint(folder.path(), &["check"]);
        assert!(began.elapsed() < Duration::from_secs(10), "{text}");
        assert_eq!(run.status.code(), status, "{text}: {run:?}");
        let err = String::from_utf8_lossy(&run.stderr);
        assert!(err.contains(told), "{text}: {err}");
    }
    fs::remove_file(folder.path().join("rolelint.yaml")).unwrap();
    fs::create_dir(folder.path().join("ours")).unwrap();
    fs::rename(
        folder.path().join("pipe"),
        folder.path().join("ours/pipe.yaml"),
    )
    .unwrap();
    let run = rolelint(folder.path(), &["test", "ours"]);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    let run = rolelint(folder.path(), &["check", "--config", "/dev/zero"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&run.stderr).contains("larger than"),
        "{run:?}"
    );
}
