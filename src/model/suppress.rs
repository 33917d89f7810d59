//! Suppressions: comments with which an author accepts findings, and what is wrong with them.

use super::fault::{Fault, FaultKind};
use super::keys;
use crate::finding::{Finding, Suppression};
use crate::source::{Source, Span};
use crate::yaml::{Entry, Kind, Node, Style, Tree};

/// One `# rolelint: ignore[…] -- reason`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The comment, or what is left of it.
    pub span: Span,
    /// Codes or names as written, each with its place.
    pub rules: Vec<(String, Span)>,
    pub reason: String,
    /// The bytes whose findings it accepts; `None` is the whole file.
    pub region: Option<Span>,
}

/// A rule as suppressions see it.
#[derive(Clone, Debug)]
pub struct RuleName {
    pub code: String,
    pub name: String,
    /// False where the rule did not run, so that nothing can be said of its suppressions.
    pub ran: bool,
}

/// All suppressions of a file.
pub fn read(source: &Source, tree: &Tree) -> Vec<Ignore> {
    tree.comments
        .iter()
        .filter_map(|comment| {
            let directive = comment.text.trim_start().strip_prefix("rolelint:")?.trim();
            let (whole_file, rest) = match directive.strip_prefix("ignore-file") {
                Some(rest) => (true, rest),
                None => (false, directive.strip_prefix("ignore").unwrap_or_default()),
            };
            let (rules, reason) = parse(rest, comment.span, source);
            let region = (!whole_file).then(|| {
                if comment.own_line {
                    node_below(source, tree, comment.span)
                } else {
                    texts_on_line(source, tree, comment.span.start)
                }
            });
            Some(Ignore {
                span: comment.span,
                rules,
                reason,
                region,
            })
        })
        .collect()
}

/// Marks the findings of one file that its suppressions accept, and tells what is wrong with these.
pub fn apply(ignores: &[Ignore], rules: &[RuleName], findings: &mut [&mut Finding]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for ignore in ignores {
        let meant = |written: &str| rules.iter().find(|rule| is_meant(rule, written));
        let mut is_reasonable = !ignore.reason.is_empty();
        for (written, span) in &ignore.rules {
            let Some(rule) = meant(written) else {
                let known = rules.iter().flat_map(|rule| [&rule.code, &rule.name]);
                let hint = keys::nearest_of(written, known.map(String::as_str));
                let kind = FaultKind::SuppressionOfUnknownRule;
                faults.push(fault(kind, *span, written, hint));
                continue;
            };
            if !std::mem::replace(&mut is_reasonable, true) {
                let kind = FaultKind::SuppressionWithoutReason;
                faults.push(fault(kind, ignore.span, written, None));
            }
            if !accept(ignore, rule, findings) && rule.ran {
                faults.push(fault(FaultKind::UnusedSuppression, *span, written, None));
            }
        }
    }
    faults
}

/// Marks the findings of one rule; false where there is none.
fn accept(ignore: &Ignore, rule: &RuleName, findings: &mut [&mut Finding]) -> bool {
    let mut is_used = false;
    for finding in findings.iter_mut() {
        if finding.code != rule.code || is_fatal(&finding.code) || !covers(ignore, finding) {
            continue;
        }
        is_used = true;
        finding.suppressed.get_or_insert(Suppression::Comment {
            reason: ignore.reason.clone(),
        });
    }
    is_used
}

fn covers(ignore: &Ignore, finding: &Finding) -> bool {
    let Some(region) = ignore.region else {
        return true;
    };
    finding
        .location
        .spans
        .iter()
        .any(|span| span.start < region.end && region.start < span.end.max(span.start + 1))
}

fn is_meant(rule: &RuleName, written: &str) -> bool {
    rule.code.eq_ignore_ascii_case(written) || rule.name.eq_ignore_ascii_case(written)
}

