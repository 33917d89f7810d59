//! What is wrong with the world: flags, paths, permissions. What an author wrote is never an error but a finding.

use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why a run cannot do all that was asked of it.
#[derive(Debug, Error)]
pub enum Error {
    #[error("{}: no such file or folder", path.display())]
    Missing { path: PathBuf },
    #[error("{}: neither a file nor a folder", path.display())]
    Special { path: PathBuf },
    #[error("{}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{}: {source}", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
    #[error("standard input: {source}")]
    Stdin { source: io::Error },
    #[error("the working directory: {source}")]
    WorkingDirectory { source: io::Error },
    #[error("`{glob}` is not a pattern for --exclude: {reason}")]
    BadGlob { glob: String, reason: String },
    #[error("{option}: unknown {kind} `{name}`{}", suggestion(hint.as_deref()))]
    Unknown {
        option: &'static str,
        kind: &'static str,
        name: String,
        hint: Option<String>,
    },
    #[error("--statistics is for people: it cannot be written as JSON")]
    StatisticsAsJson,
    #[error("no file holds a role (--error-on-no-files)")]
    NoFiles,
    #[error("internal: {reason}")]
    Internal { reason: String },
}

fn suggestion(hint: Option<&str>) -> String {
    hint.map_or_else(String::new, |hint| format!(", did you mean `{hint}`?"))
}
