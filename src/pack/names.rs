//! The names of roles, found where they stand in the pack: a run looks up a handful of a thousand.

use super::super::packed::{Numbers, Reader, Texts, Writer};
use super::later::{Written, packed};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// Levelled names, each with the index of its role; names that must not resolve lead nowhere.
#[derive(Clone, Copy, Debug)]
pub struct Names<S> {
    packed: &'static [u8],
    texts: Texts<'static>,
    roles: Numbers<'static, 2>,
    text: PhantomData<S>,
}

/// In place of the index of a role.
const NOWHERE: u16 = u16::MAX;

impl<S> Names<S> {
    fn open(packed: &'static [u8]) -> Option<Self> {
        let mut from = Reader { rest: packed };
        Some(Self {
            texts: from.texts()?,
            roles: from.numbers()?,
            packed,
            text: PhantomData,
        })
    }

    /// All names, sorted, each with its role.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Option<u16>)> {
        let roles = self.roles.iter().map(role);
        self.texts.iter().zip(roles)
    }

    /// The index of the role that a levelled name leads to.
    pub fn role(&self, levelled: &str) -> Option<u16> {
        let at = self.texts.place_of(levelled)?;
        role(self.roles.at(at))
    }
}

fn role(number: u16) -> Option<u16> {
    (number != NOWHERE).then_some(number)
}

impl<S> Default for Names<S> {
    fn default() -> Self {
        Self {
            packed: &[],
            texts: Texts::default(),
            roles: Numbers::default(),
            text: PhantomData,
        }
    }
}

impl<S, T: AsRef<str> + Ord> From<BTreeMap<T, Option<u16>>> for Names<S> {
    fn from(names: BTreeMap<T, Option<u16>>) -> Self {
        let mut out = Writer::default();
        out.texts(names.keys());
        let roles = names.values().map(|role| role.unwrap_or(NOWHERE));
        out.numbers(roles.map(u16::to_le_bytes));
        // A pack lives as long as the program.
        Self::open(out.bytes.leak()).unwrap_or_default()
    }
}

impl<S> Serialize for Names<S> {
    fn serialize<R: Serializer>(&self, serializer: R) -> Result<R::Ok, R::Error> {
        serializer.serialize_bytes(self.packed)
    }
}

impl<'de, S: Written<'de>> Deserialize<'de> for Names<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let packed = packed::<S, D>(deserializer)?;
        Self::open(packed).ok_or_else(|| D::Error::custom("these are no names of roles"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_their_roles_or_nowhere() {
        let names = BTreeMap::from([("po", Some(3)), ("proxy", None)]);
        let names: Names<String> = names.into();
        let bytes = postcard::to_stdvec(&names).unwrap();
        let names: Names<String> = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(names.role("po"), Some(3));
        assert_eq!((names.role("proxy"), names.role("sm")), (None, None));
        assert!(names.iter().eq([("po", Some(3)), ("proxy", None)]));
    }
}
