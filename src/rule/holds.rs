//! `holds`: a duty or decision right claims an activity that is not this role's.

use super::hit::{Hit, confidence};
use super::seen::SeenRole;
use crate::pack::{Holds, Pack};
use crate::reading::{Claim, Stance};

pub(super) fn check<'f>(
    holds: &Holds<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Vec<Hit<'f>> {
    let mut hits = Vec::new();
    if !holds.roles.is_empty() && !role.id.is_some_and(|id| holds.roles.contains(&id)) {
        return hits;
    }
    for duty in role.held_texts() {
        // One duty is told once: the surest words first, other words beside.
        let mut claims: Vec<&Claim> = duty
            .reading
            .claims
            .iter()
            .filter(|claim| role.objects_to(claim) && is_held(holds, claim, role, pack))
            .collect();
        claims.sort_by_key(|claim| std::cmp::Reverse(confidence(claim)));
        if claims.first().is_some_and(|first| first.is_sure()) {
            claims.retain(|claim| claim.is_sure());
        }
        let Some((first, others)) = claims.split_first() else {
            continue;
        };
        let apart = |other: &&&Claim| {
            other.range.start >= first.range.end || other.range.end <= first.range.start
        };
        hits.push(Hit {
            activities: claims.iter().map(|claim| claim.activity).collect(),
            language: duty.reading.language,
            confidence: confidence(first),
            related: others
                .iter()
                .filter(apart)
                .map(|claim| duty.place(claim))
                .collect(),
            ..Hit::at(duty.place(first))
        });
    }
    hits
}

fn is_held(holds: &Holds<&'static str>, claim: &Claim, role: &SeenRole, pack: &Pack) -> bool {
    let id = pack.core.activities[usize::from(claim.activity)].id;
    let narrowed = role.id.and_then(|role| holds.by_role.get(role));
    if narrowed.is_some_and(|own| !own.contains(&id)) {
        return false;
    }
    let answers = matches!(claim.stance, Stance::Accountable | Stance::Decides);
    (holds.activities.contains(&id) && claim.stance.holds())
        || (holds.accountable.contains(&id) && answers)
        || (holds.negated.contains(&id) && claim.stance == Stance::Negated && claim.certain)
}
