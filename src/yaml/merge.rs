//! What mappings ask beyond their syntax: keys that stand once, and merge keys (`<<`).

use super::tree::{Entry, Kind, Problem, ProblemKind, Style, Tree};
use std::collections::HashSet;

type Pair = (Entry, Entry);

/// The pairs of a mapping with its merge keys replaced by what they bring; a key that stands twice is reported.
pub(super) fn resolve(tree: &mut Tree, pairs: Vec<Pair>) -> Vec<Pair> {
    report_duplicates(tree, &pairs);
    if !pairs.iter().any(|&(key, _)| is_merge(tree, key)) {
        return pairs;
    }
    let (kept, brought) = expand(tree, &pairs);
    tree.problems.extend(brought);
    kept
}

fn expand(tree: &Tree, pairs: &[Pair]) -> (Vec<Pair>, Vec<Problem>) {
    let own = pairs.iter().filter(|(key, _)| !is_merge(tree, *key));
    let mut seen: HashSet<&str> = own.filter_map(|&(key, _)| text_of(tree, key)).collect();
    let mut problems = Vec::new();
    let mut kept = Vec::with_capacity(pairs.len());
    for &(key, value) in pairs {
        if !is_merge(tree, key) {
            kept.push((key, value));
            continue;
        }
        for (merged, alias) in merged_mappings(tree, value, &mut problems) {
            for &(key, value) in merged {
                if text_of(tree, key).is_none_or(|text| seen.insert(text)) {
                    let used = |entry: Entry| Entry {
                        alias: alias.or(entry.alias),
                        ..entry
                    };
                    kept.push((used(key), used(value)));
                }
            }
        }
    }
    (kept, problems)
}

/// The mappings that the value of a merge key names, in the order of their precedence.
fn merged_mappings<'a>(
    tree: &'a Tree,
    value: Entry,
    problems: &mut Vec<Problem>,
) -> Vec<(&'a [Pair], Option<crate::source::Span>)> {
    let sources = match &tree.node(value.node).kind {
        Kind::Sequence(sources) => sources.as_slice(),
        Kind::Null | Kind::Scalar(_) | Kind::Mapping(_) => std::slice::from_ref(&value),
    };
    let mut mappings = Vec::with_capacity(sources.len());
    for source in sources {
        let alias = value.alias.or(source.alias);
        let node = tree.node(source.node);
        match &node.kind {
            Kind::Mapping(pairs) => mappings.push((pairs.as_slice(), alias)),
            // Nothing brings nothing; and an alias that could not be read is a problem already.
            Kind::Null => {}
            Kind::Scalar(_) | Kind::Sequence(_) => problems.push(Problem {
                kind: ProblemKind::BadMerge,
                span: alias.unwrap_or(node.span),
                detail: String::new(),
            }),
        }
    }
    mappings
}

/// Up to this many pairs are compared one with another, which is quicker than to fill a table.
const FEW: usize = 12;

fn report_duplicates(tree: &mut Tree, pairs: &[Pair]) {
    let mut seen = HashSet::new();
    let mut problems = Vec::new();
    for (at, &(key, _)) in pairs.iter().enumerate() {
        let Some(text) = text_of(tree, key) else {
            continue;
        };
        let known = if pairs.len() <= FEW {
            pairs[..at]
                .iter()
                .any(|&(other, _)| text_of(tree, other) == Some(text))
        } else {
            !seen.insert(text)
        };
        if known {
            problems.push(Problem {
                kind: ProblemKind::DuplicateKey,
                span: key.alias.unwrap_or(tree.node(key.node).span),
                detail: text.to_owned(),
            });
        }
    }
    tree.problems.extend(problems);
}

/// The decoded text of a key; none where it is a collection.
fn text_of(tree: &Tree, key: Entry) -> Option<&str> {
    match &tree.node(key.node).kind {
        Kind::Null => Some(""),
        Kind::Scalar(scalar) => Some(&scalar.value),
        Kind::Sequence(_) | Kind::Mapping(_) => None,
    }
}

fn is_merge(tree: &Tree, key: Entry) -> bool {
    match &tree.node(key.node).kind {
        Kind::Scalar(scalar) => scalar.style == Style::Plain && scalar.value == "<<",
        Kind::Null | Kind::Sequence(_) | Kind::Mapping(_) => false,
    }
}
