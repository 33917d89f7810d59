//! `powerless`: a role answers for results and decides nothing, or the reverse.

use super::hit::{Hit, Place};
use super::seen::{SeenRole, activity_of, is_real};
use crate::pack::{Pack, Powerless};
use crate::reading::Stance;

pub(super) fn check<'f>(
    powerless: &Powerless<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Option<Hit<'f>> {
    if role.duties.len() < powerless.duties {
        return None;
    }
    let answers: Vec<Place<'f>> = role
        .duties
        .iter()
        .flat_map(|duty| {
            let claims = duty.reading.claims.iter();
            claims
                .filter(|claim| claim.stance == Stance::Accountable && is_real(claim, pack))
                .map(|claim| duty.place(claim))
        })
        .collect();
    let decides = !role.role.authority.is_empty()
        || role.held().any(|(_, claim)| {
            claim.stance == Stance::Decides
                || powerless.decisions.contains(&activity_of(claim, pack))
        });
    if answers.is_empty() {
        let reverse = decides && role.role.purpose.is_none() && !role.role.authority.is_empty();
        return reverse.then(|| Hit {
            variants: vec![powerless.reverse],
            ..Hit::at(Place::whole(&role.role.name))
        });
    }
    (!decides && !may_decide(powerless, role)).then(|| Hit {
        related: answers,
        ..Hit::at(Place::whole(&role.role.name))
    })
}

/// Whether a word of decision stands in a clause in which nobody else acts.
fn may_decide(powerless: &Powerless<&'static str>, role: &SeenRole) -> bool {
    role.duties.iter().any(|duty| {
        let reading = &duty.reading;
        let mut marks = reading.marks.iter();
        marks.any(|mark| {
            powerless.words.contains(&mark.class)
                && !reading.clause_says(mark.clause, &powerless.others)
                && !reading
                    .marks
                    .iter()
                    .any(|other| other.clause == mark.clause && other.class.starts_with('@'))
        })
    })
}
