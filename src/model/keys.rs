//! The keys of a role file and all they may be called.

use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A key, whatever word the author chose for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Role,
    Name,
    Title,
    Holders,
    Purpose,
    Duties,
    Excludes,
    Authority,
    Language,
    Profile,
    Team,
    Notes,
    WorksWith,
    Phases,
    Glossary,
    Charter,
    Skills,
    Scope,
    Roles,
    Text,
    Phase,
    Raci,
    Share,
    Activity,
}

impl Key {
    /// The canonical word, then its synonyms.
    pub(crate) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Role => &["role", "rolle", "rôle", "role_name"],
            Self::Name => &["name"],
            Self::Title => &["title", "titel", "titre", "bezeichnung", "intitulé"],
            Self::Holders => &[
                "holders",
                "holder",
                "person",
                "people",
                "assigned_to",
                "filled_by",
                "inhaber",
                "rolleninhaber",
                "titulaire",
                "titulaires",
            ],
            Self::Purpose => &[
                "purpose",
                "mission",
                "goal",
                "zweck",
                "ziel",
                "finalité",
                "raison_d_être",
                "but",
            ],
            Self::Duties => &[
                "duties",
                "responsibilities",
                "accountabilities",
                "tasks",
                "aufgaben",
                "verantwortlichkeiten",
                "zuständigkeiten",
                "responsabilités",
                "missions",
                "tâches",
                "redevabilités",
            ],
            Self::Excludes => &[
                "excludes",
                "out_of_scope",
                "must_not",
                "not_duties",
                "nicht_aufgaben",
                "abgrenzung",
                "hors_périmètre",
            ],
            Self::Authority => &[
                "authority",
                "decisions",
                "decision_rights",
                "domains",
                "befugnisse",
                "entscheidungsrechte",
                "pouvoirs",
                "domaines",
            ],
            Self::Language => &["language", "lang", "sprache", "langue"],
            Self::Profile => &["profile", "profil"],
            Self::Team => &["team", "équipe"],
            Self::Notes => &["notes", "note", "notizen", "bemerkungen", "remarques"],
            Self::WorksWith => &["works_with", "arbeitet_mit", "travaille_avec"],
            Self::Phases => &["phases", "phasen"],
            Self::Glossary => &["glossary", "glossar", "glossaire"],
            Self::Charter => &["charter", "charta", "charte"],
            Self::Skills => &[
                "skills",
                "traits",
                "competencies",
                "fähigkeiten",
                "kompetenzen",
                "compétences",
            ],
            Self::Scope => &[
                "scope",
                "product",
                "process",
                "service",
                "produkt",
                "prozess",
                "produit",
                "processus",
                "périmètre",
            ],
            Self::Roles => &["roles", "rollen", "rôles"],
            Self::Text => &["text"],
            Self::Phase => &["phase"],
            Self::Raci => &["raci"],
            Self::Share => &["share"],
            Self::Activity => &["activity"],
        }
    }
}

/// The keys of a role.
pub(crate) const ROLE: &[Key] = &[
    Key::Role,
    Key::Name,
    Key::Title,
    Key::Holders,
    Key::Purpose,
    Key::Duties,
    Key::Excludes,
    Key::Authority,
    Key::Language,
    Key::Profile,
    Key::Team,
    Key::Notes,
    Key::WorksWith,
    Key::Skills,
    Key::Scope,
];

/// The keys of a document that is one role: those of the role, and what a charter would say of it.
pub(crate) const ROLE_DOCUMENT: &[Key] = &[
    Key::Role,
    Key::Name,
    Key::Title,
    Key::Holders,
    Key::Purpose,
    Key::Duties,
    Key::Excludes,
    Key::Authority,
    Key::Language,
    Key::Profile,
    Key::Team,
    Key::Notes,
    Key::WorksWith,
    Key::Skills,
    Key::Scope,
    Key::Charter,
    Key::Phases,
    Key::Glossary,
];

/// The keys of a charter.
pub(crate) const CHARTER: &[Key] = &[
    Key::Charter,
    Key::Title,
    Key::Language,
    Key::Profile,
    Key::Phases,
    Key::Glossary,
    Key::Roles,
    Key::Notes,
];

/// The keys of a duty that is a mapping.
pub(crate) const DUTY: &[Key] = &[
    Key::Text,
    Key::Phase,
    Key::Raci,
    Key::Share,
    Key::Activity,
    Key::Language,
];

/// The keys of a holder that is a mapping.
pub(crate) const HOLDER: &[Key] = &[Key::Name, Key::Share];

