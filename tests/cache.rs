//! What is remembered of long runs: it must never be seen, but for the time that a run takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// As many files as make a run a long one.
const FILES: usize = 140;

/// A folder of charters, and one where runs remember them.
struct World {
    charters: TempDir,
    folder: TempDir,
}

impl World {
    fn empty() -> Self {
        let world = Self {
            charters: tempfile::tempdir().unwrap(),
            folder: tempfile::tempdir().unwrap(),
        };
        world.write("plain.yaml", "services:\n  - web\n");
        world.write(
            "wide.yaml",
            "role: Developer\nworks_with: [Nobody Known]\nduties:\n  - Tests the code.\n",
        );
        world
    }

    /// Small files, which are read soon.
    fn small() -> Self {
        let world = Self::empty();
        for at in 0..FILES {
            let folder = world.path(&format!("{:02}", at % 7));
            fs::create_dir_all(folder).unwrap();
            let text = format!("role: Product Owner\nduties:\n  - Writes all {at} user stories.\n");
            world.write(&format!("{:02}/{at:03}.yaml", at % 7), &text);
        }
        world
    }

    /// Charters of the project's own cases and examples, whatever is wrong with them.
    fn new() -> Self {
        let world = Self::empty();
        let mut found = Vec::new();
        for root in ["tests/cases", "examples"] {
            charters(Path::new(root), &mut found);
        }
        found.sort();
        assert!(found.len() > 60, "{}", found.len());
        for (at, path) in found.iter().cycle().step_by(2).take(FILES).enumerate() {
            let name = path.file_name().unwrap().to_str().unwrap();
            let to = world.path(&format!("{:02}/{at:03}-{name}", at % 7));
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(path, to).unwrap();
        }
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.charters.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let has_format = arguments.contains(&"--output-format");
        let format = ["--output-format", "json"].iter().filter(|_| !has_format);
        Command::new(env!("CARGO_BIN_EXE_rolelint"))
            .arg("check")
            .args(format)
            .args(arguments)
            .current_dir(self.charters.path())
            .env("LC_ALL", "C.UTF-8")
            .env("ROLELINT_CACHE_DIR", self.folder.path().join("deep/er"))
            .output()
            .unwrap()
    }

    /// Runs with and without what is remembered and says whether anything was written for the next run.
    fn same(&self, arguments: &[&str]) -> bool {
        let before = self.stores();
        let output = self.run(arguments);
        let plain = self.run(&[arguments, &["--no-cache"]].concat());
        // Not shown where they differ: they are long.
        assert!(output.stdout == plain.stdout, "{arguments:?}");
        assert_eq!(output.stderr, plain.stderr, "{arguments:?}");
        assert_eq!(output.status, plain.status, "{arguments:?}");
        self.stores() != before
    }

    /// The files that runs remember in, with what they hold.
    fn stores(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let listed = fs::read_dir(self.folder.path().join("deep/er"));
        let paths = listed
            .into_iter()
            .flatten()
            .map(|file| file.unwrap().path());
        let mut stores: Vec<_> = paths
            .map(|path| {
                let bytes = fs::read(&path).unwrap();
                (path, bytes)
            })
            .collect();
        stores.sort();
        stores
    }

    fn store(&self) -> PathBuf {
        let stores = self.stores();
        assert_eq!(stores.len(), 1);
        stores[0].0.clone()
    }
}

fn charters(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_yaml = path.extension().is_some_and(|ending| ending == "yaml");
        if path.is_dir() {
            charters(&path, found);
        } else if is_yaml && !path.ends_with("rolelint.yaml") {
            found.push(path);
        }
    }
}

#[test]
fn a_second_run_says_the_same_and_writes_nothing() {
    let world = World::new();
    assert!(world.same(&[]));
    let told = world.run(&[]);
    assert!(told.stdout.len() > 10_000);
    assert!(!world.same(&[]));
    assert!(!world.same(&["--threads", "1"]));
    // How findings are shown is no matter of what is found.
    for format in ["human", "sarif", "html"] {
        assert!(!world.same(&["--output-format", format]), "{format}");
    }
    assert!(!world.same(&["--statistics"]));
}

#[test]
fn all_that_a_file_is_judged_by_counts() {
    let world = World::new();
    world.same(&[]);
    for arguments in [
        &["--pedantic"][..],
        &["--lang", "de", "--text-lang", "fr"],
        &["--profile", "safe", "--select", "PO"],
    ] {
        assert!(world.same(arguments), "{arguments:?}");
        assert!(!world.same(arguments), "{arguments:?}");
    }
    world.write("rolelint.yaml", "ignore: [PO008]\n");
    assert!(world.same(&[]));
    world.write("rolelint.yaml", "people:\n  Ana Kovač: [AK]\n");
    assert!(world.same(&[]));
    assert!(!world.same(&[]));
}

