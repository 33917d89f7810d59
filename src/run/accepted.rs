//! The baseline of a run.

use super::shared::tell;
use crate::baseline::{Baseline, FILE, Scope, Standing};
use crate::cli::Common;
use crate::error::Error;
use crate::lint::{Linted, ReadFile};
use crate::pack::Pack;
use crate::path::shown;
use crate::report::{Frame, harmless};
use crate::workspace::Request;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Accepted findings, and the file that they were read from.
pub(super) struct Accepted {
    pub(super) path: PathBuf,
    pub(super) baseline: Baseline,
}

impl Accepted {
    /// The file that is named, else that of the working directory, if it is there.
    pub(super) fn find(named: Option<&Path>, common: &Common) -> Result<Option<Self>, Error> {
        let path = named.unwrap_or(Path::new(FILE)).to_owned();
        if named.is_none() && common.isolated {
            return Ok(None);
        }
        match Baseline::read(&path)? {
            Some(baseline) => Ok(Some(Self { path, baseline })),
            None if named.is_some() => Err(Error::NoBaseline { path }),
            None => Ok(None),
        }
    }

    /// Marks the findings that are accepted, and tells how each entry stands.
    pub(super) fn apply(
        &self,
        linted: &mut Linted,
        request: &Request,
        pack: &Pack,
    ) -> Vec<Standing> {
        let files: BTreeMap<&str, &ReadFile> = linted
            .read
            .iter()
            .map(|file| (file.path.as_str(), file))
            .collect();
        let read = linted.read.iter().filter_map(|file| {
            let roles = file.roles.as_ref()?.iter().map(String::as_str);
            Some((file.path.as_str(), roles.collect()))
        });
        let rules = &pack.core.rules;
        let scope = Scope {
            read: read.collect(),
            asks_for: &|path| asks_for(request, path),
            exists: &|path| Path::new(path).exists(),
            ran: &|code, path| {
                let at = rules.iter().position(|rule| rule.code == code);
                let runs = |file: &ReadFile| {
                    at.is_some_and(|at| file.settings.enabled.get(at) == Some(&true))
                };
                // Of a file that is gone nobody knows any more which rules ran on it.
                match files.get(path) {
                    Some(file) => runs(file),
                    None => linted.read.iter().all(runs),
                }
            },
        };
        self.baseline.apply(&mut linted.findings, &scope)
    }

    /// Says that entries accept nothing any more, and which with `--verbose`.
    pub(super) fn tell_stale(&self, standings: &[Standing], frame: Frame, common: &Common) {
        let entries = self.baseline.findings.iter().zip(standings);
        let stale: Vec<_> = entries
            .filter(|(_, standing)| **standing == Standing::Stale)
            .map(|(entry, _)| entry)
            .collect();
        if stale.is_empty() || common.quiet {
            return;
        }
        tell(&frame.stale_entries(stale.len(), &harmless(&self.path.to_string_lossy())));
        for entry in stale.iter().filter(|_| common.verbose) {
            let line = format!(
                "{}: {} {} {}",
                entry.path, entry.rule, entry.name, entry.text
            );
            tell(&format!("  {}", harmless(line.trim_end())));
        }
    }
}

/// Whether a file with this path, as it is shown, is one of those that the run is for.
fn asks_for(request: &Request, path: &str) -> bool {
    let Ok(directory) = std::env::current_dir() else {
        return false;
    };
    let is_below = !path.starts_with("../") && !path.starts_with('/');
    let covers = |asked: &PathBuf| match shown(asked, &directory).as_str() {
        "." => is_below,
        asked => Path::new(path).starts_with(asked),
    };
    (request.paths.is_empty() && is_below) || request.paths.iter().any(covers)
}
