//! Words and what they mean: word classes, activities, phrases, compiled into tables that are looked up, never searched.

mod compile;
mod entry;
mod problem;
mod source;
mod tables;
mod vocabulary;

pub use compile::{compile, extend};
pub use problem::{Problem, ProblemKind};
pub use source::{ClassKind, ClassesSource, Lexicon, LexiconSource};
pub use tables::{Begun, PhraseView, Sequence, SlotView, Tables};
pub use vocabulary::{Meaning, Vocabulary, Word};

/// Index into [`Tables::classes`].
pub type ClassId = u16;
/// Place in [`Tables::keys`].
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
