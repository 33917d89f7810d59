//! What counts for a file: which rules run, how, and in which language they speak.

use super::{PackRule, people};
use crate::finding::Finding;
use crate::language::Language;
use crate::model::fold;
use crate::pack::{Pack, level, spellings};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What counts for a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Settings {
    /// Profile that goes before what a file says of itself.
    pub profile: Option<String>,
    /// Profile of the roles that do not say theirs.
    pub default_profile: Option<String>,
    /// Language of the texts that do not say theirs.
    pub text_language: Option<Language>,
    /// Language of the messages.
    pub language: Language,
    /// For each rule of the pack, in its order, whether it runs.
    pub enabled: Vec<bool>,
    /// Rules that are not as in the pack, by their place in it.
    pub changed: BTreeMap<usize, PackRule>,
    /// Words, folded, that a rule leaves alone.
    pub allowed: BTreeMap<usize, BTreeSet<String>>,
    /// Roles, folded, and the rules that do not judge them.
    pub ignored_on: Vec<(String, Vec<usize>)>,
    /// Names of the team's own for canonical roles, levelled.
    pub aliases: BTreeMap<String, &'static str>,
    /// Compared names and what they are compared as.
    pub people: BTreeMap<String, String>,
    /// Abbreviations that are explained.
    pub glossary: BTreeSet<String>,
    /// Tell what is less sure and what schools contest, too.
    pub is_pedantic: bool,
}

impl Settings {
    /// Every rule, messages in English.
    pub fn all(pack: &Pack) -> Self {
        Self {
            enabled: vec![true; pack.core.rules.len()],
            ..Self::default()
        }
    }

    /// The rules of the pack as they are set, each with its place and whether it runs.
    pub(crate) fn rules<'p>(
        &'p self,
        pack: &'p Pack,
    ) -> impl Iterator<Item = (usize, &'p PackRule, bool)> + Clone {
        let rules = pack.core.rules.iter().zip(&self.enabled).enumerate();
        rules.map(|(at, (rule, &enabled))| (at, self.changed.get(&at).unwrap_or(rule), enabled))
    }

    /// The canonical role that a text names, by the team's own names or those of the pack.
    pub fn resolve_role(&self, text: &str, pack: &Pack) -> Option<&'static str> {
        let own = || {
            let spellings = spellings(text);
            let mut known = spellings.iter().filter_map(|one| self.aliases.get(one));
            known.next().copied()
        };
        if self.aliases.is_empty() {
            return pack.resolve_role(text);
        }
        own().or_else(|| pack.resolve_role(text))
    }

    /// Names of the team's own for a canonical role.
    pub fn name_roles(&mut self, role: &'static str, names: impl Iterator<Item = String>) {
        self.aliases.extend(names.map(|name| (level(&name), role)));
    }

    /// Other spellings of a person's name.
    pub fn name_people(&mut self, name: &str, others: impl Iterator<Item = String>) {
        let person = people::key(name);
        let others = others.map(|other| (people::key(&other), person.clone()));
        self.people.extend(others);
    }

    /// What a person's name is compared as; empty where there is none.
    pub(super) fn person(&self, name: &str) -> String {
        let key = people::key(name);
        self.people.get(&key).cloned().unwrap_or(key)
    }

    /// Whether a finding is to be told, given the words and roles that its rule leaves alone.
    pub(crate) fn wants(&self, finding: &Finding, pack: &Pack) -> bool {
        if self.allowed.is_empty() && self.ignored_on.is_empty() {
            return true;
        }
        let rules = &pack.core.rules;
        let Some(at) = rules.iter().position(|rule| rule.code == finding.code) else {
            return true;
        };
        let words = || fold(&finding.location.text);
        let allowed = self.allowed.get(&at);
        let on = finding.role.as_deref().map(fold).unwrap_or_default();
        let mut ignored = self.ignored_on.iter();
        !allowed.is_some_and(|allowed| allowed.contains(&words()))
            && !ignored.any(|(role, rules)| *role == on && rules.contains(&at))
    }

    /// Whether a rule judges every role of the file.
    pub(crate) fn judges_all(&self, rule: usize) -> bool {
        let mut ignored = self.ignored_on.iter();
        self.enabled.get(rule) == Some(&true) && !ignored.any(|(_, rules)| rules.contains(&rule))
    }
}
