//! Entries of lists that move: two lists under keys of one meaning, and a duty that the role shall not have.

use super::lines;
use super::sheet::Sheet;
use super::splice::merged;
use crate::finding::Edit;
use crate::model::suppress::written;
use crate::model::{Key, Text, exclude_like, find_key};
use crate::source::Span;
use crate::yaml::{Entry, Kind, Node, NodeId, Style};

/// What a key says joined to an earlier one of the same meaning, `earlier`; none where that is more than moving lines.
pub(crate) fn join(sheet: &Sheet, key: Span, earlier: &str) -> Option<Vec<Edit>> {
    let text = sheet.source.text();
    let (id, _) = sheet.scalar(key)?;
    let (_, mapping) = sheet.parent(id)?;
    let Kind::Mapping(pairs) = &mapping.kind else {
        return None;
    };
    let at = pairs.iter().position(|(other, _)| other.node == id)?;
    let is_earlier = |entry: &Entry| entry.alias.is_none() && word(sheet, *entry) == Some(earlier);
    let (_, first) = pairs[..at].iter().find(|(key, _)| is_earlier(key))?;
    let second = pairs[at].1;
    if first.alias.or(second.alias).is_some() || !sheet.is_block(mapping) {
        return None;
    }
    let (first, second) = (
        sheet.tree().node(first.node),
        sheet.tree().node(second.node),
    );
    let key_line = lines::start(text, key.start);
    if !text[key_line..key.start].trim_matches(' ').is_empty() {
        return None;
    }
    let body = lines::end(text, key.start);
    let end = lines::end_of(text, second.span);
    let gone = sheet.edit(lines::removal(text, Span::new(key_line, end)), "");
    let dashes = dash(sheet, first).zip(dash(sheet, second));
    let is_alone = text[key.end..body].trim() == ":";
    if let Some((to, from)) = dashes.filter(|_| is_alone) {
        let moved = lines::indented(&with_break(text, body, end), from, to)?;
        let behind = lines::end_of(text, first.span);
        if text.get(behind..key_line).is_some_and(says_nothing) {
            let own = text.get(body..end).unwrap_or_default();
            let gone = if from == to {
                sheet.edit(Span::new(key_line, body), "")
            } else {
                let moved = lines::indented(own, from, to)?;
                sheet.edit(Span::new(key_line, end), moved)
            };
            return Some(vec![gone]);
        }
        return Some(relocated(sheet, Span::new(key_line, end), behind, &moved));
    }
    if body != end || !text[second.span.end..end].trim().is_empty() {
        return None;
    }
    match (&first.kind, &second.kind) {
        (Kind::Sequence(one), Kind::Sequence(other))
            if !sheet.is_block(first) && !one.is_empty() =>
        {
            let (open, close) = (first.span.start + 1, first.span.end - 1);
            let kept = text[open..close].trim_end();
            if sheet.is_block(second)
                || kept.ends_with(',')
                || text[open..close].contains(['\n', '#'])
            {
                return None;
            }
            let more = text[second.span.start + 1..second.span.end - 1].trim();
            let behind = open + kept.len();
            let put = sheet.edit(Span::new(behind, behind), format!(", {more}"));
            Some(if other.is_empty() {
                vec![gone]
            } else {
                vec![put, gone]
            })
        }
        (Kind::Scalar(one), Kind::Scalar(other)) if one.value == other.value => Some(vec![gone]),
        _ => None,
    }
}

/// Comments and empty lines.
fn says_nothing(lines: &str) -> bool {
    let mut lines = lines.lines().map(str::trim);
    lines.all(|line| line.is_empty() || line.starts_with('#'))
}

