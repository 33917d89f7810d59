//! `holds`: a duty or decision right claims an activity that is not this role's.

use super::hit::Hit;
use super::seen::SeenRole;
use crate::pack::{Holds, Pack};
use crate::reading::{Claim, Stance};

pub(super) fn check<'f>(
    holds: &Holds<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Vec<Hit<'f>> {
    let mut hits = Vec::new();
    for duty in role.held_texts() {
        for claim in duty
            .reading
            .claims
            .iter()
            .filter(|claim| is_held(holds, claim, pack))
        {
            hits.push(Hit {
                activities: vec![claim.activity],
                language: duty.reading.language,
                ..Hit::at(duty.place(claim))
            });
        }
    }
    hits
}

fn is_held(holds: &Holds<&'static str>, claim: &Claim, pack: &Pack) -> bool {
    let id = pack.core.activities[usize::from(claim.activity)].id;
    let answers = matches!(claim.stance, Stance::Accountable | Stance::Decides);
    (holds.activities.contains(&id) && claim.stance.holds())
        || (holds.accountable.contains(&id) && answers)
        || (holds.negated.contains(&id) && claim.stance == Stance::Negated)
}
