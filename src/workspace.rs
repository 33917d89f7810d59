//! From paths to files: which there are, what is in them, and which of them hold roles.

use crate::error::Error;
use crate::model::{self, Fault, FaultKind, Loaded, Names};
use crate::source::{Source, Span};
use crate::yaml::{self, DecodeProblem, limits};
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// Which files to read.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Files, folders, and `-` for standard input; the working directory where there are none.
    pub paths: Vec<PathBuf>,
    /// The path that standard input is shown with.
    pub stdin_filename: Option<PathBuf>,
    /// Patterns as in a `.gitignore`.
    pub exclude: Vec<String>,
    /// Exclude files that are named, too.
    pub force_exclude: bool,
    pub skip_gitignore: bool,
}

/// All files of a run, sorted by path.
#[derive(Debug)]
pub struct Workspace<T> {
    /// What was made of each file that holds roles, or that cannot be read.
    pub files: Vec<T>,
    /// The paths of all others.
    pub skipped: Vec<Skipped>,
    /// What could not be read at all.
    pub errors: Vec<Error>,
}

/// A file without a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    pub path: String,
    /// True where the file itself was named, not only a folder that it is in.
    pub is_named: bool,
}

/// A file that is to be read.
#[derive(Debug)]
struct Entry {
    origin: Origin,
    is_named: bool,
}

#[derive(Debug)]
enum Origin {
    Stdin,
    File(PathBuf),
}

/// Finds and reads all files, and makes something of each: `start` gives every thread a function of its own.
/// What fails is told beside what succeeds.
pub fn load<T: Send, V: FnMut(Loaded) -> T>(
    request: &Request,
    names: &Names,
    start: impl Fn() -> V + Sync,
) -> Result<Workspace<T>, Error> {
    let directory = std::env::current_dir().map_err(|source| Error::WorkingDirectory { source })?;
    let excluded = excluded(request, &directory)?;
    let mut workspace = Workspace {
        files: Vec::new(),
        skipped: Vec::new(),
        errors: Vec::new(),
    };
    let entries = find(request, &directory, &excluded, &mut workspace.errors);
    let entries: Vec<(String, Entry)> = entries.into_iter().collect();
    for outcome in visit_all(&entries, names, &start) {
        match outcome {
            Outcome::File(file) => workspace.files.push(file),
            Outcome::Skipped(skipped) => workspace.skipped.push(skipped),
            Outcome::Failed(error) => workspace.errors.push(error),
        }
    }
    Ok(workspace)
}

/// The files to read by the path that they are shown with.
fn find(
    request: &Request,
    directory: &Path,
    excluded: &Gitignore,
    errors: &mut Vec<Error>,
) -> BTreeMap<String, Entry> {
    let here = [PathBuf::from(".")];
    let paths = if request.paths.is_empty() {
        &here[..]
    } else {
        &request.paths
    };
    let mut entries = BTreeMap::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let named = request.stdin_filename.as_deref();
            let shown = named.map_or_else(|| "<stdin>".to_owned(), |path| shown(path, directory));
            if !(request.force_exclude && is_excluded(excluded, &shown)) {
                let origin = Origin::Stdin;
                let is_named = true;
                entries.insert(shown, Entry { origin, is_named });
            }
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                walk(path, request, directory, excluded, &mut entries, errors);
            }
            Ok(metadata) if metadata.is_file() => {
                let shown = shown(path, directory);
                if !(request.force_exclude && is_excluded(excluded, &shown)) {
                    let origin = Origin::File(path.clone());
                    let is_named = true;
                    entries.insert(shown, Entry { origin, is_named });
                }
            }
            Ok(_) => errors.push(Error::Special { path: path.clone() }),
            Err(source) if source.kind() == io::ErrorKind::NotFound => {
                errors.push(Error::Missing { path: path.clone() });
            }
            Err(source) => errors.push(Error::Unreadable {
                path: path.clone(),
                source,
            }),
        }
    }
    entries
}

fn walk(
    root: &Path,
    request: &Request,
    directory: &Path,
    excluded: &Gitignore,
    entries: &mut BTreeMap<String, Entry>,
    errors: &mut Vec<Error>,
) {
    let heed = !request.skip_gitignore;
    let (base, patterns) = (directory.to_owned(), excluded.clone());
    let walker = WalkBuilder::new(root)
        .ignore(heed)
        .git_ignore(heed)
        .git_global(heed)
        .git_exclude(heed)
        .parents(heed)
        .require_git(false)
        .filter_entry(move |entry| {
            entry.depth() == 0 || !is_excluded(&patterns, &shown(entry.path(), &base))
        })
        .build();
    for entry in walker {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                errors.push(unwalkable(root, &error));
                continue;
            }
        };
        let path = entry.path();
        let is_yaml = path.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
        });
        // A link counts as what it leads to; one that leads nowhere is nobody's file.
        let is_file = match entry.file_type() {
            Some(kind) if kind.is_symlink() => {
                is_yaml && fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
            }
            kind => kind.is_some_and(|kind| kind.is_file()),
        };
        if is_yaml && is_file {
            let origin = Origin::File(path.to_owned());
            let is_named = false;
            entries
                .entry(shown(path, directory))
                .or_insert(Entry { origin, is_named });
        }
    }
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

