//! What a parser's error means to people who do not live in YAML: kind, place, and a mend to read on.

use super::mend::Edit;
use super::scalar::{BLANKS, break_length, escaped};
use super::tree::{Problem, ProblemKind};
use crate::source::Span;
use granit_parser::ErrorKind;

/// What is wrong at a place, and the edits after which the rest of the document can be read.
pub(super) struct Diagnosis {
    pub(super) problem: Problem,
    pub(super) edits: Vec<Edit>,
}

/// What stands in the place of a character that YAML keeps for itself.
const LETTER: &str = "x";

/// The control characters of a text and a zero-width mark inside it, the first of each line.
pub(super) fn control_characters(text: &str) -> Vec<Diagnosis> {
    let is_control = |byte: u8| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127);
    // Nearly no file has one: to look at many bytes at once is ten times as fast as to look for the first.
    let has_some = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(false, |found, &byte| found | is_control(byte))
    };
    if !text.as_bytes().chunks(256).any(has_some) {
        return Vec::new();
    }
    let bytes = text
        .bytes()
        .enumerate()
        .filter(|&(_, byte)| is_control(byte));
    let found = bytes.map(|(at, byte)| Diagnosis {
        problem: Problem {
            kind: ProblemKind::Control,
            span: Span::new(at, at + 1),
            detail: format!("U+{byte:04X}"),
        },
        edits: vec![Edit::new(at..at + 1, " ")],
    });
    found.collect()
}

/// `at` is the byte of the file where the parser stopped, in the document that begins at `from`.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser's kinds are many and may grow; the others are told in its own words"
)]
pub(super) fn diagnose(text: &str, from: usize, at: usize, error: &ErrorKind) -> Diagnosis {
    let at = floor(text, at);
    let first = line_start(text, from.min(at));
    let place = Lines { text, first };
    let found = match error {
        ErrorKind::RecursionLimitExceeded => Some(Diagnosis {
            problem: problem(ProblemKind::TooDeep, at..at, ""),
            edits: Vec::new(),
        }),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => place.tabs(at),
        ErrorKind::BomInsideDocument => Some(Diagnosis {
            problem: problem(
                ProblemKind::Control,
                at..at + '\u{feff}'.len_utf8(),
                "U+FEFF",
            ),
            edits: vec![Edit::new(at..at + '\u{feff}'.len_utf8(), "")],
        }),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => place.unclosed_quote(at),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => place.text_after_quote(at),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => place.bad_escape(at),
        ErrorKind::SimpleKeyExpected => place.missing_space(at).or_else(|| place.missing_colon(at)),
        ErrorKind::MappingValueNotAllowed => place
            .second_colon(at)
            .or_else(|| place.missing_space(place.line_before(at)?))
            .or_else(|| place.indented_key(at)),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::FlowMappingValueAdjacentCollection => place.unclosed_bracket(at),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidIndentation
        | ErrorKind::InvalidBlockScalarIndent => place
            .special_start_before(at)
            .or_else(|| place.indented(at)),
        _ => None,
    };
    found
        .or_else(|| place.special_start(at))
        .unwrap_or_else(|| Diagnosis {
            problem: problem(ProblemKind::Other, at..at, &error.to_string()),
            edits: vec![place.without_block(at)],
        })
}

/// Takes the line of a byte and the deeper ones below it out of what is read.
pub(super) fn without_block(text: &str, at: usize) -> Edit {
    Lines::of(text).without_block(floor(text, at))
}

/// Where the line of a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    Lines::of(text).start(floor(text, at))
}

