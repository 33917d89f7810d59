//! Tables that set roles side by side, as bytes: one file a format.

mod csv;
mod html;
mod json;
mod markdown;
mod narrow;
mod terminal;
mod text;
mod xlsx;

use super::Look;
use crate::table::Table;
use std::io;

/// The formats of `compare` and `matrix`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum TableAs {
    /// For the terminal
    #[value(alias = "human")]
    Table,
    #[value(alias = "md")]
    Markdown,
    /// For spreadsheets, UTF-8 with a byte order mark
    Csv,
    /// Stable JSON, version 1
    Json,
    /// A page in one file
    Html,
    /// A workbook, with `-o FILE` only
    Xlsx,
}

impl TableAs {
    /// The format that the ending of a file asks for.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "html" | "htm" => Some(Self::Html),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// Writes a table.
///
/// # Errors
/// Where it cannot be written.
pub fn write(
    table: &Table,
    format: TableAs,
    look: Look,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        TableAs::Table => terminal::write(table, look, out),
        TableAs::Markdown => markdown::write(table, out),
        TableAs::Csv => csv::write(table, out),
        TableAs::Json => json::write(table, out),
        TableAs::Html => html::write(table, out),
        TableAs::Xlsx => xlsx::write(table, out),
    }
}
