//! A pack from its YAML files, cross-checked and compiled.

use super::super::classifier::NONE;
use super::super::language::Language;
use super::super::lexicon::{self, ClassesSource, Lexicon, LexiconSource};
use super::Core;
use super::known::{Known, Unknown};
use super::names::Names;
use super::problem::{Problem, ProblemKind};
use super::texts::{Activity, Area, Profile, RoleSpec, Rule, level};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A compiled pack, as bytes that [`super::Pack::open`] takes.
#[derive(Debug, Default)]
pub struct Loaded {
    pub core: Vec<u8>,
    pub tables: [Vec<u8>; 3],
    /// Label and text of what the classifier learns from, by language.
    pub phrasings: [Vec<(u16, String)>; 3],
    pub problems: Vec<Problem>,
}

/// Compiles a pack from its files: path within the pack (`rules/PO/PO008-backlog-secretary.yaml`) and text.
pub fn load(files: &[(String, String)]) -> Loaded {
    let mut loaded = Loaded::default();
    let mut source = LexiconSource::default();
    let mut core: Core<String> = Core {
        areas: Vec::new(),
        activities: Vec::new(),
        roles: Vec::new(),
        rules: Vec::new(),
        profiles: Vec::new(),
        names: Names::default(),
        retired: BTreeMap::new(),
    };
    let mut texts: Vec<PhrasingFile> = Vec::new();
    for (path, text) in files {
        let mut problems = Vec::new();
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["rules", ..] => core
                .rules
                .extend(parse::<Rule<String>>(path, text, &mut problems)),
            ["profiles", _] => {
                core.profiles
                    .extend(parse::<Profile<String>>(path, text, &mut problems));
            }
            ["activities", _] => core.activities.extend(
                parse::<Vec<Activity<String>>>(path, text, &mut problems).unwrap_or_default(),
            ),
            ["lexicon", "classes.yaml"] => {
                source.classes =
                    parse::<ClassesSource>(path, text, &mut problems).unwrap_or_default();
            }
            ["lexicon", _] => source
                .lexicons
                .extend(parse::<Lexicon>(path, text, &mut problems)),
            ["phrasings", language, _] => match Language::from_tag(language) {
                Some(language) => texts.push((
                    language,
                    path.clone(),
                    parse::<BTreeMap<String, Vec<String>>>(path, text, &mut problems)
                        .unwrap_or_default(),
                )),
                None => problems.push(Problem {
                    file: path.clone(),
                    words: (*language).to_owned(),
                    kind: ProblemKind::UnknownLanguage,
                }),
            },
            ["retired.yaml"] => core.retired.extend(
                parse::<BTreeMap<String, String>>(path, text, &mut problems).unwrap_or_default(),
            ),
            ["areas.yaml"] => {
                core.areas.extend(
                    parse::<Vec<Area<String>>>(path, text, &mut problems).unwrap_or_default(),
                );
            }
            [_] => core
                .roles
                .extend(parse::<RoleSpec<String>>(path, text, &mut problems)),
            _ => problems.push(Problem {
                file: path.clone(),
                words: path.clone(),
                kind: ProblemKind::Misplaced,
            }),
        }
        loaded.problems.extend(problems);
    }
    core.activities.sort_by_key(|activity| activity.signal);
    core.rules.sort_by(|a, b| a.code.cmp(&b.code));
    core.roles.sort_by(|a, b| a.id.cmp(&b.id));
    core.profiles.sort_by(|a, b| a.id.cmp(&b.id));
    core.names = names(&core.roles, &mut loaded.problems);
    cross_check(&core, &source.classes, &mut loaded.problems);
    label_phrasings(texts, &core, &mut loaded);
    source.activities = core
        .activities
        .iter()
        .map(|activity| (activity.id.clone(), activity.phrases.to_vec()))
        .collect();
    source.actors = core.roles.iter().flat_map(actor_names).collect();
    for language in Language::ALL {
        let (bytes, problems) = lexicon::compile(&source, language);
        for problem in problems {
            let file = format!("lexicon/{}.yaml", language.code());
            let kind = ProblemKind::Lexicon(problem.kind);
            let mut told = loaded.problems.iter();
            if !told.any(|other| other.words == problem.words && other.kind == kind) {
                loaded.problems.push(Problem {
                    file,
                    words: problem.words,
                    kind,
                });
            }
        }
        loaded.tables[language as usize] = bytes;
    }
    loaded.core = encode(&core, &mut loaded.problems);
    loaded
}

/// Language and path of a file of phrasings, and its texts by activity.
type PhrasingFile = (Language, String, BTreeMap<String, Vec<String>>);

