//! A table as a workbook: frozen head, filters, wrapped cells, ready to be printed on A4 landscape.

use super::text::{self, Paths};
use crate::table::{Column, Kind, MarkKind, Table};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::io;
use unicode_width::UnicodeWidthStr;

/// Widths of columns, in characters.
const GROUP: f64 = 18.0;
const LABEL: f64 = 26.0;
const ROLE: f64 = 48.0;
const LETTERS: f64 = 14.0;
const MARK: f64 = 26.0;
const NOTES: f64 = 120.0;
/// Points of a line and around it, and the most that a row may have.
const POINTS: f64 = 15.0;
const MARGIN: f64 = 3.0;
const HIGHEST: f64 = 409.0;
/// How much longer a text is for being wrapped at words.
const FULLNESS: f64 = 1.15;
/// Rows and columns that stay in sight.
const HEAD: u32 = 1;
const FROZEN: u16 = 2;
const A4: u8 = 9;

pub(super) fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    let bytes = workbook(table).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

/// A cell that is a line of a sheet.
struct Written {
    text: String,
    format: Format,
}

fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = rust_xlsxwriter::DocProperties::new().set_title(&table.title);
    // The same table is the same file, whenever it is written.
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&properties.set_creation_datetime(&day));
    let sheet = workbook.add_worksheet();
    fill(sheet, table)?;
    if !table.intro.is_empty() || !table.legend.is_empty() {
        notes(workbook.add_worksheet(), table)?;
    }
    workbook.save_to_buffer()
}

fn base() -> Format {
    Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x8A_94A0))
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(&table.head))?;
    let has_marks = text::has_marks(table);
    let bold = base().set_bold();
    let head = bold
        .clone()
        .set_background_color(Color::RGB(0x22_313F))
        .set_font_color(Color::White);
    let mut line = vec![String::new(), table.head.clone()];
    line.extend(table.columns.iter().map(Column::label));
    if has_marks {
        line.push(table.mark_head.clone());
    }
    let last = u16::try_from(line.len() - 1).unwrap_or(u16::MAX);
    let needed = line.iter().map(|text| height(text, role_width(table)));
    sheet.set_row_height(0, needed.fold(0.0, f64::max))?;
    let written = line.into_iter().map(|text| Written {
        text,
        format: head.clone(),
    });
    write_line(sheet, 0, written)?;
    let paths = Paths::whole();
    let mut at = HEAD;
    for group in &table.groups {
        for row in &group.rows {
            let cells = row.cells.iter();
            let cells: Vec<Vec<String>> = cells.map(|cell| text::lines(cell, &paths)).collect();
            for piece in text::pieces(&cells) {
                let mark = text::mark(row);
                let widths = [GROUP, LABEL, MARK]
                    .into_iter()
                    .chain(std::iter::repeat(role_width(table)));
                let texts = [&group.title, &row.title, &mark].into_iter().chain(&piece);
                let needed = texts.zip(widths).map(|(text, width)| height(text, width));
                sheet.set_row_height(at, needed.fold(0.0, f64::max))?;
                let titles = [group.title.clone(), row.title.clone()];
                let titles = titles.into_iter().map(|text| Written {
                    text,
                    format: bold.clone(),
                });
                let cells = piece.into_iter().map(|text| Written {
                    text,
                    format: base(),
                });
                let kind = row.mark.as_ref().map(|mark| mark.kind);
                let mark = has_marks.then(|| Written {
                    text: mark,
                    format: marked(kind),
                });
                write_line(sheet, at, titles.chain(cells).chain(mark))?;
                at += 1;
            }
        }
    }
    sheet.autofilter(0, 0, at.saturating_sub(1).max(HEAD), last)?;
    for total in &table.totals {
        sheet.write_string_with_format(at, 1, &total.title, &bold)?;
        for (column, count) in (FROZEN..).zip(&total.counts) {
            let count = f64::from(u32::try_from(*count).unwrap_or(u32::MAX));
            sheet.write_number_with_format(at, column, count, &bold)?;
        }
        at += 1;
    }
    set_up(sheet, table, has_marks, at, last)
}

fn set_up(
    sheet: &mut Worksheet,
    table: &Table,
    has_marks: bool,
    rows: u32,
    last: u16,
) -> Result<(), XlsxError> {
    let role = role_width(table);
    sheet.set_column_width(0, GROUP)?;
    sheet.set_column_width(1, LABEL)?;
    for column in FROZEN..=last {
        let is_mark = has_marks && column == last;
        sheet.set_column_width(column, if is_mark { MARK } else { role })?;
    }
    sheet.set_freeze_panes(HEAD, FROZEN)?;
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, HEAD - 1)?;
    sheet.set_print_area(0, 0, rows.saturating_sub(1), last)?;
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_header(format!("&L{}", table.title.replace('&', "&&")));
    sheet.set_footer("&R&P / &N");
    Ok(())
}

fn role_width(table: &Table) -> f64 {
    if table.kind == Kind::Matrix {
        LETTERS
    } else {
        ROLE
    }
}

/// What a wrapped text needs, in points; not all programs find that out by themselves.
fn height(text: &str, width: f64) -> f64 {
    let lines = text.split('\n').map(|line| {
        let letters = u32::try_from(line.width()).map_or(f64::MAX, f64::from);
        // Words are not cut, so that lines are not full.
        (letters * FULLNESS / width).ceil().max(1.0)
    });
    (lines.sum::<f64>() * POINTS + MARGIN).min(HIGHEST)
}

/// The sentences on top and the legend.
fn notes(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name("rolelint")?;
    sheet.set_column_width(0, NOTES)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let title = wrapped.clone().set_bold().set_font_size(14);
    write_text(sheet, 0, 0, &table.title, &title)?;
    for (at, text) in (1..).zip(table.intro.iter().chain(&table.legend)) {
        sheet.set_row_height(at, height(text, NOTES))?;
        write_text(sheet, at, 0, text, &wrapped)?;
    }
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    line: impl Iterator<Item = Written>,
) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(line) {
        write_text(sheet, row, column, &cell.text, &cell.format)?;
    }
    Ok(())
}

/// Always as text; what looks like a formula stays text when somebody edits it.
fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text: String = super::super::harmless_lines(text);
    if text::is_formula(&text) {
        sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

fn marked(kind: Option<MarkKind>) -> Format {
    let color = match kind {
        Some(MarkKind::Clash | MarkKind::Gap | MarkKind::Foreign | MarkKind::Lost) => 0xFD_E3E1,
        Some(MarkKind::Both | MarkKind::Canonical | MarkKind::Gained) => 0xE3_F3E6,
        Some(MarkKind::Schools | MarkKind::Headless | MarkKind::Missing | MarkKind::Changed) => {
            0xEF_E6FA
        }
        Some(MarkKind::Only | MarkKind::Extra) => 0xE4_EEFA,
        Some(MarkKind::Neither | MarkKind::Kept) | None => 0xFF_FFFF,
    };
    base().set_background_color(Color::RGB(color))
}

/// A name that a sheet may have.
fn sheet_name(text: &str) -> String {
    let letters = text.chars().filter(|letter| !"[]:*?/\\'".contains(*letter));
    letters.take(31).collect()
}