pub(crate) fn is_fatal(code: &str) -> bool {
    FaultKind::ALL
        .iter()
        .any(|kind| kind.is_fatal() && kind.code() == code)
}

fn fault(kind: FaultKind, span: Span, words: &str, hint: Option<&str>) -> Fault {
    Fault {
        kind,
        span,
        words: words.to_owned(),
        hint: hint.map(str::to_owned),
        role: None,
    }
}

/// `[CODE, name] -- reason`: the rules with their places in the file, and the reason.
fn parse(rest: &str, comment: Span, source: &Source) -> (Vec<(String, Span)>, String) {
    let Some((list, after)) = rest
        .trim_start()
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    else {
        // No list of rules: the whole comment is a rule that nobody knows.
        let written = source.slice(comment).trim_start_matches(['#', ' ']);
        return (vec![(written.to_owned(), comment)], String::new());
    };
    let written = source.slice(comment);
    let mut at = written.find('[').map_or(0, |bracket| bracket + 1);
    let mut rules = Vec::new();
    for part in list.split(',') {
        let name = part.trim();
        let start = comment.start + at + (part.len() - part.trim_start().len());
        if !name.is_empty() {
            rules.push((name.to_owned(), Span::new(start, start + name.len())));
        }
        at += part.len() + 1;
    }
    let reason = after.trim_start().strip_prefix("--").unwrap_or_default();
    (rules, reason.trim().to_owned())
}

/// The line of a comment, and all texts that stand on it with the rest of their lines.
fn texts_on_line(source: &Source, tree: &Tree, at: usize) -> Span {
    let line = source.line(source.place(at).line);
    tree.nodes
        .iter()
        .filter(|node| matches!(node.kind, Kind::Scalar(_)))
        .map(|node| written(source, node))
        .filter(|span| span.start <= line.end && line.start < span.end)
        .fold(line, Span::join)
}

/// A text with the header of its block, if it is one.
fn written(source: &Source, node: &Node) -> Span {
    let span = node.span;
    let Kind::Scalar(scalar) = &node.kind else {
        return span;
    };
    match scalar.style {
        Style::Plain | Style::Single | Style::Double => span,
        Style::Literal | Style::Folded => {
            let before = source.text().get(..span.start).unwrap_or_default();
            let header = before.rfind(['|', '>']).unwrap_or(span.start);
            Span::new(header, span.end)
        }
    }
}

/// The entry of a list, or the key with its value, that stands below a comment.
fn node_below(source: &Source, tree: &Tree, comment: Span) -> Span {
    let mut number = source.place(comment.start).line + 1;
    let start = loop {
        let line = source.line(number);
        let text = source.slice(line).trim_start();
        if number > source.line_count() {
            return comment;
        }
        if !text.is_empty() && !text.starts_with('#') {
            break line.end - text.len();
        }
        number += 1;
    };
    let line = source.line(number);
    let is_entry = source.slice(Span::new(start, line.end)).starts_with("- ");
    let end = tree
        .nodes
        .iter()
        .filter_map(|node| match &node.kind {
            Kind::Sequence(entries) if is_entry => entries
                .iter()
                .map(|&entry| used(source, tree, entry))
                .find(|span| start < span.start && span.start <= line.end)
                .map(|span| span.end),
            Kind::Mapping(pairs) if !is_entry => pairs
                .iter()
                .find(|(key, _)| used(source, tree, *key).start == start)
                .map(|&(_, value)| used(source, tree, value).end),
            Kind::Null | Kind::Scalar(_) | Kind::Sequence(_) | Kind::Mapping(_) => None,
        })
        .max();
    line.join(Span::new(start, end.unwrap_or(line.end)))
}

/// Where an entry stands: the alias, or the node itself.
fn used(source: &Source, tree: &Tree, entry: Entry) -> Span {
    entry.alias.unwrap_or_else(|| {
        let node = tree.node(entry.node);
        written(source, node)
    })
}
