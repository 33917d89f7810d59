//! A file's roles with what their texts say: what checks look at.

use super::Settings;
use super::hit::Place;
use crate::language::{Language, guess};
use crate::model::{Charter, Duty, Loaded, Raci, Role, Text};
use crate::pack::Pack;
use crate::reading::{Claim, Reader, Reading, Set, Stance};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

/// The id of the activity that is claimed.
pub(super) fn activity_of(claim: &Claim, pack: &Pack) -> &'static str {
    pack.core.activities[usize::from(claim.activity)].id
}

/// Whether an activity is one that roles own, no signal.
pub(super) fn is_real(claim: &Claim, pack: &Pack) -> bool {
    !pack.core.activities[usize::from(claim.activity)].signal
}

/// A duty with what it says.
#[derive(Debug)]
pub struct SeenDuty<'f> {
    pub duty: &'f Duty,
    pub reading: Reading,
}

impl<'f> SeenDuty<'f> {
    pub fn place(&self, claim: &Claim) -> Place<'f> {
        Place {
            text: &self.duty.text,
            range: claim.range.clone(),
        }
    }
}

/// A role with what its texts say.
#[derive(Debug)]
pub struct SeenRole<'f> {
    pub role: &'f Role,
    pub charter: &'f Charter,
    /// All charters of the file.
    pub charters: &'f [Charter],
    /// Id of the canonical role.
    pub id: Option<&'static str>,
    pub profile: &'static str,
    pub duties: Vec<SeenDuty<'f>>,
    pub excludes: Vec<SeenDuty<'f>>,
    pub authority: Vec<SeenDuty<'f>>,
    pub purpose: Option<Reading>,
    pub title: Option<Reading>,
    pub scope: Option<Reading>,
    /// What the value of `role` says.
    pub name: Reading,
    pub holders: Vec<Reading>,
    /// Whether rules object to what is less sure, too.
    pub is_pedantic: bool,
    pub sums: Sums,
    /// Whether the purpose says nothing, once that was asked.
    pub(super) is_aimless: OnceCell<bool>,
    /// Whether duties hold some words, once that was asked.
    said: RefCell<BTreeMap<String, bool>>,
}

/// What all texts of a role say together, for checks that need to look no further.
#[derive(Debug, Default)]
pub struct Sums {
    /// Activities that are spoken of, whatever the stance.
    pub claims: Set,
    /// Activities that duties and decision rights hold.
    pub held: Set,
    /// Classes that rules ask for.
    pub classes: Set,
}

impl Sums {
    fn add(&mut self, reading: &Reading, is_held: bool) {
        self.classes.add(reading.classes);
        for claim in &reading.claims {
            let activity = usize::from(claim.activity);
            self.claims.insert(activity);
            if is_held && claim.stance.holds() {
                self.held.insert(activity);
            }
        }
    }
}

