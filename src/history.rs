//! Files as they were at a revision: git is asked, nothing is checked out.

use crate::config::Configs;
use crate::error::Error;
use crate::model::Loaded;
use crate::path::shown;
use crate::rule::Settings;
use crate::workspace::{self, Known, Request};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
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
        let commit = commit(&folder, revision)?;
        for name in names_at(&folder, &commit, &within)? {
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
            let bytes = told(&folder, &["cat-file", "blob", &blob])?;
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

fn commit(folder: &Path, revision: &str) -> Result<String, Error> {
    told(folder, &["rev-parse", "--show-prefix"])?;
    let wanted = format!("{revision}^{{commit}}");
    let arguments = [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &wanted,
    ];
    let found = git(folder, &arguments)?;
    if !found.status.success() {
        return Err(Error::NoRevision {
            revision: revision.to_owned(),
            path: folder.to_owned(),
        });
    }
    Ok(String::from_utf8_lossy(&found.stdout).trim().to_owned())
}

/// The YAML files of a commit, relative to the folder.
fn names_at(folder: &Path, commit: &str, within: &str) -> Result<Vec<String>, Error> {
    let listed = told(
        folder,
        &["ls-tree", "-r", "-z", "--name-only", commit, "--", within],
    )?;
    let names = listed.split(|&byte| byte == 0);
    let names = names.map(|name| String::from_utf8_lossy(name).into_owned());
    Ok(names.filter(|name| is_yaml(name)).collect())
}

fn is_yaml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
    })
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, Error> {
    let git = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env("LC_ALL", "C")
        .env("GIT_NO_LAZY_FETCH", "1")
        .output();
    git.map_err(|source| Error::NoGit { source })
}

/// What git says, where it succeeds.
fn told(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Error> {
    let output = git(folder, arguments)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    let reason = reason.lines().next().unwrap_or_default();
    Err(Error::Git {
        path: folder.to_owned(),
        reason: reason.trim_start_matches("fatal: ").to_owned(),
    })
}
