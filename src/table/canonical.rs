//! Roles of the user's files beside what the canon says of them: missing, extra, foreign.

use super::entry::{Entry, columns};
use super::files::Files;
use super::school::{Stances, profiles_of};
use super::words::{self, capital, listed, shortened};
use super::{By, Cell, Column, Group, Kind, Letter, Line, Mark, MarkKind, Row, Table};

/// So many activities stand in a sentence.
const MOST: usize = 8;

/// The two columns: what the files say, and what the canon says.
const SIDES: [words::Said; 2] = [words::IN_THE_FILES, words::CANONICAL];

/// Each role of the files that has a canonical one beside it.
pub fn compare(ask: &Files) -> Table {
    let language = ask.language;
    let known = columns(&ask.entries, language, ask.pack);
    let mut groups = Vec::new();
    let mut intro = Vec::new();
    for (entry, column) in ask.entries.iter().zip(&known) {
        let own = judged(ask, *entry);
        intro.extend(sentences(ask, *entry, column, &own));
        for mut group in own {
            if known.len() > 1 {
                group.id = format!("{} {}", column.role, group.id);
                group.title = words::HELD_BY.with(language, &[&column.label(), &group.title]);
            }
            groups.push(group);
        }
    }
    let labels: Vec<String> = known.iter().map(Column::label).collect();
    let mut sides = SIDES.map(|side| Column {
        title: side.to(language).to_owned(),
        ..Column::default()
    });
    if let [only] = known.as_slice() {
        sides[0] = only.clone();
        sides[1].role.clone_from(&only.role);
    }
    Table {
        kind: Kind::Canonical,
        by: By::Activity,
        language,
        profile: ask.profile.map(str::to_owned),
        title: words::BESIDE_CANON.with(language, &[&listed(language, &labels)]),
        intro,
        head: ask.head(By::Activity),
        mark_head: capital(words::FINDING.to(language)),
        columns: sides.to_vec(),
        groups,
        totals: Vec::new(),
        legend: vec![words::FILES_LEGEND.to(language).to_owned()],
    }
}

/// What is wrong first: foreign, missing, extra, then what is as the canon says.
fn order(kind: MarkKind) -> u8 {
    match kind {
        MarkKind::Foreign => 0,
        MarkKind::Missing => 1,
        MarkKind::Extra => 2,
        MarkKind::Clash
        | MarkKind::Both
        | MarkKind::Only
        | MarkKind::Schools
        | MarkKind::Neither
        | MarkKind::Gap
        | MarkKind::Headless
        | MarkKind::Canonical
        | MarkKind::Gained
        | MarkKind::Lost
        | MarkKind::Changed
        | MarkKind::Kept => 3,
    }
}