/// Gives each phrasing the number of its activity.
fn label_phrasings(texts: Vec<PhrasingFile>, core: &Core<String>, loaded: &mut Loaded) {
    for (language, path, by_activity) in texts {
        for (id, phrasings) in by_activity {
            let label = core
                .activities
                .iter()
                .position(|activity| activity.id == id)
                .and_then(|at| u16::try_from(at).ok());
            let label = if id == "none" { Some(NONE) } else { label };
            match label {
                Some(label) => loaded.phrasings[language as usize]
                    .extend(phrasings.into_iter().map(|text| (label, text))),
                None => loaded.problems.push(Problem {
                    file: path.clone(),
                    words: id,
                    kind: ProblemKind::UnknownActivity,
                }),
            }
        }
    }
}

/// The YAML files under a folder, by path within it, sorted.
///
/// # Errors
/// Where a folder or file cannot be read.
pub fn files_under(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                let name = path
                    .strip_prefix(folder)
                    .unwrap_or(&path)
                    .to_string_lossy()
                    .replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path)?));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn encode<T: serde::Serialize>(value: &T, problems: &mut Vec<Problem>) -> Vec<u8> {
    postcard::to_stdvec(value).unwrap_or_else(|error| {
        problems.push(Problem {
            file: String::new(),
            words: String::new(),
            kind: ProblemKind::Unreadable(error.to_string()),
        });
        Vec::new()
    })
}

fn parse<T: serde::de::DeserializeOwned>(
    path: &str,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    match serde_yaml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            problems.push(Problem {
                file: path.to_owned(),
                words: String::new(),
                kind: ProblemKind::Unreadable(error.to_string()),
            });
            None
        }
    }
}

/// Every levelled name of every role, with its index; a name of `never` leads nowhere.
fn names(roles: &[RoleSpec<String>], problems: &mut Vec<Problem>) -> Names<String> {
    let mut names: BTreeMap<String, Option<u16>> = BTreeMap::new();
    for (at, role) in roles.iter().enumerate() {
        let at = u16::try_from(at).ok();
        let aliases = Language::ALL
            .iter()
            .flat_map(|&language| role.aliases.of(language));
        let titles = [&role.title.en, &role.title.de, &role.title.fr, &role.id];
        for name in titles.into_iter().chain(aliases).chain(&role.short) {
            let other = names.insert(level(name), at).flatten();
            if other.is_some() && other != at {
                let file = format!("{}.yaml", role.id);
                problems.push(Problem {
                    file,
                    words: name.clone(),
                    kind: ProblemKind::Taken,
                });
            }
        }
    }
    for role in roles {
        for name in &role.never {
            names.entry(level(name)).or_insert(None);
        }
    }
    names.into()
}

fn actor_names(role: &RoleSpec<String>) -> Vec<(String, Language, Vec<String>)> {
    Language::ALL
        .into_iter()
        .map(|language| {
            let mut names = role.aliases.of(language).to_vec();
            names.push(role.title.of(language).clone());
            (role.id.clone(), language, names)
        })
        .collect()
}

fn cross_check(core: &Core<String>, classes: &ClassesSource, problems: &mut Vec<Problem>) {
    let known = Known::new(core, classes.names().cloned());
    let mut tell = |file: &str, unknown: Vec<Unknown>| {
        problems.extend(unknown.into_iter().map(|(words, kind)| Problem {
            file: file.to_owned(),
            words,
            kind,
        }));
    };
    for role in &core.roles {
        tell(&format!("{}.yaml", role.id), known.in_role(role));
    }
    for activity in &core.activities {
        tell("activities", known.in_activity(activity));
    }
    for profile in &core.profiles {
        tell(
            &format!("profiles/{}", profile.id),
            known.in_names(&profile.required, &[]),
        );
    }
    let mut codes = BTreeSet::new();
    for rule in &core.rules {
        let file = format!("rules/{}", rule.code);
        if !codes.insert(&rule.code) || !codes.insert(&rule.name) {
            tell(&file, vec![(rule.code.clone(), ProblemKind::Taken)]);
        }
        tell(&file, known.in_rule(rule));
    }
    for (code, current) in &core.retired {
        if codes.contains(code) {
            tell("retired.yaml", vec![(code.clone(), ProblemKind::Taken)]);
        }
        if !core.rules.iter().any(|rule| rule.code == *current) {
            tell(
                "retired.yaml",
                vec![(current.clone(), ProblemKind::UnknownRule)],
            );
        }
    }
}
