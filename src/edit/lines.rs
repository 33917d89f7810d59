//! Whole lines of a file: where they begin and end, taken out and put in.

use crate::source::Span;

/// Where the line of a byte begins.
pub(super) fn start(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    // The byte order mark belongs to the file, not to its first line.
    let mark = '\u{feff}';
    if start == 0 && text.starts_with(mark) {
        mark.len_utf8().min(at)
    } else {
        start
    }
}

/// Where the line of a byte ends, behind its line break.
pub(super) fn end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// Behind the last line of what ends at a byte: the end of a block stands behind its line break already.
pub(super) fn end_of(text: &str, span: Span) -> usize {
    // A block reaches up to the words behind it, the indentation before these included.
    let written = text[span.start..span.end].trim_end_matches([' ', '\t']);
    if written.ends_with('\n') {
        span.start + written.len()
    } else {
        end(text, span.end)
    }
}

/// Spaces at the beginning of a line.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The line break that a file uses.
pub(super) fn ending(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// What to take away so that whole lines go and the last line of the file ends as before.
pub(super) fn removal(text: &str, lines: Span) -> Span {
    if lines.end < text.len() || text.ends_with('\n') {
        return lines;
    }
    Span::new(without_break(&text[..lines.start]).len(), lines.end)
}

/// What to put at the end of a line so that whole lines stand there and the last line of the file ends as before.
pub(super) fn insertion(text: &str, at: usize, lines: &str) -> String {
    if at < text.len() || text.is_empty() || text.ends_with('\n') {
        return lines.to_owned();
    }
    format!("{}{}", ending(text), without_break(lines))
}

/// Lines without the last line break.
pub(super) fn without_break(lines: &str) -> &str {
    let lines = lines.strip_suffix('\n').unwrap_or(lines);
    lines.strip_suffix('\r').unwrap_or(lines)
}

/// Lines at another indentation; none where one of them stands further left than the first.
pub(super) fn indented(lines: &str, from: usize, to: usize) -> Option<String> {
    let mut moved = String::with_capacity(lines.len());
    for line in lines.split_inclusive('\n') {
        if line.trim().is_empty() {
            moved.push_str(line);
            continue;
        }
        if indent(line) < from {
            return None;
        }
        moved.extend(std::iter::repeat_n(' ', to));
        moved.push_str(&line[from..]);
    }
    Some(moved)
}
