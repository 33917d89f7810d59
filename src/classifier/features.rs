//! What the classifier looks at: stems, pieces of words, word classes and their pairs, each as a hash.

use super::super::lexicon::{ClassId, ClassKind, Meaning, Tables};
use super::super::packed::hash_of;

/// The pair of two classes counts where they stand no more than this many tokens apart.
const REACH: usize = 10;

/// A word may be told together with as many words behind it.
pub(super) const NEIGHBOURS: usize = 3;

/// The features of one word: its folded stem, which comes first, and the pieces of it.
pub(super) fn of_stem(stem: &str) -> Vec<u32> {
    let mut found = vec![hash("w", stem.as_bytes(), b"")];
    if stem.chars().count() >= 4 {
        let bordered = format!("<{stem}>");
        let starts = || bordered.char_indices().map(|(at, _)| at);
        let ends = starts().skip(4).chain([bordered.len()]);
        let pieces = starts().zip(ends).map(|(start, end)| &bordered[start..end]);
        found.extend(pieces.map(|piece| hash("g", piece.as_bytes(), b"")));
    }
    found
}

/// The feature of two words in this order, the second so many words behind the first; by the features of their stems.
pub(super) fn of_neighbours(first: u32, second: u32, distance: usize) -> u32 {
    let kind = if distance == 1 {
        0x9e37_79b1
    } else {
        0x85eb_ca6b
    };
    (first.rotate_left(13) ^ second)
        .wrapping_mul(kind)
        .rotate_left(15)
        .wrapping_mul(0xc2b2_ae35)
}

/// The feature of a class.
pub(super) fn of_class(name: &str) -> u32 {
    hash("c", name.as_bytes(), b"")
}

/// The feature of two classes, in any order.
pub(super) fn of_pair(one: &str, other: &str) -> u32 {
    let (first, second) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    hash("p", first.as_bytes(), second.as_bytes())
}

/// The classes of a word that the classifier sees.
pub(super) fn classes<'m>(
    meaning: &'m Meaning,
    tables: &'m Tables,
) -> impl Iterator<Item = (ClassId, ClassKind)> + 'm {
    let known = meaning
        .classes
        .iter()
        .map(|&class| (class, tables.kind(class)));
    known.filter(|(_, kind)| !matches!(kind, ClassKind::Literal | ClassKind::Sign))
}

/// Collects the classes that stand near each other, with their tokens.
pub(super) fn pairs(
    classes: &[(ClassId, ClassKind, usize)],
    mut found: impl FnMut(ClassId, ClassId, usize, usize),
) {
    for (at, &(one, kind, first)) in classes.iter().enumerate() {
        for &(other, other_kind, second) in &classes[at + 1..] {
            if second - first > REACH {
                break;
            }
            if kind != ClassKind::Action || other_kind != ClassKind::Action {
                found(one, other, first, second);
            }
        }
    }
}

fn hash(kind: &str, one: &[u8], two: &[u8]) -> u32 {
    let parts = [kind.as_bytes(), &[0], one, &[0], two];
    hash_of(parts.into_iter().flatten().copied())
}
