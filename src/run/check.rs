//! `check`: from paths to a report.

use super::Status;
use super::accepted::Accepted;
use super::fix::{self, Mended};
use super::packs::{kit, write_faults};
use super::progress;
use super::remembered;
use super::shared::{
    Judging, check_selectors, configs, failure, format_named, language, load, look, name_of,
    request, tell, tell_errors, tell_problems, tell_skipped,
};
use crate::cli::{Check, Common, FailOn};
use crate::config::Configs;
use crate::error::Error;
use crate::finding::Severity;
use crate::git::Changes;
use crate::kit::Kit;
use crate::lint::{self, Linted};
use crate::output::Output;
use crate::pack::Pack;
use crate::report::{Format, Frame, People, Report, Sources, Summary, settings};
use crate::rule::Holder;
use crate::workspace::{Keep, Request};
use std::path::PathBuf;
use std::sync::Arc;

pub(super) fn run(check: &Check, common: &Common) -> Result<Status, Error> {
    let kit = tried(check, common)?;
    let pack = kit.pack;
    let judging = judging(check);
    let mut configs = configs(&check.input, Some(&judging), common, pack)?;
    let format = configs
        .output_format()
        .map(format_named)
        .unwrap_or_default();
    check_selectors(&check.rules, &configs, common)?;
    if check.statistics && !format.has_statistics() {
        let format = name_of(format);
        return Err(Error::NoStatistics { format });
    }
    let frame = Frame {
        language: configs.language(),
    };
    let mut request = Request {
        look_around: true,
        changes: match &check.since {
            Some(revision) => Some(Changes::since(revision, configs.directory())?),
            None => None,
        },
        ..request(&check.input, &kit)
    };
    if check.show_settings {
        return show_settings(check, format, &mut configs, common);
    }
    if check.show_files {
        return show_files(&request, &mut configs, frame, common);
    }
    let accepted = Accepted::find(check.baseline.as_deref(), common)?;
    let mended = match fix::run(check, common, &mut request, accepted.as_ref(), frame, pack)? {
        Mended::Done(status) => return Ok(status),
        Mended::Report(mended) => mended,
    };
    let cache = remembered::cache(check, &kit, configs.directory()).map(Arc::new);
    request.cache.clone_from(&cache);
    request.keep = Keep::Needed;
    let judge = |request: &Request| lint::lint(request, &mut configs);
    let mut linted = progress::shown(&mut request, frame, common, judge)?;
    request.cache = None;
    if let Some(cache) = cache.and_then(Arc::into_inner) {
        cache.finish();
    }
    tell_errors(&linted.errors);
    tell_problems(&linted.problems, &configs, common);
    let is_whole = linted.errors.is_empty() && linted.problems.is_empty();
    if let Some(accepted) = &accepted {
        let standings = accepted.apply(&mut linted, &request, pack);
        // Of what is not looked at, nobody can say that it is gone.
        if request.changes.is_none() {
            accepted.tell_stale(&standings, frame, common);
        }
    }
    let is_hidden = check.input.redact_people || format.hides_people();
    let people = is_hidden.then(|| people(&linted, pack));
    let people = people.unwrap_or_default();
    people.hide_in(&mut linted.findings);
    let report = Report {
        findings: &linted.findings,
        files: &linted.read,
        errors: &linted.errors,
        pack,
        sources: Sources::of_run(&linted),
        summary: Summary::of(&linted),
        frame,
        people,
        statistics: check.statistics,
        quiet: common.quiet || (linted.files == 0 && !is_whole),
        look: look(common),
    };
    let file = common.output_file.as_deref();
    let mut output = match mended.stdin {
        Some(_) => Output::kept(file),
        None => Output::new(file),
    };
    let is_for_people = matches!(format, Format::Human | Format::Concise);
    let line = mended.line.filter(|_| is_for_people && !report.quiet);
    output.write_with(|out| {
        report.write(format, out)?;
        line.map_or(Ok(()), |line| writeln!(out, "{line}"))
    });
    match mended.stdin {
        Some(text) => output.finish_beside(&text)?,
        None => output.finish()?,
    }
    if is_whole {
        tell_left_out(check, &linted, frame, common);
    }
    if linted.files == 0 && check.error_on_no_files {
        return Err(Error::NoFiles);
    }
    Ok(if !is_whole || mended.has_failed {
        Status::Failure
    } else if fails(check, &linted) {
        Status::Findings
    } else {
        Status::Clean
    })
}

