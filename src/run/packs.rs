//! The packs of a run, and what is wrong in them.

use super::shared::{asked, language, look};
use crate::cli::Common;
use crate::config::{Asked, Configs};
use crate::error::Error;
use crate::kit::{self, Kit};
use crate::language::Language;
use crate::lint::ReadFile;
use crate::pack::Pack;
use crate::report::{Format, Frame, People, Report, Sources, Summary};
use crate::rule::Settings;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The pack that the program carries with what the command line and the configuration add to it.
///
/// # Errors
/// A folder or file that cannot be opened.
pub(super) fn kit(paths: &[PathBuf], common: &Common) -> Result<Kit, Error> {
    let asked = Asked {
        paths: paths.to_vec(),
        ..asked(common)
    };
    let written = Configs::new(asked, crate::pack())?.packs();
    let written = written.into_iter().map(|(folder, _)| folder);
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut places = BTreeSet::new();
    for folder in common.pack.iter().cloned().chain(written) {
        // A folder that is named twice is one pack.
        let place = std::fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
        if places.insert(place) {
            folders.push(folder);
        }
    }
    kit::load(folders, crate::pack())
}

/// A pack to work with. What is wrong in one of the user's own is told, and the command ends.
pub(super) fn sound(kit: Kit, common: &Common) -> Result<Kit, Error> {
    if kit.is_sound() {
        return Ok(kit);
    }
    let language = language(common)?;
    let mut out = std::io::stderr().lock();
    // Where nobody listens, nothing is lost.
    let _ = write_faults(&kit, Format::Human, language, common, &mut out);
    Err(Error::BadPack)
}

/// The pack of a command that reads no roles.
pub(super) fn pack(common: &Common) -> Result<&'static Pack, Error> {
    Ok(sound(kit(&[], common)?, common)?.pack)
}

/// What is wrong in the user's packs, as findings.
pub(super) fn write_faults(
    kit: &Kit,
    format: Format,
    language: Language,
    common: &Common,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let frame = Frame { language };
    let settings = Settings {
        language: frame.language,
        ..Settings::all(kit.pack)
    };
    let findings = kit.findings(crate::pack(), &settings);
    let mut summary = Summary {
        files: kit.sources().count(),
        ..Summary::default()
    };
    summary.count(&findings);
    let settings = Arc::new(settings);
    let files = kit.sources().map(|source| ReadFile {
        path: source.path().to_owned(),
        roles: None,
        settings: Arc::clone(&settings),
    });
    let report = Report {
        findings: &findings,
        files: &files.collect::<Vec<_>>(),
        errors: &[],
        pack: crate::pack(),
        sources: Sources::new(kit.sources()),
        summary,
        frame,
        people: People::default(),
        statistics: false,
        quiet: common.quiet,
        look: look(common),
    };
    report.write(format, out)
}

/// The pattern that leaves out a folder below the working directory.
pub(super) fn pattern(folder: &Path) -> Option<String> {
    let directory = std::env::current_dir().ok()?;
    let shown = crate::path::shown(folder, &directory);
    let is_below = !shown.is_empty() && !shown.starts_with(['.', '/']);
    let escaped = shown
        .replace('[', "\\[")
        .replace('*', "\\*")
        .replace('?', "\\?");
    is_below.then(|| format!("/{escaped}/"))
}
