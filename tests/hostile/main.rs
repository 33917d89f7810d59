//! Files from strangers: each is read within its time, told where it points, and shown harmlessly in every format.

#[expect(unreachable_pub, reason = "for cargo-fuzz it is a library")]
#[path = "../../fuzz/src/lib.rs"]
mod fuzz;
mod inputs;
mod mutations;
#[path = "../support/start.rs"]
mod start;
mod world;

use fuzz::asked;
use fuzz::shown::{FORMATS, is_read, places_hold, written};
use inputs::{Expected, Input, inputs};
use rolelint::config::Configs;
use rolelint::finding::Safety;
use rolelint::fix;
use rolelint::language::Language;
use rolelint::lint::{self, Linted};
use rolelint::report::Format;
use rolelint::workspace::Request;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

fn request(path: &Path) -> Request {
    Request {
        paths: vec![path.to_owned()],
        ..Request::default()
    }
}

fn lint(request: &Request) -> Linted {
    let mut configs = Configs::new(asked(), rolelint::pack()).unwrap();
    lint::lint(request, &mut configs).unwrap()
}

/// What came of a file where it is something else than it should be.
fn surprise(input: &Input, linted: &Linted) -> Option<String> {
    let codes = linted.findings.iter().map(|finding| finding.code);
    let codes: BTreeSet<&str> = codes.collect();
    let is_expected = match input.expected {
        Expected::Told(code) => codes.contains(code),
        Expected::Read(roles) => linted.roles == roles,
        Expected::NotOurs => linted.roles == 0,
    };
    let (name, expected, roles) = (input.name, input.expected, linted.roles);
    (!is_expected).then(|| format!("{name}: {expected:?}, but {codes:?} and {roles} roles"))
}

#[test]
fn strange_files_are_told_in_time_and_shown_harmlessly() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = inputs();
    assert!(inputs.len() >= 60, "{}", inputs.len());
    let mut surprises = Vec::new();
    for (number, input) in inputs.iter().enumerate() {
        let path = folder.path().join(format!("{number}.yaml"));
        fs::write(&path, &input.bytes).unwrap();
        let began = Instant::now();
        let linted = lint(&request(&path));
        places_hold(input.name, &linted);
        surprises.extend(surprise(input, &linted));
        for format in FORMATS {
            let text = written(&linted, format, 80, Language::En);
            is_read(input.name, format, &text);
            // What is told stays in proportion to what was read, whatever stands in it.
            let most = (linted.findings.len() + 1) * (4096 + 8 * input.bytes.len().min(65_536));
            assert!(text.len() < most + (1 << 20), "{}: {format:?}", input.name);
        }
        for language in [Language::De, Language::Fr] {
            for width in [1, 40] {
                written(&linted, Format::Human, width, language);
            }
        }
        let took = began.elapsed();
        let most = Duration::from_secs(input.seconds);
        assert!(took < most, "{} took {took:?}", input.name);
        fs::remove_file(&path).unwrap();
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

#[test]
fn strange_files_are_fixed_once_and_stay_readable() {
    let folder = tempfile::tempdir().unwrap();
    let pack = rolelint::pack();
    let mut run = |request: &Request| lint::lint(request, &mut Configs::new(asked(), pack)?);
    for (number, input) in inputs().iter().enumerate() {
        if input.bytes.len() > 2_000 {
            continue;
        }
        let path = folder.path().join(format!("{number}.yaml"));
        fs::write(&path, &input.bytes).unwrap();
        for reach in [Safety::Safe, Safety::Unsafe] {
            let request = request(&path);
            let changed = fix::mend(&request, reach, pack, &mut run).unwrap();
            for changed in &changed {
                assert_eq!(changed.before.as_bytes(), input.bytes, "{}", input.name);
                fs::write(&path, &changed.after).unwrap();
                let again = fix::mend(&request, reach, pack, &mut run).unwrap();
                assert!(again.is_empty(), "{}: {}", input.name, changed.after);
                fs::write(&path, &input.bytes).unwrap();
            }
        }
    }
}
