//! A baseline through the life of a repository.

use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const OWNER: &str = "role: Product Owner
language: en
holders: Ana Kovač
purpose: Guests find the right room.
duties:
  - Plans the capacity of the developers.
  - Orders the Product Backlog by value.
  - Writes user stories full time.
";

/// A folder to work in.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    /// Status, standard output and standard error.
    fn run(&self, line: &str) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_rolelint"))
            .args(line.split(' '))
            .args(["--lang", "en"])
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    /// What is new: path, line and code of each finding that counts.
    fn fresh(&self) -> Vec<String> {
        let (_, out, _) = self.run("check --select PO --output-format json");
        let report: Value = serde_json::from_str(&out).unwrap();
        let all = report["diagnostics"].as_array().unwrap().iter();
        all.filter(|one| one["suppressed"].is_null())
            .map(|one| {
                let line = &one["range"]["start"]["line"];
                let text = |key: &str| one[key].as_str().unwrap().to_owned();
                format!("{}:{line} {}", text("path"), text("code"))
            })
            .collect()
    }

    fn create(&self) {
        let (status, _, told) = self.run("baseline create --select PO");
        assert_eq!(status, 0, "{told}");
    }

    fn baseline(&self) -> String {
        fs::read_to_string(self.path("rolelint-baseline.json")).unwrap()
    }

    fn stale(&self) -> String {
        self.run("check --select PO -v").2
    }
}

#[test]
fn accepted_findings_count_no_more() {
    let desk = Desk::new(&[("po.yaml", OWNER)]);
    assert!(!desk.fresh().is_empty());
    desk.create();
    assert_eq!(desk.fresh(), [""; 0]);
    assert_eq!(desk.run("check --select PO").0, 0);
    assert_eq!(desk.run("check --select PO --isolated").0, 1);
    let (_, out, told) = desk.run("check --select PO --output-format json");
    assert_eq!(told, "");
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["diagnostics"][0]["suppressed"]["by"], "baseline");
    let count = report["diagnostics"].as_array().unwrap().len();
    assert_eq!(report["summary"]["baselined"], count);
}

#[test]
fn moved_lines_renamed_files_and_another_order_change_nothing() {
    let desk = Desk::new(&[("po.yaml", OWNER)]);
    desk.create();
    let before = desk.baseline();
    fs::remove_file(desk.path("po.yaml")).unwrap();
    let reordered = "# Ours\n\nrole: product-owner\nlanguage: en\nholders: Ana Kovač\npurpose: Guests find the right room.\nduties:\n  - writes   user stories full time\n  - Orders the Product Backlog by value.\n  - Plans the capacity of the developers.\n";
    desk.write("roles/owner.yaml", reordered);
    assert_eq!(desk.fresh(), [""; 0]);
    assert_eq!(desk.stale(), "");
    assert_eq!(desk.baseline(), before, "check writes nothing");
    desk.run("baseline prune --select PO");
    assert!(desk.baseline().contains("roles/owner.yaml"));
}

#[test]
fn what_is_told_at_its_first_place_is_known_at_another() {
    let role = |duties: [&str; 2]| {
        let [one, other] = duties;
        format!("role: Product Owner\nlanguage: en\nduties: [{one}, {other}]\n")
    };
    let duties = ["Orders the PBIs by value.", "Explains the PBIs."];
    let desk = Desk::new(&[("po.yaml", &role(duties))]);
    let select = "--select TXT005 --fail-on info";
    assert_eq!(desk.run(&format!("check {select}")).0, 1);
    desk.run("baseline create --select TXT005");
    desk.write("po.yaml", &role([duties[1], duties[0]]));
    let (status, out, err) = desk.run(&format!("check {select}"));
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
}

#[test]
fn a_changed_duty_is_new_and_its_entry_stale() {
    let desk = Desk::new(&[("po.yaml", OWNER)]);
    desk.create();
    desk.write(
        "po.yaml",
        &OWNER.replace("of the developers", "of all developers"),
    );
    assert_eq!(desk.fresh(), ["po.yaml:6 PO004"]);
    let told = desk.stale();
    assert!(told.contains("1 entry accepts nothing any more"), "{told}");
    assert!(
        told.contains("plans the capacity of the developers"),
        "{told}"
    );
    assert_eq!(desk.run("check --select PO --ignore PO004").0, 0);
}

#[test]
fn the_same_duty_twice_is_two_findings() {
    let desk = Desk::new(&[("po.yaml", OWNER)]);
    desk.create();
    let (other, same) = (
        "Orders the Product Backlog by value",
        "Plans the capacity of the developers",
    );
    desk.write("po.yaml", &OWNER.replace(other, same));
    assert_eq!(desk.fresh(), ["po.yaml:7 PO004"]);
}

#[test]
fn a_copy_of_the_file_is_new() {
    let desk = Desk::new(&[("po.yaml", OWNER)]);
    desk.create();
    desk.write("another.yaml", OWNER);
    let fresh = desk.fresh();
    assert!(!fresh.is_empty());
    assert!(
        fresh.iter().all(|one| one.starts_with("another")),
        "{fresh:?}"
    );
    let (status, ..) = desk.run("check another.yaml --select PO");
    assert_eq!(status, 1, "alone too");
}

