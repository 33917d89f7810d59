//! Who does what: activities, phases or areas against roles, in letters.

use super::entry::{claims, columns};
use super::files::Files;
use super::words::{self, capital};
use super::{By, Cell, Column, Group, Kind, Letter, Line, Mark, MarkKind, Row, Table, Total};

const LETTERS: [Letter; 4] = [Letter::A, Letter::R, Letter::C, Letter::I];

/// All roles of the files in letters; activities unless asked otherwise.
pub fn matrix(ask: &Files) -> Table {
    let language = ask.language;
    let by = ask.by.unwrap_or(By::Activity);
    let columns = columns(&ask.entries, language, ask.pack);
    let mut groups = match by {
        By::Activity => activities(ask),
        By::Phase | By::Area => grouped(ask, by, &columns),
    };
    groups.retain(|group| !group.rows.is_empty());
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let marked = |kind: MarkKind| {
        let marks = rows().filter_map(|row| row.mark.as_ref());
        marks.filter(|mark| mark.kind == kind).count()
    };
    let without = marked(MarkKind::Headless) + marked(MarkKind::Gap);
    let counts = [rows().count(), without, marked(MarkKind::Clash)].map(|count| count.to_string());
    let intro = words::MATRIX_COUNTS.with(language, &[&counts[0], &counts[1], &counts[2]]);
    let totals = totals(&groups, &columns);
    Table {
        kind: Kind::Matrix,
        by,
        language,
        profile: ask.profile.map(str::to_owned),
        title: title(ask),
        intro: vec![intro],
        head: ask.head(by),
        mark_head: capital(words::NOTE.to(language)),
        totals: totals.into_iter().chain([ask.total()]).collect(),
        legend: vec![words::MATRIX_LEGEND.to(language).to_owned()],
        groups,
        columns,
    }
}

fn title(ask: &Files) -> String {
    let mut charters = ask
        .entries
        .iter()
        .map(|entry| entry.seen.charter.name.as_ref());
    let first = charters.next().flatten();
    let matrix = words::MATRIX.to(ask.language);
    match first.filter(|first| charters.all(|other| other == Some(*first))) {
        Some(charter) => words::HELD_BY.with(ask.language, &[matrix, charter.value.trim()]),
        None => matrix.to_owned(),
    }
}

fn activities(ask: &Files) -> Vec<Group> {
    let gaps = ask.gaps();
    let areas = ask.pack.core.areas.iter();
    areas
        .map(|area| {
            let mut rows = Vec::new();
            for activity in ask.activities_of(area.id) {
                let cells = ask.entries.iter().map(|entry| {
                    let cell = entry.about(activity, ask.pack);
                    let letters = cell.lines.iter().filter_map(|line| line.letter);
                    let short = Some(letters_of(letters.collect()));
                    Cell { short, ..cell }
                });
                let cells: Vec<Cell> = cells.collect();
                let is_gap = gaps.contains(&activity);
                if is_gap || cells.iter().any(|cell| !cell.lines.is_empty()) {
                    rows.push(Row {
                        id: ask.pack.core.activities[usize::from(activity)]
                            .id
                            .to_owned(),
                        title: capital(ask.title_of(activity)),
                        mark: mark(ask, activity, &cells, is_gap),
                        note: None,
                        cells,
                    });
                }
            }
            Group {
                id: area.id.to_owned(),
                title: (*area.title.of(ask.language)).to_owned(),
                rows,
            }
        })
        .chain([unread(ask)])
        .collect()
}

fn unread(ask: &Files) -> Group {
    let cells = ask.entries.iter().map(|entry| {
        let duties = entry.seen.duties.iter();
        let unread = duties.filter(|duty| claims(duty, ask.pack).next().is_none());
        let lines: Vec<Line> = unread.map(|duty| entry.duty(duty, ask.pack)).collect();
        let short = (!lines.is_empty()).then(|| lines.len().to_string());
        Cell {
            lines,
            short: Some(short.unwrap_or_default()),
        }
    });
    let cells: Vec<Cell> = cells.collect();
    let is_empty = cells.iter().all(|cell| cell.lines.is_empty());
    let row = Row {
        id: String::new(),
        title: words::UNREAD.to(ask.language).to_owned(),
        mark: None,
        note: None,
        cells,
    };
    Group {
        id: "unread".to_owned(),
        title: String::new(),
        rows: if is_empty { Vec::new() } else { vec![row] },
    }
}

