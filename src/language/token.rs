//! A text as tokens: words, numbers and marks, each with its byte range; elisions, genitives and gender marks are seen to.

use super::Language;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Number,
    /// One character that is neither letter, digit nor space.
    Mark(char),
}

/// A word, number or mark of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    /// Bytes in the text, gender marks included (`Entwickler:innen`).
    pub start: usize,
    pub end: usize,
    /// End of the word proper, without gender mark.
    pub stop: usize,
    /// No space stands before it: the second half of `Product-Owner`.
    pub glued: bool,
    /// A hyphen without a word follows (`Termin- und …`) or goes before (`… und -optimierung`).
    pub open: bool,
}

const GERMAN_ENDINGS: [&str; 8] = ["innen", "in", "n", "r", "s", "nen", "e", "en"];
const FRENCH_ENDINGS: [&str; 22] = [
    "e", "es", "s", "ne", "nes", "fe", "fes", "ve", "le", "les", "trice", "trices", "rice",
    "rices", "euse", "euses", "ère", "ères", "ice", "ices", "te", "sse",
];

const ELIDED: [&str; 13] = [
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];

fn is_letter(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphabetic();
    }
    letter.is_alphabetic()
        || ('\u{300}'..='\u{36f}').contains(&letter)
        || matches!(
            letter,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
        )
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '′')
}

/// The tokens of a text. Byte ranges are those of the text.
pub fn tokenise(text: &str, language: Language) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 2);
    tokenise_into(text, language, &mut tokens);
    tokens
}

/// Adds the tokens of a text to those of an empty list.
pub fn tokenise_into(text: &str, language: Language, tokens: &mut Vec<Token>) {
    let mut at = 0;
    let mut space = true;
    while let Some(&byte) = text.as_bytes().get(at) {
        // Nearly all is plain letters and single spaces.
        if byte == b' ' {
            at += 1;
            space = true;
            continue;
        }
        if let Some(end) = plain_word_end(text.as_bytes(), at) {
            tokens.push(Token {
                kind: TokenKind::Word,
                start: at,
                end,
                stop: end,
                glued: !space,
                open: false,
            });
            at = end;
            space = false;
            continue;
        }
        let Some(letter) = text[at..].chars().next() else {
            break;
        };
        let start = at;
        if letter.is_whitespace() {
            at += letter.len_utf8();
            space = true;
            continue;
        }
        let glued = !space;
        space = false;
        if is_letter(letter) {
            at = word_end(text, at, language);
            let stop = at;
            at = skip_gender(text, at, language);
            tokens.push(Token {
                kind: TokenKind::Word,
                start,
                end: at,
                stop,
                glued,
                open: false,
            });
        } else if letter.is_numeric() {
            at += text[at..]
                .find(|c: char| !(c.is_numeric() || matches!(c, '.' | ',' | '\u{202f}')))
                .unwrap_or(text.len() - at);
            while text[start..at].ends_with(['.', ',', '\u{202f}']) {
                at -= text[..at].chars().next_back().map_or(1, char::len_utf8);
            }
            tokens.push(Token {
                kind: TokenKind::Number,
                start,
                end: at,
                stop: at,
                glued,
                open: false,
            });
        } else {
            at += letter.len_utf8();
            if matches!(letter, '-' | '‑' | '\u{2010}') {
                let next_is_word = text[at..]
                    .chars()
                    .next()
                    .is_some_and(|c| is_letter(c) || c.is_numeric());
                let first = tokens.is_empty();
                match tokens.last_mut() {
                    // The hyphen inside a word joins its halves and is no token.
                    Some(last) if glued && last.end == start && next_is_word => continue,
                    Some(last) if glued && last.end == start && last.kind == TokenKind::Word => {
                        last.open = true;
                        continue;
                    }
                    _ if next_is_word && !glued && !first => {
                        let end = word_end(text, at, language);
                        tokens.push(Token {
                            kind: TokenKind::Word,
                            start: at,
                            end,
                            stop: end,
                            glued: false,
                            open: true,
                        });
                        at = end;
                        continue;
                    }
                    _ => {}
                }
            }
            tokens.push(Token {
                kind: TokenKind::Mark(letter),
                start,
                end: at,
                stop: at,
                glued,
                open: false,
            });
        }
    }
}

/// Where a word of plain letters ends, if what follows is no part of it: a space, a comma or nothing.
fn plain_word_end(bytes: &[u8], start: usize) -> Option<usize> {
    let letters = bytes[start..].iter();
    let length = letters
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let end = start + length;
    (length > 0 && matches!(bytes.get(end), None | Some(b' ' | b','))).then_some(end)
}