fn judged(ask: &Files, entry: Entry) -> Vec<Group> {
    let Some(id) = entry.seen.id else {
        return Vec::new();
    };
    let pack = ask.pack;
    let profiles = pack.core.profiles.iter();
    let profile = profiles
        .enumerate()
        .find(|(_, one)| one.id == entry.seen.profile);
    let profile = profile.map(|(at, _)| at);
    let known = profiles_of(id, pack);
    let mut groups = Vec::new();
    for area in &pack.core.areas {
        let mut rows = Vec::new();
        for activity in ask.activities_of(area.id) {
            let spec = &pack.core.activities[usize::from(activity)];
            let stances = Stances::new(id, spec, &known, profile, pack);
            let own = entry.about(activity, pack);
            if let Some(mark) = mark(ask, entry, activity, &own, stances.strongest()) {
                let canon = stances.letters().into_iter().map(|held| Line {
                    letter: Some(held.letter),
                    ..Line::of(words::stance(held.letter).to(ask.language))
                });
                rows.push(Row {
                    id: spec.id.to_owned(),
                    title: capital(ask.title_of(activity)),
                    mark: Some(mark),
                    note: None,
                    cells: vec![own, Cell::of(canon.collect())],
                });
            }
        }
        rows.sort_by_key(|row| row.mark.as_ref().map(|mark| order(mark.kind)));
        groups.push(Group {
            id: area.id.to_owned(),
            title: (*area.title.of(ask.language)).to_owned(),
            rows,
        });
    }
    groups.push(Group {
        id: "unread".to_owned(),
        title: String::new(),
        rows: unread(ask, entry).into_iter().collect(),
    });
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// Duties that cannot be compared, because no activity was read in them.
fn unread(ask: &Files, entry: Entry) -> Option<Row> {
    let alone = Files {
        entries: vec![entry],
        others: Vec::new(),
        ..*ask
    };
    let columns = columns(&alone.entries, ask.language, ask.pack);
    let mut row = alone.unread(&columns);
    row.cells.push(Cell::default());
    (!row.cells[0].lines.is_empty()).then_some(row)
}

fn mark(
    ask: &Files,
    entry: Entry,
    activity: u16,
    own: &Cell,
    canon: Option<Letter>,
) -> Option<Mark> {
    let letters = || own.lines.iter().filter_map(|line| line.letter);
    let holds = letters().any(|letter| letter <= Letter::R);
    let takes_part = letters().any(Letter::takes_part);
    let owners = owners(ask, entry, activity);
    let (kind, text) = match canon {
        Some(Letter::X) if holds => (
            MarkKind::Foreign,
            words::FOREIGN.to(ask.language).to_owned(),
        ),
        Some(Letter::A | Letter::R) if !takes_part => (
            MarkKind::Missing,
            words::MISSING.to(ask.language).to_owned(),
        ),
        Some(Letter::A | Letter::R | Letter::C | Letter::I) if takes_part => (
            MarkKind::Canonical,
            words::AS_CANON.to(ask.language).to_owned(),
        ),
        Some(Letter::X) if !own.lines.is_empty() => (
            MarkKind::Canonical,
            words::AS_CANON.to(ask.language).to_owned(),
        ),
        None if holds && !owners.is_empty() => {
            let owners = listed(ask.language, &owners);
            (
                MarkKind::Foreign,
                words::FOREIGN_OF.with(ask.language, &[&owners]),
            )
        }
        None | Some(_) if !own.lines.is_empty() => {
            (MarkKind::Extra, words::EXTRA.to(ask.language).to_owned())
        }
        None | Some(_) => return None,
    };
    let columns = match kind {
        MarkKind::Missing => vec![1],
        MarkKind::Foreign | MarkKind::Extra => vec![0],
        MarkKind::Canonical
        | MarkKind::Clash
        | MarkKind::Both
        | MarkKind::Only
        | MarkKind::Schools
        | MarkKind::Neither
        | MarkKind::Gap
        | MarkKind::Headless
        | MarkKind::Gained
        | MarkKind::Lost
        | MarkKind::Changed
        | MarkKind::Kept => vec![0, 1],
    };
    Some(Mark {
        kind,
        text,
        columns,
    })
}

/// Who is accountable for an activity in the role's school, the role itself aside.
fn owners(ask: &Files, entry: Entry, activity: u16) -> Vec<&'static str> {
    let spec = &ask.pack.core.activities[usize::from(activity)];
    let owners = spec.owners.iter().filter(|owner| {
        owner.stance == 'A'
            && Some(owner.role) != entry.seen.id
            && (owner.profiles.is_empty() || owner.profiles.contains(&entry.seen.profile))
    });
    let roles = owners.filter_map(|owner| ask.pack.role(owner.role));
    roles.map(|role| *role.title.of(ask.language)).collect()
}

fn sentences(ask: &Files, entry: Entry, column: &Column, groups: &[Group]) -> Vec<String> {
    let language = ask.language;
    if entry.seen.id.is_none() {
        return vec![words::NO_CANON.with(language, &[&column.label()])];
    }
    let of = |kind: MarkKind| -> Vec<String> {
        let rows = groups.iter().flat_map(|group| &group.rows);
        let rows = rows.filter(|row| row.mark.as_ref().is_some_and(|mark| mark.kind == kind));
        let found = rows.filter_map(|row| ask.pack.activity(&row.id));
        found.map(|one| ask.title_of(one).to_owned()).collect()
    };
    let (missing, foreign) = (of(MarkKind::Missing), of(MarkKind::Foreign));
    let profile = ask.pack.profile(entry.seen.profile);
    let profile = profile.map_or(entry.seen.profile, |profile| profile.name.of(language));
    let counts = [
        of(MarkKind::Canonical).len(),
        missing.len(),
        foreign.len(),
        of(MarkKind::Extra).len(),
    ]
    .map(|count| count.to_string());
    let [same, less, wrong, more] = &counts;
    let fillings = [&column.label(), profile, same, less, wrong, more];
    let mut sentences = vec![words::CANON_COUNTS.with(language, &fillings)];
    if !missing.is_empty() {
        let told = shortened(language, &missing, MOST);
        sentences.push(words::CANON_MISSING.with(language, &[&told]));
    }
    if !foreign.is_empty() {
        let told = shortened(language, &foreign, MOST);
        sentences.push(words::CANON_FOREIGN.with(language, &[&told]));
    }
    sentences
}
