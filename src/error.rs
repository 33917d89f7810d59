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
    #[error("{}: has changed meanwhile and is left as it is; run rolelint again", path.display())]
    ChangedMeanwhile { path: PathBuf },
    #[error("--watch waits for files to change, and standard input does not")]
    WatchedStdin,
    #[error("--unsafe-fixes says how far --fix or --diff goes: give one of them, too")]
    UnsafeAlone,
    #[error("--add-ignore needs a reason in one line")]
    NoReason,
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
    #[error("{}: already exists; --force overwrites it", path.display())]
    Exists { path: PathBuf },
    #[error("a workbook is written to a file: add -o FILE")]
    NeedsFile,
    #[error("compare takes two roles or more, or one with --canonical or --against")]
    TooFewRoles,
    #[error("only one role to compare: {role}; --canonical sets it beside the canonical one")]
    OneRole { role: String },
    #[error("no role `{role}` in these files; there are: {}", found.join(", "))]
    NotInFiles { role: String, found: Vec<String> },
    #[error("git cannot be run: {source}")]
    NoGit { source: io::Error },
    #[error("{option}: {}: {reason}", path.display())]
    Git {
        option: &'static str,
        path: PathBuf,
        reason: String,
    },
    #[error("{option}: no revision `{revision}` in the repository of {}", path.display())]
    NoRevision {
        option: &'static str,
        revision: String,
        path: PathBuf,
    },
    #[error(
        "--statistics: `{format}` has no place for counts; human, concise, json, json-lines and markdown have"
    )]
    NoStatistics { format: String },
    #[error("{}:{line}:{column}: not a baseline: {reason}", path.display())]
    BrokenBaseline {
        path: PathBuf,
        line: usize,
        column: usize,
        reason: String,
    },
    #[error("{}: there is no baseline; `rolelint baseline create` makes one", path.display())]
    NoBaseline { path: PathBuf },
    #[error("{}: there is a baseline already; `rolelint baseline update` renews it and keeps its reasons", path.display())]
    BaselineExists { path: PathBuf },
    #[error("no file holds a role (--error-on-no-files)")]
    NoFiles,
    #[error("a pack cannot be used")]
    BadPack,
    #[error("{}: there already; init overwrites nothing", path.display())]
    Taken { path: PathBuf },
    #[error("internal: {reason}")]
    Internal { reason: String },
}

fn suggestion(hint: Option<&str>) -> String {
    hint.map_or_else(String::new, |hint| format!(", did you mean `{hint}`?"))
}

impl Error {
    /// The path of what could not be read, or another name for it.
    pub fn place(&self) -> String {
        if let Self::Missing { path } | Self::Special { path } | Self::Unreadable { path, .. } =
            self
        {
            return path.display().to_string();
        }
        "-".to_owned()
    }
}
