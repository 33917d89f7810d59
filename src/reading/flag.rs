//! Classes that steer the reading, as bits: what begins at a token is asked far more often than it is found.

use crate::lexicon::{ClassId, ClassKind, Tables};
use std::ops::{BitOr, BitOrAssign};

/// A set of classes: one bit for each class, or group of classes, that the reading asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flag(u64);

impl Flag {
    pub(super) const NONE: Self = Self(0);
    pub(super) const ACTION: Self = Self(1);
    pub(super) const THING: Self = Self(1 << 1);
    /// An action that is no noun where it stands.
    pub(super) const VERB: Self = Self(1 << 2);
    /// The first that is free for a class.
    const FIRST: Self = Self(1 << 3);

    /// Whether the two share a class.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Flag {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Flag {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The flags of each class of one language.
pub(super) struct Flags<'t> {
    tables: &'t Tables<'t>,
    /// The place of each class in `given`; few have one of their own, all others share the first.
    places: Vec<u8>,
    /// What was given to classes beside the flag of their kind.
    given: Vec<Flag>,
    next: Flag,
}

impl<'t> Flags<'t> {
    pub(super) fn new(tables: &'t Tables<'t>) -> Self {
        Self {
            places: vec![0; tables.classes.count()],
            given: vec![Flag::NONE],
            tables,
            next: Flag::FIRST,
        }
    }

    /// A flag of its own for a class; none where the language has no such class.
    pub(super) fn of(&mut self, name: &str) -> Flag {
        self.of_all(self.tables.class(name))
    }

    /// One flag for several classes.
    pub(super) fn of_all(&mut self, classes: impl IntoIterator<Item = ClassId>) -> Flag {
        let flag = self.next;
        let mut given = Flag::NONE;
        for class in classes {
            let place = &mut self.places[usize::from(class)];
            if *place == 0 {
                *place =
                    u8::try_from(self.given.len()).expect("internal: too many flagged classes");
                self.given.push(Flag::NONE);
            }
            self.given[usize::from(*place)] |= flag;
            given = flag;
        }
        if !given.is_none() {
            self.next = Flag(flag.0 << 1);
        }
        given
    }

    pub(super) fn of_class(&self, class: ClassId) -> Flag {
        let kind = match self.tables.kind(class) {
            ClassKind::Action => Flag::ACTION,
            ClassKind::Thing => Flag::THING,
            ClassKind::Mark | ClassKind::Sign | ClassKind::Literal => Flag::NONE,
        };
        kind | self.given[usize::from(self.places[usize::from(class)])]
    }
}
