//! `missing`: a role holds none of the activities that make it what it is.

use super::hit::{Hit, Place};
use super::seen::{SeenRole, activity_of};
use crate::pack::{Half, Missing, Pack};

/// `judged` are the roles that the rule is about, the most concerned first.
pub(super) fn check<'f>(
    missing: &Missing<&'static str>,
    judged: &[&'static str],
    roles: &[SeenRole<'f>],
    at: usize,
    pack: &Pack,
) -> Option<Hit<'f>> {
    let role = &roles[at];
    if !role.can_be_judged(missing.duties, pack)
        || !(missing.given.is_empty() || role.holds(&missing.given, pack))
        || said_before(missing, judged, roles, at)
    {
        return None;
    }
    // What the first of the judged roles holds, the others beside it need not hold again.
    let is_main = |other: &SeenRole| other.id == judged.first().copied();
    let has_it = |other: &SeenRole| other.holds(&missing.any_of, pack);
    if !is_main(role) && roles.iter().any(|other| is_main(other) && has_it(other)) {
        return None;
    }
    let mut variants: Vec<&'static str> = missing.variant.into_iter().collect();
    let stated = variants.len();
    let everybody = missing.in_charter && !missing.alone.contains(&role.profile);
    let holders = if everybody {
        roles
    } else {
        std::slice::from_ref(role)
    };
    for holder in holders {
        if holder.aims_at(&missing.any_of, pack) {
            return None;
        }
        for (duty, claim) in holder.held() {
            let id = activity_of(claim, pack);
            if !missing.any_of.contains(&id) {
                continue;
            }
            let half = missing.half.as_ref().filter(|half| {
                half.activities.contains(&id) && counts_half(half, &duty.reading, claim.clause)
            });
            variants.push(half?.variant);
        }
    }
    let doubt = holders
        .iter()
        .any(|holder| holder.may_mean(&missing.doubt, pack));
    if variants.len() == stated && doubt || missing.numbers && has_number(role) {
        return None;
    }
    for other in roles.iter().filter(|other| !std::ptr::eq(*other, role)) {
        let variant = other.id.and_then(|id| missing.held_by.get(id));
        if let Some(&variant) = variant
            && (other.holds(&missing.any_of, pack) || other.aims_at(&missing.any_of, pack))
        {
            variants.push(variant);
        }
    }
    Some(Hit {
        variants,
        ..Hit::at(Place::whole(&role.role.name))
    })
}

/// Where any role may hold it, it is told once: at the first role that is asked.
fn said_before(
    missing: &Missing<&'static str>,
    judged: &[&'static str],
    roles: &[SeenRole],
    at: usize,
) -> bool {
    let asked = |role: &SeenRole| role.id.is_some_and(|id| judged.contains(&id));
    if !missing.in_charter {
        return false;
    }
    if missing.alone.contains(&roles[at].profile) {
        return roles[at].id != judged.first().copied();
    }
    roles[..at].iter().any(asked)
}

fn counts_half(
    half: &Half<&'static str>,
    reading: &crate::reading::Reading,
    clause: usize,
) -> bool {
    reading.clause_says(clause, &half.named) && !reading.clause_says(clause, &half.unless)
}

fn has_number(role: &SeenRole) -> bool {
    role.texts()
        .any(|(text, _)| text.value.contains(|letter: char| letter.is_ascii_digit()))
}
