//! Text of other people, made harmless for a terminal.

use std::borrow::Cow;

/// The text with control characters, those that turn the direction of reading, and those that hide, replaced by
/// visible ones. Joiners stay, as emoji need them.
pub fn harmless(text: &str) -> Cow<'_, str> {
    // Most texts are plain.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    if text.chars().all(|letter| visible(letter) == letter) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(visible).collect())
}

/// The same for a text of several lines, which keeps them.
pub fn harmless_lines(text: &str) -> String {
    let lines = text.split('\n').map(harmless);
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands for a character.
pub(super) fn visible(letter: char) -> char {
    match letter {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_bidi_marks_become_visible() {
        assert_eq!(harmless("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(harmless("a\u{202e}b\u{9b}c"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(harmless("größe 👩‍👩‍👧‍👦 é"), "größe 👩‍👩‍👧‍👦 é");
    }

    #[test]
    fn what_hides_becomes_visible() {
        for hidden in [
            '\u{ad}',
            '\u{180e}',
            '\u{206a}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e007f}',
        ] {
            assert_eq!(harmless(&format!("a{hidden}b")), "a\u{fffd}b");
        }
    }
}
