//! New text for a file that keeps how its author writes: quotes, indentation, comments and line ends.

mod comment;
mod lines;
mod lists;
mod sheet;
mod splice;
mod words;

pub(crate) use comment::{Accepted, add_ignore, remove_name};
pub(crate) use lists::{exclude, join};
pub(crate) use sheet::Sheet;
pub(crate) use splice::touches;
pub use splice::{Moves, splice};
pub(crate) use words::{quoted, rename, rewrite};
