//! From the spanned tree of a configuration file to its values by key.

use super::keys::Key;
use super::problem::{Problem, ProblemKind};
use super::value::{File, Node, Origin, Value};
use crate::model::{Fault, nearest};
use crate::source::Span;
use crate::yaml::{self, Entry, Kind, Tree};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Values by key.
pub(super) type Values = BTreeMap<Key, Node>;

/// What a file says, and what is wrong with its keys; the values are not looked at yet.
pub(super) fn read(file: &Arc<File>, problems: &mut Vec<Problem>) -> Values {
    let tree = yaml::read(&file.source);
    problems.extend(tree.problems.iter().map(|problem| {
        let fault = Fault::of_yaml(problem, &file.source);
        Problem {
            file: Arc::clone(file),
            span: fault.span,
            words: fault.words.clone(),
            hint: fault.hint.clone(),
            kind: ProblemKind::Yaml(Box::new(fault)),
        }
    }));
    let mut values = Values::new();
    let Some(document) = tree.documents.first() else {
        return values;
    };
    let root = node(file, &tree, document.root, None);
    let Value::Mapping(pairs) = root.value else {
        if !matches!(root.value, Value::Nothing) {
            problems.extend(Problem::at(&root, ProblemKind::NotMapping, None));
        }
        return values;
    };
    for (word, value) in pairs {
        let written = word.text().unwrap_or_default();
        if written.starts_with("x-") {
            continue;
        }
        let Some(key) = Key::find(written) else {
            let hint = nearest(written, Key::ALL.iter().map(|key| key.word()));
            problems.extend(Problem::at(&word, ProblemKind::UnknownKey, hint));
            continue;
        };
        if !matches!(value.value, Value::Nothing) {
            values.insert(key, value);
        }
    }
    values
}

fn node(file: &Arc<File>, tree: &Tree, entry: Entry, via: Option<Span>) -> Node {
    let via = via.or(entry.alias);
    let written = tree.node(entry.node);
    let inside = |entry: Entry| node(file, tree, entry, via);
    let value = match &written.kind {
        Kind::Null => Value::Nothing,
        Kind::Scalar(scalar) => Value::Text(scalar.value.clone()),
        Kind::Sequence(entries) => Value::List(entries.iter().copied().map(inside).collect()),
        Kind::Mapping(pairs) => Value::Mapping(
            pairs
                .iter()
                .map(|&(key, value)| (inside(key), inside(value)))
                .collect(),
        ),
    };
    let span = via.unwrap_or(written.span);
    let span = match value {
        Value::Text(_) | Value::Nothing => span,
        // Of a list or mapping over several lines, the first line is pointed at.
        Value::List(_) | Value::Mapping(_) => {
            let line = file.source.line(file.source.place(span.start).line);
            Span::new(span.start, span.end.min(line.end).max(span.start))
        }
    };
    Node {
        value,
        origin: Origin::File(Arc::clone(file), span),
    }
}
