//! `purpose`: a role says why it exists, in a sentence that is more than its title.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::pack::{Pack, spellings};

pub(super) fn check<'f>(role: &SeenRole<'f>, pack: &Pack) -> Vec<Hit<'f>> {
    let Some(purpose) = &role.role.purpose else {
        return vec![Hit::at(Place::whole(&role.role.name))];
    };
    let words = spellings(&purpose.value);
    let names = [Some(&role.role.name), role.role.title.as_ref()];
    let repeats_name = names.into_iter().flatten().any(|name| {
        let own = spellings(&name.value);
        words.iter().any(|spelling| own.contains(spelling))
    });
    let names_role = pack.resolve_role(&purpose.value).is_some();
    if repeats_name || names_role || purpose.value.trim().is_empty() {
        return vec![Hit::at(Place::whole(purpose))];
    }
    Vec::new()
}
