//! What a configuration says, each value with its origin.

use crate::source::{Source, Span};
use std::path::PathBuf;
use std::sync::Arc;

/// A configuration file.
#[derive(Debug)]
pub struct File {
    pub source: Source,
    /// The folder that its paths are relative to.
    pub folder: PathBuf,
    /// The folder that its patterns are relative to.
    pub base: PathBuf,
}

/// Who says a value.
#[derive(Clone, Debug)]
pub enum Origin {
    /// `--profile`
    CommandLine(&'static str),
    /// `ROLELINT_LANG`
    Environment(&'static str),
    File(Arc<File>, Span),
    Default,
}

/// A value and who says it.
#[derive(Clone, Debug)]
pub struct Node {
    pub value: Value,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub enum Value {
    Nothing,
    Text(String),
    List(Vec<Node>),
    /// Keys are texts.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Nothing | Value::List(_) | Value::Mapping(_) => None,
        }
    }

    /// The texts of a list; one text is a list of one.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &Node)> {
        let entries = match &self.value {
            Value::List(entries) => entries.as_slice(),
            Value::Text(_) => std::slice::from_ref(self),
            Value::Nothing | Value::Mapping(_) => &[],
        };
        entries
            .iter()
            .filter_map(|entry| Some((entry.text()?, entry)))
    }

    /// The pairs of a mapping.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &Node, &Node)> {
        let pairs = match &self.value {
            Value::Mapping(pairs) => pairs.as_slice(),
            Value::Nothing | Value::Text(_) | Value::List(_) => &[],
        };
        pairs
            .iter()
            .filter_map(|(key, value)| Some((key.text()?, key, value)))
    }

    /// The file that says it.
    pub fn file(&self) -> Option<&Arc<File>> {
        match &self.origin {
            Origin::File(file, _) => Some(file),
            Origin::CommandLine(_) | Origin::Environment(_) | Origin::Default => None,
        }
    }
}
