//! The pairs of one mapping, sorted by the keys that they mean; and which mappings are roles at all.

use super::fault::FaultKind;
use super::keys::{self, Key};
use super::read::{At, Reader, Synonym};
use crate::source::Span;
use crate::yaml::{Entry, Kind};

/// The pairs of a mapping under known keys.
pub(super) struct Fields {
    pairs: Vec<(Key, Span, At)>,
    pub(super) had_unknown: bool,
    /// Number of the first fault that these pairs gave.
    pub(super) first_fault: usize,
}

impl Fields {
    /// The values of a key, each with the span of its key.
    pub(super) fn take(&mut self, key: Key) -> Vec<(Span, At)> {
        self.pairs
            .extract_if(.., |&mut (found, ..)| found == key)
            .map(|(_, span, value)| (span, value))
            .collect()
    }

    /// Where a key stands first.
    pub(super) fn key_span(&self, key: Key) -> Option<Span> {
        self.pairs
            .iter()
            .find(|&&(found, ..)| found == key)
            .map(|&(_, span, _)| span)
    }
}

impl Reader<'_> {
    /// The pairs of a mapping whose keys are allowed there; all others are faults.
    pub(super) fn fields(&mut self, at: At, allowed: &[Key]) -> Fields {
        let mut fields = Fields {
            pairs: Vec::new(),
            had_unknown: false,
            first_fault: self.fault_count(),
        };
        let Kind::Mapping(pairs) = &self.tree.node(at.node).kind else {
            return fields;
        };
        let is_named = self.is_named_by_name(at, pairs, allowed);
        let mut words: Vec<(Key, &str)> = Vec::new();
        for &(key, value) in pairs {
            let (key, value) = (at.inside(key), at.inside(value));
            let span = self.first_line(key.via.unwrap_or(self.tree.node(key.node).span));
            let word = self.scalar(key).unwrap_or_default();
            if keys::is_free(word) {
                continue;
            }
            let found = match keys::find(word, allowed) {
                Some(Key::Name) if is_named => Some(Key::Role),
                Some(Key::Name) if allowed.contains(&Key::Role) => None,
                found => found,
            };
            let Some(found) = found else {
                fields.had_unknown = true;
                let hint = || keys::nearest(word, allowed).filter(|hint| *hint != word);
                let hint = if self.is_full() { None } else { hint() };
                let words = self.source.slice(span).to_owned();
                self.fault(FaultKind::UnknownKey, span, words, hint.map(str::to_owned));
                continue;
            };
            let earlier = words.iter().find(|&&(known, _)| known == found);
            if let Some(&(_, earlier)) = earlier.filter(|(_, earlier)| *earlier != word) {
                self.fault(
                    FaultKind::JoinedSynonyms,
                    span,
                    word.to_owned(),
                    Some(earlier.to_owned()),
                );
            }
            let canonical = found.words()[0];
            if canonical != word {
                let span = self.tree.node(key.node).span;
                self.synonyms.push(Synonym { span, canonical });
            }
            words.push((found, word));
            fields.pairs.push((found, span, value));
        }
        fields
    }

    /// `name` means the role where no `role` stands beside it and duties do.
    fn is_named_by_name(&self, at: At, pairs: &[(Entry, Entry)], allowed: &[Key]) -> bool {
        allowed.contains(&Key::Role)
            && !self.has(at, pairs, Key::Role)
            && self.has(at, pairs, Key::Duties)
    }

    fn has(&self, at: At, pairs: &[(Entry, Entry)], wanted: Key) -> bool {
        pairs.iter().any(|&(key, _)| {
            self.scalar(at.inside(key))
                .is_some_and(|word| keys::find(word, &[wanted]).is_some())
        })
    }

    /// A mapping with `role`, or with `name` and duties.
    pub(super) fn is_role(&self, at: At) -> bool {
        let Kind::Mapping(pairs) = &self.tree.node(at.node).kind else {
            return false;
        };
        let has_duties = self.has(at, pairs, Key::Duties);
        pairs.iter().any(|&(key, value)| {
            let Some(word) = self.scalar(at.inside(key)) else {
                return false;
            };
            let is_text = match self.tree.node(value.node).kind {
                Kind::Null | Kind::Scalar(_) => true,
                Kind::Sequence(_) | Kind::Mapping(_) => false,
            };
            match keys::find(word, &[Key::Role, Key::Name]) {
                Some(Key::Role) => is_text || has_duties,
                Some(_) => has_duties,
                None => false,
            }
        })
    }

    /// A mapping with `roles` that are roles, and not some other program's users and rights.
    pub(super) fn lists_roles(&self, at: At) -> bool {
        let Kind::Mapping(pairs) = &self.tree.node(at.node).kind else {
            return false;
        };
        let Some(roles) = pairs.iter().find_map(|&(key, value)| {
            let word = self.scalar(at.inside(key))?;
            keys::find(word, &[Key::Roles]).map(|_| at.inside(value))
        }) else {
            return false;
        };
        let is_declared = [Key::Charter, Key::Phases, Key::Glossary]
            .into_iter()
            .any(|key| self.has(at, pairs, key));
        is_declared
            || match &self.tree.node(roles.node).kind {
                Kind::Null | Kind::Scalar(_) => false,
                Kind::Sequence(entries) => entries.iter().any(|&entry| {
                    let entry = roles.inside(entry);
                    self.is_role(entry) || self.speaks_of_duties(entry)
                }),
                Kind::Mapping(pairs) => pairs.iter().any(|&(_, value)| {
                    let value = roles.inside(value);
                    matches!(self.tree.node(value.node).kind, Kind::Null)
                        || self.is_role(value)
                        || self.speaks_of_duties(value)
                }),
            }
    }

    /// A mapping with a key that only roles have.
    fn speaks_of_duties(&self, at: At) -> bool {
        let Kind::Mapping(pairs) = &self.tree.node(at.node).kind else {
            return false;
        };
        [Key::Duties, Key::Holders, Key::Purpose, Key::Excludes]
            .into_iter()
            .any(|key| self.has(at, pairs, key))
    }

    /// A mapping that is one duty, not duties by phase.
    pub(super) fn is_duty(&self, at: At, pairs: &[(Entry, Entry)]) -> bool {
        self.has(at, pairs, Key::Text)
    }
}
