//! What a check found, before it has words.

use super::remedy::Remedy;
use crate::finding::{Confidence, Location};
use crate::language::Language;
use crate::model::{Loaded, Text};
use crate::reading::Claim;
use std::ops::Range;

/// Words of one of the author's texts.
#[derive(Clone, Debug)]
pub struct Place<'f> {
    pub text: &'f Text,
    /// Bytes of the decoded value.
    pub range: Range<usize>,
}

impl<'f> Place<'f> {
    pub fn whole(text: &'f Text) -> Self {
        Self {
            text,
            range: 0..text.value.len(),
        }
    }

    pub(crate) fn locate(&self, file: &Loaded) -> Location {
        let words = self
            .text
            .value
            .get(self.range.clone())
            .unwrap_or(&self.text.value);
        let mut spans = self.text.spans(&file.source, self.range.clone());
        if spans.is_empty() {
            spans.push(self.text.span);
        }
        super::location(file, spans, words.trim_end())
    }
}

/// How sure it is that a text claims an activity.
pub(super) fn confidence(claim: &Claim) -> Confidence {
    match (claim.is_sure(), claim.certain) {
        (false, _) => Confidence::Low,
        (true, false) => Confidence::Medium,
        (true, true) => Confidence::High,
    }
}

/// A place that a rule objects to.
#[derive(Clone, Debug)]
pub struct Hit<'f> {
    pub place: Place<'f>,
    pub related: Vec<Place<'f>>,
    /// Indices of the activities that prove it.
    pub activities: Vec<u16>,
    /// Names of severity variants that apply, the strongest first.
    pub variants: Vec<&'static str>,
    /// Language of the text, where the words of one text prove it.
    pub language: Option<Language>,
    /// What `{words}` stands for, where that is not the place's text.
    pub words: Option<String>,
    /// The word that it is about, where that stands in several texts and is told once.
    pub topic: Option<String>,
    pub holder: Option<String>,
    pub confidence: Confidence,
    pub remedy: Option<Remedy<'f>>,
}

impl<'f> Hit<'f> {
    pub fn at(place: Place<'f>) -> Self {
        Self {
            place,
            related: Vec::new(),
            activities: Vec::new(),
            variants: Vec::new(),
            language: None,
            words: None,
            topic: None,
            holder: None,
            confidence: Confidence::High,
            remedy: None,
        }
    }
}
