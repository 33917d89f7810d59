//! `required`: nobody in the charter holds what its profile needs.

use super::hit::{Hit, Place};
use super::seen::{SeenRole, activity_of};
use crate::language::Language;
use crate::pack::{Pack, Required};
use crate::reading::Stance;

pub(super) fn check<'f>(
    required: &Required<&'static str>,
    roles: &[SeenRole<'f>],
    pack: &Pack,
    language: Language,
) -> Option<Hit<'f>> {
    let first = roles.first().filter(|_| roles.len() > 1)?;
    let one_profile = roles.iter().all(|role| role.profile == first.profile);
    let profile = pack.profile(first.profile).filter(|_| one_profile)?;
    let nobody: Vec<&'static str> = profile
        .required
        .iter()
        .copied()
        .filter(|activity| {
            let owners = owners(activity, profile.id, pack);
            let doubt = required.doubt.get(activity);
            let is_owner = |role: &SeenRole| role.id.is_some_and(|id| owners.contains(&id));
            let in_doubt = |role: &SeenRole| {
                is_owner(role) && doubt.is_some_and(|classes| role.speaks_of(classes))
            };
            let mut judged = roles.iter();
            roles.iter().any(is_owner)
                && !judged.any(|role| is_seen_to(activity, role, pack) || in_doubt(role))
        })
        .collect();
    if nobody.is_empty() {
        return None;
    }
    let charter = first.charter.name.as_ref();
    let activities: Vec<u16> = nobody.iter().filter_map(|id| pack.activity(id)).collect();
    let titles = activities.iter();
    let titles = titles.map(|&at| *pack.core.activities[usize::from(at)].title.of(language));
    Some(Hit {
        words: Some(titles.collect::<Vec<_>>().join(", ")),
        activities,
        ..Hit::at(Place::whole(charter.unwrap_or(&first.role.name)))
    })
}

/// The roles that the profile would give the activity to.
fn owners(activity: &str, profile: &str, pack: &Pack) -> Vec<&'static str> {
    let known = pack
        .core
        .activities
        .iter()
        .filter(|known| known.id == activity);
    let owners = known.flat_map(|known| known.owners.iter()).filter(|owner| {
        matches!(owner.stance, 'A' | 'R')
            && (owner.profiles.is_empty() || owner.profiles.contains(&profile))
    });
    owners.map(|owner| owner.role).collect()
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
