//! What each distinct word means, found once and remembered.

use super::super::language::{Language, Opening, fold, is_particle, opening, plain, stem};
use super::super::packed::Numbers;
use super::{Begun, ClassId, ClassKind, KeyId, Tables};
use foldhash::HashMap;
use std::rc::Rc;

/// What a word means: its own key, its classes, and those of the parts of a compound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The stem of the word as it is written, whatever is read into it.
    pub stem: Box<str>,
    pub key: Option<KeyId>,
    /// The expressions of several words that begin with the key.
    pub begun: Begun,
    /// Key of the verb that a particle was joined to (`nimmt … ab`: that of `nehmen`).
    pub base: Option<KeyId>,
    pub classes: Vec<ClassId>,
    /// Classes of a compound's head (`-planung`), for a suspended hyphen to borrow.
    pub head: Vec<ClassId>,
    /// Where a compound's head begins, in bytes of the folded word.
    pub parted_at: usize,
    /// Classes of a compound's first part (`Kapazitäts-`).
    pub front: Vec<ClassId>,
    /// Whether it can be the parted prefix of a German verb.
    pub is_particle: bool,
    /// What it begins, in German.
    pub opens: Option<Opening>,
}

impl Meaning {
    /// Whether the word was parted, or completed by a suspended hyphen.
    pub fn is_compound(&self) -> bool {
        !self.head.is_empty()
    }
}

/// A distinct word that was met.
#[derive(Clone, Debug)]
pub struct Word {
    /// Counts the distinct words.
    pub id: u32,
    pub meaning: Rc<Meaning>,
}

/// The words of one language with what they mean; grows as words are met.
pub struct Vocabulary<'t> {
    pub tables: &'t Tables<'t>,
    /// What numbers and marks mean.
    pub nothing: Rc<Meaning>,
    language: Language,
    known: HashMap<Box<str>, Word>,
    /// For each particle, the lemmas that it makes of verbs, by their keys.
    parted: HashMap<Box<str>, HashMap<KeyId, Option<KeyId>>>,
    /// The number of the next new word.
    next: u32,
    /// The lowest number of a word that is remembered.
    first: u32,
}

/// More distinct words than this are not remembered, so that no text makes memory grow without end.
const REMEMBERED: usize = 20_000;

const LINKS: [&str; 7] = ["", "s", "n", "en", "es", "er", "e"];
const TYPO_LENGTH: usize = 8;
/// In bytes; to part a word takes the square of its length.
const LONGEST_COMPOUND: usize = 96;

impl<'t> Vocabulary<'t> {
    pub fn new(tables: &'t Tables<'t>, language: Language) -> Self {
        Self {
            tables,
            nothing: Rc::default(),
            language,
            known: HashMap::default(),
            parted: HashMap::default(),
            next: 0,
            first: 0,
        }
    }

    /// A word as written, with what it means.
    pub fn word(&mut self, written: &str) -> Word {
        if let Some(word) = self.known.get(written) {
            return word.clone();
        }
        let folded = fold(written, self.language);
        let stem = stem(&folded, self.language);
        let mut meaning = self.find(&folded, &stem);
        meaning.stem = stem.into();
        meaning.begun = self.begun(meaning.key);
        if self.language == Language::De {
            meaning.is_particle = is_particle(&folded);
            meaning.opens = opening(written);
        }
        let word = Word {
            id: self.next,
            meaning: Rc::new(meaning),
        };
        self.next += 1;
        self.known.insert(written.into(), word.clone());
        word
    }

    /// Forgets all words where they have become too many; numbers are not given out again. The lowest number in use.
    pub fn first(&mut self) -> u32 {
        if self.known.len() > REMEMBERED {
            self.known.clear();
        }
        if self.known.is_empty() {
            self.first = self.next;
        }
        self.first
    }

    fn begun(&self, key: Option<KeyId>) -> Begun {
        key.map_or_else(Begun::default, |key| self.tables.begun(key))
    }

    /// The lemma of a parted verb (`nimmt … ab`), if the lexicon has it.
    pub fn parted(&mut self, particle: &str, meaning: &Meaning) -> Option<Meaning> {
        let base = meaning.base.or(meaning.key)?;
        let key = self.lemma(particle, base)?;
        let classes = self.tables.classes_of(key).iter().collect();
        Some(Meaning {
            stem: meaning.stem.clone(),
            key: Some(key),
            begun: self.begun(Some(key)),
            base: Some(base),
            classes,
            ..Meaning::default()
        })
    }

    /// The key of a particle and a verb together. Every word before a particle is tried, so that this is asked often; there
    /// are few particles and no more keys than the lexicon has.
    fn lemma(&mut self, particle: &str, base: KeyId) -> Option<KeyId> {
        if !self.parted.contains_key(particle) {
            self.parted.insert(particle.into(), HashMap::default());
        }
        let tables = self.tables;
        let lemmas = self.parted.get_mut(particle)?;
        *lemmas.entry(base).or_insert_with(|| {
            let verb = tables.keys.at(base as usize);
            tables.key(&format!("{particle}{verb}"))
        })
    }

