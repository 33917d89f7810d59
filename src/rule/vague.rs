//! `vague`: a duty whose verb, list or passive hides what is done, by whom, or with what outcome.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::pack::{Pack, Vague};
use crate::reading::Stance;

/// A vague verb with more words than this behind it may still say what comes out.
const FEW_WORDS: usize = 9;

/// So sure, in percent, must the classifier be for a vague verb to say something after all.
const CLEAR: u8 = 80;

pub(super) fn check<'f>(
    vague: &Vague<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Vec<Hit<'f>> {
    let mut hits = Vec::new();
    for duty in &role.duties {
        let text = &duty.duty.text;
        let reading = &duty.reading;
        let hit = |range: std::ops::Range<usize>, variants: Vec<&'static str>| Hit {
            language: reading.language,
            variants,
            ..Hit::at(Place { text, range })
        };
        if let Some(open) = reading.marks.iter().find(|mark| mark.class == vague.open) {
            hits.push(hit(open.range.clone(), Vec::new()));
            continue;
        }
        if let Some(passive) = &reading.actorless {
            hits.push(hit(passive.clone(), Vec::new()));
            continue;
        }
        if role.id.is_some_and(|id| vague.helpers.contains(&id)) {
            continue;
        }
        let real = |activity: u16| !pack.core.activities[usize::from(activity)].signal;
        let says_something = reading.claims.iter().any(|claim| {
            real(claim.activity)
                && (claim.certain || claim.confidence >= CLEAR)
                && claim.stance != Stance::Supports
        });
        let head = reading
            .marks
            .iter()
            .find(|mark| mark.class == vague.verbs && starts_text(&text.value, mark.range.start));
        let words = text.value.split_whitespace().count();
        if let Some(head) = head
            && !says_something
            && words <= FEW_WORDS
        {
            hits.push(hit(
                head.range.start..text.value.trim_end_matches(['.', ' ', '\n']).len(),
                vec!["support-verb"],
            ));
        }
    }
    hits
}

/// Whether at most one word goes before.
fn starts_text(text: &str, at: usize) -> bool {
    text.get(..at)
        .is_some_and(|before| before.split_whitespace().count() <= 1)
}
