//! Roles of the user's files side by side: by phase, by activity, or by area.

use super::entry::{Entry, answers_for, claims, columns};
use super::intro::Intro;
use super::words::{self, capital, listed, shortened};
use super::{By, Cell, Column, Group, Kind, Letter, Line, Mark, MarkKind, Row, Table, Total};
use crate::language::Language;
use crate::model::{Text, fold};
use crate::pack::Pack;
use crate::rule::SeenDuty;
use std::collections::BTreeMap;

/// Which roles are compared, and how.
pub struct Files<'f> {
    /// The columns.
    pub entries: Vec<Entry<'f>>,
    /// All other roles of the same files.
    pub others: Vec<Entry<'f>>,
    /// What the rows are; phases where there are any, else areas.
    pub by: Option<By>,
    /// Id of the profile that was asked for.
    pub profile: Option<&'f str>,
    pub language: Language,
    pub pack: &'f Pack,
}

/// What the user's files say of several roles.
pub fn compare(ask: &Files) -> Table {
    let language = ask.language;
    let columns = columns(&ask.entries, language, ask.pack);
    let by = ask.rows_by();
    let mut groups = ask.overview();
    groups.extend(match by {
        By::Phase => ask.by_phase(&columns),
        By::Activity => ask.by_activity(&columns),
        By::Area => ask.by_area(&columns),
    });
    let intro = Intro {
        ask,
        columns: &columns,
        by,
    };
    Table {
        kind: Kind::Comparison,
        by,
        language,
        profile: ask.profile.map(str::to_owned),
        title: ask.title(&columns),
        intro: intro.sentences(),
        head: ask.head(by),
        mark_head: capital(words::DIFFERENCE.to(language)),
        groups,
        totals: vec![ask.total()],
        legend: vec![words::FILES_LEGEND.to(language).to_owned()],
        columns,
    }
}

impl<'f> Files<'f> {
    pub(super) fn rows_by(&self) -> By {
        self.by.unwrap_or(if self.phases().is_empty() {
            By::Area
        } else {
            By::Phase
        })
    }

    pub(super) fn head(&self, by: By) -> String {
        let head = match by {
            By::Phase => words::PHASE,
            By::Activity => words::ACTIVITY,
            By::Area => words::AREA,
        };
        capital(head.to(self.language))
    }

    pub(super) fn title(&self, columns: &[Column]) -> String {
        let names: Vec<String> = columns.iter().map(Column::label).collect();
        let names = listed(self.language, &names);
        let mut charters = self
            .entries
            .iter()
            .map(|entry| entry.seen.charter.name.as_ref());
        let first = charters.next().flatten();
        match first.filter(|first| charters.all(|other| other == Some(*first))) {
            Some(charter) => words::HELD_BY.with(self.language, &[charter.value.trim(), &names]),
            None => words::COMPARED.with(self.language, &[&names]),
        }
    }

    pub(super) fn total(&self) -> Total {
        let duties = self.entries.iter().map(|entry| entry.seen.duties.len());
        Total {
            id: "duties".to_owned(),
            title: words::DUTIES.to(self.language).to_owned(),
            counts: duties.collect(),
        }
    }

    /// What roles say of themselves as a whole.
    pub(super) fn overview(&self) -> Vec<Group> {
        let language = self.language;
        let mut rows = Vec::new();
        let mut add = |id: &str, title: words::Said, cells: Vec<Cell>| {
            if cells.iter().any(|cell| !cell.lines.is_empty()) {
                rows.push(Row {
                    id: id.to_owned(),
                    title: title.to(language).to_owned(),
                    mark: None,
                    note: None,
                    cells,
                });
            }
        };
        let entries = || self.entries.iter();
        let purpose = |entry: &Entry| {
            let text = entry.seen.role.purpose.as_ref()?;
            Some(Line {
                site: Some(entry.site(text)),
                ..Line::of(text.value.trim())
            })
        };
        let purposes = entries().map(|entry| Cell::of(purpose(entry).into_iter().collect()));
        add("purpose", words::PURPOSE, purposes.collect());
        let lines = |entry: &Entry, duties: &[SeenDuty], letter: Letter| {
            let lines = duties
                .iter()
                .map(|duty| entry.line(duty, Some(letter), self.pack));
            Cell::of(lines.collect())
        };
        let decides = entries().map(|entry| lines(entry, &entry.seen.authority, Letter::A));
        add("decides", words::DECIDES, decides.collect());
        let excludes = entries().map(|entry| lines(entry, &entry.seen.excludes, Letter::X));
        add("excludes", words::LEAVES_OUT, excludes.collect());
        if rows.is_empty() {
            return Vec::new();
        }
        vec![Group {
            id: "overview".to_owned(),
            title: words::OVERVIEW.to(language).to_owned(),
            rows,
        }]
    }

