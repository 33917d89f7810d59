//! From bytes to a file as it was read, whatever the bytes are.

use crate::model::{self, Fault, FaultKind, Loaded, Names};
use crate::source::{Source, Span};
use crate::yaml::{self, DecodeProblem, limits};
use std::fs::File;
use std::io::{self, Read};

/// A file that was read before and let go, once more.
pub fn read_again(shown: &str) -> Option<Source> {
    let bytes = File::open(shown).and_then(limited).ok()?;
    let text = yaml::decode(&bytes).ok()?;
    Some(Source::new(shown, text))
}

/// All bytes, or the first that are too many.
pub(super) fn limited(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = limits::FILE_BYTES as u64 + 1;
    from.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file from its bytes, wherever they come from.
pub(crate) fn read_bytes(shown: &str, bytes: Vec<u8>, names: &Names) -> Loaded {
    if bytes.len() > limits::FILE_BYTES {
        let words = format!("{} MiB", limits::FILE_BYTES >> 20);
        return refused(
            shown,
            String::new(),
            FaultKind::TooLarge,
            Span::new(0, 0),
            words,
        );
    }
    let problem = match yaml::decode(&bytes) {
        Ok(text) => return Loaded::new(Source::new(shown, text), names),
        Err(problem) => problem,
    };
    match problem {
        DecodeProblem::Utf16LittleEndian | DecodeProblem::Utf16BigEndian => {
            let words = "UTF-16".to_owned();
            refused(
                shown,
                String::new(),
                FaultKind::NotUtf8,
                Span::new(0, 0),
                words,
            )
        }
        DecodeProblem::Utf32 => {
            let words = "UTF-32".to_owned();
            refused(
                shown,
                String::new(),
                FaultKind::NotUtf8,
                Span::new(0, 0),
                words,
            )
        }
        DecodeProblem::NotUtf8 { offset, byte } => {
            let words = format!("{byte:#04X}");
            let span = Span::new(offset, offset + 1);
            refused(shown, readable(bytes), FaultKind::NotUtf8, span, words)
        }
        DecodeProblem::Zero { offset } => {
            let span = Span::new(offset, offset + 1);
            let words = "U+0000".to_owned();
            refused(
                shown,
                readable(bytes),
                FaultKind::ControlCharacter,
                span,
                words,
            )
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

fn refused(shown: &str, text: String, kind: FaultKind, span: Span, words: String) -> Loaded {
    Loaded {
        source: Source::new(shown, text),
        charters: Vec::new(),
        faults: vec![Fault {
            kind,
            span,
            words,
            hint: None,
            role: None,
        }],
        ignores: Vec::new(),
        synonyms: Vec::new(),
    }
}

/// A broken file that a walk comes by is ours if it speaks of roles: templates of other programs are YAML by name only.
pub(super) fn speaks_of_roles(file: &Loaded) -> bool {
    let text = file.source.text();
    !file.charters.is_empty() || text.is_empty() || text.lines().any(model::is_line_of_a_role)
}
