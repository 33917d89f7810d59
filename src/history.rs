//! Files as they were at a revision: git is asked, nothing is checked out.

use crate::config::Configs;
use crate::error::Error;
use crate::git::Git;
use crate::model::Loaded;
use crate::path::shown;
use crate::rule::Settings;
use crate::workspace::{self, Known, Request};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of a revision below the paths of a request.
///
/// # Errors
/// No git, no repository, no such revision.
pub fn load(
    request: &Request,
    revision: &str,
    configs: &mut Configs,
) -> Result<Vec<(Loaded, Arc<Settings>)>, Error> {
    let directory = configs.directory().to_owned();
    let patterns = workspace::patterns(request, &directory)?;
    let excludes = configs.excludes();
    let known = Known::new(configs.pack());
    let here = [PathBuf::from(".")];
    let paths = if request.paths.is_empty() {
        &here[..]
    } else {
        &request.paths
    };
    let mut files: Vec<(Loaded, Arc<Settings>)> = Vec::new();
    for path in paths {
        let (folder, within) = split(path);
        let git = Git {
            option: "--against",
            folder: folder.clone(),
        };
        let commit = git.commit(revision)?;
        for name in names_at(&git, &commit, &within)? {
            let path = folder.join(&name);
            let shown = shown(&path, &directory);
            let is_known = files.iter().any(|(file, _)| file.source.path() == shown);
            let is_excluded = workspace::is_excluded(&patterns, &shown) || excludes(&path, false);
            if is_known || is_excluded {
                continue;
            }
            let Some((settings, _)) = configs.settings(&path, false) else {
                continue;
            };
            let blob = format!("{commit}:./{name}");
            let bytes = git.told(&["cat-file", "blob", &blob])?;
            let file = known.with_names(&settings, |names| {
                workspace::read_bytes(&shown, bytes, names)
            });
            if !file.charters.is_empty() {
                files.push((file, settings));
            }
        }
    }
    files.sort_by(|(a, _), (b, _)| a.source.path().cmp(b.source.path()));
    Ok(files)
}

/// The nearest folder that is there today, and what of the path lies in it.
fn split(path: &Path) -> (PathBuf, String) {
    let mut folder = path;
    while !folder.is_dir() {
        match folder.parent() {
            Some(parent) if parent != Path::new("") => folder = parent,
            Some(_) | None => {
                let within = path.to_string_lossy().into_owned();
                return (PathBuf::from("."), within);
            }
        }
    }
    let within = path.strip_prefix(folder).unwrap_or(path);
    let within = within.to_string_lossy().replace('\\', "/");
    let within = if within.is_empty() {
        ".".to_owned()
    } else {
        within
    };
    (folder.to_owned(), within)
}

/// The YAML files of a commit, relative to the folder.
fn names_at(git: &Git, commit: &str, within: &str) -> Result<Vec<String>, Error> {
    let listed = git.told(&["ls-tree", "-r", "-z", "--name-only", commit, "--", within])?;
    let names = listed.split(|&byte| byte == 0);
    let names = names.map(|name| String::from_utf8_lossy(name).into_owned());
    Ok(names.filter(|name| is_yaml(name)).collect())
}

fn is_yaml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
    })
}
