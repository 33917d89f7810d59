//! Which language a text is in, by a vote of its function words.

use super::Language;
use foldhash::{HashMap, HashMapExt};
use std::sync::OnceLock;

const ENGLISH: &[&str] = &[
    "the", "and", "of", "to", "for", "with", "is", "are", "that", "this", "by", "from", "on",
    "their", "its", "it", "not", "which", "what", "who", "every", "each", "all", "they", "he",
    "she", "or", "into", "has", "have", "be", "been", "at", "how", "when", "does", "an", "as",
    "can", "may", "must", "should", "will", "them", "his", "her", "but", "than", "between",
    "through", "about", "before",
];
const GERMAN: &[&str] = &[
    "der",
    "die",
    "das",
    "und",
    "für",
    "mit",
    "den",
    "dem",
    "des",
    "ein",
    "eine",
    "einen",
    "einer",
    "eines",
    "ist",
    "nicht",
    "von",
    "zu",
    "zum",
    "zur",
    "im",
    "auf",
    "bei",
    "dass",
    "daß",
    "wie",
    "wird",
    "werden",
    "aus",
    "sich",
    "oder",
    "über",
    "nach",
    "sowie",
    "alle",
    "jede",
    "jeden",
    "jeder",
    "ihre",
    "ihren",
    "seine",
    "keine",
    "kein",
    "keinen",
    "vom",
    "am",
    "durch",
    "als",
    "auch",
    "damit",
    "was",
    "wer",
    "um",
    "er",
    "sie",
    "beim",
    "gegenüber",
    "ohne",
    "vor",
    "fuer",
    "ueber",
    "wenn",
    "ob",
    "dabei",
    "bzw",
];
const FRENCH: &[&str] = &[
    "le", "la", "les", "et", "du", "des", "de", "pour", "avec", "une", "un", "est", "sont", "que",
    "qui", "dans", "sur", "aux", "au", "ne", "pas", "par", "ou", "ce", "ses", "son", "sa", "leur",
    "leurs", "chaque", "tous", "toutes", "toute", "afin", "sans", "il", "elle", "en", "à", "y",
    "dont", "selon", "entre", "d", "l", "qu", "n", "s", "auprès", "lors", "ainsi", "être", "cette",
    "ces",
];

/// Function words are no longer than this, in bytes.
const LONGEST: usize = 12;

/// The function words of all languages.
struct FunctionWords {
    /// For each word, the languages that it speaks for, by their numbers.
    languages: HashMap<&'static str, [bool; 3]>,
    /// The lengths of those that begin with a plain letter, one bit each, by that letter: most words are none of them.
    lengths: [u16; 26],
}

fn function_words() -> &'static FunctionWords {
    static WORDS: OnceLock<FunctionWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = FunctionWords {
            languages: HashMap::with_capacity(256),
            lengths: [0; 26],
        };
        for (at, list) in [ENGLISH, GERMAN, FRENCH].into_iter().enumerate() {
            for &word in list {
                words.languages.entry(word).or_insert([false; 3])[at] = true;
                if let Some(lengths) = words.lengths.get_mut(place(word.as_bytes()[0])) {
                    *lengths |= 1 << word.len();
                }
            }
        }
        words
    })
}

/// The number of a plain letter, in any case; a higher one for all else.
fn place(byte: u8) -> usize {
    usize::from((byte | 0x20).wrapping_sub(b'a'))
}

/// Where a word that begins here ends; at `start` where none does.
fn end_of_word(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii_alphabetic() {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            match text[at..].chars().next() {
                Some(letter) if letter.is_alphabetic() => at += letter.len_utf8(),
                _ => break,
            }
        }
    }
    at
}

/// How many function words of each language stand in a text.
fn votes(text: &str) -> [usize; 3] {
    let known = function_words();
    let mut votes = [0; 3];
    let mut lower = [0; LONGEST];
    let mut at = 0;
    while let Some(&first) = text.as_bytes().get(at) {
        let end = end_of_word(text, at);
        if end == at {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = &text[at..end];
        at = end;
        let may_be = known.lengths.get(place(first));
        if word.len() > LONGEST || may_be.is_some_and(|lengths| lengths >> word.len() & 1 == 0) {
            continue;
        }
        let found = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            known.languages.get(word)
        } else if word.is_ascii() {
            let lower = &mut lower[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower)
                .ok()
                .and_then(|word| known.languages.get(word))
        } else {
            known.languages.get(word.to_lowercase().as_str())
        };
        for (vote, speaks) in votes.iter_mut().zip(found.into_iter().flatten()) {
            *vote += usize::from(*speaks);
        }
    }
    votes
}

/// The language of a text. `declared` is what its author says of it: it stands unless the words clearly speak against it
/// (at least two function words of another language and none of its own); a text without function words is of the
/// declared language, or of none.
pub fn guess(text: &str, declared: Option<Language>) -> Option<Language> {
    let votes = votes(text);
    let best = Language::ALL
        .into_iter()
        .max_by_key(|&language| (votes[language as usize], declared == Some(language)));
    let best = best.filter(|&language| votes[language as usize] > 0);
    match (declared, best) {
        (Some(said), Some(best)) if votes[best as usize] >= 2 && votes[said as usize] == 0 => {
            Some(best)
        }
        (Some(said), Some(best)) if votes[best as usize] >= 3 * votes[said as usize] + 3 => {
            Some(best)
        }
        (Some(said), _) => Some(said),
        (None, best) => best,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_language_stands_against_homonyms() {
        assert_eq!(
            guess("Backlog pflegen", Some(Language::De)),
            Some(Language::De)
        );
        assert_eq!(
            guess("Prioriser le backlog", Some(Language::Fr)),
            Some(Language::Fr)
        );
    }

    #[test]
    fn another_language_inside_a_file_is_seen() {
        assert_eq!(
            guess(
                "Orders the items of the backlog by value",
                Some(Language::De)
            ),
            Some(Language::En)
        );
        assert_eq!(
            guess(
                "Ordnet die Einträge des Backlogs nach Wert",
                Some(Language::En)
            ),
            Some(Language::De)
        );
        assert_eq!(
            guess("Ordonne les éléments du backlog selon la valeur", None),
            Some(Language::Fr)
        );
    }
}
