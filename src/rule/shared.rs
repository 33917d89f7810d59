//! `shared`: a role that one person must hold is held by several, or decides by committee.

use super::hit::{Hit, Place, confidence};
use super::seen::SeenRole;
use crate::pack::{Pack, Shared};
use crate::reading::Stance;

pub(super) fn check<'f>(
    shared: &Shared<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Vec<Hit<'f>> {
    let mut hits = Vec::new();
    let holders = &role.role.holders;
    let full: Vec<_> = holders
        .iter()
        .zip(&role.holders)
        .filter(|(_, reading)| !reading.says(&[shared.deputy]))
        .map(|(holder, _)| holder)
        .collect();
    if let [first, second, ..] = full.as_slice() {
        hits.push(Hit {
            related: vec![Place::whole(&first.name)],
            holder: Some(second.name.value.clone()),
            ..Hit::at(Place::whole(&second.name))
        });
    } else {
        for (holder, reading) in holders.iter().zip(&role.holders) {
            if let Some(mark) = reading.marks.iter().find(|mark| mark.class == shared.group) {
                let place = Place {
                    text: &holder.name,
                    range: mark.range.clone(),
                };
                hits.push(Hit {
                    holder: Some(holder.name.value.clone()),
                    ..Hit::at(place)
                });
            }
        }
    }
    for duty in role.held_texts() {
        for claim in &duty.reading.claims {
            let id = pack.core.activities[usize::from(claim.activity)].id;
            if shared.signals.contains(&id)
                && (claim.stance.holds() || claim.stance == Stance::Delegates)
                && role.objects_to(claim)
            {
                hits.push(Hit {
                    language: duty.reading.language,
                    confidence: confidence(claim),
                    ..Hit::at(duty.place(claim))
                });
            }
        }
    }
    hits
}
