//! From paths to findings: one call for each step.

use crate::error::Error;
use crate::finding::{Finding, Location, Severity};
use crate::model::suppress::{self, Ignore, RuleName};
use crate::model::{self, Fault, Loaded, Names};
use crate::pack::Pack;
use crate::reading::Reader;
use crate::rule::{self, Facts, Settings};
use crate::source::Source;
use crate::workspace::{self, Request, Skipped, Workspace};
use std::collections::BTreeSet;

/// What a run found.
#[derive(Debug, Default)]
pub struct Linted {
    /// Sorted by place; those that are suppressed are marked, not left out.
    pub findings: Vec<Finding>,
    /// The files that findings point at.
    pub sources: Vec<Source>,
    pub files: usize,
    pub roles: usize,
    pub duties: usize,
    /// Everybody who holds a role, and where that is written.
    pub holders: Vec<Location>,
    pub skipped: Vec<Skipped>,
    pub errors: Vec<Error>,
}

/// What is kept of a file when its own findings are known.
struct Checked {
    /// Let go where nothing points at it.
    source: Option<Source>,
    findings: Vec<Finding>,
    facts: Facts,
    ignores: Vec<Ignore>,
    holders: Vec<Location>,
    role_names: Vec<String>,
    references: Vec<Fault>,
    roles: usize,
    duties: usize,
}

/// Reads and judges all files.
///
/// # Errors
/// What keeps the run from beginning. Files that cannot be opened are told in the result.
pub fn lint(request: &Request, pack: &Pack, settings: &Settings) -> Result<Linted, Error> {
    let workspace = with_names(pack, |names| {
        workspace::load(request, names, || {
            let mut reader = Reader::new(pack);
            move |file| check(file, &mut reader, names, pack, settings)
        })
    })?;
    Ok(joined(workspace, pack, settings))
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

fn check(
    file: Loaded,
    reader: &mut Reader,
    names: &Names,
    pack: &Pack,
    settings: &Settings,
) -> Checked {
    let result = rule::check_file(&file, reader, pack, settings);
    let roles = || file.charters.iter().flat_map(|charter| &charter.roles);
    let references = model::unknown_references(&file.charters, names);
    let checked = Checked {
        findings: result.findings,
        facts: result.facts,
        holders: file.holders(),
        role_names: roles().flat_map(model::Role::names).collect(),
        roles: roles().count(),
        duties: roles().map(|role| role.duties.len()).sum(),
        references,
        ignores: file.ignores,
        source: None,
    };
    let is_quiet =
        checked.findings.is_empty() && checked.references.is_empty() && checked.ignores.is_empty();
    Checked {
        source: (!is_quiet).then_some(file.source),
        ..checked
    }
}

/// The results of all files, with what only all together can tell.
fn joined(workspace: Workspace<Checked>, pack: &Pack, settings: &Settings) -> Linted {
    let mut linted = Linted {
        files: workspace.files.len(),
        skipped: workspace.skipped,
        errors: workspace.errors,
        ..Linted::default()
    };
    let names = workspace.files.iter().flat_map(|file| &file.role_names);
    let names: BTreeSet<String> = names.map(|name| model::fold(name)).collect();
    let mut facts = Facts::default();
    let mut ignores = Vec::new();
    for mut file in workspace.files {
        linted.roles += file.roles;
        linted.duties += file.duties;
        linted.holders.append(&mut file.holders);
        linted.findings.append(&mut file.findings);
        facts.append(file.facts);
        let Some(source) = file.source else {
            continue;
        };
        let unknown = file.references.iter();
        let unknown = unknown.filter(|fault| !names.contains(&model::fold(&fault.words)));
        let told = unknown.filter_map(|fault| rule::fault_finding(&source, fault, pack, settings));
        linted.findings.extend(told);
        if !file.ignores.is_empty() {
            ignores.push((linted.sources.len(), file.ignores));
        }
        linted.sources.push(source);
    }
    let across = rule::check_across(&facts, pack, settings);
    linted.findings.extend(across);
    suppress(&mut linted, &ignores, pack, settings);
    read_missing(&mut linted);
    linted
}

/// Marks what the files' own comments accept, tells what is wrong with these comments, and sorts all.
fn suppress(
    linted: &mut Linted,
    ignores: &[(usize, Vec<Ignore>)],
    pack: &Pack,
    settings: &Settings,
) {
    let rules = pack.core.rules.iter().zip(&settings.enabled);
    let rules: Vec<RuleName> = rules
        .map(|(rule, &ran)| RuleName {
            code: rule.code.to_owned(),
            name: rule.name.to_owned(),
            ran,
        })
        .collect();
    rule::sort(&mut linted.findings);
    let mut told = Vec::new();
    for (source, ignores) in ignores {
        let source = &linted.sources[*source];
        let path = |finding: &Finding| finding.location.path.as_ref().cmp(source.path());
        let findings = &mut linted.findings;
        let first = findings.partition_point(|finding| path(finding).is_lt());
        let behind = findings.partition_point(|finding| path(finding).is_le());
        let faults = suppress::apply(ignores, &rules, &mut findings[first..behind]);
        let found = |fault| rule::fault_finding(source, fault, pack, settings);
        told.extend(faults.iter().filter_map(found));
    }
    linted.findings.extend(told);
    rule::sort(&mut linted.findings);
}

/// Reads the files once more that were let go and that a finding on another file points at.
fn read_missing(linted: &mut Linted) {
    let kept: BTreeSet<&str> = linted.sources.iter().map(Source::path).collect();
    let places = linted.findings.iter().flat_map(|finding| {
        let related = finding.related.iter().map(|related| &related.location);
        std::iter::once(&finding.location).chain(related)
    });
    let missing: BTreeSet<&str> = places
        .map(|location| &*location.path)
        .filter(|path| !kept.contains(path))
        .collect();
    let again: Vec<Source> = missing
        .into_iter()
        .filter_map(workspace::read_again)
        .collect();
    linted.sources.extend(again);
}

/// The worst severity that counts.
pub fn worst(findings: &[Finding]) -> Option<Severity> {
    let told = findings.iter().filter(|one| one.suppressed.is_none());
    told.map(|finding| finding.severity).max()
}
