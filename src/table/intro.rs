//! The sentences above a comparison of the user's roles: what separates them, and where they must talk to each other.

use super::entry::{Entry, claims};
use super::files::Files;
use super::words::{self, listed, quoted, shortened};
use super::{By, Column, Letter};
use crate::rule::SeenDuty;

pub(super) struct Intro<'a, 'f> {
    pub(super) ask: &'a Files<'f>,
    pub(super) columns: &'a [Column],
    pub(super) by: By,
}

/// So many activities stand in a sentence.
const MOST: usize = 6;

impl Intro<'_, '_> {
    pub(super) fn sentences(&self) -> Vec<String> {
        let mut sentences = vec![self.focus()];
        sentences.extend(self.phases());
        sentences.extend(self.meetings());
        sentences.extend(self.names());
        sentences.push(self.clashes());
        sentences
    }

    fn title(&self, at: usize) -> &str {
        &self.columns[at].title
    }

    /// How many duties each has, and what most of them are about.
    fn focus(&self) -> String {
        let ask = self.ask;
        let language = ask.language;
        let mut parts = Vec::new();
        for (at, entry) in ask.entries.iter().enumerate() {
            let mut areas: Vec<(usize, &str)> = Vec::new();
            for area in &ask.pack.core.areas {
                let own = entry.seen.duties.iter().filter(|duty| {
                    let mut claims = claims(duty, ask.pack);
                    claims.any(|claim| ask.group_of(claim.activity) == area.id)
                });
                areas.push((own.count(), area.title.of(language)));
            }
            areas.retain(|(count, _)| *count > 0);
            areas.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
            let most = areas.first().map_or(0, |(count, _)| *count);
            let areas: Vec<String> = areas
                .into_iter()
                .take(2)
                .filter(|(count, _)| 2 * count >= most)
                .map(|(count, title)| format!("{} ({count})", quoted(language, title)))
                .collect();
            let duties = words::COUNTED_DUTIES.count(language, entry.seen.duties.len());
            let label = self.columns[at].label();
            parts.push(if areas.is_empty() {
                words::HAS.with(language, &[&label, &duties])
            } else {
                let areas = listed(language, &areas);
                words::HAS_MOSTLY.with(language, &[&label, &duties, &areas])
            });
        }
        format!("{}.", parts.join(words::SEMICOLON.to(language)))
    }

    /// Where all have something to do, and where one is alone or nobody is there.
    fn phases(&self) -> Option<String> {
        if self.by != By::Phase {
            return None;
        }
        let ask = self.ask;
        let language = ask.language;
        let phases = ask.phases();
        let in_phase = |entry: &Entry, phase: &str| {
            let mut duties = entry.seen.duties.iter();
            duties.any(|duty| super::files::is_phase(duty.duty.phase.as_deref(), phase))
        };
        let (mut shared, mut alone, mut empty) =
            (0, vec![Vec::new(); self.columns.len()], Vec::new());
        for phase in &phases {
            let all = 0..ask.entries.len();
            let there: Vec<usize> = all
                .filter(|&at| in_phase(&ask.entries[at], phase))
                .collect();
            match there.as_slice() {
                [] => empty.push(quoted(language, phase)),
                [one] => alone[*one].push(quoted(language, phase)),
                several if several.len() == ask.entries.len() => shared += 1,
                _ => {}
            }
        }
        let counts = [shared.to_string(), phases.len().to_string()];
        let mut text = words::IN_PHASES.with(language, &[&counts[0], &counts[1]]);
        for (at, phases) in alone
            .iter()
            .enumerate()
            .filter(|(_, phases)| !phases.is_empty())
        {
            let phases = listed(language, phases);
            text.push_str(&words::ALONE_IN.with(language, &[self.title(at), &phases]));
        }
        if !empty.is_empty() {
            text.push_str(&words::NOBODY_IN.with(language, &[&listed(language, &empty)]));
        }
        text.push('.');
        Some(text)
    }

    /// Activities in which several take part, whatever they do there.
    fn meetings(&self) -> Option<String> {
        let ask = self.ask;
        let mut titles = Vec::new();
        for area in &ask.pack.core.areas {
            for activity in ask.activities_of(area.id) {
                let takes_part = |entry: &&Entry| {
                    let cell = entry.about(activity, ask.pack);
                    let mut letters = cell.lines.iter().filter_map(|line| line.letter);
                    letters.any(Letter::takes_part)
                };
                if ask.entries.iter().filter(takes_part).count() > 1 {
                    titles.push(ask.title_of(activity).to_owned());
                }
            }
        }
        let titles_told = shortened(ask.language, &titles, MOST);
        (!titles.is_empty()).then(|| words::MEET_IN.with(ask.language, &[&titles_told]))
    }

    /// Which duties of one name another.
    fn names(&self) -> Option<String> {
        let ask = self.ask;
        let language = ask.language;
        let mut parts = Vec::new();
        for (from, entry) in ask.entries.iter().enumerate() {
            for (to, other) in ask.entries.iter().enumerate() {
                if from == to || entry.seen.id == other.seen.id {
                    continue;
                }
                let naming = entry.seen.held_texts().filter(|duty| names(duty, other));
                let lines = naming.map(|duty| entry.site(&duty.duty.text).start.line.to_string());
                let lines: Vec<String> = lines.collect();
                if !lines.is_empty() {
                    let count = words::COUNTED_TIMES.count(language, lines.len());
                    let lines =
                        words::COUNTED_LINES.count_with(language, lines.len(), &lines.join(", "));
                    let fillings = [self.title(from), self.title(to), &count, &lines];
                    parts.push(words::NAMES.with(language, &fillings));
                }
            }
        }
        (!parts.is_empty()).then(|| format!("{}.", parts.join(words::SEMICOLON.to(language))))
    }

    fn clashes(&self) -> String {
        let ask = self.ask;
        let language = ask.language;
        let all: Vec<usize> = (0..ask.entries.len()).collect();
        let clashes = ask.clashes(&all, &|_| true);
        let told = |activities: &[u16]| {
            let titles = activities.iter().map(|&one| ask.title_of(one).to_owned());
            let titles: Vec<String> = titles.collect();
            shortened(language, &titles, titles.len())
        };
        let mut text = if clashes.is_empty() {
            words::NO_CLASH.to(language).to_owned()
        } else {
            words::CLASHES.with(language, &[&told(&clashes)])
        };
        let gaps = ask.gaps();
        if !gaps.is_empty() {
            text.push_str(&words::GAPS.with(language, &[&told(&gaps)]));
        }
        text.push('.');
        text
    }
}

/// Whether a text names another role, or somebody who holds it.
fn names(duty: &SeenDuty, other: &Entry) -> bool {
    let by_role = other.seen.id.is_some_and(|id| {
        let mut marks = duty.reading.marks.iter();
        marks.any(|mark| mark.class.strip_prefix('@') == Some(id))
    });
    let text = &duty.duty.text.value;
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    let mut holders = other.seen.role.holders.iter();
    by_role
        || holders.any(|holder| {
            let first = holder.name.value.split_whitespace().next();
            first.is_some_and(|first| first.chars().count() > 2 && words.contains(&first))
        })
}
