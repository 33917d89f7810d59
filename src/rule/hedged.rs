//! `hedged`: what is legal in part is the whole job, by a hedge, by a stated share, or by being most of the duties.

use super::hit::{Hit, Place, confidence};
use super::seen::{SeenDuty, SeenRole};
use crate::pack::{Hedged, Pack};
use crate::reading::Claim;
use std::ops::Range;

pub(super) fn check<'f>(
    hedged: &Hedged<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Vec<Hit<'f>> {
    let meant = |claim: &&Claim| {
        claim.stance.holds()
            && claim.is_sure()
            && hedged
                .activities
                .contains(&pack.core.activities[usize::from(claim.activity)].id)
    };
    let mut hits = Vec::new();
    let mut held = 0;
    for duty in &role.duties {
        let Some(claim) = duty.reading.claims.iter().find(meant) else {
            continue;
        };
        held += 1;
        let range = hedge_near(duty, claim, hedged.hedge).or_else(|| {
            stated_share(&duty.duty.text.value, &claim.range, hedged.share)
                .map(|share| share.start.min(claim.range.start)..share.end.max(claim.range.end))
        });
        let shared = duty.duty.share.is_some_and(|share| share >= hedged.share);
        if let Some(range) = range.or_else(|| shared.then(|| claim.range.clone())) {
            hits.push(Hit {
                activities: vec![claim.activity],
                language: duty.reading.language,
                confidence: confidence(claim),
                ..Hit::at(Place {
                    text: &duty.duty.text,
                    range,
                })
            });
        }
    }
    let read = role.read_duties(pack);
    if hits.is_empty() && read >= hedged.duties && percent(held, read) >= hedged.majority {
        hits.push(Hit {
            variants: vec!["only-activity"],
            ..Hit::at(Place::whole(&role.role.name))
        });
    }
    hits
}

#[expect(clippy::cast_precision_loss, reason = "counts of duties are small")]
fn percent(part: usize, whole: usize) -> f32 {
    100.0 * part as f32 / whole as f32
}

/// The claim's words with the hedge, where one stands in its clause or in the lead-in before a colon.
fn hedge_near(duty: &SeenDuty, claim: &Claim, class: &str) -> Option<Range<usize>> {
    let hedge = duty
        .reading
        .marks
        .iter()
        .filter(|mark| mark.class == class)
        .find(|mark| {
            mark.clause == claim.clause
                || (mark.clause + 1 == claim.clause && mark.range.end <= claim.range.start)
        })?;
    Some(hedge.range.start.min(claim.range.start)..hedge.range.end.max(claim.range.end))
}

/// `80 %` of the time, if it is that much: of several shares the one nearest to the claim.
fn stated_share(text: &str, claim: &Range<usize>, least: f32) -> Option<Range<usize>> {
    let shares = text.match_indices('%').filter_map(|(end, _)| {
        let digits = text[..end].trim_end();
        let start = digits.len() - digits.bytes().rev().take_while(u8::is_ascii_digit).count();
        let share: f32 = digits[start..].parse().ok()?;
        Some((start..end + 1, share))
    });
    let distance = |range: &Range<usize>| {
        if range.end <= claim.start {
            claim.start - range.end
        } else {
            range.start.saturating_sub(claim.end)
        }
    };
    let (range, share) = shares.min_by_key(|(range, _)| distance(range))?;
    (least..=100.0).contains(&share).then_some(range)
}
