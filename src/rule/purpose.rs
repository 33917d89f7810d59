//! `purpose`: a role says why it exists, in a sentence that is more than its title.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::pack::{Pack, spellings};

/// A role's name with no more words than these behind it is a title, not a purpose.
const FEW_WORDS: usize = 6;
/// A sentence of so many things to do is a list of tasks.
const TASKS: usize = 3;

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
    let reading = role.purpose.as_ref();
    let says_nothing_else = reading.is_none_or(|reading| reading.claims.is_empty());
    let names_role = pack
        .role_at_start(&purpose.value)
        .is_some_and(|(_, more)| more <= FEW_WORDS && says_nothing_else);
    let lists_tasks = reading.is_some_and(|reading| reading.verb_groups >= TASKS);
    if repeats_name || names_role || lists_tasks || purpose.value.trim().is_empty() {
        return vec![Hit::at(Place::whole(purpose))];
    }
    Vec::new()
}
