//! `rolelint.yaml`: which there are, what they say, and what counts for a file in the end.

mod check;
mod find;
mod keys;
mod options;
mod problem;
mod read;
mod resolve;
mod rules;
mod show;
mod value;

pub use check::SEVERITIES;
pub use find::NAMES;
pub use keys::{Key, Shape, Words};
pub use options::{ALLOW, options_of};
pub use problem::{Problem, ProblemKind};
pub use resolve::{Asked, Configs, Said};
pub use show::{Setting, Shown};
pub use value::{File, Node, Origin, Value};
