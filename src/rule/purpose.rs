//! `purpose`: a role says why it exists, in a sentence that is more than its title.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::pack::{Pack, SHORTENED, level, spellings};
use crate::reading::Claim;

/// A role's name with no more words than these behind it is a title, not a purpose.
const FEW_WORDS: usize = 6;
/// A sentence of so many things to do is a list of tasks.
const TASKS: usize = 3;

pub(super) fn check<'f>(role: &SeenRole<'f>, pack: &Pack) -> Option<Hit<'f>> {
    let Some(purpose) = &role.role.purpose else {
        return Some(Hit::at(Place::whole(&role.role.name)));
    };
    says_nothing(role, pack).then(|| Hit::at(Place::whole(purpose)))
}

/// Whether the purpose is missing, empty, the title once more, or a list of tasks.
pub(super) fn says_nothing(role: &SeenRole, pack: &Pack) -> bool {
    *role.is_aimless.get_or_init(|| is_aimless(role, pack))
}

fn is_aimless(role: &SeenRole, pack: &Pack) -> bool {
    let Some(purpose) = &role.role.purpose else {
        return true;
    };
    let words = level(&purpose.value);
    let names = [Some(&role.role.name), role.role.title.as_ref()];
    let repeats_name = names.into_iter().flatten().any(|name| {
        // A text that is much longer than the name is none of its spellings.
        if words.len() > name.value.len() + SHORTENED {
            return false;
        }
        let own = spellings(&name.value);
        let words = spellings(&purpose.value);
        words.iter().any(|spelling| own.contains(spelling))
    });
    let reading = role.purpose.as_ref();
    let says_nothing_else =
        reading.is_none_or(|reading| !reading.claims.iter().any(Claim::is_sure));
    let names_role = pack
        .levelled_role_at_start(&words)
        .is_some_and(|(named, more)| {
            Some(named) == role.id && more <= FEW_WORDS && says_nothing_else
        });
    let lists_tasks = reading.is_some_and(|reading| {
        let told = reading
            .claims
            .iter()
            .filter(|claim| claim.is_sure())
            .count();
        reading.verb_groups >= TASKS && told >= 2
    });
    repeats_name || names_role || lists_tasks || purpose.value.trim().is_empty()
}
