//! A linter for role definitions: reads who does what, and says where the words go wrong.
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod finding;
pub mod model;
pub mod source;
pub mod yaml;
