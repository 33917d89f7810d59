//! `overlap`: two roles answer for the same thing, within a charter, or across files where scope or team is the same.

use super::hit::Place;
use super::member::charter_key;
use super::seen::{SeenDuty, SeenFile, SeenRole, activity_of};
use super::{PackRule, Settings, Telling, severity_of, tell};
use crate::finding::{Finding, Location};
use crate::model::{Raci, Text};
use crate::pack::{Activity, Overlap, Pack, level};
use crate::reading::{Claim, Stance};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A role answers for an activity, or does it.
#[derive(Clone, Debug)]
pub struct Answer {
    activity: u16,
    /// Answers for it or decides it; else it merely does it.
    answers: bool,
    /// Roles and objects that rules ask for, as classes of words in the clause, sorted.
    objects: Vec<&'static str>,
    role: Option<&'static str>,
    name: Arc<str>,
    /// Numbers the role entries of a charter.
    entry: usize,
    charter: Arc<str>,
    profile: &'static str,
    scope: Option<Arc<str>>,
    team: Option<Arc<str>>,
    language: Option<&'static str>,
    pub(super) location: Location,
    scope_at: Option<Arc<Location>>,
}

/// What the roles of a file answer for, as far as rules ask: the first place of each activity in each role.
pub(super) fn answers<'r>(
    overlaps: &(impl Iterator<Item = &'r Overlap<&'static str>> + Clone),
    seen: &SeenFile,
    pack: &Pack,
) -> Vec<Answer> {
    let asked = |id: &str| {
        overlaps
            .clone()
            .any(|overlap| overlap.activities.contains(&id))
    };
    let objects: BTreeSet<&str> = overlaps
        .clone()
        .flat_map(|overlap| overlap.objects.iter().copied())
        .collect();
    let mut answers: Vec<Answer> = Vec::new();
    for (entry, role) in seen.roles.iter().enumerate() {
        let lonely = role.charter.roles.len() < 2;
        if lonely && role.role.scope.is_none() && role.role.team.is_none() {
            continue;
        }
        let own = answers.len();
        let home = OnceCell::new();
        let home = || home.get_or_init(|| Home::new(seen, role));
        for (duty, claim) in role.held() {
            let stated = duty.duty.raci == Some(Raci::Responsible);
            if !claim.certain || stated || !asked(activity_of(claim, pack)) {
                continue;
            }
            let strong = matches!(claim.stance, Stance::Accountable | Stance::Decides);
            let known = answers[own..]
                .iter_mut()
                .find(|answer| answer.activity == claim.activity);
            match known {
                Some(known) if known.answers || !strong => {}
                Some(known) => {
                    *known = answer(seen, (role, entry), home(), (duty, claim), &objects);
                }
                None => answers.push(answer(seen, (role, entry), home(), (duty, claim), &objects)),
            }
        }
    }
    answers
}

/// What all answers of a role share.
struct Home {
    name: Arc<str>,
    charter: Arc<str>,
    scope: Option<Arc<str>>,
    team: Option<Arc<str>>,
    scope_at: Option<Arc<Location>>,
}

impl Home {
    fn new(seen: &SeenFile, role: &SeenRole) -> Self {
        let levelled = |text: &Option<Text>| text.as_ref().map(|text| level(&text.value).into());
        Self {
            name: role.role.name.value.as_str().into(),
            charter: charter_key(seen, role).into(),
            scope: levelled(&role.role.scope),
            team: levelled(&role.role.team),
            scope_at: role
                .role
                .scope
                .as_ref()
                .map(|scope| Arc::new(Place::whole(scope).locate(seen.file))),
        }
    }
}

fn answer(
    seen: &SeenFile,
    (role, entry): (&SeenRole, usize),
    home: &Home,
    (duty, claim): (&SeenDuty, &Claim),
    asked: &BTreeSet<&str>,
) -> Answer {
    let marks = duty.reading.marks.iter();
    let classes = marks
        .filter(|mark| mark.clause == claim.clause)
        .map(|mark| mark.class);
    let mut objects: Vec<&'static str> = classes
        .filter(|class| class.starts_with('@') || asked.contains(class))
        .collect();
    objects.sort_unstable();
    objects.dedup();
    objects.shrink_to_fit();
    Answer {
        activity: claim.activity,
        answers: matches!(claim.stance, Stance::Accountable | Stance::Decides),
        objects,
        role: role.id,
        name: Arc::clone(&home.name),
        entry,
        charter: Arc::clone(&home.charter),
        profile: role.profile,
        scope: home.scope.clone(),
        team: home.team.clone(),
        language: duty.reading.language.map(crate::language::Language::code),
        location: duty.place(claim).locate(seen.file),
        scope_at: home.scope_at.clone(),
    }
}

