//! YAML text to a spanned tree, and ranges of decoded text back to bytes: the only module that names a YAML parser.

mod build;
pub mod limits;
mod merge;
mod parse;
mod scalar;
mod tree;

pub use parse::read;
pub use scalar::locate;
pub use tree::{
    Comment, Document, Entry, Kind, Node, NodeId, Problem, ProblemKind, Scalar, Style, Tree,
};
