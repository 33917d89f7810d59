//! Bytes as a configuration: told where it is wrong, and what it says about a file is harmless.

use super::shown::{acts_on_a_terminal, look, places_hold};
use super::{NAME, asked, request};
use rolelint::config::{Asked, Configs, Origin, Said};
use rolelint::language::Language;
use rolelint::lint;
use rolelint::report::{Frame, problems, settings};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const LONGEST: usize = 16_384;

/// A role that many rules speak of.
const ROLE: &str = "\
role: Product Owner
holders: Ana Kovač
duties:
  - Plans the capacity of the team, and writes user stories full time.
  - Is a great communicator, ASAP.
";

/// A file of its own for each process.
fn place() -> &'static Path {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| tempfile::tempdir().expect("a folder for a while"));
    folder.path()
}

pub fn hold(bytes: &[u8]) {
    if bytes.len() > LONGEST {
        return;
    }
    let path: PathBuf = place().join("rolelint.yaml");
    std::fs::write(&path, bytes).expect("a file for a while");
    let asked = Asked {
        config: Some(Said {
            value: path,
            origin: Origin::CommandLine("--config"),
        }),
        is_isolated: false,
        formats: vec!["human".to_owned(), "json".to_owned()],
        ..asked()
    };
    let pack = rolelint::pack();
    let Ok(mut configs) = Configs::new(asked, pack) else {
        // No text at all.
        return;
    };
    let language = configs.language();
    let frame = Frame { language };
    let shown = vec![configs.show(Path::new(NAME))];
    for is_json in [true, false] {
        let mut out = Vec::new();
        settings::write(&shown, is_json, frame, look(80), &mut out).expect("memory");
        let text = String::from_utf8(out).expect("text");
        assert_eq!(acts_on_a_terminal(&text), None, "{text}");
    }
    let linted = lint::lint(&request(ROLE.as_bytes()), &mut configs);
    let linted = linted.expect("nothing keeps such a run from beginning");
    places_hold(NAME, &linted);
    let told = linted.problems;
    assert_eq!(
        linted.files == 0,
        !(told.is_empty() && linted.errors.is_empty())
    );
    for problem in &told {
        let text = problem.file.source.text();
        let span = problem.span;
        assert!(text.get(span.start..span.end).is_some(), "{problem:?}");
    }
    for language in Language::ALL {
        for width in [1, 80] {
            let text = problems::write(&told, pack, Frame { language }, look(width));
            assert_eq!(acts_on_a_terminal(&text), None, "{text}");
        }
    }
}
