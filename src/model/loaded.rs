//! One file of a run, as it was read.

use super::suppress::{self, Ignore};
use super::{Charter, Fault, Names, Synonym, read};
use crate::finding::Location;
use crate::source::Source;
use crate::yaml;

/// A file with all that is known of it.
#[derive(Debug)]
pub struct Loaded {
    pub source: Source,
    /// One a document.
    pub charters: Vec<Charter>,
    pub faults: Vec<Fault>,
    pub ignores: Vec<Ignore>,
    pub synonyms: Vec<Synonym>,
}

impl Loaded {
    pub fn new(source: Source, names: &Names) -> Self {
        let tree = yaml::read(&source);
        let reading = read(&source, &tree, names);
        Self {
            ignores: suppress::read(&source, &tree),
            charters: reading.charters,
            faults: reading.faults,
            synonyms: reading.synonyms,
            source,
        }
    }

    /// Everybody who holds a role, and where that is written.
    pub fn holders(&self) -> Vec<Location> {
        let roles = self.charters.iter().flat_map(|charter| &charter.roles);
        let holders = roles.flat_map(|role| &role.holders);
        holders
            .map(|holder| Location {
                path: self.source.shared_path(),
                spans: vec![holder.name.span],
                text: holder.name.value.clone(),
            })
            .collect()
    }

    /// True where the file could not be read to its end.
    pub fn is_broken(&self) -> bool {
        self.faults.iter().any(|fault| fault.kind.is_fatal())
    }
}
