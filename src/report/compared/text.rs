//! What several formats write alike: lines of cells, marks, and where words stand.

use crate::table::{Cell, Line, Mark, Row, Site, Table};
use std::collections::{BTreeMap, BTreeSet};

/// How files are called: by as much of their paths' ends as tells them apart, or by the whole.
pub(super) struct Paths(BTreeMap<String, String>);

impl Paths {
    pub(super) fn whole() -> Self {
        Self(BTreeMap::new())
    }

    pub(super) fn short(table: &Table) -> Self {
        let lines = table.rows().flat_map(|row| &row.cells);
        let sites = lines
            .flat_map(|cell| &cell.lines)
            .filter_map(|line| line.site.as_ref())
            .chain(
                table
                    .columns
                    .iter()
                    .filter_map(|column| column.site.as_ref()),
            );
        let paths: BTreeSet<&str> = sites.map(|site| site.path.as_str()).collect();
        let short = paths.iter().map(|path| {
            let ends = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
            let ends: Vec<&str> = ends.collect();
            let alone = ends.into_iter().rev().find(|end| {
                let alike = paths.iter().filter(|other| is_end(other, end));
                alike.count() == 1
            });
            ((*path).to_owned(), alone.unwrap_or(path).to_owned())
        });
        Self(short.collect())
    }

    /// `charter.yaml:41`.
    pub(super) fn place(&self, site: &Site) -> String {
        let path = self.0.get(&site.path).unwrap_or(&site.path);
        format!("{path}:{}", site.start.line)
    }
}

fn is_end(path: &str, end: &str) -> bool {
    path == end
        || path
            .strip_suffix(end)
            .is_some_and(|head| head.ends_with('/'))
}

/// `A Owns the backlog. (charter.yaml:41)`
pub(super) fn line(line: &Line, paths: &Paths) -> String {
    let mut text = String::new();
    if let Some(letter) = line.letter {
        text.extend([letter.name(), " "]);
    }
    text.push_str(&one_line(&line.text));
    if let Some(site) = &line.site {
        text.extend([" (", &paths.place(site), ")"]);
    }
    text
}

/// The text without line ends.
pub(super) fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

pub(super) fn lines(cell: &Cell, paths: &Paths) -> Vec<String> {
    match &cell.short {
        Some(short) => vec![short.clone()],
        None => cell.lines.iter().map(|one| line(one, paths)).collect(),
    }
}

/// The mark in words, with its sign and what else is to be said.
pub(super) fn mark(row: &Row) -> String {
    let mark = row.mark.as_ref().map(signed);
    let parts = mark.into_iter().chain(row.note.clone());
    parts.collect::<Vec<_>>().join(" · ")
}

/// The mark and what else is to be said, without the sign, which a spreadsheet could take for a formula.
pub(super) fn words(row: &Row) -> String {
    let mark = row.mark.as_ref().map(|mark| mark.text.clone());
    let parts = mark.into_iter().chain(row.note.clone());
    parts.collect::<Vec<_>>().join(" · ")
}

fn signed(mark: &Mark) -> String {
    format!("{} {}", mark.kind.sign(), mark.text)
}

/// Whether any row has something in the last column.
pub(super) fn has_marks(table: &Table) -> bool {
    table
        .rows()
        .any(|row| row.mark.is_some() || row.note.is_some())
}

/// A text that a spreadsheet will not take for a formula.
pub(super) fn inert(text: &str) -> String {
    if is_formula(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Whether a spreadsheet would take the text for a formula.
pub(super) fn is_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// More than this many characters do not fit into the cell of a spreadsheet.
const CELL: usize = 30_000;
/// More than this many lines of this many characters are not shown by a spreadsheet.
const LINES: usize = 24;
const LINE: usize = 48;

/// A row's cells in pieces that a spreadsheet can hold and show: mostly one.
pub(super) fn pieces(cells: &[Vec<String>]) -> Vec<Vec<String>> {
    let split: Vec<Vec<String>> = cells.iter().map(|lines| piece(lines)).collect();
    let count = split.iter().map(Vec::len).max().unwrap_or(0).max(1);
    (0..count)
        .map(|at| {
            let parts = split.iter();
            parts
                .map(|pieces| pieces.get(at).cloned().unwrap_or_default())
                .collect()
        })
        .collect()
}

fn piece(lines: &[String]) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut height = 0;
    for line in lines.iter().flat_map(|line| fitting(line)) {
        let own = line.chars().count() / LINE + 1;
        match pieces.last_mut() {
            Some(last) if height + own <= LINES => {
                last.push('\n');
                last.push_str(&line);
                height += own;
            }
            Some(_) | None => {
                pieces.push(line);
                height = own;
            }
        }
    }
    pieces
}

/// A line, in parts where it is longer than a cell.
fn fitting(line: &str) -> Vec<String> {
    let letters: Vec<char> = line.chars().collect();
    letters
        .chunks(CELL)
        .map(|part| part.iter().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_inert() {
        for text in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1",
        ] {
            assert_eq!(inert(text), format!("'{text}"));
        }
        assert_eq!(inert("Orders = sorts"), "Orders = sorts");
    }

    #[test]
    fn long_cells_are_cut_into_pieces_and_nothing_is_lost() {
        let long: Vec<String> = (0..400).map(|at| format!("duty {at}")).collect();
        let cells = [
            long.clone(),
            vec!["short".to_owned()],
            vec!["x".repeat(70_000)],
        ];
        let pieces = pieces(&cells);
        assert!(pieces.len() > 10);
        let first: Vec<&str> = pieces.iter().flat_map(|row| row[0].lines()).collect();
        assert_eq!(first, long);
        let letters: usize = pieces.iter().map(|row| row[2].len()).sum();
        assert_eq!(letters, 70_000);
        assert!(pieces.iter().flatten().all(|cell| cell.len() < 32_767));
    }
}
