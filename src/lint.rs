//! From files that were read to findings: one call for each step.

use crate::error::Error;
use crate::faults;
use crate::finding::{Finding, Severity};
use crate::language::Language;
use crate::model::suppress::{self, RuleName};
use crate::model::{Loaded, Names};
use crate::pack::Pack;
use crate::selection::Selection;
use std::cmp::Reverse;

/// The profile of files that name none.
pub const DEFAULT_PROFILE: &str = "scrum";

/// How files are judged.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The profile, whatever the files say.
    pub profile: Option<String>,
    /// Language of the messages.
    pub language: Language,
    /// Language of texts where the files do not say.
    pub text_language: Option<Language>,
    pub selection: Selection,
}

/// The pack that the program carries.
///
/// # Errors
/// A pack that cannot be opened, which only a broken build gives.
pub fn pack() -> Result<Pack, Error> {
    let core = include_bytes!(concat!(env!("OUT_DIR"), "/core.pack"));
    let tables: [&'static [u8]; 3] = [
        include_bytes!(concat!(env!("OUT_DIR"), "/en.pack")),
        include_bytes!(concat!(env!("OUT_DIR"), "/de.pack")),
        include_bytes!(concat!(env!("OUT_DIR"), "/fr.pack")),
    ];
    Pack::open(core, tables).map_err(|reason| Error::Internal { reason })
}

/// Calls a function with the names of a pack that files may refer to.
pub fn with_names<T>(pack: &Pack, call: impl FnOnce(&Names) -> T) -> T {
    let roles: Vec<&str> = pack.core.roles.iter().map(|role| role.id).collect();
    let activities = pack.core.activities.iter();
    let activities: Vec<&str> = activities.map(|activity| activity.id).collect();
    let profiles: Vec<&str> = pack.core.profiles.iter().map(|one| one.id).collect();
    call(&Names {
        role: &|text| pack.resolve_role(text).map(str::to_owned),
        roles: &roles,
        activities: &activities,
        profiles: &profiles,
    })
}

/// All findings of a run, sorted by place; those that are suppressed are marked, not left out.
pub fn lint(files: &[Loaded], pack: &Pack, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        findings.extend(told(file, &file.faults, pack, settings));
    }
    findings.retain(|finding| settings.selection.has(&finding.code) || is_fatal(finding));
    let rules = rule_names(pack, settings);
    for file in files.iter().filter(|file| !file.ignores.is_empty()) {
        let mut own: Vec<&mut Finding> = findings
            .iter_mut()
            .filter(|finding| &*finding.location.path == file.source.path())
            .collect();
        let faults = suppress::apply(&file.ignores, &rules, &mut own);
        let about = told(file, &faults, pack, settings);
        let selected = |finding: &Finding| settings.selection.has(&finding.code);
        findings.extend(about.into_iter().filter(selected));
    }
    sort(&mut findings);
    findings
}

fn told(
    file: &Loaded,
    faults: &[crate::model::Fault],
    pack: &Pack,
    settings: &Settings,
) -> Vec<Finding> {
    let profile = settings.profile.as_deref().unwrap_or(DEFAULT_PROFILE);
    faults::findings(file, faults, pack, profile, settings.language)
}

fn rule_names(pack: &Pack, settings: &Settings) -> Vec<RuleName> {
    let rules = pack.core.rules.iter();
    rules
        .map(|rule| RuleName {
            code: rule.code.to_owned(),
            name: rule.name.to_owned(),
            ran: settings.selection.has(rule.code),
        })
        .collect()
}

/// True for findings on files that cannot be read: nothing hides them.
fn is_fatal(finding: &Finding) -> bool {
    suppress::is_fatal(&finding.code)
}

/// By file, place and code; of two findings at one place, the worse first.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|one, other| {
        let key = |finding: &Finding| {
            let span = finding.location.span();
            (span.start, Reverse(finding.severity), span.end)
        };
        (&one.location.path, key(one), &one.code, &one.label).cmp(&(
            &other.location.path,
            key(other),
            &other.code,
            &other.label,
        ))
    });
}

/// The worst severity that counts.
pub fn worst(findings: &[Finding]) -> Option<Severity> {
    let told = findings.iter().filter(|one| one.suppressed.is_none());
    told.map(|finding| finding.severity).max()
}
