//! A duty as tokens with meanings, class hits, clauses and conjuncts.

use super::flag::{Flag, Flags};
use crate::classifier::Term;
use crate::language::{Language, Opening, Token, TokenKind, fold, tokenise_into};
use crate::lexicon::{ClassId, ClassKind, KeyId, Link, Meaning, Sequence, Tables, Vocabulary};
use std::borrow::Cow;
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

/// The mark classes that steer the reading.
pub(super) struct Marks {
    pub conjunction: Flag,
    pub disjunction: Flag,
    pub complement: Flag,
    pub purpose: Flag,
    pub side: Flag,
    pub which: Flag,
    pub with: Flag,
    pub from: Flag,
    pub by: Flag,
    pub preposition: Flag,
    pub genitive: Flag,
    pub determiner: Flag,
    pub passive: Flag,
    /// Expressions that hide the expressions within them.
    hiding: Flag,
}

impl Marks {
    pub(super) fn new(flags: &mut Flags) -> Self {
        let mut class = |name: &str| flags.of(name);
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
            hiding: class("nothing") | class("aside"),
        }
    }
}

/// A text, taken apart.
pub(super) struct Sentence<'t> {
    pub text: &'t str,
    pub language: Language,
    pub tokens: Vec<Token>,
    pub meanings: Vec<Rc<Meaning>>,
    /// Whether each word means what it means by itself: no parted verb was joined, no suspended compound completed.
    pub is_plain: bool,
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
    /// What begins at each token.
    flags: Vec<Flag>,
    tables: &'t Tables<'t>,
    buffers: Buffers,
}

/// What a sentence was kept in, for the next one: memory is asked for once, not for every text.
#[derive(Default)]
pub(super) struct Buffers {
    tokens: Vec<Token>,
    meanings: Vec<Rc<Meaning>>,
    hits: Vec<Hit>,
    clause_of: Vec<usize>,
    words: Vec<Option<u32>>,
    starting: Vec<usize>,
    starts: Vec<usize>,
    flags: Vec<Flag>,
    covered: Vec<bool>,
    used: Vec<usize>,
    begun: Vec<usize>,
}

impl<'t> Sentence<'t> {
    pub(super) fn new<'v: 't>(
        text: &'t str,
        language: Language,
        vocabulary: &mut Vocabulary<'v>,
        marks: &Marks,
        flags: &Flags,
        mut buffers: Buffers,
    ) -> Self {
        let mut tokens = take(&mut buffers.tokens);
        tokenise_into(text, language, &mut tokens);
        let mut words = take(&mut buffers.words);
        let mut meanings = take(&mut buffers.meanings);
        let is_plain = find_meanings(
            text,
            language,
            &tokens,
            vocabulary,
            &mut words,
            &mut meanings,
        );
        find_hits(
            &tokens,
            &meanings,
            vocabulary.tables,
            language,
            &|class| flags.of_class(class).has(marks.hiding),
            &mut buffers,
        );
        let hits = std::mem::take(&mut buffers.hits);
        let mut begun = take(&mut buffers.flags);
        begun.resize(tokens.len(), Flag::NONE);
        let mut starts = take(&mut buffers.starts);
        starts.resize(tokens.len() + 1, 0);
        for hit in &hits {
            begun[hit.first] |= flags.of_class(hit.class);
            starts[hit.first] += 1;
        }
        // Each count becomes where the hits of its token end, then, as they are put there, where they begin.
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut starting = take(&mut buffers.starting);
        starting.resize(hits.len(), 0);
        for (at, hit) in hits.iter().enumerate().rev() {
            starts[hit.first] -= 1;
            starting[starts[hit.first]] = at;
        }
        let mut clause_of = take(&mut buffers.clause_of);
        clause_of.resize(tokens.len(), 0);
        let mut sentence = Self {
            text,
            language,
            clause_of,
            flags: begun,
            tokens,
            words,
            meanings,
            is_plain,
            hits,
            starts,
            starting,
            clauses: Vec::new(),
            tables: vocabulary.tables,
            buffers,
        };
        sentence.find_verbs(marks);
        sentence.part(marks);
        sentence.hang(marks);
        sentence
    }

