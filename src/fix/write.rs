//! New texts to where their files are.

use super::Changed;
use crate::error::Error;
use crate::replace::replace;
use std::fs;

/// Writes a file, whole or not at all, if it is still what was read. Standard input is nobody's file.
///
/// # Errors
/// A file that has changed, that is gone or that must not be written.
pub fn write(changed: &Changed) -> Result<(), Error> {
    let Some(path) = &changed.path else {
        return Ok(());
    };
    let now = fs::read(path).map_err(|source| Error::Unreadable {
        path: path.clone(),
        source,
    })?;
    if now == changed.after.as_bytes() {
        // Another name of a file that is done already.
        return Ok(());
    }
    if now != changed.before.as_bytes() {
        return Err(Error::ChangedMeanwhile { path: path.clone() });
    }
    replace(path, changed.after.as_bytes()).map_err(|source| Error::Unwritable {
        path: path.clone(),
        source,
    })
}