/// A duty put under `excludes` of its role; none where that is more than moving its lines.
pub(crate) fn exclude(sheet: &Sheet, duty: &Text) -> Option<Vec<Edit>> {
    let text = sheet.source.text();
    let (id, _) = sheet.scalar(duty.span)?;
    let (list_id, list) = sheet.parent(id)?;
    let from = dash(sheet, list)?;
    let Kind::Sequence(entries) = &list.kind else {
        return None;
    };
    if duty.used_at.is_some() || entries.len() < 2 {
        return None;
    }
    let (key, pairs) = role_of(sheet, list_id)?;
    let mut gone = entry_lines(sheet, sheet.tree().node(id), from)?;
    let is_first = entries.first().is_some_and(|entry| entry.node == id);
    gone.start = comments_above(text, gone.start, from, is_first);
    let moved = with_break(text, gone.start, gone.end);
    let excludes = pairs.iter().find(|(key, _)| {
        word(sheet, *key).is_some_and(|word| find_key(word, &[Key::Excludes]).is_some())
    });
    let (at, put) = if let Some((_, value)) = excludes {
        let value = sheet.tree().node(value.node);
        let to = dash(sheet, value)?;
        (
            lines::end_of(text, value.span),
            lines::indented(&moved, from, to)?,
        )
    } else {
        let (key_node, value) = (sheet.tree().node(key.0.node), sheet.tree().node(key.1.node));
        let line = lines::start(text, key_node.span.start);
        let column = key_node.span.start - line;
        let inner = if sheet.is_block(value) && matches!(value.kind, Kind::Sequence(_)) {
            from
        } else {
            column + 2
        };
        let own = exclude_like(word(sheet, key.0)?);
        let head = format!("{}{own}:{}", " ".repeat(column), lines::ending(text));
        let at = behind_comments(text, lines::end_of(text, value.span), column);
        (at, head + &lines::indented(&moved, from, inner)?)
    };
    Some(relocated(sheet, gone, at, &put))
}

/// Whole lines taken away, and others put in; the last line of the file ends as before.
fn relocated(sheet: &Sheet, gone: Span, at: usize, put: &str) -> Vec<Edit> {
    let text = sheet.source.text();
    if at == gone.start || at == gone.end {
        let is_open = gone.end == text.len() && !text.ends_with('\n');
        let put = if is_open {
            lines::without_break(put)
        } else {
            put
        };
        return vec![sheet.edit(gone, put)];
    }
    merged(vec![
        sheet.edit(Span::new(at, at), lines::insertion(text, at, put)),
        sheet.edit(lines::removal(text, gone), ""),
    ])
}

type Pairs = [(Entry, Entry)];

/// The pair of `duties` that a list stands in, under a phase or not, and all pairs of its role.
fn role_of<'s>(sheet: &'s Sheet, list: NodeId) -> Option<((Entry, Entry), &'s Pairs)> {
    let mut child = list;
    for _ in 0..2 {
        let (parent, node) = sheet.parent(child)?;
        let Kind::Mapping(pairs) = &node.kind else {
            return None;
        };
        let own = pairs.iter().find(|(_, value)| value.node == child)?;
        if find_key(word(sheet, own.0)?, &[Key::Duties]).is_some() {
            return sheet.is_block(node).then_some((*own, pairs.as_slice()));
        }
        child = parent;
    }
    None
}

fn word<'s>(sheet: &'s Sheet, entry: Entry) -> Option<&'s str> {
    match &sheet.tree().node(entry.node).kind {
        Kind::Scalar(scalar) => Some(&scalar.value),
        Kind::Null | Kind::Sequence(_) | Kind::Mapping(_) => None,
    }
}

/// The column of the dashes of a list whose entries stand on lines of their own. The first entry tells: a list that is
/// not indented has no place of its own.
fn dash(sheet: &Sheet, list: &Node) -> Option<usize> {
    let text = sheet.source.text();
    let Kind::Sequence(entries) = &list.kind else {
        return None;
    };
    let first = entries.first()?;
    let node = sheet.tree().node(first.node);
    let start = first.alias.unwrap_or(written(sheet.source, node)).start;
    let line = lines::start(text, start);
    let before = &text[line..start];
    let rest = before.trim_start_matches(' ').strip_prefix('-')?.trim();
    let is_own = rest.is_empty() || rest.starts_with(['&', '!']);
    is_own.then(|| lines::indent(before))
}

/// The lines of an entry that is a text and nothing more.
fn entry_lines(sheet: &Sheet, node: &Node, dash: usize) -> Option<Span> {
    let text = sheet.source.text();
    let written = written(sheet.source, node);
    let start = lines::start(text, written.start);
    let end = lines::end_of(text, node.span);
    let before = &text[start..written.start];
    let is_quoted = matches!(&node.kind, Kind::Scalar(scalar) if !matches!(scalar.style, Style::Literal | Style::Folded));
    let rest = if is_quoted {
        text[node.span.end..end].trim()
    } else {
        ""
    };
    let is_whole = lines::indent(before) == dash && before.trim() == "-";
    (is_whole && (rest.is_empty() || rest.starts_with('#'))).then(|| Span::new(start, end))
}

/// Where the comments begin that stand directly above an entry and speak of it: above the first, they may speak of
/// the list.
fn comments_above(text: &str, mut start: usize, indent: usize, is_first: bool) -> usize {
    while start > 0 {
        let above = lines::start(text, start - 1);
        let line = &text[above..start];
        let comment = line.trim();
        let speaks = comment.starts_with('#') && lines::indent(line) >= indent;
        let is_ours = comment
            .trim_start_matches(['#', ' '])
            .starts_with("rolelint:");
        if above == start || !speaks || (is_first && !is_ours) {
            break;
        }
        start = above;
    }
    start
}

