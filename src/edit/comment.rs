//! Suppression comments: one of their rules taken out, and new ones written.

use super::lines;
use super::sheet::Sheet;
use crate::finding::Edit;
use crate::source::Span;
use crate::yaml::Comment;
use std::collections::{BTreeMap, BTreeSet};

/// The name of a rule taken out of its comment; the whole comment where it is the only one.
pub(crate) fn remove_name(sheet: &Sheet, name: Span) -> Option<Edit> {
    let text = sheet.source.text();
    let line = Span::new(lines::start(text, name.start), lines::end(text, name.start));
    let open = line.start + text[line.start..name.start].rfind('[')?;
    let close = name.end + text[name.end..line.end].find(']')?;
    let before = text[open + 1..name.start].trim_end();
    let behind = text[name.end..close].trim_start();
    let is_only = [before, behind]
        .iter()
        .all(|rest| rest.split(',').all(|name| name.trim().is_empty()));
    if !is_only && let Some(rest) = behind.strip_prefix(',') {
        let next = close - rest.trim_start().len();
        return Some(sheet.edit(Span::new(name.start, next), ""));
    }
    if !is_only && let Some(rest) = before.strip_suffix(',') {
        let last = open + 1 + rest.trim_end().len();
        return Some(sheet.edit(Span::new(last, name.end), ""));
    }
    let directive = line.start + text[line.start..open].rfind("rolelint:")?;
    let hash = line.start + text[line.start..directive].rfind('#')?;
    let kept = text[line.start..hash].trim_end_matches([' ', '\t']);
    let gone = if kept.is_empty() {
        lines::removal(text, line)
    } else {
        let end = text[line.start..line.end].trim_end_matches(['\n', '\r']);
        Span::new(line.start + kept.len(), line.start + end.len())
    };
    Some(sheet.edit(gone, ""))
}

/// A finding that a comment shall accept: where its proof begins, and its rule.
pub(crate) struct Accepted {
    pub(crate) at: usize,
    pub(crate) code: String,
}

/// Comments that accept findings; findings for which there is no place are left out.
pub(crate) fn add_ignore(sheet: &Sheet, accepted: &[Accepted], reason: &str) -> Vec<Edit> {
    let mut written: BTreeMap<Place, BTreeSet<&str>> = BTreeMap::new();
    for one in accepted {
        if let Some(place) = place_for(sheet, one.at) {
            written.entry(place).or_default().insert(&one.code);
        }
    }
    let edits = written.iter().filter_map(|(place, codes)| {
        let codes: Vec<&str> = codes.iter().copied().collect();
        let list = codes.join(", ");
        let text = sheet.source.text();
        match *place {
            Place::In(comment) => extended(sheet, comment, &codes, reason),
            Place::EndOfLine(at) => {
                let comment = format!("  # rolelint: ignore[{list}] -- {reason}");
                Some(sheet.edit(Span::new(at, at), comment))
            }
            Place::Above(at) => {
                let indent = " ".repeat(lines::indent(&text[at..]));
                let end = lines::ending(text);
                let comment = format!("{indent}# rolelint: ignore[{list}] -- {reason}{end}");
                Some(sheet.edit(Span::new(at, at), comment))
            }
        }
    });
    let mut edits: Vec<Edit> = edits.collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Where a comment goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// To one that is there.
    In(Span),
    EndOfLine(usize),
    /// On a line of its own before this one.
    Above(usize),
}

fn place_for(sheet: &Sheet, at: usize) -> Option<Place> {
    let text = sheet.source.text();
    let around = sheet.text_around(at).unwrap_or(Span::new(at, at));
    let first = lines::start(text, around.start);
    let end = first
        + text[first..]
            .find(['\n', '\r'])
            .unwrap_or(text.len() - first);
    let is_open = around.end > end
        || sheet
            .text_around(end)
            .is_some_and(|other| other.start < end && end < other.end);
    let comment = comment_on(sheet, Span::new(first, end)).filter(|comment| !comment.own_line);
    match comment {
        Some(comment) if is_ignore(comment) => return Some(Place::In(comment.span)),
        None if !is_open => return Some(Place::EndOfLine(end)),
        Some(_) | None => {}
    }
    if first > 0 {
        let above = Span::new(lines::start(text, first - 1), first);
        let comment = comment_on(sheet, above).filter(|comment| comment.own_line);
        if let Some(comment) = comment.filter(|comment| is_ignore(comment)) {
            return Some(Place::In(comment.span));
        }
    }
    let is_inside = sheet
        .text_around(first)
        .is_some_and(|other| other.start < first);
    (!is_inside).then_some(Place::Above(first))
}

