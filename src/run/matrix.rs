//! `matrix`: who does what, in letters.

use super::Status;
use super::files::{Reading, entries, redact, seen};
use super::packs::{kit, sound};
use super::shared::profile;
use super::shown::{format, write};
use crate::cli::{Common, Matrix};
use crate::error::Error;
use crate::table::{Files, matrix};

pub(super) fn run(args: &Matrix, common: &Common) -> Result<Status, Error> {
    format(&args.shown, common)?;
    let kit = sound(kit(&args.input.paths, common)?, common)?;
    let pack = kit.pack;
    let profile = profile(args.input.profile.as_deref(), pack)?;
    let paths = args.input.paths.clone();
    let reading = Reading::new(&args.input, paths, common, &kit)?;
    let seen = seen(reading.files(), pack);
    let entries = entries(&seen);
    if entries.is_empty() {
        return Ok(reading.status());
    }
    let mut table = matrix(&Files {
        entries,
        others: Vec::new(),
        by: args.by,
        profile: profile.as_deref(),
        language: reading.frame.language,
        pack,
    });
    redact(&mut table, &args.input, reading.files().iter());
    write(&table, &args.shown, common)?;
    Ok(reading.status())
}
