//! What would make a finding go away: edits, with a word of what they do.

use super::PackRule;
use super::hit::Hit;
use super::seen::{SeenDuty, SeenRole, is_real};
use crate::edit::{Sheet, exclude, join, quoted, remove_name, rename, rewrite};
use crate::finding::{Edit, Fix, Safety};
use crate::language::Language;
use crate::model::{Fault, FaultKind, Text};
use crate::pack::Pack;
use std::ops::Range;

/// Other words for some of the author's, as a check offers them.
#[derive(Clone, Debug)]
pub struct Remedy<'f> {
    pub safety: Safety,
    /// What is written, for the reader.
    pub words: String,
    /// Ranges of decoded texts, in the order of the file.
    pub changes: Vec<(&'f Text, Range<usize>, String)>,
}

/// How safe it is to mend what a rule finds, at best; `None` where that is done by hand.
pub fn safety(rule: &PackRule) -> Option<Safety> {
    let mut faults = FaultKind::ALL.iter().copied();
    let fault = faults.find(|kind| kind.code() == rule.code);
    let check = &rule.check;
    match fault {
        Some(kind) => safety_of(kind),
        None if check.spellings.is_some() || check.abbreviations.is_some() => Some(Safety::Safe),
        None => rule.fix.as_ref().map(|_| Safety::Unsafe),
    }
}

fn safety_of(kind: FaultKind) -> Option<Safety> {
    match kind {
        FaultKind::UnusedSuppression
        | FaultKind::DuplicateKey
        | FaultKind::JoinedSynonyms
        | FaultKind::UnquotedColon => Some(Safety::Safe),
        FaultKind::UnknownKey
        | FaultKind::UnknownProfile
        | FaultKind::UnknownRoleReference
        | FaultKind::UnknownActivity
        | FaultKind::UnknownPhase
        | FaultKind::SuppressionOfUnknownRule => Some(Safety::Unsafe),
        FaultKind::BrokenYaml
        | FaultKind::NotUtf8
        | FaultKind::TabIndentation
        | FaultKind::MissingSpaceAfterColon
        | FaultKind::UnclosedQuote
        | FaultKind::WrongIndentation
        | FaultKind::UnknownAlias
        | FaultKind::TooDeep
        | FaultKind::TooLarge
        | FaultKind::TooManyAliases
        | FaultKind::TextTooLong
        | FaultKind::TooManyProblems
        | FaultKind::BadMergeKey
        | FaultKind::ControlCharacter
        | FaultKind::WrongType
        | FaultKind::UnknownLanguage
        | FaultKind::BadRaci
        | FaultKind::BadShare
        | FaultKind::NoDuties
        | FaultKind::NoRoleName
        | FaultKind::SuppressionWithoutReason
        | FaultKind::PackUnknownKey
        | FaultKind::PackMissingKey
        | FaultKind::PackWrongValue
        | FaultKind::PackMisplacedFile
        | FaultKind::PackUnknownName
        | FaultKind::PackNameTaken
        | FaultKind::PackBadPhrase
        | FaultKind::PackExampleMissed
        | FaultKind::PackExampleElsewhere
        | FaultKind::PackExampleNoisy
        | FaultKind::PackLanguageMissing => None,
    }
}

/// What would mend what is wrong with a file itself.
pub(super) fn of_fault(sheet: &Sheet, fault: &Fault, language: Language) -> Option<Fix> {
    let safety = safety_of(fault.kind)?;
    let hint = || fault.hint.clone();
    let word = if fault.kind == FaultKind::UnusedSuppression {
        Word::Uncover
    } else if fault.kind == FaultKind::DuplicateKey {
        Word::Join(fault.words.clone())
    } else if fault.kind == FaultKind::JoinedSynonyms {
        Word::Join(hint()?)
    } else if fault.kind == FaultKind::UnquotedColon {
        Word::Quote
    } else {
        Word::Write(hint()?)
    };
    if sheet.is_broken() {
        return None;
    }
    let edits = match (&word, fault.kind) {
        (Word::Uncover, _) => vec![remove_name(sheet, fault.span)?],
        (Word::Join(earlier), _) => join(sheet, fault.span, earlier)?,
        (Word::Quote, _) => vec![sheet.edit(fault.span, quoted(&fault.words))],
        (Word::Write(new), FaultKind::SuppressionOfUnknownRule) => {
            vec![sheet.edit(fault.span, new.as_str())]
        }
        // A key that stands there already would be doubled.
        (Word::Write(new), FaultKind::UnknownKey) => vec![rename(sheet, fault.span, new)?],
        (Word::Write(new), _) => {
            let text = sheet.text(fault.span)?;
            rewrite(sheet, &text, &[(0..text.value.len(), new.clone())])?
        }
        (Word::Exclude, _) => return None,
    };
    Some(fix(safety, &word, edits, language))
}

