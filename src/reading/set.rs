//! Sets of activities and of classes that rules ask for, as bits: most rules have nothing to object to in most roles, and
//! that must cost next to nothing.

use crate::lexicon::{ClassId, Tables};
use crate::pack::{Checks, Pack};
use foldhash::HashMap;

/// A set of small numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Set([u64; 4]);

impl Set {
    /// Numbers from here on are in no set.
    pub const CAPACITY: usize = 255;

    pub fn insert(&mut self, number: usize) {
        if let Some(bits) = self.0.get_mut(number / 64) {
            *bits |= 1 << (number % 64);
        }
    }

    pub fn add(&mut self, other: Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own |= other;
        }
    }

    /// Whether the two share a number.
    pub fn meets(self, other: Self) -> bool {
        self.0
            .iter()
            .zip(other.0)
            .any(|(own, other)| own & other != 0)
    }
}

/// The classes that rules ask for, each with its number in sets.
pub struct Asked {
    numbers: HashMap<&'static str, usize>,
    /// In the order of their numbers.
    classes: Vec<&'static str>,
    /// Those that mean something else beside words of any other class.
    bordering: Set,
    /// False where there are more than have a number.
    is_whole: bool,
}

impl Asked {
    /// A text names a canonical role.
    pub const ROLE: usize = 0;
    /// A text has a passive without an actor.
    pub const ACTORLESS: usize = 1;
    const FIRST: usize = 2;

    pub fn new(pack: &Pack) -> Self {
        let mut asked = Self {
            numbers: HashMap::default(),
            classes: Vec::new(),
            bordering: Set::default(),
            is_whole: true,
        };
        let checks = || pack.core.rules.iter().map(|rule| &rule.check);
        for &class in checks().flat_map(Checks::classes) {
            let number = Self::FIRST + asked.classes.len();
            if number < Set::CAPACITY {
                asked.numbers.entry(class).or_insert_with(|| {
                    asked.classes.push(class);
                    number
                });
            } else {
                asked.is_whole &= asked.numbers.contains_key(class);
            }
        }
        for class in checks().flat_map(Checks::bordering) {
            if let Some(number) = asked.number(class) {
                asked.bordering.insert(number);
            }
        }
        asked
    }

    /// The number of a class, if rules ask for it.
    pub fn number(&self, class: &str) -> Option<usize> {
        if class.starts_with('@') {
            return Some(Self::ROLE);
        }
        self.numbers.get(class).copied()
    }

    /// The number of each class of a language, of those that rules ask for.
    pub(super) fn numbers_of(
        &self,
        tables: &Tables,
        actors: &[(ClassId, &'static str)],
    ) -> NumbersOf {
        let mut numbers = vec![0; tables.classes.count()];
        let roles = actors.iter().map(|&(class, _)| (class, Self::ROLE));
        let others = self.classes.iter().zip(Self::FIRST..);
        let others = others.filter_map(|(class, number)| Some((tables.class(class)?, number)));
        for (class, number) in roles.chain(others) {
            numbers[usize::from(class)] = u8::try_from(number + 1).unwrap_or_default();
        }
        NumbersOf(numbers)
    }

    /// Whether rules look at words of any class in a duty that has these.
    pub(super) fn wants_all(&self, classes: Set) -> bool {
        !self.is_whole || self.bordering.meets(classes)
    }

    /// These classes as a set; `None` where one of them has no number.
    pub fn set<'c>(&self, classes: impl IntoIterator<Item = &'c &'static str>) -> Option<Set> {
        let mut set = Set::default();
        for class in classes {
            set.insert(self.number(class)?);
        }
        Some(set)
    }
}

/// The number of each class of a language among those that rules ask for.
pub(super) struct NumbersOf(
    /// By class, one more than its number; 0 where no rule asks.
    Vec<u8>,
);

impl NumbersOf {
    pub(super) fn of(&self, class: ClassId) -> Option<usize> {
        let number = self.0[usize::from(class)].checked_sub(1)?;
        Some(usize::from(number))
    }
}