fn excluded(request: &Request, directory: &Path) -> Result<Gitignore, Error> {
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
fn is_excluded(excluded: &Gitignore, shown: &str) -> bool {
    let path = Path::new(shown);
    let mut above = path.ancestors().skip(1);
    !excluded.is_empty()
        && (excluded.matched(path, path.is_dir()).is_ignore()
            || above.any(|folder| excluded.matched(folder, true).is_ignore()))
}

/// The path relative to the working directory, with `/`.
fn shown(path: &Path, directory: &Path) -> String {
    let absolute = normal(&directory.join(path));
    let directory = normal(directory);
    let shared = absolute
        .components()
        .zip(directory.components())
        .take_while(|(one, other)| one == other)
        .count();
    if shared == 0 {
        return absolute.to_string_lossy().replace('\\', "/");
    }
    let up = directory.components().skip(shared).map(|_| "..".into());
    let down = absolute.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    parts.join("/")
}

/// The path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => normal.push(part),
        }
    }
    normal
}

/// What became of a file.
enum Outcome<T> {
    File(T),
    Skipped(Skipped),
    Failed(Error),
}

/// From twice as many files on, a second thread pays.
const FILES_A_THREAD: usize = 64;

fn visit_all<T: Send, V: FnMut(Loaded) -> T>(
    entries: &[(String, Entry)],
    names: &Names,
    start: &(impl Fn() -> V + Sync),
) -> Vec<Outcome<T>> {
    let visit = |part: &[(String, Entry)]| -> Vec<Outcome<T>> {
        let mut make = start();
        let outcomes = part
            .iter()
            .map(|entry| visit_entry(entry, names, &mut make));
        outcomes.collect()
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.min(entries.len() / FILES_A_THREAD);
    if threads < 2 {
        return visit(entries);
    }
    std::thread::scope(|scope| {
        let parts = entries.chunks(entries.len().div_ceil(threads));
        let parts: Vec<_> = parts.map(|part| scope.spawn(|| visit(part))).collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().expect("internal: reading a file panicked"))
            .collect()
    })
}

fn visit_entry<T>(
    (shown, entry): &(String, Entry),
    names: &Names,
    make: &mut impl FnMut(Loaded) -> T,
) -> Outcome<T> {
    let bytes = match &entry.origin {
        Origin::Stdin => limited(io::stdin().lock()).map_err(|source| Error::Stdin { source }),
        Origin::File(path) => File::open(path).and_then(limited).map_err(|source| {
            let path = path.clone();
            Error::Unreadable { path, source }
        }),
    };
    let file = match bytes {
        Ok(bytes) => read_bytes(shown, bytes, names),
        Err(error) => return Outcome::Failed(error),
    };
    let holds_nothing = file.charters.is_empty() && !file.is_broken();
    if holds_nothing || !(entry.is_named || speaks_of_roles(&file)) {
        return Outcome::Skipped(Skipped {
            path: shown.clone(),
            is_named: entry.is_named,
        });
    }
    Outcome::File(make(file))
}

/// A file that was read before and let go, once more.
pub fn read_again(shown: &str) -> Option<Source> {
    let bytes = File::open(shown).and_then(limited).ok()?;
    let text = yaml::decode(&bytes).ok()?;
    Some(Source::new(shown, text))
}

/// All bytes, or the first that are too many.
fn limited(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = limits::FILE_BYTES as u64 + 1;
    from.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_bytes(shown: &str, bytes: Vec<u8>, names: &Names) -> Loaded {
    if bytes.len() > limits::FILE_BYTES {
        let words = format!("{} MiB", limits::FILE_BYTES >> 20);
        return refused(
            shown,
            String::new(),
            FaultKind::TooLarge,
            Span::new(0, 0),
            words,
        );
    }
    let problem = match yaml::decode(&bytes) {
        Ok(text) => return Loaded::new(Source::new(shown, text), names),
        Err(problem) => problem,
    };
    match problem {
        DecodeProblem::Utf16LittleEndian | DecodeProblem::Utf16BigEndian => {
            let words = "UTF-16".to_owned();
            refused(
                shown,
                String::new(),
                FaultKind::NotUtf8,
                Span::new(0, 0),
                words,
            )
        }
        DecodeProblem::Utf32 => {
            let words = "UTF-32".to_owned();
            refused(
                shown,
                String::new(),
                FaultKind::NotUtf8,
                Span::new(0, 0),
                words,
            )
        }
        DecodeProblem::NotUtf8 { offset, byte } => {
            let words = format!("{byte:#04X}");
            let span = Span::new(offset, offset + 1);
            refused(shown, readable(bytes), FaultKind::NotUtf8, span, words)
        }
        DecodeProblem::Zero { offset } => {
            let span = Span::new(offset, offset + 1);
            let words = "U+0000".to_owned();
            refused(
                shown,
                readable(bytes),
                FaultKind::ControlCharacter,
                span,
                words,
            )
        }
    }
}

/// The text with `?` for each byte that is not UTF-8, so that all others keep their place.
fn readable(mut bytes: Vec<u8>) -> String {
    let mut from = 0;
    loop {
        match std::str::from_utf8(&bytes[from..]) {
            Ok(_) => break,
            Err(error) => {
                from += error.valid_up_to();
                bytes[from] = b'?';
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

fn refused(shown: &str, text: String, kind: FaultKind, span: Span, words: String) -> Loaded {
    Loaded {
        source: Source::new(shown, text),
        charters: Vec::new(),
        faults: vec![Fault {
            kind,
            span,
            words,
            hint: None,
            role: None,
        }],
        ignores: Vec::new(),
    }
}

/// A broken file that a walk comes by is ours if it speaks of roles: templates of other programs are YAML by name only.
fn speaks_of_roles(file: &Loaded) -> bool {
    let text = file.source.text();
    !file.charters.is_empty() || text.is_empty() || text.lines().any(model::is_line_of_a_role)
}
