//! What several commands need: the reader's language and terminal, files, profiles, and a word on standard error.

use super::Status;
use crate::cli::{Color, Common, Input};
use crate::error::Error;
use crate::language::Language;
use crate::lint;
use crate::model::{Loaded, nearest};
use crate::pack::Pack;
use crate::report::{Frame, Look};
use crate::workspace::{self, Request, Skipped, Workspace};
use std::io::IsTerminal;

pub(super) fn request(input: &Input) -> Request {
    Request {
        paths: input.paths.clone(),
        stdin_filename: input.stdin_filename.clone(),
        exclude: input.exclude.clone(),
        force_exclude: input.force_exclude,
        skip_gitignore: input.no_respect_gitignore,
    }
}

/// The files as they are, for commands that judge nothing.
pub(super) fn load(request: &Request, pack: &Pack) -> Result<Workspace<Loaded>, Error> {
    let whole = || |file| file;
    let workspace = lint::with_names(pack, |names| workspace::load(request, names, whole))?;
    tell_errors(&workspace.errors);
    Ok(workspace)
}

/// The id of the profile that was asked for.
pub(super) fn profile(wanted: Option<&str>, pack: &Pack) -> Result<Option<String>, Error> {
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    if let Some(profile) = pack.profile(wanted) {
        return Ok(Some(profile.id.to_owned()));
    }
    let known = pack.core.profiles.iter().map(|profile| profile.id);
    Err(Error::Unknown {
        option: "--profile",
        kind: "profile",
        name: wanted.to_owned(),
        hint: nearest(wanted, known).map(str::to_owned),
    })
}

pub(super) fn failure(workspace: &Workspace<Loaded>) -> Status {
    if workspace.errors.is_empty() {
        Status::Clean
    } else {
        Status::Failure
    }
}

/// `--lang`, else the locale.
pub(super) fn language(common: &Common) -> Language {
    if let Some(tongue) = common.lang {
        return tongue.into();
    }
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(set)
        .and_then(|locale| Language::from_tag(&locale))
        .unwrap_or(Language::En)
}

/// The value of an environment variable that is set to something.
pub(super) fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

pub(super) fn look(common: &Common) -> Look {
    let is_terminal = common.output_file.is_none() && std::io::stdout().is_terminal();
    let terminal = set("TERM").unwrap_or_default();
    let color = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR").is_some() => false,
        Color::Auto if set("FORCE_COLOR").is_some_and(|value| value != "0") => true,
        Color::Auto => is_terminal && terminal != "dumb",
    };
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    let is_utf8 = locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    });
    let draws = !is_terminal || (is_utf8 && !matches!(terminal.as_str(), "dumb" | "linux"));
    Look {
        color,
        unicode: draws,
        width: crate::report::terminal_width(is_terminal),
    }
}

pub(super) fn tell_skipped(skipped: &[Skipped], files: usize, frame: Frame, common: &Common) {
    if common.quiet {
        return;
    }
    for skipped in skipped {
        if skipped.is_named || common.verbose {
            tell(&frame.no_role_in(&crate::report::harmless(&skipped.path)));
        }
    }
    if files == 0 {
        tell(frame.no_role_at_all());
    }
}

pub(super) fn tell_errors(errors: &[Error]) {
    for error in errors {
        tell_error(error);
    }
}

pub(super) fn tell_error(error: &Error) {
    tell(&format!(
        "error: {}",
        crate::report::harmless(&error.to_string())
    ));
}

/// A line on standard error; where nobody listens, nothing is lost.
pub(super) fn tell(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
