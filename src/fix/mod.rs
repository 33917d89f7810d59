//! Changes to people's files: made in memory, looked at again, and written only where nothing else has changed.

mod diff;
mod ignore;
mod mend;
mod migrate;
mod verify;
mod write;

pub use diff::unified;
pub use ignore::ignore;
pub use mend::mend;
pub use migrate::{Migration, migrate};
pub use write::write;

use crate::error::Error;
use crate::lint::Linted;
use crate::model::Names;
use crate::pack::Pack;
use crate::rule::Settings;
use crate::source::Source;
use crate::workspace::{Known, Request};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A file with its new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The path as shown.
    pub shown: String,
    /// Where it is; none for standard input.
    pub path: Option<PathBuf>,
    pub before: String,
    pub after: String,
    /// How many things were done in it.
    pub count: usize,
}

/// All that a run does, from a request to its findings.
pub type Lint<'l> = dyn FnMut(&Request) -> Result<Linted, Error> + 'l;

/// The new texts of a run, by the path that they are shown with.
type Texts = BTreeMap<String, (String, String, usize)>;

/// The files whose text is another now, each with the place where it is.
fn changed(texts: Texts, mut places: BTreeMap<String, PathBuf>) -> Vec<Changed> {
    let texts = texts.into_iter();
    let texts = texts.filter(|(_, (before, after, _))| before != after);
    let changed = texts.map(|(shown, (before, after, count))| Changed {
        path: places.remove(&shown),
        shown,
        before,
        after,
        count,
    });
    changed.collect()
}

/// Calls a function with the names of the pack: what an edit changes is the same whatever a configuration adds.
fn with_names<T>(pack: &Pack, call: impl FnOnce(&Names) -> T) -> T {
    Known::new(pack).with_names(&Settings::all(pack), call)
}

/// The text of a file as it was read.
fn text_of<'l>(linted: &'l Linted, path: &str) -> Option<&'l Source> {
    linted.sources.iter().find(|source| source.path() == path)
}
