//! `crowded`: one duty holds several, of different kinds.

use super::hit::{Hit, Place};
use super::seen::{SeenRole, is_real};
use crate::pack::{Crowded, Pack};

pub(super) fn check<'f>(crowded: &Crowded, role: &SeenRole<'f>, pack: &Pack) -> Vec<Hit<'f>> {
    let mut hits = Vec::new();
    for duty in &role.duties {
        let text = &duty.duty.text;
        let mut groups: Vec<&str> = Vec::new();
        let real = duty
            .reading
            .claims
            .iter()
            .filter(|claim| is_real(claim, pack));
        for claim in real.filter(|claim| claim.certain && claim.stance.holds()) {
            let group = pack.core.activities[usize::from(claim.activity)].group;
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        // So many words need as many letters and blanks between them.
        let is_long = || {
            text.value.len() > 2 * crowded.words
                && text.value.split_whitespace().count() > crowded.words
        };
        let is_crowded = groups.len() >= crowded.groups
            || duty.reading.verb_groups >= crowded.verbs
            || is_long();
        if is_crowded {
            hits.push(Hit {
                language: duty.reading.language,
                ..Hit::at(Place {
                    text,
                    range: 0..text.value.trim_end_matches(['.', ' ', '\n']).len(),
                })
            });
        }
    }
    hits
}
