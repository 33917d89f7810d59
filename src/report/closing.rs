//! What stands below the findings for people: which role to begin with.

use super::groups::{self, Group};
use super::{Report, harmless};
use std::io;
use unicode_width::UnicodeWidthStr;

/// Who wants more asks for `--statistics`.
const ROLES: usize = 5;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let groups = groups::groups(report);
    let roles: Vec<&Group> = groups.iter().filter(|group| group.role.is_some()).collect();
    if roles.len() < 2 {
        return Ok(());
    }
    let frame = report.frame;
    let rows: Vec<[String; 3]> = roles
        .iter()
        .take(ROLES)
        .map(|group| {
            let counts = group.counts;
            [
                harmless(group.role.unwrap_or_default()).into_owned(),
                frame.kinds(counts.errors, counts.warnings, counts.infos),
                harmless(group.path).into_owned(),
            ]
        })
        .collect();
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row[column].width());
        widths.max().unwrap_or_default()
    };
    let (names, kinds) = (width(0), width(1));
    let title = format!("{}{}", frame.worst_first(), frame.colon());
    writeln!(out, "{}", report.look.paint("1", title.trim_end()))?;
    for [name, kind, path] in &rows {
        let names = " ".repeat(names - name.width());
        let kinds = " ".repeat(kinds - kind.width());
        writeln!(out, "  {name}{names}  {kind}{kinds}  {path}")?;
    }
    if roles.len() > ROLES {
        writeln!(out, "  {}", frame.more_roles(roles.len() - ROLES))?;
    }
    writeln!(out)
}