    /// The phases of all charters in their order, then those that only duties name.
    pub(super) fn phases(&self) -> Vec<String> {
        let charters = self
            .entries
            .iter()
            .flat_map(|entry| &entry.seen.charter.phases);
        let duties = self
            .entries
            .iter()
            .flat_map(|entry| &entry.seen.role.duties);
        let named = charters.chain(duties.filter_map(|duty| duty.phase.as_deref()));
        let mut phases: Vec<String> = Vec::new();
        for phase in named.map(|phase| phase.value.trim()) {
            if !phase.is_empty() && !phases.iter().any(|known| fold(known) == fold(phase)) {
                phases.push(phase.to_owned());
            }
        }
        phases
    }

    fn by_phase(&self, columns: &[Column]) -> Vec<Group> {
        let phases = self.phases();
        let mut rows: Vec<Row> = Vec::new();
        for phase in &phases {
            let is_in = |duty: &SeenDuty| is_phase(duty.duty.phase.as_deref(), phase);
            rows.push(self.row(phase, phase, columns, &is_in));
        }
        let without = |duty: &SeenDuty| {
            let mut phases = phases.iter();
            !phases.any(|phase| is_phase(duty.duty.phase.as_deref(), phase))
        };
        let rest = words::NO_PHASE.to(self.language);
        let rest = self.row("", rest, columns, &without);
        if rest.cells.iter().any(|cell| !cell.lines.is_empty()) {
            rows.push(rest);
        }
        vec![Group {
            id: "phases".to_owned(),
            title: words::BY_PHASE.to(self.language).to_owned(),
            rows,
        }]
    }

    fn by_area(&self, columns: &[Column]) -> Vec<Group> {
        let mut rows: Vec<Row> = Vec::new();
        for area in &self.pack.core.areas {
            let is_in = |duty: &SeenDuty| {
                let mut claims = claims(duty, self.pack);
                claims.any(|claim| self.group_of(claim.activity) == area.id)
            };
            rows.push(self.row(area.id, area.title.of(self.language), columns, &is_in));
        }
        rows.push(self.unread(columns));
        rows.retain(|row| row.cells.iter().any(|cell| !cell.lines.is_empty()));
        vec![Group {
            id: "areas".to_owned(),
            title: words::BY_AREA.to(self.language).to_owned(),
            rows,
        }]
    }

