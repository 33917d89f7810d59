//! Files that are written whole or not at all.

use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::Path;

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
            let mut open = fs::OpenOptions::new();
            return open.write(true).open(&target)?.write_all(bytes);
        }
        if before.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
    }
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| before.map_or(Ok(()), |before| take_over(&beside, &before)))
        .and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        // The first problem is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
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
