//! What was found wrong in packs, each with its place.

use super::file::{PackFile, Step};
use super::part::Placed;
use super::shape::{Misfit, MisfitKind};
use crate::language::Language;
use crate::lexicon;
use crate::model::{Fault, FaultKind, nearest};
use crate::pack::ProblemKind;
use crate::source::Span;

/// Faults with the index of their file.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) files: Vec<PackFile>,
    pub(super) faults: Vec<(usize, Fault)>,
}

impl Found {
    pub(super) fn tell(
        &mut self,
        file: usize,
        kind: FaultKind,
        span: Span,
        words: &str,
        hint: Option<&str>,
    ) {
        let fault = Fault {
            kind,
            span,
            words: words.to_owned(),
            hint: hint.map(str::to_owned),
            role: None,
        };
        if !self.faults.contains(&(file, fault.clone())) {
            self.faults.push((file, fault));
        }
    }

    /// The words in a part, or the part's first line.
    fn span(&self, placed: &Placed, words: &str) -> Span {
        let file = &self.files[placed.file];
        let found = file.find(placed.entry, words);
        found.unwrap_or_else(|| file.span(placed.entry))
    }

    fn at_words(&mut self, placed: &Placed, kind: FaultKind, words: &str, hint: Option<&str>) {
        let span = self.span(placed, words);
        self.tell(placed.file, kind, span, words, hint);
    }

    /// A name that nothing has.
    pub(super) fn unknown<'k>(
        &mut self,
        placed: &Placed,
        words: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        self.at_words(
            placed,
            FaultKind::PackUnknownName,
            words,
            nearest(words, known),
        );
    }

    /// A value that does not do here, and one that would.
    pub(super) fn wrong(&mut self, placed: &Placed, words: &str, like: &str) {
        self.at_words(placed, FaultKind::PackWrongValue, words, Some(like));
    }

    pub(super) fn problem(
        &mut self,
        placed: &Placed,
        words: &str,
        kind: &ProblemKind,
        known: &[&str],
    ) {
        match kind {
            ProblemKind::UnknownActivity
            | ProblemKind::UnknownArea
            | ProblemKind::UnknownRole
            | ProblemKind::UnknownClass
            | ProblemKind::UnknownRule
            | ProblemKind::UnknownProfile => self.unknown(placed, words, known.iter().copied()),
            ProblemKind::Taken => self.at_words(placed, FaultKind::PackNameTaken, words, None),
            ProblemKind::UnknownSeverity => self.wrong(placed, words, &known.join(", ")),
            ProblemKind::UnknownStance => self.wrong(placed, words, "A, R, C, X"),
            ProblemKind::Lexicon(kind) => self.word(placed, words, kind, None),
            ProblemKind::Unreadable(_) | ProblemKind::Misplaced | ProblemKind::UnknownLanguage => {
                self.at_words(placed, FaultKind::PackWrongValue, words, None);
            }
        }
    }

    fn word(
        &mut self,
        placed: &Placed,
        words: &str,
        kind: &lexicon::ProblemKind,
        known: Option<&str>,
    ) {
        let span = self.span(placed, words);
        let (kind, words, hint) = match kind {
            lexicon::ProblemKind::UnknownClass(name) => {
                (FaultKind::PackUnknownName, name.as_str(), known)
            }
            lexicon::ProblemKind::UnknownActivity => (FaultKind::PackUnknownName, words, known),
            lexicon::ProblemKind::NoWord => (FaultKind::PackWrongValue, words, None),
            lexicon::ProblemKind::VerbForms => (
                FaultKind::PackWrongValue,
                words,
                Some("nehmen nimmt nahm genommen"),
            ),
            lexicon::ProblemKind::EmptyPhrase => (FaultKind::PackBadPhrase, words, None),
            lexicon::ProblemKind::UnclosedClass(piece)
            | lexicon::ProblemKind::EmptyPlace(piece) => {
                (FaultKind::PackBadPhrase, piece.as_str(), None)
            }
        };
        self.tell(placed.file, kind, span, words, hint);
    }

    /// A word or phrase that the tables do not take, in the first part that says it.
    pub(super) fn lexicon(
        &mut self,
        parts: &[Placed],
        problem: &lexicon::Problem,
        classes: &[&str],
        activities: &[&str],
    ) {
        let hint = match &problem.kind {
            lexicon::ProblemKind::UnknownClass(name) => {
                let named = classes
                    .iter()
                    .filter(|class| !class.starts_with(['"', '@']));
                nearest(name, named.copied())
            }
            lexicon::ProblemKind::UnknownActivity => {
                nearest(&problem.words, activities.iter().copied())
            }
            lexicon::ProblemKind::NoWord
            | lexicon::ProblemKind::VerbForms
            | lexicon::ProblemKind::EmptyPhrase
            | lexicon::ProblemKind::UnclosedClass(_)
            | lexicon::ProblemKind::EmptyPlace(_) => None,
        };
        let says = |placed: &&Placed| {
            let file = &self.files[placed.file];
            file.find(placed.entry, &problem.words).is_some()
        };
        if let Some(placed) = parts.iter().find(says) {
            self.word(placed, &problem.words, &problem.kind, hint);
        }
    }

    /// A rule without examples in a language.
    pub(super) fn language(
        &mut self,
        placed: &Placed,
        steps: &[Step],
        code: &str,
        language: Language,
    ) {
        let file = &self.files[placed.file];
        let entry = file.at(placed.entry, steps).unwrap_or(placed.entry);
        let span = file.span(entry);
        let hint = Some(language.code());
        self.tell(
            placed.file,
            FaultKind::PackLanguageMissing,
            span,
            code,
            hint,
        );
    }

    /// What does not have the shape that it needs.
    pub(super) fn misfit(&mut self, file: usize, misfit: &Misfit) {
        let own = &self.files[file];
        let span = own.first_line(misfit.span.unwrap_or_default());
        let words = own.source.slice(span).to_owned();
        let list;
        let (kind, words, hint) = match &misfit.kind {
            MisfitKind::UnknownKey { key, known } => {
                let hint = nearest(key, known.iter().copied());
                (FaultKind::PackUnknownKey, key.as_str(), hint)
            }
            MisfitKind::MissingKey(key) => (FaultKind::PackMissingKey, *key, None),
            MisfitKind::UnknownWord { known } => {
                list = known.join(", ");
                (
                    FaultKind::PackWrongValue,
                    words.as_str(),
                    Some(list.as_str()),
                )
            }
            MisfitKind::WrongValue(wanted) => {
                let hint = (!wanted.is_empty()).then_some(wanted.as_str());
                (FaultKind::PackWrongValue, words.as_str(), hint)
            }
        };
        self.tell(file, kind, span, words, hint);
    }
}
