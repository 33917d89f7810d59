//! Roles that a role says it works with, and that nobody describes.

use super::fault::{Fault, FaultKind};
use super::read::Names;
use super::{Charter, Role, keys};
use crate::yaml::limits;
use std::collections::BTreeSet;

/// References to roles that are neither canonical nor in these charters; other files of the run may still have them.
pub fn unknown_references(charters: &[Charter], names: &Names) -> Vec<Fault> {
    let roles = || charters.iter().flat_map(|charter| &charter.roles);
    let mut faults = Vec::new();
    if roles().all(|role| role.works_with.is_empty()) {
        return faults;
    }
    let own: Vec<String> = roles().flat_map(Role::names).collect();
    let folded: BTreeSet<String> = own.iter().map(|name| keys::fold(name)).collect();
    for role in roles() {
        for text in &role.works_with {
            let wanted = keys::fold(&text.value);
            let is_known = wanted.is_empty()
                || (names.role)(&text.value).is_some()
                || folded.contains(&wanted);
            if is_known {
                continue;
            }
            let known = own.iter().map(String::as_str);
            let known = known.chain(names.roles.iter().copied());
            // To look for the nearest name takes as long as there are names.
            let is_hinted = faults.len() < limits::FAULTS;
            let hint = is_hinted.then(|| keys::nearest_of(&text.value, known));
            faults.push(Fault {
                kind: FaultKind::UnknownRoleReference,
                span: text.used_at.unwrap_or(text.span),
                words: text.value.clone(),
                hint: hint.flatten().map(str::to_owned),
                role: Some(role.id()),
            });
        }
    }
    faults
}
