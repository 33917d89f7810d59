//! From paths to findings: one call for each step.

mod changed;
mod checker;
mod folders;
mod groups;

use crate::config::{Configs, Problem};
use crate::edit::Sheet;
use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::fingerprint;
use crate::model;
use crate::model::suppress::{self, Ignore, RuleName};
use crate::pack::Pack;
use crate::rule::{self, Facts, Holder, Settings};
use crate::source::Source;
use crate::workspace::{self, Known, Request, Skipped, Workspace};
use checker::{Checker, Said};
use folders::Folders;
use groups::{Groups, Told};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// What a run found.
#[derive(Debug, Default)]
pub struct Linted {
    /// Sorted by place; those that are suppressed are marked, not left out.
    pub findings: Vec<Finding>,
    /// The files that findings point at, but for those that can be read again.
    pub sources: Vec<Source>,
    /// The files that are reported on, by path.
    pub read: Vec<ReadFile>,
    /// Where the files are whose findings are told, by the path that they are shown with.
    pub places: BTreeMap<String, PathBuf>,
    pub files: usize,
    pub roles: usize,
    pub duties: usize,
    /// Everybody who holds a role.
    pub holders: Vec<Holder>,
    pub skipped: Vec<Skipped>,
    pub errors: Vec<Error>,
    /// What is wrong in configurations.
    pub problems: Vec<Problem>,
}

/// A file that was read to be reported on.
#[derive(Debug)]
pub struct ReadFile {
    pub path: String,
    /// Its roles, as findings name them; `None` where it could not be read to its end.
    pub roles: Option<BTreeSet<String>>,
    pub settings: Arc<Settings>,
}

/// What is kept of a file when its own findings are known.
struct Checked {
    path: String,
    /// Where it is; none for standard input.
    place: Option<PathBuf>,
    /// False where the file is read only to know its roles.
    is_reported: bool,
    /// The folder that it is one charter with.
    folder: Option<PathBuf>,
    settings: Arc<Settings>,
    /// Let go where nothing points at it.
    source: Option<Source>,
    told: Told,
    said: Said,
}

/// Reads and judges all files.
///
/// # Errors
/// What keeps the run from beginning. Files that cannot be opened are told in the result.
pub fn lint(request: &Request, configs: &mut Configs) -> Result<Linted, Error> {
    let pack = configs.pack();
    let known = Known::new(pack);
    let workspace = workspace::load(request, configs, || Checker::new(pack, &known, request))?;
    Ok(joined(workspace, &known, pack))
}

/// A file whose comments accept findings.
struct Accepting {
    /// Its place among the sources.
    source: usize,
    ignores: Vec<Ignore>,
    settings: Arc<Settings>,
    is_reported: bool,
}

/// The results of all files, with what only all together can tell.
fn joined(workspace: Workspace<Checked>, known: &Known, pack: &Pack) -> Linted {
    let mut linted = Linted {
        files: workspace
            .files
            .iter()
            .filter(|file| file.is_reported)
            .count(),
        skipped: workspace.skipped,
        errors: workspace.errors,
        problems: workspace.problems,
        ..Linted::default()
    };
    let names = workspace.files.iter();
    let names = names.flat_map(|file| &file.said.role_names);
    let names: BTreeSet<String> = names.map(|name| model::fold(name)).collect();
    let mut facts = Facts::default();
    let mut accepting = Vec::new();
    let mut groups = Groups::default();
    let mut folders = Folders::default();
    for file in workspace.files {
        let said = file.said;
        if file.is_reported {
            linted.read.push(ReadFile {
                path: file.path.clone(),
                roles: said.roles_in,
                settings: Arc::clone(&file.settings),
            });
        }
        if let Some(place) = file.place.filter(|_| file.is_reported) {
            linted.places.insert(file.path.clone(), place);
        }
        groups.add(file.path, &file.settings, file.told);
        facts.append(said.facts);
        linted.holders.extend(said.holders);
        linted.findings.extend(said.findings);
        if file.is_reported {
            linted.roles += said.roles;
            linted.duties += said.duties;
        }
        let Some(source) = file.source else {
            continue;
        };
        if let Some(folder) = file.folder {
            folders.add(folder, &source, &file.settings);
        }
        let sheet = Sheet::new(&source);
        let unknown = said.references.iter();
        let unknown = unknown.filter(|fault| !names.contains(&model::fold(&fault.words)));
        let told =
            unknown.filter_map(|fault| rule::fault_finding(&sheet, fault, pack, &file.settings));
        linted.findings.extend(told);
        if !said.ignores.is_empty() {
            accepting.push(Accepting {
                source: linted.sources.len(),
                ignores: said.ignores,
                settings: file.settings,
                is_reported: file.is_reported,
            });
        }
        linted.sources.push(source);
    }
    let (mut found, more) = folders.check(known, pack);
    linted.findings.append(&mut found);
    facts.append(more);
    linted.findings.extend(groups.check_across(&facts, pack));
    suppress(&mut linted, &accepting, pack);
    linted.findings.retain(|finding| groups.tells(finding));
    linted
}

/// Marks what the files' own comments accept, tells what is wrong with these comments, and sorts all.
fn suppress(linted: &mut Linted, accepting: &[Accepting], pack: &Pack) {
    rule::sort(&mut linted.findings);
    let mut told = Vec::new();
    for file in accepting {
        let settings = &file.settings;
        let rules = pack.core.rules.iter().enumerate();
        let rules: Vec<RuleName> = rules
            .map(|(at, rule)| RuleName {
                code: rule.code.to_owned(),
                name: rule.name.to_owned(),
                former: pack.former(rule.code).map(str::to_owned).collect(),
                ran: settings.judges_all(at),
            })
            .collect();
        let source = &linted.sources[file.source];
        let sheet = Sheet::new(source);
        let path = |finding: &Finding| finding.location.path.as_ref().cmp(source.path());
        let findings = &mut linted.findings;
        let first = findings.partition_point(|finding| path(finding).is_lt());
        let behind = findings.partition_point(|finding| path(finding).is_le());
        let faults = suppress::apply(&file.ignores, &rules, &mut findings[first..behind]);
        let found = |fault| rule::fault_finding(&sheet, fault, pack, settings);
        if file.is_reported {
            told.extend(faults.iter().filter_map(found));
        }
    }
    linted.findings.extend(told);
    rule::sort(&mut linted.findings);
    fingerprint::number(&mut linted.findings);
}

/// The worst severity that counts.
pub fn worst(findings: &[Finding]) -> Option<Severity> {
    let told = findings.iter().filter(|one| one.suppressed.is_none());
    told.map(|finding| finding.severity).max()
}
