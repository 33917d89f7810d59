//! `--since` in a repository with history: what changed is reported, all else is known.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const OWNER: &str = "role: Product Owner
holders: Ana Kovač
purpose: Guests find the right room.
duties:
  - Writes user stories full time.
";

const CHARTER: &str = "charter: Kitchen
roles:
  - role: Product Owner
    purpose: Guests find the right room.
    duties:
      - Writes user stories full time.
  - role: Scrum Master
    purpose: The team gets better.
    duties:
      - Coaches the team.
      - Assigns tasks to the developers.
";

struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "-q", "-b", "main"]);
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@b.c"])
            .args(["-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(self.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {told}");
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "more"]);
    }

    fn check(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_rolelint"))
            .args(["check", "--output-format", "concise", "--select"])
            .arg("PO008,SM001,MRG001")
            .args(arguments)
            .current_dir(self.path())
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap()
    }

    /// Place and code of each finding.
    fn found(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.check(arguments);
        assert_ne!(output.status.code(), Some(2), "{output:?}");
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines = out.lines().filter_map(|line| {
            let (place, rest) = line.split_once(": ")?;
            let code = rest.split_once('[')?.1.split(' ').next()?;
            Some(format!("{place} {code}"))
        });
        lines.collect()
    }
}

#[test]
fn only_files_that_changed_are_reported_on() {
    let repository = Repository::new();
    repository.write("rolelint.yaml", "profile: scrum\n");
    repository.write("old.yaml", OWNER);
    repository.write("größe 😀.yaml", OWNER);
    repository.write("moved.yaml", OWNER);
    repository.commit();
    repository.write("größe 😀.yaml", &OWNER.replace("full time", "all day"));
    repository.git(&["mv", "moved.yaml", "elsewhere.yaml"]);
    repository.commit();
    repository.write("new/charter.yaml", OWNER);
    assert_eq!(
        repository.found(&["--since", "HEAD~1"]),
        ["größe 😀.yaml:5:5 PO008", "new/charter.yaml:5:5 PO008"]
    );
    assert_eq!(
        repository.found(&["--since", "HEAD", "."]),
        ["new/charter.yaml:5:5 PO008"]
    );
    assert!(
        repository
            .found(&["--since", "HEAD", "old.yaml"])
            .is_empty()
    );
}

#[test]
fn of_a_charter_the_roles_that_changed_are_reported_on() {
    let repository = Repository::new();
    repository.write("charter.yaml", CHARTER);
    repository.commit();
    repository.write(
        "charter.yaml",
        &CHARTER.replace("      - Coaches the team.\n", ""),
    );
    assert_eq!(
        repository.found(&["--since", "HEAD"]),
        ["charter.yaml:10:9 SM001"]
    );
    repository.write("charter.yaml", &CHARTER.replace("Kitchen", "Restaurant"));
    assert_eq!(repository.found(&["--since", "HEAD"]).len(), 2);
    repository.write("charter.yaml", &format!("{CHARTER}# the end\n"));
    assert_eq!(
        repository.found(&["--since", "HEAD"]),
        ["charter.yaml:11:9 SM001"]
    );
}

#[test]
fn roles_that_did_not_change_are_known() {
    let repository = Repository::new();
    repository.write("rolelint.yaml", "profile: scrum\n");
    repository.write("owner.yaml", OWNER);
    repository.commit();
    let manager = "role: Project Manager\nholders: Ana Kovač\npurpose: On time.\nduties: [Plans the project.]\n";
    repository.write("manager.yaml", manager);
    assert_eq!(
        repository.found(&["--since", "HEAD"]),
        ["owner.yaml:2:10 MRG001"]
    );
}

#[test]
fn a_branch_is_compared_with_where_it_left() {
    let repository = Repository::new();
    repository.write("owner.yaml", OWNER);
    repository.commit();
    repository.git(&["checkout", "-q", "-b", "topic"]);
    repository.write("topic.yaml", OWNER);
    repository.commit();
    repository.git(&["checkout", "-q", "main"]);
    repository.write("owner.yaml", &OWNER.replace("full time", "all day long"));
    repository.commit();
    repository.git(&["checkout", "-q", "topic"]);
    assert_eq!(
        repository.found(&["--since", "main"]),
        ["topic.yaml:5:5 PO008"]
    );
}

#[test]
fn what_git_cannot_tell_is_an_error() {
    let repository = Repository::new();
    repository.write("owner.yaml", OWNER);
    repository.commit();
    let told = |arguments: &[&str]| {
        let output = repository.check(arguments);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let unknown = told(&["--since", "nowhere"]);
    assert!(unknown.contains("no revision `nowhere`"), "{unknown}");
    let option = told(&["--since=--output=/tmp/x"]);
    assert!(option.contains("no revision"), "{option}");
    let unchanged = repository.check(&["--since", "HEAD"]);
    assert_eq!(unchanged.status.code(), Some(0));
    let note = String::from_utf8_lossy(&unchanged.stderr);
    assert_eq!(note, "note: no role changed since HEAD\n");
    fs::remove_dir_all(repository.path().join(".git")).unwrap();
    let outside = told(&["--since", "HEAD"]);
    assert!(outside.contains("not a git repository"), "{outside}");
}