impl<'f> SeenRole<'f> {
    /// The duty with this text. Duties are in memory as they are in the file.
    pub(super) fn duty_of(&self, text: &Text) -> Option<&SeenDuty<'f>> {
        let place = |duty: &SeenDuty| (&raw const duty.duty.text).addr();
        let wanted = (&raw const *text).addr();
        let at = self.duties.partition_point(|duty| place(duty) < wanted);
        self.duties.get(at).filter(|duty| place(duty) == wanted)
    }

    /// Whether a duty holds these words; each is asked for once.
    pub(super) fn says(&self, words: &str) -> bool {
        if let Some(&known) = self.said.borrow().get(words) {
            return known;
        }
        let mut duties = self.duties.iter();
        let is_said = duties.any(|duty| duty.duty.text.value.contains(words));
        self.said.borrow_mut().insert(words.to_owned(), is_said);
        is_said
    }

    /// Whether a claim is sure enough for a rule to object to it.
    pub fn objects_to(&self, claim: &Claim) -> bool {
        self.is_pedantic || claim.is_sure()
    }

    /// Duties and decision rights: the texts that say what a role does.
    pub fn held_texts(&self) -> impl Iterator<Item = &SeenDuty<'f>> {
        self.duties.iter().chain(&self.authority)
    }

    /// What duties and decision rights claim for the role.
    pub fn held(&self) -> impl Iterator<Item = (&SeenDuty<'f>, &Claim)> {
        self.held_texts().flat_map(|duty| {
            let held = duty.reading.claims.iter();
            held.filter(|claim| claim.stance.holds())
                .map(move |claim| (duty, claim))
        })
    }

    pub fn holds(&self, activities: &[&str], pack: &Pack) -> bool {
        self.held()
            .any(|(_, claim)| activities.contains(&activity_of(claim, pack)))
    }

    /// Whether the purpose speaks of one of these activities.
    pub fn aims_at(&self, activities: &[&str], pack: &Pack) -> bool {
        let claims = self.purpose.iter().flat_map(|purpose| &purpose.claims);
        claims
            .filter(|claim| claim.stance != Stance::Negated)
            .any(|claim| activities.contains(&activity_of(claim, pack)))
    }

    /// Purpose, duties and decision rights, with what they say.
    pub fn texts(&self) -> impl Iterator<Item = (&'f Text, &Reading)> {
        let purpose = self.role.purpose.as_ref().zip(self.purpose.as_ref());
        let held = self
            .held_texts()
            .map(|duty| (&duty.duty.text, &duty.reading));
        purpose.into_iter().chain(held)
    }

    /// Whether one of its texts has a word of one of these classes.
    pub fn speaks_of(&self, classes: &[&str]) -> bool {
        self.texts().any(|(_, reading)| reading.says(classes))
    }

    /// Whether one of its texts has a word of one of these classes, and is not understood as something else that the
    /// role leaves to others or does not do.
    pub fn may_mean(&self, classes: &[&str], pack: &Pack) -> bool {
        let is_foreign = |claim: &Claim| {
            let activity = &pack.core.activities[usize::from(claim.activity)];
            let mut owners = activity.owners.iter();
            claim.stance == Stance::Negated
                || activity.signal
                || owners.any(|owner| Some(owner.role) == self.id && owner.stance == 'X')
        };
        let open = |reading: &Reading| !reading.claims.iter().any(is_foreign);
        let mut texts = self.texts();
        texts.any(|(_, reading)| reading.says(classes) && open(reading))
    }

    /// Whether there is enough text to miss something: so many duties, at least half of them read.
    pub fn can_be_judged(&self, duties: usize, pack: &Pack) -> bool {
        self.duties.len() >= duties && 2 * self.read_duties(pack) >= self.duties.len()
    }

    /// Duties in which an activity was read.
    pub fn read_duties(&self, pack: &Pack) -> usize {
        let read = self.duties.iter().filter(|duty| {
            let mut claims = duty.reading.claims.iter();
            claims.any(|claim| is_real(claim, pack))
        });
        read.count()
    }
}

/// A file's roles.
#[derive(Debug)]
pub struct SeenFile<'f> {
    pub file: &'f Loaded,
    pub roles: Vec<SeenRole<'f>>,
}

impl<'f> SeenFile<'f> {
    /// The roles of each charter.
    pub fn charters(&self) -> impl Iterator<Item = &[SeenRole<'f>]> {
        self.roles
            .chunk_by(|one, next| std::ptr::eq(one.charter, next.charter))
    }

    /// Reads every text of every role.
    pub fn new(file: &'f Loaded, reader: &mut Reader, pack: &Pack, settings: &Settings) -> Self {
        let mut roles = Vec::new();
        for charter in &file.charters {
            let spoken = OnceCell::new();
            for role in &charter.roles {
                roles.push(SeenRole {
                    charters: &file.charters,
                    ..see(charter, &spoken, role, reader, pack, settings)
                });
            }
        }
        Self { file, roles }
    }
}

/// The language of a charter that does not say it: that of all its words together.
fn language_of(charter: &Charter) -> Option<Language> {
    let mut words = String::new();
    for role in &charter.roles {
        let texts = [&role.title, &role.purpose].into_iter().flatten();
        let duties = role
            .duties
            .iter()
            .chain(&role.excludes)
            .chain(&role.authority);
        for text in texts.chain(duties.map(|duty| &duty.text)) {
            words.push_str(&text.value);
            words.push(' ');
        }
    }
    guess(&words, None)
}

