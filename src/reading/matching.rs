//! Phrases found in a sentence: every slot filled in one clause, objects with the verbs that they belong to.

use super::clause::{Marks, Preposition, Sentence};
use crate::lexicon::{ClassId, ClassKind, Reach, SlotView, Tables};

/// A phrase that a sentence fills, and with which words.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub phrase: usize,
    pub activity: u16,
    pub weight: u16,
    /// The token of the action, or of the first slot where the phrase has no action.
    pub head: usize,
    /// Tokens of all slots, sorted.
    pub tokens: Vec<usize>,
    /// Hits by slot.
    pub hits: Vec<usize>,
    pub clause: usize,
    /// A phrase proves it; else it is the classifier's opinion.
    pub certain: bool,
    /// How sure that is, in percent.
    pub confidence: u8,
}

const WINDOW: usize = 16;

/// Hits by class.
struct ByClass {
    /// The classes that have some, as bits.
    is_present: Vec<u64>,
    /// Of each that has some, its place in the lists below.
    numbers: Vec<u16>,
    present: Vec<ClassId>,
    /// Lists beyond those of the classes that are present are empty and kept for the next ones.
    hits: Vec<Vec<usize>>,
}

impl ByClass {
    fn has(&self, class: ClassId) -> bool {
        self.is_present[usize::from(class) / 64] >> (class % 64) & 1 == 1
    }

    fn of(&self, class: ClassId) -> &[usize] {
        if self.has(class) {
            &self.hits[usize::from(self.numbers[usize::from(class)])]
        } else {
            &[]
        }
    }

    fn add(&mut self, class: ClassId, hit: usize) {
        let number = if self.has(class) {
            usize::from(self.numbers[usize::from(class)])
        } else {
            let number = self.present.len();
            self.is_present[usize::from(class) / 64] |= 1 << (class % 64);
            // There are no more present classes than there are classes.
            self.numbers[usize::from(class)] = u16::try_from(number).unwrap_or_default();
            self.present.push(class);
            if number == self.hits.len() {
                self.hits.push(Vec::new());
            }
            number
        };
        self.hits[number].push(hit);
    }

    fn clear(&mut self) {
        for (class, hits) in self.present.drain(..).zip(&mut self.hits) {
            self.is_present[usize::from(class) / 64] = 0;
            hits.clear();
        }
    }
}

/// Looks for phrases; what it needs for that is built once and kept from text to text.
pub(super) struct Finder {
    /// The hits of one clause by class.
    by_class: ByClass,
    /// The classes that have some, sorted.
    present: Vec<ClassId>,
    /// What could be the lead of a phrase.
    heads: Vec<usize>,
    hits: Vec<usize>,
}

impl Finder {
    pub(super) fn new(tables: &Tables) -> Self {
        let classes = tables.classes.count();
        Self {
            by_class: ByClass {
                is_present: vec![0; classes.div_ceil(64)],
                numbers: vec![0; classes],
                present: Vec::new(),
                hits: Vec::new(),
            },
            present: Vec::new(),
            heads: Vec::new(),
            hits: Vec::new(),
        }
    }

    /// All matches of all phrases.
    pub(super) fn matches(
        &mut self,
        sentence: &Sentence,
        tables: &Tables,
        marks: &Marks,
    ) -> Vec<Match> {
        let mut found = Vec::new();
        for (number, clause) in sentence.clauses.iter().enumerate() {
            for token in clause.first..clause.end {
                for &hit in sentence.starting(token) {
                    if sentence.hits[hit].last < clause.end {
                        self.by_class.add(sentence.hits[hit].class, hit);
                    }
                }
            }
            self.present.clear();
            self.present.extend(&self.by_class.present);
            self.present.sort_unstable();
            for at in 0..self.present.len() {
                // A common word makes hundreds of phrases possible, and nearly all of them lack something.
                for phrase in tables.anchors(self.present[at]).iter() {
                    let phrase = usize::from(phrase);
                    let is_present = |class: ClassId| self.by_class.has(class);
                    if tables.phrase(phrase).may_stand(is_present) {
                        self.fill(sentence, tables, marks, phrase, number, &mut found);
                    }
                }
            }
            self.by_class.clear();
        }
        found.sort_by(|a, b| (a.phrase, &a.tokens).cmp(&(b.phrase, &b.tokens)));
        found.dedup_by(|a, b| a.phrase == b.phrase && a.tokens == b.tokens);
        found
    }

