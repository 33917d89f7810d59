//! `compare`: roles side by side.

use super::Status;
use super::files::{Reading, entries, redact, seen};
use super::packs::{kit, pack, sound};
use super::shared::{language, profile, tell};
use super::shown::{format, write};
use crate::cli::{Common, Compare};
use crate::error::Error;
use crate::language::Language;
use crate::model::nearest;
use crate::pack::{Pack, RoleSpec};
use crate::report::{Frame, harmless};
use crate::table::{
    Ask, Entry, Files, Then, compare_against, compare_canon, compare_canonical, compare_files,
};
use std::path::{Path, PathBuf};

pub(super) fn run(args: &Compare, common: &Common) -> Result<Status, Error> {
    format(&args.shown, common)?;
    let given = args.input.paths.iter().cloned();
    let (paths, roles): (Vec<PathBuf>, Vec<PathBuf>) = given.partition(|one| is_path(one));
    let roles: Vec<String> = roles
        .into_iter()
        .map(|role| role.to_string_lossy().into_owned())
        .collect();
    let needs_files = args.by.is_some() || args.canonical || args.against.is_some();
    if paths.is_empty() && !needs_files {
        compare_canonical_roles(args, &roles, common)
    } else {
        compare_roles_of_files(args, paths, &roles, common)
    }
}

fn compare_canonical_roles(
    args: &Compare,
    roles: &[String],
    common: &Common,
) -> Result<Status, Error> {
    let pack = pack(common)?;
    let frame = Frame {
        language: language(common)?,
    };
    let profile = profile(args.input.profile.as_deref(), pack)?;
    let mut known: Vec<&RoleSpec<&str>> = Vec::new();
    for wanted in roles {
        let role = id_of(wanted, frame, common, pack).and_then(|id| pack.role(id));
        let role = role.ok_or_else(|| unknown(wanted, role_names(pack)))?;
        if !known.iter().any(|other| other.id == role.id) {
            known.push(role);
        }
    }
    if known.len() < 2 {
        return Err(Error::TooFewRoles);
    }
    let table = compare_canon(&Ask {
        roles: known,
        profile: profile.as_deref(),
        language: frame.language,
        pack,
    });
    write(&table, &args.shown, common)?;
    Ok(Status::Clean)
}

fn compare_roles_of_files(
    args: &Compare,
    paths: Vec<PathBuf>,
    roles: &[String],
    common: &Common,
) -> Result<Status, Error> {
    let kit = sound(kit(&paths, common)?, common)?;
    let pack = kit.pack;
    let profile = profile(args.input.profile.as_deref(), pack)?;
    let mut reading = Reading::new(&args.input, paths, common, &kit)?;
    let earlier = match &args.against {
        Some(revision) => reading.at(revision)?,
        None => Vec::new(),
    };
    let frame = reading.frame;
    let files = reading.files();
    let seen_then = seen(&earlier, pack);
    let seen = seen(files, pack);
    let (all, all_then) = (entries(&seen), entries(&seen_then));
    if all.is_empty() && all_then.is_empty() {
        return Ok(reading.status());
    }
    let wanted: Vec<Wanted> = roles
        .iter()
        .map(|role| Wanted {
            role,
            id: files
                .iter()
                .find_map(|read| read.settings.resolve_role(role, pack))
                .or_else(|| id_of(role, frame, common, pack)),
        })
        .collect();
    let chosen = chosen(&wanted, &all);
    let chosen_then = self::chosen(&wanted, &all_then);
    for one in &wanted {
        let is_there = [&chosen, &chosen_then].into_iter().any(|entries| {
            entries
                .iter()
                .any(|entry| entry.is_called(one.role, one.id))
        });
        if !is_there {
            return Err(absent(one, &all, pack));
        }
    }
    let is_among = |entry: &Entry| chosen.iter().any(|one| std::ptr::eq(one.seen, entry.seen));
    let asked = Files {
        others: all
            .iter()
            .filter(|entry| !is_among(entry))
            .copied()
            .collect(),
        entries: chosen,
        by: args.by,
        profile: profile.as_deref(),
        language: frame.language,
        pack,
    };
    let mut table = if let Some(revision) = &args.against {
        let then = Then {
            entries: chosen_then,
            revision,
        };
        compare_against(&asked, &then)
    } else if args.canonical {
        compare_canonical(&asked)
    } else if let [only] = asked.entries.as_slice() {
        let role = only.seen.role.name.value.trim().to_owned();
        return Err(Error::OneRole { role });
    } else {
        compare_files(&asked)
    };
    let known = files.iter().chain(&earlier);
    redact(&mut table, &args.input, known);
    write(&table, &args.shown, common)?;
    Ok(reading.status())
}

/// A role that was asked for.
struct Wanted<'a> {
    role: &'a str,
    id: Option<&'a str>,
}

/// The roles that were asked for, in that order; all, where none was.
fn chosen<'f>(wanted: &[Wanted], all: &[Entry<'f>]) -> Vec<Entry<'f>> {
    if wanted.is_empty() {
        return all.to_vec();
    }
    let mut chosen: Vec<Entry> = Vec::new();
    for one in wanted {
        for entry in all.iter().filter(|entry| entry.is_called(one.role, one.id)) {
            if !chosen
                .iter()
                .any(|other| std::ptr::eq(other.seen, entry.seen))
            {
                chosen.push(*entry);
            }
        }
    }
    chosen
}

fn absent(wanted: &Wanted, all: &[Entry], pack: &Pack) -> Error {
    let mut found: Vec<String> = Vec::new();
    for entry in all {
        let name = entry.seen.role.name.value.trim().to_owned();
        if !found.contains(&name) {
            found.push(name);
        }
    }
    if wanted.id.is_some() {
        return Error::NotInFiles {
            role: wanted.role.to_owned(),
            found,
        };
    }
    let names = found.iter().map(String::as_str).chain(role_names(pack));
    unknown(wanted.role, names)
}

/// Whether an argument is a path, not a role.
fn is_path(argument: &Path) -> bool {
    let text = argument.to_string_lossy();
    let is_yaml = argument.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
    });
    text == "-" || text.contains('/') || is_yaml || argument.exists()
}

/// The id of the canonical role that an argument names.
fn id_of<'p>(wanted: &str, frame: Frame, common: &Common, pack: &'p Pack) -> Option<&'p str> {
    let asked = || {
        let id = pack.role_asked(wanted)?;
        if !common.quiet {
            let title = pack
                .role(id)
                .map_or(id, |role| role.title.of(frame.language));
            tell(&frame.taken_for(&harmless(wanted), title));
        }
        Some(id)
    };
    pack.resolve_role(wanted).or_else(asked)
}

fn unknown<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Error {
    Error::Unknown {
        option: "compare",
        kind: "role",
        name: wanted.to_owned(),
        hint: nearest(wanted, names).map(str::to_owned),
    }
}

/// Everything that canonical roles are called.
fn role_names(pack: &Pack) -> impl Iterator<Item = &str> {
    pack.core.roles.iter().flat_map(|role| {
        let titles = Language::ALL
            .into_iter()
            .map(|language| *role.title.of(language));
        let aliases = Language::ALL
            .into_iter()
            .flat_map(|language| role.aliases.of(language).iter().copied());
        std::iter::once(role.id).chain(titles).chain(aliases)
    })
}
