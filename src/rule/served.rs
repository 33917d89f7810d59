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
        reading.says(&served.people) || has_unknown_noun(text, reading)
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

/// A noun that no class knows may be a user: Stationen, requisitioners.
fn has_unknown_noun(text: &Text, reading: &Reading) -> bool {
    let language = reading.language.unwrap_or(Language::En);
    let known = |start: usize| {
        let mut marks = reading.marks.iter();
        marks.any(|mark| mark.range.start <= start && start < mark.range.end)
    };
    let tokens = tokenise(&text.value, language);
    let word = |at: usize| {
        let token = tokens.get(at)?;
        (token.kind == TokenKind::Word).then(|| &text.value[token.start..token.stop])
    };
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    (0..tokens.len()).any(|at| {
        let Some(own) = word(at).filter(|own| own.chars().count() > 3) else {
            return false;
        };
        if known(tokens[at].start) {
            return false;
        }
        match language {
            // The first word is a noun if no noun follows it: Stationen sehen, but Stabiler Betrieb.
            Language::De => is_capital(own) && (at > 0 || !word(1).is_some_and(is_capital)),
            Language::En | Language::Fr => own.ends_with('s'),
        }
    })
}
