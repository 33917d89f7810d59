//! `nameless`: a role owns processes in general, and no text says which.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::language::{Language, TokenKind, tokenise};
use crate::model::Text;
use crate::pack::{Nameless, Pack};
use crate::reading::{Mark, Reading};

pub(super) fn check<'f>(
    nameless: &Nameless<&'static str>,
    judged: &[&'static str],
    roles: &[SeenRole<'f>],
    at: usize,
    pack: &Pack,
) -> Option<Hit<'f>> {
    let role = &roles[at];
    // Beside the first of the judged roles, which is asked, the others need not say it again.
    let is_main = |other: &SeenRole| other.id == judged.first().copied();
    if !is_main(role) && roles.iter().any(is_main) {
        return None;
    }
    if role.role.scope.is_some() || role.duties.len() < nameless.duties {
        return None;
    }
    let named_in_title = [Some(&role.role.name), role.role.title.as_ref()]
        .into_iter()
        .flatten()
        .filter_map(|text| pack.role_at_start(&text.value))
        .any(|(_, more)| more > 0);
    if named_in_title {
        return None;
    }
    let mut spoken_of = false;
    for (text, reading) in role.texts() {
        spoken_of |= reading.says(&[nameless.thing]);
        if reading.says(&[nameless.border]) || names_one(nameless, text, reading) {
            return None;
        }
    }
    spoken_of.then(|| Hit::at(Place::whole(&role.role.name)))
}

/// Whether a word beside the thing, or within a compound, tells it from others: complaint process, Reklamationsprozess.
fn names_one(nameless: &Nameless<&'static str>, text: &Text, reading: &Reading) -> bool {
    let language = reading.language.unwrap_or(Language::En);
    if text.value.contains(['«', '„', '“', '"', '‹']) {
        return true;
    }
    let tokens = tokenise(&text.value, language);
    let marks_at = |start: usize| {
        let marks = reading.marks.iter();
        marks.filter(move |mark| mark.range.start <= start && start < mark.range.end)
    };
    let general = |start: usize| marks_at(start).any(|mark| mark.class == nameless.general);
    let known = |start: usize| marks_at(start).next().is_some();
    let things = reading
        .marks
        .iter()
        .filter(|mark| mark.class == nameless.thing);
    things
        .filter(|thing| !general(thing.range.start))
        .any(|thing: &Mark| {
            let Some(at) = tokens
                .iter()
                .position(|token| token.start == thing.range.start)
            else {
                return false;
            };
            let word = |at: usize| {
                tokens
                    .get(at)
                    .is_some_and(|token| token.kind == TokenKind::Word && !known(token.start))
            };
            match language {
                // A compound that is not one of the general ones.
                Language::De => true,
                Language::En => {
                    at > 0 && word(at - 1) || tokens.get(at + 1).is_some_and(|next| next.glued)
                }
                Language::Fr => word(at + 1) || word(at + 2),
            }
        })
}
