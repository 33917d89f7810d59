//! What a rule found: plain data, without a word of how it is shown. As bytes it has no paths: whoever reads it back knows
//! its file.

use crate::lasting::{self, Lasting};
use crate::source::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// How bad a finding is, or `Off` where a profile does not ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    Off,
    Info,
    Warning,
    Error,
}

/// How sure it is that the words mean what the rule objects to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// Less sure than what is told unasked.
    Low,
    /// Likely by similar sentences, or by what is not there.
    Medium,
    /// Proved by words of a phrase, or by what is counted.
    High,
}

/// A place in one of the files of a run, with the words that stand there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// The path as shown: relative to the working directory, with `/`.
    #[serde(skip)]
    pub path: Arc<str>,
    /// The pieces that are underlined, in order; more than one where the words cross a line fold. Never empty.
    pub spans: Vec<Span>,
    /// The decoded words of the whole range.
    pub text: String,
}

impl Location {
    /// The range from the first piece to the last.
    pub fn span(&self) -> Span {
        self.spans
            .iter()
            .copied()
            .reduce(Span::join)
            .unwrap_or_default()
    }
}

/// Another place that belongs to the proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    pub location: Location,
    pub label: String,
}

/// Whether a fix may be applied unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Safety {
    /// It cannot change what the file means.
    Safe,
    /// It changes what the file says; somebody has to agree.
    Unsafe,
}

/// New text in place of some bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The path as shown.
    #[serde(skip)]
    pub path: Arc<str>,
    /// The bytes that go; empty where something is only put in.
    pub span: Span,
    pub text: String,
}

/// What would make a finding go away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    pub safety: Safety,
    /// What it does, in the reader's language.
    pub message: String,
    /// All of them belong together. Never empty, sorted, and none touches another.
    pub edits: Vec<Edit>,
}

/// What a finding is about, wherever that stands: what stays the same between two runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// The role itself, several of its texts together, or the person who holds it.
    #[default]
    Role,
    /// One text of a role or of its file.
    Text {
        #[serde(deserialize_with = "lasting::one")]
        field: Lasting,
        text: String,
    },
}

/// Why a finding is told but does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Suppression {
    Comment { reason: String },
    Baseline { reason: String },
}

/// What a rule found. Texts are already in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// `PO008`.
    #[serde(deserialize_with = "lasting::one")]
    pub code: Lasting,
    /// `backlog-secretary`.
    #[serde(deserialize_with = "lasting::one")]
    pub rule: Lasting,
    pub severity: Severity,
    pub confidence: Confidence,
    /// What is so: the rule's summary, always the same.
    #[serde(with = "lasting::or_own")]
    pub message: Cow<'static, str>,
    /// Two to four words on the span; here stands what varies.
    #[serde(with = "lasting::or_own")]
    pub label: Cow<'static, str>,
    /// What to write instead.
    #[serde(with = "lasting::or_own")]
    pub help: Cow<'static, str>,
    /// Why it matters, for the human report.
    #[serde(with = "lasting::or_own")]
    pub why: Cow<'static, str>,
    pub location: Location,
    pub related: Vec<Related>,
    /// The role that the finding is about: id of a canonical role, or the custom role's name.
    pub role: Option<String>,
    pub holder: Option<String>,
    /// Language of the text judged (`en`, `de`, `fr`).
    #[serde(deserialize_with = "lasting::perhaps")]
    pub language: Option<Lasting>,
    /// The profile that raised it.
    #[serde(deserialize_with = "lasting::perhaps")]
    pub profile: Option<Lasting>,
    /// Activity ids that were read.
    #[serde(deserialize_with = "lasting::many")]
    pub activities: Vec<Lasting>,
    pub fix: Option<Fix>,
    pub subject: Subject,
    /// The same in every run while the finding is the same; empty until all findings of a run are known.
    pub fingerprint: String,
    pub suppressed: Option<Suppression>,
}

impl Finding {
    /// Its own place and all that belong to the proof.
    pub fn locations_mut(&mut self) -> impl Iterator<Item = &mut Location> {
        let related = self.related.iter_mut().map(|related| &mut related.location);
        std::iter::once(&mut self.location).chain(related)
    }

    /// Says which file it is of, after it was read back from bytes.
    pub fn name(&mut self, path: &Arc<str>) {
        for location in self.locations_mut() {
            location.path = Arc::clone(path);
        }
        for edit in self.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.path = Arc::clone(path);
        }
    }
}
