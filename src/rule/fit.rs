//! `fit`: the duties belong to another role than the title.

use super::hit::{Hit, Place};
use super::seen::{SeenRole, activity_of, is_real};
use crate::language::Language;
use crate::pack::{Activity, Fit, Pack};

/// What the classifier alone says proves something against a title from this confidence on, in percent.
const PROOF: u8 = 92;

pub(super) fn check<'f>(
    fit: &Fit<&'static str>,
    role: &SeenRole<'f>,
    pack: &Pack,
    language: Language,
) -> Option<Hit<'f>> {
    let own = role.id?;
    if !role.can_be_judged(fit.duties, pack) {
        return None;
    }
    let claims = role.duties.iter().flat_map(|duty| &duty.reading.claims);
    let activities: Vec<(bool, &Activity<&'static str>)> = claims
        .filter(|claim| claim.stance.holds() && is_real(claim, pack))
        .filter(|claim| !fit.general.contains(&activity_of(claim, pack)))
        .map(|claim| {
            (
                claim.certain || claim.confidence >= PROOF,
                &pack.core.activities[usize::from(claim.activity)],
            )
        })
        .collect();
    if activities.len() < fit.duties {
        return None;
    }
    // A duty that nobody understands speaks for no other role.
    let all = activities.len().max(role.duties.len());
    let scale = Scale { fit, role, pack };
    let schools = scale.schools(own);
    // What is only likely is no proof against the title.
    let foreign: Vec<&Activity<&'static str>> = activities
        .iter()
        .filter(|(certain, activity)| *certain && !owns(activity, own, &schools, &['A', 'R', 'C']))
        .map(|(_, activity)| *activity)
        .collect();
    if percent(foreign.len(), all) < fit.share {
        return None;
    }
    let others = pack
        .core
        .roles
        .iter()
        .filter(|other| other.id != own && !other.auxiliary);
    let counted = others.map(|other| {
        let schools = scale.schools(other.id);
        let fits = foreign
            .iter()
            .filter(|activity| owns(activity, other.id, &schools, &['A', 'R']));
        (fits.count(), other)
    });
    // The first of equals, in the order of the pack.
    let (count, best) = counted.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let share = percent(count, all);
    (share >= fit.share).then(|| Hit {
        words: Some(format!("{} ({share:.0}\u{a0}%)", best.title.of(language))),
        ..Hit::at(Place::whole(&role.role.name))
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts of duties are small")]
fn percent(part: usize, whole: usize) -> f32 {
    100.0 * part as f32 / whole as f32
}

/// Who owns what by the profile of a role.
struct Scale<'s, 'f> {
    fit: &'s Fit<&'static str>,
    role: &'s SeenRole<'f>,
    pack: &'s Pack,
}

impl Scale<'_, '_> {
    /// The profiles that say what a role owns: that of the judged role, or its home where this one gives it nothing.
    fn schools(&self, role: &str) -> Vec<&'static str> {
        let profile = self.role.profile;
        if self.has_a_place(role, profile) {
            return vec![profile];
        }
        self.fit.home.get(role).cloned().unwrap_or_default()
    }

    fn has_a_place(&self, role: &str, profile: &str) -> bool {
        let mut owners = self
            .pack
            .core
            .activities
            .iter()
            .flat_map(|one| one.owners.iter());
        owners.any(|owner| {
            owner.role == role
                && matches!(owner.stance, 'A' | 'R')
                && owner.profiles.contains(&profile)
        })
    }
}

fn owns(
    activity: &Activity<&'static str>,
    role: &str,
    schools: &[&'static str],
    stances: &[char],
) -> bool {
    let in_school = |profiles: &[&'static str]| {
        let mut schools = schools.iter();
        schools.any(|school| profiles.is_empty() || profiles.contains(school))
    };
    activity.owners.iter().any(|owner| {
        owner.role == role && stances.contains(&owner.stance) && in_school(&owner.profiles)
    })
}
