//! What is wrong in a pack: plain data, and words for who builds the program.

use super::super::lexicon;
use std::fmt;

/// One thing that is wrong: the file, the words, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub file: String,
    pub words: String,
    pub kind: ProblemKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file has not the shape of its kind; the reader's own words.
    Unreadable(String),
    /// No file of a pack stands there.
    Misplaced,
    UnknownLanguage,
    UnknownArea,
    UnknownActivity,
    UnknownRole,
    UnknownClass,
    UnknownProfile,
    UnknownRule,
    /// No severity.
    UnknownSeverity,
    /// No letter for who holds an activity.
    UnknownStance,
    /// A code, a name or an id that something else has.
    Taken,
    Lexicon(lexicon::ProblemKind),
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let words = match self {
            Self::Unreadable(words) => words,
            Self::Misplaced => "a pack has no such file",
            Self::UnknownLanguage => "no such language",
            Self::UnknownArea => "no area of this name",
            Self::UnknownActivity => "no activity of this name",
            Self::UnknownRole => "no role of this name",
            Self::UnknownClass => "no class of words of this name",
            Self::UnknownRule => "no rule with this code",
            Self::UnknownProfile => "no profile of this name",
            Self::UnknownSeverity => "a severity is error, warning, info or off",
            Self::UnknownStance => "an activity is held as A, R, C or X",
            Self::Taken => "this is taken",
            Self::Lexicon(kind) => return kind.fmt(out),
        };
        out.write_str(words)
    }
}
