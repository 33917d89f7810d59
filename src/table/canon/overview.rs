//! The roles at a glance: purpose, what they answer for, decide and must not do.

use super::{Ask, Role, Seen, plain};
use crate::pack::Texts;
use crate::table::words;
use crate::table::{Cell, Group, Letter, Line};

impl Ask<'_> {
    pub(super) fn overview(&self, seen: &[Seen]) -> Group {
        let language = self.language;
        let text = |id: &str, title: words::Said, of: fn(&Role) -> Option<&Texts<&'static str>>| {
            let cells = self.roles.iter().map(|role| {
                let text = of(role).map(|text| Line::of(text.of(language).trim()));
                Cell::of(text.into_iter().collect())
            });
            plain(id, title.to(language), cells.collect())
        };
        let held = |id: &str, title: words::Said, wanted: fn(Letter) -> bool| {
            let all = 0..self.roles.len();
            let cells = all.map(|at| self.held(seen, at, wanted));
            plain(id, title.to(language), cells.collect())
        };
        let titles = self
            .roles
            .iter()
            .map(|role| Cell::of(vec![Line::of(role.typical.of(language).join(", "))]));
        Group {
            id: "overview".to_owned(),
            title: words::OVERVIEW.to(language).to_owned(),
            rows: vec![
                text("purpose", words::PURPOSE, |role| role.purpose.as_deref()),
                text("question", words::ASKS, |role| role.question.as_deref()),
                text("measured-by", words::MEASURED_BY, |role| {
                    role.measured_by.as_deref()
                }),
                held("accountable-for", words::ACCOUNTABLE_FOR, |letter| {
                    letter == Letter::A
                }),
                held("contributes-to", words::CONTRIBUTES_TO, |letter| {
                    matches!(letter, Letter::R | Letter::C)
                }),
                text("decides", words::DECIDES, |role| role.decides.as_deref()),
                text("must-not", words::MUST_NOT, |role| role.must_not.as_deref()),
                plain("titles", words::TITLES.to(language), titles.collect()),
            ],
        }
    }

    /// The activities that a role stands so to, one line an area; what a school forbids it is told in the row below.
    pub(super) fn held(&self, seen: &[Seen], at: usize, wanted: fn(Letter) -> bool) -> Cell {
        let mut lines = Vec::new();
        for area in &self.pack.core.areas {
            let own = seen.iter().filter(|one| one.activity.group == area.id);
            let held = own.filter(|one| {
                let stances = &one.stances[at];
                stances.strongest().is_some_and(wanted) && !stances.is_kept_away()
            });
            let titles: Vec<&str> = held.map(|one| self.title_of(one.activity)).collect();
            if !titles.is_empty() {
                let area = *area.title.of(self.language);
                let line = words::HELD_BY.with(self.language, &[area, &titles.join(", ")]);
                lines.push(Line::of(line));
            }
        }
        Cell::of(lines)
    }
}
