//! `merge`: one person in two roles that pull against each other, in one file or across files, or a title that joins them.

use super::member::Member;
use super::{PackRule, Settings, Telling, severity_of, tell};
use crate::finding::{Finding, Severity};
use crate::pack::{Merge, Pack};
use std::collections::BTreeMap;

pub(super) fn check(
    rule: &PackRule,
    merge: &Merge<&'static str>,
    members: &[Member],
    pack: &Pack,
    settings: &Settings,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in &merge.pairs {
        for member in members.iter().filter(|member| member.roles.len() > 1) {
            if pair.iter().all(|role| member.roles.contains(role)) {
                findings.extend(told(rule, member, None, false, pack, settings));
            }
        }
        let mut by_person: BTreeMap<(&str, &str), Vec<&Member>> = BTreeMap::new();
        let wanted = |member: &&Member| {
            !member.person.is_empty() && member.roles.iter().any(|role| pair.contains(role))
        };
        for member in members.iter().filter(wanted) {
            let group = by_person.entry((&member.person, member.reach()));
            group.or_default().push(member);
        }
        for group in by_person.values() {
            let first = group[0];
            let Some(later) = group.iter().find(|later| later.roles != first.roles) else {
                continue;
            };
            // Of several pairs of entries the one in the same team proves most.
            let together = group.iter().find_map(|one| {
                let mut others = group.iter();
                let other = others.find(|other| other.roles != one.roles && !is_apart(one, other));
                other.map(|other| (one, other))
            });
            let (earlier, later) = together.map_or((first, *later), |(one, other)| (*one, *other));
            let apart = merge.same_team && is_apart(earlier, later);
            findings.extend(told(rule, later, Some(earlier), apart, pack, settings));
        }
    }
    findings
}

/// Whether two roles are of different teams.
fn is_apart(one: &Member, other: &Member) -> bool {
    one.team.is_some() && other.team.is_some() && one.team != other.team
}

fn told(
    rule: &PackRule,
    member: &Member,
    earlier: Option<&Member>,
    apart: bool,
    pack: &Pack,
    settings: &Settings,
) -> Option<Finding> {
    let severity = severity_of(rule, member.profile, &[], settings)?;
    let related = earlier.map(|earlier| {
        let title = earlier.title(pack, settings.language);
        (earlier.location.clone(), title)
    });
    let telling = Telling {
        severity: if apart { Severity::Info } else { severity },
        words: member.location.text.clone(),
        location: member.location.clone(),
        related: related.into_iter().collect(),
        role: member.roles.first().map(|role| (*role).to_owned()),
        holder: member.holder.clone(),
        language: None,
        profile: member.profile,
        activities: Vec::new(),
    };
    Some(tell(rule, telling, settings))
}
