//! `interface`: one role says that it works with another, and the other does not know of it.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::pack::{Interface, Pack};
use crate::reading::Stance;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check<'f>(
    interface: &Interface<&'static str>,
    roles: &[SeenRole<'f>],
    pack: &Pack,
) -> Vec<(usize, Hit<'f>)> {
    let ids: BTreeSet<&'static str> = roles.iter().filter_map(|role| role.id).collect();
    if ids.len() < 2 {
        return Vec::new();
    }
    let mentions: Vec<_> = roles.iter().map(|role| mentions(role, pack)).collect();
    // For two kinds of roles, how many of the first do not know of the second, and in which teams: a charter may hold
    // thousands of roles, so that not each is asked about each.
    let mut silent: BTreeMap<(&str, &str), Silent> = BTreeMap::new();
    for (role, mentions) in roles.iter().zip(&mentions) {
        let Some(id) = role.id.filter(|_| !role.speaks_of(&interface.everybody)) else {
            continue;
        };
        for &other in ids.iter().filter(|other| !mentions.contains_key(*other)) {
            let silent = silent.entry((id, other)).or_default();
            silent.all += 1;
            if let Some(team) = team(role) {
                *silent.by_team.entry(team).or_default() += 1;
            }
        }
    }
    let mut hits = Vec::new();
    for ((at, role), mentions) in roles.iter().enumerate().zip(mentions) {
        let Some(own) = role.id else { continue };
        for (other, hit) in mentions {
            // Members of one team know each other.
            let is_silent = |silent: &Silent| {
                let near = team(role).and_then(|team| silent.by_team.get(team));
                silent.all > near.copied().unwrap_or_default()
            };
            if other != own && silent.get(&(other, own)).is_some_and(is_silent) {
                hits.push((at, hit));
            }
        }
    }
    hits
}

/// Roles that do not speak of another.
#[derive(Default)]
struct Silent<'f> {
    all: usize,
    by_team: BTreeMap<&'f str, usize>,
}

fn team<'f>(role: &SeenRole<'f>) -> Option<&'f str> {
    role.role.team.as_ref().map(|team| team.value.as_str())
}

/// Where a role first says that it has to do with each other: not where it leaves a duty to it.
fn mentions<'f>(role: &SeenRole<'f>, pack: &Pack) -> BTreeMap<&'static str, Hit<'f>> {
    let mut found = BTreeMap::new();
    for text in &role.role.works_with {
        if let Some(id) = pack.resolve_role(&text.value) {
            found
                .entry(id)
                .or_insert_with(|| Hit::at(Place::whole(text)));
        }
    }
    for duty in role.held_texts() {
        let text = &duty.duty.text;
        let mut seen: Vec<&str> = Vec::new();
        for mark in &duty.reading.marks {
            // Of several words for a role, the first says how the role stands to it.
            let Some(id) = mark.class.strip_prefix('@').filter(|id| !seen.contains(id)) else {
                continue;
            };
            seen.push(id);
            let left = duty.reading.claims.iter().any(|claim| {
                claim.clause == mark.clause
                    && matches!(claim.stance, Stance::Delegates | Stance::Negated)
            });
            if !left {
                found.entry(id).or_insert_with(|| Hit {
                    language: duty.reading.language,
                    ..Hit::at(Place {
                        text,
                        range: 0..text.value.trim_end_matches(['.', ' ', '\n']).len(),
                    })
                });
            }
        }
    }
    found
}
