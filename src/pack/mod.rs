//! The pack: canonical roles, activities, word tables, rules and profiles, compiled in or read from YAML.

mod checks;
mod known;
mod later;
mod load;
mod named;
mod names;
mod problem;
mod texts;

pub use checks::{
    Abbreviations, Absent, Checks, Contradiction, Crowded, Fit, Half, Hedged, Holds, Interface,
    Merge, Missing, Mixed, Nameless, Only, Overlap, Overload, Person, Phases, Powerless, Purpose,
    Required, Served, ServedAt, Shared, Sums, Undermined, Vague, Wording, Worth,
};
pub use known::{Known, Unknown};
pub use later::Later;
pub use load::{Loaded, files_under, load};
pub use names::Names;
pub use problem::{Problem, ProblemKind};
pub use texts::{
    Activity, Area, Example, Examples, HeldWhen, Lists, Offer, Owner, Profile, RoleSpec, Rule,
    SHORTENED, SameAs, Texts, level, spellings,
};

use super::classifier::Weights;
use super::language::Language;
use super::lexicon::Tables;
use later::Written;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Everything but the word tables.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "S: Written<'de>"))]
pub struct Core<S: Ord> {
    /// What activities are grouped by, in the order that tables show.
    pub areas: Vec<Area<S>>,
    /// Real activities first, then signals, then what packs of the user's own add.
    pub activities: Vec<Activity<S>>,
    pub roles: Vec<RoleSpec<S>>,
    /// Sorted by code.
    pub rules: Vec<Rule<S>>,
    pub profiles: Vec<Profile<S>>,
    pub names: Names<S>,
    /// Codes that are no longer in use, and those in their place.
    #[serde(default = "BTreeMap::new")]
    pub retired: BTreeMap<S, S>,
}

/// A pack that is ready for use; what it says lives as long as the program.
#[derive(Debug)]
pub struct Pack {
    pub core: Core<&'static str>,
    tables: [OnceLock<Tables<'static>>; 3],
    blobs: [&'static [u8]; 3],
    model_blobs: [&'static [u8]; 3],
}

impl Pack {
    /// A pack that was loaded while the program runs; it lives as long as the program.
    ///
    /// # Errors
    /// A message where the pack could not be compiled.
    pub fn from_loaded(loaded: Loaded, model_blobs: [&'static [u8]; 3]) -> Result<Self, String> {
        let [en, de, fr] = loaded
            .tables
            .map(|bytes| &*Box::leak(bytes.into_boxed_slice()));
        Self::open(
            Box::leak(loaded.core.into_boxed_slice()),
            [en, de, fr],
            model_blobs,
        )
    }

    /// Opens a compiled pack.
    ///
    /// # Errors
    /// A message where the bytes are not those of a pack.
    pub fn open(
        core: &'static [u8],
        blobs: [&'static [u8]; 3],
        model_blobs: [&'static [u8]; 3],
    ) -> Result<Self, String> {
        let core = postcard::from_bytes(core).map_err(|error| error.to_string())?;
        Ok(Self {
            core,
            tables: Default::default(),
            blobs,
            model_blobs,
        })
    }

    /// This pack with more in it; the activities that it has keep their places.
    #[must_use]
    pub fn extended(&self, core: Core<&'static str>, tables: [Tables<'static>; 3]) -> Self {
        Self {
            core,
            tables: tables.map(OnceLock::from),
            blobs: self.blobs,
            model_blobs: self.model_blobs,
        }
    }

    /// The word tables of a language, opened when they are first asked for.
    pub fn tables(&self, language: Language) -> &Tables<'static> {
        self.tables[language as usize]
            .get_or_init(|| Tables::open(self.blobs[language as usize]).unwrap_or_default())
    }

    /// The classifier of a language.
    pub fn model(&self, language: Language) -> Weights<'static> {
        Weights::open(self.model_blobs[language as usize])
    }

    pub fn activity(&self, id: &str) -> Option<u16> {
        self.core
            .activities
            .iter()
            .position(|activity| activity.id == id)
            .and_then(|at| u16::try_from(at).ok())
    }

    /// The canonical role with this id.
    pub fn role(&self, id: &str) -> Option<&RoleSpec<&'static str>> {
        self.core.roles.iter().find(|role| role.id == id)
    }

    /// The canonical role that a text names: its id, a title or an alias in any of the three languages, whatever the
    /// case, the hyphens, the gender marks, and behind the name an addition such as `(m/w/d)`.
    pub fn resolve_role(&self, text: &str) -> Option<&'static str> {
        // Nearly all write a name as it is listed.
        self.role_named(&texts::level(text)).or_else(|| {
            let others = texts::spellings(text);
            others.iter().find_map(|spelling| self.role_named(spelling))
        })
    }

    /// The canonical role that a short form means on the command line, where it is too ambiguous for a file.
    pub fn role_asked(&self, text: &str) -> Option<&'static str> {
        let asked = text.trim().to_uppercase();
        let mut roles = self.core.roles.iter();
        roles
            .find(|role| role.asked.contains(&asked.as_str()))
            .map(|role| role.id)
    }

    fn role_named(&self, levelled: &str) -> Option<&'static str> {
        let role = self.core.names.role(levelled)?;
        Some(self.core.roles[usize::from(role)].id)
    }

    /// The canonical role that a text begins with, longest name first, and how many words follow (`Product Owner Payments`: 1).
    pub fn role_at_start(&self, text: &str) -> Option<(&'static str, usize)> {
        self.levelled_role_at_start(&texts::level(text))
    }

    /// The same of a text that is levelled already.
    pub fn levelled_role_at_start(&self, levelled: &str) -> Option<(&'static str, usize)> {
        let ends = levelled.match_indices(' ').map(|(at, _)| at);
        let ends: Vec<usize> = ends.chain([levelled.len()]).collect();
        ends.iter().rev().zip(0..).find_map(|(&end, more)| {
            let role = self.core.names.role(&levelled[..end])?;
            Some((self.core.roles[usize::from(role)].id, more))
        })
    }

    /// The code in place of one that is no longer in use; any other word as it is.
    pub fn current<'w>(&self, word: &'w str) -> &'w str {
        let mut retired = self.core.retired.iter();
        let found = retired.find(|(code, _)| code.eq_ignore_ascii_case(word));
        found.map_or(word, |(_, code)| code)
    }

    /// The codes that a rule had before.
    pub fn former(&self, code: &str) -> impl Iterator<Item = &'static str> {
        let retired = self.core.retired.iter();
        retired
            .filter(move |(_, current)| **current == code)
            .map(|(code, _)| *code)
    }

    /// The rule with this code or name, in any case; also by a code that it had before.
    pub fn rule(&self, code_or_name: &str) -> Option<&Rule<&'static str>> {
        let code_or_name = self.current(code_or_name);
        self.core.rules.iter().find(|rule| {
            rule.code.eq_ignore_ascii_case(code_or_name)
                || rule.name.eq_ignore_ascii_case(code_or_name)
        })
    }

    pub fn profile(&self, id: &str) -> Option<&Profile<&'static str>> {
        let levelled = id.trim().to_lowercase().replace([' ', '_'], "-");
        self.core
            .profiles
            .iter()
            .find(|profile| profile.id == levelled)
    }
}
