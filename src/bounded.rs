//! Files that are read to a bound: what is larger, or has no end, is an error.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// All bytes of a file.
///
/// # Errors
/// Where it cannot be opened, or holds more bytes than this.
pub fn read(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let bytes = read_up_to(path, most)?;
    if bytes.len() > most {
        let reason = format!("larger than {} MiB", most >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
    }
    Ok(bytes)
}

/// All bytes of a file, or the first that are too many.
///
/// # Errors
/// Where it cannot be opened or read.
pub fn read_up_to(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata().map_or(0, |about| about.len());
    let length = usize::try_from(length).unwrap_or(most).min(most);
    // The end is found where there is room for one byte more, and a file may be kept as it was read.
    read_into(Vec::with_capacity(length + 1), file, most)
}

/// All bytes, or the first that are too many.
///
/// # Errors
/// Where they cannot be read.
pub fn up_to(from: impl Read, most: usize) -> io::Result<Vec<u8>> {
    read_into(Vec::new(), from, most)
}

fn read_into(mut bytes: Vec<u8>, from: impl Read, most: usize) -> io::Result<Vec<u8>> {
    from.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// # Errors
/// Where there is nothing, or no file: a folder, a pipe, a device.
pub fn is_file(path: &Path) -> io::Result<()> {
    if fs::metadata(path)?.is_file() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_an_error() {
        assert_eq!(up_to(io::repeat(b'a'), 9).unwrap().len(), 10);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "four").unwrap();
        assert_eq!(read(&path, 4).unwrap(), b"four");
        assert_eq!(
            read(&path, 3).unwrap_err().kind(),
            io::ErrorKind::FileTooLarge
        );
        assert!(is_file(&path).is_ok());
        assert!(is_file(folder.path()).is_err());
    }
}
