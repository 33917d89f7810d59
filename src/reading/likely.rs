//! What the classifier thinks of the verb groups that no phrase explains.

use super::clause::{ClauseKind, Conjunct, Sentence};
use super::matching::Match;
use crate::classifier::{NONE, Opinion, Scorer};
use crate::language::TokenKind;
use crate::pack::Pack;

/// From this probability on an opinion is worth telling where nothing else explains the text.
const LIKELY: f32 = 0.44;
/// The same where something else in the text is explained already.
const LIKELY_BESIDE: f32 = 0.7;
/// The same where a phrase explains the very verb group.
const LIKELY_IN_EXPLAINED: f32 = 0.9;
/// A signal, which is an objection by itself, must be likelier.
const LIKELY_SIGNAL: f32 = 0.75;
/// A phrase of one slot stands only if the classifier finds its activity at least so likely, or is itself less sure than this.
const AGAINST_WEAK: (f32, f32) = (0.06, 0.25);
/// The same for a phrase of several slots.
const AGAINST_STRONG: (f32, f32) = (0.02, 0.6);
/// A phrase of several slots is in doubt where the classifier finds its activity less likely than this, and another at least so likely.
const DOUBTED: (f32, f32) = (0.05, 0.5);
/// A phrase of one slot weighs no more than this.
const WEAK_PHRASE: u16 = 11;
/// Words that speak at least this part of what the loudest says belong to the proof.
const LOUD: f32 = 0.4;
/// A text of more tokens says nothing of one word in it; to ask it once a word would take as long as its square.
const LONGEST: usize = 400;

pub(super) fn add(sentence: &Sentence, pack: &Pack, scorer: &mut Scorer, kept: &mut Vec<Match>) {
    let signal = |activity: u16| {
        pack.core
            .activities
            .get(usize::from(activity))
            .is_some_and(|activity| activity.signal)
    };
    let explained = |kept: &[Match], group: Conjunct| {
        let in_group = |matched: &&Match| {
            matched
                .tokens
                .iter()
                .any(|token| (group.first..group.end).contains(token))
        };
        let own: Vec<u16> = kept
            .iter()
            .filter(|matched| !signal(matched.activity))
            .filter(in_group)
            .map(|matched| matched.weight)
            .collect();
        own.into_iter().max()
    };
    for (number, clause) in sentence.clauses.iter().enumerate() {
        for &group in &clause.conjuncts {
            // One word by itself, as in brackets, is judged by all words of the text.
            let is_alone = words(sentence, group) < 2;
            if is_alone && sentence.tokens.len() > LONGEST {
                continue;
            }
            let judged = if is_alone { sentence.whole() } else { group };
            if words(sentence, judged) < 2 {
                continue;
            }
            // Without a phrase to weigh, an opinion counts only where it is to be told.
            let least = if kept.is_empty() { LIKELY } else { 0.0 };
            let Some(opinion) = scorer.opinion(sentence.terms(judged), least, sentence.is_plain)
            else {
                continue;
            };
            let stands = |matched: &Match| {
                let (plausible, sure) = if matched.weight > WEAK_PHRASE {
                    AGAINST_STRONG
                } else {
                    AGAINST_WEAK
                };
                signal(matched.activity)
                    || signal(opinion.activity)
                    || !scorer.knows(matched.activity)
                    || !matched
                        .tokens
                        .iter()
                        .any(|token| (group.first..group.end).contains(token))
                    || opinion.probability < sure
                    || scorer.probability_of(&opinion, matched.activity) >= plausible
            };
            kept.retain(stands);
            // Of what it never learnt the classifier cannot judge.
            let is_certain = |activity: u16| signal(activity) || !scorer.knows(activity);
            weigh(kept, group, (&opinion, scorer), &is_certain);
            if is_alone {
                continue;
            }
            let weight = explained(kept, group);
            let yields = |matched: &Match| {
                let own = pack.core.activities.get(usize::from(matched.activity));
                let other = pack.core.activities.get(usize::from(opinion.activity));
                !scorer.knows(matched.activity)
                    && own
                        .zip(other)
                        .is_some_and(|(own, other)| own.over.contains(&other.id))
            };
            if kept.iter().any(|matched| {
                matched.clause == number
                    && (matched.activity == opinion.activity || yields(matched))
            }) {
                continue;
            }
            let beside = kept.iter().any(|matched| !signal(matched.activity));
            let needed = if weight.is_some() {
                LIKELY_IN_EXPLAINED
            } else if beside {
                LIKELY_BESIDE
            } else {
                LIKELY
            };
            let needed = if signal(opinion.activity) {
                LIKELY_SIGNAL
            } else {
                needed
            };
            // What a side clause says is told of others or of circumstances.
            if !matches!(clause.kind, ClauseKind::Side | ClauseKind::Purpose)
                && opinion.activity != NONE
                && opinion.probability >= needed
            {
                kept.push(matched(sentence, scorer, group, number, &opinion));
            }
        }
    }
}

/// How sure a phrase is beside the classifier's opinion of the same words.
fn weigh(
    kept: &mut [Match],
    group: Conjunct,
    (opinion, scorer): (&Opinion, &Scorer),
    is_certain: &impl Fn(u16) -> bool,
) {
    for matched in kept
        .iter_mut()
        .filter(|matched| matched.certain && (group.first..group.end).contains(&matched.head))
    {
        let own = scorer.probability_of(opinion, matched.activity);
        matched.confidence = if is_certain(matched.activity) {
            // Words that make a signal are listed for nothing else; what a user's pack adds is told by its words alone.
            90
        } else if matched.weight <= WEAK_PHRASE {
            percent(0.35 + 0.75 * own)
        } else if own < DOUBTED.0 && opinion.probability >= DOUBTED.1 {
            55
        } else {
            90
        };
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 100"
)]
fn percent(probability: f32) -> u8 {
    (probability * 100.0).clamp(0.0, 100.0) as u8
}

fn words(sentence: &Sentence, group: Conjunct) -> usize {
    (group.first..group.end)
        .filter(|&token| sentence.tokens[token].kind == TokenKind::Word)
        .count()
}

/// The words that decided, as a match.
fn matched(
    sentence: &Sentence,
    scorer: &mut Scorer,
    group: Conjunct,
    clause: usize,
    opinion: &Opinion,
) -> Match {
    let votes = scorer.votes(opinion, sentence.terms(group));
    let loudest = votes.iter().copied().fold(0.0, f32::max);
    let loud = |&token: &usize| votes[token - group.first] >= loudest * LOUD && loudest > 0.0;
    let mut tokens: Vec<usize> = (group.first..group.end).filter(loud).collect();
    let verb = (group.first..group.end).find(|&token| sentence.is_verb(token));
    let first = (group.first..group.end)
        .find(|&token| sentence.tokens[token].kind == TokenKind::Word)
        .unwrap_or(group.first);
    if tokens.is_empty() {
        tokens.push(first);
    }
    // The verb that the words hang on belongs to the proof.
    let head = verb
        .filter(|&verb| verb <= tokens[0])
        .or_else(|| (tokens[0] <= first + 2).then_some(first))
        .unwrap_or(tokens[0]);
    tokens.push(head);
    tokens.sort_unstable();
    tokens.dedup();
    Match {
        phrase: usize::MAX,
        activity: opinion.activity,
        weight: 0,
        head,
        tokens,
        hits: Vec::new(),
        clause,
        certain: false,
        confidence: percent(opinion.probability),
    }
}