/// `A/R`: all letters of a cell, the strongest first.
fn letters_of(mut letters: Vec<Letter>) -> String {
    letters.sort_unstable();
    letters.dedup();
    if letters.len() > 1 {
        // What it does otherwise matters more than what it leaves out here.
        letters.retain(|letter| letter.takes_part());
    }
    let names: Vec<&str> = letters.into_iter().map(Letter::name).collect();
    names.join("/")
}

fn mark(ask: &Files, activity: u16, cells: &[Cell], is_gap: bool) -> Option<Mark> {
    let best = |at: usize| cells[at].lines.iter().filter_map(|line| line.letter).min();
    let all = || 0..cells.len();
    let taking: Vec<usize> = all()
        .filter(|&at| best(at).is_some_and(Letter::takes_part))
        .collect();
    let answering: Vec<usize> = all().filter(|&at| best(at) == Some(Letter::A)).collect();
    let told = |kind, said: words::Said, columns| {
        Some(Mark {
            kind,
            text: said.to(ask.language).to_owned(),
            columns,
        })
    };
    if taking.is_empty() {
        return is_gap.then(|| Mark {
            kind: MarkKind::Gap,
            text: words::NOBODY.to(ask.language).to_owned(),
            columns: Vec::new(),
        });
    }
    if answering.is_empty() {
        return told(MarkKind::Headless, words::NO_ACCOUNTABLE, taking);
    }
    let clashes = || ask.clashes(&answering, &|_| true).contains(&activity);
    if answering.len() > 1 && clashes() {
        return told(MarkKind::Clash, words::SEVERAL_A, answering);
    }
    None
}

/// Phases or areas: how often each letter stands there.
fn grouped(ask: &Files, by: By, columns: &[Column]) -> Vec<Group> {
    let table = super::files::compare(&Files {
        entries: ask.entries.clone(),
        others: ask.others.clone(),
        by: Some(by),
        ..*ask
    });
    let mut groups = table.groups;
    groups.retain(|group| group.id != "overview");
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        for cell in &mut row.cells {
            let count = |wanted: Letter| {
                let letters = cell.lines.iter().filter_map(|line| line.letter);
                letters.filter(|letter| *letter == wanted).count()
            };
            let counts = LETTERS.into_iter().map(|letter| (letter, count(letter)));
            let counts = counts.filter(|(_, count)| *count > 0);
            let counts: Vec<String> = counts
                .map(|(letter, count)| format!("{}{count}", letter.name()))
                .collect();
            cell.short = Some(counts.join(" "));
        }
        row.mark = phase_mark(ask, row, columns.len());
    }
    groups
}

fn phase_mark(ask: &Files, row: &Row, columns: usize) -> Option<Mark> {
    let has = |at: usize, wanted: &dyn Fn(Letter) -> bool| {
        let mut letters = row.cells[at].lines.iter().filter_map(|line| line.letter);
        letters.any(wanted)
    };
    let all = || 0..columns;
    let taking: Vec<usize> = all().filter(|&at| has(at, &Letter::takes_part)).collect();
    let clash = row
        .mark
        .as_ref()
        .filter(|mark| mark.kind == MarkKind::Clash);
    if clash.is_some() {
        return clash.cloned();
    }
    if taking.is_empty() {
        return row.mark.clone().filter(|mark| mark.kind == MarkKind::Gap);
    }
    let is_answered = all().any(|at| has(at, &|letter| letter == Letter::A));
    (!is_answered).then(|| Mark {
        kind: MarkKind::Headless,
        text: words::NO_ACCOUNTABLE.to(ask.language).to_owned(),
        columns: taking,
    })
}

/// In how many rows each role has each letter.
fn totals(groups: &[Group], columns: &[Column]) -> Vec<Total> {
    let totals = LETTERS.into_iter().map(|wanted| {
        let counts = (0..columns.len()).map(|at| {
            let rows = groups.iter().flat_map(|group| &group.rows);
            let cells = rows.map(|row| &row.cells[at]);
            let having = cells.filter(|cell| {
                let mut letters = cell.lines.iter().filter_map(|line| line.letter);
                letters.any(|letter| letter == wanted)
            });
            having.count()
        });
        Total {
            id: wanted.name().to_owned(),
            title: wanted.name().to_owned(),
            counts: counts.collect(),
        }
    });
    totals.collect()
}
