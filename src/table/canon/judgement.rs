//! What a row comes to: whose the activity is, and whether two get in each other's way.

use super::{Ask, Seen};
use crate::table::school::Stances;
use crate::table::words::{self, listed};
use crate::table::{Letter, Mark, MarkKind};

impl Ask<'_> {
    pub(super) fn mark(&self, seen: &Seen) -> (Mark, Option<String>) {
        let language = self.language;
        let titles = self.titles();
        let takers = seen.taking_part();
        let named = |columns: &[usize]| {
            let names: Vec<&str> = columns.iter().map(|&at| titles[at]).collect();
            listed(language, &names)
        };
        let all_of_them = || {
            let is_all = takers.len() == titles.len() && titles.len() == 2;
            if is_all {
                words::BOTH.to(language).to_owned()
            } else {
                named(&takers)
            }
        };
        let answers = self.accountable(seen);
        let told = |kind, text| Mark {
            kind,
            text,
            columns: takers.clone(),
        };
        let differs = seen.stances.iter().any(Stances::letters_differ);
        let note = differs.then(|| words::DEPENDS.to(language).to_owned());
        match (takers.as_slice(), answers.as_slice()) {
            ([], _) => (told(MarkKind::Neither, self.neither(seen)), note),
            ([one], _) => {
                let text = words::ONLY.with(language, &[titles[*one]]);
                (told(MarkKind::Only, text), note)
            }
            (_, []) => {
                let text = words::NOBODY_ACCOUNTABLE.with(language, &[&all_of_them()]);
                (told(MarkKind::Both, text), note)
            }
            (_, [(columns, _)]) if columns.len() == 1 => {
                let text = words::ACCOUNTABLE.with(language, &[&all_of_them(), &named(columns)]);
                (told(MarkKind::Both, text), note)
            }
            (_, [(columns, profiles)]) => {
                let (kind, text) = self.joint(seen, columns, profiles);
                let text = text.with(language, &[&named(columns)]);
                (told(kind, text), note)
            }
            (_, several) => {
                let clash = several.iter().any(|(columns, profiles)| {
                    columns.len() > 1 && self.joint(seen, columns, profiles).0 == MarkKind::Clash
                });
                let kind = if clash {
                    MarkKind::Clash
                } else {
                    MarkKind::Schools
                };
                let parts = several.iter().map(|(columns, profiles)| {
                    let profiles = self.profile_names(profiles);
                    words::HELD_BY.with(language, &[&profiles, &named(columns)])
                });
                let note = Some(
                    parts
                        .collect::<Vec<_>>()
                        .join(words::SEMICOLON.to(language)),
                );
                (told(kind, words::DEPENDS.to(language).to_owned()), note)
            }
        }
    }

    /// What it means that several are accountable in the same schools.
    pub(super) fn joint(
        &self,
        seen: &Seen,
        columns: &[usize],
        profiles: &[usize],
    ) -> (MarkKind, words::Said) {
        let is_same = profiles.iter().all(|&profile| {
            let id = self.pack.core.profiles[profile].id;
            let pairs = columns.iter().zip(columns.iter().skip(1));
            pairs
                .into_iter()
                .all(|(&one, &other)| self.same_person(one, other, id))
        });
        let is_divided = profiles.iter().all(|profile| {
            columns.iter().all(|&at| {
                let stance = seen.stances[at].by_profile.get(profile);
                stance.is_some_and(|(_, about)| about.is_some())
            })
        });
        if is_same {
            (MarkKind::Both, words::SAME_PERSON)
        } else if is_divided {
            (MarkKind::Both, words::EACH_FOR_ITS_PART)
        } else {
            (MarkKind::Clash, words::ALL_ACCOUNTABLE)
        }
    }

    pub(super) fn same_person(&self, one: usize, other: usize, profile: &str) -> bool {
        let (one, other) = (self.roles[one], self.roles[other]);
        [(one, other), (other, one)].into_iter().any(|(of, with)| {
            let mut same = of.same_as.iter();
            same.any(|same| same.role == with.id && same.profiles.contains(&profile))
        })
    }

    /// Who is accountable, by sets of columns, each with the profiles that see it so.
    pub(super) fn accountable(&self, seen: &Seen) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut sets: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for profile in 0..self.pack.core.profiles.len() {
            let all = 0..seen.stances.len();
            let columns: Vec<usize> = all
                .filter(|&at| {
                    let stance = seen.stances[at].by_profile.get(&profile);
                    stance.is_some_and(|(letter, _)| *letter == Letter::A)
                })
                .collect();
            if columns.is_empty() {
                continue;
            }
            match sets.iter_mut().find(|(same, _)| *same == columns) {
                Some((_, profiles)) => profiles.push(profile),
                None => sets.push((columns, vec![profile])),
            }
        }
        sets
    }

    /// Whose it is instead.
    pub(super) fn neither(&self, seen: &Seen) -> String {
        let neither = words::NEITHER.to(self.language);
        let wanted = |stance: char| -> Vec<&str> {
            let mut names = Vec::new();
            for owner in seen.activity.owners.iter() {
                let counts = owner.profiles.is_empty()
                    || self
                        .profile
                        .is_none_or(|asked| owner.profiles.contains(&asked));
                let title = self
                    .pack
                    .role(owner.role)
                    .map(|role| *role.title.of(self.language));
                let title = title.filter(|title| !names.contains(title));
                if owner.stance == stance && counts {
                    names.extend(title);
                }
            }
            names
        };
        let accountable = wanted('A');
        let others = if accountable.is_empty() {
            wanted('R')
        } else {
            accountable
        };
        if others.is_empty() {
            return neither.to_owned();
        }
        words::NEITHER_BUT.with(self.language, &[&listed(self.language, &others)])
    }
}
