//! Bytes as comments: what they accept is accepted where they stand, and nothing else changes.

use super::{lint, request};
use rolelint::finding::{Finding, Suppression};
use rolelint::lint::Linted;

const LONGEST: usize = 4096;

/// Lines that a comment can stand behind, with findings of several rules.
const LINES: [&str; 10] = [
    "role: Product Owner",
    "language: en",
    "holders: Ana Kovač",
    "purpose: Guests find a room.",
    "duties:",
    "  - Plans the capacity of the team.",
    "  - Writes user stories full time.",
    "  - Orders the Product Backlog by value.",
    "  - Is a great communicator, ASAP.",
    "  - Helps where needed, etc.",
];

/// What speaks of comments themselves.
const OF_COMMENTS: [&str; 3] = ["DOC140", "DOC141", "DOC142"];

pub fn hold(bytes: &[u8]) {
    if bytes.len() > LONGEST {
        return;
    }
    let text = String::from_utf8_lossy(bytes);
    // Control characters end a line, or break the file.
    let is_fit = |letter: &char| {
        !letter.is_control()
            && !matches!(
                letter,
                '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'
            )
    };
    let mut comments = text
        .lines()
        .map(|line| line.chars().filter(is_fit).collect::<String>());
    let (mut plain, mut with) = (String::new(), String::new());
    let mut all = Vec::new();
    for line in LINES {
        plain.extend([line, "\n"]);
        // With an empty one, the comment is left out; else it stands behind the line.
        let comment = comments.next().unwrap_or_default();
        if comment.is_empty() {
            with.extend([line, "\n"]);
        } else {
            with.extend([line, " # ", &comment, "\n"]);
        }
        all.push(comment);
    }
    let (plain, with) = (
        lint(&request(plain.as_bytes())),
        lint(&request(with.as_bytes())),
    );
    assert_eq!(told(&plain), told(&with), "{all:?}");
    for finding in &with.findings {
        let is_hidden = matches!(finding.suppressed, Some(Suppression::Comment { .. }));
        if is_hidden {
            let line = line_of(&with, finding);
            let is_named = |comment: &String| {
                let comment = comment.to_lowercase();
                comment.contains("rolelint:")
                    && (comment.contains(&finding.code.to_lowercase())
                        || comment.contains(finding.rule))
            };
            let on_line = all.get(line - 1).is_some_and(&is_named);
            let on_file = all
                .iter()
                .any(|one| is_named(one) && one.contains("ignore-file"));
            let former = all.iter().any(|one| one.contains("rolelint:"));
            assert!(
                on_line || on_file || (former && is_renamed(finding)),
                "{finding:?} {all:?}"
            );
        }
    }
}

/// Whether the rule had another code, by which a comment may name it.
fn is_renamed(finding: &Finding) -> bool {
    rolelint::pack().former(finding.code).next().is_some()
}

fn line_of(linted: &Linted, finding: &Finding) -> usize {
    let source = linted
        .sources
        .iter()
        .find(|one| one.path() == &*finding.location.path);
    source.map_or(1, |source| source.place(finding.location.span().start).line)
}

/// Code, line and words of what is not about comments.
fn told(linted: &Linted) -> Vec<(&'static str, usize, String)> {
    let findings = linted.findings.iter();
    let findings = findings.filter(|one| !OF_COMMENTS.contains(&one.code));
    let mut told: Vec<_> = findings
        .map(|one| (one.code, line_of(linted, one), one.location.text.clone()))
        .collect();
    told.sort();
    told
}
