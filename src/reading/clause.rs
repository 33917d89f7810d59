//! A duty as tokens with meanings, class hits, clauses and conjuncts.

use crate::classifier::Term;
use crate::language::{Language, Token, TokenKind, fold, tokenise};
use crate::lexicon::{ClassId, ClassKind, Link, Meaning, Tables, Vocabulary};
use std::ops::Range;
use std::rc::Rc;

/// Which preposition a thing hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Preposition {
    /// None, or a genitive (`of`, `der`, `de`).
    None,
    With,
    From,
    By,
    Other,
}

/// Words of one class at one place.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub class: ClassId,
    /// First and last token, both included.
    pub first: usize,
    pub last: usize,
    pub preposition: Preposition,
    /// Of several words.
    pub sequence: bool,
}

/// How a clause hangs on the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClauseKind {
    Main,
    /// `that …`, `dass …`, `que …`
    Complement,
    /// `in order to …`, `um … zu`, `afin de …`, `so that …`
    Purpose,
    /// `while …`, `wenn …`, `tandis que …`
    Side,
}

#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub kind: ClauseKind,
    pub first: usize,
    /// Exclusive.
    pub end: usize,
    /// Token ranges of the verb groups that are joined by `and`, `or` or a comma; each with the joining mark.
    pub conjuncts: Vec<Conjunct>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Conjunct {
    pub first: usize,
    /// Exclusive.
    pub end: usize,
    /// Joined to the one before by `or`, `nor`, `oder`, `noch`, `ni`.
    pub or: bool,
}

/// The mark classes that steer the reading, by the ids of one language's tables.
pub(super) struct Marks {
    pub conjunction: Option<ClassId>,
    pub disjunction: Option<ClassId>,
    pub complement: Option<ClassId>,
    pub purpose: Option<ClassId>,
    pub side: Option<ClassId>,
    pub which: Option<ClassId>,
    pub with: Option<ClassId>,
    pub from: Option<ClassId>,
    pub by: Option<ClassId>,
    pub preposition: Option<ClassId>,
    pub genitive: Option<ClassId>,
    pub determiner: Option<ClassId>,
    pub passive: Option<ClassId>,
}

impl Marks {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let class = |name: &str| vocabulary.tables.class(name);
        Self {
            conjunction: class("and"),
            disjunction: class("or"),
            complement: class("that"),
            purpose: class("in-order-to"),
            side: class("while"),
            which: class("which"),
            with: class("with"),
            from: class("from"),
            by: class("by"),
            preposition: class("preposition"),
            genitive: class("of"),
            determiner: class("determiner"),
            passive: class("passive"),
        }
    }
}

/// A text, taken apart.
pub(super) struct Sentence<'t> {
    pub text: &'t str,
    pub language: Language,
    pub tokens: Vec<Token>,
    pub meanings: Vec<Rc<Meaning>>,
    pub hits: Vec<Hit>,
    pub clauses: Vec<Clause>,
    /// The clause of each token.
    pub clause_of: Vec<usize>,
    /// The vocabulary's number of each word.
    words: Vec<Option<u32>>,
    /// Indices into `hits`, by the token where they begin.
    starting: Vec<usize>,
    /// `starting[starts[n]..starts[n + 1]]` are those of token `n`.
    starts: Vec<usize>,
    /// What each token can be.
    parts: Vec<Parts>,
    kinds: &'t [ClassKind],
}

/// What a token can be, found once.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    is_action: bool,
    is_verb: bool,
    is_thing: bool,
}

