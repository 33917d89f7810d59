//! A table in Markdown, a heading for each group.

use super::super::harmless;
use super::text::{self, Paths};
use crate::table::{Group, Table};
use std::io;

pub(super) fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    let paths = Paths::short(table);
    writeln!(out, "# {}", leading(&table.title))?;
    if !table.intro.is_empty() {
        writeln!(out)?;
    }
    for sentence in &table.intro {
        writeln!(out, "- {}", leading(sentence))?;
    }
    for group in &table.groups {
        writeln!(out)?;
        if !group.title.is_empty() {
            writeln!(out, "## {}\n", leading(&group.title))?;
        }
        write_group(table, group, &paths, out)?;
    }
    if !table.totals.is_empty() {
        writeln!(out)?;
        row(out, &head(table, false))?;
        row(out, &vec!["---".to_owned(); table.columns.len() + 1])?;
        for total in &table.totals {
            let counts = total.counts.iter().map(usize::to_string);
            row(
                out,
                &std::iter::once(escaped(&total.title))
                    .chain(counts)
                    .collect::<Vec<_>>(),
            )?;
        }
    }
    for line in &table.legend {
        writeln!(out, "\n{}", leading(line))?;
    }
    Ok(())
}

fn head(table: &Table, has_marks: bool) -> Vec<String> {
    let mut head = vec![escaped(&table.head)];
    head.extend(table.columns.iter().map(|column| escaped(&column.label())));
    if has_marks {
        head.push(escaped(&table.mark_head));
    }
    head
}

fn write_group(
    table: &Table,
    group: &Group,
    paths: &Paths,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let has_marks = text::has_marks(table);
    let head = head(table, has_marks);
    row(out, &head)?;
    row(out, &vec!["---".to_owned(); head.len()])?;
    for one in &group.rows {
        let mut cells = vec![escaped(&one.title)];
        for cell in &one.cells {
            let lines = text::lines(cell, paths);
            let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
            cells.push(lines.join("<br>"));
        }
        if has_marks {
            cells.push(escaped(&text::mark(one)));
        }
        row(out, &cells)?;
    }
    Ok(())
}

fn row(out: &mut dyn io::Write, cells: &[String]) -> io::Result<()> {
    writeln!(out, "| {} |", cells.join(" | "))
}

/// A text at the beginning of a line.
fn leading(text: &str) -> String {
    let escaped = escaped(text);
    if escaped.starts_with(['-', '+', '#', '=', '>']) {
        format!("\\{escaped}")
    } else {
        escaped
    }
}

/// The text so that Markdown takes none of it for its own, within a line.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in harmless(&text::one_line(text)).chars() {
        if matches!(letter, '\\' | '|' | '*' | '_' | '`' | '<' | '[' | ']') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_are_escaped() {
        assert_eq!(escaped("a|b *c* <d> [e]\nf"), r"a\|b \*c\* \<d> \[e\] f");
        assert_eq!(leading("- x"), r"\- x");
        assert_eq!(escaped("- x"), "- x");
    }
}
