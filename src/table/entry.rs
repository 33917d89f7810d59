//! Roles of the user's files, as columns and lines of a table.

use super::{Cell, Column, Letter, Line, Site, Told};
use crate::language::Language;
use crate::model::{Loaded, Raci, Text, fold};
use crate::pack::Pack;
use crate::reading::{Claim, Stance};
use crate::rule::{SeenDuty, SeenRole};
use std::collections::BTreeSet;

/// A role of a file.
#[derive(Clone, Copy)]
pub struct Entry<'f> {
    pub file: &'f Loaded,
    pub seen: &'f SeenRole<'f>,
}

/// The letter of a stance; what is left to others or merely known has none.
fn letter_of(stance: Stance) -> Option<Letter> {
    match stance {
        Stance::Accountable | Stance::Decides => Some(Letter::A),
        Stance::Does => Some(Letter::R),
        Stance::Supports => Some(Letter::C),
        Stance::Informed => Some(Letter::I),
        Stance::Negated => Some(Letter::X),
        Stance::Delegates | Stance::DemandedSkill => None,
    }
}

fn stated(raci: Raci) -> Letter {
    match raci {
        Raci::Responsible => Letter::R,
        Raci::Accountable => Letter::A,
        Raci::Consulted => Letter::C,
        Raci::Informed => Letter::I,
    }
}

/// The letter of a claim: what the author says of the duty, else what was read.
pub(super) fn letter_in(duty: &SeenDuty, claim: &Claim) -> Option<Letter> {
    let read = letter_of(claim.stance);
    match duty.duty.raci.map(stated) {
        Some(stated) if read != Some(Letter::X) => Some(stated),
        Some(_) | None => read,
    }
}

/// Whether the claim is about something that roles own.
fn is_real(claim: &Claim, pack: &Pack) -> bool {
    let activities = &pack.core.activities;
    activities
        .get(usize::from(claim.activity))
        .is_some_and(|activity| !activity.signal)
}

/// What a text says of real activities.
pub(super) fn claims<'d>(duty: &'d SeenDuty, pack: &'d Pack) -> impl Iterator<Item = &'d Claim> {
    let claims = duty.reading.claims.iter();
    claims.filter(|claim| is_real(claim, pack))
}

