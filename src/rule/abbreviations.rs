//! `abbreviations`: letters that the reader has to guess.

use super::Settings;
use super::hit::{Hit, Place};
use super::remedy::Remedy;
use super::seen::SeenRole;
use crate::finding::Safety;
use crate::model::{Charter, Text, fold};
use crate::pack::{Abbreviations, Pack};
use std::collections::BTreeSet;

pub(super) fn check<'f>(
    abbreviations: &Abbreviations<&'static str>,
    roles: &[SeenRole<'f>],
    pack: &Pack,
    settings: &Settings,
) -> Vec<(usize, Hit<'f>)> {
    // A word is looked for in all roles once, however often it stands there.
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut hits = Vec::new();
    for (at, role) in roles.iter().enumerate() {
        for (text, reading) in role.texts() {
            let marks = reading.marks.iter();
            for mark in marks.filter(|mark| mark.class == abbreviations.words) {
                let word = &text.value[mark.range.clone()];
                let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
                if capitals < 2
                    || !seen.insert(word)
                    || settings.glossary.contains(word)
                    || is_explained(word, roles, pack)
                {
                    continue;
                }
                let variant = abbreviations.variants.get(word).copied();
                hits.push((
                    at,
                    Hit {
                        language: reading.language,
                        variants: variant.into_iter().collect(),
                        topic: Some(word.to_owned()),
                        remedy: meaning(word, role).map(|long| Remedy {
                            safety: Safety::Safe,
                            words: format!("{long} ({word})"),
                            changes: vec![(text, mark.range.clone(), format!("{long} ({word})"))],
                        }),
                        ..Hit::at(Place {
                            text,
                            range: mark.range.clone(),
                        })
                    },
                ));
            }
        }
    }
    hits
}

/// In the glossary, as the short form of a role that is there, or in brackets beside its meaning.
fn is_explained(word: &str, roles: &[SeenRole], pack: &Pack) -> bool {
    let in_glossary = |charter: &Charter| {
        let mut entries = charter.glossary.iter();
        entries.any(|(short, _)| short.value.trim() == word)
    };
    let in_brackets = |text: &Text| {
        text.value.contains(&format!("({word})")) || text.value.contains(&format!("{word} ("))
    };
    roles.iter().any(|role| {
        let short = role.id.and_then(|id| pack.role(id));
        let names = [Some(&role.role.name), role.role.title.as_ref()];
        let held = role.texts().map(|(text, _)| text);
        in_glossary(role.charter)
            || short.is_some_and(|role| role.short.contains(&word))
            || names.into_iter().flatten().chain(held).any(in_brackets)
    })
}

/// What a glossary of the file says that it means: of another charter, spelled otherwise, or the wrong way round.
fn meaning<'f>(word: &str, role: &SeenRole<'f>) -> Option<&'f str> {
    let wanted = fold(word);
    let own = std::iter::once(role.charter).chain(role.charters);
    let mut entries = own.flat_map(|charter| &charter.glossary);
    let long = entries.find_map(|(key, value)| {
        let (key, value) = (key.value.trim(), value.value.trim());
        let means =
            |short: &str, long: &str| fold(short) == wanted && long.contains(char::is_alphabetic);
        if means(key, value) {
            Some(value)
        } else {
            means(value, key).then_some(key)
        }
    })?;
    (fold(long) != wanted).then_some(long)
}
