//! `overlap`: two roles answer for the same thing, within a charter, or across files where scope or team is the same.

use super::hit::Place;
use super::member::charter_key;
use super::seen::{SeenDuty, SeenFile, SeenRole, activity_of};
use super::{PackRule, Settings, Telling, severity_of, tell};
use crate::finding::{Finding, Location};
use crate::language::Language;
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
    language: Option<Language>,
    /// Roles and objects that rules ask for, as classes of words in the clause, sorted.
    objects: Box<[&'static str]>,
    /// Shared by all answers of a role: there are many, and each is kept until all files are read.
    home: Arc<Home>,
    pub(super) location: Location,
}

/// The role that answers.
#[derive(Debug)]
struct Home {
    role: Option<&'static str>,
    name: String,
    /// Numbers the role entries of a charter.
    entry: usize,
    charter: String,
    profile: &'static str,
    scope: Option<String>,
    team: Option<String>,
    scope_at: Option<Location>,
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
        let home = || home.get_or_init(|| Arc::new(Home::new(seen, role, entry)));
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
                    *known = answer(seen, home(), (duty, claim), &objects);
                }
                None => answers.push(answer(seen, home(), (duty, claim), &objects)),
            }
        }
    }
    answers
}

impl Home {
    fn new(seen: &SeenFile, role: &SeenRole, entry: usize) -> Self {
        let levelled = |text: &Option<Text>| text.as_ref().map(|text| level(&text.value));
        let scope = role.role.scope.as_ref();
        Self {
            role: role.id,
            name: role.role.name.value.clone(),
            entry,
            charter: charter_key(seen, role),
            profile: role.profile,
            scope: levelled(&role.role.scope),
            team: levelled(&role.role.team),
            scope_at: scope.map(|scope| Place::whole(scope).locate(seen.file)),
        }
    }

    /// Where things are shared with others: the charter, the scope, the team.
    fn places(&self) -> impl Iterator<Item = (u8, &str)> {
        let places = [
            Some((0, self.charter.as_str())),
            self.scope.as_deref().map(|scope| (1, scope)),
            self.team.as_deref().map(|team| (2, team)),
        ];
        places.into_iter().flatten()
    }
}

fn answer(
    seen: &SeenFile,
    home: &Arc<Home>,
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
    Answer {
        activity: claim.activity,
        answers: matches!(claim.stance, Stance::Accountable | Stance::Decides),
        objects: objects.into(),
        language: duty.reading.language,
        home: Arc::clone(home),
        location: duty.place(claim).locate(seen.file),
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
    let mut together: BTreeMap<(u8, &str), usize> = BTreeMap::new();
    for of_one in answers.chunk_by(|one, other| Arc::ptr_eq(&one.home, &other.home)) {
        for place in of_one[0].home.places() {
            *together.entry(place).or_default() += 1;
        }
    }
    let mut groups: BTreeMap<(u8, &str, u16), Vec<&Answer>> = BTreeMap::new();
    for answer in answers.iter().filter(counts) {
        // Nearly all roles of a large run share nothing with another.
        let shared = answer.home.places().filter(|place| together[place] > 1);
        for (kind, key) in shared {
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
    first: &Answer,
    later: &Answer,
) -> bool {
    let (one, other) = (&*first.home, &*later.home);
    let same_entry = one.charter == other.charter && one.entry == other.entry;
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let apart = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    let same_scope = same(&one.scope, &other.scope);
    let both = |roles: &[&str]| {
        let within = |home: &Home| home.role.is_some_and(|role| roles.contains(&role));
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
        && [one, other].iter().all(|home| {
            activity.owners.iter().any(|owner| {
                owner.stance == 'A'
                    && Some(owner.role) == home.role
                    && (owner.profiles.is_empty() || owner.profiles.contains(&home.profile))
            })
        });
    // Shows the Product Owner techniques: what names the other role is about its work, not the own.
    let speaks_of = |one: &Answer, other: &Answer| {
        let mut objects = one.objects.iter();
        objects.any(|class| {
            class
                .strip_prefix('@')
                .is_some_and(|id| other.home.role == Some(id))
        })
    };
    !same_entry
        && of_one_thing
        && !speaks_of(first, later)
        && !speaks_of(later, first)
        && object(first) == object(later)
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
    let scopes =
        scopes.filter_map(|answer| Some((answer.home.scope_at.clone()?, answer.home.name.clone())));
    let home = &later.home;
    let telling = Telling {
        severity: severity_of(rule, home.profile, &[activity.id], settings)?,
        words: later.location.text.clone(),
        location: later.location.clone(),
        related: std::iter::once((earlier.location.clone(), earlier.home.name.clone()))
            .chain(scopes)
            .collect(),
        role: Some(home.role.map_or_else(|| home.name.clone(), str::to_owned)),
        holder: None,
        language: later.language.map(Language::code),
        profile: home.profile,
        activities: vec![activity.id],
    };
    Some(tell(rule, telling, settings))
}
