//! The code quality report of GitLab: one array, empty where nothing was found.

use super::{Report, harmless, json};
use crate::finding::{Finding, Severity};
use serde::Serialize;
use std::borrow::Cow;
use std::io;

#[derive(Serialize)]
struct Entry<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: Cow<'a, str>,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let each = |finding| entry(report, finding);
    json::write_pretty(&json::Each(|| report.told().map(each)), out)
}

fn entry<'a>(report: &Report, finding: &'a Finding) -> Entry<'a> {
    let location = &finding.location;
    let start = report.sources.place(&location.path, location.span().start);
    let text = format!("{}: {}: {}", finding.rule, finding.message, finding.label);
    Entry {
        description: harmless(&text).into_owned(),
        check_name: finding.code,
        fingerprint: &finding.fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info | Severity::Off => "info",
        },
        location: Location {
            path: harmless(&location.path),
            lines: Lines { begin: start.line },
        },
    }
}
