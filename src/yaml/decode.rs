//! Bytes to text: UTF-8 with or without byte order mark, or a clear word of what the file is instead.

use thiserror::Error;

/// Why bytes are not text that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DecodeProblem {
    #[error("the file is UTF-16 (little endian), not UTF-8")]
    Utf16LittleEndian,
    #[error("the file is UTF-16 (big endian), not UTF-8")]
    Utf16BigEndian,
    #[error("the file is UTF-32, not UTF-8")]
    Utf32,
    /// The bytes before `offset` are UTF-8, `byte` is not; a letter with an accent of an older encoding, mostly.
    #[error("the byte {byte:#04x} at offset {offset} is not UTF-8")]
    NotUtf8 { offset: usize, byte: u8 },
    /// A zero byte, which no text holds. Other control characters are problems of the tree, with their place.
    #[error("the file holds a zero byte at offset {offset}, so it is not text")]
    Zero { offset: usize },
}

/// The text of a file, its byte order mark included.
pub fn decode(bytes: &[u8]) -> Result<&str, DecodeProblem> {
    match *bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, _, ..] | [_, 0, 0, 0, ..] => {
            return Err(DecodeProblem::Utf32);
        }
        [0xff, 0xfe, ..] | [_, 0, _, 0, ..] => return Err(DecodeProblem::Utf16LittleEndian),
        [0xfe, 0xff, ..] | [0, _, 0, _, ..] => return Err(DecodeProblem::Utf16BigEndian),
        _ => {}
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        DecodeProblem::NotUtf8 {
            offset,
            byte: bytes[offset],
        }
    })?;
    match text.find('\0') {
        Some(offset) => Err(DecodeProblem::Zero { offset }),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_is_kept_with_its_mark() {
        assert_eq!(
            decode("\u{feff}rôle: ß".as_bytes()).unwrap(),
            "\u{feff}rôle: ß"
        );
        assert_eq!(decode(b"").unwrap(), "");
    }

    #[test]
    fn other_encodings_are_named() {
        let utf16 = |bytes: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
            text.encode_utf16().flat_map(bytes).collect()
        };
        for text in ["\u{feff}role: a", "role: a"] {
            let little = utf16(u16::to_le_bytes, text);
            assert_eq!(decode(&little), Err(DecodeProblem::Utf16LittleEndian));
            let big = utf16(u16::to_be_bytes, text);
            assert_eq!(decode(&big), Err(DecodeProblem::Utf16BigEndian));
            let wide = text.chars().map(u32::from);
            let little: Vec<u8> = wide.clone().flat_map(u32::to_le_bytes).collect();
            assert_eq!(decode(&little), Err(DecodeProblem::Utf32));
            let big: Vec<u8> = wide.flat_map(u32::to_be_bytes).collect();
            assert_eq!(decode(&big), Err(DecodeProblem::Utf32));
        }
    }

    #[test]
    fn what_is_not_text_is_refused_with_its_offset() {
        let problem = DecodeProblem::NotUtf8 {
            offset: 7,
            byte: 0xfc,
        };
        assert_eq!(decode(b"team: M\xfcnchen"), Err(problem));
        assert_eq!(
            decode(b"role: a\0b"),
            Err(DecodeProblem::Zero { offset: 7 })
        );
    }
}
