//! Rules: each is a check with its arguments and texts; this module runs them over what was read.

mod fault;
mod hedged;
mod hit;
mod holds;
mod merge;
mod people;
mod purpose;
mod seen;
mod shared;
mod sums;
mod vague;

pub use fault::fault_finding;
pub use hit::Hit;
pub use merge::Member;
pub use seen::{SeenDuty, SeenFile, SeenRole};

use crate::finding::{Finding, Location, Related, Severity};
use crate::language::Language;
use crate::model::Loaded;
use crate::pack::{Pack, Rule};
use crate::reading::Reader;
use crate::source::Span;
use std::sync::Arc;

/// What a run asks for.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Profile that goes before what a file says of itself.
    pub profile: Option<String>,
    /// Language of the texts that do not say theirs.
    pub text_language: Option<Language>,
    /// Language of the messages.
    pub language: Language,
    /// For each rule of the pack, in its order, whether it runs.
    pub enabled: Vec<bool>,
}

impl Settings {
    /// Every rule, messages in English.
    pub fn all(pack: &Pack) -> Self {
        Self {
            profile: None,
            text_language: None,
            language: Language::En,
            enabled: vec![true; pack.core.rules.len()],
        }
    }
}

/// A rule of the compiled pack.
pub(crate) type PackRule = Rule<&'static str>;

/// The checks, one variant each.
enum Check<'r> {
    Holds(&'r crate::pack::Holds<&'static str>),
    Sums(&'r crate::pack::Sums<&'static str>),
    Hedged(&'r crate::pack::Hedged<&'static str>),
    Shared(&'r crate::pack::Shared<&'static str>),
    Merge(&'r crate::pack::Merge<&'static str>),
    Purpose,
    Vague(&'r crate::pack::Vague<&'static str>),
    /// Told by the reader of the file.
    Fault,
    /// The rule has no check yet.
    None,
}

fn check_of(rule: &PackRule) -> Check<'_> {
    let check = &rule.check;
    if let Some(holds) = &check.holds {
        Check::Holds(holds)
    } else if let Some(sums) = &check.sums {
        Check::Sums(sums)
    } else if let Some(hedged) = &check.hedged {
        Check::Hedged(hedged)
    } else if let Some(shared) = &check.shared {
        Check::Shared(shared)
    } else if let Some(merge) = &check.merge {
        Check::Merge(merge)
    } else if check.purpose.is_some() {
        Check::Purpose
    } else if let Some(vague) = &check.vague {
        Check::Vague(vague)
    } else if check.fault.is_some() {
        Check::Fault
    } else {
        Check::None
    }
}

/// What one file gives: its findings, and the people in its roles for the rules across files.
#[derive(Debug, Default)]
pub struct FileResult {
    pub findings: Vec<Finding>,
    pub members: Vec<Member>,
}

/// Runs the rules that look at one file.
pub fn check_file(
    file: &Loaded,
    reader: &mut Reader,
    pack: &Pack,
    settings: &Settings,
) -> FileResult {
    let seen = SeenFile::new(file, reader, pack, settings);
    let mut findings: Vec<Finding> = file
        .faults
        .iter()
        .filter_map(|fault| fault_finding(&file.source, fault, pack, settings))
        .collect();
    for (rule, _) in pack
        .core
        .rules
        .iter()
        .zip(&settings.enabled)
        .filter(|(_, enabled)| **enabled)
    {
        for role in &seen.roles {
            if !rule.roles.is_empty() && !role.id.is_some_and(|id| rule.roles.contains(&id)) {
                continue;
            }
            let hits = match check_of(rule) {
                Check::Holds(holds) => holds::check(holds, role, pack),
                Check::Sums(sums) => sums::check(sums, role, pack),
                Check::Hedged(hedged) => hedged::check(hedged, role, pack),
                Check::Shared(shared) => shared::check(shared, role, pack),
                // What is missing may stand behind the place where the file breaks off.
                Check::Purpose if file.is_broken() => Vec::new(),
                Check::Purpose => purpose::check(role, pack),
                Check::Vague(vague) => vague::check(vague, role, pack),
                Check::Merge(_) | Check::Fault | Check::None => Vec::new(),
            };
            findings.extend(
                hits.into_iter()
                    .filter_map(|hit| finding(rule, hit, role, file, pack, settings)),
            );
        }
    }
    let members = merge::members(&seen, pack);
    FileResult { findings, members }
}

/// Runs the rules that look at all files together: people in roles that clash.
pub fn check_across(members: &[Member], pack: &Pack, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (rule, _) in pack
        .core
        .rules
        .iter()
        .zip(&settings.enabled)
        .filter(|(_, enabled)| **enabled)
    {
        if let Check::Merge(merge) = check_of(rule) {
            findings.extend(merge::check(rule, merge, members, pack, settings));
        }
    }
    findings
}

/// Sorts findings by place, then by code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (&a.location.path, a.location.span(), &a.code).cmp(&(
            &b.location.path,
            b.location.span(),
            &b.code,
        ))
    });
}

pub(crate) fn severity(word: &str) -> Option<Severity> {
    match word {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        _ => None,
    }
}

pub(crate) fn location(file: &Loaded, spans: Vec<Span>, text: &str) -> Location {
    Location {
        path: Arc::from(file.source.path()),
        spans,
        text: text.to_owned(),
    }
}

fn finding(
    rule: &PackRule,
    hit: Hit,
    role: &SeenRole,
    file: &Loaded,
    pack: &Pack,
    settings: &Settings,
) -> Option<Finding> {
    if let Some(language) = hit.language
        && !rule.examples.is_empty()
        && !rule.examples.contains_key(&language)
    {
        return None;
    }
    let activities: Vec<&str> = hit
        .activities
        .iter()
        .map(|&at| pack.core.activities[usize::from(at)].id)
        .collect();
    let mut variants: Vec<&str> = hit.variants.clone();
    variants.extend(role.id);
    variants.extend(&activities);
    let severity = severity(rule.severity_in(role.profile, &variants))?;
    let location = hit.place.locate(file);
    let words = hit.words.clone().unwrap_or_else(|| location.text.clone());
    let fill = |text: &str| text.replace("{words}", &words);
    Some(Finding {
        code: rule.code.to_owned(),
        rule: rule.name.to_owned(),
        severity,
        message: rule.summary.of(settings.language).to_string(),
        label: fill(rule.label.of(settings.language)),
        help: fill(rule.help.of(settings.language)),
        why: fill(rule.why.of(settings.language)),
        related: hit
            .related
            .iter()
            .map(|place| Related {
                location: place.locate(file),
                label: fill(rule.label.of(settings.language)),
            })
            .collect(),
        location,
        role: Some(
            role.id
                .map_or_else(|| role.role.name.value.clone(), str::to_owned),
        ),
        holder: hit.holder,
        language: hit.language.map(|language| language.code().to_owned()),
        profile: Some(role.profile.to_owned()),
        activities: activities
            .into_iter()
            .map(str::to_owned)
            .filter(|id| !is_signal(pack, id))
            .collect(),
        suppressed: None,
    })
}

fn is_signal(pack: &Pack, id: &str) -> bool {
    pack.core
        .activities
        .iter()
        .any(|activity| activity.id == id && activity.signal)
}