/// What would mend what a check found: its own offer, else that of its rule.
pub(super) fn of_hit(
    sheet: &Sheet,
    rule: &PackRule,
    hit: &Hit,
    seen: &SeenRole,
    pack: &Pack,
    language: Language,
) -> Option<Fix> {
    if let Some(remedy) = &hit.remedy {
        if sheet.is_broken() {
            return None;
        }
        let mut edits = Vec::new();
        for changes in remedy
            .changes
            .chunk_by(|one, next| one.0.span == next.0.span)
        {
            let in_text = changes.iter();
            let in_text: Vec<_> = in_text
                .map(|(_, range, new)| (range.clone(), new.clone()))
                .collect();
            edits.extend(rewrite(sheet, changes[0].0, &in_text)?);
        }
        edits.sort_by_key(|edit| edit.span);
        let word = Word::Write(remedy.words.clone());
        return Some(fix(remedy.safety, &word, edits, language));
    }
    let offer = rule.fix.as_ref()?;
    let duty = seen.duty_of(hit.place.text)?;
    if !says_only(duty, hit, pack) || sheet.is_broken() {
        return None;
    }
    let text = &duty.duty.text;
    if let Some(forms) = &offer.rewrite {
        let forms = forms.of(hit.language?);
        let wants = usize::from(is_infinitive(&text.value, hit.language?));
        let words = forms.get(wants).or(forms.first())?;
        if seen.says(words) {
            return None;
        }
        let stop = if text.value.trim_end().ends_with('.') {
            "."
        } else {
            ""
        };
        let range = 0..text.value.trim_end().len();
        let edits = rewrite(sheet, text, &[(range, format!("{words}{stop}"))])?;
        let word = Word::Write((*words).to_owned());
        return Some(fix(Safety::Unsafe, &word, edits, language));
    }
    let edits = offer.exclude.then(|| exclude(sheet, text))??;
    Some(fix(Safety::Unsafe, &Word::Exclude, edits, language))
}

/// Whether nothing is lost with a duty but what is objected to.
fn says_only(duty: &SeenDuty, hit: &Hit, pack: &Pack) -> bool {
    let mut claims = duty.reading.claims.iter();
    claims.all(|claim| !is_real(claim, pack) || hit.activities.contains(&claim.activity))
}

/// Whether a duty is written as `Plan the work`, `Arbeit planen`, `Planifier le travail`.
fn is_infinitive(text: &str, language: Language) -> bool {
    let words = || {
        text.split(|letter: char| !letter.is_alphabetic())
            .filter(|word| !word.is_empty())
    };
    match language {
        Language::En => words().next().is_some_and(|word| {
            !(word.ends_with('s') || word.ends_with("ing") || word.ends_with("ment"))
        }),
        Language::De => words()
            .next_back()
            .is_some_and(|word| word.starts_with(char::is_lowercase) && word.ends_with('n')),
        Language::Fr => words()
            .next()
            .is_some_and(|word| ["er", "ir", "re"].iter().any(|end| word.ends_with(end))),
    }
}

/// What a fix does.
enum Word {
    Write(String),
    Join(String),
    Quote,
    Uncover,
    Exclude,
}

fn fix(safety: Safety, word: &Word, edits: Vec<Edit>, language: Language) -> Fix {
    let pick = |en: &str, de: &str, fr: &str| {
        let text = match language {
            Language::En => en,
            Language::De => de,
            Language::Fr => fr,
        };
        text.to_owned()
    };
    let message = match word {
        Word::Write(words) => pick(
            "Write “{words}”",
            "„{words}“ schreiben",
            "Écrire «\u{a0}{words}\u{a0}»",
        )
        .replace("{words}", words),
        Word::Join(key) => pick(
            "Put all of it under `{key}`",
            "Alles unter `{key}` zusammenführen",
            "Tout réunir sous `{key}`",
        )
        .replace("{key}", key),
        Word::Quote => pick(
            "Put the sentence in quotes",
            "Den Satz in Anführungszeichen setzen",
            "Mettre la phrase entre guillemets",
        ),
        Word::Uncover => pick(
            "Remove the suppression",
            "Die Unterdrückung entfernen",
            "Retirer le masquage",
        ),
        Word::Exclude => pick(
            "Move the duty to what the role does not do",
            "Die Aufgabe zu dem verschieben, was die Rolle nicht tut",
            "Déplacer la tâche vers ce que le rôle ne fait pas",
        ),
    };
    Fix {
        safety,
        message,
        edits,
    }
}
