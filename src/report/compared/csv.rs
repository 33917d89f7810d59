//! A table for spreadsheets, with a byte order mark so that they read it as UTF-8.

use super::text::{self, Paths};
use crate::table::{Column, Table};
use std::io;

pub(super) fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    let paths = Paths::whole();
    let has_marks = text::has_marks(table);
    out.write_all("\u{feff}".as_bytes())?;
    let mut rows = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    let mut write = |cells: Vec<String>| -> io::Result<()> {
        let inert = cells.iter().map(|cell| text::inert(cell));
        rows.write_record(inert).map_err(io::Error::other)
    };
    let mut head = vec![String::new(), table.head.clone()];
    head.extend(table.columns.iter().map(Column::label));
    if has_marks {
        head.push(table.mark_head.clone());
    }
    write(head)?;
    for group in &table.groups {
        for row in &group.rows {
            let cells = row.cells.iter();
            let cells: Vec<Vec<String>> = cells.map(|cell| text::lines(cell, &paths)).collect();
            for piece in text::pieces(&cells) {
                let mut record = vec![group.title.clone(), row.title.clone()];
                record.extend(piece);
                if has_marks {
                    record.push(text::words(row));
                }
                write(record)?;
            }
        }
    }
    for total in &table.totals {
        let mut record = vec![String::new(), total.title.clone()];
        record.extend(total.counts.iter().map(usize::to_string));
        if has_marks {
            record.push(String::new());
        }
        write(record)?;
    }
    rows.flush()
}
