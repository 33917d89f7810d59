//! The scalar map: which bytes of the file a range of a decoded text stands on.

use super::limits;
use super::tree::Style;
use crate::source::Span;
use std::ops::Range;

/// The bytes that `range` of the decoded `value` stands on, one span a line: white space at which a line is folded
/// belongs to no span. `text` is the whole file and `span` the scalar in it. Never empty; the whole scalar where
/// source and value do not match.
pub fn locate(text: &str, span: Span, style: Style, value: &str, range: Range<usize>) -> Vec<Span> {
    let whole = vec![span];
    let Some(raw) = text.get(span.start..span.end) else {
        return whole;
    };
    if range.end > value.len() || range.start > range.end {
        return whole;
    }
    if let Some(start) = unchanged(raw, style, value) {
        let start = span.start + start;
        return vec![Span::new(start + range.start, start + range.end)];
    }
    let indent = text[..span.start]
        .bytes()
        .rev()
        .take_while(|&byte| byte == b' ');
    let walk = Walk {
        raw,
        at: 0,
        value,
        done: 0,
        pieces: Vec::new(),
    };
    let pieces = match style {
        Style::Plain => walk.plain(),
        Style::Single => walk.single(),
        Style::Double => walk.double(),
        Style::Literal | Style::Folded => walk.block(indent.count()),
    };
    pieces.map_or(whole, |pieces| cut(&pieces, span.start, &range))
}

/// Where the value begins in a scalar that is written as it reads.
fn unchanged(raw: &str, style: Style, value: &str) -> Option<usize> {
    let start = match style {
        Style::Plain => 0,
        Style::Single | Style::Double => 1,
        Style::Literal | Style::Folded => return None,
    };
    let inner = raw.get(start..raw.len().checked_sub(start)?)?;
    // Of a long text, only the beginning may be read.
    let is_cut = style == Style::Plain
        && value.len() > limits::TEXT_BYTES / 2
        && inner.starts_with(value)
        && !value.contains(['\n', '\r']);
    let is_whole = inner == value && !(style == Style::Double && inner.contains('\\'));
    let same = is_cut || is_whole;
    same.then_some(start)
}

/// A stretch of the value and the source that it comes from.
struct Piece {
    value: Range<usize>,
    raw: Range<usize>,
    kind: PieceKind,
}

#[derive(Clone, Copy, PartialEq)]
enum PieceKind {
    /// Written as it reads.
    Run,
    /// One character that is written otherwise.
    Escape,
    /// White space that comes from the end of a line.
    Break,
}

/// The source of the pieces that a range of the value touches.
fn cut(pieces: &[Piece], base: usize, range: &Range<usize>) -> Vec<Span> {
    let first = pieces.partition_point(|piece| piece.value.end <= range.start);
    let touched = || {
        pieces[first..]
            .iter()
            .take_while(|piece| piece.value.start < range.end)
    };
    let mut spans: Vec<Span> = Vec::new();
    for piece in touched().filter(|piece| piece.kind != PieceKind::Break) {
        let mut raw = piece.raw.clone();
        if piece.kind == PieceKind::Run {
            raw.start += range.start.saturating_sub(piece.value.start);
            raw.end -= piece.value.end.saturating_sub(range.end);
        }
        let span = Span::new(base + raw.start, base + raw.end);
        match spans.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => spans.push(span),
        }
    }
    if spans.is_empty() {
        let place = match touched().next() {
            Some(piece) => piece.raw.clone(),
            None => empty_place(pieces, first, range.start),
        };
        spans.push(Span::new(base + place.start, base + place.end));
    }
    spans
}

/// Where an empty range stands, before the piece `at` or inside it.
fn empty_place(pieces: &[Piece], at: usize, offset: usize) -> Range<usize> {
    let place = match pieces.get(at) {
        Some(piece) if piece.kind == PieceKind::Run => piece.raw.start + offset - piece.value.start,
        Some(piece) => piece.raw.start,
        None => pieces.last().map_or(0, |piece| piece.raw.end),
    };
    place..place
}

/// Goes through a scalar's source and its value side by side; each step is `None` where they do not match.
struct Walk<'a> {
    raw: &'a str,
    at: usize,
    value: &'a str,
    done: usize,
    pieces: Vec<Piece>,
}

