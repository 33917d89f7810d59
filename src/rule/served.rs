//! `served`: scope or purpose speak of technology, not of the people whom it serves.

use super::hit::{Hit, Place};
use super::seen::SeenRole;
use crate::language::{Language, TokenKind, tokenise};
use crate::model::Text;
use crate::pack::{Served, ServedAt};
use crate::reading::Reading;

pub(super) fn check<'f>(served: &Served<&'static str>, role: &SeenRole<'f>) -> Option<Hit<'f>> {
    let scope = role.role.scope.as_ref().zip(role.scope.as_ref());
    let title = role.role.title.as_ref().zip(role.title.as_ref());
    let purpose = role.role.purpose.as_ref().zip(role.purpose.as_ref());
    let reaches = |text: &Text, reading: &Reading| {
        reading.says(&served.people) || has_unknown_noun(served, text, reading)
    };
    let of_technology = |reading: &Reading| reading.says(&served.technology);
    let platform = [scope, title, purpose]
        .into_iter()
        .flatten()
        .any(|(_, reading)| reading.says(&[served.platform]));
    let (text, reading) = match served.at {
        ServedAt::Purpose => {
            purpose.filter(|(text, reading)| of_technology(reading) && !reaches(text, reading))?
        }
        ServedAt::Scope => {
            let named = scope.into_iter().chain(title);
            let cut = named
                .into_iter()
                .find(|(_, reading)| of_technology(reading))?;
            let excused = purpose.is_some_and(|(text, reading)| reaches(text, reading))
                || scope.is_some_and(|(_, reading)| reading.says(&served.people));
            (!excused).then_some(cut)?
        }
    };
    let range = match served.at {
        ServedAt::Purpose => 0..text.value.len(),
        ServedAt::Scope => {
            let mut marks = reading.marks.iter();
            let tool = marks.find(|mark| served.technology.contains(&mark.class));
            tool.map_or(0..text.value.len(), |mark| mark.range.clone())
        }
    };
    let variants = platform.then_some(served.platform_variant);
    Some(Hit {
        language: reading.language,
        variants: variants.into_iter().collect(),
        ..Hit::at(Place { text, range })
    })
}

/// A noun that no class knows may be a user where users stand: as the subject that the text begins with, or behind
/// `for`. Stationen sehen …, forms for requisitioners.
fn has_unknown_noun(served: &Served<&'static str>, text: &Text, reading: &Reading) -> bool {
    let language = reading.language.unwrap_or(Language::En);
    let tokens = tokenise(&text.value, language);
    let words: Vec<(usize, &str)> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| (token.start, &text.value[token.start..token.stop]))
        .collect();
    let is_of = |start: usize, class: &str| {
        let mut marks = reading.marks.iter();
        marks.any(|mark| mark.class == class && mark.range.start <= start && start < mark.range.end)
    };
    let is_known = |start: usize| {
        let mut marks = reading.marks.iter();
        marks.any(|mark| mark.range.start <= start && start < mark.range.end)
    };
    // The noun that stands here, behind its determiners; whether there are any.
    let noun = |from: usize| {
        let rest = words.get(from..)?;
        let at = rest
            .iter()
            .position(|&(start, _)| !is_of(start, served.determiner))?;
        let &(start, word) = rest.get(at)?;
        let is_noun = word.chars().count() > 3
            && !is_known(start)
            && !is_abstract(word)
            && (language != Language::De || word.starts_with(char::is_uppercase));
        is_noun.then_some((from + at, word, at > 0))
    };
    let is_subject = noun(0).is_some_and(|(at, word, is_determined)| {
        // Without a determiner it may as well be a verb: Runs the gateway, Betreibt die Server.
        let is_verb = words.get(at + 1).is_none_or(|&(start, next)| {
            is_of(start, served.determiner)
                || is_of(start, served.preposition)
                || language == Language::De && next.starts_with(char::is_uppercase)
        });
        match language {
            _ if is_determined => true,
            Language::De => !is_verb,
            Language::En => !is_verb && word.ends_with('s'),
            Language::Fr => false,
        }
    });
    let is_behind = words
        .iter()
        .enumerate()
        .any(|(at, &(start, _))| is_of(start, served.toward) && noun(at + 1).is_some());
    is_subject || is_behind
}

/// Nouns made from verbs and adjectives name no people.
fn is_abstract(word: &str) -> bool {
    let endings = [
        "ung", "heit", "keit", "ion", "ität", "betrieb", "té", "ment", "ance", "ence", "age",
        "ity", "ness", "ing", "ings",
    ];
    let word = word.to_lowercase();
    endings.iter().any(|ending| word.ends_with(ending))
}
