//! Roles as they were, and as they are: what was gained, lost and reworded since.

use super::entry::{Entry, claims, columns};
use super::files::Files;
use super::words::{self, capital, listed, shortened};
use super::{By, Cell, Column, Group, Kind, Letter, Line, Mark, MarkKind, Row, Table};
use crate::model::fold;
use crate::rule::SeenDuty;

/// The same roles at an earlier time.
pub struct Then<'f> {
    pub entries: Vec<Entry<'f>>,
    /// What the user calls that time.
    pub revision: &'f str,
}

/// So many activities stand in a sentence.
const MOST: usize = 8;
/// From this likeness on, two texts are one that was reworded.
const ALIKE: f64 = 0.6;

/// A text of a role.
struct Text {
    line: Line,
    activities: Vec<u16>,
}

/// What roles gained and lost since then.
pub fn compare(now: &Files, then: &Then) -> Table {
    let language = now.language;
    let mut names: Vec<String> = Vec::new();
    let all = || then.entries.iter().chain(&now.entries);
    for entry in all() {
        let name = name_of(*entry);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut groups = Vec::new();
    let mut intro = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    for name in &names {
        let own = |entries: &[Entry]| -> Vec<_> {
            let mut texts = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
            for entry in entries.iter().filter(|entry| name_of(**entry) == *name) {
                for (part, found) in texts.iter_mut().zip(texts_of(*entry, now)) {
                    part.extend(found);
                }
            }
            texts.into_iter().collect()
        };
        // What it is called today, else what it was called.
        let newest = now.entries.iter().chain(&then.entries);
        let newest: Vec<Entry> = newest
            .filter(|entry| name_of(**entry) == *name)
            .copied()
            .collect();
        let titles = columns(&newest[..1.min(newest.len())], language, now.pack);
        let title = titles
            .first()
            .map_or_else(String::new, |column| column.title.clone());
        let rows = rows(own(&then.entries), own(&now.entries), language);
        intro.extend(sentences(now, &title, &rows));
        groups.push(Group {
            id: name.clone(),
            title: if names.len() > 1 {
                title.clone()
            } else {
                String::new()
            },
            rows: rows.into_iter().map(|(row, _, _)| row).collect(),
        });
        labels.push(title);
    }
    let side = |title: &str| Column {
        title: title.to_owned(),
        ..Column::default()
    };
    Table {
        kind: Kind::History,
        by: By::Activity,
        language,
        profile: now.profile.map(str::to_owned),
        title: words::SINCE.with(language, &[&listed(language, &labels), then.revision]),
        intro,
        head: capital(words::WORDS.to(language)),
        mark_head: capital(words::CHANGE.to(language)),
        columns: vec![side(then.revision), side(words::NOW.to(language))],
        groups,
        totals: Vec::new(),
        legend: vec![words::FILES_LEGEND.to(language).to_owned()],
    }
}

/// What makes a role the same one at both times.
fn name_of(entry: Entry) -> String {
    let role = entry.seen.role;
    let scope = role
        .scope
        .as_ref()
        .map_or_else(String::new, |scope| fold(&scope.value));
    let name = entry
        .seen
        .id
        .map_or_else(|| fold(&role.name.value), str::to_owned);
    if scope.is_empty() {
        name
    } else {
        format!("{name} {scope}")
    }
}

/// Purpose, duties, decisions and exclusions of a role.
fn texts_of(entry: Entry, ask: &Files) -> [Vec<Text>; 4] {
    let pack = ask.pack;
    let of = |duties: &[SeenDuty], letter: Option<Letter>| -> Vec<Text> {
        let texts = duties.iter().map(|duty| Text {
            line: match letter {
                Some(letter) => entry.line(duty, Some(letter), pack),
                None => entry.duty(duty, pack),
            },
            activities: claims(duty, pack).map(|claim| claim.activity).collect(),
        });
        texts.collect()
    };
    let purpose = entry.seen.role.purpose.as_ref().map(|text| Text {
        line: Line {
            site: Some(entry.site(text)),
            ..Line::of(text.value.trim())
        },
        activities: Vec::new(),
    });
    let role = entry.seen;
    [
        purpose.into_iter().collect(),
        of(&role.duties, None),
        of(&role.authority, Some(Letter::A)),
        of(&role.excludes, Some(Letter::X)),
    ]
}

/// A row with the activities that were read then and now.
type Changed = (Row, Vec<u16>, Vec<u16>);

fn rows(
    then: Vec<Vec<Text>>,
    now: Vec<Vec<Text>>,
    language: crate::language::Language,
) -> Vec<Changed> {
    let parts = [
        ("purpose", words::PURPOSE),
        ("duty", words::DUTIES),
        ("decides", words::DECIDES),
        ("excludes", words::LEAVES_OUT),
    ];
    let mut rows = Vec::new();
    for (((id, title), then), now) in parts.into_iter().zip(then).zip(now) {
        for (kind, text, before, after) in paired(then, now) {
            let activities = |text: &Option<Text>| {
                text.as_ref()
                    .map_or_else(Vec::new, |text| text.activities.clone())
            };
            let (was, is) = (activities(&before), activities(&after));
            let cell =
                |text: Option<Text>| Cell::of(text.into_iter().map(|one| one.line).collect());
            let columns = match (&before, &after) {
                (Some(_), None) => vec![0],
                (None, Some(_)) => vec![1],
                (_, _) => vec![0, 1],
            };
            let row = Row {
                id: id.to_owned(),
                title: title.to(language).to_owned(),
                mark: Some(Mark {
                    kind,
                    text: text.to(language).to_owned(),
                    columns,
                }),
                note: None,
                cells: vec![cell(before), cell(after)],
            };
            rows.push((row, was, is));
        }
    }
    rows
}

type Pair = (MarkKind, words::Said, Option<Text>, Option<Text>);

/// Each text with what became of it: the same, else the most alike, else nothing.
fn paired(then: Vec<Text>, now: Vec<Text>) -> Vec<Pair> {
    let mut before: Vec<Option<Text>> = then.into_iter().map(Some).collect();
    let mut after: Vec<Option<Text>> = now.into_iter().map(Some).collect();
    let mut partner: Vec<Option<(MarkKind, words::Said, usize)>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    for (old, text) in before.iter().enumerate() {
        let same = after
            .iter()
            .enumerate()
            .find(|(new, other)| !taken[*new] && is_same(text.as_ref(), other.as_ref()));
        if let Some((new, _)) = same {
            taken[new] = true;
            partner[old] = Some((MarkKind::Kept, words::KEPT, new));
        }
    }
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    for (old, text) in before
        .iter()
        .enumerate()
        .filter(|(old, _)| partner[*old].is_none())
    {
        for (new, other) in after.iter().enumerate().filter(|(new, _)| !taken[*new]) {
            alike.push((likeness(text.as_ref(), other.as_ref()), old, new));
        }
    }
    alike.retain(|(likeness, _, _)| *likeness >= ALIKE);
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, old, new) in alike {
        if partner[old].is_none() && !taken[new] {
            taken[new] = true;
            partner[old] = Some((MarkKind::Changed, words::CHANGED, new));
        }
    }
    let mut pairs = Vec::new();
    for (old, partner) in before.iter_mut().zip(partner) {
        pairs.push(match partner {
            Some((kind, said, new)) => (kind, said, old.take(), after[new].take()),
            None => (MarkKind::Lost, words::LOST, old.take(), None),
        });
    }
    let gained = after.into_iter().flatten();
    pairs.extend(gained.map(|text| (MarkKind::Gained, words::GAINED, None, Some(text))));
    pairs
}

