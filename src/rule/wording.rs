//! `wording`: words that say too much or too little, and nothing beside them that makes them good.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::model::Text;
use crate::pack::Wording;
use crate::reading::Reading;

pub(super) fn check<'f>(wording: &Wording<&'static str>, role: &SeenRole<'f>) -> Vec<Hit<'f>> {
    if !wording.roles.is_empty() && !role.id.is_some_and(|id| wording.roles.contains(&id)) {
        return Vec::new();
    }
    let hit = |(text, reading): (&'f Text, &Reading)| {
        let mut marks = reading.marks.iter();
        let mark = marks.find(|mark| wording.words.contains(&mark.class))?;
        Some(Hit {
            language: reading.language,
            ..Hit::at(Place {
                text,
                range: mark.range.clone(),
            })
        })
    };
    let duties = role
        .duties
        .iter()
        .map(|duty| (&duty.duty.text, &duty.reading));
    if wording.whole_role {
        let title = role.role.title.as_ref().zip(role.title.as_ref());
        let excused = role.speaks_of(&wording.unless);
        let first = title.into_iter().chain(role.texts()).find_map(hit);
        return first.filter(|_| !excused).into_iter().collect();
    }
    let number = |text: &Text| text.value.contains(|letter: char| letter.is_ascii_digit());
    duties
        .filter(|(text, reading)| {
            !(reading.says(&wording.unless) || wording.numbers && number(text))
        })
        .filter_map(hit)
        .collect()
}
