//! `worth`: neither purpose nor duties say what value comes of the role.

use super::hit::{Hit, Place};
use super::purpose::says_nothing;
use super::seen::SeenRole;
use crate::model::Text;
use crate::pack::{Pack, Worth};
use crate::reading::{Mark, Reading};

pub(super) fn check<'f>(
    worth: &Worth<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Option<Hit<'f>> {
    let purpose = role.role.purpose.as_ref().zip(role.purpose.as_ref());
    if let Some((text, reading)) = purpose
        && !says_nothing(role, pack)
    {
        let output = reading.says(&worth.output)
            && !promises(worth, text, reading, role.role.scope.as_ref())
            && !role.aims_at(&worth.outright, pack);
        let silent = output && !role.holds(&worth.outright, pack);
        return silent.then(|| Hit {
            language: reading.language,
            ..Hit::at(Place::whole(text))
        });
    }
    let named = role.holds(&worth.any_of, pack) || role.aims_at(&worth.any_of, pack);
    if named || !role.can_be_judged(worth.duties, pack) {
        return None;
    }
    let place = purpose.map_or(&role.role.name, |(text, _)| text);
    Some(Hit::at(Place::whole(place)))
}

/// Whether a purpose says what comes of it for whom; the words of the scope's name say nothing of that: the depot app.
fn promises(
    worth: &Worth<&'static str>,
    purpose: &Text,
    reading: &Reading,
    scope: Option<&Text>,
) -> bool {
    let written = purpose.value.to_lowercase();
    let name = scope.map(|scope| scope.value.to_lowercase());
    // Places in lower case are those of the text where no letter changed its length.
    let name = name.filter(|name| !name.is_empty() && written.len() == purpose.value.len());
    let named = name.and_then(|name| {
        let start = written.find(&name)?;
        Some(start..start + name.len())
    });
    let is_named = |mark: &Mark| {
        let named = named.as_ref();
        named.is_some_and(|named| named.start <= mark.range.start && mark.range.end <= named.end)
    };
    let mut marks = reading.marks.iter();
    marks.any(|mark| worth.benefit.contains(&mark.class) && !is_named(mark))
}
