//! Where results go: standard output, or a file that is written whole or not at all.

use crate::error::Error;
use crate::replace::replace;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// So many bytes are kept on their way to standard output.
const KEPT: usize = 1 << 20;

/// Results on their way out.
#[derive(Debug)]
pub struct Output {
    file: Option<PathBuf>,
    bytes: Vec<u8>,
    is_kept: bool,
    problem: Option<io::Error>,
}

impl Output {
    pub fn new(file: Option<&Path>) -> Self {
        Self {
            file: file.map(Path::to_owned),
            bytes: Vec::new(),
            is_kept: file.is_some(),
            problem: None,
        }
    }

    /// Results of which nothing leaves before [`Self::finish_beside`].
    pub fn kept(file: Option<&Path>) -> Self {
        Self {
            is_kept: true,
            ..Self::new(file)
        }
    }

    /// Adds what a function writes.
    pub fn write_with(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.problem.is_none() {
            self.problem = write(self).err();
        }
    }

    /// Brings a text to standard output and the results beside it: into their file, else to standard error.
    pub fn finish_beside(self, text: &[u8]) -> Result<(), Error> {
        let mut main = Self::new(None);
        main.write_with(|out| out.write_all(text));
        main.finish()?;
        if self.file.is_none() && self.problem.is_none() {
            // Where nobody listens, nothing is lost.
            let _ = io::stderr().lock().write_all(&self.bytes);
            return Ok(());
        }
        self.finish()
    }

    /// Brings the results to where they belong. A reader who went away is no error.
    pub fn finish(self) -> Result<(), Error> {
        let path = self
            .file
            .clone()
            .unwrap_or_else(|| "standard output".into());
        let outcome = match (self.problem, &self.file) {
            (Some(problem), _) => Err(problem),
            (None, Some(file)) => replace(file, &self.bytes),
            (None, None) => {
                let mut out = io::stdout().lock();
                out.write_all(&self.bytes).and_then(|()| out.flush())
            }
        };
        match outcome {
            Err(error) if self.file.is_none() && error.kind() == io::ErrorKind::BrokenPipe => {
                Ok(())
            }
            outcome => outcome.map_err(|source| Error::Unwritable { path, source }),
        }
    }
}

/// A report of gigabytes goes out while it is written; a file is written at the end, whole.
impl Write for Output {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(piece);
        if !self.is_kept && self.bytes.len() >= KEPT {
            io::stdout().lock().write_all(&self.bytes)?;
            self.bytes.clear();
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