fn is_same(one: Option<&Text>, other: Option<&Text>) -> bool {
    let key = |text: &Text| {
        let words: Vec<String> = text
            .line
            .text
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        (words, text.line.letter)
    };
    one.map(key) == other.map(key)
}

fn likeness(one: Option<&Text>, other: Option<&Text>) -> f64 {
    let (Some(one), Some(other)) = (one, other) else {
        return 0.0;
    };
    strsim::normalized_levenshtein(&one.line.text, &other.line.text)
}

fn sentences(ask: &Files, title: &str, rows: &[Changed]) -> Vec<String> {
    let language = ask.language;
    let count = |kind: MarkKind| {
        let marks = rows.iter().filter_map(|(row, _, _)| row.mark.as_ref());
        marks.filter(|mark| mark.kind == kind).count().to_string()
    };
    let counts = [
        MarkKind::Gained,
        MarkKind::Lost,
        MarkKind::Changed,
        MarkKind::Kept,
    ]
    .map(count);
    let [gained, lost, changed, kept] = &counts;
    let fillings = [title, gained, lost, changed, kept];
    let mut sentences = vec![words::HISTORY_COUNTS.with(language, &fillings)];
    let all = |of: fn(&Changed) -> &Vec<u16>| {
        let mut activities: Vec<u16> = rows.iter().flat_map(of).copied().collect();
        activities.sort_unstable();
        activities.dedup();
        activities
    };
    let (was, is) = (all(|row| &row.1), all(|row| &row.2));
    for (said, ours, theirs) in [
        (words::NEW_ACTIVITIES, &is, &was),
        (words::GONE_ACTIVITIES, &was, &is),
    ] {
        let only = ours.iter().filter(|activity| !theirs.contains(activity));
        let titles: Vec<String> = only.map(|&one| ask.title_of(one).to_owned()).collect();
        if !titles.is_empty() {
            sentences.push(said.with(language, &[&shortened(language, &titles, MOST)]));
        }
    }
    sentences
}
