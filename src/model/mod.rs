//! Roles, duties, charters and people as their authors wrote them, each text with its span.

mod amount;
pub mod fault;
mod fields;
pub(crate) mod keys;
mod loaded;
mod read;
mod reference;
pub mod suppress;

pub use fault::{Fault, FaultKind};
pub(crate) use keys::{Key, exclude_like, find as find_key};
pub use keys::{fold, is_line_of_a_role, nearest_of as nearest};
pub use loaded::Loaded;
pub use read::{Names, Reading, Synonym, read};
pub use reference::unknown_references;

use crate::source::{Source, Span};
use crate::yaml::{self, Style};

/// A text of the author: its decoded value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub value: String,
    /// The scalar in the file (quotes included, a block's header excluded).
    pub span: Span,
    pub style: Style,
    /// Where it is used, if that is by an alias (`*name`).
    pub used_at: Option<Span>,
}

impl Text {
    /// The bytes of the file that a range of the decoded value stands on, one span a line.
    pub fn spans(&self, source: &Source, range: std::ops::Range<usize>) -> Vec<Span> {
        yaml::locate(source.text(), self.span, self.style, &self.value, range)
    }
}

/// The letter that an author gave a duty: A accountable, R does, C supports, I informed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Raci {
    Responsible,
    Accountable,
    Consulted,
    Informed,
}

/// One line of a role.
#[derive(Clone, Debug, PartialEq)]
pub struct Duty {
    pub text: Text,
    pub phase: Option<Box<Text>>,
    pub raci: Option<Raci>,
    /// Share of the role's time, in percent.
    pub share: Option<f32>,
    /// Activity id that the author named.
    pub activity: Option<Box<Text>>,
    /// The author's language for this duty, where it has one of its own.
    pub language: Option<Box<Text>>,
}

/// Who fills a role.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    pub name: Text,
    /// Share of the person's time, in percent.
    pub share: Option<f32>,
}

/// A named office with duties, as its author wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// The value of `role` (or `name`, or the key in a mapping of roles).
    pub name: Text,
    /// Id of the canonical role that the name (or, failing that, the title) means.
    pub canonical: Option<String>,
    pub title: Option<Text>,
    /// `en`, `de` or `fr`, where the role or its charter says so.
    pub language: Option<Text>,
    /// Profile that the role or its charter declares.
    pub profile: Option<Text>,
    pub holders: Vec<Holder>,
    pub scope: Option<Text>,
    pub team: Option<Text>,
    pub purpose: Option<Text>,
    pub duties: Vec<Duty>,
    pub excludes: Vec<Duty>,
    pub authority: Vec<Duty>,
    pub skills: Vec<Text>,
    pub works_with: Vec<Text>,
    pub notes: Option<Text>,
}

/// Longest name that findings repeat, in characters.
const LONGEST_NAME: usize = 200;

/// A name as findings repeat it: each of thousands may.
fn short(name: &str) -> String {
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

impl Role {
    /// Id of the canonical role, else the name.
    pub fn id(&self) -> String {
        let id = self.canonical.clone();
        id.unwrap_or_else(|| short(&self.name.value))
    }

    /// Everything that the role is called: its name and its title.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let title = self.title.as_ref();
        std::iter::once(&self.name)
            .chain(title)
            .map(|text| text.value.clone())
    }
}

/// Several roles that work together: a charter, or the roles of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Charter {
    /// The value of `charter`.
    pub name: Option<Text>,
    pub phases: Vec<Text>,
    /// Abbreviation and what it stands for.
    pub glossary: Vec<(Text, Text)>,
    pub roles: Vec<Role>,
    /// True where the document is a list of roles, not one role.
    pub is_charter: bool,
}
