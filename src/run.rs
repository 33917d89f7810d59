//! What each command does, from its arguments to its exit status.

use crate::cli::{
    Check, Cli, Color, Command, Common, Explain, FailOn, Input, Inspect, Roles, Rules,
};
use crate::error::Error;
use crate::finding::Severity;
use crate::language::Language;
use crate::lint;
use crate::model::{Loaded, nearest};
use crate::output::Output;
use crate::pack::Pack;
use crate::report::{Format, Frame, Look, People, Report, Sources, Summary, catalogue, inspect};
use crate::rule::Settings;
use crate::selection::{self, Selectors};
use crate::workspace::{self, Request, Skipped, Workspace};
use std::io::IsTerminal;

/// The status that the process ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Clean = 0,
    Findings = 1,
    Failure = 2,
}

/// An internal error is told in one line and is no finding.
pub fn fail_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        tell(&format!("error: internal: {panic}"));
        #[expect(clippy::exit, reason = "there is nothing to go back to")]
        std::process::exit(Status::Failure as i32);
    }));
}

/// Does what the command line says.
pub fn run(cli: &Cli) -> Status {
    let outcome = match &cli.command {
        Command::Check(check) => run_check(check, &cli.common),
        Command::Inspect(inspect) => run_inspect(inspect, &cli.common),
        Command::Explain(explain) => run_explain(explain, &cli.common),
        Command::Rules(rules) => run_rules(rules, &cli.common),
        Command::Roles(roles) => run_roles(roles, &cli.common),
    };
    outcome.unwrap_or_else(|error| {
        tell_error(&error);
        Status::Failure
    })
}

fn run_check(check: &Check, common: &Common) -> Result<Status, Error> {
    if check.statistics && check.output_format == Format::Json {
        return Err(Error::StatisticsAsJson);
    }
    let pack = crate::pack();
    let settings = Settings {
        profile: profile(check.input.profile.as_deref(), pack)?,
        language: language(common),
        text_language: check.input.text_lang.map(Language::from),
        enabled: selection::enabled(
            Selectors {
                select: &check.rules.select,
                ignore: &check.rules.ignore,
                extend_select: &check.rules.extend_select,
            },
            pack,
        )?,
    };
    let frame = Frame {
        language: settings.language,
    };
    let request = request(&check.input);
    if check.show_files {
        return show_files(&request, frame, common);
    }
    let mut linted = lint::lint(&request, pack, &settings)?;
    tell_errors(&linted.errors);
    let people = if check.input.redact_people {
        People::new(linted.holders.iter())
    } else {
        People::default()
    };
    people.hide_in(&mut linted.findings);
    let mut summary = Summary {
        files: linted.files,
        skipped: linted.skipped.len(),
        roles: linted.roles,
        duties: linted.duties,
        ..Summary::default()
    };
    summary.count(&linted.findings);
    let report = Report {
        findings: &linted.findings,
        sources: Sources::new(&linted.sources),
        summary,
        frame,
        people,
        statistics: check.statistics,
        quiet: common.quiet || (linted.files == 0 && !linted.errors.is_empty()),
        look: look(common),
    };
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| report.write(check.output_format, out));
    output.finish()?;
    if linted.errors.is_empty() {
        tell_skipped(&linted.skipped, linted.files, frame, common);
    }
    if linted.files == 0 && check.error_on_no_files {
        return Err(Error::NoFiles);
    }
    let is_bad = lint::worst(&linted.findings) >= Some(limit(check.fail_on));
    let is_bad = is_bad && check.fail_on != FailOn::Never && !check.exit_zero;
    Ok(if !linted.errors.is_empty() {
        Status::Failure
    } else if is_bad {
        Status::Findings
    } else {
        Status::Clean
    })
}

fn run_inspect(args: &Inspect, common: &Common) -> Result<Status, Error> {
    let pack = crate::pack();
    let frame = Frame {
        language: language(common),
    };
    let settings = Settings {
        profile: profile(args.input.profile.as_deref(), pack)?,
        language: frame.language,
        text_language: args.input.text_lang.map(Language::from),
        enabled: Vec::new(),
    };
    let workspace = load(&request(&args.input), pack)?;
    let view = inspect::View {
        files: &workspace.files,
        pack,
        settings: &settings,
        people: people(&args.input, &workspace.files),
        frame,
        look: look(common),
    };
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| view.write(args.output_format, out));
    output.finish()?;
    tell_skipped(&workspace.skipped, workspace.files.len(), frame, common);
    Ok(failure(&workspace))
}

fn run_explain(args: &Explain, common: &Common) -> Result<Status, Error> {
    let pack = crate::pack();
    let Some(rule) = pack.rule(args.rule.trim()) else {
        let known = pack.core.rules.iter();
        let known = known.flat_map(|rule| [rule.code, rule.name]);
        return Err(Error::Unknown {
            option: "explain",
            kind: "rule",
            name: args.rule.clone(),
            hint: nearest(&args.rule, known).map(str::to_owned),
        });
    };
    let frame = Frame {
        language: language(common),
    };
    let mut output = Output::new(common.output_file.as_deref());
    output
        .write_with(|out| out.write_all(catalogue::explain(rule, frame, look(common)).as_bytes()));
    output.finish()?;
    Ok(Status::Clean)
}

