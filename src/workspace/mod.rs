//! From paths to files: which there are, what is in them, and which of them hold roles.

mod find;
mod read;

pub(crate) use find::{is_excluded, patterns};
pub(crate) use read::read_bytes;
pub use read::{read_again, read_text, source};

use crate::cache::Cache;
use crate::config::{Configs, Problem};
use crate::error::Error;
use crate::git::{Changes, Lines};
use crate::model::{Loaded, Names};
use crate::pack::Pack;
use crate::path::normal;
use crate::rule::Settings;
use read::{limited, speaks_of_roles, stdin};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    /// Read the other files of the workspace too, so that their roles are known.
    pub look_around: bool,
    /// Report on what changed only.
    pub changes: Option<Changes>,
    /// How many files are read at a time; as many as there are processors where nothing is said.
    pub threads: Option<usize>,
    /// Bytes that stand for what files hold, by the path that these are shown with.
    pub texts: BTreeMap<String, Vec<u8>>,
    /// Which texts are kept until the report.
    pub keep: Keep,
    /// What former runs made of files, where that may be used.
    pub cache: Option<Arc<Cache>>,
    /// Told how far the run is, where somebody watches.
    pub progress: Option<Arc<Progress>>,
}

/// Which texts of files are kept until the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// All that findings point at.
    #[default]
    Shown,
    /// In long runs only those that more than a report needs: it can read the others again.
    Needed,
}

/// How far a run is.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many files there are; 0 until they are known.
    pub files: AtomicUsize,
    /// How many of them were read.
    pub done: AtomicUsize,
}

impl Request {
    /// The paths that were named, or the working directory.
    fn named(&self) -> Vec<PathBuf> {
        if self.paths.is_empty() {
            return vec![PathBuf::from(".")];
        }
        self.paths.clone()
    }
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
    /// What is wrong in configurations; the files that they are for are left out.
    pub problems: Vec<Problem>,
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
    is_reported: bool,
}

#[derive(Debug)]
enum Origin {
    Stdin,
    File(PathBuf),
}

/// A file that is to be read, and what counts for it.
#[derive(Debug)]
pub struct Job {
    /// The path that it is shown with.
    pub shown: String,
    origin: Origin,
    /// True where the file itself was named, not only a folder that it is in.
    pub is_named: bool,
    /// False where it is read only to know its roles.
    pub is_reported: bool,
    pub settings: Arc<Settings>,
    /// What changed in it, where that alone is reported on.
    pub changed: Option<Arc<Lines>>,
    /// The folder whose files are one charter with it.
    pub charter: Option<PathBuf>,
}

impl Job {
    /// Where the file is; none for standard input.
    pub fn place(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Stdin => None,
            Origin::File(path) => Some(path),
        }
    }
}

/// Reads standard input, where it is asked for, so that it can be read again: its path as shown.
///
/// # Errors
/// What cannot be read.
pub fn hold_stdin(request: &mut Request, configs: &Configs) -> Result<Option<String>, Error> {
    let entries = search(request, configs)?.entries;
    let mut entries = entries.into_iter();
    let Some((shown, _)) = entries.find(|(_, entry)| matches!(entry.origin, Origin::Stdin)) else {
        return Ok(None);
    };
    let bytes = stdin()?;
    request.texts.insert(shown.clone(), bytes);
    Ok(Some(shown))
}

/// The files that a run would read, by the paths that they are shown with. Paths that lead nowhere are left out.
///
/// # Errors
/// What keeps a run from beginning.
pub fn files(request: &Request, configs: &Configs) -> Result<BTreeMap<String, PathBuf>, Error> {
    let entries = search(request, configs)?.entries.into_iter();
    let files = entries.filter_map(|(shown, entry)| match entry.origin {
        Origin::Stdin => None,
        Origin::File(path) => Some((shown, path)),
    });
    Ok(files.collect())
}

/// What a search has found.
struct Search {
    entries: BTreeMap<String, Entry>,
    /// Configuration files that were named.
    configurations: Vec<PathBuf>,
    errors: Vec<Error>,
}

