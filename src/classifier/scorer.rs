//! Opinions on runs of words: what each word, class and pair of classes says is looked up once and then added.

use super::super::lexicon::{ClassId, ClassKind, Meaning, Tables};
use super::{Weights, features, norm};
use foldhash::HashMap;

/// A token of the text that is judged.
#[derive(Clone, Copy, Debug)]
pub struct Term<'a> {
    /// The number that the vocabulary gave the word; none for numbers and marks.
    pub word: Option<u32>,
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
    rows: Rows,
    /// By the vocabulary's number, less [`Self::from`]: what a word says, and the feature of its stem.
    words: Vec<(Seen, u32)>,
    from: u32,
    /// One more than the number of each class among those that were met; 0 for all others.
    classes: Vec<u16>,
    /// The classes that were met, in the order of their own numbers, and what each says.
    met: Vec<(ClassId, Seen)>,
    /// By two numbers of classes that were met: those of the higher one stand together, by the lower one.
    pairs: Vec<Seen>,
    /// What two words near each other say, by their feature.
    near: HashMap<u32, Seen>,
    /// What was found of whole runs of words, by the vocabulary's numbers: much is said in the same words again.
    runs: HashMap<Box<[u32]>, Judged>,
    /// The numbers of the run that is judged.
    run: Vec<u32>,
    /// The scores of the last opinion, by label.
    scores: Vec<f32>,
    /// Classes of the last opinion's terms, for their pairs.
    found: Vec<(ClassId, ClassKind, usize)>,
    /// Stems of the last opinion's terms, for their neighbours.
    stems: Vec<(u32, usize)>,
}

/// An opinion with the scores that it rests on.
struct Judged {
    opinion: Option<Opinion>,
    scores: Box<[f32]>,
}

/// So many runs of words are remembered, then all are forgotten: no text makes memory grow without end.
const RUNS: usize = 1024;
/// The same for what words, classes and pairs say.
const ROWS: usize = 8_000;

/// What was looked up of a word, a class or a pair: [`Self::NEVER`] nothing yet, or it is [`Self::SILENT`], or the number of
/// its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen(u32);

impl Seen {
    const NEVER: Self = Self(0);
    const SILENT: Self = Self(1);

    fn of_row(row: usize) -> Self {
        u32::try_from(row + 2).map_or(Self::SILENT, Self)
    }

    fn row(self) -> Option<usize> {
        self.0.checked_sub(2).map(|row| row as usize)
    }
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
        let row = self.squares.len();
        let first = self.said.len();
        let mut squares = 0.0;
        for feature in hashes.iter().filter_map(|&hash| model.feature(hash)) {
            if self.said.len() == first {
                self.said.resize(first + self.labels, 0.0);
            }
            squares += model.add(feature, &mut self.said[first..]);
        }
        if self.said.len() == first {
            return Seen::SILENT;
        }
        self.squares.push(squares);
        Seen::of_row(row)
    }

    fn of(&self, row: usize) -> &[f32] {
        let first = row * self.labels;
        &self.said[first..first + self.labels]
    }
}

/// Adding this rounds a small number to a whole one, which the last bits of the sum then hold.
const ROUNDING: f32 = 12_582_912.0;

