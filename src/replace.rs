//! Files that are written whole or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Ends the names of files that take another's place: `.charter.yaml.4711.rolelint`, with the number of the process.
const ENDING: &str = ".rolelint";

/// Where nobody can say whether a process lives, what it left is old after this time.
const OLD: Duration = Duration::from_secs(3600);

/// Writes beside the file and then takes its place, with its owner and permissions; a link is followed. What is no
/// file, such as `/dev/null`, is written to.
///
/// # Errors
/// Where the file says that it is not to be written, or its folder takes no new file.
pub fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let before = fs::metadata(&target).ok();
    if let Some(before) = &before {
        if !before.is_file() {
            let mut open = OpenOptions::new();
            return open.write(true).open(&target)?.write_all(bytes);
        }
        if before.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
    }
    let mut new = Replacement::open(&target, OpenOptions::new())?;
    new.write_all(bytes)?;
    if let Some(before) = &before {
        take_over(&new.beside, before)?;
    }
    new.finish()
}

/// A file that is written beside another and then takes its place; let go before that, it is gone.
#[derive(Debug)]
pub struct Replacement {
    file: File,
    beside: PathBuf,
    target: PathBuf,
}

impl Replacement {
    /// One that only its owner can read.
    ///
    /// # Errors
    /// Where the folder takes no new file.
    pub fn private(target: &Path) -> io::Result<Self> {
        let mut open = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
        Self::open(target, open)
    }

    fn open(target: &Path, mut open: OpenOptions) -> io::Result<Self> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let beside = target.with_file_name(format!(".{name}.{}{ENDING}", std::process::id()));
        sweep(target.parent().unwrap_or(target));
        Ok(Self {
            file: open.write(true).create_new(true).open(&beside)?,
            beside,
            target: target.to_owned(),
        })
    }

    /// Takes the other file's place, or that of none.
    ///
    /// # Errors
    /// Where the folder does not allow it.
    pub fn finish(self) -> io::Result<()> {
        fs::rename(&self.beside, &self.target)
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        // Where it has taken its place, there is nothing to remove.
        let _ = fs::remove_file(&self.beside);
    }
}

/// Gives a new file the owner and the permissions of the one that it replaces.
fn take_over(new: &Path, before: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let own = fs::metadata(new)?;
        if (own.uid(), own.gid()) != (before.uid(), before.gid()) {
            // Only the superuser may give files away; the others keep what they may write.
            let _ = chown(new, Some(before.uid()), Some(before.gid()));
        }
    }
    fs::set_permissions(new, before.permissions())
}

/// Removes what processes have left in a folder that were killed while they wrote; once in a run.
fn sweep(folder: &Path) {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut swept = SWEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if !swept.insert(folder.to_owned()) {
        return;
    }
    // What cannot be listed or removed is in nobody's way.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_left = name.to_str().and_then(writer).is_some_and(|process| {
            let age = entry.metadata().and_then(|about| about.modified());
            let age = age.ok().and_then(|changed| changed.elapsed().ok());
            is_gone(process) || age.is_some_and(|age| age > OLD)
        });
        if is_left {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The number of the process that a name tells, if it is one of ours.
fn writer(name: &str) -> Option<u32> {
    let name = name.strip_prefix('.')?.strip_suffix(ENDING)?;
    name.rsplit_once('.')?.1.parse().ok()
}

/// Whether a process is known to have ended. This one has not begun to write.
fn is_gone(process: u32) -> bool {
    let all = Path::new("/proc");
    let is_told = cfg!(target_os = "linux") && all.join("self").exists();
    process == std::process::id() || (is_told && !all.join(process.to_string()).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_our_own_tell_their_process() {
        assert_eq!(writer(".po.yaml.4711.rolelint"), Some(4711));
        for foreign in [
            "po.yaml.4711.rolelint",
            ".po.yaml.tmp",
            ".rolelint",
            ".a.b.rolelint",
        ] {
            assert_eq!(writer(foreign), None);
        }
        assert!(is_gone(std::process::id()));
    }
}
