//! What is wrong in a lexicon: plain data, and words for who builds the program.

use std::fmt;

/// One thing that is wrong, and the words it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// As they stand in the lexicon, whole.
    pub words: String,
    pub kind: ProblemKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// No class of this name.
    UnknownClass(String),
    UnknownActivity,
    /// An entry without a word.
    NoWord,
    /// A German verb without its four forms.
    VerbForms,
    /// A phrase in which nothing must be there.
    EmptyPhrase,
    /// A class in a phrase without its `>`.
    UnclosedClass(String),
    /// Two signs of a phrase with nothing between.
    EmptyPlace(String),
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::UnknownClass(name) => write!(out, "no class `{name}` in classes.yaml"),
            Self::UnknownActivity => write!(out, "no activity of this name"),
            Self::NoWord => write!(out, "no word"),
            Self::VerbForms => write!(
                out,
                "an irregular German verb has four forms: infinitive, present, past, participle"
            ),
            Self::EmptyPhrase => write!(out, "nothing must be there"),
            Self::UnclosedClass(piece) => write!(out, "`{piece}` lacks its `>`"),
            Self::EmptyPlace(part) => write!(out, "`{part}` has an empty place"),
        }
    }
}
