//! The names that the parts of a pack may refer to.

use super::Core;
use super::problem::ProblemKind;
use super::texts::{Activity, Owner, RoleSpec, Rule};
use litemap::LiteMap;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Words that name nothing, and what they were to name.
pub type Unknown = (String, ProblemKind);

/// What there is to refer to.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub areas: BTreeSet<String>,
    pub activities: BTreeSet<String>,
    pub roles: BTreeSet<String>,
    pub profiles: BTreeSet<String>,
    pub classes: BTreeSet<String>,
}

/// Words for severities.
const SEVERITIES: [&str; 4] = ["error", "warning", "info", "off"];
/// Letters for who holds an activity.
const STANCES: [char; 4] = ['A', 'R', 'C', 'X'];

impl Known {
    pub fn new<S: Ord + AsRef<str>>(core: &Core<S>, classes: impl Iterator<Item = String>) -> Self {
        let owned = |text: &S| text.as_ref().to_owned();
        Self {
            areas: core.areas.iter().map(|one| owned(&one.id)).collect(),
            activities: core.activities.iter().map(|one| owned(&one.id)).collect(),
            roles: core.roles.iter().map(|one| owned(&one.id)).collect(),
            profiles: core.profiles.iter().map(|one| owned(&one.id)).collect(),
            classes: classes.collect(),
        }
    }

    pub fn in_activity<S>(&self, activity: &Activity<S>) -> Vec<Unknown>
    where
        S: AsRef<str> + Deserialize<'static>,
    {
        let area = Some(&activity.group).filter(|_| !activity.signal);
        let area = self.among(&ProblemKind::UnknownArea, area);
        let owners = self.in_owners(&activity.owners);
        [
            area,
            owners,
            self.in_names(&activity.over, &activity.unless),
        ]
        .concat()
    }

    pub fn in_role<S: AsRef<str>>(&self, role: &RoleSpec<S>) -> Vec<Unknown> {
        let same = role.same_as.iter().map(|same| &same.role);
        self.among(&ProblemKind::UnknownRole, same)
    }

    pub fn in_owners<S: AsRef<str>>(&self, owners: &[Owner<S>]) -> Vec<Unknown> {
        let mut unknown = Vec::new();
        for owner in owners {
            unknown.extend(self.among(&ProblemKind::UnknownRole, [&owner.role]));
            unknown.extend(self.among(&ProblemKind::UnknownProfile, &owner.profiles));
            if !STANCES.contains(&owner.stance) {
                unknown.push((owner.stance.to_string(), ProblemKind::UnknownStance));
            }
        }
        unknown
    }

    /// Activities and classes that are named by themselves.
    pub fn in_names<S: AsRef<str>>(&self, activities: &[S], classes: &[S]) -> Vec<Unknown> {
        let activities = self.among(&ProblemKind::UnknownActivity, activities);
        [activities, self.among(&ProblemKind::UnknownClass, classes)].concat()
    }

    pub fn in_rule<S: Ord + AsRef<str>>(&self, rule: &Rule<S>) -> Vec<Unknown> {
        let mut unknown = self.among(&ProblemKind::UnknownRole, &rule.roles);
        unknown.extend(self.among(&ProblemKind::UnknownActivity, rule.check.activities()));
        unknown.extend(self.among(&ProblemKind::UnknownRole, rule.check.roles()));
        unknown.extend(self.among(&ProblemKind::UnknownClass, rule.check.classes()));
        let variants = rule.variants.values();
        for severities in std::iter::once(&rule.severity).chain(variants) {
            unknown.extend(self.in_severities(severities));
        }
        unknown
    }

    pub fn in_severities<S: Ord + AsRef<str>>(&self, severities: &LiteMap<S, S>) -> Vec<Unknown> {
        let profiles = severities.keys().filter(|key| key.as_ref() != "default");
        let profiles = self.among(&ProblemKind::UnknownProfile, profiles);
        [
            profiles,
            self.among(&ProblemKind::UnknownSeverity, severities.values()),
        ]
        .concat()
    }

    /// Those words that are no name of a kind.
    fn among<'s, S: AsRef<str> + 's>(
        &self,
        kind: &ProblemKind,
        named: impl IntoIterator<Item = &'s S>,
    ) -> Vec<Unknown> {
        let known = self.names(kind);
        let words = named.into_iter().map(AsRef::as_ref);
        let unknown = words.filter(|words| !known.contains(words));
        unknown
            .map(|words| (words.to_owned(), kind.clone()))
            .collect()
    }

    /// The names of a kind, to see what was probably meant.
    pub fn names(&self, kind: &ProblemKind) -> Vec<&str> {
        let names = match kind {
            ProblemKind::UnknownActivity => &self.activities,
            ProblemKind::UnknownArea => &self.areas,
            ProblemKind::UnknownRole => &self.roles,
            ProblemKind::UnknownClass => &self.classes,
            ProblemKind::UnknownProfile => &self.profiles,
            ProblemKind::UnknownSeverity => return SEVERITIES.to_vec(),
            ProblemKind::Unreadable(_)
            | ProblemKind::Misplaced
            | ProblemKind::UnknownLanguage
            | ProblemKind::UnknownRule
            | ProblemKind::UnknownStance
            | ProblemKind::Taken
            | ProblemKind::Lexicon(_) => return Vec::new(),
        };
        names.iter().map(String::as_str).collect()
    }
}