    /// What the sentence was kept in.
    pub(super) fn into_buffers(self) -> Buffers {
        Buffers {
            tokens: self.tokens,
            meanings: self.meanings,
            hits: self.hits,
            clause_of: self.clause_of,
            words: self.words,
            starting: self.starting,
            starts: self.starts,
            flags: self.flags,
            ..self.buffers
        }
    }

    fn find_verbs(&mut self, marks: &Marks) {
        for token in 0..self.tokens.len() {
            if self.is_action(token) && !self.is_nominal(token, marks) {
                self.flags[token] |= Flag::VERB;
            }
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
    pub(super) fn terms(&self, group: Conjunct) -> impl Iterator<Item = Term<'_>> + Clone {
        (group.first..group.end).map(|token| Term {
            word: self.words[token],
            meaning: &self.meanings[token],
        })
    }

    pub(super) fn word(&self, token: usize) -> &'t str {
        let token = &self.tokens[token];
        &self.text[token.start..token.stop]
    }

    /// Whether words of a flagged class begin at the token.
    pub(super) fn is(&self, token: usize, flag: Flag) -> bool {
        self.flags[token].has(flag)
    }

    /// Whether words of a flagged class stand in a clause.
    pub(super) fn says(&self, clause: usize, flag: Flag) -> bool {
        let clause = &self.clauses[clause];
        (clause.first..clause.end).any(|token| self.is(token, flag))
    }

    /// Whether a hit of this class begins at the token.
    pub(super) fn has(&self, token: usize, class: ClassId) -> bool {
        let mut starting = self.starting(token).iter();
        starting.any(|&hit| self.hits[hit].class == class)
    }

    pub(super) fn kind(&self, hit: &Hit) -> ClassKind {
        self.tables.kind(hit.class)
    }

    /// Whether a token is an action, as a verb or a noun.
    pub(super) fn is_action(&self, token: usize) -> bool {
        self.is(token, Flag::ACTION)
    }

    pub(super) fn is_thing(&self, token: usize) -> bool {
        self.is(token, Flag::THING)
    }

    /// Whether a token is an action, as a verb.
    pub(super) fn is_verb(&self, token: usize) -> bool {
        self.is(token, Flag::VERB)
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
                let lower = lower(word);
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
        if self.is(at, marks.which)
            && (self.tokens[at - 1].kind == TokenKind::Mark(',') || self.is_relative(at, marks))
        {
            return Some(ClauseKind::Side);
        }
        if self.is(at, marks.complement) || self.is_sure(at, marks) {
            return Some(ClauseKind::Complement);
        }
        None
    }

    /// Whether what someone makes sure begins here, without `that`: makes sure the Developers estimate.
    fn is_sure(&self, at: usize, marks: &Marks) -> bool {
        self.language == Language::En
            && self.word(at - 1) == "sure"
            && self.tokens[at].kind == TokenKind::Word
            && self.word(at) != "to"
            && !self.is(at, marks.genitive | marks.complement)
    }