/// Whether what was found is bad enough for the exit code to say so.
fn fails(check: &Check, linted: &Linted) -> bool {
    let is_bad = lint::worst(&linted.findings) >= Some(limit(check.fail_on));
    is_bad && check.fail_on != FailOn::Never && !check.exit_zero
}

/// The pack with what folders add to it; their faults are the report where they have any.
fn tried(check: &Check, common: &Common) -> Result<Kit, Error> {
    let mut kit = kit(&check.input.paths, common)?;
    kit.try_examples();
    if kit.is_sound() {
        return Ok(kit);
    }
    let format = check.output_format.unwrap_or_default();
    let language = language(common)?;
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| write_faults(&kit, format, language, common, out));
    output.finish()?;
    Err(Error::BadPack)
}

/// Says why the report is empty, and which files were not looked at.
fn tell_left_out(check: &Check, linted: &Linted, frame: Frame, common: &Common) {
    match &check.since {
        Some(revision) if linted.files == 0 => {
            if !common.quiet {
                tell(&frame.nothing_since(revision));
            }
        }
        Some(_) | None => tell_skipped(&linted.skipped, linted.files, frame, common),
    }
}

/// What the options say about the rules.
pub(super) fn judging(check: &Check) -> Judging<'_> {
    Judging {
        rules: &check.rules,
        is_pedantic: check.pedantic,
        output_format: check.output_format,
    }
}

/// Holders, and who else is called by name in a duty.
fn people(linted: &Linted, pack: &Pack) -> People {
    let rules = pack.core.rules.iter();
    let rules = rules.filter(|rule| rule.check.person.is_some());
    let codes: Vec<&str> = rules.map(|rule| rule.code).collect();
    let findings = linted.findings.iter();
    let named = findings.filter(|finding| codes.contains(&finding.code));
    let named = named.map(|finding| Holder {
        location: finding.location.clone(),
        person: finding.location.text.clone(),
    });
    let holders = linted.holders.iter().cloned();
    People::new(&holders.chain(named).collect::<Vec<_>>())
}

/// The lowest severity that counts.
fn limit(fail_on: FailOn) -> Severity {
    match fail_on {
        FailOn::Error | FailOn::Never => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
    }
}

fn show_settings(
    check: &Check,
    format: Format,
    configs: &mut Configs,
    common: &Common,
) -> Result<Status, Error> {
    let here = [PathBuf::from(".")];
    let paths = match &check.input.stdin_filename {
        Some(path) => std::slice::from_ref(path),
        None if check.input.paths.is_empty() => &here[..],
        None => &check.input.paths,
    };
    let shown: Vec<_> = paths.iter().map(|path| configs.show(path)).collect();
    let (problems, errors) = configs.finish();
    tell_errors(&errors);
    tell_problems(&problems, configs, common);
    let frame = Frame {
        language: configs.language(),
    };
    let is_json = check.output_format.is_some() && format == Format::Json;
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| settings::write(&shown, is_json, frame, look(common), out));
    output.finish()?;
    Ok(if errors.is_empty() && problems.is_empty() {
        Status::Clean
    } else {
        Status::Failure
    })
}

fn show_files(
    request: &Request,
    configs: &mut Configs,
    frame: Frame,
    common: &Common,
) -> Result<Status, Error> {
    let request = Request {
        look_around: false,
        ..request.clone()
    };
    let workspace = load(&request, configs, common)?;
    let files = workspace.files.iter().map(|read| &read.file);
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
