//! What counts for each file: the command line, the environment, its configuration, and what is left over.

use super::check::{Known, check};
use super::find::{Finder, Layered, matcher, matches};
use super::keys::Key;
use super::problem::Problem;
use super::read::Values;
use super::rules;
use super::value::{Node, Origin, Value};
use crate::error::Error;
use crate::language::Language;
use crate::model::fold;
use crate::pack::Pack;
use crate::path::normal;
use crate::rule::Settings;
use crate::selection::{Selectors, exactness};
use ignore::gitignore::Gitignore;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A value of the command line or the environment.
#[derive(Clone, Debug)]
pub struct Said<T> {
    pub value: T,
    pub origin: Origin,
}

/// What the command line and the environment ask for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The one configuration file for all.
    pub config: Option<Said<PathBuf>>,
    /// No configuration file at all.
    pub is_isolated: bool,
    /// Id of the profile that goes before all others.
    pub profile: Option<String>,
    pub text_language: Option<Language>,
    /// Language of the messages.
    pub language: Option<Said<Language>>,
    /// Language of the messages where nothing says it.
    pub locale: Language,
    pub output_format: Option<Said<String>>,
    /// What an output format may be called, the default first.
    pub formats: Vec<String>,
    pub select: Vec<String>,
    pub ignore: Vec<String>,
    pub extend_select: Vec<String>,
    /// Patterns of files to leave out.
    pub exclude: Vec<String>,
    /// Tell what is less sure, too.
    pub is_pedantic: bool,
    /// The paths of the run.
    pub paths: Vec<PathBuf>,
}

/// The configurations of a run.
#[derive(Debug)]
pub struct Configs<'p> {
    pub(super) asked: Asked,
    pub(super) pack: &'p Pack,
    directory: PathBuf,
    finder: Arc<Mutex<Finder>>,
    /// What counts for the run as a whole.
    run: Option<Arc<Layered>>,
    /// How many of the files that were read are checked.
    checked: usize,
    /// The configuration files whose problems are to be told.
    concerned: HashSet<String>,
    resolved: HashMap<usize, Resolved>,
}

/// A configuration with the settings that it makes.
#[derive(Debug)]
struct Resolved {
    /// Kept so that its address stays its own.
    _layered: Option<Arc<Layered>>,
    settings: Arc<Settings>,
    per_file: Vec<PerFile>,
    charters: Vec<Gitignore>,
    /// Settings by the entries of `per_file` that match.
    variants: HashMap<Vec<usize>, Arc<Settings>>,
}

/// Rules that do not run on some files, or there not on one role.
#[derive(Debug)]
struct PerFile {
    files: Gitignore,
    /// Folded id or name.
    role: Option<String>,
    rules: Vec<usize>,
}

impl<'p> Configs<'p> {
    /// # Errors
    /// Where the configuration that the command line names cannot be opened.
    pub fn new(asked: Asked, pack: &'p Pack) -> Result<Self, Error> {
        let directory =
            std::env::current_dir().map_err(|source| Error::WorkingDirectory { source })?;
        let directory = normal(&directory);
        let mut finder = Finder::new(&directory, asked.is_isolated);
        if let Some(path) = asked.config.as_ref().filter(|_| !asked.is_isolated) {
            finder.give(&path.value)?;
        }
        let first = asked.paths.first().filter(|path| path.as_os_str() != "-");
        let first = first.map(|path| normal(&directory.join(path)));
        let first = first.and_then(|path| {
            let folder = path.is_dir().then(|| path.clone());
            folder.or_else(|| path.parent().map(Path::to_owned))
        });
        let run = finder
            .of(&directory)
            .or_else(|| first.and_then(|folder| finder.of(&folder)));
        let concerned = run.iter().flat_map(|layered| paths(layered)).collect();
        Ok(Self {
            asked,
            pack,
            directory,
            finder: Arc::new(Mutex::new(finder)),
            run,
            checked: 0,
            concerned,
            resolved: HashMap::new(),
        })
    }

