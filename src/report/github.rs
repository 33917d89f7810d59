//! Annotations of GitHub Actions: the worst first, as many as are shown, the rest in the log.

use super::{Report, groups, harmless};
use crate::finding::{Finding, Severity};
use std::io;

/// GitHub shows so many annotations of each level for a step.
const SHOWN: usize = 10;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut findings: Vec<&Finding> = report.told().collect();
    groups::worst_first(&mut findings);
    let mut counts = [0; 3];
    let (shown, rest): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|finding| {
        let level = level(finding.severity);
        counts[level as usize] += 1;
        // The last notice says how many more there are.
        let room = SHOWN - usize::from(level == Level::Notice);
        counts[level as usize] <= room
    });
    for finding in shown {
        annotate(report, finding, out)?;
    }
    if rest.is_empty() {
        return Ok(());
    }
    let more = report.frame.more_findings(rest.len());
    writeln!(out, "::group::{}", data(&more))?;
    for finding in rest {
        let location = &finding.location;
        let start = report.sources.place(&location.path, location.span().start);
        let line = format!(
            "- {}:{}:{}: {}[{}] {}",
            location.path,
            start.line,
            start.column,
            level(finding.severity).word(),
            title(finding),
            message(finding),
        );
        writeln!(out, "{}", inert(&line))?;
    }
    writeln!(out, "::endgroup::")?;
    writeln!(out, "::notice title=rolelint::{}", data(&more))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info | Severity::Off => Level::Notice,
    }
}

fn annotate(report: &Report, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()> {
    let location = &finding.location;
    let (start, end) = report.sources.range(&location.path, location.span());
    write!(
        out,
        "::{} file={},line={},endLine={}",
        level(finding.severity).word(),
        property(&location.path),
        start.line,
        end.line,
    )?;
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    let text = format!("{}\n{}", message(finding), finding.help.trim());
    let title = property(&title(finding));
    writeln!(out, ",title={title}::{}", data(&text))
}

fn title(finding: &Finding) -> String {
    format!("{} {}", finding.code, finding.rule)
}

fn message(finding: &Finding) -> String {
    format!("{}: {}", finding.message, finding.label)
}

/// Text behind `::`.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(inert).collect();
    lines.join("\n").replace('%', "%25").replace('\n', "%0A")
}

/// Text of a property.
fn property(text: &str) -> String {
    inert(text)
        .replace('%', "%25")
        .replace(':', "%3A")
        .replace(',', "%2C")
}

/// One line without what the runner takes for a command of the older kind, wherever it stands.
fn inert(text: &str) -> String {
    harmless(text).replace("##[", "## [")
}
