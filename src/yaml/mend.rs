//! Changes to a broken text that let it be read to its end, and the way back to the file as it is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Bytes of the file, and what is read in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) with: String,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, with: impl Into<String>) -> Self {
        let with = with.into();
        Self { range, with }
    }
}

/// The edits of a file, by where they begin; none overlaps another.
#[derive(Default)]
pub(super) struct Mends {
    edits: BTreeMap<usize, Edit>,
}

impl Mends {
    pub(super) fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Adds an edit in place of those that it overlaps.
    pub(super) fn add(&mut self, edit: Edit) {
        let Range { start, end } = edit.range;
        let before = self.edits.range(..start).next_back();
        if let Some((&key, _)) = before.filter(|(_, known)| known.range.end > start) {
            self.edits.remove(&key);
        }
        while let Some((&key, _)) = self.edits.range(start..end.max(start)).next() {
            self.edits.remove(&key);
        }
        self.edits.insert(start, edit);
    }

    /// The text with all edits made.
    pub(super) fn apply<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut mended = String::with_capacity(text.len());
        let mut at = 0;
        for Edit { range, with } in self.edits.values() {
            mended.push_str(text.get(at..range.start).unwrap_or_default());
            mended.push_str(with);
            at = range.end;
        }
        mended.push_str(text.get(at..).unwrap_or_default());
        Cow::Owned(mended)
    }

    /// The ways back, in order.
    pub(super) fn ways_back(&self) -> Vec<WayBack> {
        let mut ways = Vec::with_capacity(self.edits.len());
        let mut mended = 0;
        let mut at = 0;
        for Edit { range, with } in self.edits.values() {
            mended += range.start - at;
            ways.push(WayBack {
                mended: mended..mended + with.len(),
                file: range.clone(),
            });
            mended += with.len();
            at = range.end;
        }
        ways
    }
}

/// A stretch of the mended text and the bytes of the file in its place.
pub(super) struct WayBack {
    mended: Range<usize>,
    file: Range<usize>,
}

/// The byte of the file that a byte of the mended text stands for.
pub(super) fn origin(ways: &[WayBack], byte: usize) -> usize {
    let before = ways.partition_point(|way| way.mended.start <= byte);
    let Some(way) = before.checked_sub(1).and_then(|at| ways.get(at)) else {
        return byte;
    };
    if byte < way.mended.end {
        return (way.file.start + byte - way.mended.start).min(way.file.end);
    }
    way.file.end + byte - way.mended.end
}

/// A plain text's value with the characters of the file, where single ones were replaced to read it.
pub(super) fn restored(raw: &str, value: &str) -> Option<String> {
    // In place of a control character stands a space.
    let solid = |character: &char| !character.is_ascii_whitespace() && !character.is_control();
    let mut written = raw.chars().filter(solid);
    let restored = value
        .chars()
        .map(|read| {
            if solid(&read) {
                written.next()
            } else {
                Some(read)
            }
        })
        .collect::<Option<String>>()?;
    written.next().is_none().then_some(restored)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaced_characters_come_back() {
        let back = |raw: &str, read: &str| restored(raw, read);
        assert_eq!(back("a: b", "ax b").as_deref(), Some("a: b"));
        assert_eq!(back("a\u{b}b: c", "a bx c").as_deref(), Some("a b: c"));
        assert_eq!(back("ab", "a"), None);
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let mut mends = Mends::default();
        mends.add(Edit::new(5..5, " "));
        mends.add(Edit::new(10..12, ""));
        mends.add(Edit::new(14..15, "x"));
        let text = "role:abc\n\n\t\tk:@d";
        let mended = mends.apply(text);
        assert_eq!(mended, "role: abc\n\nk:xd");
        let ways = mends.ways_back();
        let back = |words: &str| origin(&ways, mended.find(words).unwrap());
        assert_eq!(back("role"), 0);
        assert_eq!(back("abc"), 5);
        assert_eq!(back("k:"), 12);
        assert_eq!(back("xd"), 14);
        assert_eq!(back("d"), 15);
        assert_eq!(origin(&ways, mended.len()), text.len());
    }
}
