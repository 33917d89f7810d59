//! Findings as bytes in every format, and what must hold for them.

use rolelint::finding::Location;
use rolelint::language::Language;
use rolelint::lint::Linted;
use rolelint::report::{Format, Frame, Look, People, Report, Sources, Summary};
use std::collections::BTreeMap;

pub const FORMATS: [Format; 11] = [
    Format::Human,
    Format::Concise,
    Format::Json,
    Format::JsonLines,
    Format::Sarif,
    Format::Github,
    Format::Gitlab,
    Format::Junit,
    Format::Checkstyle,
    Format::Markdown,
    Format::Html,
];

/// A terminal without colors, so that each escape is somebody else's.
pub fn look(width: usize) -> Look {
    Look {
        color: false,
        unicode: true,
        links: false,
        width,
    }
}

pub fn written(linted: &Linted, format: Format, width: usize, language: Language) -> String {
    let report = Report {
        findings: &linted.findings,
        files: &linted.read,
        errors: &linted.errors,
        pack: rolelint::pack(),
        sources: Sources::new(&linted.sources),
        summary: Summary::of(linted),
        frame: Frame { language },
        people: People::default(),
        statistics: false,
        quiet: false,
        look: look(width),
    };
    let mut out = Vec::new();
    report.write(format, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("reports are text")
}

/// Every place lies in its file, on the boundaries of characters, and holds the words that it names.
pub fn places_hold(name: &str, linted: &Linted) {
    let sources: BTreeMap<&str, &str> = linted
        .sources
        .iter()
        .map(|source| (source.path(), source.text()))
        .collect();
    let holds = |location: &Location, code: &str| {
        let Some(text) = sources.get(&*location.path) else {
            return;
        };
        assert!(!location.spans.is_empty(), "{name}: {code}");
        let mut behind = 0;
        for span in &location.spans {
            let piece = text.get(span.start..span.end);
            assert!(piece.is_some(), "{name}: {code} at {span:?}");
            assert!(span.start >= behind, "{name}: {code} goes back");
            behind = span.end;
        }
        let whole = location.span();
        let there = &text[whole.start..whole.end];
        if let Some(there) = plain(there).filter(|_| !code.starts_with("DOC1")) {
            let named = words(&location.text);
            assert!(
                there.contains(&named),
                "{name}: {code} names {named:?} at {there:?}"
            );
        }
    };
    for finding in &linted.findings {
        holds(&finding.location, finding.code);
        for related in &finding.related {
            holds(&related.location, finding.code);
        }
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            let text = sources[&*edit.path];
            let piece = text.get(edit.span.start..edit.span.end);
            assert!(piece.is_some(), "{name}: {} mends {edit:?}", finding.code);
        }
    }
}

/// The words of a piece of a file that stands there as it is meant; none where quotes or escapes may be in the way.
fn plain(piece: &str) -> Option<String> {
    let is_special = |letter: char| {
        "\\'\"|>#&*!".contains(letter)
            || letter == '\u{feff}'
            || letter.is_control() && !letter.is_whitespace()
    };
    (!piece.contains(is_special)).then(|| words(piece))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a parser that is not ours makes of a report.
pub fn is_read(name: &str, format: Format, text: &str) {
    let json = |text: &str| {
        let read = serde_json::from_str::<serde_json::Value>(text);
        assert!(read.is_ok(), "{name}: {format:?}");
    };
    match format {
        Format::Json | Format::Sarif | Format::Gitlab => json(text),
        Format::JsonLines => text.lines().for_each(json),
        Format::Junit | Format::Checkstyle => {
            let read = roxmltree::Document::parse(text);
            assert!(read.is_ok(), "{name}: {format:?}: {:?}", read.err());
        }
        Format::Github => {
            let acts = |line: &&str| line.starts_with("::") || line.starts_with("##[");
            let known = [
                "::error ",
                "::warning ",
                "::notice ",
                "::group::",
                "::endgroup::",
            ];
            for line in text.lines().filter(acts) {
                let is_ours = known.iter().any(|begin| line.starts_with(begin));
                assert!(is_ours, "{name}: {line}");
            }
        }
        Format::Html => {
            for tag in ["<script", "<img", "<iframe", "\" onerror="] {
                assert!(!text.contains(tag), "{name}: {tag} in the page");
            }
        }
        Format::Human | Format::Concise | Format::Markdown => {}
    }
    if matches!(format, Format::Junit | Format::Checkstyle | Format::Html) {
        return;
    }
    let acting = acts_on_a_terminal(text);
    assert_eq!(acting, None, "{name}: {format:?}");
}

/// The first character that a terminal would do something with instead of showing it, with what stands around it.
pub fn acts_on_a_terminal(text: &str) -> Option<(char, String)> {
    let acts = |letter: char| {
        matches!(letter,
            '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
            | '\u{ad}' | '\u{61c}' | '\u{180e}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    };
    let (at, letter) = text.char_indices().find(|(_, letter)| acts(*letter))?;
    let around = text[..at].chars().rev().take(20).collect::<Vec<_>>();
    Some((letter, around.into_iter().rev().collect()))
}
