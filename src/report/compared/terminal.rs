//! A table for the terminal: as wide as it is, cells wrapped; where it is too narrow, one role below the other.

use super::super::{Look, harmless, table as plain};
use super::narrow;
use super::text::{self, Paths};
use crate::table::{Column, Kind, MarkKind, Table};
use comfy_table::{Attribute, Cell, Color, ColumnConstraint, Row, Width, presets};
use std::io;
use std::ops::Range;

/// The fewest columns of the terminal that a column of the table reads well in.
const ROLE: usize = 18;
const LABEL: usize = 12;
const MARK: usize = 14;
/// The same for a column of letters.
const LETTERS: usize = 8;
/// What lines and margins take, for a column.
const BORDER: usize = 3;

pub(super) fn write(table: &Table, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let mut blocks = vec![look.paint("1", &wrapped(&table.title, look.width))];
    let intro = table.intro.iter();
    let intro: Vec<String> = intro.map(|one| wrapped(one, look.width)).collect();
    if !intro.is_empty() {
        blocks.push(intro.join("\n"));
    }
    let columns = table.columns.len();
    let width = if is_matrix(table) { LETTERS } else { ROLE };
    let beside = LABEL + MARK + BORDER * 2 + 1;
    let fitting = look.width.saturating_sub(beside) / (width + BORDER);
    if fitting >= columns {
        blocks.push(drawn(table, 0..columns, look));
    } else if is_matrix(table) && fitting > 0 {
        let parts = (0..columns).step_by(fitting);
        blocks.extend(parts.map(|from| drawn(table, from..columns.min(from + fitting), look)));
    } else {
        blocks.push(narrow::drawn(table, look));
    }
    let legend = table.legend.iter();
    let legend: Vec<String> = legend.map(|one| wrapped(one, look.width)).collect();
    if !legend.is_empty() {
        blocks.push(look.paint("2", &legend.join("\n")));
    }
    writeln!(out, "{}", blocks.join("\n\n"))
}

fn wrapped(text: &str, width: usize) -> String {
    narrow::wrap(&harmless(text), width).join("\n")
}

fn is_matrix(table: &Table) -> bool {
    table.kind == Kind::Matrix
}

/// Some columns of a table.
fn drawn(table: &Table, part: Range<usize>, look: Look) -> String {
    let paths = Paths::short(table);
    let has_marks = text::has_marks(table);
    let mut head = vec![table.head.clone()];
    head.extend(table.columns[part.clone()].iter().map(Column::label));
    if has_marks {
        head.push(table.mark_head.clone());
    }
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let mut shown = plain::new(look, &head);
    if !is_matrix(table) {
        shown.load_style(if look.unicode {
            presets::UTF8_FULL
        } else {
            presets::ASCII_FULL
        });
    }
    if look.color {
        shown.enforce_styling();
    } else {
        shown.force_no_tty();
    }
    for group in &table.groups {
        if !group.title.is_empty() {
            let sign = if look.unicode { "» " } else { ">> " };
            let title = format!("{sign}{}", harmless(&group.title));
            let title = Cell::new(title).add_attribute(Attribute::Bold);
            let blank = (1..head.len()).map(|_| Cell::new(""));
            shown.add_row(Row::from(
                std::iter::once(title).chain(blank).collect::<Vec<_>>(),
            ));
        }
        for row in &group.rows {
            let mut cells = vec![Cell::new(harmless(&row.title))];
            for cell in &row.cells[part.clone()] {
                let lines = text::lines(cell, &paths);
                let lines: Vec<_> = lines.iter().map(|line| harmless(line)).collect();
                cells.push(Cell::new(lines.join("\n")));
            }
            if has_marks {
                let mark = Cell::new(harmless(&text::mark(row)));
                let kind = row.mark.as_ref().map(|mark| mark.kind);
                cells.push(match kind.and_then(color) {
                    Some(color) => mark.fg(color),
                    None => mark,
                });
            }
            shown.add_row(cells);
        }
    }
    for total in &table.totals {
        let counts = total.counts[part.clone()].iter().map(usize::to_string);
        let mut cells = vec![total.title.clone()];
        cells.extend(counts);
        cells.resize(head.len(), String::new());
        shown.add_row(cells);
    }
    set_widths(&mut shown, part.len(), has_marks, look.width);
    plain::drawn(&shown)
}

/// Titles and marks get what they need within limits, the roles share the rest alike.
fn set_widths(shown: &mut comfy_table::Table, roles: usize, has_marks: bool, width: usize) {
    let natural = shown.column_max_content_widths();
    let natural = |at: usize| usize::from(natural.get(at).copied().unwrap_or(0));
    let label = natural(0).clamp(1, LABEL.max(width / 5));
    let mark = if has_marks {
        natural(roles + 1).clamp(1, MARK.max(width / 5))
    } else {
        0
    };
    let borders = BORDER * (roles + 1 + usize::from(has_marks)) + 1;
    let left = width.saturating_sub(label + mark + borders);
    let widest = (1..=roles).map(natural).max().unwrap_or(1);
    let role = (left / roles.max(1)).min(widest).max(1);
    let padded = |content: usize| {
        let width = u16::try_from(content + 2).unwrap_or(u16::MAX);
        ColumnConstraint::Absolute(Width::Fixed(width))
    };
    let mut constraints = vec![padded(label)];
    constraints.extend(std::iter::repeat_n(padded(role), roles));
    if has_marks {
        constraints.push(padded(mark));
    }
    shown.set_constraints(constraints);
}

/// The color of a mark; its words and its sign say the same.
pub(super) fn color(kind: MarkKind) -> Option<Color> {
    match kind {
        MarkKind::Clash | MarkKind::Foreign | MarkKind::Lost => Some(Color::Red),
        MarkKind::Gap | MarkKind::Headless | MarkKind::Missing => Some(Color::Yellow),
        MarkKind::Both | MarkKind::Canonical | MarkKind::Gained => Some(Color::Green),
        MarkKind::Schools | MarkKind::Changed => Some(Color::Magenta),
        MarkKind::Only | MarkKind::Extra => Some(Color::Cyan),
        MarkKind::Neither | MarkKind::Kept => None,
    }
}
