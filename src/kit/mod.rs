//! Packs of the user's own: read with spans, put into the pack that the program carries, and tried by their examples.

mod examples;
mod file;
mod found;
mod merge;
mod part;
mod shape;

pub use examples::{Outcome, Tried, try_all};

use crate::edit::Sheet;
use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::model::{Fault, FaultKind};
use crate::pack::{Pack, Rule};
use crate::rule::{Settings, fault_finding};
use crate::source::{Source, Span};
use file::{Step, files_of};
use found::Found;
use merge::Merging;
use part::{Place, Placed};
use std::path::PathBuf;

/// A pack with what folders add to it, and what is wrong in these.
#[derive(Debug)]
pub struct Kit {
    /// The pack that there was, where something is wrong.
    pub pack: &'static Pack,
    /// The folders that were read.
    pub folders: Vec<PathBuf>,
    /// Codes of the rules that the folders bring or change.
    pub rules: Vec<&'static str>,
    parts: Vec<Placed>,
    found: Found,
}

impl Kit {
    /// True where nothing is known to be wrong.
    pub fn is_sound(&self) -> bool {
        self.found.faults.is_empty()
    }

    /// Tries the examples of the rules that the folders bring or change; those that do not hold are told.
    pub fn try_examples(&mut self) -> Vec<Tried> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let tried = try_all(self.pack, |rule| self.rules.contains(&rule.code));
        tell_tried(&tried, &self.parts, crate::pack(), &mut self.found);
        tried
    }

    /// The files of the folders.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.found.files.iter().map(|file| &file.source)
    }

    /// What is wrong, in the reader's language, sorted by place.
    pub fn findings(&self, base: &Pack, settings: &Settings) -> Vec<Finding> {
        let faults = self.found.faults.iter();
        let told = faults.filter_map(|(at, fault)| {
            let source = &self.found.files[*at].source;
            fault_finding(&Sheet::new(source), fault, base, settings)
        });
        let mut findings: Vec<Finding> = told.collect();
        for finding in &mut findings {
            finding.severity = Severity::Error;
        }
        crate::rule::sort(&mut findings);
        findings
    }
}

/// Reads packs from folders and puts them into a pack; it lives as long as the program.
///
/// # Errors
/// Where a folder or a file cannot be opened. What is wrong in the files is told in the result.
pub fn load(folders: Vec<PathBuf>, base: &'static Pack) -> Result<Kit, Error> {
    if folders.is_empty() {
        return Ok(Kit {
            pack: base,
            folders,
            rules: Vec::new(),
            parts: Vec::new(),
            found: Found::default(),
        });
    }
    let mut files = Vec::new();
    for folder in &folders {
        files.extend(files_of(folder)?);
    }
    let mut found = Found {
        files,
        faults: Vec::new(),
    };
    let parts = read(&mut found);
    let mut merging = Merging::new(base, &mut found);
    merging.add(&parts);
    merging.check(&parts);
    merging.name_roles(&parts);
    let tables = merging.tables(&parts);
    let mut core = merging.core;
    core.rules.sort_by_key(|rule| rule.code);
    let rules = codes(&parts, &core.rules);
    let is_sound = found.faults.is_empty();
    Ok(Kit {
        pack: if is_sound {
            Box::leak(Box::new(base.extended(core, tables)))
        } else {
            base
        },
        folders,
        rules,
        parts,
        found,
    })
}

/// The parts of all files; tells what cannot be read.
fn read(found: &mut Found) -> Vec<Placed> {
    let mut placed = Vec::new();
    for at in 0..found.files.len() {
        let file = &found.files[at];
        let faults = file.faults.iter().cloned();
        let faults: Vec<(usize, Fault)> = faults.map(|fault| (at, fault)).collect();
        if !faults.is_empty() {
            found.faults.extend(faults);
            continue;
        }
        let Some(place) = Place::of(&file.path) else {
            let path = file.path.clone();
            let line = file.first_line(Span::new(0, file.source.text().len()));
            found.tell(at, FaultKind::PackMisplacedFile, line, &path, None);
            continue;
        };
        for (entry, part) in part::parts(file, place) {
            match part {
                Ok(part) => placed.push(Placed {
                    file: at,
                    entry,
                    part,
                }),
                Err(misfit) => found.misfit(at, &misfit),
            }
        }
    }
    placed
}

/// The codes of the rules that parts bring or change.
fn codes(parts: &[Placed], rules: &[Rule<&'static str>]) -> Vec<&'static str> {
    let is_named = |rule: &&Rule<&'static str>| {
        let mut parts = parts.iter().map(|placed| &placed.part);
        parts.any(|part| part.examples_of(rule.code, rule.name).is_some())
    };
    let codes = rules.iter().filter(is_named).map(|rule| rule.code);
    codes.collect()
}

/// Tells the examples of the packs' own that do not hold, where they stand.
fn tell_tried(tried: &[Tried], parts: &[Placed], base: &Pack, found: &mut Found) {
    for one in tried {
        let (kind, words) = match &one.outcome {
            Outcome::Held => continue,
            Outcome::Missed => (FaultKind::PackExampleMissed, one.text),
            Outcome::Elsewhere(words) => (FaultKind::PackExampleElsewhere, words.as_str()),
            Outcome::Noisy(words) => (FaultKind::PackExampleNoisy, words.as_str()),
        };
        if let Some((file, span)) = place_of(one, parts, base, found) {
            found.tell(file, kind, span, words, Some(one.code));
        }
    }
}

/// Where an example stands; for one of the pack that there was, where its rule is changed.
fn place_of(one: &Tried, parts: &[Placed], base: &Pack, found: &Found) -> Option<(usize, Span)> {
    let list = if one.is_invalid { "invalid" } else { "valid" };
    let built_in = base.rule(one.code).and_then(|rule| {
        let examples = rule.examples.get(&one.language)?;
        let list = if one.is_invalid {
            &examples.invalid
        } else {
            &examples.valid
        };
        Some(list.len())
    });
    let mut at = one.at.checked_sub(built_in.unwrap_or_default());
    let mut changed = None;
    for placed in parts {
        let Some(examples) = placed.part.examples_of(one.code, one.name) else {
            continue;
        };
        let file = &found.files[placed.file];
        changed = Some((placed.file, file.span(placed.entry)));
        let examples = examples.get(&one.language);
        let examples = examples.map_or(&[][..], |examples| {
            if one.is_invalid {
                &examples.invalid
            } else {
                &examples.valid
            }
        });
        match at {
            Some(within) if within < examples.len() => {
                let example = [
                    Step::Key("examples"),
                    Step::Key(one.language.code()),
                    Step::Key(list),
                    Step::Index(within),
                ];
                let entry = file.at(placed.entry, &example)?;
                let words = ["marks", "duty", "file"];
                let words = words
                    .into_iter()
                    .find_map(|key| file.at(entry, &[Step::Key(key)]));
                return Some((placed.file, file.span(words.unwrap_or(entry))));
            }
            Some(within) => at = Some(within - examples.len()),
            None => {}
        }
    }
    changed
}
