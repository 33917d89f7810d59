//! Texts that live as long as the program, read back from bytes: codes, ids and the rules' own words. There are few of
//! them, so each is kept once and for ever.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;

/// A text that lives as long as the program. A name of its own, since serde would want to read a `&'static str` from
/// bytes that live as long.
pub type Lasting = &'static str;

/// The same text, for as long as the program lives.
pub fn lasting(text: &str) -> Lasting {
    thread_local! {
        static KNOWN: RefCell<HashSet<Lasting, foldhash::fast::FixedState>> =
            RefCell::new(HashSet::default());
    }
    KNOWN.with_borrow_mut(|known| {
        known.get(text).copied().unwrap_or_else(|| {
            let text: Lasting = Box::leak(text.into());
            known.insert(text);
            text
        })
    })
}

/// A text.
///
/// # Errors
/// Where there is none.
pub fn one<'de, D: Deserializer<'de>>(from: D) -> Result<Lasting, D::Error> {
    <&str>::deserialize(from).map(lasting)
}

/// A text, or none.
///
/// # Errors
/// Where there is something else.
pub fn perhaps<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Lasting>, D::Error> {
    Ok(<Option<&str>>::deserialize(from)?.map(lasting))
}

/// Texts.
///
/// # Errors
/// Where there is something else.
pub fn many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Lasting>, D::Error> {
    let texts = Vec::<&str>::deserialize(from)?;
    Ok(texts.into_iter().map(lasting).collect())
}

/// A text of the program's, or one with an author's words in it.
pub mod or_own {
    use super::{Cow, Deserialize, Deserializer, Serialize, Serializer, lasting};

    /// # Errors
    /// What the serializer cannot write.
    #[expect(clippy::ptr_arg, reason = "serde gives the field as it is")]
    pub fn serialize<S: Serializer>(text: &Cow<'static, str>, to: S) -> Result<S::Ok, S::Error> {
        (matches!(text, Cow::Borrowed(_)), text).serialize(to)
    }

    /// # Errors
    /// Where there is no text.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Cow<'static, str>, D::Error> {
        let (is_lasting, text) = <(bool, &str)>::deserialize(from)?;
        Ok(if is_lasting {
            Cow::Borrowed(lasting(text))
        } else {
            Cow::Owned(text.to_owned())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_once() {
        let one = lasting(&String::from("PO008"));
        assert_eq!(one, "PO008");
        assert!(std::ptr::eq(one, lasting(&String::from("PO008"))));
        assert_ne!(one, lasting("PO009"));
    }
}
