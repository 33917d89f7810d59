//! Which parts of a file changed: whole roles, as a duty that goes changes what is found on its role.

use crate::git::Lines;
use crate::model::{Duty, Loaded, Role};
use crate::source::Span;

/// The parts of a file that changed; `None` where all of it did. What stands before the first role belongs to
/// all roles.
pub(super) fn parts(file: &Loaded, lines: &Lines) -> Option<Vec<Span>> {
    let Lines::Some(lines) = lines else {
        return None;
    };
    let source = &file.source;
    let line_of = |at: usize| source.place(at).line;
    let roles = file.charters.iter().flat_map(|charter| &charter.roles);
    let mut firsts: Vec<usize> = roles.map(|role| line_of(start(role))).collect();
    firsts.sort_unstable();
    firsts.dedup();
    let is_changed = |from: usize, behind: usize| {
        lines
            .iter()
            .any(|lines| *lines.start() < behind && *lines.end() >= from)
    };
    let head = firsts.first().copied().unwrap_or(usize::MAX);
    if is_changed(1, head) {
        return None;
    }
    let behind = firsts.iter().skip(1).copied().chain([usize::MAX]);
    let roles = firsts.iter().copied().zip(behind);
    let changed = roles.filter(|&(from, behind)| is_changed(from, behind));
    let bytes = |(from, behind): (usize, usize)| {
        Span::new(source.line(from).start, source.line(behind).start)
    };
    Some([(1, head)].into_iter().chain(changed).map(bytes).collect())
}

/// Where the first text of a role stands.
fn start(role: &Role) -> usize {
    let duties = |duties: &[Duty]| duties.first().map(|duty| duty.text.span.start);
    let texts = [
        &role.title,
        &role.purpose,
        &role.scope,
        &role.team,
        &role.notes,
    ];
    let texts = texts.into_iter().flatten().map(|text| text.span.start);
    let holders = role.holders.iter().map(|holder| holder.name.span.start);
    let duties = [
        duties(&role.duties),
        duties(&role.excludes),
        duties(&role.authority),
    ];
    let others = texts.chain(holders).chain(duties.into_iter().flatten());
    others.fold(role.name.span.start, usize::min)
}