    pub fn pack(&self) -> &'p Pack {
        self.pack
    }

    /// The working directory.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    pub(super) fn run(&self) -> Option<&Values> {
        self.run.as_ref().map(|layered| &layered.values)
    }

    /// Language of the messages.
    pub fn language(&self) -> Language {
        let said = self.asked.language.as_ref().map(|said| said.value);
        let written = || {
            let node = self.run()?.get(&Key::Lang)?;
            Language::from_tag(node.text()?)
        };
        said.or_else(written).unwrap_or(self.asked.locale)
    }

    /// How findings are written, where something says it.
    pub fn output_format(&self) -> Option<&str> {
        let said = self.asked.output_format.as_ref();
        let said = said.map(|said| said.value.as_str());
        let written = || self.run()?.get(&Key::OutputFormat)?.text();
        said.or_else(written)
    }

    /// The folders of the packs that the run's configuration names, each with where it is written.
    pub fn packs(&self) -> Vec<(PathBuf, Node)> {
        let node = self.run().and_then(|values| values.get(&Key::Packs));
        let nodes = node.into_iter().flat_map(Node::texts);
        let folder = |node: &Node| node.file().map(|file| file.folder.clone());
        nodes
            .map(|(path, node)| (folder(node).unwrap_or_default().join(path), node.clone()))
            .collect()
    }

    /// A question that a walk can ask of every path: whether a configuration leaves it out.
    pub fn excludes(&self) -> impl Fn(&Path, bool) -> bool + Send + Sync + Clone + 'static {
        let finder = Arc::clone(&self.finder);
        let directory = self.directory.clone();
        let has_none = lock(&finder).has_none();
        move |path: &Path, is_folder| {
            let is_excluded = || {
                let path = normal(&directory.join(path));
                lock(&finder).excludes(&path, is_folder)
            };
            !has_none && is_excluded()
        }
    }

    /// The folder nearest above that holds a configuration file.
    pub fn workspace(&self, path: &Path) -> Option<PathBuf> {
        if self.asked.is_isolated {
            return None;
        }
        let absolute = normal(&self.directory.join(path));
        let mut above = absolute.ancestors().skip(usize::from(!absolute.is_dir()));
        let holds = |folder: &&Path| super::NAMES.iter().any(|name| folder.join(name).is_file());
        above.find(holds).map(Path::to_owned)
    }

    /// What counts for a file, and the folder whose files are one charter with it; `None` where its configuration is
    /// wrong. That is told in the end where somebody is concerned.
    pub fn settings(
        &mut self,
        path: &Path,
        is_concerned: bool,
    ) -> Option<(Arc<Settings>, Option<PathBuf>)> {
        let path = normal(&self.directory.join(path));
        let folder = path.parent().unwrap_or(&path).to_owned();
        let layered = lock(&self.finder).of(&folder);
        if let Some(layered) = layered.as_ref().filter(|_| is_concerned) {
            self.concerned.extend(paths(layered));
        }
        let faulty = self.check();
        if layered.as_ref().is_some_and(|one| is_faulty(one, &faulty)) {
            return None;
        }
        let address = layered.as_ref().map_or(0, |one| Arc::as_ptr(one) as usize);
        if !self.resolved.contains_key(&address) {
            let resolved = self.resolve(layered);
            self.resolved.insert(address, resolved);
        }
        let resolved = self.resolved.get_mut(&address)?;
        let charter = resolved.charter_of(&path);
        Some((resolved.settings_of(&path), charter))
    }

    /// Checks what was read since the last time; the files that are wrong.
    fn check(&mut self) -> HashSet<String> {
        let mut finder = lock(&self.finder);
        let known = Known {
            pack: self.pack,
            formats: &self.asked.formats,
        };
        let new: Vec<Values> = finder.read[self.checked..]
            .iter()
            .map(|(_, values)| values.clone())
            .collect();
        self.checked += new.len();
        for values in new {
            check(&values, known, &mut finder.problems);
        }
        finder.faulty()
    }

    /// What is wrong in all configurations that somebody is concerned by, by file and place, and what could not be
    /// opened.
    pub fn finish(&mut self) -> (Vec<Problem>, Vec<Error>) {
        self.check();
        let mut finder = lock(&self.finder);
        let problems = finder.problems.iter();
        let mut problems: Vec<Problem> = problems
            .filter(|problem| self.concerned.contains(problem.file.source.path()))
            .cloned()
            .collect();
        let errors = std::mem::take(&mut finder.errors);
        drop(finder);
        let place = |problem: &Problem| (problem.file.source.path().to_owned(), problem.span);
        problems.sort_by_key(place);
        (problems, errors)
    }

    pub(super) fn layered(&mut self, folder: &Path) -> Option<Values> {
        let layered = lock(&self.finder).of(folder);
        self.concerned
            .extend(layered.iter().flat_map(|one| paths(one)));
        layered.map(|layered| layered.values.clone())
    }

    fn resolve(&self, layered: Option<Arc<Layered>>) -> Resolved {
        let none = Values::new();
        let values = layered.as_ref().map_or(&none, |layered| &layered.values);
        let pack = self.pack;
        let asked = &self.asked;
        let text = |key: Key| values.get(&key).and_then(Node::text);
        let mut settings = Settings {
            profile: asked.profile.clone(),
            default_profile: text(Key::Profile)
                .and_then(|id| pack.profile(id))
                .map(|profile| profile.id.to_owned()),
            text_language: asked
                .text_language
                .or_else(|| text(Key::Language).and_then(Language::from_tag)),
            language: self.language(),
            is_pedantic: asked.is_pedantic || text(Key::Pedantic) == Some("true"),
            ..Settings::all(pack)
        };
        rules::select(values, &mut settings, pack);
        rules::set_severities(values, &mut settings, pack);
        rules::set_options(values, &mut settings, pack);
        let selectors = Selectors {
            select: (!asked.select.is_empty()).then_some(asked.select.as_slice()),
            ignore: &asked.ignore,
            extend_select: &asked.extend_select,
        };
        selectors.apply(&mut settings.enabled, pack);
        name(values, &mut settings, pack);
        let charters = values.get(&Key::CharterFolders);
        Resolved {
            settings: Arc::new(settings),
            per_file: per_file(values, pack),
            charters: charters.map(super::find::patterns).unwrap_or_default(),
            variants: HashMap::new(),
            _layered: layered,
        }
    }
}

