//! How schools see it: the stance of a role to an activity, profile by profile.

use super::Letter;
use crate::pack::{Activity, Pack, Texts};
use std::collections::BTreeMap;

/// How one role stands to one activity in each profile that knows it.
#[derive(Clone, Debug, Default)]
pub(super) struct Stances<'p> {
    /// Profile id, in the order of the pack, to the strongest letter and what part it is about.
    pub(super) by_profile: BTreeMap<usize, (Letter, Option<&'p Texts<&'static str>>)>,
    /// How many profiles know the role.
    pub(super) known: usize,
}

/// A letter, what part it is about, and the profiles that see it so.
pub(super) struct Held<'p> {
    pub(super) letter: Letter,
    pub(super) about: Option<&'p Texts<&'static str>>,
    pub(super) profiles: Vec<usize>,
}

fn letter_of(stance: char) -> Option<Letter> {
    match stance {
        'A' => Some(Letter::A),
        'R' => Some(Letter::R),
        'C' => Some(Letter::C),
        'X' => Some(Letter::X),
        _ => None,
    }
}

/// The profiles, by index, that name a role as the owner of something.
pub(super) fn profiles_of(role: &str, pack: &Pack) -> Vec<usize> {
    let activities = pack.core.activities.iter();
    let owners = activities.flat_map(|activity| activity.owners.iter());
    let named: Vec<&str> = owners
        .filter(|owner| owner.role == role)
        .flat_map(|owner| owner.profiles.iter().copied())
        .collect();
    let all = 0..pack.core.profiles.len();
    let known: Vec<usize> = all
        .clone()
        .filter(|&at| named.contains(&pack.core.profiles[at].id))
        .collect();
    // A role that no profile names for itself is the same in all.
    if known.is_empty() {
        all.collect()
    } else {
        known
    }
}

impl<'p> Stances<'p> {
    /// `asked` is the one profile that counts, if one was asked for.
    pub(super) fn new(
        role: &str,
        activity: &'p Activity<&'static str>,
        known: &[usize],
        asked: Option<usize>,
        pack: &Pack,
    ) -> Self {
        let asked_alone = asked.map(|asked| vec![asked]);
        let profiles = asked_alone.as_deref().unwrap_or(known);
        let mut by_profile = BTreeMap::new();
        for &profile in profiles {
            let id = pack.core.profiles[profile].id;
            let owners = activity.owners.iter().filter(|owner| {
                owner.role == role && (owner.profiles.is_empty() || owner.profiles.contains(&id))
            });
            let letters = owners.filter_map(|owner| {
                let letter = letter_of(owner.stance)?;
                Some((letter, owner.about.as_ref()))
            });
            if let Some(strongest) = letters.min_by_key(|(letter, _)| *letter) {
                by_profile.insert(profile, strongest);
            }
        }
        Self {
            by_profile,
            known: profiles.len(),
        }
    }

    /// The strongest letter of any school, apart from what it must not do.
    pub(super) fn strongest(&self) -> Option<Letter> {
        self.by_profile.values().map(|(letter, _)| *letter).min()
    }

    /// Whether a school keeps the role away from it.
    pub(super) fn is_kept_away(&self) -> bool {
        let mut letters = self.by_profile.values().map(|(letter, _)| *letter);
        letters.any(|letter| letter == Letter::X)
    }

    pub(super) fn takes_part(&self) -> bool {
        self.strongest().is_some_and(Letter::takes_part)
    }

    /// Whether schools see the same role differently.
    pub(super) fn letters_differ(&self) -> bool {
        let mut letters = self.by_profile.values().map(|(letter, _)| *letter);
        let first = letters.next();
        letters.any(|letter| Some(letter) != first)
    }

    /// Each letter with what part it is about and the profiles that see it so; the strongest first.
    pub(super) fn letters(&self) -> Vec<Held<'p>> {
        let mut held: Vec<Held> = Vec::new();
        for (&profile, &(letter, about)) in &self.by_profile {
            let same = held
                .iter_mut()
                .find(|other| other.letter == letter && other.about == about);
            match same {
                Some(same) => same.profiles.push(profile),
                None => held.push(Held {
                    letter,
                    about,
                    profiles: vec![profile],
                }),
            }
        }
        held.sort_by_key(|held| held.letter);
        held
    }
}
