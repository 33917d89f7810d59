//! Files as they are on disk: bytes, spans, and the only place that knows lines and columns.

use serde::{Deserialize, Serialize};
use std::sync::{Arc, OnceLock};

/// A range of bytes of a file as it is on disk (a byte order mark included); `end` is exclusive.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A place in a file: line and column count from 1, a column counts Unicode code points, `byte` counts bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
    pub byte: usize,
}

/// The letters of a longer line are not counted from its beginning each time.
const STEP: usize = 4096;

/// One file that was read: its name as shown, and its text.
#[derive(Debug)]
pub struct Source {
    /// Shared with all that points into the file.
    path: Arc<str>,
    text: String,
    lines: OnceLock<Vec<usize>>,
    /// How many letters begin before every [`STEP`]th byte.
    letters: OnceLock<Vec<usize>>,
}

impl Source {
    /// `path` is relative to the working directory, with `/`; `text` is the whole file, its byte order mark included.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
            letters: OnceLock::new(),
        }
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn shared_path(&self) -> Arc<str> {
        Arc::clone(&self.path)
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty where the span does not lie on character boundaries of this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Where a byte stands. A byte order mark takes no column.
    pub fn place(&self, byte: usize) -> Place {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= byte).max(1);
        let start = starts[line - 1];
        let before = self.text.get(start..byte).unwrap_or_default();
        let mark = usize::from(start == 0 && before.starts_with('\u{feff}'));
        Place {
            line,
            column: self.letters_in(start, before) - mark + 1,
            byte,
        }
    }

    /// How many letters a part of the text has that begins at a byte.
    fn letters_in(&self, start: usize, part: &str) -> usize {
        if part.len() < STEP {
            return part.chars().count();
        }
        self.letters_before(start + part.len()) - self.letters_before(start)
    }

    fn letters_before(&self, byte: usize) -> usize {
        let letters = self.letters.get_or_init(|| {
            let steps = self.text.as_bytes().chunks(STEP);
            let counts = steps.scan(0, |count, step| {
                *count += letters_begun(step);
                Some(*count)
            });
            std::iter::once(0).chain(counts).collect()
        });
        let step = byte / STEP;
        letters[step] + letters_begun(&self.text.as_bytes()[step * STEP..byte])
    }

    /// The bytes of a line without its line end; lines count from 1.
    pub fn line(&self, line: usize) -> Span {
        let starts = self.line_starts();
        let Some(&start) = line.checked_sub(1).and_then(|at| starts.get(at)) else {
            return Span::new(self.text.len(), self.text.len());
        };
        let end = starts.get(line).copied().unwrap_or(self.text.len());
        let text = self.text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + text.len())
    }

    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    fn line_starts(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let ends = self
                .text
                .bytes()
                .enumerate()
                .filter(|&(_, byte)| byte == b'\n');
            std::iter::once(0)
                .chain(ends.map(|(at, _)| at + 1))
                .collect()
        })
    }
}

/// How many letters begin in a piece of text, which may end within one.
fn letters_begun(bytes: &[u8]) -> usize {
    let begins = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    bytes.iter().filter(begins).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_and_skip_the_byte_order_mark() {
        let source = Source::new("a.yaml", "\u{feff}größe😀: x\r\nb");
        let at = source.text().find(": x").unwrap();
        assert_eq!(
            source.place(at),
            Place {
                line: 1,
                column: 7,
                byte: at
            }
        );
        assert_eq!(source.slice(source.line(1)), "\u{feff}größe😀: x");
        assert_eq!(source.place(source.text().len()).line, 2);
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_its_letters() {
        let text = format!("\u{feff}x\n{}", "aüß€😀".repeat(2_000));
        let source = Source::new("a.yaml", text.clone());
        let line = source.line(2);
        let letters = text[line.start..].char_indices();
        for (column, (at, _)) in letters.enumerate().step_by(7) {
            let place = source.place(line.start + at);
            assert_eq!((place.line, place.column), (2, column + 1));
        }
        assert_eq!(source.place(text.len()).column, 10_001);
        assert_eq!(source.place(text.len() - 1).column, 1, "within a letter");
    }
}
