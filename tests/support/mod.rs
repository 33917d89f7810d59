//! The pack as it stands under `roles/`, and the findings of one text.

mod pack;

pub(crate) use pack::pack;
use rolelint::finding::Finding;
use rolelint::model::{Loaded, Names};
use rolelint::pack::Pack;
use rolelint::reading::Reader;
use rolelint::rule::{Part, Settings, check_across, check_file};
use rolelint::source::Source;

/// What the rules of the pack find in one file.
pub(crate) fn findings(
    text: &str,
    profile: Option<&str>,
    reader: &mut Reader,
    pack: &Pack,
) -> Vec<Finding> {
    let roles: Vec<&str> = pack.core.roles.iter().map(|role| role.id).collect();
    let activities: Vec<&str> = pack
        .core
        .activities
        .iter()
        .map(|activity| activity.id)
        .collect();
    let profiles: Vec<&str> = pack
        .core
        .profiles
        .iter()
        .map(|profile| profile.id)
        .collect();
    let role = |text: &str| pack.resolve_role(text).map(str::to_owned);
    let names = Names {
        role: &role,
        roles: &roles,
        activities: &activities,
        profiles: &profiles,
    };
    let file = Loaded::new(Source::new("example.yaml", text), &names);
    let settings = Settings {
        profile: profile.map(str::to_owned),
        ..Settings::all(pack)
    };
    let mut result = check_file(&file, reader, pack, &settings, Part::Whole);
    result
        .findings
        .extend(check_across(&result.facts, pack, &settings));
    result.findings
}
