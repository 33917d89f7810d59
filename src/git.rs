//! What changed since a revision, as the `git` program tells.

use crate::error::Error;
use crate::path::normal;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

/// What changed in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// The file is new.
    All,
    /// These lines are new or stand beside lines that are gone; they count from 1.
    Some(Vec<RangeInclusive<usize>>),
}

/// The files that changed, by their paths without detours.
#[derive(Clone, Debug, Default)]
pub struct Changes(BTreeMap<PathBuf, Arc<Lines>>);

impl Changes {
    /// What changed between the revision that a branch left and the files as they are now. Files that git does not
    /// know yet are new, unless it ignores them.
    ///
    /// # Errors
    /// Where there is no git, no repository, or no such revision.
    pub fn since(revision: &str, directory: &Path) -> Result<Self, Error> {
        let git = Git {
            option: "--since",
            folder: directory.to_owned(),
        };
        let git = Git {
            folder: path(trimmed(&git.told(&["rev-parse", "--show-toplevel"])?)),
            ..git
        };
        let commit = git.commit(revision)?;
        // Without a common ancestor, the revision itself is compared.
        let base = git.told(&["merge-base", &commit, "HEAD"]);
        let base = base.map_or(commit, |base| {
            String::from_utf8_lossy(trimmed(&base)).into_owned()
        });
        let changed = |options: &[&str]| {
            let common = ["diff", "--no-color", "--no-ext-diff", "--no-textconv"];
            let more = ["--find-renames", "--diff-filter=d", "--ignore-submodules"];
            git.told(&[&common[..], &more, options, &[&base, "--"]].concat())
        };
        let names = changed(&["--name-only", "-z"])?;
        let hunks = changed(&["--unified=0"])?;
        let top = normal(&git.folder);
        let mut sections = sections(&hunks).into_iter();
        let mut files: BTreeMap<PathBuf, Arc<Lines>> = paths(&names)
            .map(|name| {
                let lines = sections.next().unwrap_or(Lines::All);
                (top.join(name), Arc::new(lines))
            })
            .collect();
        let new = git.told(&["ls-files", "--others", "--exclude-standard", "-z"])?;
        files.extend(paths(&new).map(|name| (top.join(name), Arc::new(Lines::All))));
        Ok(Self(files))
    }

    /// What changed in the file with this path; `None` where nothing did.
    pub fn of(&self, path: &Path) -> Option<Arc<Lines>> {
        let known = self.0.get(path).cloned();
        // The working directory may be reached by a link, the repository's folder never is.
        known.or_else(|| {
            let folder = path.parent()?.canonicalize().ok()?;
            self.0.get(&folder.join(path.file_name()?)).cloned()
        })
    }
}

/// The `git` program in a folder, asked for the sake of an option.
pub(crate) struct Git {
    pub(crate) option: &'static str,
    pub(crate) folder: PathBuf,
}

impl Git {
    /// The commit that a revision means.
    pub(crate) fn commit(&self, revision: &str) -> Result<String, Error> {
        self.told(&["rev-parse", "--show-prefix"])?;
        let commit = format!("{revision}^{{commit}}");
        let known = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ];
        let found = self.run(&known)?;
        if found.status.success() {
            return Ok(String::from_utf8_lossy(trimmed(&found.stdout)).into_owned());
        }
        Err(Error::NoRevision {
            option: self.option,
            revision: revision.to_owned(),
            path: self.folder.clone(),
        })
    }

    /// What a command prints, where it succeeds.
    pub(crate) fn told(&self, arguments: &[&str]) -> Result<Vec<u8>, Error> {
        let output = self.run(arguments)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let reason = String::from_utf8_lossy(&output.stderr);
        let reason = reason.lines().next().unwrap_or_default();
        Err(Error::Git {
            option: self.option,
            path: self.folder.clone(),
            reason: reason.trim_start_matches("fatal: ").to_owned(),
        })
    }

    fn run(&self, arguments: &[&str]) -> Result<Output, Error> {
        let git = Command::new("git")
            .arg("-C")
            .arg(&self.folder)
            .args(arguments)
            .env("LC_ALL", "C")
            .env("GIT_NO_LAZY_FETCH", "1")
            .output();
        git.map_err(|source| Error::NoGit { source })
    }
}

/// The paths of a list that zero bytes part.
fn paths(list: &[u8]) -> impl Iterator<Item = PathBuf> {
    let names = list.split(|&byte| byte == 0);
    names.filter(|name| !name.is_empty()).map(path)
}

/// The changed lines of each file of a diff, in its order.
fn sections(diff: &[u8]) -> Vec<Lines> {
    let mut sections: Vec<Vec<RangeInclusive<usize>>> = Vec::new();
    for line in diff.split(|&byte| byte == b'\n') {
        if line.starts_with(b"diff --git ") {
            sections.push(Vec::new());
        } else if let (Some(lines), Some(section)) = (hunk(line), sections.last_mut()) {
            section.push(lines);
        }
    }
    sections.into_iter().map(Lines::Some).collect()
}

/// The new lines of `@@ -3,2 +3,4 @@`; where lines are gone, the one before them.
fn hunk(line: &[u8]) -> Option<RangeInclusive<usize>> {
    let head = std::str::from_utf8(
        line.strip_prefix(b"@@ -")?
            .split(|&byte| byte == b'@')
            .next()?,
    );
    let new = head.ok()?.split('+').nth(1)?.trim();
    let (first, count) = new.split_once(',').unwrap_or((new, "1"));
    let first: usize = first.parse().ok()?;
    let count: usize = count.parse().ok()?;
    Some(first.max(1)..=(first + count.max(1) - 1).max(1))
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(b"\n").unwrap_or(bytes)
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec()).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    OsString::from(String::from_utf8_lossy(bytes).into_owned()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_tell_the_lines_that_are_new_or_beside_a_gap() {
        assert_eq!(hunk(b"@@ -3,2 +3,4 @@ duties:"), Some(3..=6));
        assert_eq!(hunk(b"@@ -3 +5 @@"), Some(5..=5));
        assert_eq!(hunk(b"@@ -3,2 +2,0 @@"), Some(2..=2));
        assert_eq!(hunk(b"@@ -1,2 +0,0 @@"), Some(1..=1));
        assert_eq!(hunk(b"+@@ -1 +1 @@"), None);
    }

    #[test]
    fn each_file_of_a_diff_has_its_lines() {
        let diff = b"diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n-x\n+diff --git\n+y\n\
            diff --git a/b b/b\nold mode 100644\nnew mode 100755\n";
        let expected = [Lines::Some(vec![1..=2]), Lines::Some(Vec::new())];
        assert_eq!(sections(diff), expected);
    }
}
