//! `absent`: a duty is left to somebody who is not in the charter, or to nobody in particular.

use super::hit::{Hit, Place};
use super::seen::{SeenDuty, SeenRole, activity_of, is_real};
use crate::language::{Language, TokenKind, tokenise};
use crate::pack::{Absent, Pack};
use crate::reading::{Claim, Mark, Stance};
use std::ops::Range;

pub(super) fn check<'f>(
    absent: &Absent<&'static str>,
    roles: &[SeenRole<'f>],
    pack: &Pack,
) -> Vec<(usize, Hit<'f>)> {
    let mut hits: Vec<(usize, Hit<'f>)> = Vec::new();
    if roles.len() < 2 {
        return hits;
    }
    let mut told: Vec<String> = Vec::new();
    for (at, role) in roles.iter().enumerate() {
        for duty in &role.duties {
            let mut claims = duty.reading.claims.iter();
            let Some(claim) = claims.find(|claim| is_real(claim, pack)) else {
                continue;
            };
            let Some(range) = nobody(absent, duty, claim, roles, pack) else {
                continue;
            };
            let words = duty.duty.text.value[range.clone()].to_owned();
            if told.contains(&words) {
                continue;
            }
            told.push(words.clone());
            let profile = pack.profile(role.profile);
            let needed =
                profile.is_some_and(|one| one.required.contains(&activity_of(claim, pack)));
            hits.push((
                at,
                Hit {
                    language: duty.reading.language,
                    activities: vec![claim.activity],
                    variants: needed.then_some(absent.required).into_iter().collect(),
                    words: Some(words),
                    ..Hit::at(Place {
                        text: &duty.duty.text,
                        range,
                    })
                },
            ));
        }
    }
    hits
}

/// The words that name who acts, where that is nobody of the charter.
fn nobody(
    absent: &Absent<&'static str>,
    duty: &SeenDuty,
    claim: &Claim,
    roles: &[SeenRole],
    pack: &Pack,
) -> Option<Range<usize>> {
    let marks = || {
        duty.reading
            .marks
            .iter()
            .filter(|mark| mark.clause == claim.clause)
    };
    let behind = marks().rfind(|mark| absent.behind.contains(&mark.class))?;
    let follows = |mark: &&Mark| mark.range.start >= behind.range.start;
    let role = marks()
        .filter(follows)
        .find(|mark| mark.class.starts_with('@'));
    let vague = || {
        marks()
            .filter(follows)
            .find(|mark| absent.vague.contains(&mark.class))
    };
    let Some(actor) = role.or_else(vague) else {
        return unknown_name(duty, behind);
    };
    if claim.stance != Stance::Delegates && role.is_some() {
        return None;
    }
    let role = actor.class.strip_prefix('@');
    let present = role.is_some_and(|id| roles.iter().any(|other| other.id == Some(id)));
    let custom = roles.iter().any(|other| {
        let name = other.role.name.value.to_lowercase();
        name.contains(&duty.duty.text.value[actor.range.clone()].to_lowercase())
    });
    let known_outside = role.is_some_and(|id| pack.role(id).is_some_and(|role| role.auxiliary));
    (!present && !custom && !known_outside).then(|| actor.range.clone())
}

/// A name with capitals behind `is done by`: Planning Office, Planungsstelle.
fn unknown_name(duty: &SeenDuty, behind: &Mark) -> Option<Range<usize>> {
    let text = &duty.duty.text.value;
    let language = duty.reading.language.unwrap_or(Language::En);
    let tokens = tokenise(text, language);
    let known = |start: usize| {
        let mut marks = duty.reading.marks.iter();
        marks.any(|mark| mark.range.start <= start && start < mark.range.end)
    };
    let at = tokens
        .iter()
        .position(|token| token.start >= behind.range.end)?;
    // At most one word, an article, goes before.
    let first = (at..tokens.len().min(at + 2)).find(|&token| {
        tokens[token].kind == TokenKind::Word
            && text[tokens[token].start..].starts_with(char::is_uppercase)
    })?;
    let last = (first..tokens.len())
        .take_while(|&token| {
            tokens[token].kind == TokenKind::Word
                && text[tokens[token].start..].starts_with(char::is_uppercase)
        })
        .last()?;
    let all_unknown = language != Language::De || !known(tokens[first].start);
    let ends_text = tokens[last + 1..]
        .iter()
        .all(|token| token.kind != TokenKind::Word);
    (all_unknown && ends_text).then(|| tokens[first].start..tokens[last].end)
}
