//! A model as bytes that are read where they stand: a run that judges one file opens hundreds of kilobytes for nothing.

use super::super::packed::{Lists, Numbers, Reader, Writer, count};
use super::{Model, SCALE};

/// The weights of one language in a model's bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights<'m> {
    /// How far a hash is shifted to become the number of its bucket.
    shift: u32,
    labels: Numbers<'m, 2>,
    /// As the bits of floating-point numbers, like the rarities.
    bias: Numbers<'m, 4>,
    /// Features are found by the upper bits of their hash: `buckets[n]..buckets[n + 1]` are those with `n`.
    buckets: Numbers<'m, 4>,
    hashes: Numbers<'m, 4>,
    /// One bit for each hash by its lower bits: most of what is asked for is known to be missing without a look at more.
    filter: Numbers<'m, 1>,
    rarity: Numbers<'m, 4>,
    /// By feature: number of the label, and weight in eighths.
    pairs: Lists<'m, 2>,
}

/// About as many features share a bucket.
const FEATURES_A_BUCKET: usize = 2;
/// So many bits of the filter for each feature, about.
const BITS_A_FEATURE: usize = 8;

impl Model {
    /// The model as bytes, for [`Weights::open`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let buckets = (self.hashes.len() / FEATURES_A_BUCKET).next_power_of_two();
        let shift = 32 - buckets.max(2).trailing_zeros();
        let firsts = (0..=buckets.max(2)).map(|bucket| {
            let before = |&hash: &u32| ((hash >> shift) as usize) < bucket;
            count(self.hashes.partition_point(before))
        });
        let mut filter = vec![0; (self.hashes.len() * BITS_A_FEATURE / 8).next_power_of_two()];
        for &hash in &self.hashes {
            let (byte, bit) = place(hash, filter.len());
            filter[byte] |= bit;
        }
        let pairs = self.starts.windows(2).map(|own| {
            let own = &self.weights[own[0] as usize..own[1] as usize];
            let pairs = own.iter();
            pairs.map(|&(label, weight)| [label, weight.to_le_bytes()[0]])
        });
        let mut out = Writer::default();
        out.numbers([shift.to_le_bytes()]);
        out.numbers(self.labels.iter().map(|label| label.to_le_bytes()));
        out.numbers(self.bias.iter().map(|bias| bias.to_le_bytes()));
        out.numbers(firsts);
        out.numbers(self.hashes.iter().map(|hash| hash.to_le_bytes()));
        out.numbers(filter.iter().map(|&bits| [bits]));
        out.numbers(self.rarity.iter().map(|rarity| rarity.to_le_bytes()));
        out.lists(pairs);
        out.bytes
    }
}

impl<'m> Weights<'m> {
    /// The weights in the bytes of a model; none of them where the bytes are something else.
    pub fn open(bytes: &'m [u8]) -> Self {
        Self::read(Reader { rest: bytes }).unwrap_or_default()
    }

    fn read(mut from: Reader<'m>) -> Option<Self> {
        let weights = Self {
            shift: from.numbers::<4>()?.iter().next()?,
            labels: from.numbers()?,
            bias: from.numbers()?,
            buckets: from.numbers()?,
            hashes: from.numbers()?,
            filter: from.numbers()?,
            rarity: from.numbers()?,
            pairs: from.lists()?,
        };
        from.rest.is_empty().then_some(weights)
    }

    /// Indices of activities, sorted; the last label is [`NONE`](super::NONE).
    pub fn labels(&self) -> impl Iterator<Item = u16> {
        self.labels.iter()
    }

    pub(super) fn bias(&self) -> impl Iterator<Item = f32> {
        self.bias.iter().map(f32::from_bits)
    }

    /// False where a feature is known not to matter; asked far more often than found.
    pub(super) fn may_hold(&self, hash: u32) -> bool {
        let (byte, bit) = place(hash, self.filter.len());
        !self.filter.is_empty() && self.filter.at(byte) & bit != 0
    }

    /// The place of a feature that matters.
    pub(super) fn feature(&self, hash: u32) -> Option<usize> {
        if !self.may_hold(hash) {
            return None;
        }
        let bucket = (hash >> self.shift) as usize;
        let first = self.buckets.at(bucket) as usize;
        let own = self
            .hashes
            .part(first..self.buckets.at(bucket + 1) as usize);
        let mut known = own.iter();
        known.position(|known| known == hash).map(|at| first + at)
    }

    pub(super) fn rarity(&self, feature: usize) -> f32 {
        f32::from_bits(self.rarity.at(feature))
    }

    /// The labels that a feature speaks for or against, and how much.
    pub(super) fn weights_of(&self, feature: usize) -> impl Iterator<Item = (usize, f32)> {
        self.pairs.at(feature).iter().map(|pair| {
            let [label, weight] = pair.to_le_bytes();
            let weight = i8::from_le_bytes([weight]);
            (usize::from(label), f32::from(weight) / SCALE)
        })
    }

    /// Adds what a feature says to the scores by label; its squared rarity.
    pub(super) fn add(&self, feature: usize, scores: &mut [f32]) -> f32 {
        let rarity = self.rarity(feature);
        for (label, weight) in self.weights_of(feature) {
            scores[label] += weight * rarity;
        }
        rarity * rarity
    }
}

/// The byte of a filter of this length, a power of two, and the bit in it that stand for a hash.
fn place(hash: u32, length: usize) -> (usize, u8) {
    (
        (hash >> 3) as usize & length.wrapping_sub(1),
        1 << (hash & 7),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        Model {
            labels: vec![3, 7],
            bias: vec![0.5, -0.5],
            hashes: vec![1, 9, 0x8000_0001, u32::MAX],
            rarity: vec![1.0, 2.0, 3.0, 4.0],
            starts: vec![0, 1, 3, 3, 4],
            weights: vec![(0, 8), (0, -8), (1, 16), (1, 127)],
        }
    }

    #[test]
    fn every_feature_is_found_in_the_bytes() {
        let bytes = model().to_bytes();
        let weights = Weights::open(&bytes);
        for (at, &hash) in model().hashes.iter().enumerate() {
            assert_eq!(weights.feature(hash), Some(at));
        }
        for unknown in [0, 2, 0x8000_0000, u32::MAX - 1] {
            assert_eq!(weights.feature(unknown), None);
        }
        assert_eq!(weights.labels().collect::<Vec<_>>(), [3, 7]);
        let mut scores = [0.0, 0.0];
        assert!((weights.add(1, &mut scores) - 4.0).abs() < f32::EPSILON);
        assert!((scores[0] + 2.0).abs() < f32::EPSILON && (scores[1] - 4.0).abs() < f32::EPSILON);
    }

    #[test]
    fn other_bytes_are_no_model() {
        let bytes = model().to_bytes();
        for broken in [&bytes[..bytes.len() - 1], &bytes[..7], &[]] {
            let weights = Weights::open(broken);
            assert_eq!(weights.labels().count(), 0);
            assert_eq!(weights.feature(9), None);
        }
    }
}
