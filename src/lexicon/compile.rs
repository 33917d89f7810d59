//! From the lexicon's YAML to its tables.

use super::super::language::{Language, Verb, conjugate, fold, stem};
use super::entry::{Alternative, EntryWord, parse_entry, parse_phrase};
use super::source::{ClassKind, Lexicon, LexiconSource};
use super::tables::Draft;
use super::{ClassId, KeyId, Link, Phrase, Problem, ProblemKind, Reach, Slot, Tables};
use std::collections::{BTreeMap, BTreeSet};

/// The tables of one language while they grow.
#[derive(Default)]
struct Builder {
    language: Option<Language>,
    classes: Vec<String>,
    kinds: Vec<ClassKind>,
    keys: BTreeMap<String, BTreeSet<ClassId>>,
    forms: BTreeMap<String, String>,
    exact: BTreeMap<String, BTreeSet<ClassId>>,
    sequences: Vec<(Vec<String>, Vec<Link>, ClassId)>,
    phrases: Vec<Phrase>,
    problems: Vec<Problem>,
    verbs: Vec<Verb>,
}

/// Compiles one language, to the bytes that [`Tables::open`] takes.
pub fn compile(source: &LexiconSource, language: Language) -> (Vec<u8>, Vec<Problem>) {
    extend(&Tables::default(), source, language)
}

/// Compiles one language on top of tables that there are; what these say stays.
pub fn extend(
    tables: &Tables,
    source: &LexiconSource,
    language: Language,
) -> (Vec<u8>, Vec<Problem>) {
    let mut builder = Builder::on(tables, language);
    builder.declare(source);
    let lexicons: Vec<&Lexicon> = source
        .lexicons
        .iter()
        .filter(|lexicon| lexicon.language.is_none_or(|own| own == language))
        .collect();
    for lexicon in &lexicons {
        builder.add_verbs(&lexicon.verbs);
    }
    if language == Language::De {
        // A noun that is a verb's form (`Planung`) shares the verb's key wherever the two are listed.
        for entry in lexicons
            .iter()
            .flat_map(|lexicon| lexicon.words.values().flatten())
        {
            builder.add_german_verbs(entry);
        }
    }
    for lexicon in &lexicons {
        for (class, entries) in &lexicon.words {
            match builder.class(class) {
                Some(id) => entries
                    .iter()
                    .for_each(|entry| builder.add_entry(entry, id)),
                None => builder.problem(class, ProblemKind::UnknownClass(class.clone())),
            }
        }
    }
    for (role, own, names) in &source.actors {
        let Some(id) = builder.class(&format!("@{role}")) else {
            continue;
        };
        if *own == language || *own == Language::En {
            names
                .iter()
                .filter(|name| name.chars().count() > 3 || name.contains(' '))
                .for_each(|name| builder.add_actor(name, id));
        }
    }
    for (at, (activity, phrases)) in source.activities.iter().enumerate() {
        let Ok(at) = u16::try_from(at) else { break };
        for phrase in phrases {
            builder.add_phrase(phrase, at);
        }
        for lexicon in &lexicons {
            for phrase in lexicon.phrases.get(activity).into_iter().flatten() {
                builder.add_phrase(phrase, at);
            }
        }
    }
    for lexicon in &lexicons {
        for id in lexicon.phrases.keys().filter(|id| {
            !source
                .activities
                .iter()
                .any(|(activity, _)| activity == *id)
        }) {
            builder.problem(id, ProblemKind::UnknownActivity);
        }
    }
    builder.finish()
}

impl Builder {
    /// Takes up tables where their compilation ended.
    fn on(tables: &Tables, language: Language) -> Self {
        let key = |id: KeyId| tables.keys.at(id as usize).to_owned();
        let keys = tables.keys.iter().zip(0..);
        let phrases = tables.phrases().map(|phrase| Phrase {
            activity: phrase.activity,
            slots: phrase
                .slots()
                .map(|slot| Slot {
                    classes: slot.classes.iter().collect(),
                    reach: slot.reach,
                })
                .collect(),
            without: phrase.without().iter().collect(),
            weight: phrase.weight,
        });
        let verbs = tables.verbs().map(|forms| {
            let [infinitive, present, past, participle] = forms.map(str::to_owned);
            Verb {
                infinitive,
                present,
                past,
                participle,
            }
        });
        Self {
            language: Some(language),
            classes: tables.classes.iter().map(str::to_owned).collect(),
            kinds: tables.kinds().collect(),
            keys: keys
                .map(|(key, id)| (key.to_owned(), tables.classes_of(id).iter().collect()))
                .collect(),
            forms: tables
                .forms()
                .map(|(form, id)| (form.to_owned(), key(id)))
                .collect(),
            exact: tables
                .exacts()
                .map(|(word, classes)| (word.to_owned(), classes.iter().collect()))
                .collect(),
            sequences: tables
                .sequences()
                .map(|one| {
                    let links = (1..one.keys.len()).map(|place| one.link(place));
                    (
                        one.keys.iter().map(key).collect(),
                        links.collect(),
                        one.class,
                    )
                })
                .collect(),
            phrases: phrases.collect(),
            problems: Vec::new(),
            verbs: verbs.collect(),
        }
    }

