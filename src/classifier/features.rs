//! What the classifier looks at: stems, pieces of words, word classes and their pairs.

use super::super::lexicon::{ClassKind, Meaning, Tables};
use std::ops::Range;

/// One thing that is so of a text, and the tokens that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    pub hash: u32,
    pub tokens: Range<usize>,
}

/// The features of a run of tokens: for each its folded stem (empty for marks) and its meaning.
pub fn features(stems: &[String], meanings: &[&Meaning], tables: &Tables) -> Vec<Feature> {
    let mut found = Vec::new();
    let mut classes: Vec<(&str, usize, ClassKind)> = Vec::new();
    for (at, stem) in stems.iter().enumerate() {
        if stem.is_empty() {
            continue;
        }
        add(&mut found, "w", stem, "", at..at + 1);
        if stem.chars().count() >= 4 {
            let bordered: Vec<char> = std::iter::once('<')
                .chain(stem.chars())
                .chain(std::iter::once('>'))
                .collect();
            for piece in bordered.windows(4) {
                let piece: String = piece.iter().collect();
                add(&mut found, "g", &piece, "", at..at + 1);
            }
        }
        for &class in &meanings[at].classes {
            let kind = tables.kind(class);
            if !matches!(kind, ClassKind::Literal | ClassKind::Sign) {
                let name = tables.classes[usize::from(class)];
                add(&mut found, "c", name, "", at..at + 1);
                if kind != ClassKind::Mark {
                    classes.push((name, at, kind));
                }
            }
        }
    }
    for (at, &(action, first, kind)) in classes.iter().enumerate() {
        for &(other, second, other_kind) in &classes[at + 1..] {
            if second - first > 10 || (kind == ClassKind::Action && other_kind == ClassKind::Action)
            {
                continue;
            }
            let (one, two) = if action < other {
                (action, other)
            } else {
                (other, action)
            };
            add(&mut found, "p", one, two, first..second + 1);
        }
    }
    found.sort_by_key(|feature| feature.hash);
    found.dedup_by_key(|feature| feature.hash);
    found
}

fn add(found: &mut Vec<Feature>, kind: &str, one: &str, two: &str, tokens: Range<usize>) {
    let mut hash = 0x811c_9dc5_u32;
    for byte in kind
        .bytes()
        .chain([0])
        .chain(one.bytes())
        .chain([0])
        .chain(two.bytes())
    {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    found.push(Feature { hash, tokens });
}
