//! `spellings`: one role under several names.

use super::hit::{Hit, Place};
use super::remedy::Remedy;
use super::seen::SeenRole;
use crate::finding::Safety;
use crate::language::{Language, Token, TokenKind, fold, tokenise};
use crate::model::Text;
use crate::pack::Pack;
use std::collections::BTreeMap;

pub(super) fn check<'f>(roles: &[SeenRole<'f>], pack: &Pack) -> Vec<(usize, Hit<'f>)> {
    let mut first: BTreeMap<&str, (Name, Place<'f>)> = BTreeMap::new();
    let mut told: Vec<(&str, Name)> = Vec::new();
    let mut hits: Vec<(usize, Hit<'f>)> = Vec::new();
    for role in roles {
        let Some(id) = role.id else { continue };
        let language = role.name.language.unwrap_or(Language::En);
        let own = [role.role.title.as_ref(), Some(&role.role.name)];
        let written = own.into_iter().flatten().find_map(|text| {
            let (start, more) = pack.role_at_start(&text.value)?;
            (start == id && more == 0 && text.value != id).then_some(text)
        });
        if let Some(text) = written {
            let name = name_of(&text.value, language);
            if !name.is_short() {
                first.entry(id).or_insert((name, Place::whole(text)));
            }
        }
    }
    for (at, role) in roles.iter().enumerate() {
        let duties = role
            .held_texts()
            .map(|duty| (&duty.duty.text, &duty.reading));
        for (text, reading) in duties {
            let language = reading.language.unwrap_or(Language::En);
            for mark in &reading.marks {
                let Some(id) = mark.class.strip_prefix('@') else {
                    continue;
                };
                if !roles.iter().any(|other| other.id == Some(id)) {
                    continue;
                }
                let place = whole_name(text, mark.range.clone(), id, language, pack);
                let name = name_of(&text.value[place.range.clone()], language);
                if name.is_short() {
                    continue;
                }
                let Some((usual, earlier)) = first.get(id) else {
                    first.insert(id, (name, place));
                    continue;
                };
                if *usual == name {
                    continue;
                }
                let remedy = remedy(&place, &name, earlier, usual, language);
                let known = told.iter().position(|one| *one == (id, name.clone()));
                if let Some(known) = known {
                    // One finding tells of all places, and mends all.
                    let first = hits[known].1.remedy.as_mut();
                    if let (Some(first), Some(remedy)) = (first, remedy) {
                        first.changes.extend(remedy.changes);
                    }
                    continue;
                }
                told.push((id, name));
                hits.push((
                    at,
                    Hit {
                        language: reading.language,
                        related: vec![earlier.clone()],
                        remedy,
                        ..Hit::at(place)
                    },
                ));
            }
        }
    }
    hits
}

/// What two spellings of one name must share: the words without endings, the joints and the kind of gender mark.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    words: Vec<String>,
    hyphens: usize,
    gender: Option<char>,
}

impl Name {
    fn is_short(&self) -> bool {
        self.words.len() < 2
    }
}

fn name_of(text: &str, language: Language) -> Name {
    let tokens = tokenise(text, language);
    let words = tokens.iter().map(|token| {
        let folded = fold(&text[token.start..token.stop], language);
        let bare = folded
            .strip_suffix("in")
            .filter(|bare| bare.ends_with("er"));
        bare.unwrap_or(&folded)
            .trim_end_matches(['s', 'n'])
            .to_owned()
    });
    // Articles and prepositions are no part of the name: pilote de processus, pilote du processus.
    let words: Vec<String> = words
        .filter(|word| word.chars().count() > 3 && word.starts_with(char::is_alphabetic))
        .collect();
    Name {
        words,
        hyphens: text.matches(['-', '\u{2010}', '\u{2011}']).count(),
        gender: tokens
            .iter()
            .filter_map(|token| text[token.stop..token.end].chars().next())
            .find(|mark| !mark.is_alphabetic() && !matches!(mark, '\'' | '’')),
    }
}

/// The usual name in place of another: safe where only the joints between the same words differ.
fn remedy<'f>(
    place: &Place<'f>,
    name: &Name,
    earlier: &Place<'f>,
    usual: &Name,
    language: Language,
) -> Option<Remedy<'f>> {
    let found = place.text.value.get(place.range.clone())?;
    let wanted = earlier.text.value.get(earlier.range.clone())?.trim();
    if wanted.contains(['(', '/']) {
        return None;
    }
    let is_same = name.words == usual.words && name.gender == usual.gender;
    let joined = respelled(found, wanted, language).filter(|_| is_same);
    let safety = if joined.is_some() {
        Safety::Safe
    } else {
        Safety::Unsafe
    };
    let words = joined.unwrap_or_else(|| wanted.to_owned());
    (words != found).then(|| Remedy {
        safety,
        words: words.clone(),
        changes: vec![(place.text, place.range.clone(), words)],
    })
}

/// The words of `wanted` and what stands between them, with the endings that the words have where they were found.
fn respelled(found: &str, wanted: &str, language: Language) -> Option<String> {
    let words = |text: &str| -> Vec<Token> {
        let mut tokens = tokenise(text, language);
        tokens.retain(|token| token.kind == TokenKind::Word);
        tokens
    };
    let (own, usual) = (words(found), words(wanted));
    if own.len() != usual.len() {
        return None;
    }
    let mut spelled = String::with_capacity(wanted.len());
    let mut end = usual.first()?.start;
    for (own, usual) in own.iter().zip(&usual) {
        spelled.push_str(&wanted[end..usual.start]);
        let (own, word) = (&found[own.start..own.end], &wanted[usual.start..usual.end]);
        let head = own
            .get(..word.len())
            .filter(|head| head.eq_ignore_ascii_case(word));
        match head {
            Some(head) => spelled.extend([word, &own[head.len()..]]),
            None => spelled.push_str(own),
        }
        end = usual.end;
    }
    Some(spelled)
}

/// The name with a word before it that belongs to it: Scrum product owner.
fn whole_name<'f>(
    text: &'f Text,
    range: std::ops::Range<usize>,
    id: &str,
    language: Language,
    pack: &Pack,
) -> Place<'f> {
    let tokens = tokenise(&text.value, language);
    let before = tokens.iter().rfind(|token| token.end <= range.start);
    let start = before
        .filter(|token| {
            let longer = &text.value[token.start..range.end];
            pack.resolve_role(longer) == Some(id)
                && pack
                    .role_at_start(longer)
                    .is_some_and(|(_, more)| more == 0)
        })
        .filter(|token| text.value[token.start..].starts_with(char::is_uppercase))
        .map_or(range.start, |token| token.start);
    Place {
        text,
        range: start..range.end,
    }
}