#[test]
fn what_one_team_mends_buys_nothing_for_another() {
    let desk = Desk::new(&[("a.yaml", OWNER)]);
    desk.create();
    desk.write(
        "a.yaml",
        &OWNER.replace("  - Plans the capacity of the developers.\n", ""),
    );
    desk.write(
        "b.yaml",
        "role: Product Owner\nlanguage: en\nduties:\n  - Plans the capacity of the developers.\n",
    );
    let fresh = desk.fresh();
    assert!(fresh.contains(&"b.yaml:4 PO004".to_owned()), "{fresh:?}");
}

#[test]
fn update_adds_and_drops_and_keeps_reasons() {
    let desk = Desk::new(&[("po.yaml", OWNER), ("sub/po.yaml", OWNER)]);
    desk.create();
    let reasoned = desk
        .baseline()
        .replacen("\"reason\": \"\"", "\"reason\": \"until May\"", 1);
    desk.write("rolelint-baseline.json", &reasoned);
    assert_eq!(desk.run("baseline create").0, 2);
    assert_eq!(desk.baseline(), reasoned);
    desk.write(
        "sub/po.yaml",
        &OWNER.replace("Writes user stories full time", "Directs the developers"),
    );
    let (status, _, told) = desk.run("baseline update po.yaml --select PO");
    assert_eq!(
        (status, told.as_str()),
        (
            0,
            &*format!(
                "note: rolelint-baseline.json: {} entries, 0 added, 0 removed\n",
                reasoned.matches("fingerprint").count()
            )
        )
    );
    assert_eq!(desk.baseline(), reasoned, "what was not asked for stays");
    let (_, _, told) = desk.run("baseline update --select PO");
    assert!(told.contains("1 added, 1 removed"), "{told}");
    assert!(desk.baseline().contains("until May"));
    let (_, out, _) = desk.run("check --select PO --output-format sarif");
    assert!(out.contains("\"justification\": \"until May\""), "{out}");
    assert_eq!(desk.fresh(), [""; 0]);
}

#[test]
fn prune_drops_and_never_adds() {
    let desk = Desk::new(&[("po.yaml", OWNER)]);
    desk.create();
    desk.write(
        "po.yaml",
        &OWNER.replace("of the developers", "of all developers"),
    );
    let (_, _, told) = desk.run("baseline prune --select PO");
    assert!(told.contains("0 added, 1 removed"), "{told}");
    assert_eq!(desk.fresh(), ["po.yaml:6 PO004"]);
    assert_eq!(desk.stale(), "");
}

#[test]
fn a_broken_file_keeps_its_entries_and_is_never_accepted() {
    let desk = Desk::new(&[("po.yaml", OWNER)]);
    desk.create();
    let before = desk.baseline();
    desk.write("po.yaml", "role: Product Owner\nduties: [Plans\n");
    assert_eq!(desk.stale(), "");
    let (status, _, told) = desk.run("baseline update --select PO");
    assert_eq!(status, 0);
    assert!(
        told.contains("a file that cannot be read is never accepted"),
        "{told}"
    );
    assert_eq!(desk.baseline(), before);
    assert_eq!(desk.run("check").0, 1);
}

#[test]
fn a_baseline_that_is_broken_is_told_with_its_place() {
    let desk = Desk::new(&[("po.yaml", OWNER)]);
    for (text, place) in [
        (
            "{\n  \"version\": 1,\n  oops\n}",
            "rolelint-baseline.json:3:3: not a baseline",
        ),
        ("", "rolelint-baseline.json:1:1: not a baseline"),
        (
            "{\"version\": 9, \"findings\": []}",
            "version 9 is not known",
        ),
        (
            "{\"version\": 1, \"findings\": [{\"rule\": 3}]}",
            "rolelint-baseline.json:1:38",
        ),
    ] {
        desk.write("rolelint-baseline.json", text);
        for line in ["check", "baseline update", "baseline create"] {
            let (status, out, told) = desk.run(line);
            assert_eq!((status, out.as_str()), (2, ""), "{line}");
            assert!(told.contains(place), "{told}");
        }
        assert_eq!(desk.run("check --isolated").0, 1);
        assert_eq!(desk.baseline(), text);
    }
    let (status, _, told) = desk.run("check --baseline missing.json");
    assert_eq!(status, 2);
    assert!(
        told.contains("missing.json: there is no baseline"),
        "{told}"
    );
}

#[test]
fn reports_and_baseline_share_their_fingerprints() {
    let desk = Desk::new(&[("po.yaml", OWNER)]);
    let (_, gitlab, _) = desk.run("check --select PO --output-format gitlab");
    let (_, sarif, _) = desk.run("check --select PO --output-format sarif");
    desk.create();
    let report: Value = serde_json::from_str(&gitlab).unwrap();
    for entry in report.as_array().unwrap() {
        let fingerprint = entry["fingerprint"].as_str().unwrap();
        assert!(desk.baseline().contains(fingerprint), "{fingerprint}");
        assert!(sarif.contains(fingerprint), "{fingerprint}");
    }
}

#[test]
fn nobody_is_named_where_that_is_asked() {
    let owner = OWNER.replace("Writes user", "Ana writes user");
    let desk = Desk::new(&[("po.yaml", &owner)]);
    desk.run("baseline create --redact-people");
    assert!(
        desk.baseline().contains("writes user"),
        "{}",
        desk.baseline()
    );
    assert!(
        !desk.baseline().to_lowercase().contains("ana "),
        "{}",
        desk.baseline()
    );
    assert_eq!(desk.run("check").0, 0);
}
