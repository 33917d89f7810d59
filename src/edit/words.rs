//! Other words in a text: written as the text is written, with quotes only where they are needed.

use super::sheet::Sheet;
use super::splice::merged;
use crate::finding::Edit;
use crate::model::Text;
use crate::source::{Source, Span};
use crate::yaml::{self, Kind, Style};
use std::fmt::Write;
use std::ops::Range;

/// The edits after which a text has other words in some ranges, which are sorted and do not overlap; none where the
/// text is used by an alias or cannot say that the way it is written.
pub(crate) fn rewrite(
    sheet: &Sheet,
    text: &Text,
    changes: &[(Range<usize>, String)],
) -> Option<Vec<Edit>> {
    let (_, scalar) = sheet.scalar(text.span)?;
    if text.used_at.is_some() || scalar.value != text.value {
        return None;
    }
    let wanted = changed(&text.value, changes)?;
    let whole = || vec![sheet.edit(text.span, quoted(&wanted))];
    let is_block = matches!(text.style, Style::Literal | Style::Folded);
    if text.style == Style::Plain && !reads_plain(&wanted, sheet.is_in_flow(text.span)) {
        return Some(whole());
    }
    let mut edits = Vec::with_capacity(changes.len());
    for (range, new) in changes {
        let spans = text.spans(sheet.source, range.clone());
        let span = spans.into_iter().reduce(Span::join)?;
        // The map gives up to the whole scalar; that is no place for words.
        let is_found = match text.style {
            Style::Plain => span != text.span || range.len() == text.value.len(),
            Style::Single | Style::Double => span.start > text.span.start,
            Style::Literal | Style::Folded => !sheet.source.slice(span).ends_with(['\n', '\r']),
        };
        if is_block && (new.contains(['\n', '\r']) || !is_found) {
            return None;
        }
        if !is_found {
            return Some(whole());
        }
        let written = match text.style {
            Style::Plain | Style::Literal | Style::Folded => new.clone(),
            Style::Single => new.replace('\'', "''"),
            Style::Double => escaped(new),
        };
        edits.push(sheet.edit(span, written));
    }
    Some(merged(edits))
}

/// A key by another word; none where its mapping has that key already.
pub(crate) fn rename(sheet: &Sheet, key: Span, word: &str) -> Option<Edit> {
    let text = sheet.text(key)?;
    if sheet.stands_beside(key, word) {
        return None;
    }
    let edits = rewrite(sheet, &text, &[(0..text.value.len(), word.to_owned())])?;
    edits.into_iter().next()
}

/// The value with its changes; none where nothing would be left.
fn changed(value: &str, changes: &[(Range<usize>, String)]) -> Option<String> {
    let mut wanted = String::with_capacity(value.len());
    let mut done = 0;
    for (range, new) in changes {
        wanted.push_str(value.get(done..range.start)?);
        wanted.push_str(new);
        done = range.end;
    }
    wanted.push_str(value.get(done..)?);
    (!wanted.trim().is_empty()).then_some(wanted)
}

/// Whether a text may stand without quotes: asked of the reader itself.
fn reads_plain(value: &str, in_flow: bool) -> bool {
    let value = value.replace('\n', " ");
    let text = if in_flow {
        format!("[{value}]")
    } else {
        format!("- {value}\n")
    };
    let tree = yaml::read(&Source::new("", text));
    let [document] = tree.documents.as_slice() else {
        return false;
    };
    let Kind::Sequence(entries) = &tree.node(document.root.node).kind else {
        return false;
    };
    let [entry] = entries.as_slice() else {
        return false;
    };
    let Kind::Scalar(scalar) = &tree.node(entry.node).kind else {
        return false;
    };
    scalar.value == value && tree.problems.is_empty() && tree.comments.is_empty()
}

/// A text in quotes, on one line.
pub(crate) fn quoted(value: &str) -> String {
    let is_awkward = value.contains(['"', '\\']) && !value.contains(char::is_control);
    if is_awkward {
        format!("'{}'", value.replace('\'', "''"))
    } else {
        format!("\"{}\"", escaped(value))
    }
}

/// As it is written between double quotes.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            '"' | '\\' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            letter if letter.is_control() => {
                // Writing to a string does not fail.
                let _ = write!(escaped, "\\u{:04x}", u32::from(letter));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::splice;

    /// A file in which `old` in the only text with it has become `new`.
    fn rewritten(text: &str, old: &str, new: &str) -> String {
        let source = Source::new("a.yaml", text);
        let sheet = Sheet::new(&source);
        let mut nodes = sheet.tree().nodes.iter();
        let (span, at) = nodes
            .find_map(|node| match &node.kind {
                Kind::Scalar(scalar) => Some((node.span, scalar.value.find(old)?)),
                Kind::Null | Kind::Sequence(_) | Kind::Mapping(_) => None,
            })
            .unwrap();
        let text = sheet.text(span).unwrap();
        let edits = rewrite(&sheet, &text, &[(at..at + old.len(), new.to_owned())]).unwrap();
        splice(source.text(), &edits).0
    }

    #[test]
    fn words_are_written_as_the_text_is() {
        let it = "it's a \"b\\c\"";
        for (text, new) in [
            ("- say OLD # x\n", "- say it's a \"b\\c\" # x\n"),
            ("- 'say OLD'\n", "- 'say it''s a \"b\\c\"'\n"),
            ("- \"say OLD\"\n", "- \"say it's a \\\"b\\\\c\\\"\"\n"),
            ("- >-\n  say\n  OLD\n", "- >-\n  say\n  it's a \"b\\c\"\n"),
            ("- |\n  say OLD\n", "- |\n  say it's a \"b\\c\"\n"),
        ] {
            assert_eq!(rewritten(text, "OLD", it), new);
        }
    }

    #[test]
    fn quotes_come_only_where_they_are_needed() {
        for (text, word, new) in [
            ("- say OLD\n", "a: b", "- \"say a: b\"\n"),
            ("- say OLD\n", "a:b", "- say a:b\n"),
            ("- say OLD\n", "a #b", "- \"say a #b\"\n"),
            ("- say OLD\n", "a, b", "- say a, b\n"),
            ("- [say OLD, x]\n", "a, b", "- [\"say a, b\", x]\n"),
            ("- OLD say\n", "- x", "- \"- x say\"\n"),
            ("- OLD\n", "\"x\": 'y'", "- '\"x\": ''y'''\n"),
        ] {
            assert_eq!(rewritten(text, "OLD", word), new);
        }
    }

    #[test]
    fn words_across_a_fold_become_one_piece() {
        let text = "a: one two\n  three four # end\n";
        assert_eq!(
            rewritten(text, "two three", "2 3"),
            "a: one 2 3 four # end\n"
        );
    }
}
