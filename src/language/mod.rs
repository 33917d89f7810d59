//! Words of a text in English, German and French: tokens with byte ranges, folded spellings and stems.

mod german;
mod guess;
mod seen;
mod token;

pub use german::{Conjugation, Opening, Verb, conjugate, is_particle, opening};
pub use guess::guess;
pub use seen::seen;
pub use token::{Token, TokenKind, tokenise, tokenise_into};

use rust_stemmers::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A language that rolelint reads and speaks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    En,
    De,
    Fr,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::En, Self::De, Self::Fr];

    /// `en`, `de` or `fr`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }

    /// The language that a tag such as `de`, `de-CH`, `fr_FR.UTF-8` or a name such as `Deutsch` means.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_lowercase();
        let head = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match head {
            "en" | "eng" | "english" | "englisch" | "anglais" => Some(Self::En),
            "de" | "deu" | "ger" | "german" | "deutsch" | "allemand" => Some(Self::De),
            "fr" | "fra" | "fre" | "french" | "französisch" | "français" | "francais" => {
                Some(Self::Fr)
            }
            _ => None,
        }
    }

    fn stemmer(self) -> Stemmer {
        Stemmer::create(match self {
            Self::En => Algorithm::English,
            Self::De => Algorithm::German,
            Self::Fr => Algorithm::French,
        })
    }
}

/// Lower-case, composed, typographic variants levelled; in German umlauts lose their dots in either spelling (`ä`, `ae`).
pub fn fold(word: &str, language: Language) -> String {
    if word.is_ascii() {
        let word = word.to_ascii_lowercase();
        return if language == Language::De {
            fold_german(&word)
        } else {
            word
        };
    }
    let mut folded = String::with_capacity(word.len());
    for letter in seen(word).nfc().flat_map(char::to_lowercase) {
        match letter {
            '’' | 'ʼ' | '′' | '`' | '´' => folded.push('\''),
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ä' if language == Language::De => folded.push('a'),
            'ö' if language == Language::De => folded.push('o'),
            'ü' if language == Language::De => folded.push('u'),
            other => folded.push(other),
        }
    }
    if language == Language::De {
        fold_german(&folded)
    } else {
        folded
    }
}

/// `ae`, `oe`, `ue` as written for umlauts become one letter, but not where they are no umlaut: `steuern`, `bauen`.
fn undotted(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        out.push(letter);
        at += 1;
        if letters.get(at) != Some(&'e') {
            continue;
        }
        let before = at.checked_sub(2).map(|before| letters[before]);
        let after = letters.get(at + 1);
        let umlaut = match letter {
            'u' => !matches!(before, Some('a' | 'e' | 'q' | 'o')),
            'a' | 'o' => !after.is_some_and(|next| matches!(next, 'a' | 'e' | 'i' | 'o' | 'u')),
            _ => false,
        };
        at += usize::from(umlaut);
    }
    out
}

fn fold_german(word: &str) -> String {
    let mut folded = undotted(word);
    for (feminine, kept) in [("erinnen", 2), ("orinnen", 2), ("erin", 2), ("orin", 2)] {
        if folded.len() > feminine.len() + 2 && folded.ends_with(feminine) {
            folded.truncate(folded.len() - feminine.len() + kept);
        }
    }
    folded
}

/// The stem of a folded word, without accents: what inflected forms of one word share.
pub fn stem(folded: &str, language: Language) -> String {
    if language == Language::En {
        // Who does a thing is not the doing: developers are no development.
        let singular = folded.strip_suffix('s').unwrap_or(folded);
        if singular.len() > 4 && (singular.ends_with("er") || singular.ends_with("or")) {
            return singular.to_owned();
        }
    }
    plain(&language.stemmer().stem(folded))
}

/// Without accents.
pub fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    word.nfd()
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_in_either_spelling_fold_to_one_word() {
        assert_eq!(
            fold("Kapazität", Language::De),
            fold("KAPAZITAET", Language::De)
        );
        assert_eq!(fold("Größe", Language::De), fold("Groesse", Language::De));
        assert_eq!(fold("Entwicklerinnen", Language::De), "entwickler");
        assert_eq!(fold("steuern", Language::De), "steuern");
        assert_eq!(fold("betreuen", Language::De), "betreuen");
        assert_eq!(
            fold("ueberpruefen", Language::De),
            fold("überprüfen", Language::De)
        );
    }

    #[test]
    fn decomposed_letters_fold_to_composed_ones() {
        assert_eq!(fold("e\u{301}quipe", Language::Fr), "équipe");
    }

    #[test]
    fn stems_are_shared_by_verb_and_noun() {
        assert_eq!(
            stem("prioritises", Language::En),
            stem("prioritisation", Language::En)
        );
        assert_eq!(
            stem("priorise", Language::Fr),
            stem("priorisation", Language::Fr)
        );
    }
}
