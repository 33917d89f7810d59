//! Parts of a pack that most runs never look at: they stay packed until they are asked for.

use serde::de::Visitor;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

/// Something that is unpacked when it is first looked at. In YAML it is written as itself.
#[derive(Clone, Debug)]
pub struct Later<T> {
    packed: &'static [u8],
    open: OnceLock<T>,
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self {
            packed: &[],
            open: OnceLock::from(value),
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
            .get_or_init(|| postcard::from_bytes(self.packed).unwrap_or_default())
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

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return T::deserialize(deserializer).map(Self::from);
        }
        deserializer.deserialize_bytes(Packed(PhantomData))
    }
}

struct Packed<T>(PhantomData<T>);

impl<T> Visitor<'_> for Packed<T> {
    type Value = Later<T>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a packed part of a pack")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Later {
            // A pack lives as long as the program.
            packed: Box::leak(bytes.into()),
            open: OnceLock::new(),
        })
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