impl<'t> Sentence<'t> {
    pub(super) fn new<'v: 't>(
        text: &'t str,
        language: Language,
        vocabulary: &mut Vocabulary<'v>,
        marks: &Marks,
    ) -> Self {
        let tokens = tokenise(text, language);
        let (words, meanings) = meanings_of(text, language, &tokens, vocabulary);
        let hits = hits_of(&tokens, &meanings, vocabulary.tables, language);
        let mut starts = vec![0; tokens.len() + 1];
        for hit in &hits {
            starts[hit.first + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut starting = vec![0; hits.len()];
        let mut next = starts.clone();
        for (at, hit) in hits.iter().enumerate() {
            starting[next[hit.first]] = at;
            next[hit.first] += 1;
        }
        let mut sentence = Self {
            text,
            language,
            clause_of: vec![0; tokens.len()],
            parts: vec![Parts::default(); tokens.len()],
            tokens,
            words,
            meanings,
            hits,
            starts,
            starting,
            clauses: Vec::new(),
            kinds: &vocabulary.tables.kinds,
        };
        sentence.name_parts(marks);
        sentence.part(marks);
        sentence.hang(marks);
        sentence
    }

    fn name_parts(&mut self, marks: &Marks) {
        for token in 0..self.tokens.len() {
            let is = |wanted| {
                self.starting(token)
                    .iter()
                    .any(|&hit| self.kind(&self.hits[hit]) == wanted)
            };
            let is_action = is(ClassKind::Action);
            self.parts[token] = Parts {
                is_action,
                is_verb: is_action && !self.is_nominal(token, marks),
                is_thing: is(ClassKind::Thing),
            };
        }
    }

    /// Indices of the hits that begin at a token.
    pub(super) fn starting(&self, token: usize) -> &[usize] {
        &self.starting[self.starts[token]..self.starts[token + 1]]
    }

    /// All tokens.
    pub(super) fn whole(&self) -> Conjunct {
        Conjunct {
            first: 0,
            end: self.tokens.len(),
            or: false,
        }
    }

    /// The words of a conjunct, for the classifier.
    pub(super) fn terms(&self, group: Conjunct) -> impl Iterator<Item = Term<'_>> {
        (group.first..group.end).map(|token| Term {
            word: self.words[token].map(|id| (id, self.word(token))),
            meaning: &self.meanings[token],
        })
    }

    pub(super) fn word(&self, token: usize) -> &'t str {
        let token = &self.tokens[token];
        &self.text[token.start..token.stop]
    }

    /// Whether a hit of this class begins at the token.
    pub(super) fn is(&self, token: usize, class: Option<ClassId>) -> bool {
        class.is_some_and(|class| {
            self.starting(token)
                .iter()
                .any(|&hit| self.hits[hit].class == class)
        })
    }

    pub(super) fn kind(&self, hit: &Hit) -> ClassKind {
        self.kinds[usize::from(hit.class)]
    }

    /// Whether a token is an action, as a verb or a noun.
    pub(super) fn is_action(&self, token: usize) -> bool {
        self.parts[token].is_action
    }

    pub(super) fn is_thing(&self, token: usize) -> bool {
        self.parts[token].is_thing
    }

    /// Whether a token is an action, as a verb.
    pub(super) fn is_verb(&self, token: usize) -> bool {
        self.parts[token].is_verb
    }

    /// Whether an action is a noun here (`planning`, `Steuerung`, `pilotage`), not a verb.
    fn is_nominal(&self, token: usize, marks: &Marks) -> bool {
        let word = self.word(token);
        let before = token.checked_sub(1);
        let after_determiner = before.is_some_and(|at| {
            self.is(at, marks.determiner)
                || (self.language != Language::De
                    && self.is(at, marks.genitive)
                    && self.word(at) != "to")
        });
        match self.language {
            Language::En => {
                after_determiner
                    || ["tion", "ment", "ance", "sion", "ship", "ysis"]
                        .iter()
                        .any(|end| word.ends_with(end))
            }
            Language::De => {
                let capital = word.chars().next().is_some_and(char::is_uppercase);
                let first = before.is_none_or(|at| {
                    matches!(
                        self.tokens[at].kind,
                        TokenKind::Mark('.' | ':' | '-' | '•' | '"' | '„' | '«')
                    )
                });
                let noun = [
                    "ung",
                    "ungen",
                    "tion",
                    "nahme",
                    "ment",
                    "ing",
                    "gabe",
                    "pflege",
                    "schaft",
                    "kontrolle",
                ]
                .iter()
                .any(|end| word.ends_with(end));
                capital && (!first || noun)
            }
            Language::Fr => {
                let lower = word.to_lowercase();
                let infinitive = ["er", "ir", "re"].iter().any(|end| lower.ends_with(end));
                let determined = before.is_some_and(|at| self.is(at, marks.determiner));
                let of_follows =
                    token + 1 < self.tokens.len() && self.is(token + 1, marks.genitive);
                let noun = ["ment", "age", "ance", "ise", "suivi", "ure"]
                    .iter()
                    .any(|end| lower.ends_with(end));
                determined
                    || (after_determiner && !infinitive)
                    || ["tion", "sion"].iter().any(|end| lower.ends_with(end))
                    || (noun && of_follows)
            }
        }
    }

