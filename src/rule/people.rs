//! Names of people, compared sensibly and never guessed.

use super::Settings;
use crate::finding::Location;
use crate::language::{plain, seen};
use crate::model::Loaded;
use serde::{Deserialize, Serialize};

const TITLES: [&str; 16] = [
    "dr", "prof", "mr", "mrs", "ms", "herr", "frau", "m", "mme", "mlle", "ing", "dipl", "phil",
    "mag", "msc", "bsc",
];

/// A person's name, where it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Holder {
    pub location: Location,
    /// What the name is compared as: the same for all spellings of one person.
    pub person: String,
}

impl Holder {
    pub fn new(location: Location, settings: &Settings) -> Self {
        let person = settings.person(&location.text);
        Self { location, person }
    }

    /// Everybody who holds a role of a file.
    pub fn all(file: &Loaded, settings: &Settings) -> Vec<Self> {
        let holders = file.holders().into_iter();
        holders
            .map(|location| Self::new(location, settings))
            .collect()
    }
}

/// A name without case, accents, titles and additions in brackets; `Kovač, Ana` is turned round. Empty where there is none.
pub(super) fn key(name: &str) -> String {
    let name = seen(name);
    let bare = name.split(['(', '[']).next().unwrap_or_default();
    let turned = match bare.split_once(',') {
        Some((family, given)) if !given.contains(',') && !given.trim().is_empty() => {
            format!("{given} {family}")
        }
        _ => bare.to_owned(),
    };
    let lower = plain(&turned.to_lowercase().replace('ß', "ss"));
    lower
        .split(|letter: char| letter.is_whitespace() || letter == '.' || letter == '_')
        .filter(|word| !word.is_empty() && !TITLES.contains(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a name is more than a given name, so that it means one person also in other files.
pub(super) fn is_full(key: &str) -> bool {
    key.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_in_several_spellings() {
        for name in [
            "Ana Kovač",
            "Kovač, Ana",
            "Dr. Ana KOVAČ",
            "ana kovac (50 %)",
            "Ana  Kovač",
        ] {
            assert_eq!(key(name), "ana kovac", "{name}");
        }
        assert_ne!(key("Ana Kovač"), key("Anna Kovač"));
        assert!(!is_full(&key("Michael")));
    }
}
