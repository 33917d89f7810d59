//! Which files there are: named, walked to, or left out.

use super::{Entry, Origin, Request};
use crate::config::NAMES;
use crate::error::Error;
use crate::path::{normal, shown};
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Finds the files of a request.
pub(super) struct Search<'a, E> {
    pub(super) request: &'a Request,
    pub(super) directory: &'a Path,
    /// The patterns of the command line.
    pub(super) patterns: Gitignore,
    /// Whether a configuration leaves a path out.
    pub(super) excludes: E,
    pub(super) entries: BTreeMap<String, Entry>,
    /// Configuration files that were named.
    pub(super) configurations: Vec<PathBuf>,
    pub(super) errors: Vec<Error>,
}

impl<E: Fn(&Path, bool) -> bool + Send + Sync + Clone + 'static> Search<'_, E> {
    /// The files that were asked for.
    pub(super) fn named(&mut self) {
        let request = self.request;
        for path in &request.named() {
            if path.as_os_str() == "-" {
                let named = request.stdin_filename.as_deref();
                let shown =
                    named.map_or_else(|| "<stdin>".to_owned(), |path| shown(path, self.directory));
                self.add_named(shown, Origin::Stdin);
                continue;
            }
            match fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => self.walk(path, true),
                Ok(metadata) if metadata.is_file() => {
                    let shown = shown(path, self.directory);
                    self.add_named(shown, Origin::File(path.clone()));
                }
                Ok(_) => self.errors.push(Error::Special { path: path.clone() }),
                Err(source) if source.kind() == io::ErrorKind::NotFound => {
                    self.errors.push(Error::Missing { path: path.clone() });
                }
                Err(source) => self.errors.push(Error::Unreadable {
                    path: path.clone(),
                    source,
                }),
            }
        }
    }

    /// The other files of the folders that the files belong to: read, so that roles are known, and not reported on.
    pub(super) fn around(&mut self, workspace: impl Fn(&Path) -> Option<PathBuf>) {
        let named = self.request.named();
        let named = named.iter().map(|path| match &self.request.stdin_filename {
            Some(shown) if path.as_os_str() == "-" => shown.as_path(),
            Some(_) | None => path.as_path(),
        });
        let roots: BTreeSet<PathBuf> = named.filter_map(workspace).collect();
        for root in &roots {
            let is_covered = |other: &PathBuf| other != root && root.starts_with(other);
            if !roots.iter().any(is_covered) {
                self.walk(&relative(root, self.directory), false);
            }
        }
    }

    fn add_named(&mut self, shown: String, origin: Origin) {
        let path = Path::new(&shown);
        if is_configuration(path) {
            // Hooks name every file.
            self.configurations.push(path.to_owned());
            return;
        }
        let is_left_out = || {
            is_excluded(&self.patterns, &shown)
                || (self.excludes)(path, false)
                || path
                    .ancestors()
                    .skip(1)
                    .any(|folder| (self.excludes)(folder, true))
        };
        if self.request.force_exclude && is_left_out() {
            return;
        }
        let entry = Entry {
            origin,
            is_named: true,
            is_reported: true,
        };
        self.entries.insert(shown, entry);
    }

    fn walk(&mut self, root: &Path, is_reported: bool) {
        let heed = !self.request.skip_gitignore;
        let (base, patterns) = (self.directory.to_owned(), self.patterns.clone());
        let excludes = self.excludes.clone();
        let walker = WalkBuilder::new(root)
            .ignore(heed)
            .git_ignore(heed)
            .git_global(heed)
            .git_exclude(heed)
            .parents(heed)
            .require_git(false)
            .filter_entry(move |entry| {
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                let is_left_out =
                    || !patterns.is_empty() && is_excluded(&patterns, &shown(entry.path(), &base));
                entry.depth() == 0
                    || !(is_left_out()
                        || (is_folder || is_yaml(entry.path()))
                            && excludes(entry.path(), is_folder))
            })
            .build();
        let mut shown = ShownFiles::new(self.directory);
        for entry in walker {
            let entry = match entry {
                Ok(entry) => entry,
                // What was not asked for is no concern of the run.
                Err(_) if !is_reported => continue,
                Err(error) => {
                    self.errors.push(unwalkable(root, &error));
                    continue;
                }
            };
            let path = entry.path();
            let is_yaml = is_yaml(path);
            // A link counts as what it leads to; one that leads nowhere is nobody's file.
            let is_file = match entry.file_type() {
                Some(kind) if kind.is_symlink() => {
                    is_yaml && fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
                }
                kind => kind.is_some_and(|kind| kind.is_file()),
            };
            if is_yaml && is_file && !is_configuration(path) {
                let entry = Entry {
                    origin: Origin::File(path.to_owned()),
                    is_named: false,
                    is_reported,
                };
                self.entries.entry(shown.of(path)).or_insert(entry);
            }
        }
    }
}

/// Paths of files as they are shown; those of one folder come one after the other.
struct ShownFiles<'a> {
    directory: &'a Path,
    /// The last folder, and what its files begin with.
    last: Option<(PathBuf, String)>,
}

impl<'a> ShownFiles<'a> {
    fn new(directory: &'a Path) -> Self {
        let last = None;
        Self { directory, last }
    }

    fn of(&mut self, path: &Path) -> String {
        let Some((folder, name)) = path.parent().zip(path.file_name()) else {
            return shown(path, self.directory);
        };
        let last = self.last.take().filter(|(last, _)| last == folder);
        let (folder, start) = last.unwrap_or_else(|| {
            let start = match shown(folder, self.directory).as_str() {
                "." => String::new(),
                folder => format!("{folder}/"),
            };
            (folder.to_owned(), start)
        });
        let shown = format!("{start}{}", name.to_string_lossy());
        self.last = Some((folder, start));
        shown
    }
}

fn is_configuration(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| NAMES.contains(&name))
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
    })
}

/// A folder as a path that leads there from the working directory.
fn relative(folder: &Path, directory: &Path) -> PathBuf {
    PathBuf::from(shown(folder, &normal(directory)))
}

fn unwalkable(root: &Path, error: &ignore::Error) -> Error {
    let path = path_of(error).unwrap_or(root).to_owned();
    let source = error.io_error().map_or_else(
        || io::Error::other(error.to_string()),
        |cause| io::Error::from(cause.kind()),
    );
    Error::Unreadable { path, source }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::Partial(_)
        | ignore::Error::Io(_)
        | ignore::Error::Glob { .. }
        | ignore::Error::UnrecognizedFileType(_)
        | ignore::Error::InvalidDefinition => None,
    }
}

/// The patterns of `--exclude`.
pub(crate) fn patterns(request: &Request, directory: &Path) -> Result<Gitignore, Error> {
    let bad = |glob: &str, error: &ignore::Error| Error::BadGlob {
        glob: glob.to_owned(),
        reason: error.to_string(),
    };
    let mut builder = GitignoreBuilder::new(directory);
    for glob in &request.exclude {
        builder
            .add_line(None, glob)
            .map_err(|error| bad(glob, &error))?;
    }
    let all = request.exclude.join(", ");
    builder.build().map_err(|error| bad(&all, &error))
}

/// True where the path, or a folder above it, matches a pattern.
pub(crate) fn is_excluded(excluded: &Gitignore, shown: &str) -> bool {
    let path = Path::new(shown);
    let mut above = path.ancestors().skip(1);
    !excluded.is_empty()
        && (excluded.matched(path, path.is_dir()).is_ignore()
            || above.any(|folder| excluded.matched(folder, true).is_ignore()))
}
