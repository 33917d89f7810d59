//! Edits to a new text, and where the bytes of the old one stand in it.

use crate::finding::Edit;
use crate::source::Span;

/// The text after all edits, which are sorted and do not overlap.
pub fn splice<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> (String, Moves) {
    let mut new = String::with_capacity(text.len());
    let mut moves = Moves::default();
    let mut done = 0;
    for edit in edits {
        new.push_str(text.get(done..edit.span.start).unwrap_or_default());
        let start = new.len();
        new.push_str(&edit.text);
        moves.old.push(edit.span);
        moves.new.push(Span::new(start, new.len()));
        done = edit.span.end;
    }
    new.push_str(text.get(done..).unwrap_or_default());
    (new, moves)
}

/// The places of some edits, before and after.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    pub old: Vec<Span>,
    pub new: Vec<Span>,
}

/// True where one of these places lies in a span: some of its bytes, or a gap between them.
pub(crate) fn touches(places: &[Span], span: Span) -> bool {
    let first = places.partition_point(|place| place.end < span.start);
    let near = places[first..].iter();
    near.take_while(|place| place.start < span.end)
        .any(|place| {
            place.start.max(span.start) < place.end.min(span.end) || is_inside(*place, span)
        })
}

fn is_inside(gap: Span, span: Span) -> bool {
    gap.is_empty() && span.start < gap.start && gap.start < span.end
}

/// Edits in the order of the file; those that meet become one.
pub(super) fn merged(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.span);
    let mut merged: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match merged.last_mut() {
            Some(last) if last.span.end >= edit.span.start => {
                last.span.end = last.span.end.max(edit.span.end);
                last.text.push_str(&edit.text);
            }
            _ => merged.push(edit),
        }
    }
    merged
}
