//! A second opinion on what a clause is about: a linear classifier, trained at build time on the pack's phrasings.
//!
//! Phrases say for certain; the classifier says what is likely, and which words decided.

mod features;
mod train;

pub use features::{Feature, features};
pub use train::{Sample, train};

use super::language::{Language, TokenKind, fold, stem, tokenise};
use super::lexicon::{Meaning, Tables, Vocabulary};
use serde::{Deserialize, Serialize};

/// The weights of one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Labels: indices of activities; the last class is "none".
    pub labels: Vec<u16>,
    pub bias: Vec<f32>,
    /// Hashes of the features that matter, sorted.
    pub hashes: Vec<u32>,
    /// How telling each feature is: the rarer, the more.
    pub rarity: Vec<f32>,
    /// `weights[starts[n]..starts[n + 1]]` are the weights of feature `n`.
    pub starts: Vec<u32>,
    /// Class and weight in eighths.
    pub weights: Vec<(u8, i8)>,
}

/// What weights are multiplied with to fit a byte.
const SCALE: f32 = 8.0;
/// Label of the class that holds no activity.
pub const NONE: u16 = u16::MAX;

/// The likeliest activity of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    /// Index of the activity, or [`NONE`].
    pub activity: u16,
    /// From 0 to 1.
    pub probability: f32,
    /// The probability of each label.
    pub all: Vec<(u16, f32)>,
    /// For each token given, how much it speaks for the activity.
    pub votes: Vec<f32>,
}

impl Opinion {
    /// The probability of an activity; 0 where the classifier has never heard of it.
    pub fn probability_of(&self, activity: u16) -> f32 {
        self.all
            .iter()
            .find(|(label, _)| *label == activity)
            .map_or(0.0, |(_, probability)| *probability)
    }
}

impl Model {
    /// The likeliest activity of these tokens' features; `None` while there is no model.
    pub fn opinion(&self, features: &[Feature], tokens: usize) -> Option<Opinion> {
        if self.labels.is_empty() || features.is_empty() {
            return None;
        }
        let known: Vec<(usize, &Feature)> = features
            .iter()
            .filter_map(|feature| Some((self.hashes.binary_search(&feature.hash).ok()?, feature)))
            .collect();
        let norm = norm(known.iter().map(|&(at, _)| self.rarity[at]));
        let mut scores = self.bias.clone();
        for &(at, _) in &known {
            for &(class, weight) in self.weights_of(at) {
                scores[usize::from(class)] += f32::from(weight) / SCALE * self.rarity[at] * norm;
            }
        }
        let top = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]))?;
        let sum: f32 = scores.iter().map(|score| (score - scores[top]).exp()).sum();
        let mut votes = vec![0.0; tokens];
        for &(at, feature) in &known {
            let weight = self
                .weights_of(at)
                .iter()
                .find(|(class, _)| usize::from(*class) == top);
            let Some(&(_, weight)) = weight else { continue };
            let share = f32::from(weight) * self.rarity[at]
                / f32::from(u16::try_from(feature.tokens.len().max(1)).unwrap_or(1));
            for token in feature.tokens.clone() {
                votes[token] += share;
            }
        }
        let all = scores
            .iter()
            .zip(&self.labels)
            .map(|(score, &label)| (label, (score - scores[top]).exp() / sum))
            .collect();
        Some(Opinion {
            activity: self.labels[top],
            probability: 1.0 / sum,
            all,
            votes,
        })
    }

    fn weights_of(&self, at: usize) -> &[(u8, i8)] {
        &self.weights[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// What the features of a text are multiplied with, so that texts of any length weigh the same.
fn norm(rarities: impl Iterator<Item = f32>) -> f32 {
    let squares: f32 = rarities.map(|rarity| rarity * rarity).sum();
    if squares > 0.0 {
        squares.sqrt().recip()
    } else {
        0.0
    }
}

/// What the classifier sees of a text: the stem of each token, empty for marks and function marks.
pub fn stems(text: &str, tokens: &[super::language::Token], language: Language) -> Vec<String> {
    tokens
        .iter()
        .map(|token| match token.kind {
            TokenKind::Word => stem(&fold(&text[token.start..token.stop], language), language),
            TokenKind::Number | TokenKind::Mark(_) => String::new(),
        })
        .collect()
}

/// A model from labelled texts.
pub fn learn(phrasings: &[(u16, String)], tables: &Tables, language: Language) -> Model {
    let mut vocabulary = Vocabulary::new(tables, language);
    let samples: Vec<Sample> = phrasings
        .iter()
        .map(|(label, text)| {
            let tokens = tokenise(text, language);
            let meanings: Vec<Meaning> = tokens
                .iter()
                .map(|token| {
                    let at = vocabulary.meaning(&text[token.start..token.stop]);
                    vocabulary.get(at).clone()
                })
                .collect();
            let meanings: Vec<&Meaning> = meanings.iter().collect();
            let found = features(&stems(text, &tokens, language), &meanings, tables);
            Sample {
                hashes: found.into_iter().map(|feature| feature.hash).collect(),
                label: *label,
            }
        })
        .collect();
    train(&samples)
}
