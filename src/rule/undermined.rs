//! `undermined`: a decision that makes the role is taken by others, needs their approval, or is nowhere to be seen.

use super::hit::{Hit, Place};
use super::seen::{SeenRole, activity_of};
use crate::pack::{Pack, Undermined};

pub(super) fn check<'f>(
    undermined: &Undermined<&'static str>,
    roles: &[SeenRole<'f>],
    at: usize,
    pack: &Pack,
) -> Vec<Hit<'f>> {
    let role = &roles[at];
    let hits = bound(undermined, role, pack);
    if !hits.is_empty() {
        return hits;
    }
    let activity = [undermined.activity];
    if role.holds(&activity, pack) || role.aims_at(&activity, pack) {
        return Vec::new();
    }
    if let Some(hit) = decided_by_others(undermined, roles, at, pack) {
        return vec![hit];
    }
    let seen = role.can_be_judged(undermined.duties, pack) && !role.speaks_of(&undermined.doubt);
    let missing = seen.then(|| Hit::at(Place::whole(&role.role.name)));
    missing.into_iter().collect()
}

/// The decision is subject to approval, or the role calls itself a mere deputy.
fn bound<'f>(
    undermined: &Undermined<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Vec<Hit<'f>> {
    let mut hits = Vec::new();
    let named = [
        (Some(&role.role.name), Some(&role.name)),
        (role.role.title.as_ref(), role.title.as_ref()),
    ];
    let duties = role
        .held_texts()
        .map(|duty| (&duty.duty.text, &duty.reading));
    let texts = named
        .into_iter()
        .filter_map(|(text, reading)| text.zip(reading));
    for (text, reading) in texts.chain(duties) {
        let mut marks = reading.marks.iter();
        if let Some(proxy) = marks.find(|mark| mark.class == undermined.proxy) {
            hits.push(Hit {
                variants: vec![undermined.others],
                language: reading.language,
                ..Hit::at(Place {
                    text,
                    range: proxy.range.clone(),
                })
            });
        }
    }
    for duty in role.held_texts() {
        let mut claims = duty.reading.claims.iter();
        let claim = claims.find(|claim| activity_of(claim, pack) == undermined.activity);
        let mut marks = duty.reading.marks.iter();
        let approval = marks.find(|mark| mark.class == undermined.approval);
        if let Some((claim, approval)) = claim.zip(approval) {
            let start = claim.range.start.min(approval.range.start);
            hits.push(Hit {
                variants: vec![undermined.others],
                language: duty.reading.language,
                activities: vec![claim.activity],
                ..Hit::at(Place {
                    text: &duty.duty.text,
                    range: start..claim.range.end.max(approval.range.end),
                })
            });
        }
    }
    hits.truncate(1);
    hits
}

fn decided_by_others<'f>(
    undermined: &Undermined<&'static str>,
    roles: &[SeenRole<'f>],
    at: usize,
    pack: &Pack,
) -> Option<Hit<'f>> {
    let others = roles.iter().filter(|other| other.id != roles[at].id);
    others.filter(|other| other.id.is_some()).find_map(|other| {
        let mut held = other.held();
        let (duty, claim) = held
            .find(|(_, claim)| claim.certain && activity_of(claim, pack) == undermined.activity)?;
        let variant = other.id.and_then(|id| undermined.others_by_role.get(id));
        Some(Hit {
            variants: vec![variant.copied().unwrap_or(undermined.others)],
            language: duty.reading.language,
            activities: vec![claim.activity],
            related: vec![Place::whole(&roles[at].role.name)],
            ..Hit::at(duty.place(claim))
        })
    })
}
