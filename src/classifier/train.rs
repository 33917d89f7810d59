//! Training: multinomial logistic regression by stochastic gradient descent, the same for the same texts.

use super::super::language::{Language, TokenKind, tokenise};
use super::super::lexicon::{ClassKind, Tables, Vocabulary};
use super::{Model, SCALE, features, norm};
use std::collections::BTreeMap;

/// A text's feature hashes and what it is about.
#[derive(Clone, Debug)]
struct Sample {
    hashes: Vec<u32>,
    label: u16,
}

/// A model from labelled texts; their order matters.
pub fn learn(phrasings: &[(u16, String)], tables: &Tables, language: Language) -> Model {
    let mut vocabulary = Vocabulary::new(tables, language);
    let samples: Vec<Sample> = phrasings
        .iter()
        .map(|(label, text)| Sample {
            hashes: hashes(text, &mut vocabulary, language),
            label: *label,
        })
        .collect();
    train(&samples)
}

fn hashes(text: &str, vocabulary: &mut Vocabulary, language: Language) -> Vec<u32> {
    let tables = vocabulary.tables;
    let mut hashes = Vec::new();
    let mut found = Vec::new();
    let mut before: Vec<u32> = Vec::new();
    for (at, token) in tokenise(text, language).iter().enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        let written = &text[token.start..token.stop];
        let word = vocabulary.word(written);
        let own = features::of_stem(&word.meaning.stem);
        let neighbours = before.iter().rev().take(features::NEIGHBOURS).zip(1..);
        hashes.extend(
            neighbours.map(|(&first, distance)| features::of_neighbours(first, own[0], distance)),
        );
        before.push(own[0]);
        hashes.extend(own);
        for (class, kind) in features::classes(&word.meaning, tables) {
            hashes.push(features::of_class(tables.classes.at(usize::from(class))));
            if kind != ClassKind::Mark {
                found.push((class, kind, at));
            }
        }
    }
    let name = |class: u16| tables.classes.at(usize::from(class));
    features::pairs(&found, |one, other, _, _| {
        hashes.push(features::of_pair(name(one), name(other)));
    });
    hashes
}

const EPOCHS: usize = 24;
/// The weights are the mean of those after each of the last epochs, so that chance weighs less.
const AVERAGED: usize = 12;
/// And the mean over as many orders of the texts: one text more or less must not turn the opinion of others.
const ORDERS: usize = 3;
const RATE: f32 = 6.0;
const DECAY: f32 = 0.15;

fn train(samples: &[Sample]) -> Model {
    let mut labels: Vec<u16> = samples.iter().map(|sample| sample.label).collect();
    labels.sort_unstable();
    labels.dedup();
    if labels.len() < 2 || labels.len() > 250 {
        return Model::default();
    }
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for sample in samples {
        let mut hashes = sample.hashes.clone();
        hashes.sort_unstable();
        hashes.dedup();
        for hash in hashes {
            *counts.entry(hash).or_default() += 1;
        }
    }
    let hashes: Vec<u32> = counts
        .iter()
        .filter(|&(_, &count)| count > 1)
        .map(|(&hash, _)| hash)
        .collect();
    let rarity: Vec<f32> = hashes
        .iter()
        .map(|hash| rarity(samples.len(), counts[hash]))
        .collect();
    let rows: Vec<(Vec<(usize, f32)>, usize)> = samples
        .iter()
        .map(|sample| {
            let known: Vec<usize> = sample
                .hashes
                .iter()
                .filter_map(|hash| hashes.binary_search(hash).ok())
                .collect();
            let norm = norm(known.iter().map(|&at| rarity[at] * rarity[at]).sum());
            let valued = known
                .into_iter()
                .map(|at| (at, rarity[at] * norm))
                .collect();
            (valued, labels.binary_search(&sample.label).unwrap_or(0))
        })
        .collect();
    let classes = labels.len();
    let mut sums = vec![0.0_f32; hashes.len() * classes];
    let mut bias = vec![0.0_f32; classes];
    let descents: Vec<Descent> = std::thread::scope(|scope| {
        let (rows, features) = (&rows, hashes.len());
        let begun: Vec<_> = (0..ORDERS)
            .map(|number| scope.spawn(move || descend(rows, features, classes, number)))
            .collect();
        let ended = begun.into_iter().map(|one| one.join().unwrap_or_default());
        ended.collect()
    });
    for descent in &descents {
        let both = sums.iter_mut().zip(&descent.weights);
        both.for_each(|(sum, own)| *sum += own * share(ORDERS));
        let both = bias.iter_mut().zip(&descent.bias);
        both.for_each(|(sum, own)| *sum += own * share(ORDERS));
    }
    pack(labels, bias, &hashes, &rarity, &sums)
}

