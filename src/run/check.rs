//! `check`: from paths to a report.

use super::Status;
use super::shared::{failure, language, load, look, profile, request, tell_errors, tell_skipped};
use crate::cli::{Check, Common, FailOn};
use crate::error::Error;
use crate::finding::Severity;
use crate::language::Language;
use crate::lint;
use crate::output::Output;
use crate::report::{Format, Frame, People, Report, Sources, Summary};
use crate::rule::Settings;
use crate::selection::{self, Selectors};
use crate::workspace::Request;

pub(super) fn run(check: &Check, common: &Common) -> Result<Status, Error> {
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

/// The lowest severity that counts.
fn limit(fail_on: FailOn) -> Severity {
    match fail_on {
        FailOn::Error | FailOn::Never => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
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