    /// Parts the tokens into clauses and conjuncts.
    fn part(&mut self, marks: &Marks) {
        let count = self.tokens.len();
        let mut clauses: Vec<Clause> = Vec::new();
        let mut first = 0;
        let mut kind = ClauseKind::Main;
        let mut at = 0;
        while at < count {
            let hard = matches!(
                self.tokens[at].kind,
                TokenKind::Mark('.' | ';' | ':' | '•' | '(' | ')' | '–' | '—' | '!' | '?' | '→')
            );
            let opened = if hard {
                Some(ClauseKind::Main)
            } else {
                self.subordinator(at, marks)
            };
            if let Some(next) = opened {
                if at > first {
                    clauses.push(Clause {
                        kind,
                        first,
                        end: at,
                        conjuncts: Vec::new(),
                    });
                }
                first = if hard { at + 1 } else { at };
                kind = next;
            }
            at += 1;
        }
        if count > first {
            clauses.push(Clause {
                kind,
                first,
                end: count,
                conjuncts: Vec::new(),
            });
        }
        for (number, clause) in clauses.iter_mut().enumerate() {
            self.clause_of[clause.first..clause.end].fill(number);
            clause.conjuncts = self.conjuncts(clause.first, clause.end, marks);
        }
        self.clauses = clauses;
    }

    fn subordinator(&self, at: usize, marks: &Marks) -> Option<ClauseKind> {
        if at == 0 {
            return None;
        }
        if self.is(at, marks.purpose) {
            return Some(ClauseKind::Purpose);
        }
        if self.is(at, marks.side) {
            return Some(ClauseKind::Side);
        }
        if self.is(at, marks.which) && self.tokens[at - 1].kind == TokenKind::Mark(',') {
            return Some(ClauseKind::Side);
        }
        if self.is(at, marks.complement) {
            return Some(ClauseKind::Complement);
        }
        None
    }

    /// Verb groups joined by a conjunction or comma: a new one begins where a verb follows the joint and a verb went before.
    fn conjuncts(&self, first: usize, end: usize, marks: &Marks) -> Vec<Conjunct> {
        let mut found = Vec::new();
        let mut begin = first;
        let mut or = false;
        let mut verb_seen = false;
        let mut at = first;
        while at < end {
            let comma = self.tokens[at].kind == TokenKind::Mark(',');
            let joined_by_or = self.is(at, marks.disjunction);
            if verb_seen && (comma || joined_by_or || self.is(at, marks.conjunction)) {
                let next = (at + 1..end.min(at + 4))
                    .find(|&next| self.is_verb(next) || self.is(next, marks.passive));
                let clear =
                    next.is_some_and(|next| (at + 1..next).all(|between| !self.is_thing(between)));
                if clear && at > begin {
                    found.push(Conjunct {
                        first: begin,
                        end: at,
                        or,
                    });
                    begin = at + 1;
                    or = joined_by_or;
                    verb_seen = false;
                }
            }
            verb_seen |= self.is_verb(at);
            at += 1;
        }
        found.push(Conjunct {
            first: begin,
            end,
            or,
        });
        found
    }

