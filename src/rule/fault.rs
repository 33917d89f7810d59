//! What is wrong with a file itself, in the words of its rule.

use super::{Settings, remedy, severity};
use crate::edit::Sheet;
use crate::finding::{Confidence, Finding, Location, Subject};
use crate::model::Fault;
use crate::pack::Pack;
use std::borrow::Cow;

/// Longest quotation of the author's words in a text.
const LONGEST_WORDS: usize = 60;

/// The finding of a fault. That a file cannot be read is told whichever rules run.
pub(crate) fn fault_finding(
    sheet: &Sheet,
    fault: &Fault,
    pack: &Pack,
    settings: &Settings,
) -> Option<Finding> {
    let mut rules = settings.rules(pack);
    let (_, rule, enabled) = rules.find(|(_, rule, _)| rule.code == fault.kind.code())?;
    if !enabled && !fault.kind.is_fatal() {
        return None;
    }
    let profile = settings
        .profile
        .as_deref()
        .or(settings.default_profile.as_deref());
    let profile = profile.unwrap_or("scrum");
    let language = settings.language;
    Some(Finding {
        code: rule.code,
        rule: rule.name,
        severity: severity(rule.severity_in(profile, &[]))?,
        confidence: Confidence::High,
        message: filled(rule.summary.of(language), fault),
        label: filled(rule.label.of(language), fault),
        help: filled(rule.help.of(language), fault),
        why: filled(rule.why.of(language), fault),
        location: Location {
            path: sheet.source.shared_path(),
            spans: vec![fault.span],
            text: sheet.source.slice(fault.span).to_owned(),
        },
        related: Vec::new(),
        role: fault.role.clone(),
        holder: None,
        language: None,
        profile: None,
        activities: Vec::new(),
        fix: remedy::of_fault(sheet, fault, language),
        subject: Subject::Text {
            field: "file",
            text: fault.words.clone(),
        },
        fingerprint: String::new(),
        suppressed: None,
    })
}

/// The text with the author's words in it. Where nothing can be hinted at, the text ends at the dash before the hint.
fn filled(text: &'static str, fault: &Fault) -> Cow<'static, str> {
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    let text = match (&fault.hint, text.find("{hint}")) {
        (Some(hint), _) => text.replace("{hint}", &shortened(hint)),
        (None, Some(hint)) => {
            let dash = text[..hint].rfind(" – ").unwrap_or(hint);
            text[..dash].to_owned()
        }
        (None, None) => text.to_owned(),
    };
    Cow::Owned(text.replace("{words}", &shortened(&fault.words)))
}

fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST_WORDS) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}
