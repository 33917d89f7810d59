//! `merge`: one person in two roles that pull against each other, in one file or across files, or a title that joins them.

use super::seen::SeenFile;
use super::{PackRule, Settings, location, people, severity};
use crate::finding::{Finding, Location, Related, Severity};
use crate::model::Text;
use crate::pack::{Merge, Pack, level};
use std::collections::BTreeMap;

/// One person in one role, or a role whose title joins two.
#[derive(Clone, Debug)]
pub struct Member {
    /// Compared name; empty for a joined title.
    person: String,
    holder: Option<String>,
    /// Canonical roles: one, or those that the title joins.
    roles: Vec<&'static str>,
    profile: &'static str,
    language: Option<&'static str>,
    team: Option<String>,
    /// Numbers the file's charters apart, so that a mere given name counts within one.
    charter: String,
    location: Location,
}

/// The people of a file.
pub(super) fn members(seen: &SeenFile, pack: &Pack) -> Vec<Member> {
    let mut members = Vec::new();
    for role in &seen.roles {
        let charter = seen
            .file
            .charters
            .iter()
            .position(|charter| std::ptr::eq(charter, role.charter))
            .unwrap_or(0);
        let place = |text: &Text| {
            let spans = text.spans(&seen.file.source, 0..text.value.len());
            location(
                seen.file,
                if spans.is_empty() {
                    vec![text.span]
                } else {
                    spans
                },
                &text.value,
            )
        };
        let base = |person: String, holder, roles, at| Member {
            person,
            holder,
            roles,
            profile: role.profile,
            language: None,
            team: role.role.team.as_ref().map(|team| level(&team.value)),
            charter: format!("{}#{charter}", seen.file.source.path()),
            location: at,
        };
        let names = [role.role.title.as_ref(), Some(&role.role.name)];
        let joined = names.into_iter().flatten().find_map(|name| {
            let roles = joined_roles(&name.value, pack);
            (roles.len() > 1).then_some((name, roles))
        });
        if let Some((name, roles)) = joined {
            members.push(base(String::new(), None, roles, place(name)));
        }
        let Some(id) = role.id else { continue };
        for holder in &role.role.holders {
            let key = people::key(&holder.name.value);
            if !key.is_empty() {
                members.push(base(
                    key,
                    Some(holder.name.value.clone()),
                    vec![id],
                    place(&holder.name),
                ));
            }
        }
    }
    members
}

/// The canonical roles that a title such as `Product Owner / Projektleiter` joins.
fn joined_roles(title: &str, pack: &Pack) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    let spaced = title.replace(['–', '—', '&', '+', '|'], "/");
    let spaced = [
        " und ",
        " and ",
        " et ",
        " - ",
        " sowie ",
        " zugleich ",
        ", ",
    ]
    .iter()
    .fold(spaced, |text, joint| text.replace(joint, " / "));
    for part in spaced.split('/') {
        let part = part.trim();
        if part.len() < 2 {
            continue;
        }
        let role = pack
            .resolve_role(part)
            .or_else(|| pack.role_at_start(part).map(|(role, _)| role));
        if let Some(role) = role
            && !found.contains(&role)
        {
            found.push(role);
        }
    }
    found
}

pub(super) fn check(
    rule: &PackRule,
    merge: &Merge<&'static str>,
    members: &[Member],
    pack: &Pack,
    settings: &Settings,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let wanted = |member: &Member| member.roles.iter().any(|role| merge.roles.contains(role));
    for member in members.iter().filter(|member| member.roles.len() > 1) {
        if merge.roles.iter().all(|role| member.roles.contains(role)) {
            findings.extend(told(rule, member, None, false, pack, settings));
        }
    }
    let mut by_person: BTreeMap<(&str, &str), Vec<&Member>> = BTreeMap::new();
    for member in members
        .iter()
        .filter(|member| !member.person.is_empty() && wanted(member))
    {
        let within = if people::is_full(&member.person) {
            ""
        } else {
            member.charter.as_str()
        };
        by_person
            .entry((&member.person, within))
            .or_default()
            .push(member);
    }
    for group in by_person.values() {
        let mut told_pairs: Vec<&str> = Vec::new();
        for (at, later) in group.iter().enumerate() {
            let earlier = group[..at]
                .iter()
                .find(|earlier| earlier.roles != later.roles);
            let Some(earlier) = earlier else { continue };
            if told_pairs.contains(&later.roles[0]) {
                continue;
            }
            told_pairs.push(later.roles[0]);
            let apart = merge.same_team
                && later.team.is_some()
                && earlier.team.is_some()
                && later.team != earlier.team;
            findings.extend(told(rule, later, Some(earlier), apart, pack, settings));
        }
    }
    findings
}

fn told(
    rule: &PackRule,
    member: &Member,
    earlier: Option<&Member>,
    apart: bool,
    pack: &Pack,
    settings: &Settings,
) -> Option<Finding> {
    let severity = severity(rule.severity_in(member.profile, &[]))?;
    let severity = if apart { Severity::Info } else { severity };
    let fill = |text: &str| text.replace("{words}", &member.location.text);
    let title = |member: &Member| -> Option<&'static str> {
        let role = pack.role(member.roles.first()?)?;
        Some(role.title.of(settings.language))
    };
    Some(Finding {
        code: rule.code.to_owned(),
        rule: rule.name.to_owned(),
        severity,
        message: rule.summary.of(settings.language).to_string(),
        label: fill(rule.label.of(settings.language)),
        help: fill(rule.help.of(settings.language)),
        why: fill(rule.why.of(settings.language)),
        location: member.location.clone(),
        related: earlier
            .map(|earlier| Related {
                label: title(earlier).unwrap_or_default().to_owned(),
                location: earlier.location.clone(),
            })
            .into_iter()
            .collect(),
        role: member.roles.first().map(|role| (*role).to_owned()),
        holder: member.holder.clone(),
        language: member.language.map(str::to_owned),
        profile: Some(member.profile.to_owned()),
        activities: Vec::new(),
        suppressed: None,
    })
}
