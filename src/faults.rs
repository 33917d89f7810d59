//! Faults as findings, in the words of their rules.

use crate::finding::{Finding, Location, Severity};
use crate::language::Language;
use crate::model::{Fault, Loaded};
use crate::pack::{Pack, Rule};

/// Longest quotation of the author's words in a label.
const LONGEST_WORDS: usize = 60;

/// The findings of a file's faults, as severe as a profile has them.
pub fn findings(
    file: &Loaded,
    faults: &[Fault],
    pack: &Pack,
    profile: &str,
    language: Language,
) -> Vec<Finding> {
    let found = faults.iter().filter_map(|fault| {
        let rule = pack.rule(fault.kind.code())?;
        let severity = severity(rule.severity_in(profile, &[]));
        (severity != Severity::Off).then(|| finding(file, fault, rule, severity, language))
    });
    found.collect()
}

fn finding(
    file: &Loaded,
    fault: &Fault,
    rule: &Rule<&str>,
    severity: Severity,
    language: Language,
) -> Finding {
    Finding {
        code: rule.code.to_owned(),
        rule: rule.name.to_owned(),
        severity,
        message: rule.summary.of(language).trim().to_owned(),
        label: filled(rule.label.of(language), fault),
        help: filled(rule.help.of(language), fault),
        why: rule.why.of(language).trim().to_owned(),
        location: Location {
            path: file.source.path().into(),
            spans: vec![fault.span],
            text: file.source.slice(fault.span).to_owned(),
        },
        related: Vec::new(),
        role: fault.role.clone(),
        holder: None,
        language: None,
        profile: None,
        activities: Vec::new(),
        suppressed: None,
    }
}

/// The text with the author's words in it. Where nothing can be hinted at, what follows the dash before the hint goes.
fn filled(text: &str, fault: &Fault) -> String {
    let text = text.trim();
    let text = match &fault.hint {
        Some(hint) => text.replace("{hint}", &shortened(hint)),
        None => match text.find("{hint}") {
            Some(hint) => {
                let dash = text[..hint].rfind(" – ").unwrap_or(hint);
                text[..dash].to_owned()
            }
            None => text.to_owned(),
        },
    };
    text.replace("{words}", &shortened(&fault.words))
}

fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST_WORDS) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

/// The severity that a word of the pack means.
pub fn severity(word: &str) -> Severity {
    match word {
        "error" => Severity::Error,
        "info" => Severity::Info,
        "off" => Severity::Off,
        _ => Severity::Warning,
    }
}