#[test]
fn only_what_changed_is_looked_at_again() {
    let world = World::small();
    world.same(&[]);
    let before = fs::metadata(world.store()).unwrap().len();
    world.write(
        "wide.yaml",
        "role: Product Owner\nduties:\n  - Writes user stories full time.\n",
    );
    assert!(world.same(&[]));
    // What the file said before is kept for a while: branches come back.
    let after = fs::metadata(world.store()).unwrap().len();
    assert!(
        after > before && after < before + before / 10,
        "{before} {after}"
    );
    fs::rename(world.path("wide.yaml"), world.path("other.yaml")).unwrap();
    assert!(world.same(&[]));
    fs::remove_file(world.path("other.yaml")).unwrap();
    assert!(!world.same(&[]));
}

#[test]
fn damage_is_no_matter() {
    let world = World::small();
    world.same(&[]);
    let told = world.run(&[]);
    let whole = fs::read(world.store()).unwrap();
    for at in [0, whole.len() / 2, whole.len() - 50, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        fs::write(world.store(), &bytes).unwrap();
        assert!(world.run(&[]).stdout == told.stdout, "{at}");
        assert_eq!(fs::read(world.store()).unwrap().len(), whole.len(), "{at}");
    }
    fs::write(world.store(), &whole[..whole.len() / 2]).unwrap();
    assert!(world.run(&[]).stdout == told.stdout);
}

#[test]
fn where_nothing_can_be_written_nothing_is_remembered() {
    let world = World::small();
    fs::write(world.folder.path().join("deep"), "no folder").unwrap();
    assert!(!world.same(&[]));
    assert!(!world.same(&[]));
}

#[test]
fn nothing_is_remembered_of_short_runs_nor_where_nobody_shall_be_named() {
    let world = World::small();
    assert!(!world.same(&["wide.yaml"]));
    assert!(!world.same(&["03"]));
    assert!(!world.same(&["--redact-people"]));
    world.run(&["--no-cache"]);
    assert!(world.stores().is_empty());
    // A long file is a long run.
    let duties = "  - Writes user stories full time, every day of the week.\n".repeat(6000);
    world.write(
        "wide.yaml",
        &format!("role: Product Owner\nduties:\n{duties}"),
    );
    assert!(world.same(&["wide.yaml"]));
    assert!(!world.same(&["wide.yaml"]));
}

#[test]
fn a_short_file_beside_a_long_one_is_not_taken_for_it() {
    let world = World::small();
    let duties = "  - Writes user stories full time, every day of the week.\n".repeat(6000);
    let long = format!("role: Product Owner\nduties:\n{duties}");
    world.write("a-long.yaml", &long);
    world.write(
        "b-short.yaml",
        "role: Scrum Master\nduties:\n  - Assigns tasks to the developers.\n",
    );
    let both = [
        "a-long.yaml",
        "b-short.yaml",
        "plain.yaml",
        "--output-format",
        "human",
    ];
    assert!(world.same(&both));
    assert!(!world.same(&both));
    world.write("b-short.yaml", "role: Developer\nduties:\n  - Tests it.\n");
    assert!(!world.same(&both));
    world.write("a-long.yaml", &(long + "  - Assigns tasks.\n"));
    assert!(world.same(&both));
    assert!(!world.same(&both));
}

#[test]
fn runs_on_single_files_of_a_workspace_share_what_is_remembered() {
    let world = World::small();
    world.write("rolelint.yaml", "profile: scrum\n");
    assert!(world.same(&["wide.yaml"]));
    assert!(world.same(&["03"]));
    // One store for both, and what the first one said is still there.
    world.store();
    assert!(!world.same(&["wide.yaml"]));
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_what_is_remembered() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::small();
    world.same(&[]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let store = world.store();
    assert_eq!(mode(&store), 0o600);
    assert_eq!(mode(store.parent().unwrap()), 0o700);
}

#[test]
fn a_pack_that_changes_changes_all() {
    let world = World::small();
    let init = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(["init", "--pack", "house"])
        .current_dir(world.charters.path())
        .output()
        .unwrap();
    assert!(init.status.success());
    let with = ["--pack", "house"];
    assert!(world.same(&with));
    assert!(!world.same(&with));
    let path = world.path("house/rules/OUR001-private-backlog.yaml");
    let rule = fs::read_to_string(&path).unwrap();
    fs::write(path, rule + "# said once more\n").unwrap();
    assert!(world.same(&with));
}

#[test]
fn a_folder_that_is_one_charter_is_judged_as_one() {
    let world = World::new();
    world.write("rolelint.yaml", "charter-folders: ['*']\n");
    world.same(&[]);
    world.same(&[]);
    world.write(
        "05/more.yaml",
        "role: Product Owner\nduties:\n  - Orders the backlog.\n",
    );
    world.same(&[]);
}