/// The key that a word means where `allowed` keys stand: in any case, with `_`, `-`, space or nothing between
/// its words, with or without accents.
pub(crate) fn find(word: &str, allowed: &[Key]) -> Option<Key> {
    static WRITTEN: OnceLock<foldhash::HashMap<&str, Key>> = OnceLock::new();
    static SPELLINGS: OnceLock<HashMap<String, Key>> = OnceLock::new();
    if is_free(word) {
        return None;
    }
    // Nearly all keys are written as they stand here, so that nothing needs to be folded.
    let written = WRITTEN.get_or_init(|| {
        let keys = [ROLE_DOCUMENT, CHARTER, DUTY].into_iter().flatten();
        keys.flat_map(|&key| key.words().iter().map(move |&word| (word, key)))
            .collect()
    });
    if let Some(key) = written.get(word) {
        return allowed.contains(key).then_some(*key);
    }
    let spellings = SPELLINGS.get_or_init(|| {
        [ROLE_DOCUMENT, CHARTER, DUTY]
            .concat()
            .into_iter()
            .flat_map(|key| key.words().iter().map(move |word| (key, word)))
            .flat_map(|(key, word)| [(fold(word), key), (fold(&spelled_out(word)), key)])
            .collect()
    });
    let key = spellings.get(&fold(word))?;
    allowed.contains(key).then_some(*key)
}

/// The known word nearest to one that is unknown, if it is near enough to be meant.
pub(crate) fn nearest(word: &str, allowed: &[Key]) -> Option<&'static str> {
    nearest_of(word, allowed.iter().flat_map(|key| key.words()).copied())
}

/// The candidate nearest to a word, if it is near enough to be meant.
pub fn nearest_of<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(word);
    let length = wanted.chars().count();
    let limit = ((length + 1) / 3).clamp(1, 3);
    candidates
        .filter_map(|known| {
            let folded = fold(known);
            let is_near = folded.chars().count().abs_diff(length) <= limit;
            is_near.then(|| (strsim::osa_distance(&wanted, &folded), known))
        })
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// The word for `excludes` in the language of an author's word for `duties`.
pub(crate) fn exclude_like(duties: &str) -> &'static str {
    let own = fold(&spelled_out(&duties.to_lowercase()));
    let is_among = |words: &[&str]| {
        let mut words = words.iter();
        words.any(|word| fold(&spelled_out(word)) == own || fold(word) == fold(duties))
    };
    if is_among(&["aufgaben", "verantwortlichkeiten", "zuständigkeiten"]) {
        "abgrenzung"
    } else if is_among(&["responsabilités", "missions", "tâches", "redevabilités"]) {
        "hors_périmètre"
    } else {
        Key::Excludes.words()[0]
    }
}

/// True for keys that are free for the author's own use.
pub(crate) fn is_free(word: &str) -> bool {
    word.starts_with("x-") || word.starts_with("X-")
}

/// True for a line that begins like a role or its duties: `role: …`, `- Rolle : …`, `aufgaben:`.
pub fn is_line_of_a_role(line: &str) -> bool {
    let line = line.trim_start_matches(['\u{feff}', ' ', '\t', '-', '{']);
    let Some((word, _)) = line.split_once(':') else {
        return false;
    };
    let word = word.trim_matches(['"', '\'', ' ']);
    find(word, &[Key::Role, Key::Roles, Key::Duties, Key::Charter]).is_some()
}

/// The same for all spellings of one word: letters and digits alone, lower case, without accents.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word
            .bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
    }
    word.nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// `zuständigkeiten` as `zustaendigkeiten`.
fn spelled_out(word: &str) -> String {
    word.replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ß', "ss")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_matter() {
        for word in [
            "works_with",
            "Works-With",
            "works with",
            "worksWith",
            "WORKS WITH",
        ] {
            assert_eq!(find(word, ROLE), Some(Key::WorksWith), "{word}");
        }
        for word in ["Zuständigkeiten", "zustandigkeiten", "Zustaendigkeiten"] {
            assert_eq!(find(word, ROLE), Some(Key::Duties), "{word}");
        }
        for word in ["raison d'être", "Raison d’etre", "raison_d_être"] {
            assert_eq!(find(word, ROLE), Some(Key::Purpose), "{word}");
        }
    }

    #[test]
    fn one_word_means_one_key() {
        for allowed in [ROLE_DOCUMENT, CHARTER, DUTY, HOLDER] {
            for key in allowed {
                for word in key.words() {
                    assert_eq!(find(word, allowed), Some(*key), "{word}");
                }
            }
        }
    }

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        assert_eq!(nearest("dutys", ROLE), Some("duties"));
        assert_eq!(nearest("aufgabn", ROLE), Some("aufgaben"));
        assert_eq!(nearest("salary", ROLE), None);
    }
}
