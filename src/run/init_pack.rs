//! `init --pack`: a pack to begin with.

use super::Status;
use super::shared::{language, tell};
use crate::cli::Common;
use crate::error::Error;
use crate::language::Language;
use crate::report::Frame;
use std::fs;
use std::io;
use std::path::Path;

/// Files of a pack: path within it and text.
type Template = [(&'static str, &'static str); 3];

/// The same pack with comments in English, German and French.
const TEMPLATES: [Template; 3] = [
    [
        (
            "product-owner.yaml",
            include_str!("../../templates/pack/en/product-owner.yaml"),
        ),
        (
            "activities/wishes.yaml",
            include_str!("../../templates/pack/en/activities/wishes.yaml"),
        ),
        (
            "rules/OUR001-private-backlog.yaml",
            include_str!("../../templates/pack/en/rules/OUR001-private-backlog.yaml"),
        ),
    ],
    [
        (
            "product-owner.yaml",
            include_str!("../../templates/pack/de/product-owner.yaml"),
        ),
        (
            "activities/wishes.yaml",
            include_str!("../../templates/pack/de/activities/wishes.yaml"),
        ),
        (
            "rules/OUR001-private-backlog.yaml",
            include_str!("../../templates/pack/de/rules/OUR001-private-backlog.yaml"),
        ),
    ],
    [
        (
            "product-owner.yaml",
            include_str!("../../templates/pack/fr/product-owner.yaml"),
        ),
        (
            "activities/wishes.yaml",
            include_str!("../../templates/pack/fr/activities/wishes.yaml"),
        ),
        (
            "rules/OUR001-private-backlog.yaml",
            include_str!("../../templates/pack/fr/rules/OUR001-private-backlog.yaml"),
        ),
    ],
];

pub(super) fn run(common: &Common) -> Result<Status, Error> {
    let language = language(common)?;
    for folder in &common.pack {
        write(folder, &TEMPLATES[language as usize])?;
        if !common.quiet {
            let frame = Frame { language };
            tell(&told(&folder.display().to_string(), frame));
        }
    }
    Ok(Status::Clean)
}

fn told(folder: &str, frame: Frame) -> String {
    let folder = crate::report::harmless(folder);
    match frame.language {
        Language::En => format!("{folder}: written; try `rolelint test {folder}`"),
        Language::De => format!("{folder}: geschrieben; weiter mit `rolelint test {folder}`"),
        Language::Fr => format!("{folder} : écrit ; essayer `rolelint test {folder}`"),
    }
}

/// Writes beside the folder and then takes its place: the pack is there whole or not at all.
fn write(folder: &Path, template: &Template) -> Result<(), Error> {
    let unwritable = |source| {
        let path = folder.to_owned();
        Error::Unwritable { path, source }
    };
    let is_taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    };
    let name = folder.file_name().filter(|_| !is_taken);
    let Some(name) = name else {
        let path = folder.to_owned();
        return Err(Error::Taken { path });
    };
    let name = name.to_string_lossy();
    let beside = folder.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = write_all(&beside, template).and_then(|()| {
        // Only an empty folder can stand in the way.
        let _ = fs::remove_dir(folder);
        fs::rename(&beside, folder)
    });
    if written.is_err() {
        // The first problem is the one to tell.
        let _ = fs::remove_dir_all(&beside);
    }
    written.map_err(unwritable)
}

fn write_all(folder: &Path, template: &Template) -> io::Result<()> {
    for (path, text) in template {
        let path = folder.join(path);
        if let Some(above) = path.parent() {
            fs::create_dir_all(above)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
