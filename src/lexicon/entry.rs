//! How words and phrases are written: `keep .. eye on`, `ab|nehmen`, `=orders`, `<steer> + <capacity> - <server>`.

use super::super::language::{Language, TokenKind, fold, tokenise};
use super::{Link, ProblemKind, Reach};

/// One word of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryWord {
    /// Folded; a bar parts a separable prefix.
    pub(crate) folded: String,
    /// Only this spelling, no other forms.
    pub(crate) exact: bool,
    /// Written with a small first letter: a German verb if it ends like one.
    pub(crate) small: bool,
}

/// An entry of a word class: one word or several with their links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) words: Vec<EntryWord>,
    pub(crate) links: Vec<Link>,
}

/// Reads an entry; `None` where it holds no word.
pub(crate) fn parse_entry(text: &str, language: Language) -> Option<Entry> {
    let mut entry = Entry {
        words: Vec::new(),
        links: Vec::new(),
    };
    let mut link = Link::Adjacent;
    for piece in text.split_whitespace() {
        match piece {
            ".." => link = Link::Gap,
            "&" => link = Link::Any,
            _ => {
                for word in words_of(piece, language) {
                    if !entry.words.is_empty() {
                        entry.links.push(link);
                    }
                    link = Link::Adjacent;
                    entry.words.push(word);
                }
            }
        }
    }
    (!entry.words.is_empty()).then_some(entry)
}

fn words_of(piece: &str, language: Language) -> Vec<EntryWord> {
    let exact = piece.starts_with('=');
    let piece = piece.trim_start_matches('=');
    let small = piece.chars().next().is_some_and(char::is_lowercase);
    if let Some((particle, base)) = piece.split_once('|') {
        let folded = format!("{}|{}", fold(particle, language), fold(base, language));
        return vec![EntryWord {
            folded,
            exact,
            small,
        }];
    }
    tokenise(piece, language)
        .iter()
        .filter(|token| token.kind != TokenKind::Mark('-'))
        .map(|token| EntryWord {
            folded: fold(&piece[token.start..token.stop], language),
            exact,
            small,
        })
        .collect()
}

/// One slot of a phrase as written: alternatives, each a class name or literal words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SlotSource {
    pub(crate) alternatives: Vec<Alternative>,
    pub(crate) reach: Reach,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Alternative {
    Class(String),
    Words(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PhraseSource {
    pub(crate) slots: Vec<SlotSource>,
    pub(crate) without: Vec<Alternative>,
}

/// Reads a phrase.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn parse_phrase(text: &str) -> Result<PhraseSource, ProblemKind> {
    let mut phrase = PhraseSource {
        slots: Vec::new(),
        without: Vec::new(),
    };
    let mut rest = text.trim();
    let mut minus = false;
    loop {
        let plus_at = rest.find(" + ");
        let minus_at = rest.find(" - ");
        let end = [plus_at, minus_at].into_iter().flatten().min();
        let part = rest[..end.unwrap_or(rest.len())].trim();
        let slot = parse_slot(part)?;
        if minus {
            phrase.without.extend(slot.alternatives);
        } else {
            phrase.slots.push(slot);
        }
        let Some(end) = end else { break };
        minus = rest[end..].starts_with(" - ");
        rest = &rest[end + 3..];
    }
    if phrase.slots.is_empty() {
        Err(ProblemKind::EmptyPhrase)
    } else {
        Ok(phrase)
    }
}

fn parse_slot(part: &str) -> Result<SlotSource, ProblemKind> {
    let (reach, part) = match part.chars().next() {
        Some('!') => (Reach::Direct, &part[1..]),
        Some('@') => (Reach::Source, &part[1..]),
        _ => (Reach::Object, part),
    };
    let mut alternatives = Vec::new();
    // A bar between classes or words parts alternatives; inside a word (`ab|nehmen`) it marks a separable prefix.
    for piece in part
        .replace(">|", "> | ")
        .replace("|<", " | <")
        .split(" | ")
    {
        let piece = piece.trim();
        if let Some(name) = piece.strip_prefix('<') {
            let name = name
                .strip_suffix('>')
                .ok_or_else(|| ProblemKind::UnclosedClass(piece.to_owned()))?;
            alternatives.push(Alternative::Class(name.to_owned()));
        } else if piece.is_empty() {
            return Err(ProblemKind::EmptyPlace(part.to_owned()));
        } else {
            alternatives.push(Alternative::Words(piece.to_owned()));
        }
    }
    Ok(SlotSource {
        alternatives,
        reach,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_have_slots_alternatives_and_exceptions() {
        let phrase = parse_phrase("<plan>|<steer> + !<capacity> - <server>").unwrap();
        assert_eq!(phrase.slots.len(), 2);
        assert_eq!(phrase.slots[0].alternatives.len(), 2);
        assert_eq!(phrase.slots[1].reach, Reach::Direct);
        assert_eq!(phrase.without, [Alternative::Class("server".into())]);
        assert!(parse_phrase("<plan + x").is_err());
    }

    #[test]
    fn entries_know_gaps_and_separable_verbs() {
        let entry = parse_entry("keep .. eye on", Language::En).unwrap();
        assert_eq!(entry.links, [Link::Gap, Link::Adjacent]);
        let entry = parse_entry("ab|nehmen", Language::De).unwrap();
        assert_eq!(entry.words[0].folded, "ab|nehmen");
    }
}
