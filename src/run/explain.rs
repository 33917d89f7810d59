//! `explain`: one rule in full; or a profile, a role, an activity.

use super::Status;
use super::packs::pack;
use super::shared::{language, look};
use crate::cli::{Common, Explain};
use crate::error::Error;
use crate::model::nearest;
use crate::output::Output;
use crate::pack::Pack;
use crate::report::{Frame, Look, catalogue};

/// What can be explained: what stands before the colon, all names, and the page.
type Kind = (&'static str, fn(&Pack) -> Vec<&'static str>, Show);
type Show = fn(&str, &Pack, Frame, Look) -> Option<String>;

/// In the order in which a name without a kind is looked for.
const KINDS: [Kind; 4] = [
    ("rule", rules, rule),
    ("profile", profiles, profile),
    ("role", roles, role),
    ("activity", activities, activity),
];

pub(super) fn run(args: &Explain, common: &Common) -> Result<Status, Error> {
    let pack = pack(common)?;
    let frame = Frame {
        language: language(common)?,
    };
    let asked = args.what.trim();
    let prefixed = asked.split_once(':').and_then(|(kind, name)| {
        let kind = KINDS.iter().find(|(known, ..)| *known == kind.trim())?;
        Some((std::slice::from_ref(kind), name.trim()))
    });
    let (kinds, name) = prefixed.unwrap_or((&KINDS, asked));
    let look = look(common);
    let page = kinds
        .iter()
        .find_map(|(_, _, show)| show(name, pack, frame, look));
    let Some(page) = page else {
        let known = kinds.iter().flat_map(|(_, names, _)| names(pack));
        return Err(Error::Unknown {
            option: "explain",
            kind: match kinds {
                [(kind, ..)] => kind,
                _ => "rule, profile, role or activity",
            },
            name: name.to_owned(),
            hint: nearest(name, known).map(str::to_owned),
        });
    };
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| out.write_all(page.as_bytes()));
    output.finish()?;
    Ok(Status::Clean)
}

fn rules(pack: &Pack) -> Vec<&'static str> {
    let rules = pack.core.rules.iter();
    rules.flat_map(|rule| [rule.code, rule.name]).collect()
}

fn profiles(pack: &Pack) -> Vec<&'static str> {
    pack.core.profiles.iter().map(|one| one.id).collect()
}

fn roles(pack: &Pack) -> Vec<&'static str> {
    pack.core.roles.iter().map(|one| one.id).collect()
}

fn activities(pack: &Pack) -> Vec<&'static str> {
    pack.core.activities.iter().map(|one| one.id).collect()
}

fn rule(name: &str, pack: &Pack, frame: Frame, look: Look) -> Option<String> {
    Some(catalogue::rule(pack.rule(name)?, pack, frame, look))
}

fn profile(name: &str, pack: &Pack, frame: Frame, look: Look) -> Option<String> {
    let mut profiles = pack.core.profiles.iter();
    let profile = profiles.find(|one| one.id.eq_ignore_ascii_case(name))?;
    Some(catalogue::profile(profile, pack, frame, look))
}

fn role(name: &str, pack: &Pack, frame: Frame, look: Look) -> Option<String> {
    let role = pack.role(pack.resolve_role(name).or_else(|| pack.role_asked(name))?)?;
    Some(catalogue::role(role, pack, frame, look))
}

fn activity(name: &str, pack: &Pack, frame: Frame, look: Look) -> Option<String> {
    let mut activities = pack.core.activities.iter();
    let activity = activities.find(|one| one.id.eq_ignore_ascii_case(name))?;
    Some(catalogue::activity(activity, pack, frame, look))
}