impl Resolved {
    fn settings_of(&mut self, path: &Path) -> Arc<Settings> {
        let matching: Vec<usize> = (0..self.per_file.len())
            .filter(|&at| matches(&self.per_file[at].files, path, false))
            .collect();
        if matching.is_empty() {
            return Arc::clone(&self.settings);
        }
        if let Some(known) = self.variants.get(&matching) {
            return Arc::clone(known);
        }
        let mut settings = Settings::clone(&self.settings);
        for &at in &matching {
            let PerFile { role, rules, .. } = &self.per_file[at];
            match role {
                Some(role) => settings.ignored_on.push((role.clone(), rules.clone())),
                None => rules.iter().for_each(|&at| settings.enabled[at] = false),
            }
        }
        let settings = Arc::new(settings);
        self.variants.insert(matching, Arc::clone(&settings));
        settings
    }

    /// The folder nearest above that is declared to be one charter.
    fn charter_of(&self, path: &Path) -> Option<PathBuf> {
        let declared = |folder: &&Path| {
            let is_charter = |patterns: &Gitignore| {
                folder.starts_with(patterns.path()) && patterns.matched(folder, true).is_ignore()
            };
            self.charters.iter().any(is_charter)
        };
        let folder = path.ancestors().skip(1).find(declared);
        folder.map(Path::to_owned)
    }
}

fn paths(layered: &Layered) -> impl Iterator<Item = String> {
    let files = layered.files.iter();
    files.map(|file| file.source.path().to_owned())
}

fn is_faulty(layered: &Layered, faulty: &HashSet<String>) -> bool {
    let mut files = layered.files.iter();
    layered.is_broken || files.any(|file| faulty.contains(file.source.path()))
}

/// Nobody leaves a lock behind in disorder: what it guards is changed in one go.
fn lock(finder: &Mutex<Finder>) -> MutexGuard<'_, Finder> {
    finder.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the team calls roles, people and things.
fn name(values: &Values, settings: &mut Settings, pack: &Pack) {
    let pairs = |key: Key| values.get(&key).into_iter().flat_map(Node::pairs);
    let texts = |node: &Node| -> Vec<String> {
        let texts = node.texts().map(|(text, _)| text.to_owned());
        texts.collect()
    };
    for (role, _, names) in pairs(Key::Aliases) {
        if let Some(role) = pack.resolve_role(role) {
            settings.name_roles(role, texts(names).into_iter());
        }
    }
    for (person, _, others) in pairs(Key::People) {
        settings.name_people(person, texts(others).into_iter());
    }
    let short = pairs(Key::Glossary).map(|(short, ..)| short.trim().to_owned());
    settings.glossary = short.collect();
}

fn per_file(values: &Values, pack: &Pack) -> Vec<PerFile> {
    let node = values.get(&Key::PerFileIgnores);
    let mut all = Vec::new();
    for (pattern, key, value) in node.into_iter().flat_map(Node::pairs) {
        let base = key.file().map(|file| file.base.clone());
        let files = matcher(&base.unwrap_or_default(), &[pattern]);
        let own = |role: Option<String>, node: &Node| PerFile {
            files: files.clone(),
            role,
            rules: meant(node, pack),
        };
        match &value.value {
            Value::Mapping(_) => {
                let by_role = value.pairs().map(|(role, _, node)| {
                    let role = pack.resolve_role(role).unwrap_or(role);
                    own(Some(fold(role)), node)
                });
                all.extend(by_role);
            }
            Value::Nothing | Value::Text(_) | Value::List(_) => all.push(own(None, value)),
        }
    }
    all
}

/// The places of the rules that selectors mean.
fn meant(node: &Node, pack: &Pack) -> Vec<usize> {
    let mut rules = BTreeSet::new();
    for (selector, _) in node.texts() {
        for (at, rule) in pack.core.rules.iter().enumerate() {
            if exactness(selector, rule, pack).is_some() {
                rules.insert(at);
            }
        }
    }
    rules.into_iter().collect()
}
