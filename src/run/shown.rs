//! From a table of roles to where it was asked for.

use super::shared::look;
use crate::cli::{Common, Shown};
use crate::error::Error;
use crate::output::Output;
use crate::report::compared::{self, TableAs};
use crate::report::{Look, narrowest_terminal_width};
use crate::table::Table;
use std::io::IsTerminal;
use std::path::Path;

/// The format that was asked for, and whether it may be written there.
pub(super) fn format(shown: &Shown, common: &Common) -> Result<TableAs, Error> {
    let file = common.output_file.as_deref();
    let ending = file
        .and_then(Path::extension)
        .and_then(|ending| ending.to_str());
    let format = shown
        .output_format
        .or_else(|| ending.and_then(TableAs::of_ending))
        .unwrap_or(TableAs::Table);
    match file {
        None if format == TableAs::Xlsx => Err(Error::NeedsFile),
        Some(path) if path.is_file() && !shown.force => Err(Error::Exists {
            path: path.to_owned(),
        }),
        Some(_) | None => Ok(format),
    }
}

pub(super) fn write(table: &Table, shown: &Shown, common: &Common) -> Result<(), Error> {
    let format = format(shown, common)?;
    let is_terminal = common.output_file.is_none() && std::io::stdout().is_terminal();
    let look = Look {
        width: narrowest_terminal_width(is_terminal),
        ..look(common)
    };
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| compared::write(table, format, look, out));
    output.finish()
}