    /// Whether an English `which` tells of the noun before it: in words which a colleague can follow; no question, which
    /// items are in.
    fn is_relative(&self, at: usize, marks: &Marks) -> bool {
        let before = at - 1;
        self.language == Language::En
            && self.word(at) == "which"
            && self.tokens[before].kind == TokenKind::Word
            && !self.is_verb(before)
            && !self.is(
                before,
                marks.preposition | marks.with | marks.from | marks.by | marks.genitive,
            )
            && at + 1 < self.tokens.len()
            && self.is(at + 1, marks.determiner)
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
    pub(super) fn actorless(&self, marks: &Marks, actors: Flag) -> Option<Range<usize>> {
        let clause = self
            .clauses
            .first()
            .filter(|clause| clause.kind == ClauseKind::Main)?;
        let passive = (clause.first..clause.end).find(|&token| self.is(token, marks.passive))?;
        let subject =
            passive > clause.first && (clause.first..clause.end).any(|token| self.is_thing(token));
        let verb = (passive + 1..clause.end)
            .find(|&token| self.is_action(token) && self.is_participle(token))?;
        // par vote du collège: somebody is named, whoever that is.
        if (passive..clause.end).any(|token| self.is(token, marks.by)) {
            return None;
        }
        // Who stands in a later part of a list is what something else is done to: …, die Stakeholder informiert.
        let is_joint = |token: usize| {
            self.tokens[token].kind == TokenKind::Mark(',') || self.is(token, marks.conjunction)
        };
        let group = (verb + 1..clause.end).find(|&token| is_joint(token));
        let group = clause.first..group.unwrap_or(clause.end);
        if group.clone().any(|token| self.is(token, actors)) {
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

    pub(super) fn is_participle(&self, token: usize) -> bool {
        let word = lower(self.word(token));
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
        match self.meanings[token].opens {
            None => false,
            Some(Opening::Question) => true,
            Some(Opening::Object) => {
                let prepositions = marks.with | marks.from | marks.by | marks.preposition;
                token > 0
                    && self.tokens[token - 1].kind == TokenKind::Word
                    && !self.is(token - 1, prepositions)
            }
        }
    }

    fn preposition_of(&self, token: usize, marks: &Marks) -> Preposition {
        for at in (0..token).rev().take(6) {
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

/// A word in small letters; nearly all are so already.
fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// An empty vector with the memory of an earlier one.
fn take<T>(old: &mut Vec<T>) -> Vec<T> {
    let mut new = std::mem::take(old);
    new.clear();
    new
}

/// The number and the meaning of each token: parted verbs are joined, suspended compounds completed. True where there was
/// none of either.
fn find_meanings(
    text: &str,
    language: Language,
    tokens: &[Token],
    vocabulary: &mut Vocabulary,
    words: &mut Vec<Option<u32>>,
    meanings: &mut Vec<Rc<Meaning>>,
) -> bool {
    for token in tokens {
        let (word, meaning) = match token.kind {
            TokenKind::Word => {
                let word = vocabulary.word(&text[token.start..token.stop]);
                (Some(word.id), word.meaning)
            }
            TokenKind::Number | TokenKind::Mark(_) => (None, Rc::clone(&vocabulary.nothing)),
        };
        words.push(word);
        meanings.push(meaning);
    }
    if language != Language::De {
        return true;
    }
    let joined = join_parted(text, tokens, meanings, vocabulary);
    complete_suspended(text, tokens, meanings, vocabulary);
    !joined && !tokens.iter().any(|token| token.open)
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
                let stem = meanings[at].stem.clone();
                meanings[at] = Rc::new(Meaning {
                    stem,
                    head,
                    ..joined
                });
            } else {
                let meaning = Rc::make_mut(&mut meanings[at]);
                meaning.classes.extend(&head);
                meaning.head = head;
            }
        }
    }
}

/// `nimmt Stories ab`: the particle at a clause's end goes back to the last verb that takes it. Whether there was one.
fn join_parted(
    text: &str,
    tokens: &[Token],
    meanings: &mut [Rc<Meaning>],
    vocabulary: &mut Vocabulary,
) -> bool {
    let mut is_joined = false;
    for at in 1..tokens.len() {
        let token = &tokens[at];
        if !meanings[at].is_particle || token.stop - token.start > 11 || token.glued {
            continue;
        }
        let word = &text[token.start..token.stop];
        if !word.starts_with(char::is_lowercase) {
            continue;
        }
        let particle = fold(word, Language::De);
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
            joined.opens = meanings[other].opens;
            meanings[other] = Rc::new(joined);
            is_joined = true;
        }
    }
    is_joined
}

/// The keys of a sentence, roughly: what is not there is nearly always known not to be.
#[derive(Default)]
struct Keys([u64; 4]);

impl Keys {
    fn add(&mut self, key: KeyId) {
        self.0[(key / 64 % 4) as usize] |= 1 << (key % 64);
    }

    fn may_hold(&self, key: KeyId) -> bool {
        self.0[(key / 64 % 4) as usize] >> (key % 64) & 1 == 1
    }
}

/// Single words and expressions, longest first; a longer one covers the single words that it is made of.
fn find_hits(
    tokens: &[Token],
    meanings: &[Rc<Meaning>],
    tables: &Tables,
    language: Language,
    hides: &impl Fn(ClassId) -> bool,
    buffers: &mut Buffers,
) {
    let Buffers {
        hits,
        covered,
        used,
        begun,
        ..
    } = buffers;
    let mut keys = Keys::default();
    for key in meanings.iter().filter_map(|meaning| meaning.key) {
        keys.add(key);
    }
    hits.clear();
    covered.clear();
    covered.resize(tokens.len(), false);
    for at in 0..tokens.len() {
        find_begun(at, meanings, tables, &keys, begun);
        for &number in begun.iter() {
            let sequence = tables.sequence(number);
            if !follow(&sequence, at, tokens, meanings, used) {
                continue;
            }
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
                && sequence.is_solid()
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
                for &token in used.iter() {
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
    let hiding: Vec<(usize, usize)> = hits
        .iter()
        .filter(|hit| hides(hit.class))
        .map(|hit| (hit.first, hit.last))
        .collect();
    hits.retain(|hit| {
        !hiding.iter().any(|&(first, last)| {
            first <= hit.first && hit.last <= last && hit.last - hit.first < last - first
        })
    });
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
}

/// The expressions that may stand at a token: of the many that begin with a common word, nearly all go on otherwise.
fn find_begun(
    at: usize,
    meanings: &[Rc<Meaning>],
    tables: &Tables,
    keys: &Keys,
    begun: &mut Vec<usize>,
) {
    begun.clear();
    let own = &meanings[at].begun;
    let next = meanings.get(at + 1).and_then(|meaning| meaning.key);
    if let Some(next) = next
        && !own.solid.is_empty()
    {
        let places = tables.seconds_at(&own.solid).places_of(next);
        let first = own.solid.start as usize;
        begun.extend(places.map(|place| tables.begun_at(first + place)));
    }
    let seconds = (own.apart.start as usize..).zip(tables.seconds_at(&own.apart).iter());
    let seconds = seconds.filter(|&(_, second)| keys.may_hold(second));
    begun.extend(seconds.map(|(place, _)| tables.begun_at(place)));
    begun.sort_unstable();
}

/// The tokens that an expression stands on, if it stands here.
fn follow(
    sequence: &Sequence,
    at: usize,
    tokens: &[Token],
    meanings: &[Rc<Meaning>],
    used: &mut Vec<usize>,
) -> bool {
    used.clear();
    used.push(at);
    let mut here = at;
    for (place, key) in sequence.keys.iter().enumerate().skip(1) {
        let has = |token: usize| meanings[token].key == Some(key);
        let next = match sequence.link(place) {
            Link::Adjacent => Some(here + 1).filter(|&next| next < tokens.len() && has(next)),
            Link::Gap => (here + 1..tokens.len().min(here + 6))
                .take_while(|&next| !matches!(tokens[next].kind, TokenKind::Mark('.' | ';' | ':')))
                .find(|&next| has(next)),
            Link::Any => (here + 1..tokens.len().min(here + 14))
                .take_while(|&next| !matches!(tokens[next].kind, TokenKind::Mark('.' | ';' | ':')))
                .find(|&next| has(next))
                .or_else(|| (at.saturating_sub(10)..at).rev().find(|&next| has(next))),
        };
        let Some(next) = next else {
            return false;
        };
        used.push(next);
        here = next;
    }
    true
}