impl Entry<'_> {
    /// Whether this is a role that was asked for: by id, or by what its author calls it.
    pub fn is_called(self, wanted: &str, id: Option<&str>) -> bool {
        let by_id = id.is_some() && self.seen.id == id;
        by_id
            || self
                .seen
                .role
                .names()
                .any(|name| fold(&name) == fold(wanted))
    }

    pub(super) fn site(self, text: &Text) -> Site {
        let source = &self.file.source;
        Site {
            path: source.path().to_owned(),
            start: source.place(text.span.start),
            end: source.place(text.span.end),
        }
    }

    /// What the author calls the role; an id or a short form gets the title.
    fn title(self, language: Language, pack: &Pack) -> String {
        let name = self.seen.role.name.value.trim();
        let known = self.seen.id.and_then(|id| pack.role(id));
        let known = known.filter(|known| {
            let mut ids = known.short.iter().chain([&known.id]);
            ids.any(|id| id.eq_ignore_ascii_case(name))
        });
        let title = known.map(|known| *known.title.of(language));
        title.unwrap_or(name).to_owned()
    }

    pub(super) fn column(self, language: Language, pack: &Pack) -> Column {
        let role = self.seen.role;
        let shown = |text: &Option<Text>| text.as_ref().map(|text| text.value.trim().to_owned());
        Column {
            role: self.seen.id.unwrap_or(role.name.value.trim()).to_owned(),
            custom: self.seen.id.is_none(),
            title: self.title(language, pack),
            own_title: shown(&role.title),
            holders: role
                .holders
                .iter()
                .map(|holder| holder.name.value.trim().to_owned())
                .collect(),
            scope: shown(&role.scope),
            profile: Some(self.seen.profile.to_owned()),
            site: Some(self.site(&role.name)),
        }
    }

    /// A text as it stands, with all that was read in it.
    pub(super) fn line(self, duty: &SeenDuty, letter: Option<Letter>, pack: &Pack) -> Line {
        Line {
            letter,
            text: duty.duty.text.value.trim().to_owned(),
            site: Some(self.site(&duty.duty.text)),
            claims: claims(duty, pack)
                .map(|claim| Told {
                    activity: pack.core.activities[usize::from(claim.activity)]
                        .id
                        .to_owned(),
                    stance: claim.stance.name().to_owned(),
                })
                .collect(),
        }
    }

    /// A duty with its strongest letter; what was not read is done.
    pub(super) fn duty(self, duty: &SeenDuty, pack: &Pack) -> Line {
        let mut claims = claims(duty, pack).peekable();
        let read = match (duty.duty.raci, claims.peek()) {
            (Some(raci), None) => Some(stated(raci)),
            (None, None) => Some(Letter::R),
            (_, Some(_)) => claims.filter_map(|claim| letter_in(duty, claim)).min(),
        };
        self.line(duty, read, pack)
    }

    /// The role's lines about one activity.
    pub(super) fn about(self, activity: u16, pack: &Pack) -> Cell {
        let role = self.seen;
        let texts = role
            .duties
            .iter()
            .chain(&role.authority)
            .chain(&role.excludes);
        let mut lines = Vec::new();
        for duty in texts {
            let own = duty.reading.claims.iter();
            let own: Vec<&Claim> = own.filter(|claim| claim.activity == activity).collect();
            if !own.is_empty() {
                let letter = own.iter().filter_map(|claim| letter_in(duty, claim)).min();
                lines.push(self.line(duty, letter, pack));
            }
        }
        Cell { lines, short: None }
    }

    /// Whether any of the role's texts speaks of the activity, in whatever stance.
    pub(super) fn mentions(self, activity: u16) -> bool {
        let role = self.seen;
        let texts = role
            .duties
            .iter()
            .chain(&role.authority)
            .chain(&role.excludes);
        let readings = texts.map(|duty| &duty.reading).chain(&role.purpose);
        let mut claims = readings.flat_map(|reading| &reading.claims);
        claims.any(|claim| claim.activity == activity)
    }

    /// Whether the two are evidently about different things: of different charters, or the same role for another scope.
    pub(super) fn is_apart(self, other: Entry) -> bool {
        let (one, two) = (self.seen, other.seen);
        let charters = one.charter.is_charter && two.charter.is_charter;
        let scope = |seen: &SeenRole| seen.role.scope.as_ref().map(|text| fold(&text.value));
        let scopes = scope(one).zip(scope(two));
        charters && !std::ptr::eq(one.charter, two.charter)
            || one.id == two.id && scopes.is_some_and(|(one, two)| one != two)
    }

    /// Whether the role's school makes it accountable for an activity, as it may do with several roles.
    pub(super) fn may_answer_for(self, activity: u16, pack: &Pack) -> bool {
        let owners = &pack.core.activities[usize::from(activity)].owners;
        owners.iter().any(|owner| {
            owner.stance == 'A'
                && Some(owner.role) == self.seen.id
                && (owner.profiles.is_empty() || owner.profiles.contains(&self.seen.profile))
        })
    }
}

/// Activities that a role is surely accountable for, by some of its texts.
pub(super) fn answers_for<'d>(
    duties: impl Iterator<Item = &'d SeenDuty<'d>>,
    pack: &Pack,
) -> Vec<u16> {
    let mut activities = Vec::new();
    for duty in duties {
        let sure = claims(duty, pack).filter(|claim| claim.is_sure());
        let answered = sure.filter(|claim| letter_in(duty, claim) == Some(Letter::A));
        activities.extend(answered.map(|claim| claim.activity));
    }
    activities.sort_unstable();
    activities.dedup();
    activities
}

/// The columns of some roles; those that are called alike are told apart by what else is known of them.
pub(super) fn columns(entries: &[Entry], language: Language, pack: &Pack) -> Vec<Column> {
    let mut columns: Vec<Column> = entries
        .iter()
        .map(|entry| entry.column(language, pack))
        .collect();
    let tell_apart: [fn(&Column) -> Option<String>; 4] = [
        |column| column.scope.clone(),
        |column| column.own_title.clone(),
        |column| {
            let site = column.site.as_ref()?;
            let name = site.path.rsplit('/').next()?;
            Some(format!("{name}:{}", site.start.line))
        },
        |column| {
            let site = column.site.as_ref()?;
            Some(format!("{}:{}", site.path, site.start.line))
        },
    ];
    let labels: Vec<String> = columns.iter().map(Column::label).collect();
    for label in &labels {
        let all = 0..columns.len();
        let alike: Vec<usize> = all.filter(|&at| labels[at] == *label).collect();
        if alike.len() < 2 || columns[alike[0]].label() != *label {
            continue;
        }
        let additions = tell_apart.iter().map(|tell| {
            let told = alike.iter().map(|&at| tell(&columns[at]));
            told.collect::<Vec<Option<String>>>()
        });
        let mut additions = additions.filter(|told| {
            let mut seen = BTreeSet::new();
            told.iter().all(|one| one.is_some() && seen.insert(one))
        });
        for (&at, addition) in alike.iter().zip(additions.next().unwrap_or_default()) {
            let addition = addition.unwrap_or_default();
            columns[at].title = format!("{} – {addition}", columns[at].title);
        }
    }
    columns
}
