//! Findings as text: one file a format, each from the same plain data.

pub mod catalogue;
mod checkstyle;
mod closing;
pub mod compared;
mod concise;
mod excerpt;
mod frame;
mod github;
mod gitlab;
mod groups;
mod html;
mod human;
pub mod inspect;
mod json;
mod json_lines;
mod junit;
mod markdown;
mod mending;
mod page_words;
mod people;
pub mod problems;
mod sarif;
pub mod settings;
mod statistics;
mod table;
mod terminal;
mod trial;
mod xml;

pub use frame::Frame;
pub use human::Look;
pub use people::People;
pub use table::{narrowest_terminal_width, terminal_width};
pub use terminal::{harmless, harmless_lines};
pub use trial::Trial;

use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::lint::{Linted, ReadFile};
use crate::pack::{Pack, Rule};
use crate::source::{Place, Source, Span};
use crate::workspace;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::rc::Rc;

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
    /// The findings of the JSON, one a line
    JsonLines,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// XML as of `JUnit`, for test reports
    Junit,
    /// XML as of Checkstyle
    Checkstyle,
    /// Markdown for a comment on a pull request
    Markdown,
    /// A page of questions for a workshop, without names
    Html,
}

impl Format {
    /// Whether counts can stand in place of findings.
    pub fn has_statistics(self) -> bool {
        statistics::can_write(self)
    }

    /// Whether holders are never named, whatever was asked.
    pub fn hides_people(self) -> bool {
        self == Self::Html
    }
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
    /// What a run looked at, and what it found.
    pub fn of(linted: &Linted) -> Self {
        let mut summary = Self {
            files: linted.files,
            skipped: linted.skipped.len(),
            roles: linted.roles,
            duties: linted.duties,
            ..Self::default()
        };
        summary.count(&linted.findings);
        summary
    }

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

/// The files of a run by the path that they are shown with. Those that were let go are read once more when they are shown.
pub struct Sources<'a> {
    kept: BTreeMap<&'a str, &'a Source>,
    places: Option<&'a BTreeMap<String, PathBuf>>,
    /// The last ones that were read: findings are sorted by file.
    again: RefCell<Vec<Rc<Source>>>,
}

/// So many files that are read again are kept: a finding points at two or three.
const AGAIN: usize = 4;

/// A file of a run.
pub(crate) enum Shown<'a> {
    Kept(&'a Source),
    Again(Rc<Source>),
}

impl Deref for Shown<'_> {
    type Target = Source;

    fn deref(&self) -> &Source {
        match self {
            Self::Kept(source) => source,
            Self::Again(source) => source,
        }
    }
}

impl<'a> Sources<'a> {
    pub fn new(sources: impl IntoIterator<Item = &'a Source>) -> Self {
        let sources = sources.into_iter();
        Self {
            kept: sources.map(|source| (source.path(), source)).collect(),
            places: None,
            again: RefCell::default(),
        }
    }

    /// Those of a run, with where the others are.
    pub fn of_run(linted: &'a Linted) -> Self {
        Self {
            places: Some(&linted.places),
            ..Self::new(&linted.sources)
        }
    }

    pub(crate) fn of(&self, path: &str) -> Option<Shown<'a>> {
        let kept = self.kept.get(path).copied();
        kept.map(Shown::Kept)
            .or_else(|| self.read_again(path).map(Shown::Again))
    }

    fn read_again(&self, path: &str) -> Option<Rc<Source>> {
        let places = self.places?;
        let mut again = self.again.borrow_mut();
        if let Some(known) = again.iter().find(|source| source.path() == path) {
            return Some(Rc::clone(known));
        }
        let place = places.get(path).map_or(Path::new(path), PathBuf::as_path);
        let source = Rc::new(workspace::read_again(place, path)?);
        again.truncate(AGAIN - 1);
        again.insert(0, Rc::clone(&source));
        Some(source)
    }

    /// Where a byte of a file stands.
    pub(crate) fn place(&self, path: &str, byte: usize) -> Place {
        let unknown = Place {
            line: 1,
            column: 1,
            byte,
        };
        self.of(path).map_or(unknown, |source| source.place(byte))
    }

    /// Where a span of a file begins and ends.
    pub(crate) fn range(&self, path: &str, span: Span) -> (Place, Place) {
        (self.place(path, span.start), self.place(path, span.end))
    }
}

/// What a run has to say.
pub struct Report<'a> {
    pub findings: &'a [Finding],
    /// The files that are reported on.
    pub files: &'a [ReadFile],
    /// What could not be read.
    pub errors: &'a [Error],
    pub pack: &'a Pack,
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
            _ if self.statistics => statistics::write(self, format, out)?,
            Format::Human => human::write(self, out)?,
            Format::Concise => concise::write(self, out)?,
            Format::Json => json::write(self, out)?,
            Format::JsonLines => json_lines::write(self, out)?,
            Format::Sarif => sarif::write(self, out)?,
            Format::Github => github::write(self, out)?,
            Format::Gitlab => gitlab::write(self, out)?,
            Format::Junit => junit::write(self, out)?,
            Format::Checkstyle => checkstyle::write(self, out)?,
            Format::Markdown => markdown::write(self, out)?,
            Format::Html => html::write(self, out)?,
        }
        let for_people = matches!(format, Format::Human | Format::Concise);
        if for_people && !self.quiet {
            if format == Format::Human && !self.statistics {
                closing::write(self, out)?;
            }
            writeln!(out, "{}", self.frame.summary(&self.summary))?;
            if let Some(fixable) = self.frame.fixable(self.findings) {
                writeln!(out, "{fixable}")?;
            }
        }
        Ok(())
    }

    /// The rule of a finding.
    fn rule(&self, finding: &Finding) -> Option<&Rule<&'static str>> {
        let mut rules = self.pack.core.rules.iter();
        rules.find(|rule| rule.code == finding.code)
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
    let is_ours = crate::pack()
        .rule(code)
        .is_some_and(|rule| rule.name == name);
    (is_ours && !home.is_empty())
        .then(|| format!("{home}/blob/main/roles/README.md#{anchor}-{name}"))
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
