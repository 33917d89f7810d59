//! Which entry of a baseline covers which finding of a run, and which cover nothing any more.

use super::file::{Baseline, Entry, is_acceptable};
use crate::finding::{Finding, Suppression};
use crate::fingerprint::kind_of;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What a run looked at, so that what it did not see is not taken for mended.
pub struct Scope<'a> {
    /// Paths of the files that were read to their end, each with the roles in it.
    pub read: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Whether a file would have been read if it were there.
    pub asks_for: &'a dyn Fn(&str) -> bool,
    /// Whether there is such a file.
    pub exists: &'a dyn Fn(&str) -> bool,
    /// Whether a rule ran on a file.
    pub ran: &'a dyn Fn(&str, &str) -> bool,
}

/// How an entry stands after a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Covers this finding.
    Covers(usize),
    /// What it accepted is no more.
    Stale,
    /// The run did not look there.
    Unseen,
}

impl Scope<'_> {
    /// Whether the role has left the file, or the file its place: then the entry goes where the role goes.
    fn is_homeless(&self, entry: &Entry) -> bool {
        match (self.read.get(entry.path.as_str()), &entry.role) {
            (Some(roles), Some(role)) => !roles.contains(role.as_str()),
            (Some(_), None) => false,
            (None, _) => !(self.exists)(&entry.path),
        }
    }

    fn has_seen(&self, entry: &Entry) -> bool {
        let is_gone = || (self.asks_for)(&entry.path) && !(self.exists)(&entry.path);
        let is_read = self.read.contains_key(entry.path.as_str());
        (self.ran)(&entry.rule, &entry.path) && (is_read || is_gone())
    }
}

impl Baseline {
    /// Marks the findings that the entries cover, and tells how each entry stands.
    pub fn apply(&self, findings: &mut [Finding], scope: &Scope) -> Vec<Standing> {
        let mut standings: Vec<Option<usize>> = vec![None; self.findings.len()];
        // First those in the same file, then those that have moved.
        for moved in [false, true] {
            let mut free: BTreeMap<(&str, &str), VecDeque<usize>> = BTreeMap::new();
            for (at, entry) in self.findings.iter().enumerate() {
                if standings[at].is_none() && (!moved || scope.is_homeless(entry)) {
                    let path = if moved { "" } else { &entry.path };
                    let key = (kind_of(&entry.fingerprint), path);
                    free.entry(key).or_default().push_back(at);
                }
            }
            for (number, finding) in findings.iter_mut().enumerate() {
                if finding.suppressed.is_some() || !is_acceptable(finding) {
                    continue;
                }
                let path = if moved { "" } else { &*finding.location.path };
                let key = (kind_of(&finding.fingerprint), path);
                let Some(at) = free.get_mut(&key).and_then(VecDeque::pop_front) else {
                    continue;
                };
                standings[at] = Some(number);
                finding.suppressed = Some(Suppression::Baseline {
                    reason: self.findings[at].reason.clone(),
                });
            }
        }
        let standing = |(entry, covered): (&Entry, Option<usize>)| match covered {
            Some(finding) => Standing::Covers(finding),
            None if scope.has_seen(entry) => Standing::Stale,
            None => Standing::Unseen,
        };
        self.findings.iter().zip(standings).map(standing).collect()
    }

    /// The entries that stay after a run, as they stand now.
    #[must_use]
    pub fn pruned(&self, standings: &[Standing], findings: &[Finding]) -> Vec<Entry> {
        let entries = self.findings.iter().zip(standings);
        let kept = entries.filter_map(|(entry, standing)| match standing {
            Standing::Covers(at) => Some(Entry {
                reason: entry.reason.clone(),
                ..Entry::new(&findings[*at])
            }),
            Standing::Unseen => Some(entry.clone()),
            Standing::Stale => None,
        });
        kept.collect()
    }
}
