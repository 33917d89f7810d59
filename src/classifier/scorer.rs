//! Opinions on runs of words: what each word, class and pair of classes says is looked up once and then added.

use super::super::language::Language;
use super::super::lexicon::{ClassId, ClassKind, Meaning, Tables};
use super::{Weights, features, norm, stem_of};
use foldhash::HashMap;

/// A token of the text that is judged.
#[derive(Clone, Copy, Debug)]
pub struct Term<'a> {
    /// The word as written, with the number that the vocabulary gave it; none for numbers and marks.
    pub word: Option<(u32, &'a str)>,
    pub meaning: &'a Meaning,
}

/// The likeliest activity of a run of words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opinion {
    /// Index of the activity, or [`NONE`](super::NONE).
    pub activity: u16,
    /// From 0 to 1.
    pub probability: f32,
    label: usize,
    peak: f32,
}

/// Judges texts of one language; remembers what it has looked up.
pub struct Scorer<'m> {
    model: Weights<'m>,
    /// Indices of activities, by label.
    labels: Vec<u16>,
    bias: Vec<f32>,
    tables: &'m Tables<'m>,
    language: Language,
    rows: Rows,
    /// By the vocabulary's number, less [`Self::from`]: what a word says, and the feature of its stem.
    words: Vec<(Seen, u32)>,
    from: u32,
    classes: Vec<Seen>,
    pairs: HashMap<(ClassId, ClassId), Seen>,
    /// The scores of the last opinion, by label.
    scores: Vec<f32>,
    /// Classes of the last opinion's terms, for their pairs.
    found: Vec<(ClassId, ClassKind, usize)>,
    /// Stems of the last opinion's terms, for their neighbours.
    stems: Vec<(u32, usize)>,
}

/// What was looked up of a word, a class or a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Seen {
    #[default]
    Never,
    /// It says nothing.
    Silent,
    Row(u32),
}

/// What features say, one score for each label, and the sum of their squared rarities.
#[derive(Default)]
struct Rows {
    /// The scores of all rows, one behind the other: adding one to the sums is adding two plain lists.
    said: Vec<f32>,
    squares: Vec<f32>,
    labels: usize,
}

impl Rows {
    fn add(&mut self, model: Weights, hashes: &[u32]) -> Seen {
        if hashes.iter().all(|&hash| model.feature(hash).is_none()) {
            return Seen::Silent;
        }
        let Ok(row) = u32::try_from(self.squares.len()) else {
            return Seen::Silent;
        };
        let first = self.said.len();
        self.said.resize(first + self.labels, 0.0);
        let scores = &mut self.said[first..];
        let squares = hashes.iter().map(|&hash| model.add(hash, scores)).sum();
        self.squares.push(squares);
        Seen::Row(row)
    }

    fn of(&self, row: u32) -> &[f32] {
        let first = row as usize * self.labels;
        &self.said[first..first + self.labels]
    }
}

/// Adding this rounds a small number to a whole one, which the last bits of the sum then hold.
const ROUNDING: f32 = 12_582_912.0;