fn search(request: &Request, configs: &Configs) -> Result<Search, Error> {
    let directory = configs.directory();
    let mut search = find::Search {
        request,
        directory,
        patterns: patterns(request, directory)?,
        excludes: configs.excludes(),
        entries: BTreeMap::new(),
        configurations: Vec::new(),
        errors: Vec::new(),
    };
    search.named();
    if request.look_around {
        search.around(|path| configs.workspace(path));
    }
    Ok(Search {
        entries: search.entries,
        configurations: search.configurations,
        errors: search.errors,
    })
}

/// Makes something of files, one after the other.
pub trait Visitor {
    type Made: Send;

    /// What a former run made of these bytes; may take them where it knows. Asked only in long runs, where that pays.
    fn recall(&mut self, bytes: &mut Vec<u8>, job: &Job) -> Option<Recalled<Self::Made>> {
        let _ = (bytes, job);
        None
    }

    fn make(&mut self, file: Loaded, job: &Job) -> Self::Made;

    /// The file that was asked for last holds no role.
    fn skip(&mut self) {}
}

/// What a former run made of a file.
#[derive(Debug)]
pub enum Recalled<T> {
    File(T),
    /// It holds no role.
    Skipped,
}

impl<T: Send, F: FnMut(Loaded, &Job) -> T> Visitor for F {
    type Made = T;

    fn make(&mut self, file: Loaded, job: &Job) -> T {
        self(file, job)
    }
}

/// Finds and reads all files, and makes something of each: `start` gives every thread a visitor of its own.
/// What fails is told beside what succeeds.
///
/// # Errors
/// What keeps the run from beginning.
pub fn load<V: Visitor>(
    request: &Request,
    configs: &mut Configs,
    start: impl Fn() -> V + Sync,
) -> Result<Workspace<V::Made>, Error> {
    let Search {
        entries,
        configurations,
        errors,
    } = search(request, configs)?;
    for path in configurations {
        // To ask reads it, so that what is wrong in it is told.
        configs.settings(&path, true);
    }
    let jobs = jobs(entries, configs, request.changes.as_ref());
    let (problems, more) = configs.finish();
    let mut workspace = Workspace {
        files: Vec::new(),
        skipped: Vec::new(),
        errors,
        problems,
    };
    workspace.errors.extend(more);
    for outcome in visit_all(&jobs, request, configs.pack(), &start) {
        match outcome {
            Outcome::File(file) => workspace.files.push(file),
            Outcome::Skipped(skipped) => workspace.skipped.extend(skipped),
            Outcome::Failed(error) => workspace.errors.extend(error),
        }
    }
    Ok(workspace)
}

/// Each file with what counts for it; those whose configuration is wrong are left out.
fn jobs(
    entries: BTreeMap<String, Entry>,
    configs: &mut Configs,
    changes: Option<&Changes>,
) -> Vec<Job> {
    let directory = configs.directory().to_owned();
    let job = |(shown, entry): (String, Entry)| {
        let path = match &entry.origin {
            Origin::Stdin => PathBuf::from(&shown),
            Origin::File(path) => path.clone(),
        };
        let (settings, charter) = configs.settings(&path, entry.is_reported)?;
        let lines = changes.and_then(|changes| changes.of(&normal(&directory.join(&path))));
        Some(Job {
            is_reported: entry.is_reported && (changes.is_none() || lines.is_some()),
            changed: lines,
            shown,
            origin: entry.origin,
            is_named: entry.is_named,
            settings,
            charter,
        })
    };
    entries.into_iter().filter_map(job).collect()
}

/// What became of a file; of one that is not reported on, nothing else is told.
enum Outcome<T> {
    File(T),
    Skipped(Option<Skipped>),
    Failed(Option<Error>),
}

/// From twice as many files on, a second thread pays.
const FILES_A_THREAD: usize = 64;

/// From so many files on, a run is a long one.
const MANY: usize = 128;

