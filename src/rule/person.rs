//! `person`: a person stands where a role belongs.

use super::hit::{Hit, Place};
use super::people;
use super::seen::SeenRole;
use crate::language::{Language, TokenKind, plain, tokenise};
use crate::model::Text;
use crate::pack::Person;
use crate::reading::Reading;
use std::collections::BTreeSet;
use std::ops::{Bound, Range};

/// The given and family names of all who hold a role.
pub(super) fn names(roles: &[SeenRole]) -> BTreeSet<String> {
    let holders = roles.iter().flat_map(|role| &role.role.holders);
    holders
        .flat_map(|holder| {
            let key = people::key(&holder.name.value);
            let parts = key.split(' ').filter(|part| part.chars().count() > 2);
            parts.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

pub(super) fn check<'f>(
    person: &Person<&'static str>,
    role: &SeenRole<'f>,
    names: &BTreeSet<String>,
) -> Vec<Hit<'f>> {
    let hit = |(text, reading): (&'f Text, &Reading)| {
        let range = named_at_start(person, text, reading, names)?;
        Some(Hit {
            language: reading.language,
            ..Hit::at(Place { text, range })
        })
    };
    let own = std::iter::once((&role.role.name, &role.name));
    let duties = role
        .held_texts()
        .map(|duty| (&duty.duty.text, &duty.reading));
    own.chain(duties).filter_map(hit).collect()
}

/// The person whom a text begins with: by form of address, by given name, or because the person holds a role.
fn named_at_start(
    person: &Person<&'static str>,
    text: &Text,
    reading: &Reading,
    names: &BTreeSet<String>,
) -> Option<Range<usize>> {
    // Hardly a text begins with a person: what rules it out at first sight goes before taking the text apart.
    let begins_with_name = || {
        let first = text.value.find(char::is_alphabetic)?;
        let first = text.value[first..].split(|letter: char| !letter.is_alphabetic());
        let folded = plain(&first.into_iter().next()?.to_lowercase());
        let mut near = names.range::<str, _>((Bound::Included(folded.as_str()), Bound::Unbounded));
        near.next().filter(|name| name.starts_with(&folded))
    };
    let mut marks = reading.marks.iter();
    if !marks.any(|mark| mark.class == person.address || mark.class == person.names)
        && begins_with_name().is_none()
    {
        return None;
    }
    let language = reading.language.unwrap_or(Language::En);
    let tokens = tokenise(&text.value, language);
    let mut words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let first = words.next()?;
    let is_capital = |start: usize| text.value[start..].starts_with(char::is_uppercase);
    let class_at = |class: &str| {
        let mut marks = reading.marks.iter();
        marks.any(|mark| mark.class == class && mark.range.start == first.start)
    };
    if !is_capital(first.start) {
        return None;
    }
    let second = words.next();
    let title_follows = second.is_some_and(|second| is_capital(second.start));
    if class_at(person.address) && title_follows {
        return second.map(|second| first.start..second.end);
    }
    let folded = plain(&text.value[first.start..first.stop].to_lowercase());
    let holder = names.contains(&folded);
    let speaks = second.is_some();
    // Behind a name comes what the person does, no genitive and no hyphen: Paul-Ehrlich-Institut.
    let part_of_name = text.value[first.end..].starts_with(['-', '\'', '’']);
    ((holder || class_at(person.names)) && speaks && !part_of_name)
        .then_some(first.start..first.end)
}