fn run_rules(args: &Rules, common: &Common) -> Result<Status, Error> {
    let pack = crate::pack();
    for selector in &args.filter {
        selection::check(selector, "rules", pack)?;
    }
    let profile = profile(Some(&args.profile), pack)?.unwrap_or_default();
    let shown: Vec<_> = pack
        .core
        .rules
        .iter()
        .filter(|rule| {
            let is_meant = |one: &String| selection::exactness(one, rule).is_some();
            args.filter.is_empty() || args.filter.iter().any(is_meant)
        })
        .collect();
    let frame = Frame {
        language: language(common),
    };
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| {
        let list = catalogue::RuleList {
            rules: &shown,
            profile: &profile,
            profiles: &pack.core.profiles,
        };
        list.write(args.output_format, frame, look(common), out)
    });
    output.finish()?;
    Ok(Status::Clean)
}

fn run_roles(args: &Roles, common: &Common) -> Result<Status, Error> {
    let pack = crate::pack();
    let frame = Frame {
        language: language(common),
    };
    let mut output = Output::new(common.output_file.as_deref());
    match &args.role {
        None => output.write_with(|out| catalogue::roles(pack, frame, look(common), out)),
        Some(wanted) => {
            let id = pack.resolve_role(wanted);
            let Some(role) = id.and_then(|id| pack.role(id)) else {
                let known = pack.core.roles.iter();
                let known = known.flat_map(|role| [role.id, role.title.of(frame.language)]);
                return Err(Error::Unknown {
                    option: "roles",
                    kind: "role",
                    name: wanted.clone(),
                    hint: nearest(wanted, known).map(str::to_owned),
                });
            };
            let page = catalogue::role(role, pack, frame, look(common));
            output.write_with(|out| out.write_all(page.as_bytes()));
        }
    }
    output.finish()?;
    Ok(Status::Clean)
}

fn request(input: &Input) -> Request {
    Request {
        paths: input.paths.clone(),
        stdin_filename: input.stdin_filename.clone(),
        exclude: input.exclude.clone(),
        force_exclude: input.force_exclude,
        skip_gitignore: input.no_respect_gitignore,
    }
}

/// The files as they are, for commands that judge nothing.
fn load(request: &Request, pack: &Pack) -> Result<Workspace<Loaded>, Error> {
    let whole = || |file| file;
    let workspace = lint::with_names(pack, |names| workspace::load(request, names, whole))?;
    tell_errors(&workspace.errors);
    Ok(workspace)
}

/// The id of the profile that was asked for.
fn profile(wanted: Option<&str>, pack: &Pack) -> Result<Option<String>, Error> {
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

fn people(input: &Input, files: &[Loaded]) -> People {
    if !input.redact_people {
        return People::default();
    }
    let holders: Vec<_> = files.iter().flat_map(Loaded::holders).collect();
    People::new(holders.iter())
}

/// The lowest severity that counts.
fn limit(fail_on: FailOn) -> Severity {
    match fail_on {
        FailOn::Error | FailOn::Never => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
    }
}

fn failure(workspace: &Workspace<Loaded>) -> Status {
    if workspace.errors.is_empty() {
        Status::Clean
    } else {
        Status::Failure
    }
}

/// `--lang`, else the locale.
fn language(common: &Common) -> Language {
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
fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn look(common: &Common) -> Look {
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

fn show_files(request: &Request, frame: Frame, common: &Common) -> Result<Status, Error> {
    let workspace = load(request, crate::pack())?;
    let files = workspace.files.iter();
    let mut lines: Vec<(&str, bool)> = files.map(|file| (file.source.path(), true)).collect();
    let skipped = workspace.skipped.iter();
    lines.extend(skipped.map(|skipped| (skipped.path.as_str(), false)));
    lines.sort_unstable();
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| {
        for (path, is_checked) in lines {
            let path = crate::report::harmless(path);
            if is_checked {
                writeln!(out, "{path}")?;
            } else {
                writeln!(out, "{path} ({})", frame.skipped())?;
            }
        }
        Ok(())
    });
    output.finish()?;
    Ok(failure(&workspace))
}

fn tell_skipped(skipped: &[Skipped], files: usize, frame: Frame, common: &Common) {
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

fn tell_errors(errors: &[Error]) {
    for error in errors {
        tell_error(error);
    }
}

fn tell_error(error: &Error) {
    tell(&format!(
        "error: {}",
        crate::report::harmless(&error.to_string())
    ));
}

/// A line on standard error; where nobody listens, nothing is lost.
fn tell(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
