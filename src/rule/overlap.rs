//! `overlap`: two roles answer for the same thing, within a charter, or across files where scope or team is the same.

use super::hit::Place;
use super::member::charter_key;
use super::seen::{SeenDuty, SeenFile, SeenRole, activity_of};
use super::{PackRule, Settings, Telling, severity_of, tell};
use crate::finding::{Finding, Location};
use crate::language::Language;
use crate::lasting::{self, Lasting};
use crate::model::{Raci, Text};
use crate::pack::{Activity, Overlap, Pack, level};
use crate::reading::{Claim, Stance};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What one role answers for. Packed, since there are many, each is kept until all files are read, and hardly any is
/// looked at again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answering {
    home: Home,
    /// [`Answer`]s, as postcard writes them.
    packed: Box<[u8]>,
}

/// A role answers for an activity, or does it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Answer {
    activity: u16,
    /// Answers for it or decides it; else it merely does it.
    answers: bool,
    language: Option<Language>,
    /// Roles and objects that rules ask for, as classes of words in the clause, sorted.
    #[serde(deserialize_with = "lasting::many")]
    objects: Vec<Lasting>,
    location: Location,
}

/// The role that answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Home {
    #[serde(deserialize_with = "lasting::perhaps")]
    role: Option<Lasting>,
    name: String,
    /// Numbers the role entries of a charter.
    entry: usize,
    charter: String,
    #[serde(deserialize_with = "lasting::one")]
    profile: Lasting,
    scope: Option<String>,
    team: Option<String>,
    scope_at: Option<Location>,
    /// The path of its file, as shown.
    #[serde(skip)]
    path: Arc<str>,
}

/// What the roles of a file answer for, as far as rules ask: the first place of each activity in each role.
pub(super) fn answers<'r>(
    overlaps: &(impl Iterator<Item = &'r Overlap<&'static str>> + Clone),
    seen: &SeenFile,
    pack: &Pack,
) -> Vec<Answering> {
    let asked = |id: &str| {
        overlaps
            .clone()
            .any(|overlap| overlap.activities.contains(&id))
    };
    let objects: BTreeSet<&str> = overlaps
        .clone()
        .flat_map(|overlap| overlap.objects.iter().copied())
        .collect();
    let mut all = Vec::new();
    for (entry, role) in seen.roles.iter().enumerate() {
        let lonely = role.charter.roles.len() < 2;
        if lonely && role.role.scope.is_none() && role.role.team.is_none() {
            continue;
        }
        let mut answers: Vec<Answer> = Vec::new();
        for (duty, claim) in role.held() {
            let stated = duty.duty.raci == Some(Raci::Responsible);
            if !claim.certain || stated || !asked(activity_of(claim, pack)) {
                continue;
            }
            let strong = matches!(claim.stance, Stance::Accountable | Stance::Decides);
            let known = answers
                .iter_mut()
                .find(|answer| answer.activity == claim.activity);
            match known {
                Some(known) if known.answers || !strong => {}
                Some(known) => *known = answer(seen, (duty, claim), &objects),
                None => answers.push(answer(seen, (duty, claim), &objects)),
            }
        }
        if !answers.is_empty() {
            all.push(Answering::new(Home::new(seen, role, entry), &answers));
        }
    }
    all
}

impl Answering {
    fn new(home: Home, answers: &[Answer]) -> Self {
        // Numbers and texts can always be written.
        let packed = postcard::to_stdvec(answers).unwrap_or_default().into();
        Self { home, packed }
    }

    fn answers(&self) -> Vec<Answer> {
        let mut answers: Vec<Answer> = postcard::from_bytes(&self.packed).unwrap_or_default();
        for answer in &mut answers {
            answer.location.path = Arc::clone(&self.home.path);
        }
        answers
    }

    /// Turns all places.
    pub(super) fn relocate(&mut self, turn: &impl Fn(&mut Location)) {
        let mut answers = self.answers();
        for answer in &mut answers {
            turn(&mut answer.location);
        }
        self.home.scope_at.iter_mut().for_each(turn);
        // A role stands in one file.
        if let Some(answer) = answers.first() {
            self.home.path = Arc::clone(&answer.location.path);
        }
        *self = Self::new(self.home.clone(), &answers);
    }