/// From so many bytes on, a single file makes it long.
const LARGE: usize = 256 << 10;

fn visit_all<V: Visitor>(
    jobs: &[Job],
    request: &Request,
    pack: &Pack,
    start: &(impl Fn() -> V + Sync),
) -> Vec<Outcome<V::Made>> {
    let known = Known::new(pack);
    let progress = request.progress.as_deref();
    if let Some(progress) = progress {
        progress.files.store(jobs.len(), Ordering::Relaxed);
    }
    let is_long = |bytes: &[u8]| jobs.len() >= MANY || bytes.len() >= LARGE;
    let visit = |part: &[Job]| -> Vec<Outcome<V::Made>> {
        let mut visitor = start();
        let outcomes = part.iter().map(|job| {
            let outcome = known.visit(job, request, &mut visitor, is_long);
            if let Some(progress) = progress {
                progress.done.fetch_add(1, Ordering::Relaxed);
            }
            outcome
        });
        outcomes.collect()
    };
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = match jobs.len() / FILES_A_THREAD {
        // To ask how many processors there are takes longer than to judge a small file.
        0 | 1 => 1,
        most => request.threads.unwrap_or_else(all).min(most),
    };
    if threads < 2 {
        return visit(jobs);
    }
    std::thread::scope(|scope| {
        let parts = jobs.chunks(jobs.len().div_ceil(threads));
        let parts: Vec<_> = parts.map(|part| scope.spawn(|| visit(part))).collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().expect("internal: reading a file panicked"))
            .collect()
    })
}

/// What files may refer to.
pub struct Known<'p> {
    pack: &'p Pack,
    roles: Vec<&'p str>,
    activities: Vec<&'p str>,
    profiles: Vec<&'p str>,
}

impl<'p> Known<'p> {
    pub fn new(pack: &'p Pack) -> Self {
        let core = &pack.core;
        Self {
            pack,
            roles: core.roles.iter().map(|role| role.id).collect(),
            activities: core.activities.iter().map(|activity| activity.id).collect(),
            profiles: core.profiles.iter().map(|profile| profile.id).collect(),
        }
    }

    /// Calls a function with the names that a file with these settings may use.
    pub fn with_names<T>(&self, settings: &Settings, call: impl FnOnce(&Names) -> T) -> T {
        let resolve = |text: &str| settings.resolve_role(text, self.pack).map(str::to_owned);
        call(&Names {
            role: &resolve,
            roles: &self.roles,
            activities: &self.activities,
            profiles: &self.profiles,
        })
    }

    fn visit<V: Visitor>(
        &self,
        job: &Job,
        request: &Request,
        visitor: &mut V,
        is_long: impl Fn(&[u8]) -> bool,
    ) -> Outcome<V::Made> {
        let told = |error| Outcome::Failed(job.is_reported.then_some(error));
        let held = request.texts.get(&job.shown);
        let bytes = match &job.origin {
            Origin::Stdin | Origin::File(_) if held.is_some() => {
                Ok(held.cloned().unwrap_or_default())
            }
            Origin::Stdin => stdin(),
            Origin::File(path) => limited(path).map_err(|source| {
                let path = path.clone();
                Error::Unreadable { path, source }
            }),
        };
        let mut bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) => return told(error),
        };
        let skipped = || {
            Outcome::Skipped(job.is_reported.then(|| Skipped {
                path: job.shown.clone(),
                is_named: job.is_named,
            }))
        };
        if is_long(&bytes) {
            match visitor.recall(&mut bytes, job) {
                Some(Recalled::File(made)) => return Outcome::File(made),
                Some(Recalled::Skipped) => return skipped(),
                None => {}
            }
        }
        let file = self.with_names(&job.settings, |names| read_bytes(&job.shown, bytes, names));
        let holds_nothing = file.charters.is_empty() && !file.is_broken();
        if holds_nothing || !(job.is_named || speaks_of_roles(&file)) {
            visitor.skip();
            return skipped();
        }
        Outcome::File(visitor.make(file, job))
    }
}
