//! `check --fix`, `--diff` and `--add-ignore`: what changes people's files before, or instead of, a report.

use super::Status;
use super::accepted::Accepted;
use super::check::judging;
use super::shared::{configs, look, tell, tell_error, tell_errors, tell_problems};
use crate::cli::{Check, Common, Fixing};
use crate::error::Error;
use crate::finding::Safety;
use crate::fix::{self, Changed};
use crate::lint;
use crate::output::Output;
use crate::pack::Pack;
use crate::report::{Frame, Look, harmless};
use crate::workspace::{self, Request};
use std::io::IsTerminal;

/// What is left to do when files are changed.
pub(super) enum Mended {
    /// The status is known, and there is nothing to report.
    Done(Status),
    /// The findings that are left are told, after these lines.
    Report(Report),
}

/// What a report needs to know of changes.
#[derive(Default)]
pub(super) struct Report {
    /// How much was done.
    pub(super) line: Option<String>,
    /// The new text of standard input, which goes where the report would go.
    pub(super) stdin: Option<Vec<u8>>,
    pub(super) has_failed: bool,
}

/// Does what the options ask of files, and changes the request so that it sees what was done.
pub(super) fn run(
    check: &Check,
    common: &Common,
    request: &mut Request,
    accepted: Option<&Accepted>,
    frame: Frame,
    pack: &Pack,
) -> Result<Mended, Error> {
    let fixing = &check.fixing;
    if fixing.unsafe_fixes && !(fixing.fix || fixing.diff) {
        return Err(Error::UnsafeAlone);
    }
    if !(fixing.fix || fixing.diff || fixing.add_ignore.is_some()) {
        return Ok(Mended::Report(Report::default()));
    }
    // Each run asks anew, so that each tells all that is wrong.
    let judging = judging(check);
    let ask = || configs(&check.input, Some(&judging), common, pack);
    let stdin = workspace::hold_stdin(request, &ask()?)?;
    let (mut errors, mut problems) = (Vec::new(), Vec::new());
    let mut run = |request: &Request| {
        let mut linted = lint::lint(request, &mut ask()?)?;
        if let Some(accepted) = accepted {
            accepted.apply(&mut linted, request, pack);
        }
        errors = std::mem::take(&mut linted.errors);
        problems = std::mem::take(&mut linted.problems);
        Ok(linted)
    };
    let (mut changed, open) = match &fixing.add_ignore {
        Some(reason) => fix::ignore(request, one_line(reason)?, pack, &mut run)?,
        None => (fix::mend(request, reach(fixing), pack, &mut run)?, 0),
    };
    if open > 0 && !common.quiet {
        tell(&frame.not_accepted(open));
    }
    let has_failed = !(errors.is_empty() && problems.is_empty());
    if fixing.diff || fixing.add_ignore.is_some() {
        tell_errors(&errors);
        tell_problems(&problems, &ask()?, common);
    }
    if fixing.diff {
        let status = show(&changed, fixing, frame, common, has_failed)?;
        return Ok(Mended::Done(status));
    }
    let mut report = Report::default();
    changed.retain(|one| {
        let written = fix::write(one);
        if let Err(error) = &written {
            tell_error(error);
            report.has_failed = true;
        }
        written.is_ok()
    });
    if let Some(stdin) = stdin {
        let own = changed.iter().find(|one| one.shown == stdin);
        if let Some(own) = own {
            let new = own.after.clone().into_bytes();
            request.texts.insert(stdin.clone(), new);
        }
        report.stdin = request.texts.get(&stdin).cloned();
    }
    let (count, files) = (changed.iter().map(|one| one.count).sum(), changed.len());
    if fixing.add_ignore.is_none() {
        report.line = (count > 0).then(|| frame.fixed(count, files));
        return Ok(Mended::Report(report));
    }
    let mut output = Output::new(common.output_file.as_deref());
    let line = frame.accepted(count, files);
    match &report.stdin {
        Some(text) => {
            output.write_with(|out| out.write_all(text));
            tell(&line);
        }
        None if common.quiet => {}
        None => output.write_with(|out| writeln!(out, "{line}")),
    }
    output.finish()?;
    Ok(Mended::Done(if has_failed || report.has_failed {
        Status::Failure
    } else {
        Status::Clean
    }))
}

fn reach(fixing: &Fixing) -> Safety {
    if fixing.unsafe_fixes {
        Safety::Unsafe
    } else {
        Safety::Safe
    }
}

/// A comment ends with its line.
fn one_line(reason: &str) -> Result<&str, Error> {
    let reason = reason.trim();
    if reason.is_empty() || reason.contains(char::is_control) {
        return Err(Error::NoReason);
    }
    Ok(reason)
}

/// Prints what would change.
fn show(
    changed: &[Changed],
    fixing: &Fixing,
    frame: Frame,
    common: &Common,
    has_failed: bool,
) -> Result<Status, Error> {
    write_diff(changed, common)?;
    let count: usize = changed.iter().map(|one| one.count).sum();
    if count > 0 && !common.quiet {
        let line = if fixing.add_ignore.is_some() {
            frame.would_accept(count, changed.len())
        } else {
            frame.would_fix(count, changed.len())
        };
        tell(&line);
    }
    Ok(if has_failed {
        Status::Failure
    } else if changed.is_empty() {
        Status::Clean
    } else {
        Status::Findings
    })
}

/// All changes as one unified diff.
pub(super) fn write_diff(changed: &[Changed], common: &Common) -> Result<(), Error> {
    let look = look(common);
    let is_terminal = common.output_file.is_none() && std::io::stdout().is_terminal();
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| {
        for one in changed {
            for line in fix::unified(one).split_inclusive('\n') {
                out.write_all(painted(line, look, is_terminal).as_bytes())?;
            }
        }
        Ok(())
    });
    output.finish()
}

/// A line of a diff in its color. A terminal shows it harmlessly; who applies it needs it as it is.
fn painted(line: &str, look: Look, is_terminal: bool) -> String {
    let (text, end) = match line.strip_suffix('\n') {
        Some(text) => (text, "\n"),
        None => (line, ""),
    };
    let text = if is_terminal {
        harmless(text)
    } else {
        text.into()
    };
    let style = match text.chars().next() {
        Some('+') => "32",
        Some('-') => "31",
        Some('@') => "36",
        Some(_) | None => return format!("{text}{end}"),
    };
    format!("{}{end}", look.paint(style, &text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_acts_on_no_terminal_and_stays_as_it_is_for_patch() {
        let look = Look {
            color: false,
            unicode: true,
            links: false,
            width: 80,
        };
        for line in ["+a\u{202e}b\n", " a\u{202e}b\n"] {
            assert_eq!(painted(line, look, false), line);
            assert_eq!(
                painted(line, look, true),
                line.replace('\u{202e}', "\u{fffd}")
            );
        }
    }
}
