//! Which configuration file counts for a folder, what it extends, and which paths it leaves out.

use super::keys::Key;
use super::problem::{Problem, ProblemKind};
use super::read::{Values, read};
use super::value::{File, Node, Value};
use crate::bounded;
use crate::error::Error;
use crate::path::{normal, shown};
use crate::source::Source;
use crate::yaml::{self, limits};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a configuration file is called; of two in one folder, the first counts.
pub const NAMES: [&str; 2] = ["rolelint.yaml", "rolelint.yml"];

/// How many files may extend one another in a row.
const EXTENDED: usize = 32;

/// A configuration file with all that it extends.
#[derive(Debug)]
pub(super) struct Layered {
    pub(super) values: Values,
    /// The files that say it, its own first.
    pub(super) files: Vec<Arc<File>>,
    pub(super) exclude: Vec<Gitignore>,
    /// True where one of the files cannot be read at all.
    pub(super) is_broken: bool,
}

/// Finds and reads configuration files, each once.
#[derive(Debug, Default)]
pub(super) struct Finder {
    directory: PathBuf,
    /// The one file that counts for all, and no search.
    given: Option<Arc<Layered>>,
    is_isolated: bool,
    folders: HashMap<PathBuf, Option<Arc<Layered>>>,
    /// What each file says by itself, in the order of reading.
    pub(super) read: Vec<(Arc<File>, Values)>,
    known: HashMap<PathBuf, usize>,
    pub(super) problems: Vec<Problem>,
    pub(super) errors: Vec<Error>,
}

impl Finder {
    pub(super) fn new(directory: &Path, is_isolated: bool) -> Self {
        Self {
            directory: normal(directory),
            is_isolated,
            ..Self::default()
        }
    }

    /// Takes one file for everything.
    ///
    /// # Errors
    /// Where the file cannot be opened.
    pub(super) fn give(&mut self, path: &Path) -> Result<(), Error> {
        let absolute = normal(&self.directory.join(path));
        let base = self.directory.clone();
        let at = self.open(&absolute, base).map_err(|source| {
            let path = path.to_owned();
            if source.kind() == io::ErrorKind::NotFound {
                Error::Missing { path }
            } else {
                Error::Unreadable { path, source }
            }
        })?;
        self.given = Some(Arc::new(self.layered(at)));
        Ok(())
    }

    /// Whether no file has a configuration.
    pub(super) fn has_none(&self) -> bool {
        self.is_isolated && self.given.is_none()
    }

    /// The configuration of the files in a folder.
    pub(super) fn of(&mut self, folder: &Path) -> Option<Arc<Layered>> {
        if self.given.is_some() || self.is_isolated {
            return self.given.clone();
        }
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let own = NAMES.iter().map(|name| folder.join(name));
        let own = own.into_iter().find(|path| path.is_file());
        let found = match own {
            Some(path) => Some(self.nearest(&path, folder)),
            None => folder.parent().and_then(|above| self.of(above)),
        };
        self.folders.insert(folder.to_owned(), found.clone());
        found
    }

    fn nearest(&mut self, path: &Path, folder: &Path) -> Arc<Layered> {
        let layered = match self.open(path, folder.to_owned()) {
            Ok(at) => self.layered(at),
            Err(source) => {
                let path = path.to_owned();
                self.errors.push(Error::Unreadable { path, source });
                Layered {
                    values: Values::new(),
                    files: Vec::new(),
                    exclude: Vec::new(),
                    is_broken: true,
                }
            }
        };
        Arc::new(layered)
    }

    /// Whether the configuration leaves a path out.
    pub(super) fn excludes(&mut self, path: &Path, is_folder: bool) -> bool {
        let Some(folder) = path.parent() else {
            return false;
        };
        let Some(layered) = self.of(folder) else {
            return false;
        };
        layered
            .exclude
            .iter()
            .any(|patterns| matches(patterns, path, is_folder))
    }

    /// Reads a file, or finds it among those that were read.
    fn open(&mut self, path: &Path, base: PathBuf) -> io::Result<usize> {
        if let Some(&known) = self.known.get(path) {
            return Ok(known);
        }
        let bytes = bounded::read(path, limits::FILE_BYTES)?;
        let text = yaml::decode(&bytes)
            .map_err(|problem| io::Error::new(io::ErrorKind::InvalidData, problem.to_string()))?;
        let file = Arc::new(File {
            source: Source::new(shown(path, &self.directory), text),
            folder: path.parent().map(Path::to_owned).unwrap_or_default(),
            base,
        });
        let values = read(&file, &mut self.problems);
        self.read.push((file, values));
        self.known.insert(path.to_owned(), self.read.len() - 1);
        Ok(self.read.len() - 1)
    }

    fn layered(&mut self, at: usize) -> Layered {
        let mut order = Vec::new();
        self.extend(at, &mut vec![at], &mut order);
        let mut values = Values::new();
        let mut exclude = Vec::new();
        for &at in &order {
            let own = self.read[at].1.clone();
            if let Some(node) = own.get(&Key::Exclude) {
                exclude = patterns(node);
            }
            for (key, node) in own {
                let merged = match values.remove(&key) {
                    Some(base) => merged(key, base, node),
                    None => node,
                };
                values.insert(key, merged);
            }
        }
        let files = order.iter().rev();
        Layered {
            values,
            files: files.map(|&at| Arc::clone(&self.read[at].0)).collect(),
            exclude,
            is_broken: false,
        }
    }