    /// Says which file it is of, after it was read back from bytes.
    pub(super) fn name(&mut self, path: &Arc<str>) {
        self.home.path = Arc::clone(path);
        if let Some(scope) = &mut self.home.scope_at {
            scope.path = Arc::clone(path);
        }
    }
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
            path: seen.file.source.shared_path(),
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

fn answer(seen: &SeenFile, (duty, claim): (&SeenDuty, &Claim), asked: &BTreeSet<&str>) -> Answer {
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
        objects,
        language: duty.reading.language,
        location: duty.place(claim).locate(seen.file),
    }
}

pub(super) fn check(
    rule: &PackRule,
    overlap: &Overlap<&'static str>,
    roles: &[Answering],
    pack: &Pack,
    settings: &Settings,
) -> Vec<Finding> {
    let mut together: BTreeMap<(u8, &str), usize> = BTreeMap::new();
    for role in roles {
        for place in role.home.places() {
            *together.entry(place).or_default() += 1;
        }
    }
    // Nearly all roles of a large run share nothing with another.
    let shared = |home| Home::places(home).filter(|place| together[place] > 1);
    let sharing = roles
        .iter()
        .filter(|role| shared(&role.home).next().is_some());
    let sharing: Vec<(&Home, Vec<Answer>)> =
        sharing.map(|role| (&role.home, role.answers())).collect();
    let mut groups: BTreeMap<(u8, &str, u16), Vec<Held>> = BTreeMap::new();
    for (home, answers) in &sharing {
        for answer in answers {
            let id = pack.core.activities[usize::from(answer.activity)].id;
            if !overlap.activities.contains(&id) || !answer.answers && !overlap.done.contains(&id) {
                continue;
            }
            for (kind, key) in shared(home) {
                let group = groups.entry((kind, key, answer.activity)).or_default();
                group.push(Held { home, answer });
            }
        }
    }
    let mut told: BTreeSet<*const Answer> = BTreeSet::new();
    let mut findings = Vec::new();
    for group in groups.into_values() {
        let Some((&first, later)) = group.split_first() else {
            continue;
        };
        for &later in later {
            let activity = &pack.core.activities[usize::from(later.answer.activity)];
            let words = std::ptr::from_ref(later.answer);
            if clash(overlap, activity, first, later) && told.insert(words) {
                let one_offer = !overlap.roles.is_empty();
                findings.extend(finding(rule, activity, (first, later), one_offer, settings));
            }
        }
    }
    findings
}

/// An answer and whose it is.
#[derive(Clone, Copy)]
struct Held<'a> {
    home: &'a Home,
    answer: &'a Answer,
}

/// Whether two answers are about one thing, and the profile does not give it to both.
fn clash(
    overlap: &Overlap<&'static str>,
    activity: &Activity<&'static str>,
    first: Held,
    later: Held,
) -> bool {
    let (one, other) = (first.home, later.home);
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
    let object = |held: Held| -> Vec<&'static str> {
        let objects = held.answer.objects.iter().copied();
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
    let speaks_of = |one: Held, other: Held| {
        let mut objects = one.answer.objects.iter();
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
    (earlier, later): (Held, Held),
    one_offer: bool,
    settings: &Settings,
) -> Option<Finding> {
    let scopes = [later, earlier].into_iter().filter(|_| one_offer);
    let scopes =
        scopes.filter_map(|held| Some((held.home.scope_at.clone()?, held.home.name.clone())));
    let home = later.home;
    let telling = Telling {
        severity: severity_of(rule, home.profile, &[activity.id], settings)?,
        words: later.answer.location.text.clone(),
        location: later.answer.location.clone(),
        related: std::iter::once((earlier.answer.location.clone(), earlier.home.name.clone()))
            .chain(scopes)
            .collect(),
        role: Some(home.role.map_or_else(|| home.name.clone(), str::to_owned)),
        holder: None,
        language: later.answer.language.map(Language::code),
        profile: home.profile,
        activities: vec![activity.id],
    };
    Some(tell(rule, telling, settings))
}
