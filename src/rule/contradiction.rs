//! `contradiction`: a role does a thing and denies it.

use super::hit::Hit;
use super::seen::{SeenDuty, SeenRole, activity_of, is_real};
use crate::pack::{Contradiction, Pack};
use crate::reading::{Claim, Stance};

pub(super) fn check<'f>(
    contradiction: &Contradiction<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Vec<Hit<'f>> {
    let denied = denials(contradiction, role, pack);
    if denied.is_empty() {
        return Vec::new();
    }
    let mut told: Vec<u16> = Vec::new();
    let mut hits = Vec::new();
    for (duty, claim) in role
        .held()
        .filter(|(_, claim)| claim.certain && claim.is_sure())
    {
        let denial = denied.iter().find(|(other, denied)| {
            denied.activity == claim.activity && !std::ptr::eq(other.duty, duty.duty)
        });
        if let Some((other, denial)) = denial
            && !told.contains(&claim.activity)
        {
            told.push(claim.activity);
            hits.push(Hit {
                language: duty.reading.language,
                activities: vec![claim.activity],
                related: vec![other.place(denial)],
                ..Hit::at(duty.place(claim))
            });
        }
    }
    hits
}

fn denials<'s, 'f>(
    contradiction: &Contradiction<&'static str>,
    role: &'s SeenRole<'f>,
    pack: &Pack,
) -> Vec<(&'s SeenDuty<'f>, &'s Claim)> {
    let texts = role.held_texts().chain(&role.excludes);
    let claims = texts.flat_map(|duty| duty.reading.claims.iter().map(move |claim| (duty, claim)));
    claims
        .filter(|(_, claim)| claim.certain && claim.is_sure() && is_real(claim, pack))
        .filter(|(duty, claim)| {
            let id = || activity_of(claim, pack);
            match claim.stance {
                Stance::Negated => {
                    !contradiction.except.contains(&id())
                        && !is_conditional(contradiction, duty, claim)
                }
                Stance::Delegates => contradiction.left.contains(&id()),
                Stance::Does
                | Stance::Accountable
                | Stance::Decides
                | Stance::Supports
                | Stance::Informed
                | Stance::DemandedSkill => false,
            }
        })
        .collect()
}

/// Whether a denial tells only how a thing is done: promises no date without the team.
fn is_conditional(
    contradiction: &Contradiction<&'static str>,
    duty: &SeenDuty,
    claim: &Claim,
) -> bool {
    let mut marks = duty.reading.marks.iter();
    marks.any(|mark| mark.class == contradiction.condition && mark.range.start >= claim.range.end)
}