impl Walk<'_> {
    fn plain(mut self) -> Option<Vec<Piece>> {
        while self.at < self.raw.len() {
            let line = self.line_length(self.raw.len());
            let text = self.raw[self.at..self.at + line].trim_end_matches(BLANKS);
            self.run(text.len())?;
            self.fold(self.raw.len(), None)?;
        }
        self.finish()
    }

    fn single(mut self) -> Option<Vec<Piece>> {
        let end = self.open_quote()?;
        while self.at < end {
            let text_end = self.at + self.text_length(end);
            while let Some(quote) = self.raw[self.at..text_end].find('\'') {
                self.run(quote)?;
                self.piece(2, 1, "'", PieceKind::Escape)?;
            }
            self.run(text_end - self.at)?;
            self.fold(end, None)?;
        }
        self.finish()
    }

    fn double(mut self) -> Option<Vec<Piece>> {
        let end = self.open_quote()?;
        while self.at < end {
            let mut continued = false;
            loop {
                let line_end = self.at + self.line_length(end);
                let Some(escape) = self.raw[self.at..line_end].find('\\') else {
                    break;
                };
                self.run(escape)?;
                if break_length(&self.raw[self.at + 1..end]) > 0 {
                    continued = true;
                    break;
                }
                let (length, decoded) = escaped(&self.raw[self.at + 1..end])?;
                let mut utf8 = [0; 4];
                let decoded = decoded.encode_utf8(&mut utf8);
                self.piece(length + 1, decoded.len(), decoded, PieceKind::Escape)?;
            }
            if continued {
                self.at += 1;
                self.fold(end, Some(""))?;
            } else {
                let length = self.text_length(end);
                self.run(length)?;
                self.fold(end, None)?;
            }
        }
        self.finish()
    }

    /// A literal or a folded scalar: its span begins with the first text, behind the indentation.
    fn block(mut self, indent: usize) -> Option<Vec<Piece>> {
        let leading = self.value.len() - self.value.trim_start_matches('\n').len();
        self.push(0, leading, PieceKind::Break);
        loop {
            let length = self.line_length(self.raw.len());
            self.run(length)?;
            if self.done == self.value.len() {
                return Some(self.pieces);
            }
            let start = self.at;
            let mut breaks = 0;
            loop {
                let length = break_length(&self.raw[self.at..]);
                if length == 0 {
                    break;
                }
                breaks += 1;
                self.at += length;
                let spaces = self.raw[self.at..].bytes().take_while(|&byte| byte == b' ');
                self.at += spaces.take(indent).count();
            }
            let rest = &self.value[self.done..];
            let newlines = rest.len() - rest.trim_start_matches('\n').len();
            let decoded = if newlines == rest.len() {
                // The end: chomping has its own count, and the last line may end with the file.
                rest.len()
            } else if breaks == 1 && rest.starts_with(' ') && newlines == 0 {
                1
            } else if breaks > 0 && (newlines == breaks || newlines + 1 == breaks) {
                newlines
            } else {
                return None;
            };
            let raw = start..self.at;
            self.at = start;
            self.push(raw.len(), decoded, PieceKind::Break);
        }
    }

    fn finish(self) -> Option<Vec<Piece>> {
        (self.done == self.value.len()).then_some(self.pieces)
    }

    /// Steps over the opening quote and says where the closing one stands.
    fn open_quote(&mut self) -> Option<usize> {
        self.at = 1;
        self.raw.len().checked_sub(1).filter(|&end| end >= 1)
    }

    /// Bytes up to the end of the line.
    fn line_length(&self, end: usize) -> usize {
        let rest = &self.raw[self.at..end];
        rest.find(['\n', '\r']).unwrap_or(rest.len())
    }

    /// Bytes up to the end of the line, without the white space that a fold swallows.
    fn text_length(&self, end: usize) -> usize {
        let length = self.line_length(end);
        if self.at + length == end {
            return length;
        }
        let line = &self.raw[self.at..self.at + length];
        line.trim_end_matches(BLANKS).len()
    }

    /// The end of a line in plain or quoted text: one break is a space (or what `single` says), more are one less.
    fn fold(&mut self, end: usize, single: Option<&str>) -> Option<()> {
        let start = self.at;
        let mut breaks = 0_usize;
        loop {
            let rest = &self.raw[self.at..end];
            let blanks = rest.len() - rest.trim_start_matches(BLANKS).len();
            let length = break_length(&rest[blanks..]);
            if length == 0 {
                if breaks > 0 {
                    self.at += blanks;
                }
                break;
            }
            self.at += blanks + length;
            breaks += 1;
        }
        let raw = self.at - start;
        self.at = start;
        match breaks {
            0 => (start == end).then_some(()),
            1 => {
                let decoded = single.unwrap_or(" ");
                self.piece(raw, decoded.len(), decoded, PieceKind::Break)
            }
            _ => {
                let decoded = "\n".repeat(breaks - 1);
                self.piece(raw, decoded.len(), &decoded, PieceKind::Break)
            }
        }
    }

    fn run(&mut self, length: usize) -> Option<()> {
        let raw = self.raw.get(self.at..self.at + length)?;
        self.piece(length, length, raw, PieceKind::Run)
    }

    fn piece(&mut self, raw: usize, value: usize, decoded: &str, kind: PieceKind) -> Option<()> {
        let matches =
            self.value[self.done..].starts_with(decoded) && self.at + raw <= self.raw.len();
        matches.then(|| self.push(raw, value, kind))
    }

    fn push(&mut self, raw: usize, value: usize, kind: PieceKind) {
        if value > 0 {
            self.pieces.push(Piece {
                value: self.done..self.done + value,
                raw: self.at..self.at + raw,
                kind,
            });
        }
        self.at += raw;
        self.done += value;
    }
}

pub(super) const BLANKS: [char; 2] = [' ', '\t'];

/// Bytes of the line break at the beginning of a text, if there is one.
pub(super) fn break_length(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// What stands behind a backslash in double quotes: its bytes and the character that it means.
pub(super) fn escaped(text: &str) -> Option<(usize, char)> {
    let letter = text.chars().next()?;
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return Some((letter.len_utf8(), simple_escape(letter)?)),
    };
    let code = |at: usize| u32::from_str_radix(text.get(at..at + digits)?, 16).ok();
    let high = code(1)?;
    if let Some(character) = char::from_u32(high) {
        return Some((1 + digits, character));
    }
    // A character beyond the 16 bits of `\u` is written as a pair, as JSON does.
    let second = 1 + digits;
    let low = (text.get(second..)?.starts_with("\\u")).then(|| code(second + 2))??;
    let pair = char::decode_utf16([u16::try_from(high).ok()?, u16::try_from(low).ok()?]);
    let character = pair.into_iter().next()?.ok()?;
    Some((second + 2 + digits, character))
}

fn simple_escape(letter: char) -> Option<char> {
    Some(match letter {
        '0' => '\0',
        'a' => '\x07',
        'b' => '\x08',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\x0b',
        'f' => '\x0c',
        'r' => '\r',
        'e' => '\x1b',
        ' ' | '"' | '/' | '\\' => letter,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        _ => return None,
    })
}
