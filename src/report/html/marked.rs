//! The text of a file with the words of its findings marked, line by line.

use crate::finding::Severity;
use crate::report::people::People;
use crate::report::terminal::visible;
use crate::source::{Source, Span};

/// Words that belong to a question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) severity: Severity,
    pub(super) question: usize,
    /// The last piece of its words, which carries the number.
    pub(super) is_last: bool,
}

/// A stretch of text that is marked as a whole or not at all.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) text: String,
    /// The worst of the marks on it, and the question of that one.
    pub(super) mark: Option<(Severity, usize)>,
    /// Questions whose words end here.
    pub(super) ends: Vec<usize>,
}

/// The lines of a file without names, cut where marks begin and end.
pub(super) fn lines(source: &Source, people: &People, marks: &[Mark]) -> Vec<Vec<Stretch>> {
    let (text, places) = people.hide_in_file(source, Span::new(0, source.text().len()));
    let mut marks: Vec<Mark> = marks
        .iter()
        .map(|mark| Mark {
            span: Span::new(
                place(&places, mark.span.start),
                place(&places, mark.span.end),
            ),
            ..*mark
        })
        .collect();
    marks.sort_by_key(|mark| (mark.span, mark.question));
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|mark| [mark.span.start, mark.span.end])
        .collect();
    cuts.extend(text.match_indices('\n').map(|(at, _)| at));
    cuts.push(text.len());
    cuts.sort_unstable();
    cuts.dedup();
    let mut lines = vec![Vec::new()];
    let mut open: Vec<Mark> = Vec::new();
    let mut coming = marks.into_iter().peekable();
    let mut start = 0;
    for cut in cuts {
        let words = &text[start..cut];
        let (line_ends, words) = match words.strip_prefix('\n') {
            Some(words) => (true, words),
            None => (false, words),
        };
        if line_ends {
            lines.push(Vec::new());
        }
        let stretch = Stretch {
            text: shown(words),
            mark: open
                .iter()
                .map(|mark| (mark.severity, mark.question))
                .reduce(|worst, next| if next.0 > worst.0 { next } else { worst })
                .filter(|_| !words.trim().is_empty()),
            ends: Vec::new(),
        };
        let line = lines.last_mut().expect("internal: there is a first line");
        if !stretch.text.is_empty() {
            line.push(stretch);
        }
        while let Some(mark) = coming.next_if(|mark| mark.span.start <= cut) {
            open.push(mark);
        }
        let (closed, still): (Vec<Mark>, Vec<Mark>) =
            open.into_iter().partition(|mark| mark.span.end <= cut);
        open = still;
        let mut ends: Vec<usize> = closed
            .iter()
            .filter(|mark| mark.is_last)
            .map(|mark| mark.question)
            .collect();
        ends.dedup();
        if !ends.is_empty() {
            if line.is_empty() {
                line.push(Stretch::default());
            }
            if let Some(last) = line.last_mut() {
                last.ends = ends;
            }
        }
        start = cut;
    }
    if lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

fn place(places: &[usize], byte: usize) -> usize {
    places[byte.min(places.len() - 1)]
}

/// Text as a page shows it: tabs stay, what would turn or hide letters does not.
fn shown(text: &str) -> String {
    text.trim_end_matches('\r')
        .trim_start_matches('\u{feff}')
        .chars()
        .map(|letter| {
            if letter == '\t' {
                letter
            } else {
                visible(letter)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, severity: Severity, question: usize) -> Mark {
        Mark {
            span: Span::new(start, end),
            severity,
            question,
            is_last: true,
        }
    }

    /// Lines as text: `[2|words]` is marked for question 2, `^2` is its number.
    fn drawn(text: &str, marks: &[Mark]) -> Vec<String> {
        let source = Source::new("a.yaml", text);
        let lines = lines(&source, &People::default(), marks);
        let stretch = |one: &Stretch| {
            let text = match one.mark {
                Some((_, question)) => format!("[{question}|{}]", one.text),
                None => one.text.clone(),
            };
            let ends = one.ends.iter().map(|end| format!("^{end}"));
            text + &ends.collect::<String>()
        };
        let line = |line: &Vec<Stretch>| line.iter().map(stretch).collect();
        lines.iter().map(line).collect()
    }

    #[test]
    fn marks_are_cut_at_line_ends_and_where_they_overlap() {
        let warning = mark(2, 9, Severity::Warning, 1);
        let error = mark(4, 6, Severity::Error, 2);
        assert_eq!(
            drawn("a bcdef\ngh\r\n", &[warning, error]),
            ["a [1|bc][2|de]^2[1|f]", "[1|g]^1h"]
        );
    }

    #[test]
    fn a_mark_without_words_has_its_number_still() {
        assert_eq!(
            drawn("a\n\nb", &[mark(2, 2, Severity::Error, 1)]),
            ["a", "^1", "b"]
        );
        assert_eq!(drawn("", &[mark(0, 0, Severity::Error, 1)]), ["^1"]);
    }
}