    /// The words of a passive in the first clause that names nobody who acts (`the backlog is ordered`).
    pub(super) fn actorless(&self, marks: &Marks, actors: &[ClassId]) -> Option<Range<usize>> {
        let clause = self
            .clauses
            .first()
            .filter(|clause| clause.kind == ClauseKind::Main)?;
        let acts = |token: usize| actors.iter().any(|&class| self.is(token, Some(class)));
        if (clause.first..clause.end).any(acts) {
            return None;
        }
        let passive = (clause.first..clause.end).find(|&token| self.is(token, marks.passive))?;
        let subject =
            passive > clause.first && (clause.first..clause.end).any(|token| self.is_thing(token));
        let verb = (passive + 1..clause.end)
            .find(|&token| self.is_action(token) && self.is_participle(token))?;
        // par vote du collège: somebody is named, whoever that is.
        if (verb + 1..clause.end).any(|token| self.is(token, marks.by)) {
            return None;
        }
        let verb_before =
            (clause.first..passive).any(|token| self.is_verb(token) && !self.is_thing(token));
        (subject && !verb_before).then(|| self.tokens[clause.first].start..self.tokens[verb].end)
    }

    /// How many conjuncts of the first clause have a verb of their own.
    pub(crate) fn verb_groups(&self) -> usize {
        let conjuncts = self
            .clauses
            .first()
            .map_or(&[][..], |clause| &clause.conjuncts);
        conjuncts
            .iter()
            .filter(|conjunct| (conjunct.first..conjunct.end).any(|token| self.is_verb(token)))
            .count()
    }

    fn is_participle(&self, token: usize) -> bool {
        let word = self.word(token).to_lowercase();
        let endings: &[&str] = match self.language {
            Language::En => &[
                "ed", "en", "ept", "eld", "ade", "uilt", "set", "led", "run", "one",
            ],
            Language::De => &["t", "en"],
            Language::Fr => &[
                "é", "ée", "és", "ées", "i", "ie", "is", "ies", "u", "ue", "us", "ues", "it",
                "ite", "ites", "its",
            ],
        };
        endings.iter().any(|ending| word.ends_with(ending))
    }

    /// Finds the preposition that each thing hangs on.
    fn hang(&mut self, marks: &Marks) {
        for at in 0..self.hits.len() {
            let preposition = self.preposition_of(self.hits[at].first, marks);
            self.hits[at].preposition = preposition;
        }
    }

    /// A German article that begins an object of its own (`mit den Stakeholdern | die Roadmap`), or a question word.
    fn opens_phrase(&self, token: usize, marks: &Marks) -> bool {
        if self.language != Language::De {
            return false;
        }
        let word = self.word(token).to_lowercase();
        let question = [
            "was", "wer", "wie", "wo", "wann", "ob", "welche", "welcher", "welches", "welchen",
        ];
        if question.contains(&word.as_str()) {
            return true;
        }
        let object = [
            "die", "das", "den", "ein", "eine", "einen", "ihre", "ihren", "seine", "seinen",
            "deren", "alle", "jede", "jeden", "keine", "keinen",
        ];
        let prepositions = [marks.with, marks.from, marks.by, marks.preposition];
        object.contains(&word.as_str())
            && token > 0
            && self.tokens[token - 1].kind == TokenKind::Word
            && !prepositions.iter().any(|&class| self.is(token - 1, class))
    }

    fn preposition_of(&self, token: usize, marks: &Marks) -> Preposition {
        let mut steps = 0;
        let mut at = token;
        while at > 0 && steps < 6 {
            at -= 1;
            steps += 1;
            if self.clause_of[at] != self.clause_of[token] {
                return Preposition::None;
            }
            if self.is(at, marks.with) {
                return Preposition::With;
            }
            if self.is(at, marks.from) {
                return Preposition::From;
            }
            if self.is(at, marks.by) {
                return Preposition::By;
            }
            if self.is(at, marks.preposition) {
                return Preposition::Other;
            }
            if self.opens_phrase(at, marks) {
                return Preposition::None;
            }
            if self.is(at, marks.genitive) {
                // A genitive passes on what its head hangs on: from the velocity of the team.
                continue;
            }
            if self.is_verb(at) {
                return Preposition::None;
            }
            if matches!(self.tokens[at].kind, TokenKind::Mark(mark) if !matches!(mark, ',' | '"' | '«' | '»' | '„' | '“' | '/'))
            {
                return Preposition::None;
            }
        }
        Preposition::None
    }
}

