//! A second opinion on what a clause is about: a linear classifier, trained at build time on the pack's phrasings.
//!
//! Phrases say for certain; the classifier says what is likely, and which words decided.

mod features;
mod scorer;
mod train;

pub use scorer::{Opinion, Scorer, Term};
pub use train::learn;

use super::language::{Language, fold, stem};
use serde::{Deserialize, Serialize};

/// The weights of one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Indices of activities, sorted; the last label is [`NONE`].
    pub labels: Vec<u16>,
    pub bias: Vec<f32>,
    /// Hashes of the features that matter, sorted.
    pub hashes: Vec<u32>,
    /// How telling each feature is: the rarer, the more.
    pub rarity: Vec<f32>,
    /// `weights[starts[n]..starts[n + 1]]` are the weights of feature `n`.
    pub starts: Vec<u32>,
    /// Number of the label and weight in eighths.
    pub weights: Vec<(u8, i8)>,
}

/// What weights are multiplied with to fit a byte.
const SCALE: f32 = 8.0;
/// Label of the class that holds no activity.
pub const NONE: u16 = u16::MAX;

impl Model {
    fn feature(&self, hash: u32) -> Option<usize> {
        self.hashes.binary_search(&hash).ok()
    }

    /// Adds what a feature says to the scores by label; its squared rarity.
    fn add(&self, hash: u32, scores: &mut [f32]) -> f32 {
        let Some(at) = self.feature(hash) else {
            return 0.0;
        };
        let rarity = self.rarity[at];
        for &(label, weight) in self.weights_of(at) {
            scores[usize::from(label)] += f32::from(weight) / SCALE * rarity;
        }
        rarity * rarity
    }

    fn weights_of(&self, at: usize) -> &[(u8, i8)] {
        &self.weights[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// What the scores of a text are multiplied with, so that texts of any length weigh the same; of the sum of the
/// squared rarities of its features.
fn norm(squares: f32) -> f32 {
    if squares > 0.0 {
        squares.sqrt().recip()
    } else {
        0.0
    }
}

/// What the classifier sees of a word.
fn stem_of(written: &str, language: Language) -> String {
    stem(&fold(written, language), language)
}