/// Where a word that begins at `start` ends; an elided article (`l'`) is a word of its own, an English genitive is cut off.
fn word_end(text: &str, start: usize, language: Language) -> usize {
    // Most words are nothing but plain letters.
    let plain = text.as_bytes()[start..].iter();
    let mut at = start + plain.take_while(|byte| byte.is_ascii_alphabetic()).count();
    for letter in text[at..].chars() {
        if is_letter(letter) || (letter.is_numeric() && at > start) {
            at += letter.len_utf8();
            continue;
        }
        if is_apostrophe(letter) && at > start {
            let after = at + letter.len_utf8();
            let rest = &text[after..];
            let head = text[start..at].to_lowercase();
            // Also at the end of an entry (`jusqu'`) and before a quotation mark (`l'« outil »`).
            if language == Language::Fr && ELIDED.contains(&head.as_str()) {
                return after;
            }
            if !rest.chars().next().is_some_and(is_letter) {
                return at;
            }
            if language == Language::Fr {
                let whole = head == "aujourd" || head == "prud";
                if !whole {
                    return after;
                }
            } else {
                let tail = rest
                    .find(|c: char| !is_letter(c))
                    .map_or(rest, |end| &rest[..end]);
                if tail.eq_ignore_ascii_case("s") {
                    return at;
                }
            }
            at = after;
            continue;
        }
        break;
    }
    at
}

/// Behind a word, past a gender mark such as `:in`, `*innen`, `/-in`, `(in)`, `·e`, `(ne)` or an English `'s`.
fn skip_gender(text: &str, at: usize, language: Language) -> usize {
    let rest = &text[at..];
    let mut letters = rest.chars();
    let Some(mark) = letters.next() else {
        return at;
    };
    if language == Language::En {
        if is_apostrophe(mark) {
            let after = at + mark.len_utf8();
            let tail = &text[after..];
            if tail.starts_with(['s', 'S']) && !tail[1..].chars().next().is_some_and(is_letter) {
                return after + 1;
            }
        }
        return at;
    }
    let endings: &[&str] = if language == Language::De {
        &GERMAN_ENDINGS
    } else {
        &FRENCH_ENDINGS
    };
    let (open, close) = match (mark, language) {
        ('(', _) => (mark.len_utf8(), true),
        (':' | '*' | '_', Language::De) | ('·' | '•' | '.', Language::Fr) => {
            (mark.len_utf8(), false)
        }
        ('/', _) => (if rest[1..].starts_with('-') { 2 } else { 1 }, false),
        _ => return at,
    };
    let inner = &rest[open..];
    let length = inner.find(|c: char| !is_letter(c)).unwrap_or(inner.len());
    let ending = inner[..length].to_lowercase();
    if !endings.contains(&ending.as_str())
        || (mark == ':' && !ending.starts_with("in") && ending != "r" && ending != "n")
    {
        return at;
    }
    if mark == '/' && !(ending.starts_with("in") || ending.len() > 3) {
        return at;
    }
    let mut end = at + open + length;
    if close {
        if !text[end..].starts_with(')') {
            return at;
        }
        end += 1;
    }
    // A second mark: développeur·euse·s
    if language == Language::Fr && mark != '(' && text[end..].starts_with(mark) {
        let tail = &text[end + mark.len_utf8()..];
        if tail.starts_with('s') && !tail[1..].chars().next().is_some_and(is_letter) {
            end += mark.len_utf8() + 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, language: Language) -> Vec<&str> {
        tokenise(text, language)
            .iter()
            .map(|token| &text[token.start..token.stop])
            .collect()
    }

    #[test]
    fn elisions_are_words_of_their_own() {
        assert_eq!(
            words("l’équipe n'est qu'ici", Language::Fr),
            ["l’", "équipe", "n'", "est", "qu'", "ici"]
        );
        assert_eq!(words("aujourd'hui", Language::Fr), ["aujourd'hui"]);
        assert_eq!(words("qu'", Language::Fr), ["qu'"]);
    }

    #[test]
    fn genitives_and_contractions() {
        assert_eq!(
            words("the team's plan doesn't", Language::En),
            ["the", "team", "plan", "doesn't"]
        );
    }

    #[test]
    fn gender_marks_belong_to_the_word() {
        let text = "Entwickler:innen, Developer*in und Leiter/-in (m/w/d)";
        assert_eq!(
            words(text, Language::De)[..6],
            ["Entwickler", ",", "Developer", "und", "Leiter", "("]
        );
        assert_eq!(
            words("chargé·e, développeur·euse·s, chef(fe)", Language::Fr),
            ["chargé", ",", "développeur", ",", "chef"]
        );
    }

    #[test]
    fn a_colon_before_a_space_is_a_colon() {
        assert_eq!(
            words("Product Owner: in der IT", Language::De),
            ["Product", "Owner", ":", "in", "der", "IT"]
        );
    }

    #[test]
    fn hyphens_join_and_hang() {
        let text =
            "Termin- und Kapazitätsplanung, Prozessmodellierung und -optimierung, Product-Owner";
        let open: Vec<&str> = tokenise(text, Language::De)
            .iter()
            .filter(|t| t.open)
            .map(|t| &text[t.start..t.stop])
            .collect();
        assert_eq!(open, ["Termin", "optimierung"]);
        let glued: Vec<&str> = tokenise(text, Language::De)
            .iter()
            .filter(|t| t.glued && t.kind == TokenKind::Word)
            .map(|t| &text[t.start..t.stop])
            .collect();
        assert_eq!(glued, ["Owner"]);
    }
}
