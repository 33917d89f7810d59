//! From bytes to a file as it was read, whatever the bytes are.

use crate::bounded;
use crate::error::Error;
use crate::model::{self, Fault, FaultKind, Loaded, Names};
use crate::source::{Source, Span};
use crate::yaml::{self, DecodeProblem, limits};
use std::io;
use std::path::Path;

/// A file that was read before and let go, once more.
pub fn read_again(path: &Path, shown: &str) -> Option<Source> {
    Some(source(shown, limited(path).ok()?))
}

/// A file as it is shown, whatever its bytes are.
pub fn source(shown: &str, bytes: Vec<u8>) -> Source {
    source_of(shown, bytes).0
}

/// All bytes of a file, or the first that are too many.
pub(super) fn limited(path: &Path) -> io::Result<Vec<u8>> {
    bounded::read_up_to(path, limits::FILE_BYTES)
}

/// The same of standard input.
pub(super) fn stdin() -> Result<Vec<u8>, Error> {
    let bytes = bounded::up_to(io::stdin().lock(), limits::FILE_BYTES);
    bytes.map_err(|source| Error::Stdin { source })
}

/// A file from its bytes, wherever they come from.
pub(crate) fn read_bytes(shown: &str, bytes: Vec<u8>, names: &Names) -> Loaded {
    match source_of(shown, bytes) {
        (source, None) => Loaded::new(source, names),
        (source, Some(fault)) => Loaded {
            source,
            charters: Vec::new(),
            faults: vec![fault],
            ignores: Vec::new(),
            synonyms: Vec::new(),
        },
    }
}

/// A file that holds no roles but is read as they are; where its bytes are no text, why.
///
/// # Errors
/// Where it cannot be opened.
pub fn read_text(path: &Path, shown: &str) -> Result<(Source, Option<Fault>), Error> {
    let bytes = limited(path).map_err(|source| {
        let path = path.to_owned();
        Error::Unreadable { path, source }
    })?;
    Ok(source_of(shown, bytes))
}

fn source_of(shown: &str, bytes: Vec<u8>) -> (Source, Option<Fault>) {
    let refused = |text: String, kind, span, words: String| {
        let fault = Fault {
            kind,
            span,
            words,
            hint: None,
            role: None,
        };
        (Source::new(shown, text), Some(fault))
    };
    let start = Span::new(0, 0);
    if bytes.len() > limits::FILE_BYTES {
        let words = format!("{} MiB", limits::FILE_BYTES >> 20);
        return refused(String::new(), FaultKind::TooLarge, start, words);
    }
    match yaml::decode(&bytes).map(drop) {
        // Looked at twice, but not copied: a file may have megabytes.
        Ok(()) => (
            Source::new(shown, String::from_utf8(bytes).unwrap_or_default()),
            None,
        ),
        Err(DecodeProblem::Utf16LittleEndian | DecodeProblem::Utf16BigEndian) => {
            refused(String::new(), FaultKind::NotUtf8, start, "UTF-16".into())
        }
        Err(DecodeProblem::Utf32) => {
            refused(String::new(), FaultKind::NotUtf8, start, "UTF-32".into())
        }
        Err(DecodeProblem::NotUtf8 { offset, byte }) => {
            let span = Span::new(offset, offset + 1);
            let words = format!("{byte:#04X}");
            refused(readable(bytes), FaultKind::NotUtf8, span, words)
        }
        Err(DecodeProblem::Zero { offset }) => {
            let span = Span::new(offset, offset + 1);
            let kind = FaultKind::ControlCharacter;
            refused(readable(bytes), kind, span, "U+0000".into())
        }
    }
}

/// The text with `?` for each byte that is not UTF-8, so that all others keep their place.
fn readable(mut bytes: Vec<u8>) -> String {
    let mut from = 0;
    loop {
        match std::str::from_utf8(&bytes[from..]) {
            Ok(_) => break,
            Err(error) => {
                from += error.valid_up_to();
                bytes[from] = b'?';
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// A broken file that a walk comes by is ours if it speaks of roles: templates of other programs are YAML by name only.
pub(super) fn speaks_of_roles(file: &Loaded) -> bool {
    let text = file.source.text();
    !file.charters.is_empty() || text.is_empty() || text.lines().any(model::is_line_of_a_role)
}
