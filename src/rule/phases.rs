//! `phases`: of two roles that go through the phases together, one has nothing to do in one of them.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::pack::{Phases, level};

pub(super) fn check<'f>(
    phases: &Phases<&'static str>,
    roles: &[SeenRole<'f>],
) -> Vec<(usize, Hit<'f>)> {
    let mut hits = Vec::new();
    for pair in &phases.pairs {
        for [own, other] in [[pair[0], pair[1]], [pair[1], pair[0]]] {
            let at = roles.iter().position(|role| role.id == Some(own));
            let counterpart = roles.iter().find(|role| role.id == Some(other));
            let Some((at, counterpart)) = at.zip(counterpart) else {
                continue;
            };
            let idle = idle_phases(phases, &roles[at], counterpart);
            if !idle.is_empty() {
                hits.push((
                    at,
                    Hit {
                        words: Some(idle.join(", ")),
                        ..Hit::at(Place::whole(&roles[at].role.name))
                    },
                ));
            }
        }
    }
    hits
}

/// Phases in which the counterpart has duties and the role has none; nothing where a role's duties are not in phases.
fn idle_phases<'s>(
    phases: &Phases<&'static str>,
    role: &SeenRole,
    counterpart: &'s SeenRole,
) -> Vec<&'s str> {
    let of = |role: &'_ SeenRole| -> Vec<String> {
        let duties = role.role.duties.iter();
        duties
            .filter_map(|duty| duty.phase.as_deref())
            .map(|phase| level(&phase.value))
            .collect()
    };
    let own = of(role);
    let all_in_phases = own.len() == role.role.duties.len() && own.len() >= phases.duties;
    if !all_in_phases || own.iter().all(|phase| *phase == own[0]) {
        return Vec::new();
    }
    let mut idle: Vec<&str> = Vec::new();
    for phase in counterpart
        .role
        .duties
        .iter()
        .filter_map(|duty| duty.phase.as_deref())
    {
        let phase = phase.value.trim();
        if !own.contains(&level(phase)) && !idle.contains(&phase) {
            idle.push(phase);
        }
    }
    idle
}
