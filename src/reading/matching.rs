//! Phrases found in a sentence: every slot filled in one clause, objects with the verbs that they belong to.

use super::clause::{Marks, Preposition, Sentence};
use crate::lexicon::{ClassKind, Phrase, Reach, Slot, Tables};

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

/// The hits of one clause by class; kept from text to text, so that it is built once.
pub(super) struct ByClass(Vec<Vec<usize>>);

impl ByClass {
    pub(super) fn new(tables: &Tables) -> Self {
        Self(vec![Vec::new(); tables.classes.len()])
    }
}

/// All matches of all phrases.
pub(super) fn matches(
    sentence: &Sentence,
    tables: &Tables,
    marks: &Marks,
    ByClass(by_class): &mut ByClass,
) -> Vec<Match> {
    let mut found = Vec::new();
    for (number, clause) in sentence.clauses.iter().enumerate() {
        let mut present = Vec::new();
        for token in clause.first..clause.end {
            for &hit in sentence.starting(token) {
                if sentence.hits[hit].last >= clause.end {
                    continue;
                }
                let class = usize::from(sentence.hits[hit].class);
                if by_class[class].is_empty() {
                    present.push(class);
                }
                by_class[class].push(hit);
            }
        }
        present.sort_unstable();
        for &class in &present {
            for &at in &tables.anchors[class] {
                let phrase = &tables.phrases[usize::from(at)];
                let filled = |slot: &Slot| {
                    slot.classes
                        .iter()
                        .any(|&class| !by_class[usize::from(class)].is_empty())
                };
                if phrase.slots.iter().all(filled)
                    && !phrase
                        .without
                        .iter()
                        .any(|&class| !by_class[usize::from(class)].is_empty())
                {
                    fill(
                        sentence,
                        tables,
                        marks,
                        phrase,
                        usize::from(at),
                        number,
                        by_class,
                        &mut found,
                    );
                }
            }
        }
        for class in present {
            by_class[class].clear();
        }
    }
    found.sort_by(|a, b| (a.phrase, &a.tokens).cmp(&(b.phrase, &b.tokens)));
    found.dedup_by(|a, b| a.phrase == b.phrase && a.tokens == b.tokens);
    found
}

#[expect(clippy::too_many_arguments, reason = "one call, all of it needed")]
fn fill(
    sentence: &Sentence,
    tables: &Tables,
    marks: &Marks,
    phrase: &Phrase,
    at: usize,
    clause: usize,
    by_class: &[Vec<usize>],
    found: &mut Vec<Match>,
) {
    let candidates = |slot: &Slot| -> Vec<usize> {
        let mut hits: Vec<usize> = slot
            .classes
            .iter()
            .flat_map(|&class| by_class[usize::from(class)].iter().copied())
            .filter(|&hit| reaches(sentence, hit, slot.reach))
            .collect();
        hits.sort_unstable();
        hits
    };
    let is_action = |slot: &Slot| {
        slot.classes
            .iter()
            .any(|&class| tables.kind(class) == ClassKind::Action)
    };
    let lead = phrase.slots.iter().position(is_action).unwrap_or(0);
    let rest: Vec<usize> = (0..phrase.slots.len())
        .filter(|&slot| slot != lead)
        .collect();
    for head in candidates(&phrase.slots[lead]) {
        let action = sentence.kind(&sentence.hits[head]) == ClassKind::Action;
        let mut hits = vec![head];
        let filled = rest.iter().all(|&slot| {
            let best = candidates(&phrase.slots[slot])
                .into_iter()
                .filter(|&other| paired(sentence, marks, head, other, action))
                .filter(|&other| {
                    phrase.slots[slot].reach != Reach::Direct
                        || is_direct(sentence, marks, head, other)
                })
                .min_by_key(|&other| (distance(sentence, head, other), other));
            hits.extend(best);
            best.is_some()
        });
        if !filled {
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
            hits,
            clause,
            certain: true,
            confidence: 90,
        });
    }
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
            passive || (!owned && (gap <= 2 || last))
        }
        crate::language::Language::En | crate::language::Language::Fr => {
            passive || (gap <= 3 && !joined)
        }
    }
}
