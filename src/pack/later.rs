//! Parts of a pack that most runs never look at: they stay packed until they are asked for.

use super::super::language::Language;
use super::texts::{Examples, Lists, Offer, Owner, Texts};
use serde::de::Visitor;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

/// Something that is unpacked when it is first looked at. In YAML it is written as itself.
#[derive(Clone, Debug)]
pub struct Later<T> {
    packed: &'static [u8],
    /// In a box, since most stay empty.
    open: OnceLock<Box<T>>,
}

/// How the texts of a pack are written: owned where they are read from YAML, part of the pack where it is compiled.
pub trait Written<'de>: Deserialize<'de> {
    /// Bytes of the pack, for as long as the program runs.
    fn keep(packed: &'de [u8]) -> &'static [u8];
}

impl Written<'static> for &'static str {
    fn keep(packed: &'static [u8]) -> &'static [u8] {
        packed
    }
}

impl<'de> Written<'de> for String {
    fn keep(packed: &'de [u8]) -> &'static [u8] {
        Box::leak(packed.into())
    }
}

/// What can be unpacked later: it holds texts of one kind.
pub trait Part<'de>: Deserialize<'de> {
    type Text: Written<'de>;
}

impl<'de, S: Written<'de>> Part<'de> for Texts<S> {
    type Text = S;
}

impl<'de, S: Written<'de>> Part<'de> for Lists<S> {
    type Text = S;
}

impl<'de, S: Written<'de>> Part<'de> for Offer<S> {
    type Text = S;
}

impl<'de, S: Written<'de>> Part<'de> for Vec<Owner<S>> {
    type Text = S;
}

impl<'de, S: Written<'de>> Part<'de> for Vec<S> {
    type Text = S;
}

impl<'de, S: Written<'de>> Part<'de> for BTreeMap<Language, Examples<S>> {
    type Text = S;
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self {
            packed: &[],
            open: OnceLock::from(Box::new(value)),
        }
    }
}

impl<T: Default> Default for Later<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: Deserialize<'static> + Default> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // What was packed at build time is whole; anything else says nothing.
        self.open
            .get_or_init(|| Box::new(postcard::from_bytes(self.packed).unwrap_or_default()))
    }
}

impl<T: Deserialize<'static> + Default> DerefMut for Later<T> {
    fn deref_mut(&mut self) -> &mut T {
        let _ = Deref::deref(self);
        self.packed = &[];
        self.open.get_mut().expect("internal: it was just unpacked")
    }
}

/// Clones of one are the same; what was unpacked is not compared with what is packed.
impl<T: PartialEq> PartialEq for Later<T> {
    fn eq(&self, other: &Self) -> bool {
        if self.packed.is_empty() && other.packed.is_empty() {
            return self.open.get() == other.open.get();
        }
        self.packed == other.packed
    }
}

impl<T: Eq> Eq for Later<T> {}

impl<T: Serialize> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.open.get() {
            Some(value) if serializer.is_human_readable() => value.serialize(serializer),
            Some(value) => {
                let bytes = postcard::to_stdvec(value).map_err(S::Error::custom)?;
                serializer.serialize_bytes(&bytes)
            }
            None => serializer.serialize_bytes(self.packed),
        }
    }
}

impl<'de, T: Part<'de>> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return T::deserialize(deserializer).map(Self::from);
        }
        Ok(Self {
            packed: packed::<T::Text, D>(deserializer)?,
            open: OnceLock::new(),
        })
    }
}

/// Bytes of a compiled pack, for as long as the program runs.
pub(super) fn packed<'de, S: Written<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<&'static [u8], D::Error> {
    deserializer.deserialize_bytes(Packed(PhantomData::<S>))
}

struct Packed<S>(PhantomData<S>);

impl<'de, S: Written<'de>> Visitor<'de> for Packed<S> {
    type Value = &'static [u8];

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a packed part of a pack")
    }

    fn visit_borrowed_bytes<E: serde::de::Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        Ok(S::keep(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_unpacked_when_it_is_looked_at() {
        let whole: Later<Vec<String>> = vec!["ä".to_owned()].into();
        let bytes = postcard::to_stdvec(&whole).unwrap();
        let mut later: Later<Vec<String>> = postcard::from_bytes(&bytes).unwrap();
        assert!(later.open.get().is_none());
        assert_eq!(*later, *whole);
        later.push("b".to_owned());
        assert_eq!(*later, ["ä", "b"]);
        let written: Later<Vec<String>> = serde_json::from_str(r#"["ä"]"#).unwrap();
        assert_eq!(*written, *whole);
    }
}
