//! What the world does to a run: links, pipes, devices, huge files, closed pipes, and files that must not be half written.
#![cfg(unix)]

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ROLE: &str = "role: cook\npurpose: Nobody stays hungry.\nduties: [Zzz.]\n";

fn rolelint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn links_are_followed_to_files_and_never_in_circles() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("deep")).expect("a folder");
    fs::write(root.join("deep/cook.yaml"), ROLE).expect("a file");
    symlink("..", root.join("deep/again")).expect("a link");
    symlink("nowhere", root.join("dangling.yaml")).expect("a link");
    symlink("deep/cook.yaml", root.join("linked.yaml")).expect("a link");
    let run = rolelint(root, &["check", "--show-files"]);
    assert_eq!(out(&run), "deep/cook.yaml\nlinked.yaml\n");
    assert_eq!(run.status.code(), Some(0));
    let named = rolelint(root, &["check", "dangling.yaml"]);
    assert_eq!(named.status.code(), Some(2));
}

#[test]
fn pipes_and_devices_are_refused_and_do_not_hang() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let made = Command::new("mkfifo")
        .arg(root.join("pipe.yaml"))
        .status()
        .expect("mkfifo runs");
    assert!(made.success());
    fs::write(root.join("cook.yaml"), ROLE).expect("a file");
    let named = rolelint(root, &["check", "pipe.yaml", "/dev/zero", "cook.yaml"]);
    assert_eq!(named.status.code(), Some(2));
    assert_eq!(err(&named).lines().count(), 2, "{}", err(&named));
    assert!(out(&named).contains("1 file"));
    let walked = rolelint(root, &["check"]);
    assert_eq!(walked.status.code(), Some(0), "{}", err(&walked));
}

#[test]
fn a_huge_file_is_a_finding() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let huge = fs::File::create(root.join("huge.yaml")).expect("a file");
    huge.set_len(5 << 30).expect("a hole");
    let run = rolelint(root, &["check", "--output-format", "concise"]);
    assert!(
        out(&run).starts_with("huge.yaml:1:1: error[DOC109"),
        "{}",
        out(&run)
    );
    assert_eq!(run.status.code(), Some(1));
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut run = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(["rules", "--output-format", "json"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(run.stdout.take());
    let ended = run.wait_with_output().expect("it ends");
    assert_eq!(err(&ended), "");
    assert_eq!(ended.status.code(), Some(0));
}

/// What is too long to be kept goes out in pieces, and a file gets all of it in one.
#[test]
fn a_long_report_is_whole_wherever_it_goes_and_ends_with_its_reader() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let duties = (0..1_200).map(|at| format!("  - Plans the capacity of team {at}.\n"));
    let duties: String = duties.collect();
    let role = format!("role: product-owner\nlanguage: en\nduties:\n{duties}");
    fs::write(root.join("role.yaml"), &role).expect("a file");
    for format in ["json", "sarif", "gitlab", "concise"] {
        let check = ["check", "role.yaml", "--output-format", format];
        let run = rolelint(root, &check);
        assert_eq!(run.status.code(), Some(1), "{}", err(&run));
        rolelint(root, &[&check[..], &["-o", "report.txt"]].concat());
        let report = fs::read(root.join("report.txt")).expect("the report");
        assert!(run.stdout == report, "{format}");
        let is_long = ["json", "sarif"].contains(&format);
        assert!(!is_long || report.len() > 3 << 19, "{format}");
    }
    let run = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(["check", "role.yaml", "--output-format", "json"])
        .current_dir(root)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut run = run.expect("the program starts");
    let mut pipe = run.stdout.take().expect("a pipe");
    pipe.read_exact(&mut [0; 100]).expect("its beginning");
    drop(pipe);
    let ended = run.wait_with_output().expect("it ends");
    assert_eq!(err(&ended), "");
    assert_eq!(ended.status.code(), Some(1));
}