/// The number and the meaning of each token: parted verbs are joined, suspended compounds completed.
fn meanings_of(
    text: &str,
    language: Language,
    tokens: &[Token],
    vocabulary: &mut Vocabulary,
) -> (Vec<Option<u32>>, Vec<Rc<Meaning>>) {
    let nothing = Rc::new(Meaning::default());
    let known = tokens.iter().map(|token| match token.kind {
        TokenKind::Word => {
            let word = vocabulary.word(&text[token.start..token.stop]);
            (Some(word.id), word.meaning)
        }
        TokenKind::Number | TokenKind::Mark(_) => (None, Rc::clone(&nothing)),
    });
    let (words, mut meanings): (Vec<_>, Vec<_>) = known.unzip();
    if language == Language::De {
        join_parted(text, tokens, &mut meanings, vocabulary);
        complete_suspended(text, tokens, &mut meanings, vocabulary);
    }
    (words, meanings)
}

/// `Termin- und Kapazitätsplanung`: the half before or behind the hyphen is borrowed from the neighbour.
fn complete_suspended(
    text: &str,
    tokens: &[Token],
    meanings: &mut [Rc<Meaning>],
    vocabulary: &mut Vocabulary,
) {
    let language = Language::De;
    for at in 0..tokens.len() {
        if !tokens[at].open {
            continue;
        }
        let hangs_before =
            tokens[at].start > 0 && text[..tokens[at].start].ends_with(['-', '‑', '\u{2010}']);
        if hangs_before {
            let front = (0..at)
                .rev()
                .take(4)
                .map(|other| meanings[other].front.clone())
                .find(|front| !front.is_empty());
            Rc::make_mut(&mut meanings[at])
                .classes
                .extend(front.unwrap_or_default());
        } else {
            let next = (at + 1..tokens.len())
                .take(6)
                .find(|&other| meanings[other].is_compound());
            let head = next.map(|other| meanings[other].head.clone());
            // Termin- und Ressourcenplan: the whole word Terminplan, if it is known, says more than its parts.
            let tail = next.map(|other| {
                let whole = fold(&text[tokens[other].start..tokens[other].stop], language);
                whole
                    .get(meanings[other].parted_at..)
                    .unwrap_or_default()
                    .to_owned()
            });
            let joined = tail.and_then(|tail| {
                let word = format!(
                    "{}{}",
                    fold(&text[tokens[at].start..tokens[at].stop], language),
                    tail
                );
                let meaning = vocabulary.word(&word).meaning;
                (!meaning.classes.is_empty()).then(|| Meaning::clone(&meaning))
            });
            let head = head.unwrap_or_default();
            if let Some(joined) = joined {
                meanings[at] = Rc::new(Meaning { head, ..joined });
            } else {
                let meaning = Rc::make_mut(&mut meanings[at]);
                meaning.classes.extend(&head);
                meaning.head = head;
            }
        }
    }
}

/// `nimmt Stories ab`: the particle at a clause's end goes back to the last verb that takes it.
fn join_parted(
    text: &str,
    tokens: &[Token],
    meanings: &mut [Rc<Meaning>],
    vocabulary: &Vocabulary,
) {
    for at in 1..tokens.len() {
        let token = &tokens[at];
        if token.kind != TokenKind::Word || token.stop - token.start > 11 || token.glued {
            continue;
        }
        let word = &text[token.start..token.stop];
        if !word.starts_with(char::is_lowercase) {
            continue;
        }
        let particle = fold(word, Language::De);
        if !crate::language::is_particle(&particle) {
            continue;
        }
        let last = match tokens.get(at + 1) {
            None => true,
            Some(next) => match next.kind {
                TokenKind::Mark(_) => true,
                TokenKind::Number => false,
                TokenKind::Word => {
                    let next_word = &text[next.start..next.stop];
                    matches!(next_word, "und" | "oder" | "sowie" | "bzw" | "aber")
                        || (!matches!(
                            particle.as_str(),
                            "an" | "auf"
                                | "aus"
                                | "bei"
                                | "durch"
                                | "mit"
                                | "nach"
                                | "um"
                                | "vor"
                                | "zu"
                                | "ab"
                                | "gegen"
                                | "entlang"
                                | "statt"
                        ) && !next_word.starts_with(char::is_uppercase))
                }
            },
        };
        if !last {
            continue;
        }
        let verb = (0..at)
            .rev()
            .take_while(|&other| !matches!(tokens[other].kind, TokenKind::Mark('.' | ';' | ':')))
            .find_map(|other| {
                vocabulary
                    .parted(&particle, &meanings[other])
                    .map(|joined| (other, joined))
            });
        if let Some((other, mut joined)) = verb {
            if meanings[other].base.is_some() {
                // One verb for two particles: nimmt Anforderungen auf und Stories ab.
                joined.classes.extend(&meanings[other].classes);
            }
            meanings[other] = Rc::new(joined);
        }
    }
}

