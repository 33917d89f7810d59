//! A text as its reader sees it: without what is invisible, and without letters that only look like others.

use std::borrow::Cow;

/// Letters of Cyrillic and Greek that nobody tells from Latin ones, each with what it looks like.
const LIKE: [(char, char); 41] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Ѕ', 'S'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('а', 'a'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('ѕ', 's'),
    ('у', 'y'),
    ('х', 'x'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ο', 'o'),
];

/// Characters without width that say nothing of a word: hyphens to be, joiners, marks of direction and order.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The text without invisible characters; in a word that has a Latin letter, those that look like one are read as it.
pub fn seen(text: &str) -> Cow<'_, str> {
    let is_odd = |letter: char| is_invisible(letter) || like(letter) != letter;
    if text.is_ascii() || !text.chars().any(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let is_latin = word.contains(|letter: char| letter.is_ascii_alphabetic());
        let letters = word.chars().filter(|letter| !is_invisible(*letter));
        out.extend(letters.map(|letter| if is_latin { like(letter) } else { letter }));
    }
    Cow::Owned(out)
}

fn like(letter: char) -> char {
    let mut known = LIKE.iter();
    known
        .find(|(other, _)| *other == letter)
        .map_or(letter, |(_, latin)| *latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        assert_eq!(seen("Рrоduct\u{200b} Ow\u{ad}ner"), "Product Owner");
        assert_eq!(seen("Р\u{430}t\u{202c}"), "Pat");
    }

    #[test]
    fn words_of_other_alphabets_stay() {
        assert_eq!(seen("Анна Ωρα Kovač"), "Анна Ωρα Kovač");
    }
}