    fn find(&self, folded: &str, stem: &str) -> Meaning {
        let key = self
            .tables
            .form(folded)
            .or_else(|| self.key_by_stem(folded, stem));
        let exact = self.tables.exact(folded);
        if let Some(classes) = exact.filter(|classes| self.is_read(*classes)) {
            return Meaning {
                key,
                classes: classes.iter().collect(),
                ..Meaning::default()
            };
        }
        let listed = key.map(|key| self.tables.classes_of(key));
        let mut meaning = match listed {
            Some(classes) if classes.is_empty() || self.is_read(classes) => Meaning {
                key,
                classes: classes.iter().collect(),
                ..Meaning::default()
            },
            // Signs change nothing: a word that they alone know is read as if they did not.
            listed => {
                let mut unlisted = self.unlisted(folded, stem);
                unlisted.key = key.or(unlisted.key);
                unlisted.classes.extend(listed.unwrap_or_default().iter());
                unlisted
            }
        };
        meaning.classes.extend(exact.unwrap_or_default().iter());
        meaning
    }

    fn is_sign(&self, class: ClassId) -> bool {
        self.tables.kind(class) == ClassKind::Sign
    }

    /// Whether the reading of a sentence knows one of these classes.
    fn is_read(&self, classes: Numbers<2>) -> bool {
        classes.iter().any(|class| !self.is_sign(class))
    }

    /// A word that the lexicon does not list: a compound, or misspelt.
    fn unlisted(&self, folded: &str, stem: &str) -> Meaning {
        if self.language == Language::De
            && (7..=LONGEST_COMPOUND).contains(&folded.len())
            && let Some(meaning) = self.compound(folded, 0)
        {
            return meaning;
        }
        if folded.chars().count() >= TYPO_LENGTH
            && let Some(key) = self.misspelt(stem)
        {
            let classes = self.tables.classes_of(key).iter().collect();
            return Meaning {
                key: Some(key),
                classes,
                ..Meaning::default()
            };
        }
        Meaning::default()
    }

    fn key_of(&self, folded: &str) -> Option<KeyId> {
        let form = self.tables.form(folded);
        form.or_else(|| self.key_by_stem(folded, &stem(folded, self.language)))
    }

    /// The key of a word that is no form of its own.
    fn key_by_stem(&self, folded: &str, stem: &str) -> Option<KeyId> {
        self.tables.key(stem).or_else(|| {
            let bare = plain(folded);
            if bare == folded {
                None
            } else {
                self.tables.form(&bare)
            }
        })
    }

    /// The classes of a part of a compound: things and actions, no marks (`Ausschreibung` is no `aus`).
    fn classes_of(&self, folded: &str) -> Option<Vec<ClassId>> {
        let is_part = |class: ClassId| {
            matches!(
                self.tables.kind(class),
                ClassKind::Thing | ClassKind::Action | ClassKind::Literal
            )
        };
        let exact = self.tables.exact(folded);
        let classes = match exact.filter(|classes| classes.iter().any(is_part)) {
            Some(classes) => classes,
            None => self.tables.classes_of(self.key_of(folded)?),
        };
        let kept: Vec<ClassId> = classes.iter().filter(|&class| is_part(class)).collect();
        (!kept.is_empty()).then_some(kept)
    }

    /// A German compound, parted at the longest head that is known: `Kapazitäts|planung`; an unknown front is passed over
    /// (`Filial|kapazität`).
    fn compound(&self, word: &str, depth: usize) -> Option<Meaning> {
        let mut fallback = None;
        for at in word.char_indices().map(|(at, _)| at).skip(3) {
            if word.len() - at < 4 {
                break;
            }
            let Some(head) = self.classes_of(&word[at..]) else {
                continue;
            };
            let front = &word[..at];
            let known = LINKS.iter().find_map(|link| {
                let bare = front.strip_suffix(link)?;
                if bare.len() < 2 {
                    None
                } else {
                    self.classes_of(bare)
                }
            });
            let known = known.or_else(|| {
                if depth < 2 {
                    self.compound(front, depth + 1).map(|part| part.classes)
                } else {
                    None
                }
            });
            if let Some(front) = known {
                let mut classes = head.clone();
                classes.extend(&front);
                classes.sort_unstable();
                classes.dedup();
                return Some(Meaning {
                    classes,
                    head,
                    front,
                    parted_at: at,
                    ..Meaning::default()
                });
            }
            if fallback.is_none() && word.len() - at >= 5 && depth == 0 {
                fallback = Some(Meaning {
                    classes: head.clone(),
                    head,
                    parted_at: at,
                    ..Meaning::default()
                });
            }
        }
        fallback
    }

    /// A key that is one letter away from a stem: one of the halves of a word with one slip is whole.
    fn misspelt(&self, word: &str) -> Option<KeyId> {
        if word.len() < TYPO_LENGTH - 1 || !word.is_ascii() {
            return None;
        }
        let half = &word[..word.len() / 2];
        let start = self.tables.keys.first_from(half);
        let near = (start..self.tables.keys.count())
            .map(|at| self.tables.keys.at(at))
            .take_while(|key| key.starts_with(half));
        let mut found = None;
        for (at, key) in near.enumerate() {
            if key.len().abs_diff(word.len()) <= 1
                && key.len() >= TYPO_LENGTH - 1
                && strsim::osa_distance(key, word) == 1
            {
                let id = KeyId::try_from(start + at).ok()?;
                if self.is_read(self.tables.classes_of(id)) {
                    if found.is_some() {
                        return None;
                    }
                    found = Some(id);
                }
            }
        }
        found
    }
}