/// The exponential of a number that is not positive, to six digits: the same on every machine, and many at a time.
fn exp(number: f32) -> f32 {
    let power = (number * std::f32::consts::LOG2_E).max(-126.0);
    let rounded = power + ROUNDING;
    let rest = (power - (rounded - ROUNDING)) * std::f32::consts::LN_2;
    let coefficients = [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let series = coefficients
        .into_iter()
        .fold(1.0 / 720.0, |sum, next| sum * rest + next);
    // The whole part is added to the exponent.
    f32::from_bits(series.to_bits().wrapping_add(rounded.to_bits() << 23))
}

impl<'m> Scorer<'m> {
    /// Whether the classifier has learnt of this activity: those that a user's pack adds it has not.
    pub fn knows(&self, activity: u16) -> bool {
        self.labels.contains(&activity)
    }

    pub fn new(model: Weights<'m>, tables: &'m Tables<'m>, language: Language) -> Self {
        let labels: Vec<u16> = model.labels().collect();
        Self {
            bias: model.bias().collect(),
            tables,
            language,
            rows: Rows {
                labels: labels.len(),
                ..Rows::default()
            },
            words: Vec::new(),
            from: 0,
            classes: vec![Seen::Never; tables.classes.len()],
            pairs: HashMap::default(),
            scores: vec![0.0; labels.len()],
            found: Vec::new(),
            stems: Vec::new(),
            model,
            labels,
        }
    }

    /// Forgets words whose numbers are given out no more.
    pub fn forget_before(&mut self, first: u32) {
        if first != self.from {
            *self = Self::new(self.model, self.tables, self.language);
            self.from = first;
        }
    }

    /// The likeliest activity of these terms; `None` while there is no model, nothing is known of them, or it is less
    /// likely than `least`.
    pub fn opinion<'a>(
        &mut self,
        terms: impl Iterator<Item = Term<'a>>,
        least: f32,
    ) -> Option<Opinion> {
        if self.labels.is_empty() {
            return None;
        }
        self.scores.fill(0.0);
        let squares = self.sum(terms);
        let norm = norm(squares);
        for (score, bias) in self.scores.iter_mut().zip(&self.bias) {
            *score = *score * norm + bias;
        }
        if squares <= 0.0 {
            return None;
        }
        let peak = self.scores.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = self.scores.iter().map(|score| exp(score - peak)).sum();
        if sum * least > 1.0 {
            return None;
        }
        // Of two that are alike, the last: the label of no activity.
        let label = self.scores.iter().rposition(|&score| score >= peak)?;
        Some(Opinion {
            activity: self.labels[label],
            probability: sum.recip(),
            label,
            peak,
        })
    }

    /// How likely the last opinion finds an activity; 0 where the classifier has never heard of it.
    pub fn probability_of(&self, opinion: &Opinion, activity: u16) -> f32 {
        self.labels.binary_search(&activity).map_or(0.0, |label| {
            exp(self.scores[label] - opinion.peak) * opinion.probability
        })
    }

    /// For each term of the last opinion, how much it speaks for the activity.
    pub fn votes<'a>(
        &mut self,
        opinion: &Opinion,
        terms: impl Iterator<Item = Term<'a>>,
    ) -> Vec<f32> {
        let mut votes: Vec<f32> = terms
            .map(|term| {
                let Some((id, written)) = term.word else {
                    return 0.0;
                };
                let (seen, _) = self.word(id, written);
                let own = self.say(seen, opinion.label);
                let classes = features::classes(term.meaning, self.tables);
                let classes = classes.map(|(class, _)| {
                    let seen = self.class(class);
                    self.say(seen, opinion.label)
                });
                own + classes.sum::<f32>()
            })
            .collect();
        let mut share = |said: f32, first: usize, last: usize| {
            let tokens = f32::from(u16::try_from(last - first + 1).unwrap_or(u16::MAX));
            for vote in &mut votes[first..=last] {
                *vote += said / tokens;
            }
        };
        for (first, last, distance) in neighbours(&self.stems) {
            let hash = features::of_neighbours(self.stems[first].0, self.stems[last].0, distance);
            let said = self.said(hash, opinion.label);
            share(said, self.stems[first].1, self.stems[last].1);
        }
        let found = std::mem::take(&mut self.found);
        features::pairs(&found, |one, other, first, last| {
            let seen = self.pair(one, other);
            share(self.say(seen, opinion.label), first, last);
        });
        self.found = found;
        votes
    }

    /// Adds to the scores what all terms say; the sum of the squared rarities.
    fn sum<'a>(&mut self, terms: impl Iterator<Item = Term<'a>>) -> f32 {
        self.found.clear();
        self.stems.clear();
        let mut squares = 0.0;
        for (at, term) in terms.enumerate() {
            let Some((id, written)) = term.word else {
                continue;
            };
            let (seen, stem) = self.word(id, written);
            squares += self.take(seen);
            self.stems.push((stem, at));
            for (class, kind) in features::classes(term.meaning, self.tables) {
                let seen = self.class(class);
                squares += self.take(seen);
                if kind != ClassKind::Mark {
                    self.found.push((class, kind, at));
                }
            }
        }
        for (first, last, distance) in neighbours(&self.stems) {
            let hash = features::of_neighbours(self.stems[first].0, self.stems[last].0, distance);
            squares += self.model.add(hash, &mut self.scores);
        }
        let found = std::mem::take(&mut self.found);
        features::pairs(&found, |one, other, _, _| {
            let seen = self.pair(one, other);
            squares += self.take(seen);
        });
        self.found = found;
        squares
    }

    /// What one feature says for a label.
    fn said(&self, hash: u32, label: usize) -> f32 {
        let Some(at) = self.model.feature(hash) else {
            return 0.0;
        };
        let own = self.model.weights_of(at);
        own.filter(|&(class, _)| class == label)
            .map(|(_, weight)| weight * self.model.rarity(at))
            .sum()
    }

    fn say(&self, seen: Seen, label: usize) -> f32 {
        match seen {
            Seen::Row(row) => self.rows.of(row)[label],
            Seen::Never | Seen::Silent => 0.0,
        }
    }

    fn take(&mut self, seen: Seen) -> f32 {
        let Seen::Row(row) = seen else {
            return 0.0;
        };
        for (score, said) in self.scores.iter_mut().zip(self.rows.of(row)) {
            *score += said;
        }
        self.rows.squares[row as usize]
    }

    fn word(&mut self, id: u32, written: &str) -> (Seen, u32) {
        let at = (id - self.from) as usize;
        if at >= self.words.len() {
            self.words.resize(at + 1, (Seen::Never, 0));
        }
        if self.words[at].0 == Seen::Never {
            let hashes = features::of_stem(&stem_of(written, self.language));
            self.words[at] = (self.rows.add(self.model, &hashes), hashes[0]);
        }
        self.words[at]
    }

    fn class(&mut self, class: ClassId) -> Seen {
        let at = usize::from(class);
        if self.classes[at] == Seen::Never {
            let hash = features::of_class(self.tables.classes[at]);
            self.classes[at] = self.rows.add(self.model, &[hash]);
        }
        self.classes[at]
    }

    fn pair(&mut self, one: ClassId, other: ClassId) -> Seen {
        if let Some(&seen) = self.pairs.get(&(one, other)) {
            return seen;
        }
        let name = |class: ClassId| self.tables.classes[usize::from(class)];
        let hash = features::of_pair(name(one), name(other));
        let seen = self.rows.add(self.model, &[hash]);
        self.pairs.insert((one, other), seen);
        seen
    }
}

/// Pairs of words near each other: where they stand in the list, and how far apart.
fn neighbours(stems: &[(u32, usize)]) -> impl Iterator<Item = (usize, usize, usize)> + use<> {
    let count = stems.len();
    (0..count).flat_map(move |last| {
        (1..=features::NEIGHBOURS.min(last)).map(move |distance| (last - distance, last, distance))
    })
}

#[cfg(test)]
mod tests {
    use super::exp;

    #[test]
    fn the_exponential_is_right_to_six_digits() {
        for step in 0..2000_u16 {
            let number = f32::from(step) * -0.04;
            let (own, right) = (exp(number), number.exp());
            assert!(
                (own - right).abs() <= right * 1e-6,
                "{number}: {own}, not {right}"
            );
        }
        assert!(exp(-1e9) < 1e-30);
    }
}
