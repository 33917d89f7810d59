//! `check --watch`: once more whenever a file has changed.
//!
//! Files are asked for their time and length, by the walk that finds them: so what is ignored stays ignored, folders
//! on a network count as well, and nothing is needed that differs between systems. An interrupt (Ctrl-C) ends the
//! process as it ends any other.

use super::Status;
use super::check::judging;
use super::packs::kit;
use super::shared::{configs, language, request, tell};
use crate::cli::{Check, Common};
use crate::config::{Configs, NAMES};
use crate::error::Error;
use crate::report::Frame;
use crate::workspace::{self, Request};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Between two looks at the files; a change counts when it is over by the next look.
const PAUSE: Duration = Duration::from_millis(300);

pub(super) fn run(
    check: &Check,
    common: &Common,
    once: impl Fn(&Check, &Common) -> Result<Status, Error>,
) -> Result<Status, Error> {
    if check.input.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Error::WatchedStdin);
    }
    let frame = Frame {
        language: language(common)?,
    };
    let kit = kit(&check.input.paths, common)?;
    let request = Request {
        look_around: true,
        ..request(&check.input, &kit)
    };
    let stamps = || {
        let configs = configs(&check.input, Some(&judging(check)), common, kit.pack)?;
        stamps(&request, &configs)
    };
    loop {
        let seen = stamps()?;
        once(check, common)?;
        if !common.quiet {
            tell(&frame.watching(seen.len()));
        }
        let mut last = seen.clone();
        loop {
            std::thread::sleep(PAUSE);
            let now = stamps()?;
            if now != seen && now == last {
                break;
            }
            last = now;
        }
    }
}

type Stamp = (Option<SystemTime>, u64);

/// What changes with the files, and with the configurations that may count for them.
fn stamps(request: &Request, configs: &Configs) -> Result<BTreeMap<PathBuf, Stamp>, Error> {
    let files = workspace::files(request, configs)?.into_values();
    let files: BTreeSet<PathBuf> = files.collect();
    let absolute = files.iter().map(|path| configs.directory().join(path));
    let folders: BTreeSet<PathBuf> = absolute
        .flat_map(|path| path.ancestors().map(Path::to_owned).collect::<Vec<_>>())
        .collect();
    let named = folders
        .iter()
        .flat_map(|folder| NAMES.map(|name| folder.join(name)));
    let stamps = files.iter().cloned().chain(named).filter_map(|path| {
        let metadata = fs::metadata(&path).ok()?;
        Some((path, (metadata.modified().ok(), metadata.len())))
    });
    Ok(stamps.collect())
}
