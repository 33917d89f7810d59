//! The spanned tree: what a YAML file says and where.

use crate::source::Span;

/// Index of a node in [`Tree::nodes`]; an alias shares the node that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(pub u32);

/// A use of a node: the node, and where it is used if that is by an alias (`*name`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub node: NodeId,
    pub alias: Option<Span>,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

/// A text: its decoded value; `Node::span` is where it stands (quotes included, a block's header excluded).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    pub value: String,
    pub style: Style,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing was written (`key:`), or `~`, or `null`.
    Null,
    Scalar(Scalar),
    Sequence(Vec<Entry>),
    /// Pairs of key and value in the order of the file; merge keys (`<<`) are resolved, duplicates kept.
    Mapping(Vec<(Entry, Entry)>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub span: Span,
    pub kind: Kind,
}

/// A comment: its text without `#`, where it stands (`#` included), and whether it has its line to itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub span: Span,
    pub text: String,
    pub own_line: bool,
}

/// One document of a file (`---` stands between two).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub root: Entry,
}

/// What is wrong with the YAML itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    pub span: Span,
    /// The parser's own words, where there is no better text.
    pub detail: String,
}

/// The kinds of broken YAML that have a text of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    Tab,
    MissingSpace,
    UnquotedColon,
    UnclosedQuote,
    Indentation,
    UnknownAlias,
    TooDeep,
    TooLarge,
    TooManyAliases,
    DuplicateKey,
    BadMerge,
    Control,
    Other,
}

/// A file's documents, comments and problems; what could be read before a problem is there too.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    pub documents: Vec<Document>,
    pub comments: Vec<Comment>,
    pub problems: Vec<Problem>,
}

impl Tree {
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}
