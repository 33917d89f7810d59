//! The sentences above the table: what separates the roles, and where they meet.

use super::{Ask, Seen};
use crate::table::Letter;
use crate::table::words::{self, listed, quoted, shortened};

/// So many activities stand in a sentence.
const MOST: usize = 6;

impl Ask<'_> {
    pub(super) fn intro(&self, seen: &[Seen]) -> Vec<String> {
        let sentences = [
            self.what_they_ask(),
            Some(self.what_they_answer_for(seen)),
            Some(self.where_they_meet(seen)),
            self.one_person().or_else(|| self.unknown(seen)),
            self.border(seen),
            self.where_schools_differ(seen),
        ];
        sentences.into_iter().flatten().take(5).collect()
    }

    fn what_they_ask(&self) -> Option<String> {
        let questions = self.roles.iter().filter_map(|role| {
            let question = role.question.as_ref()?;
            let question = quoted(self.language, question.of(self.language));
            let title = *role.title.of(self.language);
            Some(words::ROLE_ASKS.with(self.language, &[title, &question]))
        });
        let questions: Vec<String> = questions.collect();
        (!questions.is_empty()).then(|| questions.join(" "))
    }

    fn what_they_answer_for(&self, seen: &[Seen]) -> String {
        let language = self.language;
        let mut parts = Vec::new();
        for (at, title) in self.titles().into_iter().enumerate() {
            let mut areas: Vec<(usize, &str)> = Vec::new();
            for area in &self.pack.core.areas {
                let own = seen.iter().filter(|one| one.activity.group == area.id);
                let count = own
                    .filter(|one| one.stances[at].strongest() == Some(Letter::A))
                    .count();
                if count > 0 {
                    areas.push((count, area.title.of(language)));
                }
            }
            areas.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
            let areas: Vec<String> = areas
                .into_iter()
                .take(3)
                .map(|(count, title)| format!("{} ({count})", quoted(language, title)))
                .collect();
            parts.push(if areas.is_empty() {
                words::NOTHING_OWN.with(language, &[title])
            } else {
                words::MOSTLY_IN.with(language, &[title, &listed(language, &areas)])
            });
        }
        words::ANSWERS_MOSTLY.with(language, &[&parts.join(words::SEMICOLON.to(language))])
    }

    fn where_they_meet(&self, seen: &[Seen]) -> String {
        let shared = seen.iter().filter(|one| one.taking_part().len() > 1);
        let shared: Vec<&Seen> = shared.collect();
        // What no school gives to both is no meeting, unless there is nothing else.
        let together = shared.iter().filter(|one| one.meets_in_a_school());
        let mut meetings: Vec<&Seen> = together.copied().collect();
        if meetings.is_empty() {
            meetings = shared;
        }
        let titles: Vec<String> = meetings
            .iter()
            .map(|one| self.title_of(one.activity).to_owned())
            .collect();
        if titles.is_empty() {
            words::MEET_NOWHERE.to(self.language).to_owned()
        } else {
            let titles = shortened(self.language, &titles, MOST);
            words::MEET_IN.with(self.language, &[&titles])
        }
    }

    fn one_person(&self) -> Option<String> {
        let among = |id: &str| self.roles.iter().any(|role| role.id == id);
        let mut same = self.roles.iter().flat_map(|role| &role.same_as);
        let same = same.find(|same| among(same.role))?;
        let profiles = &self.pack.core.profiles;
        let meant: Vec<usize> = (0..profiles.len())
            .filter(|&at| same.profiles.contains(&profiles[at].id))
            .filter(|&at| self.profile.is_none_or(|asked| asked == profiles[at].id))
            .collect();
        let names = self.profile_names(&meant);
        let why = *same.why.of(self.language);
        (!meant.is_empty()).then(|| words::ONE_PERSON.with(self.language, &[&names, why]))
    }

    /// That the school which was asked has no place for a role.
    fn unknown(&self, seen: &[Seen]) -> Option<String> {
        let profile = self.pack.profile(self.profile?)?;
        let all = 0..self.roles.len();
        let strangers = all.filter(|&at| !seen.iter().any(|one| one.stances[at].takes_part()));
        let titles = self.titles();
        let strangers: Vec<&str> = strangers.map(|at| titles[at]).collect();
        let name = *profile.name.of(self.language);
        let strangers_named = listed(self.language, &strangers);
        (!strangers.is_empty())
            .then(|| words::UNKNOWN_HERE.with(self.language, &[name, &strangers_named]))
    }

    /// What one answers for and another must not touch.
    fn border(&self, seen: &[Seen]) -> Option<String> {
        let titles = self.titles();
        let mut borders = Vec::new();
        for one in 0..titles.len() {
            for other in (0..titles.len()).filter(|&other| other != one) {
                let kept = seen.iter().filter(|seen| {
                    seen.stances[one].strongest() == Some(Letter::A)
                        && !seen.stances[one].is_kept_away()
                        && seen.stances[other].strongest() == Some(Letter::X)
                });
                let kept: Vec<String> = kept
                    .map(|seen| self.title_of(seen.activity).to_owned())
                    .collect();
                if !kept.is_empty() {
                    borders.push((one, other, kept));
                }
            }
        }
        let (one, other, kept) = borders
            .into_iter()
            .max_by_key(|(one, _, kept)| (kept.len(), std::cmp::Reverse(*one)))?;
        let kept = shortened(self.language, &kept, MOST);
        Some(words::BORDER.with(self.language, &[titles[one], titles[other], &kept]))
    }

    fn where_schools_differ(&self, seen: &[Seen]) -> Option<String> {
        let differ = seen.iter().filter(|one| self.accountable(one).len() > 1);
        let titles: Vec<String> = differ
            .map(|one| self.title_of(one.activity).to_owned())
            .collect();
        let told = shortened(self.language, &titles, MOST);
        (!titles.is_empty()).then(|| words::SCHOOLS_DIFFER.with(self.language, &[&told]))
    }
}
