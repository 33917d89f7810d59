//! `baseline`: accepts today's findings, so that only new ones count.

use super::Status;
use super::accepted::Accepted;
use super::packs::{kit, sound};
use super::shared::{
    Judging, check_selectors, configs, request, tell, tell_errors, tell_problems, tell_skipped,
};
use crate::baseline::{Baseline, Entry};
use crate::cli::{self, BaselineAction, BaselineRun, Common};
use crate::error::Error;
use crate::lint;
use crate::model::suppress::is_fatal;
use crate::output::Output;
use crate::report::{Frame, People, harmless};
use crate::workspace::Request;

pub(super) fn run(args: &cli::Baseline, common: &Common) -> Result<Status, Error> {
    let (BaselineAction::Create(run) | BaselineAction::Update(run) | BaselineAction::Prune(run)) =
        &args.action;
    let known = Baseline::read(&run.baseline)?;
    let path = run.baseline.clone();
    let (baseline, adds) = match (&args.action, known) {
        (BaselineAction::Create(_), Some(_)) => return Err(Error::BaselineExists { path }),
        (BaselineAction::Create(_), None) => (Baseline::new(Vec::new()), true),
        (BaselineAction::Update(_) | BaselineAction::Prune(_), None) => {
            return Err(Error::NoBaseline { path });
        }
        (BaselineAction::Update(_), Some(known)) => (known, true),
        (BaselineAction::Prune(_), Some(known)) => (known, false),
    };
    renew(run, &Accepted { path, baseline }, adds, common)
}

/// Looks at the files and writes the entries that they need; new findings too where it `adds`.
fn renew(
    run: &BaselineRun,
    known: &Accepted,
    adds: bool,
    common: &Common,
) -> Result<Status, Error> {
    let kit = sound(kit(&run.input.paths, common)?, common)?;
    let pack = kit.pack;
    let judging = Judging {
        rules: &run.rules,
        is_pedantic: run.pedantic,
        output_format: None,
    };
    let mut configs = configs(&run.input, Some(&judging), common, pack)?;
    check_selectors(&run.rules, &configs, common)?;
    let frame = Frame {
        language: configs.language(),
    };
    let request = Request {
        look_around: true,
        ..request(&run.input, &kit)
    };
    let mut linted = lint::lint(&request, &mut configs)?;
    tell_errors(&linted.errors);
    tell_problems(&linted.problems, &configs, common);
    if !linted.errors.is_empty() || !linted.problems.is_empty() {
        // What was not seen would be missing.
        return Ok(Status::Failure);
    }
    let standings = known.apply(&mut linted, &request, pack);
    if run.input.redact_people {
        People::new(&linted.holders).hide_in(&mut linted.findings);
    }
    let mut entries = known.baseline.pruned(&standings, &linted.findings);
    let kept = entries.len();
    let mut unread = 0;
    for finding in linted
        .findings
        .iter()
        .filter(|one| one.suppressed.is_none())
    {
        if is_fatal(finding.code) {
            unread += 1;
        } else if adds {
            entries.push(Entry::new(finding));
        }
    }
    let (before, after) = (known.baseline.findings.len(), entries.len());
    let renewed = Baseline::new(entries);
    let mut output = Output::new(Some(&known.path));
    output.write_with(|out| out.write_all(renewed.to_json().as_bytes()));
    output.finish()?;
    if !common.quiet {
        let path = known.path.to_string_lossy();
        tell(&frame.baseline_written(&harmless(&path), after, after - kept, before - kept));
        if unread > 0 {
            tell(&frame.never_accepted(unread));
        }
    }
    tell_skipped(&linted.skipped, linted.files, frame, common);
    Ok(Status::Clean)
}
