//! Bytes as the files of a pack: told where they are wrong, or taken as part of the pack.

use super::shown::{acts_on_a_terminal, look};
use rolelint::kit;
use rolelint::language::Language;
use rolelint::lexicon::{self, ClassKind, LexiconSource, Tables};
use rolelint::pack::Pack;
use rolelint::report::{Format, Frame, People, Report, Sources, Summary};
use rolelint::rule::Settings;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

const LONGEST: usize = 16_384;

/// Stands before each file, with its path behind it.
pub const FILE: &str = "%%% ";

/// Where a file without a path goes.
const PATH: &str = "rules/OUR001-strange.yaml";

/// One in so many packs, by its length, is put into the pack with all words.
const WHOLE: usize = 64;

pub fn hold(bytes: &[u8]) {
    if bytes.len() > LONGEST {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for a while");
    let text = String::from_utf8_lossy(bytes);
    let mut is_first = true;
    for file in text.split(FILE) {
        let (path, text) = file.split_once('\n').unwrap_or(("", file));
        match within(path) {
            Some(path) if !is_first => write(&folder.path().join(path), text.as_bytes()),
            // What stands before all paths is a file as it is.
            Some(_) | None if is_first && !file.is_empty() => {
                write(&folder.path().join(PATH), file.as_bytes());
            }
            Some(_) | None => {}
        }
        is_first = false;
    }
    let base = if bytes.len().is_multiple_of(WHOLE) {
        rolelint::pack()
    } else {
        bare()
    };
    let mut kit = kit::load(vec![folder.path().to_owned()], base).expect("a folder can be read");
    if kit.is_sound() && kit.rules.len() < 4 {
        kit.try_examples();
    }
    for language in Language::ALL {
        told(&kit, language);
    }
}

/// The pack that the program carries, with its classes but without its words: those are compiled anew for each pack that
/// is put into it, and that takes a hundred times as long as all else.
fn bare() -> &'static Pack {
    static BARE: OnceLock<Pack> = OnceLock::new();
    BARE.get_or_init(|| {
        let whole = rolelint::pack();
        let tables = Language::ALL.map(|language| {
            let (bytes, _) = lexicon::compile(&classes(whole.tables(language)), language);
            Tables::open(bytes.leak()).expect("tables that were just written")
        });
        whole.extended(whole.core.clone(), tables)
    })
}

fn classes(tables: &Tables) -> LexiconSource {
    let mut source = LexiconSource::default();
    for (class, kind) in tables.classes.iter().zip(tables.kinds()) {
        let classes = match kind {
            ClassKind::Action => &mut source.classes.actions,
            ClassKind::Thing => &mut source.classes.things,
            ClassKind::Mark => &mut source.classes.marks,
            ClassKind::Sign => &mut source.classes.signs,
            ClassKind::Literal => continue,
        };
        classes.insert(class.to_owned(), String::new());
    }
    source
}

/// A path that leads nowhere else.
fn within(path: &str) -> Option<&str> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let is_name = |name: &str| {
        !name.is_empty() && name.len() < 64 && !name.starts_with('.') && name.chars().all(is_plain)
    };
    (path.split('/').count() < 4 && path.split('/').all(is_name)).then_some(path)
}

fn write(path: &Path, bytes: &[u8]) {
    let folder = path.parent().unwrap_or(path);
    // A file in place of a folder is left out.
    if fs::create_dir_all(folder).is_ok() {
        let _ = fs::write(path, bytes);
    }
}

fn told(kit: &kit::Kit, language: Language) {
    let settings = Settings {
        language,
        ..Settings::all(kit.pack)
    };
    let findings = kit.findings(rolelint::pack(), &settings);
    for finding in &findings {
        let path = &*finding.location.path;
        let source = kit.sources().find(|source| source.path() == path);
        let text = source.expect("a file of the pack").text();
        for span in &finding.location.spans {
            assert!(text.get(span.start..span.end).is_some(), "{finding:?}");
        }
    }
    let mut summary = Summary::default();
    summary.count(&findings);
    let report = Report {
        findings: &findings,
        files: &[],
        errors: &[],
        pack: kit.pack,
        sources: Sources::new(kit.sources()),
        summary,
        frame: Frame { language },
        people: People::default(),
        statistics: false,
        quiet: true,
        look: look(80),
    };
    let mut out = Vec::new();
    report.write(Format::Human, &mut out).expect("memory");
    let text = String::from_utf8(out).expect("text");
    assert_eq!(acts_on_a_terminal(&text), None, "{text}");
}
