//! A second opinion on what a clause is about: a linear classifier, trained at build time on the pack's phrasings.
//!
//! Phrases say for certain; the classifier says what is likely, and which words decided.

mod features;
mod scorer;
mod train;
mod weights;

pub use scorer::{Opinion, Scorer, Term};
pub use train::learn;
pub use weights::Weights;

/// The weights of one language, as they are learnt.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// Indices of activities, sorted; the last label is [`NONE`].
    labels: Vec<u16>,
    bias: Vec<f32>,
    /// Hashes of the features that matter, sorted.
    hashes: Vec<u32>,
    /// How telling each feature is: the rarer, the more.
    rarity: Vec<f32>,
    /// `weights[starts[n]..starts[n + 1]]` are the weights of feature `n`.
    starts: Vec<u32>,
    /// Number of the label and weight in eighths.
    weights: Vec<(u8, i8)>,
}

/// What weights are multiplied with to fit a byte.
const SCALE: f32 = 8.0;
/// Label of the class that holds no activity.
pub const NONE: u16 = u16::MAX;

/// What the scores of a text are multiplied with, so that texts of any length weigh the same; of the sum of the
/// squared rarities of its features.
fn norm(squares: f32) -> f32 {
    if squares > 0.0 {
        squares.sqrt().recip()
    } else {
        0.0
    }
}
