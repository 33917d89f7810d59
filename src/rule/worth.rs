//! `worth`: neither purpose nor duties say what value comes of the role.

use super::hit::{Hit, Place};
use super::purpose::says_nothing;
use super::seen::SeenRole;
use crate::pack::{Pack, Worth};

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
            && !reading.says(&worth.benefit)
            && !role.aims_at(&worth.any_of, pack);
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
