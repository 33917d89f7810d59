//! The files of a run by what counts for them, and which of their findings are told.

use crate::finding::{Finding, Location};
use crate::pack::Pack;
use crate::rule::{self, Facts, Settings};
use crate::source::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a run.
#[derive(Default)]
pub(super) struct Groups {
    settings: Vec<Arc<Settings>>,
    files: BTreeMap<String, File>,
}

struct File {
    /// Its place among the settings.
    settings: usize,
    told: Told,
}

/// Which findings of a file are told.
pub(super) enum Told {
    None,
    /// Those in these parts.
    In(Vec<Span>),
    All,
}

impl Groups {
    pub(super) fn add(&mut self, path: String, settings: &Arc<Settings>, told: Told) {
        let known = |one: &Arc<Settings>| Arc::ptr_eq(one, settings) || one == settings;
        let at = self.settings.iter().position(known).unwrap_or_else(|| {
            self.settings.push(Arc::clone(settings));
            self.settings.len() - 1
        });
        let settings = at;
        self.files.insert(path, File { settings, told });
    }

    /// What the files tell together, each finding judged as its first place asks.
    pub(super) fn check_across(&self, facts: &Facts, pack: &Pack) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (at, settings) in self.settings.iter().enumerate() {
            let is_own = |finding: &Finding| {
                let file = self.files.get(&*finding.location.path);
                file.is_some_and(|file| file.settings == at)
            };
            let across = rule::check_across(facts, pack, settings);
            findings.extend(across.into_iter().filter(is_own));
        }
        findings
    }

    /// Whether one of the places of a finding is where findings are told.
    pub(super) fn tells(&self, finding: &Finding) -> bool {
        let related = finding.related.iter().map(|related| &related.location);
        let mut places = std::iter::once(&finding.location).chain(related);
        places.any(|place| self.tells_at(place))
    }

    fn tells_at(&self, place: &Location) -> bool {
        let span = place.span();
        match self.files.get(&*place.path).map(|file| &file.told) {
            None | Some(Told::None) => false,
            Some(Told::All) => true,
            Some(Told::In(parts)) => {
                let mut parts = parts.iter();
                parts
                    .any(|part| span.start < part.end.max(part.start + 1) && part.start <= span.end)
            }
        }
    }
}
