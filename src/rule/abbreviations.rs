//! `abbreviations`: letters that the reader has to guess.

use super::Settings;
use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::model::{Charter, Text};
use crate::pack::{Abbreviations, Pack};

pub(super) fn check<'f>(
    abbreviations: &Abbreviations<&'static str>,
    roles: &[SeenRole<'f>],
    pack: &Pack,
    settings: &Settings,
) -> Vec<(usize, Hit<'f>)> {
    let mut told: Vec<&str> = Vec::new();
    let mut hits = Vec::new();
    for (at, role) in roles.iter().enumerate() {
        for (text, reading) in role.texts() {
            let marks = reading.marks.iter();
            for mark in marks.filter(|mark| mark.class == abbreviations.words) {
                let word = &text.value[mark.range.clone()];
                let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
                if capitals < 2
                    || told.contains(&word)
                    || settings.glossary.contains(word)
                    || is_explained(word, roles, pack)
                {
                    continue;
                }
                told.push(word);
                let variant = abbreviations.variants.get(word).copied();
                hits.push((
                    at,
                    Hit {
                        language: reading.language,
                        variants: variant.into_iter().collect(),
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
