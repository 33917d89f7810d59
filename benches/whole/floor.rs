//! What nothing that reads the same files can be faster than: walk, read, the parser's events.

use clap::Parser;
use granit_parser::Options;
use ignore::WalkBuilder;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// # Errors
/// Where a file cannot be read.
pub(crate) fn events(folder: &Path) -> io::Result<usize> {
    let mut events = 0;
    for entry in WalkBuilder::new(folder).build() {
        let entry = entry.map_err(io::Error::other)?;
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let text = fs::read_to_string(entry.path())?;
        let parser = granit_parser::Parser::new_from_str_with_options(&text, Options::default());
        events += parser.flatten().count();
    }
    Ok(events)
}

/// A program that does nothing but read its command line.
#[derive(Debug, Parser)]
struct Hello {
    paths: Vec<PathBuf>,
    #[arg(long)]
    threads: Option<usize>,
}

pub(crate) fn hello(arguments: Vec<String>) -> io::Result<()> {
    let hello = Hello::parse_from(arguments);
    let words = format!("{} {}\n", hello.paths.len(), hello.threads.unwrap_or(1));
    io::stdout().write_all(words.as_bytes())
}
