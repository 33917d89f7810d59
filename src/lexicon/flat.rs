//! Tables as bytes: numbers of fixed width one behind the other, then all texts in one. Every run unpacks them before it
//! reads its first duty.

use super::source::ClassKind;
use super::{Link, Phrase, Reach, Sequence, Slot, Tables};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// What can be written to bytes and read from them.
trait Flat<'a>: Sized {
    fn put(&self, out: &mut Packed);
    fn take(from: &mut Rest<'a>) -> Option<Self>;
}

/// What was written.
#[derive(Default)]
struct Packed {
    numbers: Vec<u8>,
    texts: String,
}

/// What is still to be read. That all texts are UTF-8 is found out once.
struct Rest<'a> {
    numbers: &'a [u8],
    texts: &'a str,
}

impl Rest<'_> {
    fn number<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (own, rest) = self.numbers.split_first_chunk()?;
        self.numbers = rest;
        Some(*own)
    }
}

fn put_count(count: usize, out: &mut Packed) {
    u32::try_from(count).unwrap_or(u32::MAX).put(out);
}

impl Flat<'_> for u8 {
    fn put(&self, out: &mut Packed) {
        out.numbers.push(*self);
    }

    fn take(from: &mut Rest) -> Option<Self> {
        from.number().map(Self::from_le_bytes)
    }
}

impl Flat<'_> for u16 {
    fn put(&self, out: &mut Packed) {
        out.numbers.extend(self.to_le_bytes());
    }

    fn take(from: &mut Rest) -> Option<Self> {
        from.number().map(Self::from_le_bytes)
    }
}

impl Flat<'_> for u32 {
    fn put(&self, out: &mut Packed) {
        out.numbers.extend(self.to_le_bytes());
    }

    fn take(from: &mut Rest) -> Option<Self> {
        from.number().map(Self::from_le_bytes)
    }
}

impl<'a> Flat<'a> for &'a str {
    fn put(&self, out: &mut Packed) {
        put_count(self.len(), out);
        out.texts.push_str(self);
    }

    fn take(from: &mut Rest<'a>) -> Option<Self> {
        let length = u32::take(from)? as usize;
        let (own, rest) = from.texts.split_at_checked(length)?;
        from.texts = rest;
        Some(own)
    }
}

impl<'a, T: Flat<'a>> Flat<'a> for Vec<T> {
    fn put(&self, out: &mut Packed) {
        put_count(self.len(), out);
        for one in self {
            one.put(out);
        }
    }

    fn take(from: &mut Rest<'a>) -> Option<Self> {
        let count = u32::take(from)? as usize;
        // Nothing takes less than a byte: a count that lies asks for no more memory than there are bytes.
        let mut all = Self::with_capacity(count.min(from.numbers.len()));
        for _ in 0..count {
            all.push(T::take(from)?);
        }
        Some(all)
    }
}

impl<'a, A: Flat<'a>, B: Flat<'a>> Flat<'a> for (A, B) {
    fn put(&self, out: &mut Packed) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Rest<'a>) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<'a> Flat<'a> for [&'a str; 4] {
    fn put(&self, out: &mut Packed) {
        for one in self {
            one.put(out);
        }
    }

    fn take(from: &mut Rest<'a>) -> Option<Self> {
        Some([
            Flat::take(from)?,
            Flat::take(from)?,
            Flat::take(from)?,
            Flat::take(from)?,
        ])
    }
}

/// Writes the variants of an enum as their places in this list.
macro_rules! numbered {
    ($kind:ty: $($variant:ident),+) => {
        impl Flat<'_> for $kind {
            fn put(&self, out: &mut Packed) {
                let at = [$(Self::$variant),+].iter().position(|one| one == self);
                out.numbers.push(at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX));
            }

            fn take(from: &mut Rest) -> Option<Self> {
                [$(Self::$variant),+].get(usize::from(u8::take(from)?)).copied()
            }
        }
    };
}

numbered!(Link: Adjacent, Gap, Any);
numbered!(Reach: Object, Direct, Source);
numbered!(ClassKind: Action, Thing, Mark, Sign, Literal);

