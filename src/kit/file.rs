//! The files of a pack, and places in them.

use crate::error::Error;
use crate::model::Fault;
use crate::path;
use crate::source::{Source, Span};
use crate::workspace;
use crate::yaml::{self, Entry, Kind, Tree};
use std::fs;
use std::path::{Path, PathBuf};

/// A file of a pack as it was read.
#[derive(Debug)]
pub(super) struct PackFile {
    /// Within the pack, with `/`.
    pub(super) path: String,
    pub(super) source: Source,
    pub(super) tree: Tree,
    /// What is wrong with its bytes or its YAML.
    pub(super) faults: Vec<Fault>,
}

/// A step from a node to one within it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'s> {
    Key(&'s str),
    Index(usize),
}

impl PackFile {
    fn read(file: &Path, within: String, directory: &Path) -> Result<Self, Error> {
        let shown = path::shown(file, directory);
        let (source, fault) = workspace::read_text(file, &shown)?;
        let tree = match fault {
            Some(_) => Tree::default(),
            None => yaml::read(&source),
        };
        let problems = tree.problems.iter();
        let problems = problems.map(|problem| Fault::of_yaml(problem, &source));
        Ok(Self {
            faults: fault.into_iter().chain(problems).collect(),
            path: within,
            source,
            tree,
        })
    }

    /// The node that steps lead to.
    pub(super) fn at(&self, from: Entry, steps: &[Step]) -> Option<Entry> {
        let Some((step, rest)) = steps.split_first() else {
            return Some(from);
        };
        let next = match (step, &self.tree.node(from.node).kind) {
            (Step::Key(key), Kind::Mapping(pairs)) => {
                let mut pairs = pairs.iter();
                pairs.find(|(own, _)| self.text(*own) == Some(*key))?.1
            }
            (Step::Index(at), Kind::Sequence(entries)) => *entries.get(*at)?,
            (_, Kind::Null | Kind::Scalar(_) | Kind::Sequence(_) | Kind::Mapping(_)) => {
                return None;
            }
        };
        self.at(next, rest)
    }

    fn text(&self, entry: Entry) -> Option<&str> {
        match &self.tree.node(entry.node).kind {
            Kind::Scalar(scalar) => Some(&scalar.value),
            Kind::Null | Kind::Sequence(_) | Kind::Mapping(_) => None,
        }
    }

    /// Where a node is written: of several lines, the first.
    pub(super) fn span(&self, entry: Entry) -> Span {
        let own = self.tree.node(entry.node).span;
        self.first_line(entry.alias.unwrap_or(own))
    }

    pub(super) fn first_line(&self, span: Span) -> Span {
        let written = self.source.slice(span);
        let line = written.lines().next().unwrap_or_default().trim_end();
        Span::new(span.start, span.start + line.len())
    }

    /// Where words stand as a value or a key in a node, examples left out.
    pub(super) fn find(&self, from: Entry, words: &str) -> Option<Span> {
        match &self.tree.node(from.node).kind {
            Kind::Null => None,
            Kind::Scalar(scalar) => (scalar.value == words).then(|| self.span(from)),
            Kind::Sequence(entries) => entries.iter().find_map(|&entry| self.find(entry, words)),
            Kind::Mapping(pairs) => pairs.iter().find_map(|&(key, value)| {
                if self.text(key) == Some("examples") {
                    return None;
                }
                self.find(key, words).or_else(|| self.find(value, words))
            }),
        }
    }
}

/// The YAML files under a folder, by path within it, sorted.
pub(super) fn files_of(folder: &Path) -> Result<Vec<PackFile>, Error> {
    let directory = std::env::current_dir().map_err(|source| Error::WorkingDirectory { source })?;
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        |source| Error::Unreadable { path, source }
    };
    if !folder.exists() {
        let path = folder.to_owned();
        return Err(Error::Missing { path });
    }
    let mut paths: Vec<(String, PathBuf)> = Vec::new();
    let mut folders = vec![(String::new(), folder.to_owned())];
    while let Some((within, folder)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(unreadable(&folder))? {
            let entry = entry.map_err(unreadable(&folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let kind = entry.file_type().map_err(unreadable(&entry.path()))?;
            let path = entry.path();
            let is_yaml = path
                .extension()
                .is_some_and(|ending| ending == "yaml" || ending == "yml");
            if kind.is_dir() {
                folders.push((format!("{within}{name}/"), path));
            } else if is_yaml && !is_special(&path) {
                paths.push((format!("{within}{name}"), path));
            }
        }
    }
    paths.sort();
    let paths = paths.into_iter();
    paths
        .map(|(within, path)| PackFile::read(&path, within, &directory))
        .collect()
}

/// What would be waited for, or has no end: pipes and devices.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}