fn share(parts: usize) -> f32 {
    f32::from(u8::try_from(parts).unwrap_or(u8::MAX)).recip()
}

/// What one descent comes to.
#[derive(Default)]
struct Descent {
    weights: Vec<f32>,
    bias: Vec<f32>,
}

/// One descent, with an order of the texts of its own.
fn descend(
    rows: &[(Vec<(usize, f32)>, usize)],
    features: usize,
    classes: usize,
    number: usize,
) -> Descent {
    let mut weights = vec![0.0_f32; features * classes];
    let mut sums = vec![0.0_f32; weights.len()];
    let mut bias = vec![0.0_f32; classes];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * number as u64 + 1);
    let mut scores = vec![0.0_f32; classes];
    let mut rate = RATE;
    for epoch in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let other = usize::try_from(seed % (at as u64 + 1)).unwrap_or(0);
            order.swap(at, other);
        }
        for &row in &order {
            let (known, label) = &rows[row];
            scores.copy_from_slice(&bias);
            for &(feature, value) in known {
                let own = &weights[feature * classes..(feature + 1) * classes];
                scores
                    .iter_mut()
                    .zip(own)
                    .for_each(|(score, weight)| *score += weight * value);
            }
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let sum: f32 = scores.iter().map(|score| (score - top).exp()).sum();
            for (class, score) in scores.iter_mut().enumerate() {
                *score = f32::from(u8::from(class == *label)) - (*score - top).exp() / sum;
            }
            for &(feature, value) in known {
                let own = &mut weights[feature * classes..(feature + 1) * classes];
                own.iter_mut()
                    .zip(&scores)
                    .for_each(|(weight, error)| *weight += rate * value * error);
            }
            bias.iter_mut()
                .zip(&scores)
                .for_each(|(weight, error)| *weight += rate * 0.05 * error);
        }
        if epoch >= EPOCHS - AVERAGED {
            let both = sums.iter_mut().zip(&weights);
            both.for_each(|(sum, weight)| *sum += weight * share(AVERAGED));
        }
        rate = RATE / (1.0 + DECAY * f32::from(u8::try_from(epoch).unwrap_or(u8::MAX)));
    }
    Descent {
        weights: sums,
        bias,
    }
}

/// The fewer texts show a feature, the more it tells.
#[expect(clippy::cast_precision_loss, reason = "some thousand texts")]
fn rarity(texts: usize, with: u32) -> f32 {
    ((1.0 + texts as f32) / (1.0 + with as f32)).ln() + 1.0
}

/// Small weights are dropped, the others fit a byte.
fn pack(
    labels: Vec<u16>,
    bias: Vec<f32>,
    hashes: &[u32],
    rarity: &[f32],
    weights: &[f32],
) -> Model {
    let classes = labels.len();
    let mut model = Model {
        labels,
        bias,
        starts: vec![0],
        ..Model::default()
    };
    for ((&hash, &rarity), own) in hashes.iter().zip(rarity).zip(weights.chunks(classes)) {
        let before = model.weights.len();
        for (class, weight) in own.iter().enumerate() {
            let scaled = (weight * SCALE).round().clamp(-127.0, 127.0);
            if scaled.abs() >= 2.0 {
                #[expect(clippy::cast_possible_truncation, reason = "clamped to a byte")]
                let byte = scaled as i8;
                model
                    .weights
                    .push((u8::try_from(class).unwrap_or(u8::MAX), byte));
            }
        }
        if model.weights.len() > before {
            model.hashes.push(hash);
            model.rarity.push(rarity);
            model
                .starts
                .push(u32::try_from(model.weights.len()).unwrap_or(u32::MAX));
        }
    }
    model
}
