//! From the spanned tree of a pack's file to the types of a pack, with the place of what does not fit.

use crate::source::Span;
use crate::yaml::{Entry, Kind, Tree};
use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, Visitor};
use std::fmt;

/// What does not fit, and where.
#[derive(Clone, Debug)]
pub(super) struct Misfit {
    pub(super) kind: MisfitKind,
    pub(super) span: Option<Span>,
}

#[derive(Clone, Debug)]
pub(super) enum MisfitKind {
    UnknownKey {
        key: String,
        known: &'static [&'static str],
    },
    MissingKey(&'static str),
    /// Another word than those that are allowed.
    UnknownWord {
        known: &'static [&'static str],
    },
    /// Another kind of value: what is wanted.
    WrongValue(String),
}

/// Reads a node as a part of a pack; its texts live as long as the program.
pub(super) fn read<T: Deserialize<'static>>(tree: &Tree, entry: Entry) -> Result<T, Misfit> {
    T::deserialize(Shape { tree, entry })
}

#[derive(Clone, Copy)]
struct Shape<'t> {
    tree: &'t Tree,
    entry: Entry,
}

impl<'t> Shape<'t> {
    fn kind(self) -> &'t Kind {
        &self.tree.node(self.entry.node).kind
    }

    fn span(self) -> Span {
        let own = self.tree.node(self.entry.node).span;
        self.entry.alias.unwrap_or(own)
    }

    fn text(self) -> Option<&'t str> {
        match self.kind() {
            Kind::Scalar(scalar) => Some(&scalar.value),
            Kind::Null | Kind::Sequence(_) | Kind::Mapping(_) => None,
        }
    }

    /// What a visitor makes of it, with the place where that fails.
    fn placed<V>(self, outcome: Result<V, Misfit>) -> Result<V, Misfit> {
        outcome.map_err(|misfit| Misfit {
            span: misfit.span.or(Some(self.span())),
            ..misfit
        })
    }

    fn parsed<T: std::str::FromStr>(self, wanted: &str) -> Result<T, Misfit> {
        let parsed = self.text().and_then(|text| text.parse().ok());
        let misfit = || <Misfit as de::Error>::custom(wanted);
        self.placed(parsed.ok_or_else(misfit))
    }
}

impl Deserializer<'static> for Shape<'_> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let shapes = |entries: &[Entry]| -> Vec<Self> {
            let shapes = entries.iter().map(|&entry| Self { entry, ..self });
            shapes.collect()
        };
        self.placed(match self.kind() {
            Kind::Null => visitor.visit_unit(),
            Kind::Scalar(scalar) => visitor.visit_borrowed_str(kept(&scalar.value)),
            Kind::Sequence(entries) => {
                let entries = shapes(entries).into_iter();
                visitor.visit_seq(de::value::SeqDeserializer::new(entries))
            }
            Kind::Mapping(pairs) => {
                let pairs = pairs.iter();
                let pairs = pairs.map(|&(key, entry)| {
                    let key = Self { entry: key, ..self };
                    (key, Self { entry, ..self })
                });
                visitor.visit_map(de::value::MapDeserializer::new(pairs))
            }
        })
    }

    fn deserialize_option<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.kind() {
            Kind::Null => visitor.visit_none(),
            Kind::Scalar(_) | Kind::Sequence(_) | Kind::Mapping(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_bool<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_bool(self.parsed("true, false")?)
    }

    fn deserialize_u64<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_u64(self.parsed("1")?)
    }

    fn deserialize_f32<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_f32(self.parsed("1")?)
    }

    fn deserialize_enum<V: Visitor<'static>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let visited = match self.text() {
            Some(word) => visitor.visit_enum(Word(word)),
            None => Err(<Misfit as de::Error>::custom("")),
        };
        self.placed(visited)
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'static>>
        i8 i16 i32 i64 i128 u8 u16 u32 u128 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl IntoDeserializer<'static, Misfit> for Shape<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A word that is one of a closed set.
struct Word<'w>(&'w str);

impl<'w> EnumAccess<'static> for Word<'w> {
    type Error = Misfit;
    type Variant = Nothing;

    fn variant_seed<V: DeserializeSeed<'static>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Nothing), Misfit> {
        let word: de::value::StrDeserializer<'w, Misfit> = self.0.into_deserializer();
        Ok((seed.deserialize(word)?, Nothing))
    }
}

/// The words of a pack hold nothing more.
struct Nothing;

impl de::VariantAccess<'static> for Nothing {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'static>>(self, _: T) -> Result<T::Value, Misfit> {
        Err(de::Error::custom(""))
    }

    fn tuple_variant<V: Visitor<'static>>(self, _: usize, _: V) -> Result<V::Value, Misfit> {
        Err(de::Error::custom(""))
    }

    fn struct_variant<V: Visitor<'static>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Misfit> {
        Err(de::Error::custom(""))
    }
}

/// The texts of a pack live as long as the program, which loads it once.
fn kept(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(wanted: T) -> Self {
        let kind = MisfitKind::WrongValue(wanted.to_string());
        Self { kind, span: None }
    }

    fn invalid_type(_: de::Unexpected, wanted: &dyn de::Expected) -> Self {
        let wanted = wanted.to_string();
        Self::custom(if wanted.contains("string") || wanted.contains("char") {
            "“…”"
        } else if wanted.contains("sequence") || wanted.contains("array") {
            "[…]"
        } else {
            "{…}"
        })
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        let key = key.to_owned();
        let kind = MisfitKind::UnknownKey { key, known };
        Self { kind, span: None }
    }

    fn unknown_variant(_: &str, known: &'static [&'static str]) -> Self {
        let kind = MisfitKind::UnknownWord { known };
        Self { kind, span: None }
    }

    fn missing_field(key: &'static str) -> Self {
        let kind = MisfitKind::MissingKey(key);
        Self { kind, span: None }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{:?}", self.kind)
    }
}

impl std::error::Error for Misfit {}
