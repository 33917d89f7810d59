//! From files that were read to findings: one call for each step.

use crate::finding::{Finding, Severity};
use crate::model::suppress::{self, RuleName};
use crate::model::{Loaded, Names};
use crate::pack::Pack;
use crate::reading::Reader;
use crate::rule::{self, Settings};

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
    let mut reader = Reader::new(pack);
    let mut findings = Vec::new();
    let mut members = Vec::new();
    for file in files {
        let result = rule::check_file(file, &mut reader, pack, settings);
        findings.extend(result.findings);
        members.extend(result.members);
    }
    findings.extend(rule::check_across(&members, pack, settings));
    suppress(files, &mut findings, pack, settings);
    rule::sort(&mut findings);
    findings
}

/// Marks what the files' own comments accept, and tells what is wrong with these comments.
fn suppress(files: &[Loaded], findings: &mut Vec<Finding>, pack: &Pack, settings: &Settings) {
    let rules: Vec<RuleName> = pack
        .core
        .rules
        .iter()
        .zip(&settings.enabled)
        .map(|(rule, &ran)| RuleName {
            code: rule.code.to_owned(),
            name: rule.name.to_owned(),
            ran,
        })
        .collect();
    for file in files.iter().filter(|file| !file.ignores.is_empty()) {
        let mut own: Vec<&mut Finding> = findings
            .iter_mut()
            .filter(|finding| &*finding.location.path == file.source.path())
            .collect();
        let faults = suppress::apply(&file.ignores, &rules, &mut own);
        let told = |fault| rule::fault_finding(file, fault, pack, settings);
        findings.extend(faults.iter().filter_map(told));
    }
}

/// The worst severity that counts.
pub fn worst(findings: &[Finding]) -> Option<Severity> {
    let told = findings.iter().filter(|one| one.suppressed.is_none());
    told.map(|finding| finding.severity).max()
}
