//! Reads YAML into the spanned tree, and reads on behind errors.

use super::build::Builder;
use super::diagnose::{self, Diagnosis};
use super::limits;
use super::mend::{self, Mends};
use super::tree::{Problem, ProblemKind, Tree};
use crate::source::{Source, Span};
use granit_parser::{Event, Options, Parser};
use std::collections::{HashMap, HashSet};

/// What a file says, its comments and its problems. What cannot be read is a problem of the tree, never an error.
pub fn read(source: &Source) -> Tree {
    let text = source.text();
    if text.len() > limits::FILE_BYTES {
        let problem = Problem {
            kind: ProblemKind::TooLarge,
            span: Span::new(0, 0),
            detail: text.len().to_string(),
        };
        return Tree {
            problems: vec![problem],
            ..Tree::default()
        };
    }
    let mut broken = Broken::default();
    let mut behind = None;
    for diagnosis in diagnose::control_characters(text) {
        let at = diagnosis.problem.span.start;
        // One line may hold millions: it is told once, and not looked at again.
        let is_new = behind.is_none_or(|last| text[last..at].contains(['\n', '\r']));
        if is_new {
            broken.mend(text, diagnosis, true);
        } else {
            broken.replace(diagnosis);
        }
        behind = Some(at);
    }
    let most = limits::READINGS.min(limits::READINGS_BYTES / text.len().max(1));
    for left in (0..=most).rev() {
        if let Some(tree) = broken.read(text, left > 0) {
            return tree;
        }
    }
    Tree::default()
}

/// What is known of a broken file: its problems so far, and the edits that let it be read behind them.
#[derive(Default)]
struct Broken {
    problems: Vec<Problem>,
    mends: Mends,
    /// Lines whose problem is told: a second one may well come from the first.
    told: HashSet<usize>,
    /// What was tried last at a place.
    tried: HashMap<usize, Tried>,
}

#[derive(Clone, Copy, PartialEq)]
enum Tried {
    Mended,
    LeftOut,
    GivenUp,
}

impl Broken {
    /// One reading of the whole file; none if an error was met and mended, so that it is worth to read again.
    fn read(&mut self, text: &str, may_mend: bool) -> Option<Tree> {
        let mended = self.mends.apply(text);
        let ways = self.mends.ways_back();
        let mut builder = Builder::new(text, !self.mends.is_empty());
        let mut parser = Parser::new_from_str_with_options(&mended, options());
        let mut error = None;
        let mut document = 0;
        loop {
            match parser.next_event() {
                Some(Ok((event, span))) => {
                    let range = span.byte_range().unwrap_or_default();
                    let start = mend::origin(&ways, range.start);
                    let end = mend::origin(&ways, range.end).max(start);
                    if matches!(event, Event::DocumentStart(..)) {
                        document = start;
                    }
                    if builder.read(event, Span::new(start, end)).is_ok() {
                        continue;
                    }
                }
                Some(Err(found)) => error = Some(found),
                None => break,
            }
            builder.close_document();
            let next = parser.proceed_next_document();
            for error in error.take().into_iter().chain(next.as_ref().err().cloned()) {
                let at = mend::origin(&ways, error.marker().byte_offset().unwrap_or_default());
                let diagnosis = diagnose::diagnose(text, document, at, error.kind());
                if self.mend(text, diagnosis, may_mend) {
                    return None;
                }
                document = at;
            }
            if !matches!(next, Ok(true)) {
                break;
            }
        }
        Some(builder.finish(std::mem::take(&mut self.problems)))
    }

    /// Reads something else in place of what is wrong, without a word.
    fn replace(&mut self, diagnosis: Diagnosis) {
        self.tried
            .insert(diagnosis.problem.span.start, Tried::Mended);
        for edit in diagnosis.edits {
            self.mends.add(edit);
        }
    }

    /// Notes a problem and says whether it is worth to read again.
    fn mend(&mut self, text: &str, diagnosis: Diagnosis, may_mend: bool) -> bool {
        let Diagnosis { problem, mut edits } = diagnosis;
        let at = problem.span.start;
        let tried = match self.tried.get(&at) {
            None => Tried::Mended,
            Some(Tried::Mended) => {
                edits = vec![diagnose::without_block(text, at)];
                Tried::LeftOut
            }
            Some(Tried::LeftOut | Tried::GivenUp) => Tried::GivenUp,
        };
        self.tried.insert(at, tried);
        let line = diagnose::line_start(text, at);
        let is_first = problem.kind == ProblemKind::Tab || self.told.insert(line);
        if tried == Tried::Mended && is_first {
            self.problems.push(problem);
        }
        if !may_mend || tried == Tried::GivenUp || edits.is_empty() {
            return false;
        }
        for edit in edits {
            self.mends.add(edit);
        }
        true
    }
}

fn options() -> Options {
    granit_parser::options! {
        emit_unresolved_aliases: true,
        max_buffered_comment_events: limits::FILE_BYTES,
        flow_nesting_limit: limits::DEPTH,
        block_nesting_limit: limits::DEPTH,
    }
}