fn comment_on<'s>(sheet: &'s Sheet, line: Span) -> Option<&'s Comment> {
    let comments = &sheet.tree().comments;
    let first = comments.partition_point(|comment| comment.span.start < line.start);
    comments
        .get(first)
        .filter(|comment| comment.span.start < line.end)
}

fn is_ignore(comment: &Comment) -> bool {
    let directive = comment.text.trim_start().strip_prefix("rolelint:");
    directive.is_some_and(|directive| directive.trim_start().starts_with("ignore["))
}

/// A comment with more rules and one more reason.
fn extended(sheet: &Sheet, comment: Span, codes: &[&str], reason: &str) -> Option<Edit> {
    let old = sheet.source.slice(comment).trim_end();
    let (head, rest) = old.split_once('[')?;
    let (list, rest) = rest.split_once(']')?;
    let mut names: Vec<&str> = list.split(',').map(str::trim).collect();
    names.retain(|name| !name.is_empty());
    for code in codes {
        if !names.iter().any(|name| name.eq_ignore_ascii_case(code)) {
            names.push(code);
        }
    }
    let known = rest
        .trim_start()
        .strip_prefix("--")
        .unwrap_or_default()
        .trim();
    let reason = match known {
        "" => reason.to_owned(),
        known if known.contains(reason) => known.to_owned(),
        known => format!("{known}; {reason}"),
    };
    let new = format!("{head}[{}] -- {reason}", names.join(", "));
    let span = Span::new(comment.start, comment.start + old.len());
    Some(sheet.edit(span, new))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::splice;
    use crate::source::Source;

    fn without(text: &str, name: &str) -> String {
        let source = Source::new("a.yaml", text);
        let at = text.find(name).unwrap();
        let edit = remove_name(&Sheet::new(&source), Span::new(at, at + name.len())).unwrap();
        splice(text, [&edit]).0
    }

    #[test]
    fn a_rule_leaves_its_comment_and_the_last_takes_it_along() {
        for (text, left) in [
            ("a: b  # rolelint: ignore[X1] -- y\r\nc: d", "a: b\r\nc: d"),
            (
                "a: b # rolelint: ignore[X1, X2] -- y",
                "a: b # rolelint: ignore[X2] -- y",
            ),
            (
                "a: b # rolelint: ignore[X2 , X1] -- y",
                "a: b # rolelint: ignore[X2] -- y",
            ),
            (
                "a: b\n  # rolelint: ignore[X1] -- y\nc: d\n",
                "a: b\nc: d\n",
            ),
            ("a: b\n# rolelint: ignore-file[X1]", "a: b"),
            ("a: b # rolelint: ignore[ ,X1, ]", "a: b"),
        ] {
            assert_eq!(without(text, "X1"), left);
        }
    }

    fn accepted(text: &str, words: &str, codes: &[&str]) -> String {
        let source = Source::new("a.yaml", text);
        let at = text.find(words).unwrap();
        let codes = codes.iter().map(|code| Accepted {
            at,
            code: (*code).to_owned(),
        });
        let edits = add_ignore(&Sheet::new(&source), &codes.collect::<Vec<_>>(), "why");
        splice(text, &edits).0
    }

    #[test]
    fn a_comment_goes_to_the_line_or_above_texts_of_several_lines() {
        for (text, new) in [
            ("- it\n- b", "- it  # rolelint: ignore[X1, X2] -- why\n- b"),
            ("- a\n- it", "- a\n- it  # rolelint: ignore[X1, X2] -- why"),
            (
                "k:\r\n  - >\r\n    it\r\n    is\r\n",
                "k:\r\n  # rolelint: ignore[X1, X2] -- why\r\n  - >\r\n    it\r\n    is\r\n",
            ),
            (
                "k: |\n  it\n",
                "# rolelint: ignore[X1, X2] -- why\nk: |\n  it\n",
            ),
            (
                "- a it\n  is\n",
                "# rolelint: ignore[X1, X2] -- why\n- a it\n  is\n",
            ),
            (
                "- it # other\n",
                "# rolelint: ignore[X1, X2] -- why\n- it # other\n",
            ),
            (
                "- it # rolelint: ignore[X2] -- known\n",
                "- it # rolelint: ignore[X2, X1] -- known; why\n",
            ),
            (
                "# rolelint: ignore[X2]\n- >\n  it\n",
                "# rolelint: ignore[X2, X1] -- why\n- >\n  it\n",
            ),
        ] {
            assert_eq!(accepted(text, "it", &["X2", "X1"]), new);
        }
    }
}