    fn language(&self) -> Language {
        self.language.unwrap_or(Language::En)
    }

    fn declare(&mut self, source: &LexiconSource) {
        let groups = [
            (&source.classes.actions, ClassKind::Action),
            (&source.classes.things, ClassKind::Thing),
            (&source.classes.marks, ClassKind::Mark),
            (&source.classes.signs, ClassKind::Sign),
        ];
        for (names, kind) in groups {
            for name in names.keys() {
                self.add_class(name.clone(), kind);
            }
        }
        let roles: BTreeSet<&String> = source.actors.iter().map(|(role, _, _)| role).collect();
        for role in roles {
            self.add_class(format!("@{role}"), ClassKind::Mark);
        }
    }

    fn add_class(&mut self, name: String, kind: ClassKind) {
        if self.class(&name).is_none() {
            self.classes.push(name);
            self.kinds.push(kind);
        }
    }

    fn class(&self, name: &str) -> Option<ClassId> {
        self.classes
            .iter()
            .position(|class| class == name)
            .and_then(|at| ClassId::try_from(at).ok())
    }

    fn problem(&mut self, words: &str, kind: ProblemKind) {
        self.problems.push(Problem {
            words: words.to_owned(),
            kind,
        });
    }

    fn add_verbs(&mut self, lines: &[String]) {
        let language = self.language();
        for line in lines {
            let parts: Vec<String> = line
                .split_whitespace()
                .map(|part| fold(part, language))
                .collect();
            let Some(infinitive) = parts.first() else {
                continue;
            };
            if language == Language::De {
                let [infinitive, present, past, participle] = parts.as_slice() else {
                    self.problem(line, ProblemKind::VerbForms);
                    continue;
                };
                let verb = Verb {
                    infinitive: infinitive.clone(),
                    present: present.clone(),
                    past: past.clone(),
                    participle: participle.clone(),
                };
                self.verbs.push(verb);
            } else {
                let key = stem(infinitive, language);
                for form in &parts[1..] {
                    self.forms.insert(form.clone(), key.clone());
                }
            }
        }
        if language == Language::De && !lines.is_empty() {
            for verb in self.verbs.clone() {
                self.add_forms(&verb.infinitive);
            }
        }
    }

    /// The forms of a German verb lead to its infinitive, the bar left out.
    fn add_forms(&mut self, infinitive: &str) -> String {
        let lemma = infinitive.replace('|', "");
        self.add_conjugation(infinitive, &lemma);
        if let Some((_, base)) = infinitive.split_once('|') {
            self.add_conjugation(base, base);
            self.keys.entry(base.to_owned()).or_default();
        }
        self.keys.entry(lemma.clone()).or_default();
        lemma
    }

    fn add_conjugation(&mut self, verb: &str, lemma: &str) {
        let conjugation = conjugate(verb, &self.verbs);
        for run in &conjugation.adjectives {
            for form in run {
                self.forms
                    .entry(form.clone())
                    .or_insert_with(|| run[0].clone());
            }
        }
        for form in conjugation.forms {
            // A noun that has classes of its own keeps them: no phrase with `aus|lasten` takes away what Auslastung means.
            let own = self.keys.get(&stem(&form, self.language()));
            if own.is_none_or(BTreeSet::is_empty) || form == lemma {
                self.forms.entry(form).or_insert_with(|| lemma.to_owned());
            }
        }
    }

    fn key_of(&mut self, word: &EntryWord) -> String {
        let language = self.language();
        let verb = language == Language::De
            && word.small
            && (word.folded.contains('|')
                || word.folded.ends_with("en")
                || word.folded.ends_with("ern")
                || word.folded.ends_with("eln"))
            && word.folded.len() > 4;
        if verb && !word.exact {
            return self.add_forms(&word.folded);
        }
        self.forms
            .get(&word.folded)
            .cloned()
            .unwrap_or_else(|| stem(&word.folded, language))
    }

    fn add_german_verbs(&mut self, text: &str) {
        let entry = parse_entry(text, Language::De);
        for word in entry.iter().flat_map(|entry| &entry.words) {
            if word.small && !word.exact {
                self.key_of(word);
            }
        }
    }

    fn add_entry(&mut self, text: &str, class: ClassId) {
        let language = self.language();
        let Some(entry) = parse_entry(text, language) else {
            return self.problem(text, ProblemKind::NoWord);
        };
        if let [word] = entry.words.as_slice() {
            if word.exact {
                self.exact
                    .entry(word.folded.clone())
                    .or_default()
                    .insert(class);
            } else {
                let key = self.key_of(word);
                self.keys.entry(key).or_default().insert(class);
            }
            return;
        }
        let keys: Vec<String> = entry.words.iter().map(|word| self.key_of(word)).collect();
        for key in &keys {
            self.keys.entry(key.clone()).or_default();
        }
        self.sequences.push((keys, entry.links, class));
    }

