//! A table where there is no room for columns: rows as headings, the roles one below the other.

use super::super::{Look, harmless};
use super::text::{self, Paths};
use crate::table::Table;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(super) fn drawn(table: &Table, look: Look) -> String {
    let paths = Paths::short(table);
    let mut lines: Vec<String> = Vec::new();
    let mut add = |indent: usize, style: &str, text: &str| {
        let indent = indent.min(look.width / 4);
        for line in wrap(&harmless(text), look.width - indent) {
            lines.push(format!(
                "{}{}",
                " ".repeat(indent),
                look.paint(style, &line)
            ));
        }
    };
    for group in &table.groups {
        if !group.title.is_empty() {
            add(0, "1;4", &format!("# {}", group.title));
        }
        for row in &group.rows {
            add(0, "1", &format!("## {}", row.title));
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                if cell.lines.is_empty() {
                    continue;
                }
                add(2, "4", &column.label());
                for line in text::lines(cell, &paths) {
                    add(4, "0", &line);
                }
            }
            let mark = text::mark(row);
            if !mark.is_empty() {
                add(2, "3", &mark);
            }
        }
    }
    for total in &table.totals {
        add(0, "1", &format!("## {}", total.title));
        for (column, count) in table.columns.iter().zip(&total.counts) {
            add(2, "0", &format!("{}: {count}", column.label()));
        }
    }
    lines.join("\n")
}

/// Lines of at most so many columns; words that are longer are broken.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').flat_map(|word| broken(word, width)) {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            Some(_) | None => lines.push(word),
        }
    }
    lines
}

fn broken(word: &str, width: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut used = 0;
    for letter in word.chars() {
        let own = letter.width().unwrap_or(0);
        if used + own > width && used > 0 {
            parts.push(String::new());
            used = 0;
        }
        used += own;
        parts
            .last_mut()
            .into_iter()
            .for_each(|part| part.push(letter));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "Verantwortungsbereichsabgrenzung im Überblick 日本語日本語";
        for width in 1..30 {
            let lines = wrap(text, width);
            assert!(
                lines.iter().all(|line| line.width() <= width.max(2)),
                "{lines:?}"
            );
            let words = |text: &str| text.replace(' ', "");
            assert_eq!(words(&lines.concat()), words(text));
        }
    }
}