/// The exponential of a number that is not positive, to five digits: the same on every machine, and many at a time.
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

    pub fn new(model: Weights<'m>, tables: &'m Tables<'m>) -> Self {
        let labels: Vec<u16> = model.labels().collect();
        Self {
            bias: model.bias().collect(),
            tables,
            rows: Rows {
                labels: labels.len(),
                ..Rows::default()
            },
            words: Vec::new(),
            from: 0,
            classes: vec![0; tables.classes.count()],
            met: Vec::new(),
            pairs: Vec::new(),
            near: HashMap::default(),
            runs: HashMap::default(),
            run: Vec::new(),
            scores: vec![0.0; labels.len()],
            found: Vec::new(),
            stems: Vec::new(),
            model,
            labels,
        }
    }

    /// Forgets words whose numbers are given out no more, and all where that has become too much.
    pub fn forget_before(&mut self, first: u32) {
        if first != self.from || self.rows.squares.len() > ROWS {
            *self = Self::new(self.model, self.tables);
            self.from = first;
        }
    }

    /// The likeliest activity of these terms; `None` while there is no model, nothing is known of them, or it is less
    /// likely than `least`. Where `is_plain`, each word means what it means everywhere, and the opinion is remembered.
    pub fn opinion<'a>(
        &mut self,
        terms: impl Iterator<Item = Term<'a>> + Clone,
        least: f32,
        is_plain: bool,
    ) -> Option<Opinion> {
        if self.labels.is_empty() {
            return None;
        }
        let likely = |opinion: &Opinion| opinion.probability >= least;
        if !is_plain {
            return self.judge(terms).filter(likely);
        }
        self.run.clear();
        let numbers = terms.clone().map(|term| term.word.unwrap_or(u32::MAX));
        self.run.extend(numbers);
        if let Some(judged) = self.runs.get(self.run.as_slice()) {
            self.scores.copy_from_slice(&judged.scores);
            return judged.opinion.filter(likely);
        }
        let opinion = self.judge(terms);
        if self.runs.len() >= RUNS {
            self.runs.clear();
        }
        let judged = Judged {
            opinion,
            scores: self.scores.as_slice().into(),
        };
        self.runs.insert(self.run.as_slice().into(), judged);
        opinion.filter(likely)
    }

    fn judge<'a>(&mut self, terms: impl Iterator<Item = Term<'a>>) -> Option<Opinion> {
        let squares = self.sum(terms);
        if squares <= 0.0 {
            return None;
        }
        let norm = norm(squares);
        for (score, bias) in self.scores.iter_mut().zip(&self.bias) {
            *score = *score * norm + bias;
        }
        let peak = self.scores.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = self.scores.iter().map(|score| exp(score - peak)).sum();
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

    /// For each term of an opinion, how much it speaks for the activity.
    pub fn votes<'a>(
        &mut self,
        opinion: &Opinion,
        terms: impl Iterator<Item = Term<'a>> + Clone,
    ) -> Vec<f32> {
        self.sum(terms.clone());
        let mut votes: Vec<f32> = terms
            .map(|term| {
                let Some(id) = term.word else {
                    return 0.0;
                };
                let (seen, _) = self.word(id, &term.meaning.stem);
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
        self.scores.fill(0.0);
        self.found.clear();
        self.stems.clear();
        let mut squares = 0.0;
        for (at, term) in terms.enumerate() {
            let Some(id) = term.word else {
                continue;
            };
            let (seen, stem) = self.word(id, &term.meaning.stem);
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
            if self.model.may_hold(hash) {
                let seen = self.near(hash);
                squares += self.take(seen);
            }
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
        seen.row().map_or(0.0, |row| self.rows.of(row)[label])
    }

    fn take(&mut self, seen: Seen) -> f32 {
        let Some(row) = seen.row() else {
            return 0.0;
        };
        for (score, said) in self.scores.iter_mut().zip(self.rows.of(row)) {
            *score += said;
        }
        self.rows.squares[row]
    }

    fn near(&mut self, hash: u32) -> Seen {
        if let Some(&seen) = self.near.get(&hash) {
            return seen;
        }
        let seen = self.rows.add(self.model, &[hash]);
        self.near.insert(hash, seen);
        seen
    }

    fn word(&mut self, id: u32, stem: &str) -> (Seen, u32) {
        let at = (id - self.from) as usize;
        if at >= self.words.len() {
            self.words.resize(at + 1, (Seen::NEVER, 0));
        }
        if self.words[at].0 == Seen::NEVER {
            let hashes = features::of_stem(stem);
            self.words[at] = (self.rows.add(self.model, &hashes), hashes[0]);
        }
        self.words[at]
    }

    fn class(&mut self, class: ClassId) -> Seen {
        if let Some(number) = self.classes[usize::from(class)].checked_sub(1) {
            return self.met[usize::from(number)].1;
        }
        let hash = features::of_class(self.name(class));
        let said = self.rows.add(self.model, &[hash]);
        self.met.push((class, said));
        self.classes[usize::from(class)] = u16::try_from(self.met.len()).unwrap_or(u16::MAX);
        self.pairs.resize(first_pair(self.met.len()), Seen::NEVER);
        said
    }

    /// What two classes say that were met.
    fn pair(&mut self, one: ClassId, other: ClassId) -> Seen {
        let number = |class: ClassId| usize::from(self.classes[usize::from(class)]) - 1;
        let (one, other) = (number(one), number(other));
        let at = first_pair(one.max(other)) + one.min(other);
        if self.pairs[at] == Seen::NEVER {
            let name = |number: usize| self.name(self.met[number].0);
            let hash = features::of_pair(name(one), name(other));
            self.pairs[at] = self.rows.add(self.model, &[hash]);
        }
        self.pairs[at]
    }

    fn name(&self, class: ClassId) -> &'m str {
        self.tables.classes.at(usize::from(class))
    }
}

/// Where the pairs of the class with this number begin.
fn first_pair(number: usize) -> usize {
    number * (number + 1) / 2
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
    fn the_exponential_is_right_to_five_digits() {
        for step in 0..2000_u16 {
            let number = f32::from(step) * -0.04;
            let (own, right) = (exp(number), number.exp());
            assert!(
                (own - right).abs() <= right * 1e-5,
                "{number}: {own}, not {right}"
            );
        }
        assert!(exp(-1e9) < 1e-30);
    }
}