impl Flat<'_> for Sequence {
    fn put(&self, out: &mut Packed) {
        self.keys.put(out);
        self.links.put(out);
        self.class.put(out);
    }

    fn take(from: &mut Rest) -> Option<Self> {
        Some(Self {
            keys: Flat::take(from)?,
            links: Flat::take(from)?,
            class: Flat::take(from)?,
        })
    }
}

impl Flat<'_> for Slot {
    fn put(&self, out: &mut Packed) {
        self.classes.put(out);
        self.reach.put(out);
    }

    fn take(from: &mut Rest) -> Option<Self> {
        Some(Self {
            classes: Flat::take(from)?,
            reach: Flat::take(from)?,
        })
    }
}

impl Flat<'_> for Phrase {
    fn put(&self, out: &mut Packed) {
        self.activity.put(out);
        self.slots.put(out);
        self.without.put(out);
        self.weight.put(out);
    }

    fn take(from: &mut Rest) -> Option<Self> {
        Some(Self {
            activity: Flat::take(from)?,
            slots: Flat::take(from)?,
            without: Flat::take(from)?,
            weight: Flat::take(from)?,
        })
    }
}

impl<'a> Flat<'a> for Tables<'a> {
    fn put(&self, out: &mut Packed) {
        self.classes.put(out);
        self.kinds.put(out);
        self.keys.put(out);
        self.key_classes.put(out);
        self.forms.put(out);
        self.exact.put(out);
        self.sequences.put(out);
        self.phrases.put(out);
        self.anchors.put(out);
        self.verbs.put(out);
    }

    fn take(from: &mut Rest<'a>) -> Option<Self> {
        Some(Self {
            classes: Flat::take(from)?,
            kinds: Flat::take(from)?,
            keys: Flat::take(from)?,
            key_classes: Flat::take(from)?,
            forms: Flat::take(from)?,
            exact: Flat::take(from)?,
            sequences: Flat::take(from)?,
            phrases: Flat::take(from)?,
            anchors: Flat::take(from)?,
            verbs: Flat::take(from)?,
        })
    }
}

fn unpacked(bytes: &[u8]) -> Option<Tables<'_>> {
    let (count, rest) = bytes.split_first_chunk()?;
    let (numbers, texts) = rest.split_at_checked(u32::from_le_bytes(*count) as usize)?;
    let texts = std::str::from_utf8(texts).ok()?;
    let mut rest = Rest { numbers, texts };
    let tables = Tables::take(&mut rest)?;
    (rest.numbers.is_empty() && rest.texts.is_empty()).then_some(tables)
}

impl Serialize for Tables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut packed = Packed::default();
        self.put(&mut packed);
        let count = u32::try_from(packed.numbers.len()).unwrap_or(u32::MAX);
        let mut bytes = count.to_le_bytes().to_vec();
        bytes.extend(packed.numbers);
        bytes.extend(packed.texts.as_bytes());
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Tables<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;

        impl<'de> Visitor<'de> for Bytes {
            type Value = Tables<'de>;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("the bytes of tables")
            }

            fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
                let tables = unpacked(bytes);
                tables.ok_or_else(|| E::custom("these bytes are no tables"))
            }
        }

        deserializer.deserialize_bytes(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_the_same_behind_bytes() {
        let tables = Tables {
            classes: vec!["plan", "größe"],
            kinds: vec![ClassKind::Action, ClassKind::Literal],
            keys: vec!["a", ""],
            key_classes: vec![vec![0, 1], vec![]],
            forms: vec![("b", 70_000)],
            exact: vec![("c", vec![1])],
            sequences: vec![Sequence {
                keys: vec![0, 1],
                links: vec![Link::Any],
                class: 1,
            }],
            phrases: vec![Phrase {
                activity: 3,
                slots: vec![Slot {
                    classes: vec![0],
                    reach: Reach::Source,
                }],
                without: vec![1],
                weight: 14,
            }],
            anchors: vec![vec![0], vec![]],
            verbs: vec![["gehen", "geht", "ging", "gegangen"]],
        };
        let bytes = postcard::to_stdvec(&tables).unwrap();
        let read: Tables = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(read, tables);
        assert!(postcard::from_bytes::<Tables>(&bytes[..bytes.len() - 1]).is_err());
    }
}
