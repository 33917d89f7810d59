//! A few lines of a file for the human report: their own line numbers, harmless characters, no names to be hidden.

use super::people::People;
use super::terminal;
use crate::source::{Source, Span};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::collections::BTreeSet;

/// Lines shown before and after a marked one.
pub(super) const CONTEXT: usize = 1;
/// A mark over more lines than this is shown on its first line alone.
const LONGEST_MARK: usize = 8;
/// Of a longer line, only the surroundings of its marks are shown.
const LONGEST_LINE: usize = 600;

/// The lines around some spans of one file.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    rows: Vec<Row>,
    /// The spans in the excerpt's own text, with the columns that they have in the file.
    pub(super) marks: Vec<Mark>,
}

#[derive(Debug)]
struct Row {
    /// Counts from 1, in the file.
    number: usize,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) length: usize,
    /// Counts from 1, in the file.
    column: usize,
}

impl Excerpt {
    pub(super) fn new(source: &Source, spans: &[Span], people: &People) -> Self {
        let spans: Vec<Span> = spans.iter().map(|&span| shortened(source, span)).collect();
        let mut excerpt = Self {
            name: terminal::harmless(source.path()).into_owned(),
            text: String::new(),
            rows: Vec::new(),
            marks: spans
                .iter()
                .map(|span| Mark {
                    start: 0,
                    length: 0,
                    column: source.place(span.start).column,
                })
                .collect(),
        };
        for number in lines_around(source, &spans) {
            excerpt.add_line(source, number, &spans, people);
        }
        excerpt
    }

    fn add_line(&mut self, source: &Source, number: usize, spans: &[Span], people: &People) {
        let line = source.line(number);
        let marked = spans
            .iter()
            .copied()
            .filter(|span| span.start <= line.end && line.start <= span.end);
        let window = window(source, line, marked.reduce(Span::join));
        let (text, places) = people.hide_in_file(source, window);
        let start = self.text.len();
        if window.start > line.start {
            self.text.push('…');
        }
        let mut harmless = Vec::with_capacity(text.len() + 1);
        for letter in text.chars() {
            let shown = if letter == '\t' {
                letter
            } else {
                terminal::visible(letter)
            };
            harmless.extend(std::iter::repeat_n(self.text.len(), letter.len_utf8()));
            self.text.push(shown);
        }
        harmless.push(self.text.len());
        if window.end < line.end {
            self.text.push('…');
        }
        for (span, mark) in spans.iter().zip(&mut self.marks) {
            let shown = |byte: usize| harmless[places[byte - window.start]];
            if (window.start..=window.end).contains(&span.start) && span.start <= line.end {
                mark.start = shown(span.start);
            }
            if (window.start..=window.end).contains(&span.end) && span.end >= span.start {
                mark.length = shown(span.end).saturating_sub(mark.start);
            }
        }
        self.text.push('\n');
        self.rows.push(Row {
            number,
            start,
            end: self.text.len(),
        });
    }

    fn row_at(&self, byte: usize) -> usize {
        let behind = self.rows.partition_point(|row| row.start <= byte);
        behind.saturating_sub(1)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let mut first = self.row_at(span.offset());
        let mut last = self.row_at(span.offset() + span.len().saturating_sub(1));
        let follows = |row: usize| self.rows[row].number == self.rows[row - 1].number + 1;
        for _ in 0..before {
            if first > 0 && follows(first) {
                first -= 1;
            }
        }
        for _ in 0..after {
            if last + 1 < self.rows.len() && follows(last + 1) {
                last += 1;
            }
        }
        let (Some(top), Some(bottom)) = (self.rows.get(first), self.rows.get(last)) else {
            return Err(MietteError::OutOfBounds);
        };
        let mark = self.marks.iter().find(|mark| mark.start == span.offset());
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            &self.text.as_bytes()[top.start..bottom.end],
            SourceSpan::from((top.start, bottom.end - top.start)),
            top.number - 1,
            mark.map_or(0, |mark| mark.column - 1),
            last - first + 1,
        )))
    }
}

/// The span, or the part of it on its first line where it is very long; never with the line end.
fn shortened(source: &Source, span: Span) -> Span {
    let first = source.place(span.start).line;
    let last = source.place(span.end).line;
    let line = source.line(first);
    if last - first >= LONGEST_MARK || (last > first && span.start >= line.end) {
        return Span::new(span.start.min(line.end), line.end);
    }
    if last == first {
        return Span::new(span.start.min(line.end), span.end.min(line.end));
    }
    let text = source.slice(span).trim_end();
    Span::new(span.start, span.start + text.len())
}

fn lines_around(source: &Source, spans: &[Span]) -> BTreeSet<usize> {
    let mut numbers = BTreeSet::new();
    for span in spans {
        let first = source.place(span.start).line;
        let last = source.place(span.end).line;
        let below = (last + 1..=last + CONTEXT).filter(|&number| !source.line(number).is_empty());
        numbers.extend(first.saturating_sub(CONTEXT).max(1)..=last);
        numbers.extend(below);
    }
    numbers
}

/// The part of a line that is shown.
fn window(source: &Source, line: Span, marked: Option<Span>) -> Span {
    if line.end - line.start <= LONGEST_LINE {
        return line;
    }
    let marked = marked.unwrap_or(Span::new(line.start, line.start));
    let margin = LONGEST_LINE / 4;
    let mut start = marked.start.saturating_sub(margin).max(line.start);
    let mut end = (marked.end.min(marked.start + LONGEST_LINE) + margin).min(line.end);
    while !source.text().is_char_boundary(start) {
        start -= 1;
    }
    while !source.text().is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}
