//! Who holds which role, as far as other files need to know.

use super::Settings;
use super::hit::Place;
use super::people;
use super::seen::{SeenFile, SeenRole};
use crate::finding::Location;
use crate::language::Language;
use crate::lasting::{self, Lasting};
use crate::pack::{Pack, level};
use serde::{Deserialize, Serialize};

/// One person in one role, or a role whose title joins two.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Member {
    /// Compared name; empty for a joined title.
    pub(super) person: String,
    pub(super) holder: Option<String>,
    /// Canonical roles: one, or those that the title joins; none for a role of the author's own.
    #[serde(deserialize_with = "lasting::many")]
    pub(super) roles: Vec<Lasting>,
    #[serde(deserialize_with = "lasting::one")]
    pub(super) profile: Lasting,
    pub(super) team: Option<String>,
    pub(super) scope: Option<String>,
    /// Percent of the person's time.
    pub(super) share: Option<f32>,
    /// Numbers the file's charters apart, so that a mere given name counts within one.
    pub(super) charter: String,
    pub(super) location: Location,
}

impl Member {
    /// Where a name means one person: anywhere, or within the charter where it is a given name alone.
    pub(super) fn reach(&self) -> &str {
        if people::is_full(&self.person) {
            ""
        } else {
            &self.charter
        }
    }

    /// The title of the role, as a label.
    pub(super) fn title(&self, pack: &Pack, language: Language) -> String {
        let role = self.roles.first().and_then(|id| pack.role(id));
        role.map(|role| role.title.of(language).to_string())
            .unwrap_or_default()
    }
}

/// The people of a file.
pub(super) fn members(seen: &SeenFile, pack: &Pack, settings: &Settings) -> Vec<Member> {
    let mut members = Vec::new();
    for role in &seen.roles {
        let base = |person: String, holder, share, roles, place: Place| Member {
            person,
            holder,
            roles,
            profile: role.profile,
            team: role.role.team.as_ref().map(|team| level(&team.value)),
            scope: role.role.scope.as_ref().map(|scope| level(&scope.value)),
            share,
            charter: charter_key(seen, role),
            location: place.locate(seen.file),
        };
        let names = [role.role.title.as_ref(), Some(&role.role.name)];
        let joined = names.into_iter().flatten().find_map(|name| {
            let roles = joined_roles(&name.value, pack, settings);
            (roles.len() > 1).then_some((name, roles))
        });
        if let Some((name, roles)) = joined {
            members.push(base(String::new(), None, None, roles, Place::whole(name)));
        }
        for holder in &role.role.holders {
            let key = settings.person(&holder.name.value);
            if !key.is_empty() {
                let name = holder.name.value.clone();
                let roles = role.id.into_iter().collect();
                let place = Place::whole(&holder.name);
                members.push(base(key, Some(name), holder.share, roles, place));
            }
        }
    }
    members
}

/// Tells charters of all files apart.
pub(super) fn charter_key(seen: &SeenFile, role: &SeenRole) -> String {
    let charters = seen.file.charters.iter();
    let at = charters
        .enumerate()
        .find(|(_, charter)| std::ptr::eq(*charter, role.charter))
        .map_or(0, |(at, _)| at);
    format!("{}#{at}", seen.file.source.path())
}

/// The canonical roles that a title such as `Product Owner / Projektleiter` joins; none where it joins nothing.
fn joined_roles(title: &str, pack: &Pack, settings: &Settings) -> Vec<&'static str> {
    const MARKS: [char; 6] = ['/', '–', '—', '&', '+', '|'];
    const JOINTS: [&str; 7] = [
        " und ",
        " and ",
        " et ",
        " - ",
        " sowie ",
        " zugleich ",
        ", ",
    ];
    let mut found: Vec<&'static str> = Vec::new();
    if !title.contains(MARKS) && !JOINTS.iter().any(|joint| title.contains(joint)) {
        return found;
    }
    let spaced = title.replace(MARKS, "/");
    let spaced = JOINTS
        .iter()
        .fold(spaced, |text, joint| text.replace(joint, " / "));
    for part in spaced.split('/') {
        let part = part.trim();
        if part.len() < 2 {
            continue;
        }
        let role = settings
            .resolve_role(part, pack)
            .or_else(|| pack.role_at_start(part).map(|(role, _)| role));
        if let Some(role) = role
            && !found.contains(&role)
        {
            found.push(role);
        }
    }
    found
}
