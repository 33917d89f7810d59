//! Findings that a team has accepted for now: what the file of them says, and which findings of a run it covers.

mod file;
mod matching;

pub use file::{Baseline, Entry};
pub use matching::{Scope, Standing};

/// The file's name where no other is given.
pub const FILE: &str = "rolelint-baseline.json";