    /// The files that one extends and itself, the most general first.
    fn extend(&mut self, at: usize, open: &mut Vec<usize>, order: &mut Vec<usize>) {
        let (file, values) = &self.read[at];
        let (folder, base) = (file.folder.clone(), file.base.clone());
        let bases: Vec<(String, Node)> = values
            .get(&Key::Extends)
            .into_iter()
            .flat_map(Node::texts)
            .map(|(path, node)| (path.to_owned(), node.clone()))
            .collect();
        for (path, node) in bases {
            let absolute = normal(&folder.join(&path));
            // Patterns of a shared file are meant where that file stands, unless one file was given for all.
            let base = if self.given.is_none() && base == folder {
                absolute.parent().map(Path::to_owned).unwrap_or_default()
            } else {
                base.clone()
            };
            // What is no file, such as a pipe, would be waited for.
            let opened = bounded::is_file(&absolute).and_then(|()| self.open(&absolute, base));
            match opened {
                Ok(next) if order.contains(&next) => {}
                Ok(next) if open.contains(&next) => {
                    self.tell(Problem::at(&node, ProblemKind::Circle, None));
                }
                Ok(_) if open.len() >= EXTENDED => {
                    let reason = format!("the {EXTENDED}th that one file extends through another");
                    self.tell(Problem::at(&node, ProblemKind::Unreadable(reason), None));
                }
                Ok(next) => {
                    open.push(next);
                    self.extend(next, open, order);
                    open.pop();
                }
                Err(error) => {
                    let kind = ProblemKind::Unreadable(reason(&error));
                    self.tell(Problem::at(&node, kind, None));
                }
            }
        }
        if !order.contains(&at) {
            order.push(at);
        }
    }

    /// One problem is told once, however many folders come by it.
    fn tell(&mut self, problem: Option<Problem>) {
        let Some(problem) = problem else { return };
        let is_known = self.problems.iter().any(|known| {
            Arc::ptr_eq(&known.file, &problem.file)
                && known.span == problem.span
                && known.kind == problem.kind
        });
        if !is_known {
            self.problems.push(problem);
        }
    }

    /// The paths of all files with a problem.
    pub(super) fn faulty(&self) -> HashSet<String> {
        let files = self.problems.iter().map(|problem| &problem.file);
        files.map(|file| file.source.path().to_owned()).collect()
    }
}

fn reason(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::NotFound {
        "no such file".to_owned()
    } else {
        error.to_string()
    }
}

/// A mapping goes into that of the base, pair by pair; everything else takes its place.
fn merged(key: Key, base: Node, own: Node) -> Node {
    match (base.value, own.value) {
        (Value::Mapping(base), Value::Mapping(more)) => Node {
            value: Value::Mapping(joined(base, more)),
            origin: own.origin,
        },
        (base_value, own_value) if key.adds() => {
            let (origin, list) = (own.origin, |value, origin| match value {
                Value::List(list) => list,
                Value::Text(_) | Value::Nothing | Value::Mapping(_) => {
                    vec![Node { value, origin }]
                }
            });
            let mut all = list(base_value, base.origin);
            all.extend(list(own_value, origin.clone()));
            Node {
                value: Value::List(all),
                origin,
            }
        }
        (_, value) => Node {
            value,
            origin: own.origin,
        },
    }
}

fn joined(base: Vec<(Node, Node)>, own: Vec<(Node, Node)>) -> Vec<(Node, Node)> {
    let mut all = base;
    for (key, value) in own {
        let earlier = all
            .iter()
            .position(|(known, _)| known.text().is_some() && known.text() == key.text());
        let Some(at) = earlier else {
            all.push((key, value));
            continue;
        };
        let (_, known) = all.remove(at);
        let value = match (known.value, value.value) {
            (Value::Mapping(base), Value::Mapping(more)) => Node {
                value: Value::Mapping(joined(base, more)),
                origin: value.origin,
            },
            (_, own) => Node {
                value: own,
                origin: value.origin,
            },
        };
        all.push((key, value));
    }
    all
}

/// The patterns of a value, one matcher for each folder that they are relative to; bad ones are told elsewhere.
pub(super) fn patterns(node: &Node) -> Vec<Gitignore> {
    let mut by_base: BTreeMap<PathBuf, Vec<&str>> = BTreeMap::new();
    for (pattern, said) in node.texts() {
        if let Some(file) = said.file() {
            by_base.entry(file.base.clone()).or_default().push(pattern);
        }
    }
    let by_base = by_base.iter();
    by_base.map(|(base, lines)| matcher(base, lines)).collect()
}

/// A matcher of lines as in a `.gitignore` of this folder.
pub(super) fn matcher(base: &Path, lines: &[&str]) -> Gitignore {
    let mut builder = GitignoreBuilder::new(base);
    for line in lines {
        // A bad line matches nothing.
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// Why a line is no pattern.
pub(super) fn bad_pattern(line: &str) -> Option<String> {
    let mut builder = GitignoreBuilder::new("");
    let added = builder.add_line(None, line).map(|_| ());
    added.err().map(|error| error.to_string())
}

/// True where the path, or a folder above it, matches a pattern.
pub(super) fn matches(patterns: &Gitignore, path: &Path, is_folder: bool) -> bool {
    let within = |path: &&Path| path.starts_with(patterns.path());
    let mut above = path.ancestors().skip(1).take_while(within);
    within(&path)
        && (patterns.matched(path, is_folder).is_ignore()
            || above.any(|folder| patterns.matched(folder, true).is_ignore()))
}
