//! Tables for people.

use super::{Look, harmless};
use comfy_table::{ContentArrangement, Table, presets};

/// Columns where no terminal says how many there are.
const WIDTH: usize = 100;
/// More are hard to read.
const WIDEST: usize = 140;
/// Below that, words are cut into letters.
const NARROWEST: usize = 12;
/// Tables with much text in their cells use more.
const WIDEST_TABLE: usize = 200;

/// The columns of the terminal, or as many as read well.
pub fn terminal_width(is_terminal: bool) -> usize {
    let columns = if is_terminal {
        Table::new().width()
    } else {
        None
    };
    columns.map_or(WIDTH, |columns| usize::from(columns).clamp(40, WIDEST))
}

/// The columns of the terminal, however few; for what reads well in all of them.
pub fn narrowest_terminal_width(is_terminal: bool) -> usize {
    let columns = if is_terminal {
        Table::new().width()
    } else {
        None
    };
    columns.map_or(WIDTH, |columns| {
        usize::from(columns).clamp(NARROWEST, WIDEST_TABLE)
    })
}

/// A table with its head.
pub(super) fn new(look: Look, head: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(if look.unicode {
            presets::UTF8_FULL_CONDENSED
        } else {
            presets::ASCII_FULL_CONDENSED
        })
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(look.width).unwrap_or(u16::MAX))
        .set_header(head.iter().map(|cell| harmless(cell)));
    table
}

/// The table as text, without blanks at the ends of lines.
pub(super) fn drawn(table: &Table) -> String {
    let text = table.to_string();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}