    pub(super) fn group_of(&self, activity: u16) -> &'static str {
        self.pack.core.activities[usize::from(activity)].group
    }

    pub(super) fn title_of(&self, activity: u16) -> &'static str {
        let activity = &self.pack.core.activities[usize::from(activity)];
        activity.title.of(self.language)
    }

    fn titles_of(&self, activities: &[u16]) -> String {
        let titles = activities.iter().map(|&one| self.title_of(one).to_owned());
        let titles: Vec<String> = titles.collect();
        shortened(self.language, &titles, titles.len())
    }

    /// Duties in which no activity was read.
    pub(super) fn unread(&self, columns: &[Column]) -> Row {
        let title = words::UNREAD.to(self.language);
        let is_unread = |duty: &SeenDuty| claims(duty, self.pack).next().is_none();
        Row {
            mark: None,
            ..self.row("", title, columns, &is_unread)
        }
    }

    /// The duties of each role that belong to a row.
    fn row(
        &self,
        id: &str,
        title: &str,
        columns: &[Column],
        is_in: &dyn Fn(&SeenDuty) -> bool,
    ) -> Row {
        let cells = self.entries.iter().map(|entry| {
            let duties = entry.seen.duties.iter().filter(|duty| is_in(duty));
            Cell::of(duties.map(|duty| entry.duty(duty, self.pack)).collect())
        });
        let cells: Vec<Cell> = cells.collect();
        let mark = self.mark(&cells, columns, is_in);
        Row {
            id: id.to_owned(),
            title: title.to_owned(),
            mark: Some(mark),
            note: None,
            cells,
        }
    }

    fn mark(&self, cells: &[Cell], columns: &[Column], is_in: &dyn Fn(&SeenDuty) -> bool) -> Mark {
        let language = self.language;
        let all = 0..cells.len();
        let taking: Vec<usize> = all.filter(|&at| !cells[at].lines.is_empty()).collect();
        let clashes = self.clashes(&taking, is_in);
        let (kind, text) = match taking.as_slice() {
            [] => (MarkKind::Gap, words::NOBODY.to(language).to_owned()),
            [one] => (
                MarkKind::Only,
                words::ONLY.with(language, &[&columns[*one].title]),
            ),
            _ if !clashes.is_empty() => {
                let text = words::CLASH_IN.with(language, &[&self.titles_of(&clashes)]);
                (MarkKind::Clash, text)
            }
            several => {
                let who = who(language, several, columns);
                let shared = self.shared(several, is_in);
                let text = if shared.is_empty() {
                    words::COMPLEMENTARY.with(language, &[&who])
                } else {
                    words::SHARE.with(language, &[&who, &self.titles_of(&shared)])
                };
                (MarkKind::Both, text)
            }
        };
        Mark {
            kind,
            text,
            columns: taking,
        }
    }

    /// Activities that several of the roles are accountable for, without their school's consent.
    pub(super) fn clashes(&self, columns: &[usize], is_in: &dyn Fn(&SeenDuty) -> bool) -> Vec<u16> {
        self.held_by_several(columns, |entry| {
            let role = entry.seen;
            let texts = role.duties.iter().chain(&role.authority);
            answers_for(texts.filter(|duty| is_in(duty)), self.pack)
        })
        .into_iter()
        .filter(|(activity, holders)| {
            let together = holders.iter().any(|&one| {
                let mut others = holders.iter().filter(|&&other| other > one);
                others.any(|&other| !self.entries[one].is_apart(self.entries[other]))
            });
            let mut holders = holders.iter();
            together && !holders.all(|&at| self.entries[at].may_answer_for(*activity, self.pack))
        })
        .map(|(activity, _)| activity)
        .collect()
    }

    /// Activities that several of the roles do or answer for.
    fn shared(&self, columns: &[usize], is_in: &dyn Fn(&SeenDuty) -> bool) -> Vec<u16> {
        let held = self.held_by_several(columns, |entry| {
            let duties = entry.seen.duties.iter().filter(|duty| is_in(duty));
            let claims = duties.flat_map(|duty| claims(duty, self.pack));
            let held = claims.filter(|claim| claim.stance.holds());
            let mut held: Vec<u16> = held.map(|claim| claim.activity).collect();
            held.sort_unstable();
            held.dedup();
            held
        });
        held.into_iter().map(|(activity, _)| activity).collect()
    }

    fn held_by_several(
        &self,
        columns: &[usize],
        held: impl Fn(&Entry<'f>) -> Vec<u16>,
    ) -> Vec<(u16, Vec<usize>)> {
        let mut holders: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        for &at in columns {
            for activity in held(&self.entries[at]) {
                holders.entry(activity).or_default().push(at);
            }
        }
        holders.retain(|_, columns| columns.len() > 1);
        holders.into_iter().collect()
    }

    fn by_activity(&self, columns: &[Column]) -> Vec<Group> {
        let mut groups = Vec::new();
        let gaps = self.gaps();
        for area in &self.pack.core.areas {
            let mut rows = Vec::new();
            for activity in self.activities_of(area.id) {
                let cells = self
                    .entries
                    .iter()
                    .map(|entry| entry.about(activity, self.pack));
                let cells: Vec<Cell> = cells.collect();
                let is_told = cells.iter().any(|cell| !cell.lines.is_empty());
                if is_told || gaps.contains(&activity) {
                    let mark = self.activity_mark(activity, &cells, columns);
                    rows.push(Row {
                        id: self.pack.core.activities[usize::from(activity)]
                            .id
                            .to_owned(),
                        title: capital(self.title_of(activity)),
                        mark: Some(mark),
                        note: None,
                        cells,
                    });
                }
            }
            if !rows.is_empty() {
                groups.push(Group {
                    id: area.id.to_owned(),
                    title: (*area.title.of(self.language)).to_owned(),
                    rows,
                });
            }
        }
        let unread = self.unread(columns);
        if unread.cells.iter().any(|cell| !cell.lines.is_empty()) {
            groups.push(Group {
                id: "unread".to_owned(),
                title: String::new(),
                rows: vec![unread],
            });
        }
        groups
    }

    /// The activities of an area, in the order of the pack.
    pub(super) fn activities_of(&self, area: &str) -> Vec<u16> {
        let activities = self.pack.core.activities.iter();
        let own = activities.filter(|one| one.group == area && !one.signal);
        own.filter_map(|one| self.pack.activity(one.id)).collect()
    }

    pub(super) fn activity_mark(&self, activity: u16, cells: &[Cell], columns: &[Column]) -> Mark {
        let language = self.language;
        let best = |at: usize| cells[at].lines.iter().filter_map(|line| line.letter).min();
        let all = || 0..cells.len();
        let takes = |at: &usize| best(*at).is_some_and(Letter::takes_part);
        let taking: Vec<usize> = all().filter(takes).collect();
        let answering = all().filter(|at| best(*at) == Some(Letter::A));
        let answering: Vec<usize> = answering.collect();
        let names = |columns_of: &[usize]| {
            let names: Vec<&str> = columns_of
                .iter()
                .map(|&at| columns[at].title.as_str())
                .collect();
            listed(language, &names)
        };
        let (kind, text) = match (taking.as_slice(), answering.as_slice()) {
            ([], _) => self.nobody(activity),
            ([one], _) => (
                MarkKind::Only,
                words::ONLY.with(language, &[&columns[*one].title]),
            ),
            (_, [_, _, ..]) if self.clashes(&answering, &|_| true).contains(&activity) => {
                let text = words::ALL_ACCOUNTABLE.with(language, &[&names(&answering)]);
                (MarkKind::Clash, text)
            }
            (several, []) => {
                let who = who(language, several, columns);
                let text = words::NOBODY_ACCOUNTABLE.with(language, &[&who]);
                (MarkKind::Both, text)
            }
            (several, answering) => {
                let who = who(language, several, columns);
                let text = words::ACCOUNTABLE.with(language, &[&who, &names(answering)]);
                (MarkKind::Both, text)
            }
        };
        Mark {
            kind,
            text,
            columns: taking,
        }
    }

    /// Whose an activity is that none of the compared roles holds.
    fn nobody(&self, activity: u16) -> (MarkKind, String) {
        let language = self.language;
        let others = self.others.iter().filter(|entry| {
            let mut held = entry.seen.held();
            held.any(|(_, claim)| claim.activity == activity)
        });
        let others: Vec<String> = others
            .map(|entry| entry.column(language, self.pack).label())
            .collect();
        let neither = words::NEITHER.to(language);
        if !others.is_empty() {
            let text = words::NEITHER_BUT.with(language, &[&listed(language, &others)]);
            (MarkKind::Neither, text)
        } else if self.gaps().contains(&activity) {
            (MarkKind::Gap, words::NOBODY.to(language).to_owned())
        } else {
            (MarkKind::Neither, neither.to_owned())
        }
    }

    /// What the school asks for and no role of the files so much as mentions.
    pub(super) fn gaps(&self) -> Vec<u16> {
        let mut gaps = Vec::new();
        let all = || self.entries.iter().chain(&self.others);
        for entry in &self.entries {
            let profile = self.pack.profile(entry.seen.profile);
            let required = profile.into_iter().flat_map(|profile| &profile.required);
            for activity in required.filter_map(|id| self.pack.activity(id)) {
                let is_known = all().any(|entry| entry.mentions(activity));
                let owned = self
                    .entries
                    .iter()
                    .any(|entry| entry.may_answer_for(activity, self.pack));
                if owned && !is_known && !gaps.contains(&activity) {
                    gaps.push(activity);
                }
            }
        }
        gaps
    }
}

pub(super) fn is_phase(own: Option<&Text>, phase: &str) -> bool {
    own.is_some_and(|own| fold(&own.value) == fold(phase))
}

/// `both`, or the names where there are more roles than these.
pub(super) fn who(language: Language, several: &[usize], columns: &[Column]) -> String {
    if several.len() == 2 && columns.len() == 2 {
        return words::BOTH.to(language).to_owned();
    }
    let names: Vec<&str> = several
        .iter()
        .map(|&at| columns[at].title.as_str())
        .collect();
    listed(language, &names)
}