fn problem(kind: ProblemKind, range: std::ops::Range<usize>, detail: &str) -> Problem {
    Problem {
        kind,
        span: Span::new(range.start, range.end),
        detail: detail.to_owned(),
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Characters that mean something at the start of a text without quotes.
const SPECIAL: [char; 13] = [
    '*', '&', '@', '%', '`', '!', '|', '>', ',', '[', ']', '{', '}',
];

/// How many spaces stand for a tab in the indentation.
const TAB: &str = "  ";

/// The longest word before a colon that passes for a key.
const KEY_LENGTH: usize = 40;

/// A text by its lines; all places are bytes of the text, a line is named by its first byte.
#[derive(Clone, Copy)]
struct Lines<'a> {
    text: &'a str,
    /// The first line that is looked at.
    first: usize,
}

impl<'a> Lines<'a> {
    /// All lines of a text, without its byte order mark.
    fn of(text: &'a str) -> Self {
        let first = text.len() - text.trim_start_matches('\u{feff}').len();
        Self { text, first }
    }

    fn start(self, at: usize) -> usize {
        let start = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        start.max(self.first)
    }

    fn end(self, at: usize) -> usize {
        let rest = &self.text[at..];
        at + rest.find(['\n', '\r']).unwrap_or(rest.len())
    }

    /// The line after, if there is one.
    fn next(self, line: usize) -> Option<usize> {
        let found = self.text[line..].find('\n')?;
        Some(line + found + 1).filter(|&next| next < self.text.len())
    }

    /// The nearest line before that says something.
    fn line_before(self, at: usize) -> Option<usize> {
        let mut line = self.start(at);
        while line > self.first {
            line = self.start(line - 1);
            let words = self.words(line);
            if !words.is_empty() && !words.starts_with('#') {
                return Some(line);
            }
        }
        None
    }

    /// What stands on a line, without its indentation.
    fn words(self, line: usize) -> &'a str {
        self.text[line..self.end(line)].trim_matches(BLANKS)
    }

    fn indent(self, line: usize) -> usize {
        let rest = &self.text[line..self.end(line)];
        rest.len() - rest.trim_start_matches(BLANKS).len()
    }

    /// Where the words of a line begin, behind the dashes of lists.
    fn content(self, line: usize) -> usize {
        let end = self.end(line);
        let mut at = line + self.indent(line);
        while self.text[at..end].starts_with("- ") {
            let rest = self.text[at + 1..end].trim_start_matches(' ');
            at = end - rest.len();
        }
        at
    }

    /// Where a text may begin on a line: behind dashes, and behind the first key.
    fn text_starts(self, line: usize) -> [usize; 2] {
        let content = self.content(line);
        let end = self.end(line);
        let value = self.text[content..end].find(": ").map_or(content, |colon| {
            end - self.text[content + colon + 1..end]
                .trim_start_matches(' ')
                .len()
        });
        [content, value]
    }

    fn starts_special(self, at: usize) -> bool {
        self.text[at..].starts_with(SPECIAL)
    }

    /// The line and the ones below it that stand as deep or deeper, up to the document's end.
    fn below(self, line: usize, deep: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut lines = vec![line];
        let mut at = line;
        while let Some(next) = self.next(at) {
            at = next;
            let words = self.words(at);
            if words.is_empty() {
                continue;
            }
            if words.starts_with("---") || !deep(self.indent(at)) {
                break;
            }
            lines.push(at);
        }
        lines
    }

    fn without_block(self, at: usize) -> Edit {
        let line = self.start(at);
        let indent = self.indent(line);
        let lines = self.below(line, |other| other > indent);
        let last = lines.last().copied().unwrap_or(line);
        Edit::new(line..self.end(last), "")
    }

    fn tabs(self, at: usize) -> Option<Diagnosis> {
        let has_tab = |&line: &usize| self.text[line..line + self.indent(line)].contains('\t');
        let lines = self.below(self.start(at), |_| true);
        let lines: Vec<usize> = lines.into_iter().filter(has_tab).collect();
        let first = *lines.first()?;
        let indentation = &self.text[first..first + self.indent(first)];
        let tab = first + indentation.find('\t')?;
        let tabs = self.text[tab..].len() - self.text[tab..].trim_start_matches('\t').len();
        let edits = lines.iter().map(|&line| {
            let range = line..line + self.indent(line);
            let spaces = self.text[range.clone()].replace('\t', TAB);
            Edit::new(range, spaces)
        });
        Some(Diagnosis {
            problem: problem(ProblemKind::Tab, tab..tab + tabs, &lines.len().to_string()),
            edits: edits.collect(),
        })
    }

    /// The quote that opens the text in which the parser stopped.
    fn opening_quote(self, at: usize) -> Option<(usize, char)> {
        let mut line = self.start(at);
        loop {
            for start in self.text_starts(line).into_iter().rev() {
                let quote = self.text[start..].chars().next();
                if let Some(quote @ ('"' | '\'')) = quote.filter(|_| start <= at) {
                    return Some((start, quote));
                }
            }
            line = self.line_before(line)?;
        }
    }

    fn unclosed_quote(self, at: usize) -> Option<Diagnosis> {
        let (start, quote) = self.opening_quote(at)?;
        let line = self.start(at);
        let words = self.words(line);
        let closes = words.contains(quote) && !words.contains(": ") && !words.starts_with("- ");
        if line > start && closes {
            let indent = self.indent(self.start(start)) + 1;
            return Some(Diagnosis {
                problem: problem(ProblemKind::Indentation, self.first_word(line), ""),
                edits: vec![Edit::new(
                    line..line + self.indent(line),
                    " ".repeat(indent),
                )],
            });
        }
        Some(Diagnosis {
            problem: problem(
                ProblemKind::UnclosedQuote,
                start..start + 1,
                &quote.to_string(),
            ),
            edits: vec![Edit::new(start..start + 1, LETTER)],
        })
    }

    fn text_after_quote(self, at: usize) -> Option<Diagnosis> {
        let (start, _) = self.opening_quote(at.checked_sub(1)?)?;
        let words = self.text[at..self.end(at)].trim_end_matches(BLANKS);
        Some(Diagnosis {
            problem: problem(ProblemKind::TextAfterQuote, at..at + words.len(), words),
            edits: vec![Edit::new(start..start + 1, LETTER)],
        })
    }

    /// All escapes of a text in double quotes that mean nothing; the first is the place.
    fn bad_escape(self, at: usize) -> Option<Diagnosis> {
        let mut bad: Vec<(usize, usize)> = Vec::new();
        let mut from = at + 1;
        while let Some(found) = self
            .text
            .get(from..)
            .and_then(|rest| rest.find(['\\', '"']))
        {
            let slash = from + found;
            if self.text[slash..].starts_with('"') {
                break;
            }
            let rest = &self.text[slash + 1..];
            let length = match break_length(rest) {
                0 => escaped(rest).map_or(0, |(length, _)| length),
                length => length,
            };
            if length == 0 {
                let letter = rest.chars().next().map_or(0, char::len_utf8);
                bad.push((slash, slash + 1 + letter));
            }
            from = slash + 1 + length;
        }
        let &(start, end) = bad.first()?;
        let edits = bad
            .iter()
            .map(|&(slash, _)| Edit::new(slash..slash + 1, "/"));
        Some(Diagnosis {
            problem: problem(ProblemKind::BadEscape, start..end, &self.text[start..end]),
            edits: edits.collect(),
        })
    }

    fn missing_space(self, at: usize) -> Option<Diagnosis> {
        let line = self.start(at);
        let content = self.content(line);
        let words = &self.text[content..self.end(line)];
        if words.starts_with('-') {
            return Some(missing_space(content, "-"));
        }
        let (key, value) = words.split_once(':')?;
        let is_key = !key.is_empty() && key.len() <= KEY_LENGTH && !key.contains(['"', '\'', ',']);
        let sticks = value.starts_with(|next: char| !next.is_whitespace() && next != '/');
        (is_key && sticks).then(|| missing_space(content + key.len(), key))
    }

    fn missing_colon(self, at: usize) -> Option<Diagnosis> {
        let line = self.start(at);
        let words = self.words(line);
        let start = line + self.indent(line);
        let only_text = !words.is_empty() && !words.contains(':') && !words.starts_with(SPECIAL);
        only_text.then(|| Diagnosis {
            problem: problem(ProblemKind::MissingColon, start..start + words.len(), words),
            edits: vec![self.without_block(line)],
        })
    }

    /// A colon in a text that is already the value of a key on the same line.
    fn second_colon(self, at: usize) -> Option<Diagnosis> {
        let line = self.start(at);
        let [content, value] = self.text_starts(line);
        (content < value && value < at).then(|| self.unquoted_colon(at, value))
    }

    fn unquoted_colon(self, at: usize, text: usize) -> Diagnosis {
        let words = self.text[text..self.end(text)].trim_end_matches(BLANKS);
        Diagnosis {
            problem: problem(ProblemKind::UnquotedColon, at..at + 1, words),
            edits: vec![Edit::new(at..at + 1, LETTER)],
        }
    }

    /// A key that stands too far right goes on with the text above it; so does a sentence with a colon.
    fn indented_key(self, at: usize) -> Option<Diagnosis> {
        let content = self.content(self.start(at));
        let key = self.text.get(content..at)?;
        if key.contains(' ') && self.text[at..].starts_with(':') {
            return Some(self.unquoted_colon(at, content));
        }
        self.indented(at)
    }

    /// A line that stands at no level that is open above it moves to the nearest one, with all that is below it.
    fn indented(self, at: usize) -> Option<Diagnosis> {
        let line = self.start(at);
        if self.words(line).is_empty() {
            return None;
        }
        let is_entry = self.words(line).starts_with('-');
        let indent = self.indent(line);
        let mut nearest: Option<usize> = None;
        let mut level = usize::MAX;
        let mut before = line;
        while let Some(other) = self.line_before(before) {
            before = other;
            let words = self.words(other);
            if words.starts_with("---") || level == 0 {
                break;
            }
            if self.indent(other) >= level {
                continue;
            }
            level = self.indent(other);
            let column = match (is_entry, words.starts_with('-')) {
                (true, true) => level,
                (false, _) if words.contains(':') => self.content(other) - other,
                (true | false, _) => continue,
            };
            if nearest.is_none_or(|known| column.abs_diff(indent) < known.abs_diff(indent)) {
                nearest = Some(column);
            }
        }
        let column = nearest.filter(|&column| column != indent);
        let edits = match column {
            Some(column) => {
                let moved = self.below(line, |other| other >= indent).into_iter();
                let moved = moved.map(|line| {
                    let own = self.indent(line);
                    Edit::new(line..line + own, " ".repeat(own - indent + column))
                });
                moved.collect()
            }
            None => vec![self.without_block(line)],
        };
        Some(Diagnosis {
            problem: problem(ProblemKind::Indentation, self.first_word(line), ""),
            edits,
        })
    }

    fn first_word(self, line: usize) -> std::ops::Range<usize> {
        let start = line + self.indent(line);
        let words = self.words(line);
        start..start + words.find(' ').unwrap_or(words.len())
    }

    fn unclosed_bracket(self, at: usize) -> Option<Diagnosis> {
        let mut closed = 0_usize;
        for (place, bracket) in self.text[self.first..at].rmatch_indices(['[', ']', '{', '}']) {
            let place = self.first + place;
            if matches!(bracket, "]" | "}") {
                closed += 1;
                continue;
            }
            if closed > 0 {
                closed -= 1;
                continue;
            }
            let line = self.text[self.start(place)..place].trim_end_matches(BLANKS);
            if line.is_empty() || line.ends_with(['-', ':', '[', '{', ',']) {
                return Some(Diagnosis {
                    problem: problem(ProblemKind::UnclosedBracket, place..place + 1, bracket),
                    edits: vec![Edit::new(place..place + 1, LETTER)],
                });
            }
        }
        None
    }

    /// A special character at the start of the text in whose middle the parser stopped.
    fn special_start_before(self, at: usize) -> Option<Diagnosis> {
        let starts = self.text_starts(self.start(at));
        let start = starts
            .into_iter()
            .find(|&start| start < at && self.starts_special(start))?;
        self.special_start(start)
    }

    fn special_start(self, at: usize) -> Option<Diagnosis> {
        let character = self.text[at..]
            .chars()
            .next()
            .filter(|_| self.starts_special(at))?;
        Some(Diagnosis {
            problem: problem(
                ProblemKind::SpecialStart,
                at..at + 1,
                &character.to_string(),
            ),
            edits: vec![Edit::new(at..at + 1, LETTER)],
        })
    }
}

fn missing_space(at: usize, key: &str) -> Diagnosis {
    Diagnosis {
        problem: problem(ProblemKind::MissingSpace, at..at + 1, key),
        edits: vec![Edit::new(at + 1..at + 1, " ")],
    }
}
