//! What is wrong in a configuration: plain data, without words for it.

use super::keys::Words;
use super::value::{File, Node, Origin};
use crate::model::Fault;
use crate::source::Span;
use std::sync::Arc;

/// One thing that is wrong, and where.
#[derive(Clone, Debug)]
pub struct Problem {
    pub kind: ProblemKind,
    pub file: Arc<File>,
    pub span: Span,
    /// The author's words.
    pub words: String,
    /// What was probably meant.
    pub hint: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The YAML itself, in the words of a role file's fault.
    Yaml(Box<Fault>),
    UnknownKey,
    /// A text is needed.
    NotText,
    /// A text or a list of texts is needed.
    NotTexts,
    NotMapping,
    NotFlag,
    NotNumber,
    /// No such rule, profile, role …
    Unknown(Words),
    /// The rule has no such option; those that it has.
    UnknownOption(Vec<String>),
    /// A rule whose findings nothing hides or changes.
    Unchangeable,
    /// Why it is no pattern.
    BadPattern(String),
    /// What `extends` names cannot be read; why.
    Unreadable(String),
    /// What `extends` names extends this file.
    Circle,
}

impl Problem {
    /// A problem of a value; `None` where no file says it.
    pub(super) fn at(node: &Node, kind: ProblemKind, hint: Option<&str>) -> Option<Self> {
        let Origin::File(file, span) = &node.origin else {
            return None;
        };
        let written = file.source.slice(*span).lines().next().unwrap_or_default();
        Some(Self {
            kind,
            file: Arc::clone(file),
            span: *span,
            words: node.text().unwrap_or(written).to_owned(),
            hint: hint.map(str::to_owned),
        })
    }
}
