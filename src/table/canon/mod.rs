//! Canonical roles side by side.

mod gist;
mod judgement;
mod overview;

use super::school::{Stances, profiles_of};
use super::words::{self, capital, listed};
use super::{By, Cell, Column, Group, Kind, Line, Row, Table};
use crate::language::Language;
use crate::pack::{Activity, Pack, RoleSpec};

type Role = RoleSpec<&'static str>;

/// Which roles are compared, as which school sees them, and for whom.
pub struct Ask<'p> {
    pub roles: Vec<&'p Role>,
    /// Id of the only profile that counts.
    pub profile: Option<&'p str>,
    pub language: Language,
    pub pack: &'p Pack,
}

/// An activity with the stances of all compared roles.
struct Seen<'p> {
    activity: &'p Activity<&'static str>,
    stances: Vec<Stances<'p>>,
}

impl Seen<'_> {
    pub(super) fn taking_part(&self) -> Vec<usize> {
        let all = 0..self.stances.len();
        all.filter(|&at| self.stances[at].takes_part()).collect()
    }

    /// Whether a school lets several take part.
    pub(super) fn meets_in_a_school(&self) -> bool {
        let profiles = self.stances.iter().flat_map(|one| one.by_profile.keys());
        profiles.into_iter().any(|profile| {
            let letters = self.stances.iter();
            let letters = letters.filter_map(|one| one.by_profile.get(profile));
            letters.filter(|(letter, _)| letter.takes_part()).count() > 1
        })
    }
}

/// What the canon says of several roles.
pub fn compare(ask: &Ask) -> Table {
    let language = ask.language;
    let seen = ask.seen();
    let titles: Vec<&str> = ask.titles();
    let mut groups = vec![ask.overview(&seen)];
    groups.extend(ask.areas(&seen));
    Table {
        kind: Kind::Comparison,
        by: By::Activity,
        language,
        profile: ask.profile.map(str::to_owned),
        title: words::COMPARED.with(language, &[&listed(language, &titles)]),
        intro: ask.intro(&seen),
        head: capital(words::ASPECT.to(language)),
        mark_head: capital(words::DIFFERENCE.to(language)),
        columns: ask
            .roles
            .iter()
            .map(|role| column(role, language))
            .collect(),
        groups,
        totals: Vec::new(),
        legend: vec![words::LEGEND.to(language).to_owned()],
    }
}

fn column(role: &Role, language: Language) -> Column {
    Column {
        role: role.id.to_owned(),
        title: (*role.title.of(language)).to_owned(),
        ..Column::default()
    }
}

impl<'p> Ask<'p> {
    pub(super) fn titles(&self) -> Vec<&'p str> {
        let titles = self.roles.iter().map(|role| *role.title.of(self.language));
        titles.collect()
    }

    pub(super) fn asked(&self) -> Option<usize> {
        let profiles = &self.pack.core.profiles;
        let asked = self.profile?;
        profiles.iter().position(|profile| profile.id == asked)
    }

    fn seen(&self) -> Vec<Seen<'p>> {
        let asked = self.asked();
        let roles = self.roles.iter();
        let known: Vec<Vec<usize>> = roles.map(|role| profiles_of(role.id, self.pack)).collect();
        let activities = self.pack.core.activities.iter();
        let real = activities.filter(|activity| !activity.signal);
        real.map(|activity| Seen {
            activity,
            stances: self
                .roles
                .iter()
                .zip(&known)
                .map(|(role, known)| Stances::new(role.id, activity, known, asked, self.pack))
                .collect(),
        })
        .collect()
    }

    pub(super) fn title_of(&self, activity: &Activity<&'static str>) -> &'static str {
        activity.title.of(self.language)
    }

    pub(super) fn profile_names(&self, profiles: &[usize]) -> String {
        let named = profiles.iter().map(|&at| &self.pack.core.profiles[at].name);
        let titles: Vec<&str> = named.map(|name| *name.of(self.language)).collect();
        titles.join(", ")
    }

    fn areas(&self, seen: &[Seen]) -> Vec<Group> {
        let areas = self.pack.core.areas.iter();
        let groups = areas.map(|area| {
            let own = seen.iter().filter(|one| one.activity.group == area.id);
            let mut rows: Vec<(usize, Row)> = own
                .map(|one| (order(&one.taking_part()), self.row(one)))
                .collect();
            rows.sort_by_key(|(order, _)| *order);
            Group {
                id: area.id.to_owned(),
                title: (*area.title.of(self.language)).to_owned(),
                rows: rows.into_iter().map(|(_, row)| row).collect(),
            }
        });
        groups.collect()
    }

    fn row(&self, seen: &Seen) -> Row {
        let (mark, note) = self.mark(seen);
        Row {
            id: seen.activity.id.to_owned(),
            title: capital(self.title_of(seen.activity)),
            mark: Some(mark),
            note,
            cells: seen.stances.iter().map(|one| self.cell(one)).collect(),
        }
    }

    /// A line for each letter, with the schools where these are not all.
    pub(super) fn cell(&self, stances: &Stances) -> Cell {
        let lines = stances.letters().into_iter().map(|held| {
            let mut text = words::stance(held.letter).to(self.language).to_owned();
            if let Some(about) = held.about {
                text = words::HELD_BY.with(self.language, &[&text, about.of(self.language)]);
            }
            if held.profiles.len() < stances.known {
                text = format!("{text} ({})", self.profile_names(&held.profiles));
            }
            Line {
                letter: Some(held.letter),
                ..Line::of(text)
            }
        });
        Cell::of(lines.collect())
    }
}

/// Only the first role's, then what is shared, then the others', then nobody's.
fn order(taking_part: &[usize]) -> usize {
    match taking_part {
        [] => usize::MAX,
        [0] => 0,
        [one] => 1 + one,
        [_, _, ..] => 1,
    }
}

fn plain(id: &str, title: &str, cells: Vec<Cell>) -> Row {
    Row {
        id: id.to_owned(),
        title: title.to_owned(),
        mark: None,
        note: None,
        cells,
    }
}