pub(super) fn check(
    rule: &PackRule,
    overlap: &Overlap<&'static str>,
    answers: &[Answer],
    pack: &Pack,
    settings: &Settings,
) -> Vec<Finding> {
    let counts = |answer: &&Answer| {
        let id = pack.core.activities[usize::from(answer.activity)].id;
        overlap.activities.contains(&id) && (answer.answers || overlap.done.contains(&id))
    };
    // Who may share a thing: the roles of a charter, of a scope, of a team.
    let mut groups: BTreeMap<(u8, &str, u16), Vec<&Answer>> = BTreeMap::new();
    for answer in answers.iter().filter(counts) {
        let keys = [
            Some((0, &*answer.charter)),
            answer.scope.as_deref().map(|scope| (1, scope)),
            answer.team.as_deref().map(|team| (2, team)),
        ];
        for (kind, key) in keys.into_iter().flatten() {
            groups
                .entry((kind, key, answer.activity))
                .or_default()
                .push(answer);
        }
    }
    let mut told: BTreeSet<*const Answer> = BTreeSet::new();
    let mut findings = Vec::new();
    for group in groups.values() {
        let Some((first, later)) = group.split_first() else {
            continue;
        };
        for later in later.iter().copied() {
            let activity = &pack.core.activities[usize::from(later.activity)];
            if clash(overlap, activity, first, later) && told.insert(std::ptr::from_ref(later)) {
                let one_offer = !overlap.roles.is_empty();
                findings.extend(finding(rule, activity, (first, later), one_offer, settings));
            }
        }
    }
    findings
}

/// Whether two answers are about one thing, and the profile does not give it to both.
fn clash(
    overlap: &Overlap<&'static str>,
    activity: &Activity<&'static str>,
    one: &Answer,
    other: &Answer,
) -> bool {
    let same_entry = one.charter == other.charter && one.entry == other.entry;
    let same = |a: &Option<Arc<str>>, b: &Option<Arc<str>>| a.is_some() && a == b;
    let apart = |a: &Option<Arc<str>>, b: &Option<Arc<str>>| a.is_some() && b.is_some() && a != b;
    let same_scope = same(&one.scope, &other.scope);
    let both = |roles: &[&str]| {
        let within = |answer: &Answer| answer.role.is_some_and(|role| roles.contains(&role));
        within(one) && within(other)
    };
    let same_role = one.role == other.role && (one.role.is_some() || one.name == other.name);
    let of_one_thing = if !overlap.roles.is_empty() {
        both(&overlap.roles) && !same_role && same_scope
    } else if same_role {
        same_scope || same(&one.team, &other.team) && !apart(&one.scope, &other.scope)
    } else if both(&overlap.told_elsewhere) {
        one.charter == other.charter && !same_scope && !apart(&one.scope, &other.scope)
    } else {
        one.charter == other.charter || same_scope || same(&one.team, &other.team)
    };
    let object = |answer: &Answer| -> Vec<&'static str> {
        let objects = answer.objects.iter().copied();
        objects
            .filter(|class| overlap.objects.contains(class))
            .collect()
    };
    let shared_by_profile = one.profile == other.profile
        && [one, other].iter().all(|answer| {
            activity.owners.iter().any(|owner| {
                owner.stance == 'A'
                    && Some(owner.role) == answer.role
                    && (owner.profiles.is_empty() || owner.profiles.contains(&answer.profile))
            })
        });
    // Shows the Product Owner techniques: what names the other role is about its work, not the own.
    let speaks_of = |one: &Answer, other: &Answer| {
        let mut objects = one.objects.iter();
        objects.any(|class| {
            class
                .strip_prefix('@')
                .is_some_and(|id| other.role == Some(id))
        })
    };
    !same_entry
        && of_one_thing
        && !speaks_of(one, other)
        && !speaks_of(other, one)
        && object(one) == object(other)
        && (same_role || !shared_by_profile)
}

/// Where two roles own one offer, the scopes that name it are part of the proof.
fn finding(
    rule: &PackRule,
    activity: &Activity<&'static str>,
    (earlier, later): (&Answer, &Answer),
    one_offer: bool,
    settings: &Settings,
) -> Option<Finding> {
    let scopes = [later, earlier].into_iter().filter(|_| one_offer);
    let scopes = scopes.filter_map(|answer| {
        Some((
            Location::clone(answer.scope_at.as_deref()?),
            answer.name.to_string(),
        ))
    });
    let telling = Telling {
        severity: severity_of(rule, later.profile, &[activity.id], settings)?,
        words: later.location.text.clone(),
        location: later.location.clone(),
        related: std::iter::once((earlier.location.clone(), earlier.name.to_string()))
            .chain(scopes)
            .collect(),
        role: Some(
            later
                .role
                .map_or_else(|| later.name.to_string(), str::to_owned),
        ),
        holder: None,
        language: later.language,
        profile: later.profile,
        activities: vec![activity.id],
    };
    Some(tell(rule, telling, settings))
}