    /// The matches of a phrase whose classes are all there.
    fn fill(
        &mut self,
        sentence: &Sentence,
        tables: &Tables,
        marks: &Marks,
        at: usize,
        clause: usize,
        found: &mut Vec<Match>,
    ) {
        let phrase = tables.phrase(at);
        let by_class = &self.by_class;
        let is_action = |slot: SlotView| {
            let mut classes = slot.classes.iter();
            classes.any(|class| tables.kind(class) == ClassKind::Action)
        };
        let lead = phrase.slots().position(is_action).unwrap_or(0);
        self.heads.clear();
        let leading = phrase.slots().nth(lead).into_iter();
        self.heads
            .extend(leading.flat_map(|slot| candidates(sentence, by_class, slot)));
        self.heads.sort_unstable();
        for &head in &self.heads {
            let action = sentence.kind(&sentence.hits[head]) == ClassKind::Action;
            let hits = &mut self.hits;
            hits.clear();
            hits.push(head);
            let mut rest = phrase.slots().enumerate();
            let is_filled = rest.all(|(number, slot)| {
                if number == lead {
                    return true;
                }
                let best = candidates(sentence, by_class, slot)
                    .filter(|&other| paired(sentence, marks, head, other, action))
                    .filter(|&other| {
                        slot.reach != Reach::Direct || is_direct(sentence, marks, head, other)
                    })
                    .min_by_key(|&other| (distance(sentence, head, other), other));
                hits.extend(best);
                best.is_some()
            });
            if !is_filled {
                continue;
            }
            let mut tokens: Vec<usize> = hits
                .iter()
                .flat_map(|&hit| [sentence.hits[hit].first, sentence.hits[hit].last])
                .collect();
            tokens.sort_unstable();
            tokens.dedup();
            found.push(Match {
                phrase: at,
                activity: phrase.activity,
                weight: phrase.weight,
                head: sentence.hits[head].first,
                tokens,
                hits: hits.clone(),
                clause,
                certain: true,
                confidence: 90,
            });
        }
    }
}

/// The hits that may fill a slot.
fn candidates<'a>(
    sentence: &'a Sentence,
    by_class: &'a ByClass,
    slot: SlotView<'a>,
) -> impl Iterator<Item = usize> + use<'a> {
    let hits = slot.classes.iter();
    let hits = hits.flat_map(|class| by_class.of(class).iter().copied());
    hits.filter(move |&hit| reaches(sentence, hit, slot.reach))
}

fn reaches(sentence: &Sentence, hit: usize, reach: Reach) -> bool {
    let hit = &sentence.hits[hit];
    if sentence.kind(hit) != ClassKind::Thing {
        return true;
    }
    match reach {
        Reach::Object => !matches!(
            hit.preposition,
            Preposition::With | Preposition::From | Preposition::By
        ),
        Reach::Direct => hit.preposition == Preposition::None,
        Reach::Source => matches!(
            hit.preposition,
            Preposition::From | Preposition::With | Preposition::By
        ),
    }
}