/// Behind the comments that stand further right than a column: they belong to what goes before.
fn behind_comments(text: &str, mut at: usize, column: usize) -> usize {
    while at < text.len() {
        let end = lines::end(text, at);
        let line = &text[at..end];
        if !line.trim().starts_with('#') || lines::indent(line) <= column {
            break;
        }
        at = end;
    }
    at
}

/// Whole lines, the last one with a line break even where the file ends without.
fn with_break(text: &str, start: usize, end: usize) -> String {
    let mut lines = text[start..end].to_owned();
    if !lines.ends_with('\n') {
        lines.push_str(lines::ending(text));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::splice;
    use crate::source::Source;

    /// The file with its last key joined to the first of the same meaning.
    fn joined(text: &str, key: &str, earlier: &str) -> Option<String> {
        let source = Source::new("a.yaml", text);
        let at = text.rfind(key)?;
        let edits = join(&Sheet::new(&source), Span::new(at, at + key.len()), earlier)?;
        Some(splice(text, &edits).0)
    }

    #[test]
    fn lists_are_joined_where_that_moves_lines_only() {
        for (text, new) in [
            (
                "d:\n  - a\nt:\n  - b # c\nx: y",
                "d:\n  - a\n  - b # c\nx: y",
            ),
            ("d:\n- a\nt:\n- b", "d:\n- a\n- b"),
            (
                "d:\r\n    - a\r\nx: y\r\n# of t\r\nt:\r\n  - >\r\n    b\r\n",
                "d:\r\n    - a\r\n    - >\r\n      b\r\nx: y\r\n# of t\r\n",
            ),
            (
                "d:\n  - a\n\n  # of t\nt:\n- b",
                "d:\n  - a\n\n  # of t\n  - b",
            ),
            ("d: [a]\nt: [b, 'c']\n", "d: [a, b, 'c']\n"),
            ("d: a\nt: 'a'\n", "d: a\n"),
        ] {
            assert_eq!(joined(text, "t", "d").as_deref(), Some(new), "{text}");
        }
        for text in [
            "d: [a]\nt:\n  - b\n",
            "d: a\nt: b\n",
            "d:\n  - a\nt: # why\n  - b\n",
            "d: [a] # why\nt: [b] # and why\n",
            "d:\n  - &a a\nt: *a\n",
        ] {
            assert_eq!(joined(text, "t", "d"), None, "{text}");
        }
    }

    fn excluded(text: &str, words: &str) -> Option<String> {
        let source = Source::new("a.yaml", text);
        let sheet = Sheet::new(&source);
        let mut nodes = sheet.tree().nodes.iter();
        let span = nodes.find_map(|node| match &node.kind {
            Kind::Scalar(scalar) => (scalar.value.trim() == words).then_some(node.span),
            Kind::Null | Kind::Sequence(_) | Kind::Mapping(_) => None,
        })?;
        let edits = exclude(&sheet, &sheet.text(span)?)?;
        Some(splice(text, &edits).0)
    }

    #[test]
    fn a_duty_moves_with_its_comments_to_what_is_excluded() {
        for (text, new) in [
            (
                "role: x\nduties:\n  - a\n  # it\n  - b # c\nexcludes:\n- d\nteam: e\n",
                "role: x\nduties:\n  - a\nexcludes:\n- d\n# it\n- b # c\nteam: e\n",
            ),
            (
                "role: x\naufgaben:\n  - a\n  - b",
                "role: x\naufgaben:\n  - a\nabgrenzung:\n  - b",
            ),
            (
                "- role: x\r\n  tâches:\r\n    Un:\r\n    - >\r\n      b\r\n    - a\r\n  notes: y\r\n",
                "- role: x\r\n  tâches:\r\n    Un:\r\n    - a\r\n  hors_périmètre:\r\n    - >\r\n      b\r\n  notes: y\r\n",
            ),
        ] {
            assert_eq!(excluded(text, "b").as_deref(), Some(new), "{text}");
        }
        for text in [
            "role: x\nduties:\n  - b\n",
            "role: x\nduties: [a, b]\n",
            "role: x\nduties:\n  - a\n  - b\nexcludes: [c]\n",
            "role: x\nduties:\n  - a\n  - text: b\n",
        ] {
            assert_eq!(excluded(text, "b"), None, "{text}");
        }
    }
}
