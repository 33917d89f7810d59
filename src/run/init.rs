//! `init`: a charter and a configuration to begin with.

use super::shared::{language, tell};
use super::{Status, init_pack};
use crate::cli::{Common, Init, Template};
use crate::error::Error;
use crate::language::Language;
use crate::report::{Frame, harmless};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const CHARTER: &str = "charter.yaml";
const CONFIG: &str = "rolelint.yaml";

pub(super) fn run(init: &Init, common: &Common) -> Result<Status, Error> {
    if !common.pack.is_empty() {
        return init_pack::run(common);
    }
    let language = language(common)?;
    // The comments stay in one column.
    let place = "{profile}";
    let profile = format!("{:<width$}", profile(init.template), width = place.len());
    let config = config(language).replace(place, &profile);
    let files = [
        (CHARTER, charter(init.template, language).to_owned()),
        (CONFIG, config),
    ];
    let folder = init.folder.clone().unwrap_or_default();
    let files = files.map(|(name, text)| (folder.join(name), text));
    write(&files)?;
    if !common.quiet {
        let frame = Frame { language };
        for (path, _) in &files {
            tell(&frame.begun(&harmless(&path.to_string_lossy())));
        }
    }
    Ok(Status::Clean)
}

/// The profile that a template is written for.
fn profile(template: Template) -> &'static str {
    match template {
        Template::ScrumTeam => "scrum",
        Template::Telephony => "hybrid-it",
        Template::ServiceCatalogue => "itil",
    }
}

fn charter(template: Template, language: Language) -> &'static str {
    match (template, language) {
        (Template::ScrumTeam, Language::En) => include_str!("../../templates/scrum-team/en.yaml"),
        (Template::ScrumTeam, Language::De) => include_str!("../../templates/scrum-team/de.yaml"),
        (Template::ScrumTeam, Language::Fr) => include_str!("../../templates/scrum-team/fr.yaml"),
        (Template::Telephony, Language::En) => include_str!("../../templates/telephony/en.yaml"),
        (Template::Telephony, Language::De) => include_str!("../../templates/telephony/de.yaml"),
        (Template::Telephony, Language::Fr) => include_str!("../../templates/telephony/fr.yaml"),
        (Template::ServiceCatalogue, Language::En) => {
            include_str!("../../templates/service-catalogue/en.yaml")
        }
        (Template::ServiceCatalogue, Language::De) => {
            include_str!("../../templates/service-catalogue/de.yaml")
        }
        (Template::ServiceCatalogue, Language::Fr) => {
            include_str!("../../templates/service-catalogue/fr.yaml")
        }
    }
}

fn config(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../../templates/config/en.yaml"),
        Language::De => include_str!("../../templates/config/de.yaml"),
        Language::Fr => include_str!("../../templates/config/fr.yaml"),
    }
}

/// Writes all of them or none, and never over another.
fn write(files: &[(PathBuf, String)]) -> Result<(), Error> {
    for (path, _) in files {
        if path.symlink_metadata().is_ok() {
            return Err(Error::Taken { path: path.clone() });
        }
    }
    for (at, (path, text)) in files.iter().enumerate() {
        if let Err(source) = create(path, text) {
            for (path, _) in &files[..at] {
                // The first problem is the one to tell.
                let _ = fs::remove_file(path);
            }
            let path = path.clone();
            return Err(Error::Unwritable { path, source });
        }
    }
    Ok(())
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?;
    let written = file.write_all(text.as_bytes());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}