    /// The name of a role. One English word is taken as it is written, with its plural: management does not manage.
    fn add_actor(&mut self, name: &str, class: ClassId) {
        let folded = fold(name, self.language());
        let single = folded.chars().all(char::is_alphanumeric);
        let key = stem(&folded, self.language());
        let is_plain = key == folded || format!("{key}s") == folded;
        if self.language() != Language::En || !single || is_plain {
            return self.add_entry(name, class);
        }
        let shared = self.keys.get(&key).cloned().unwrap_or_default();
        let own = self.keys.entry(folded.clone()).or_default();
        own.extend(shared);
        own.insert(class);
        for form in [folded.clone(), format!("{folded}s")] {
            self.forms.insert(form, folded.clone());
        }
    }

    fn literal(&mut self, words: &str) -> Option<ClassId> {
        let name = format!("\"{words}\"");
        if let Some(id) = self.class(&name) {
            return Some(id);
        }
        let id = ClassId::try_from(self.classes.len()).ok()?;
        self.classes.push(name);
        self.kinds.push(ClassKind::Literal);
        self.add_entry(words, id);
        Some(id)
    }

    fn resolve(&mut self, alternative: &Alternative, phrase: &str) -> Option<ClassId> {
        match alternative {
            Alternative::Class(name) => {
                let id = self.class(name);
                if id.is_none() {
                    self.problem(phrase, ProblemKind::UnknownClass(name.clone()));
                }
                id
            }
            Alternative::Words(words) => self.literal(words),
        }
    }

    fn add_phrase(&mut self, text: &str, activity: u16) {
        let phrase = match parse_phrase(text) {
            Ok(phrase) => phrase,
            Err(kind) => return self.problem(text, kind),
        };
        let mut slots = Vec::new();
        for slot in &phrase.slots {
            let classes: Vec<ClassId> = slot
                .alternatives
                .iter()
                .filter_map(|one| self.resolve(one, text))
                .collect();
            if classes.is_empty() {
                return;
            }
            slots.push(Slot {
                classes,
                reach: slot.reach,
            });
        }
        let without: Vec<ClassId> = phrase
            .without
            .iter()
            .filter_map(|one| self.resolve(one, text))
            .collect();
        let literal = |slot: &Slot| {
            slot.classes
                .iter()
                .all(|&class| self.kinds[usize::from(class)] == ClassKind::Literal)
        };
        let weight = slots
            .iter()
            .map(|slot| {
                if literal(slot) {
                    14
                } else if slot.reach == Reach::Object {
                    10
                } else {
                    11
                }
            })
            .sum::<u16>();
        self.phrases.push(Phrase {
            activity,
            slots,
            without,
            weight,
        });
    }

    fn finish(mut self) -> (Vec<u8>, Vec<Problem>) {
        let mut names: BTreeMap<String, BTreeSet<ClassId>> = std::mem::take(&mut self.keys);
        for key in self.forms.values() {
            names.entry(key.clone()).or_default();
        }
        let ids: BTreeMap<&String, KeyId> = names.keys().zip(0..).collect();
        let mut sequences: Vec<(Vec<KeyId>, &[Link], ClassId)> = self
            .sequences
            .iter()
            .map(|(keys, links, class)| {
                let keys = keys.iter().map(|key| ids[key]).collect();
                (keys, links.as_slice(), *class)
            })
            .collect();
        sequences.sort_by(|(a, _, one), (b, _, other)| {
            (a[0], b.len(), one).cmp(&(b[0], a.len(), other))
        });
        let mut anchors = vec![Vec::new(); self.classes.len()];
        for (at, phrase) in self.phrases.iter().enumerate() {
            // The slot with the fewest alternatives that is no mere mark is looked for first.
            let anchor = phrase.slots.iter().min_by_key(|slot| {
                let action = slot
                    .classes
                    .iter()
                    .any(|&class| self.kinds[usize::from(class)] == ClassKind::Action);
                (action, slot.classes.len())
            });
            for &class in anchor.into_iter().flat_map(|slot| &slot.classes) {
                anchors[usize::from(class)].push(u16::try_from(at).unwrap_or(u16::MAX));
            }
        }
        let draft = Draft {
            classes: &self.classes,
            kinds: &self.kinds,
            keys: names.keys().map(String::as_str).collect(),
            key_classes: names
                .values()
                .map(|classes| classes.iter().copied().collect())
                .collect(),
            forms: self
                .forms
                .iter()
                .map(|(form, key)| (form.as_str(), ids[key]))
                .collect(),
            exact: self
                .exact
                .iter()
                .map(|(word, classes)| (word.as_str(), classes.iter().copied().collect()))
                .collect(),
            sequences,
            phrases: &self.phrases,
            anchors,
            verbs: self
                .verbs
                .iter()
                .flat_map(|verb| {
                    [
                        verb.infinitive.as_str(),
                        &verb.present,
                        &verb.past,
                        &verb.participle,
                    ]
                })
                .collect(),
        };
        (draft.to_bytes(), self.problems)
    }
}