fn see<'f>(
    charter: &'f Charter,
    spoken: &OnceCell<Option<Language>>,
    role: &'f Role,
    reader: &mut Reader,
    pack: &Pack,
    settings: &Settings,
) -> SeenRole<'f> {
    let id = role
        .canonical
        .as_deref()
        .and_then(|id| pack.role(id))
        .map(|known| known.id);
    let declared = role
        .language
        .as_ref()
        .and_then(|text| Language::from_tag(&text.value))
        .or(settings.text_language)
        .or_else(|| *spoken.get_or_init(|| language_of(charter)));
    let named = settings
        .profile
        .as_deref()
        .or(role.profile.as_ref().map(|text| text.value.as_str()))
        .or(settings.default_profile.as_deref());
    let profile = named
        .and_then(|name| pack.profile(name))
        .map_or("scrum", |profile| profile.id);
    let mut duties = |list: &'f [Duty], part: Part| -> Vec<SeenDuty<'f>> {
        list.iter()
            .map(|duty| {
                let own = duty
                    .language
                    .as_ref()
                    .and_then(|text| Language::from_tag(&text.value))
                    .or(declared);
                SeenDuty {
                    duty,
                    reading: read_duty(duty, own, id, part, reader, pack),
                }
            })
            .collect()
    };
    let (held, excludes, authority) = (
        duties(&role.duties, Part::Duties),
        duties(&role.excludes, Part::Excludes),
        duties(&role.authority, Part::Authority),
    );
    let mut text = |text: &Text| reader.read(&text.value, declared, id);
    let mut seen = SeenRole {
        purpose: role.purpose.as_ref().map(&mut text),
        title: role.title.as_ref().map(&mut text),
        scope: role.scope.as_ref().map(&mut text),
        name: text(&role.name),
        is_pedantic: settings.is_pedantic,
        holders: role
            .holders
            .iter()
            .map(|holder| text(&holder.name))
            .collect(),
        role,
        charter,
        charters: std::slice::from_ref(charter),
        id,
        profile,
        duties: held,
        excludes,
        authority,
        sums: Sums::default(),
        is_aimless: OnceCell::new(),
        said: RefCell::default(),
    };
    let mut sums = Sums::default();
    for duty in seen.held_texts() {
        sums.add(&duty.reading, true);
    }
    let excludes = seen.excludes.iter().map(|duty| &duty.reading);
    let others = [&seen.purpose, &seen.title, &seen.scope]
        .into_iter()
        .flatten();
    let others = others
        .chain([&seen.name])
        .chain(&seen.holders)
        .chain(excludes);
    for reading in others {
        sums.add(reading, false);
    }
    seen.sums = sums;
    seen
}

/// Which list of a role a text stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Duties,
    Excludes,
    Authority,
}

fn read_duty(
    duty: &Duty,
    declared: Option<Language>,
    role: Option<&str>,
    part: Part,
    reader: &mut Reader,
    pack: &Pack,
) -> Reading {
    let text = &duty.text.value;
    let mut reading = reader.read_duty(text, declared, role);
    if let Some(activity) = duty
        .activity
        .as_ref()
        .and_then(|named| pack.activity(&named.value))
    {
        // The author says which activity is meant; what the words say of it is kept, else the whole text stands for it.
        reading.claims.retain(|claim| claim.activity == activity);
        if reading.claims.is_empty() {
            let range = 0..text.trim_end().len();
            reading.claims.push(Claim {
                activity,
                stance: Stance::Does,
                range,
                clause: 0,
                certain: true,
                confidence: 100,
            });
        }
    }
    let stated = match duty.raci {
        Some(Raci::Accountable) => Some(Stance::Accountable),
        Some(Raci::Responsible) => Some(Stance::Does),
        Some(Raci::Consulted) => Some(Stance::Supports),
        Some(Raci::Informed) => Some(Stance::Informed),
        None => None,
    };
    for claim in &mut reading.claims {
        match part {
            Part::Excludes => claim.stance = Stance::Negated,
            Part::Authority if claim.stance.holds() => claim.stance = Stance::Decides,
            Part::Duties | Part::Authority => {
                if let Some(stated) = stated
                    && claim.stance != Stance::Negated
                {
                    claim.stance = stated;
                }
            }
        }
    }
    reading
}
