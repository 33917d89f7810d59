//! `required`: nobody in the charter holds what its profile needs.

use super::hit::{Hit, Place};
use super::seen::{SeenRole, activity_of};
use crate::pack::{Pack, Required};
use crate::reading::Stance;

pub(super) fn check<'f>(
    required: &Required<&'static str>,
    roles: &[SeenRole<'f>],
    pack: &Pack,
) -> Option<Hit<'f>> {
    let first = roles.first().filter(|_| roles.len() > 1)?;
    let one_profile = roles.iter().all(|role| role.profile == first.profile);
    let profile = pack.profile(first.profile).filter(|_| one_profile)?;
    let nobody: Vec<&'static str> = profile
        .required
        .iter()
        .copied()
        .filter(|activity| {
            let doubt = required.doubt.get(activity);
            has_owner(activity, profile.id, roles, pack)
                && !roles.iter().any(|role| {
                    is_seen_to(activity, role, pack)
                        || doubt.is_some_and(|classes| role.speaks_of(classes))
                })
        })
        .collect();
    if nobody.is_empty() {
        return None;
    }
    let charter = first.charter.name.as_ref();
    Some(Hit {
        activities: nobody.iter().filter_map(|id| pack.activity(id)).collect(),
        words: Some(nobody.join(", ")),
        ..Hit::at(Place::whole(charter.unwrap_or(&first.role.name)))
    })
}

/// Whether the profile would give the activity to a role of the charter.
fn has_owner(activity: &str, profile: &str, roles: &[SeenRole], pack: &Pack) -> bool {
    let mut known = pack.core.activities.iter();
    let Some(activity) = known.find(|known| known.id == activity) else {
        return false;
    };
    let mut owners = activity.owners.iter().filter(|owner| {
        matches!(owner.stance, 'A' | 'R')
            && (owner.profiles.is_empty() || owner.profiles.contains(&profile))
    });
    owners.any(|owner| roles.iter().any(|role| role.id == Some(owner.role)))
}

/// Held, aimed at, left to somebody, or declared to be nobody's here.
fn is_seen_to(activity: &str, role: &SeenRole, pack: &Pack) -> bool {
    let texts = role.held_texts().map(|duty| &duty.reading);
    let mut claims = texts.flat_map(|reading| &reading.claims);
    let excluded = role.excludes.iter().flat_map(|duty| &duty.reading.claims);
    claims.any(|claim| {
        activity_of(claim, pack) == activity
            && (claim.stance.holds() || claim.stance == Stance::Delegates)
    }) || role.aims_at(&[activity], pack)
        || excluded
            .into_iter()
            .any(|claim| activity_of(claim, pack) == activity)
}
