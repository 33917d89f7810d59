//! `overload`: one person holds more than fits into a week.

use super::member::Member;
use super::{PackRule, Settings, Telling, severity_of, tell};
use crate::finding::Finding;
use crate::pack::{Overload, Pack};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(
    rule: &PackRule,
    overload: &Overload<&'static str>,
    members: &[Member],
    pack: &Pack,
    settings: &Settings,
) -> Vec<Finding> {
    let mut by_person: BTreeMap<(&str, &str), Vec<&Member>> = BTreeMap::new();
    for member in members.iter().filter(|member| !member.person.is_empty()) {
        let group = by_person.entry((&member.person, member.reach()));
        group.or_default().push(member);
    }
    let told = |group: &Vec<&Member>| told(rule, overload, group, pack, settings);
    by_person.values().filter_map(told).collect()
}

fn told(
    rule: &PackRule,
    overload: &Overload<&'static str>,
    group: &[&Member],
    pack: &Pack,
    settings: &Settings,
) -> Option<Finding> {
    let last = *group.last()?;
    let sum: f32 = group.iter().filter_map(|member| member.share).sum();
    let kinds: BTreeSet<&str> = group
        .iter()
        .flat_map(|member| &member.roles)
        .copied()
        .collect();
    let whole = || {
        group
            .iter()
            .filter(|member| member.roles.contains(&overload.whole))
    };
    let places: BTreeSet<(&str, &str)> = whole()
        .filter(|member| member.scope.is_some() || member.team.is_some())
        .map(|member| {
            (
                member.scope.as_deref().unwrap_or_default(),
                member.team.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    let scant = whole().find(|member| member.share.is_some_and(|share| share < overload.least));
    let too_much = sum > overload.share;
    let at = if too_much || kinds.len() >= overload.roles || places.len() > overload.places {
        last
    } else {
        scant?
    };
    let variants: &[&str] = if too_much {
        &[overload.share_variant]
    } else {
        &[]
    };
    let telling = Telling {
        severity: severity_of(rule, at.profile, variants, settings)?,
        words: at.location.text.clone(),
        location: at.location.clone(),
        related: group
            .iter()
            .filter(|member| !std::ptr::eq(**member, at))
            .map(|member| {
                (
                    member.location.clone(),
                    member.title(pack, settings.language),
                )
            })
            .collect(),
        role: at.roles.first().map(|role| (*role).to_owned()),
        holder: at.holder.clone(),
        language: None,
        profile: at.profile,
        activities: Vec::new(),
    };
    Some(tell(rule, telling, settings))
}