/// Whether a thing is what the action is done to, not what describes it (`the team's backlog`, `team capacity`).
fn is_direct(sentence: &Sentence, marks: &Marks, head: usize, other: usize) -> bool {
    let (a, b) = (&sentence.hits[head], &sentence.hits[other]);
    let token = &sentence.tokens[b.last];
    let next_is_thing = b.last + 1 < sentence.tokens.len() && sentence.is_thing(b.last + 1);
    if sentence.language == crate::language::Language::En
        && (token.end > token.stop || next_is_thing)
    {
        return false;
    }
    if b.first <= a.last {
        return true;
    }
    let Some(last) = (a.last + 1..b.first)
        .rev()
        .find(|&token| sentence.is_thing(token))
    else {
        return true;
    };
    // Another thing between is fine only in a list.
    (last + 1..b.first).any(|token| {
        sentence.is(token, marks.conjunction)
            || sentence.tokens[token].kind == crate::language::TokenKind::Mark(',')
    })
}

fn distance(sentence: &Sentence, a: usize, b: usize) -> usize {
    let (a, b) = (&sentence.hits[a], &sentence.hits[b]);
    if b.first > a.last {
        b.first - a.last
    } else if a.first > b.last {
        // An object before its verb is a little farther than one behind.
        a.first - b.last + 1
    } else {
        0
    }
}

/// Whether a thing belongs to an action: no other action between that has an object of its own.
fn paired(sentence: &Sentence, marks: &Marks, head: usize, other: usize, action: bool) -> bool {
    if distance(sentence, head, other) > WINDOW {
        return false;
    }
    let (a, b) = (&sentence.hits[head], &sentence.hits[other]);
    if a.first <= b.last && b.first <= a.last {
        // One word fills two slots only as a compound: Kapazitätsplanung. An expression may hold its object in its midst
        // (rendre le backlog visible) or be both at once.
        return a.sequence || b.sequence || sentence.meanings[a.first.max(b.first)].is_compound();
    }
    let other_action = sentence.kind(b) == ClassKind::Action;
    if b.first > a.last {
        let between = a.last + 1..b.first;
        // What a relative clause tells is told of a thing in it: management in words which a colleague understands.
        if between.clone().any(|token| sentence.is(token, marks.which)) {
            return false;
        }
        if !action || other_action {
            return between
                .clone()
                .filter(|&token| sentence.is_verb(token))
                .count()
                <= usize::from(other_action);
        }
        let Some(last) = between.clone().rev().find(|&token| sentence.is_verb(token)) else {
            return true;
        };
        // plans, tracks and reports the progress: verbs without objects of their own share the next one.
        return (a.last + 1..last).all(|token| !sentence.is_thing(token));
    }
    // The object stands before the verb.
    let between = b.last + 1..a.first;
    let verbs: Vec<usize> = between
        .clone()
        .filter(|&token| sentence.is_verb(token))
        .collect();
    if !action || other_action {
        return verbs.is_empty();
    }
    let coordinated = verbs
        .first()
        .is_none_or(|&first| (first..a.first).all(|token| !sentence.is_thing(token)));
    if !coordinated {
        return false;
    }
    let gap = a.first - b.last;
    let passive = sentence.clauses[sentence.clause_of[a.first]].first..a.first;
    let passive = passive
        .into_iter()
        .any(|token| sentence.is(token, marks.passive));
    let joined = between.clone().any(|token| {
        sentence.is(token, marks.conjunction)
            || sentence.tokens[token].kind == crate::language::TokenKind::Mark(',')
    });
    match sentence.language {
        crate::language::Language::De => {
            let clause = &sentence.clauses[sentence.clause_of[a.first]];
            let owned = (clause.first..b.first).any(|token| sentence.is_verb(token)) && joined;
            let last = a.last + 1 >= clause.end
                || !sentence.is_thing((a.last + 1).min(sentence.tokens.len() - 1));
            // Den Fortschritt im Sprint verfolgen die Developer: what stands before the first verb belongs to it.
            let fronted = sentence.word(a.first).starts_with(char::is_lowercase)
                && (clause.first..a.first).all(|token| !sentence.is_verb(token));
            passive || (!owned && (gap <= 2 || last || fronted))
        }
        crate::language::Language::En | crate::language::Language::Fr => {
            passive || (gap <= 3 && !joined)
        }
    }
}
