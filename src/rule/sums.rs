//! `sums`: several activities add up to another role, or the role bears the other's name.

use super::hit::{Hit, Place, confidence};
use super::seen::SeenRole;
use crate::finding::Confidence;
use crate::pack::{Pack, Sums};

pub(super) fn check<'f>(
    sums: &Sums<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Vec<Hit<'f>> {
    let id = |activity: u16| pack.core.activities[usize::from(activity)].id;
    let mut hits = Vec::new();
    if let (Some(title), Some(reading)) = (&role.role.title, &role.title) {
        let named = reading
            .claims
            .iter()
            .find(|claim| id(claim.activity) == sums.signal && claim.stance.holds());
        hits.extend(named.map(|claim| Hit {
            language: reading.language,
            ..Hit::at(Place {
                text: title,
                range: claim.range.clone(),
            })
        }));
    }
    let mut proofs = Vec::new();
    let mut weakest = Confidence::High;
    let mut found: Vec<u16> = Vec::new();
    for duty in &role.duties {
        for claim in duty
            .reading
            .claims
            .iter()
            .filter(|claim| claim.stance.holds() && claim.is_sure())
        {
            if id(claim.activity) == sums.signal {
                hits.push(Hit {
                    language: duty.reading.language,
                    confidence: confidence(claim),
                    ..Hit::at(duty.place(claim))
                });
            } else if sums.activities.contains(&id(claim.activity))
                && !found.contains(&claim.activity)
            {
                found.push(claim.activity);
                weakest = weakest.min(confidence(claim));
                proofs.push((duty.place(claim), duty.reading.language));
            }
        }
    }
    let needed = sums
        .at_least_by_profile
        .get(role.profile)
        .copied()
        .unwrap_or(sums.at_least);
    if found.len() >= needed && hits.is_empty() {
        let mut places = proofs.into_iter();
        if let Some((place, language)) = places.next() {
            hits.push(Hit {
                activities: found,
                language,
                confidence: weakest,
                related: places.map(|(place, _)| place).collect(),
                ..Hit::at(place)
            });
        }
    }
    hits.truncate(1);
    hits
}
