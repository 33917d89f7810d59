//! The JSON report, version 1: its shape never changes without a new version.

use super::terminal::visible;
use super::{Report, Sources, severity_word, url};
use crate::finding::{Confidence, Finding, Location, Safety, Suppression};
use crate::source::{Place, Span};
use serde::{Serialize, Serializer};
use std::fmt::Write;
use std::io;

#[derive(Serialize)]
struct Output<D> {
    version: u8,
    diagnostics: D,
    summary: Summary,
}

/// A list whose entries are made one by one, each when it is written: a million of them need no room.
pub(super) struct Each<F>(pub(super) F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
pub(super) struct Diagnostic<'a> {
    code: &'a str,
    rule: &'a str,
    severity: &'static str,
    confidence: &'static str,
    message: &'a str,
    help: &'a str,
    url: Option<String>,
    path: &'a str,
    range: Range,
    text: &'a str,
    role: Option<&'a str>,
    holder: Option<&'a str>,
    language: Option<&'a str>,
    profile: Option<&'a str>,
    activities: &'a [&'static str],
    related: Vec<Related<'a>>,
    fix: Option<Fix<'a>>,
    suppressed: Option<Suppressed<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    range: Range,
    message: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    safety: &'static str,
    message: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    path: &'a str,
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Suppressed<'a> {
    by: &'static str,
    reason: &'a str,
}

#[derive(Serialize)]
pub(super) struct Summary {
    files: usize,
    skipped: usize,
    roles: usize,
    duties: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    baselined: usize,
}

/// From where to where, ends exclusive.
#[derive(Serialize)]
pub(crate) struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    byte: usize,
}

impl Range {
    pub(crate) fn new(sources: &Sources, path: &str, span: Span) -> Self {
        let (start, end) = sources.range(path, span);
        Self {
            start: start.into(),
            end: end.into(),
        }
    }

    fn of(sources: &Sources, location: &Location) -> Self {
        Self::new(sources, &location.path, location.span())
    }
}

impl From<Place> for Point {
    fn from(place: Place) -> Self {
        Self {
            line: place.line,
            column: place.column,
            byte: place.byte,
        }
    }
}

impl From<super::Summary> for Summary {
    fn from(summary: super::Summary) -> Self {
        Self {
            files: summary.files,
            skipped: summary.skipped,
            roles: summary.roles,
            duties: summary.duties,
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            suppressed: summary.suppressed,
            baselined: summary.baselined,
        }
    }
}

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let sources = &report.sources;
    let each = |finding| diagnostic(finding, sources);
    let output = Output {
        version: 1,
        diagnostics: Each(|| report.findings.iter().map(each)),
        summary: report.summary.into(),
    };
    write_pretty(&output, out)
}

/// Writes JSON over several lines.
pub(super) fn write_pretty(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(Harmless(out), value)?;
    writeln!(out)
}

/// Writes JSON on one line.
pub(super) fn write_line(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer(Harmless(out), value)?;
    writeln!(out)
}

/// JSON with escapes in place of letters that would act on a terminal: the same to every parser.
struct Harmless<'o>(&'o mut dyn io::Write);

impl io::Write for Harmless<'_> {
    /// Takes pieces of text, as they come from the serializer.
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let acts = |letter: char| letter >= '\u{7f}' && visible(letter) != letter;
        let text = std::str::from_utf8(piece).map_err(io::Error::other)?;
        if !text.contains(acts) {
            self.0.write_all(piece)?;
            return Ok(piece.len());
        }
        let mut safe = String::with_capacity(text.len() + 64);
        for letter in text.chars() {
            if acts(letter) {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let _ = write!(safe, "\\u{unit:04x}");
                }
            } else {
                safe.push(letter);
            }
        }
        self.0.write_all(safe.as_bytes())?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

pub(super) fn diagnostic<'a>(finding: &'a Finding, sources: &Sources) -> Diagnostic<'a> {
    Diagnostic {
        code: finding.code,
        rule: finding.rule,
        severity: severity_word(finding.severity),
        confidence: match finding.confidence {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        },
        message: &finding.message,
        help: &finding.help,
        url: url(finding.code, finding.rule),
        path: &finding.location.path,
        range: Range::of(sources, &finding.location),
        text: &finding.location.text,
        role: finding.role.as_deref(),
        holder: finding.holder.as_deref(),
        language: finding.language,
        profile: finding.profile,
        activities: &finding.activities,
        related: finding
            .related
            .iter()
            .map(|related| Related {
                path: &related.location.path,
                range: Range::of(sources, &related.location),
                message: &related.label,
            })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| Fix {
            safety: match fix.safety {
                Safety::Safe => "safe",
                Safety::Unsafe => "unsafe",
            },
            message: &fix.message,
            edits: fix
                .edits
                .iter()
                .map(|edit| Edit {
                    path: &edit.path,
                    range: Range::new(sources, &edit.path, edit.span),
                    text: &edit.text,
                })
                .collect(),
        }),
        suppressed: finding.suppressed.as_ref().map(suppressed),
    }
}

fn suppressed(suppression: &Suppression) -> Suppressed<'_> {
    match suppression {
        Suppression::Comment { reason } => Suppressed {
            by: "comment",
            reason,
        },
        Suppression::Baseline { reason } => Suppressed {
            by: "baseline",
            reason,
        },
    }
}
