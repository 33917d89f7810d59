//! Words and what they mean: word classes, activities, phrases, compiled into tables that are looked up, never searched.

mod compile;
mod entry;
mod flat;
mod problem;
mod source;
mod vocabulary;

pub use compile::{compile, extend};
pub use problem::{Problem, ProblemKind};
pub use source::{ClassKind, ClassesSource, Lexicon, LexiconSource};
pub use vocabulary::{Meaning, Vocabulary, Word};

use std::ops::Range;

/// Index into [`Tables::classes`].
pub type ClassId = u16;
/// Index into [`Tables::keys`].
pub type KeyId = u32;

/// How the parts of an expression of several words stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Side by side: `product backlog`.
    Adjacent,
    /// In this order with up to four words between: `keep .. eye on`.
    Gap,
    /// In any order, near each other: `halten & im Blick`.
    Any,
}

/// An expression of several words, and the class that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    pub keys: Vec<KeyId>,
    /// `links[n]` stands between `keys[n]` and `keys[n + 1]`.
    pub links: Vec<Link>,
    pub class: ClassId,
}

/// One slot of a phrase: any of these classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub classes: Vec<ClassId>,
    pub reach: Reach,
}

/// How a slot's words may hang on the action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// As object or complement, not as a companion or a source (`with the team`, `from the velocity`).
    Object,
    /// Without any preposition but a genitive: `!<team>`.
    Direct,
    /// As a source only: `@<velocity>`.
    Source,
}

/// Words that betray an activity: all slots must be filled in one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Index into the activities.
    pub activity: u16,
    pub slots: Vec<Slot>,
    /// None of these may stand in the clause.
    pub without: Vec<ClassId>,
    /// More specific phrases weigh more.
    pub weight: u16,
}

/// All that is needed to read one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables<'a> {
    pub classes: Vec<&'a str>,
    pub kinds: Vec<ClassKind>,
    /// Stems and lemmas, sorted.
    pub keys: Vec<&'a str>,
    /// The classes of each key.
    pub key_classes: Vec<Vec<ClassId>>,
    /// Folded forms that do not follow their stem, sorted, with their key.
    pub forms: Vec<(&'a str, KeyId)>,
    /// Folded words that mean just this (`=word`), sorted; an empty list means nothing.
    pub exact: Vec<(&'a str, Vec<ClassId>)>,
    /// Sorted by first key.
    pub sequences: Vec<Sequence>,
    pub phrases: Vec<Phrase>,
    /// For each class, the phrases that are looked for where it stands.
    pub anchors: Vec<Vec<u16>>,
    /// Irregular German verbs in four forms, for words that are added later.
    pub verbs: Vec<[&'a str; 4]>,
}

impl Tables<'_> {
    pub fn key(&self, stem: &str) -> Option<KeyId> {
        self.keys
            .binary_search(&stem)
            .ok()
            .and_then(|at| KeyId::try_from(at).ok())
    }

    pub fn form(&self, folded: &str) -> Option<KeyId> {
        self.forms
            .binary_search_by_key(&folded, |&(form, _)| form)
            .ok()
            .map(|at| self.forms[at].1)
    }

    pub fn exact(&self, folded: &str) -> Option<&[ClassId]> {
        self.exact
            .binary_search_by_key(&folded, |(form, _)| form)
            .ok()
            .map(|at| self.exact[at].1.as_slice())
    }

    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes
            .iter()
            .position(|&class| class == name)
            .and_then(|at| ClassId::try_from(at).ok())
    }

    pub fn kind(&self, class: ClassId) -> ClassKind {
        self.kinds[usize::from(class)]
    }

    /// The expressions that begin with a key, as indices.
    pub fn sequences_from(&self, key: KeyId) -> Range<u32> {
        let starts = |wanted: KeyId| {
            let before = |sequence: &Sequence| sequence.keys[0] < wanted;
            u32::try_from(self.sequences.partition_point(before)).unwrap_or(0)
        };
        starts(key)..starts(key + 1)
    }
}
