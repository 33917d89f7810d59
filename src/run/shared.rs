//! What several commands need: the reader's language and terminal, files, profiles, and a word on standard error.

use super::Status;
use crate::cli::{Color, Common, Input, Selectors};
use crate::config::{Asked, Configs, Origin, Problem, Said};
use crate::error::Error;
use crate::kit::Kit;
use crate::language::Language;
use crate::model::{Loaded, nearest};
use crate::pack::Pack;
use crate::report::{Format, Frame, Look, problems};
use crate::selection;
use crate::workspace::{self, Request, Skipped, Workspace};
use clap::ValueEnum;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

pub(super) fn request(input: &Input, kit: &Kit) -> Request {
    let packs = kit
        .folders
        .iter()
        .filter_map(|folder| super::packs::pattern(folder));
    Request {
        // Whoever names standard input means it.
        paths: match &input.stdin_filename {
            Some(_) if input.paths.is_empty() => vec![PathBuf::from("-")],
            Some(_) | None => input.paths.clone(),
        },
        stdin_filename: input.stdin_filename.clone(),
        // The roles of a pack are no charter.
        exclude: input.exclude.iter().cloned().chain(packs).collect(),
        force_exclude: input.force_exclude,
        skip_gitignore: input.no_respect_gitignore,
        look_around: false,
        changes: None,
        threads: input.threads,
        ..Request::default()
    }
}

/// What a command says that judges files.
pub(super) struct Judging<'a> {
    pub(super) rules: &'a Selectors,
    pub(super) is_pedantic: bool,
    pub(super) output_format: Option<Format>,
}

/// Looks whether there are rules for all selectors. A code that is no longer in use is told with the one in its place.
pub(super) fn check_selectors(
    rules: &Selectors,
    configs: &Configs,
    common: &Common,
) -> Result<(), Error> {
    let pack = configs.pack();
    let frame = Frame {
        language: configs.language(),
    };
    for (option, selectors) in [
        ("--select", &rules.select),
        ("--ignore", &rules.ignore),
        ("--extend-select", &rules.extend_select),
    ] {
        for selector in selectors {
            selection::check(selector, option, pack)?;
            let current = pack.current(selector);
            if current != selector && !common.quiet {
                tell(&frame.is_now(selector, current));
            }
        }
    }
    Ok(())
}

/// What counts for the files that are read: what the command line and the environment say, and configurations.
///
/// # Errors
/// A name that nobody knows, or a configuration file that cannot be opened.
pub(super) fn configs<'p>(
    input: &Input,
    judging: Option<&Judging>,
    common: &Common,
    pack: &'p Pack,
) -> Result<Configs<'p>, Error> {
    let mut asked = Asked {
        profile: profile(input.profile.as_deref(), pack)?,
        text_language: input.text_lang.map(Language::from),
        exclude: input.exclude.clone(),
        paths: input.paths.clone(),
        ..asked(common)
    };
    if let Some(path) = &input.stdin_filename {
        asked.paths = vec![path.clone()];
    }
    if let Some(judging) = judging {
        asked.output_format = judging.output_format.map(|format| Said {
            value: name_of(format),
            origin: origin("--output-format", "ROLELINT_OUTPUT_FORMAT"),
        });
        asked.select.clone_from(&judging.rules.select);
        asked.ignore.clone_from(&judging.rules.ignore);
        asked.extend_select.clone_from(&judging.rules.extend_select);
        asked.is_pedantic = judging.is_pedantic;
    }
    Configs::new(asked, pack)
}

/// What options of every command say.
pub(super) fn asked(common: &Common) -> Asked {
    Asked {
        config: common.config.clone().map(|value| Said {
            value,
            origin: origin("--config", "ROLELINT_CONFIG"),
        }),
        is_isolated: common.isolated,
        language: common.lang.map(|tongue| Said {
            value: tongue.into(),
            origin: origin("--lang", "ROLELINT_LANG"),
        }),
        locale: locale(),
        formats: formats(),
        ..Asked::default()
    }
}

/// Who says a value that can come from an option or from the environment.
fn origin(option: &'static str, variable: &'static str) -> Origin {
    let mut arguments = std::env::args_os();
    let is_option = |argument: &str| {
        let rest = argument.strip_prefix(option);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    };
    if arguments.any(|argument| argument.to_str().is_some_and(is_option)) {
        Origin::CommandLine(option)
    } else {
        Origin::Environment(variable)
    }
}

/// What an output format may be called, the default first.
pub(super) fn formats() -> Vec<String> {
    let formats = Format::value_variants().iter().copied();
    formats.map(name_of).collect()
}

/// The name of a format.
pub(super) fn name_of(format: Format) -> String {
    let value = format.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

/// The format with this name.
pub(super) fn format_named(name: &str) -> Format {
    Format::from_str(name, true).unwrap_or_default()
}

/// The files as they are, for commands that judge nothing, each with the file's settings.
pub(super) fn load(
    request: &Request,
    configs: &mut Configs,
    common: &Common,
) -> Result<Workspace<Read>, Error> {
    let whole = || {
        |file, job: &workspace::Job| Read {
            file,
            settings: std::sync::Arc::clone(&job.settings),
        }
    };
    let workspace = workspace::load(request, configs, whole)?;
    tell_errors(&workspace.errors);
    tell_problems(&workspace.problems, configs, common);
    Ok(workspace)
}

/// A file as it was read, and what counts for it.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) file: Loaded,
    pub(super) settings: std::sync::Arc<crate::rule::Settings>,
}

/// What is wrong in configurations, on standard error.
pub(super) fn tell_problems(problems: &[Problem], configs: &Configs, common: &Common) {
    if problems.is_empty() {
        return;
    }
    let frame = Frame {
        language: configs.language(),
    };
    let look = look_of(common, std::io::stderr().is_terminal());
    tell(problems::write(problems, configs.pack(), frame, look).trim_end());
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

pub(super) fn failure<T>(workspace: &Workspace<T>) -> Status {
    if workspace.errors.is_empty() && workspace.problems.is_empty() {
        Status::Clean
    } else {
        Status::Failure
    }
}

/// Language of the messages of a command that reads no files of the user's.
///
/// # Errors
/// A configuration file that cannot be opened.
pub(super) fn language(common: &Common) -> Result<Language, Error> {
    if let Some(tongue) = common.lang {
        return Ok(tongue.into());
    }
    Ok(Configs::new(asked(common), crate::pack())?.language())
}

fn locale() -> Language {
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
    look_of(common, is_terminal)
}

fn look_of(common: &Common, is_terminal: bool) -> Look {
    let terminal = set("TERM").unwrap_or_default();
    let is_on = |name: &&str| set(name).is_some_and(|value| value != "0");
    let color = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR").is_some() => false,
        Color::Auto if ["FORCE_COLOR", "CLICOLOR_FORCE"].iter().any(is_on) => true,
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
        links: color && is_terminal && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
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
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
