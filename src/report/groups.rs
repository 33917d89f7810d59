//! Findings by the role that they are about, the worst role first.

use super::Report;
use crate::finding::{Finding, Severity};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Counts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
}

impl Counts {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info | Severity::Off => self.infos += 1,
        }
    }
}

/// The findings on one role of one file, or on the file itself where `role` is none; worst first.
pub(super) struct Group<'a> {
    pub(super) path: &'a str,
    pub(super) role: Option<&'a str>,
    pub(super) counts: Counts,
    pub(super) findings: Vec<&'a Finding>,
}

/// All findings that count.
pub(super) fn groups<'a>(report: &'a Report) -> Vec<Group<'a>> {
    let mut places: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for finding in report.told() {
        let (path, role) = (&*finding.location.path, finding.role.as_deref());
        let at = *places.entry((path, role)).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Group {
                path,
                role,
                counts: Counts::default(),
                findings: Vec::new(),
            });
        }
        groups[at].counts.add(finding.severity);
        groups[at].findings.push(finding);
    }
    for group in &mut groups {
        worst_first(&mut group.findings);
    }
    groups.sort_by_key(|group| Reverse(group.counts));
    groups
}

/// Sorts by severity; equals stay in their order.
pub(super) fn worst_first(findings: &mut [&Finding]) {
    findings.sort_by_key(|finding| Reverse(finding.severity));
}
