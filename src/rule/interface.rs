//! `interface`: one role says that it works with another, and the other does not know of it.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::pack::{Interface, Pack};
use crate::reading::Stance;

pub(super) fn check<'f>(
    interface: &Interface<&'static str>,
    roles: &[SeenRole<'f>],
    pack: &Pack,
) -> Vec<(usize, Hit<'f>)> {
    let mut hits = Vec::new();
    for (at, role) in roles.iter().enumerate() {
        let Some(own) = role.id else { continue };
        for other in roles {
            let Some(id) = other.id.filter(|&id| id != own) else {
                continue;
            };
            let answered = mention(other, own, pack).is_some()
                || other.speaks_of(&interface.everybody)
                || speaks_of_team(role, other);
            if !answered && let Some(hit) = mention(role, id, pack) {
                hits.push((at, hit));
            }
        }
    }
    hits
}

/// Where a role first says that it has to do with another: not where it leaves a duty to it.
fn mention<'f>(role: &SeenRole<'f>, other: &str, pack: &Pack) -> Option<Hit<'f>> {
    let mut named = role.role.works_with.iter();
    if let Some(text) = named.find(|text| pack.resolve_role(&text.value) == Some(other)) {
        return Some(Hit::at(Place::whole(text)));
    }
    role.held_texts().find_map(|duty| {
        let mut marks = duty.reading.marks.iter();
        let mark = marks.find(|mark| mark.class.strip_prefix('@') == Some(other))?;
        let left = duty.reading.claims.iter().any(|claim| {
            claim.clause == mark.clause
                && matches!(claim.stance, Stance::Delegates | Stance::Negated)
        });
        let text = &duty.duty.text;
        (!left).then(|| Hit {
            language: duty.reading.language,
            ..Hit::at(Place {
                text,
                range: 0..text.value.trim_end_matches(['.', ' ', '\n']).len(),
            })
        })
    })
}

/// Members of one team know each other.
fn speaks_of_team(role: &SeenRole, other: &SeenRole) -> bool {
    let team = |role: &SeenRole| role.role.team.as_ref().map(|team| team.value.clone());
    team(role).is_some() && team(role) == team(other)
}
