//! YAML text to a spanned tree, and ranges of decoded text back to bytes: the only module that names a YAML parser.

mod build;
mod decode;
mod diagnose;
pub mod limits;
mod mend;
mod merge;
mod parse;
mod scalar;
mod tree;

pub use decode::{DecodeProblem, decode};
pub use parse::read;
pub use scalar::locate;
pub use tree::{
    Comment, Document, Entry, Kind, Node, NodeId, Problem, ProblemKind, Scalar, Style, Tree,
};
