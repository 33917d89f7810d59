//! Sets of activities and of classes that rules ask for, as bits: most rules have nothing to object to in most roles, and
//! that must cost next to nothing.

use crate::pack::Pack;
use foldhash::HashMap;

/// A set of small numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Set([u64; 4]);

impl Set {
    /// Numbers from here on are in no set.
    pub const CAPACITY: usize = 256;

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
}

impl Asked {
    /// A text names a canonical role.
    pub const ROLE: usize = 0;
    /// A text has a passive without an actor.
    pub const ACTORLESS: usize = 1;
    const FIRST: usize = 2;

    pub fn new(pack: &Pack) -> Self {
        let mut numbers = HashMap::default();
        let mut next = Self::FIRST;
        for class in pack.core.rules.iter().flat_map(|rule| rule.check.classes()) {
            if next < Set::CAPACITY && !numbers.contains_key(class) {
                numbers.insert(*class, next);
                next += 1;
            }
        }
        Self { numbers }
    }

    /// The number of a class, if rules ask for it.
    pub fn number(&self, class: &str) -> Option<usize> {
        if class.starts_with('@') {
            return Some(Self::ROLE);
        }
        self.numbers.get(class).copied()
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