#[test]
fn a_report_replaces_its_file_whole_and_leaves_nothing_beside() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::write(root.join("cook.yaml"), ROLE).expect("a file");
    fs::write(root.join("report.txt"), "old").expect("a file");
    symlink("report.txt", root.join("latest.txt")).expect("a link");
    let run = rolelint(root, &["check", "-o", "latest.txt", "--select", "DOC1"]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    assert_eq!(out(&run), "");
    let report = fs::read_to_string(root.join("report.txt")).expect("the report");
    assert_eq!(report, "No findings; 1 role, 1 duty, 1 file\n");
    assert!(root.join("latest.txt").is_symlink());
    assert_eq!(fs::read_dir(root).expect("a folder").count(), 3);
}

#[test]
fn paths_outside_of_the_working_directory_lead_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("work")).expect("a folder");
    fs::write(root.join("cook.yaml"), ROLE).expect("a file");
    let absolute = root.join("cook.yaml");
    let absolute = absolute.to_str().expect("plain letters");
    let run = rolelint(&root.join("work"), &["check", "--show-files", absolute]);
    assert_eq!(out(&run), "../cook.yaml\n");
}

#[test]
fn many_files_give_the_same_report_each_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for number in 0..300 {
        let mut file = fs::File::create(root.join(format!("cook{number}.yaml"))).expect("a file");
        writeln!(file, "{ROLE}wage{number}: 1").expect("written");
    }
    let arguments = ["check", "--output-format", "json", "--select", "DOC1"];
    let first = rolelint(root, &arguments);
    assert_eq!(first.stdout, rolelint(root, &arguments).stdout);
    assert!(out(&first).contains("\"files\": 300"));
    assert!(out(&first).contains("\"warnings\": 300"));
}

#[test]
fn empty_variables_say_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("cook.yaml"), ROLE).expect("a file");
    let run = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(["check", "--select", "DOC1"])
        .current_dir(folder.path())
        .envs(["LANG", "OUTPUT_FORMAT", "CONFIG"].map(|name| (format!("ROLELINT_{name}"), "")))
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the program starts");
    assert_eq!(out(&run), "No findings; 1 role, 1 duty, 1 file\n");
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
}

// Elsewhere, no file may have such a name.
#[cfg(target_os = "linux")]
#[test]
fn names_are_read_as_they_are() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join(".hidden")).expect("a folder");
    fs::write(root.join(".hidden/cook.yaml"), ROLE).expect("a file");
    fs::write(root.join(".cook.yaml"), ROLE).expect("a file");
    let odd = std::ffi::OsStr::from_bytes(b"b\xff.yaml");
    fs::write(root.join(odd), "role: cook\ndutys: [Zzz.]\n").expect("a file");
    let walked = rolelint(root, &["check", "--show-files"]);
    assert_eq!(out(&walked), "b\u{fffd}.yaml\n");
    let named = rolelint(root, &["check", "--show-files", ".hidden", ".cook.yaml"]);
    assert_eq!(out(&named), ".cook.yaml\n.hidden/cook.yaml\n");
    let fixed = rolelint(root, &["check", "--fix", "--unsafe-fixes", "--quiet"]);
    assert_eq!(err(&fixed), "");
    let text = fs::read_to_string(root.join(odd)).expect("the file");
    assert!(text.contains("duties: [Zzz.]"), "{text}");
}

#[test]
fn colors_follow_the_environment() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("cook.yaml"), "role: cook\n").expect("a file");
    let colored = |name: &str, value: &str, flags: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_rolelint"))
            .arg("check")
            .args(flags)
            .current_dir(folder.path())
            .env_remove("NO_COLOR")
            .env(name, value)
            .output()
            .expect("the program starts");
        run.stdout.contains(&0x1b)
    };
    assert!(!colored("LANG", "C.UTF-8", &[]));
    assert!(colored("FORCE_COLOR", "1", &[]));
    assert!(colored("CLICOLOR_FORCE", "1", &[]));
    assert!(!colored("CLICOLOR_FORCE", "0", &[]));
    assert!(!colored("FORCE_COLOR", "1", &["--color", "never"]));
    assert!(colored("NO_COLOR", "1", &["--color", "always"]));
}
