//! `mixed`: one thing is called by two words, and no glossary says that they mean the same.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::model::Text;
use crate::pack::Mixed;
use crate::reading::{Mark, Reading};

pub(super) fn check<'f>(mixed: &Mixed<&'static str>, role: &SeenRole<'f>) -> Option<Hit<'f>> {
    if !role.charter.glossary.is_empty() {
        return None;
    }
    let mut first: Option<(&'static str, Place<'f>)> = None;
    let duties = role
        .held_texts()
        .map(|duty| (&duty.duty.text, &duty.reading));
    for (text, reading) in duties {
        for mark in reading
            .marks
            .iter()
            .filter(|mark| stands_alone(mixed, mark, text, reading))
        {
            let place = Place {
                text,
                range: mark.range.clone(),
            };
            match &first {
                None => first = Some((mark.class, place)),
                Some((class, earlier)) if *class != mark.class => {
                    return Some(Hit {
                        language: reading.language,
                        related: vec![earlier.clone()],
                        ..Hit::at(place)
                    });
                }
                Some(_) => {}
            }
        }
    }
    None
}

/// Not part of a longer expression with a meaning of its own: service desk, product backlog, service client.
fn stands_alone(mixed: &Mixed<&'static str>, mark: &Mark, text: &Text, reading: &Reading) -> bool {
    let longer = |other: &Mark| {
        // What only begins earlier leaves the word its meaning: the value of the product.
        other.range.end > mark.range.end && other.range.start < mark.range.end
    };
    let glued = text.value[mark.range.end..].starts_with(['-', '/', '\u{2011}']);
    mixed.words.contains(&mark.class) && !glued && !reading.marks.iter().any(longer)
}
