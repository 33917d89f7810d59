//! Roles that a role says it works with, and that nobody describes.

use super::fault::{Fault, FaultKind};
use super::read::Names;
use super::{Charter, Role, keys};

/// References to roles that are neither canonical nor in these charters; other files of the run may still have them.
pub fn unknown_references(charters: &[Charter], names: &Names) -> Vec<Fault> {
    let roles = || charters.iter().flat_map(|charter| &charter.roles);
    let mut faults = Vec::new();
    for role in roles().filter(|role| !role.works_with.is_empty()) {
        let own: Vec<String> = roles().flat_map(Role::names).collect();
        for text in &role.works_with {
            let wanted = keys::fold(&text.value);
            let is_known = wanted.is_empty()
                || (names.role)(&text.value).is_some()
                || own.iter().any(|name| keys::fold(name) == wanted);
            if is_known {
                continue;
            }
            let known = own.iter().map(String::as_str);
            let known = known.chain(names.roles.iter().copied());
            faults.push(Fault {
                kind: FaultKind::UnknownRoleReference,
                span: text.used_at.unwrap_or(text.span),
                words: text.value.clone(),
                hint: keys::nearest_of(&text.value, known).map(str::to_owned),
                role: role
                    .canonical
                    .clone()
                    .or_else(|| Some(role.name.value.clone())),
            });
        }
    }
    faults
}
