//! A linter for role definitions: reads who does what, and says where the words go wrong.
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod finding;
pub mod language;
pub mod lexicon;
pub mod model;
pub mod pack;
pub mod reading;
pub mod report;
pub mod source;
pub mod yaml;