/// Single words and expressions, longest first; a longer one covers the single words that it is made of.
fn hits_of(
    tokens: &[Token],
    meanings: &[Rc<Meaning>],
    tables: &Tables,
    language: Language,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut covered = vec![false; tokens.len()];
    for at in 0..tokens.len() {
        let sequences = &meanings[at].sequences;
        for sequence in &tables.sequences[sequences.start as usize..sequences.end as usize] {
            let Some(used) = follow(sequence, at, tokens, meanings) else {
                continue;
            };
            let (first, last) = (
                used.iter().copied().min().unwrap_or(at),
                used.iter().copied().max().unwrap_or(at),
            );
            let named = !matches!(
                tables.kind(sequence.class),
                ClassKind::Literal | ClassKind::Sign
            );
            if named
                && used.iter().any(|&token| covered[token])
                && sequence.links.iter().all(|&link| link == Link::Adjacent)
                && hits.iter().any(|hit: &Hit| {
                    hit.sequence
                        && hit.first <= first
                        && hit.last >= last
                        && hit.class == sequence.class
                })
            {
                continue;
            }
            if named {
                for &token in &used {
                    covered[token] = true;
                }
            }
            hits.push(Hit {
                class: sequence.class,
                first,
                last,
                preposition: Preposition::None,
                sequence: true,
            });
        }
    }
    for at in 0..tokens.len() {
        // An action inside an English compound is none: invoice-scanning platform.
        let long = |token: &Token| token.stop - token.start > 3;
        let inside_compound = language == Language::En
            && ((tokens[at].glued
                && at > 0
                && tokens[at - 1].kind == TokenKind::Word
                && long(&tokens[at - 1]))
                || tokens
                    .get(at + 1)
                    .is_some_and(|next| next.glued && next.kind == TokenKind::Word));
        for &class in &meanings[at].classes {
            if inside_compound && tables.kind(class) == ClassKind::Action {
                continue;
            }
            let apart = matches!(tables.kind(class), ClassKind::Literal | ClassKind::Sign);
            if apart || !covered[at] {
                hits.push(Hit {
                    class,
                    first: at,
                    last: at,
                    preposition: Preposition::None,
                    sequence: false,
                });
            }
        }
    }
    hits
}

/// The tokens that an expression stands on, if it stands here.
fn follow(
    sequence: &crate::lexicon::Sequence,
    at: usize,
    tokens: &[Token],
    meanings: &[Rc<Meaning>],
) -> Option<Vec<usize>> {
    let mut used = vec![at];
    let mut here = at;
    for (link, &key) in sequence.links.iter().zip(&sequence.keys[1..]) {
        let has = |token: usize| meanings[token].key == Some(key);
        let next = match link {
            Link::Adjacent => Some(here + 1).filter(|&next| next < tokens.len() && has(next)),
            Link::Gap => (here + 1..tokens.len().min(here + 6))
                .take_while(|&next| !matches!(tokens[next].kind, TokenKind::Mark('.' | ';' | ':')))
                .find(|&next| has(next)),
            Link::Any => (here + 1..tokens.len().min(here + 14))
                .take_while(|&next| !matches!(tokens[next].kind, TokenKind::Mark('.' | ';' | ':')))
                .find(|&next| has(next))
                .or_else(|| (at.saturating_sub(10)..at).rev().find(|&next| has(next))),
        }?;
        used.push(next);
        here = next;
    }
    Some(used)
}
