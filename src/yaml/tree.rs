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
    /// The place to mend.
    pub span: Span,
    /// What varies, as each kind says.
    pub detail: String,
}

/// The kinds of broken YAML that have a text of their own; the words after each say what `detail` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// A tab indents a line; on how many lines of the document.
    Tab,
    /// No space after the colon of a key or the dash of a list; the key or the dash.
    MissingSpace,
    /// A line without a colon where a key is expected; the line.
    MissingColon,
    /// A colon and a space inside a text without quotes; the text.
    UnquotedColon,
    /// A quote that is never closed; the quote.
    UnclosedQuote,
    /// Words after a closing quote; the words.
    TextAfterQuote,
    /// A bracket that is never closed, or closed by another; the bracket.
    UnclosedBracket,
    /// A backslash in double quotes before a letter that means nothing there; both.
    BadEscape,
    /// A line that stands too far left or right; nothing.
    Indentation,
    /// A text without quotes that starts with a character that YAML keeps for itself; the character.
    SpecialStart,
    /// `*name` without `&name` before it; the name.
    UnknownAlias,
    /// `*name` inside what `&name` names; the name.
    SelfAlias,
    /// Nested deeper than [`limits::DEPTH`](super::limits::DEPTH); nothing.
    TooDeep,
    /// Larger than [`limits::FILE_BYTES`](super::limits::FILE_BYTES); the size in bytes.
    TooLarge,
    /// Aliases add more than [`limits::ALIASED_BYTES`](super::limits::ALIASED_BYTES); the name.
    TooManyAliases,
    /// A key that stands before in the same mapping; the key.
    DuplicateKey,
    /// A merge key (`<<`) whose value is not a mapping or a list of mappings; nothing.
    BadMerge,
    /// A control character; its code as `U+0007`.
    Control,
    /// Anything else; the parser's own words.
    Other,
}

/// A file's documents, comments and problems; what could be read in spite of a problem is there too.
///
/// A walk that follows every alias ends: no node holds itself, no path is longer than
/// [`limits::DEPTH`](super::limits::DEPTH), and all aliases together add no more than
/// [`limits::ALIASED_BYTES`](super::limits::ALIASED_BYTES). An alias that would break this is [`Kind::Null`].
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
