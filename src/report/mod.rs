//! Findings as text: one file a format, each from the same plain data.

pub mod catalogue;
pub mod compared;
mod concise;
mod excerpt;
mod frame;
mod human;
pub mod inspect;
mod json;
mod people;
pub mod problems;
pub mod settings;
mod statistics;
mod table;
mod terminal;

pub use frame::Frame;
pub use human::Look;
pub use people::People;
pub use table::{narrowest_terminal_width, terminal_width};
pub use terminal::{harmless, harmless_lines};

use crate::finding::{Finding, Severity};
use crate::source::{Place, Source, Span};
use std::collections::BTreeMap;
use std::io;

/// The formats of `check`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Excerpts with the words underlined
    #[default]
    Human,
    /// One line a finding
    Concise,
    /// Stable JSON, version 1
    Json,
}

/// The formats of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum TableFormat {
    #[value(alias = "human")]
    Table,
    Json,
}

/// How much was looked at and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub files: usize,
    pub skipped: usize,
    pub roles: usize,
    pub duties: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    pub suppressed: usize,
    pub baselined: usize,
}

impl Summary {
    /// Counts the findings; those that are suppressed or in the baseline count apart.
    pub fn count(&mut self, findings: &[Finding]) {
        use crate::finding::Suppression;
        for finding in findings {
            let counter = match (&finding.suppressed, finding.severity) {
                (Some(Suppression::Comment { .. }), _) => &mut self.suppressed,
                (Some(Suppression::Baseline { .. }), _) => &mut self.baselined,
                (None, Severity::Error) => &mut self.errors,
                (None, Severity::Warning) => &mut self.warnings,
                (None, Severity::Info | Severity::Off) => &mut self.infos,
            };
            *counter += 1;
        }
    }

    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

/// The files of a run by the path that they are shown with.
pub struct Sources<'a>(BTreeMap<&'a str, &'a Source>);

impl<'a> Sources<'a> {
    pub fn new(sources: impl IntoIterator<Item = &'a Source>) -> Self {
        let sources = sources.into_iter();
        Self(sources.map(|source| (source.path(), source)).collect())
    }

    fn of(&self, path: &str) -> Option<&'a Source> {
        self.0.get(path).copied()
    }

    /// Where a span of a file begins and ends.
    pub(crate) fn range(&self, path: &str, span: Span) -> (Place, Place) {
        let place = |byte| {
            let unknown = Place {
                line: 1,
                column: 1,
                byte,
            };
            self.of(path).map_or(unknown, |source| source.place(byte))
        };
        (place(span.start), place(span.end))
    }
}

/// What a run has to say.
pub struct Report<'a> {
    pub findings: &'a [Finding],
    pub sources: Sources<'a>,
    pub summary: Summary,
    pub frame: Frame,
    /// Holders whose names are not to be shown.
    pub people: People,
    /// Counts by rule instead of findings.
    pub statistics: bool,
    /// Leave out the summary.
    pub quiet: bool,
    pub look: Look,
}

impl Report<'_> {
    pub fn write(&self, format: Format, out: &mut dyn io::Write) -> io::Result<()> {
        match format {
            Format::Json => return json::write(self, out),
            Format::Human | Format::Concise if self.statistics => statistics::write(self, out)?,
            Format::Human => human::write(self, out)?,
            Format::Concise => concise::write(self, out)?,
        }
        if !self.quiet {
            writeln!(out, "{}", self.frame.summary(&self.summary))?;
        }
        Ok(())
    }

    /// The findings that count, in order.
    fn told(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.suppressed.is_none())
    }
}

/// The page of a rule, where the project has a home.
fn url(code: &str, name: &str) -> Option<String> {
    let home = env!("CARGO_PKG_REPOSITORY").trim_end_matches('/');
    let anchor = code.to_lowercase();
    (!home.is_empty()).then(|| format!("{home}/blob/main/roles/README.md#{anchor}-{name}"))
}

/// The word for a severity in machine formats.
fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
        Severity::Off => "off",
    }
}
