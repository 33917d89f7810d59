//! The canonical roles, in a table and in full.

use super::Page;
use crate::pack::{Pack, RoleSpec};
use crate::report::{Frame, Look, table};
use std::io;

/// All canonical roles.
pub fn roles(pack: &Pack, frame: Frame, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = table::new(look, &[frame.role(), frame.title(), frame.purpose()]);
    let known = pack.core.roles.iter().filter(|role| !role.auxiliary);
    for role in known {
        let purpose = role.purpose.as_ref();
        let purpose = purpose.map_or("", |purpose| purpose.of(frame.language).trim());
        table.add_row([role.id, role.title.of(frame.language), purpose]);
    }
    writeln!(out, "{}", table::drawn(&table))
}

/// One canonical role in full.
pub fn role(role: &RoleSpec<&str>, pack: &Pack, frame: Frame, look: Look) -> String {
    let language = frame.language;
    let mut page = Page::new(look);
    page.title(&format!("{} ({})", role.title.of(language), role.id));
    for (title, text) in [
        (None, &role.purpose),
        (Some(frame.decides()), &role.decides),
        (Some(frame.must_not()), &role.must_not),
    ] {
        match (title, text) {
            (Some(title), Some(text)) => page.section(title, text.of(language)),
            (None, Some(text)) => page.paragraph(0, text.of(language)),
            (_, None) => {}
        }
    }
    let held = |stance: char| -> Vec<&str> {
        let activities = pack.core.activities.iter();
        let held = activities.filter(|activity| {
            let mut owners = activity.owners.iter();
            owners.any(|owner| owner.role == role.id && owner.stance == stance)
        });
        held.map(|activity| activity.id).collect()
    };
    let judged = pack.core.rules.iter();
    let judged = judged.filter(|rule| rule.roles.contains(&role.id));
    for (title, list) in [
        (frame.answers_for(), held('A')),
        (frame.does(), held('R')),
        (frame.leaves_to_others(), held('X')),
        (
            frame.also_called(),
            [role.short.as_slice(), role.aliases.of(language)].concat(),
        ),
        (frame.not_to_be_confused(), role.never.clone()),
        (frame.rules(), judged.map(|rule| rule.code).collect()),
        (frame.sources(), role.sources.to_vec()),
    ] {
        page.section(title, &list.join(", "));
    }
    page.finish()
}
