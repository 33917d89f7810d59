//! `only`: a role does a few kinds of things, and none of those that would make it what its name says.

use super::hit::{Hit, Place};
use super::seen::{SeenRole, activity_of, is_real};
use crate::pack::{Only, Pack};

pub(super) fn check<'f>(
    only: &Only<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
) -> Option<Hit<'f>> {
    // One duty in four may be of a kind that nobody knows.
    let most_read = 4 * role.read_duties(pack) >= 3 * role.duties.len();
    if role.duties.len() < only.duties || !most_read || !role.role.authority.is_empty() {
        return None;
    }
    let purpose = role.purpose.iter().flat_map(|purpose| &purpose.claims);
    let claims = role.held().map(|(_, claim)| claim).chain(purpose);
    let mut real = claims.filter(|claim| is_real(claim, pack));
    let all_within = real.all(|claim| only.activities.contains(&activity_of(claim, pack)));
    (all_within && !role.speaks_of(&only.doubt)).then(|| Hit::at(Place::whole(&role.role.name)))
}
