//! The report for people: the words underlined in their lines, why it matters, and what to write instead.

use super::excerpt::{CONTEXT, Excerpt};
use super::{Report, harmless, severity_word, url};
use crate::finding::{Confidence, Finding, Location, Related, Severity};
use crate::source::Span;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::io;
use unicode_width::UnicodeWidthStr;

/// How the terminal takes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub color: bool,
    /// Lines and arrows beyond ASCII.
    pub unicode: bool,
    /// Words that lead somewhere when they are clicked.
    pub links: bool,
    /// Columns.
    pub width: usize,
}

impl Look {
    /// The text in the color of a severity.
    pub(super) fn severity(self, severity: Severity, text: &str) -> String {
        self.paint(
            match severity {
                Severity::Error => "31",
                Severity::Warning => "33",
                Severity::Info | Severity::Off => "36",
            },
            text,
        )
    }

    /// The text with a link behind it, where there is a page to go to.
    fn linked(self, text: String, url: Option<&str>) -> String {
        match url.filter(|_| self.links) {
            Some(url) => format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"),
            None => text,
        }
    }

    pub(crate) fn paint(self, style: &str, text: &str) -> String {
        if self.color {
            format!("\u{1b}[{style}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// What is wrong with something that is no role file, told as findings are.
pub(super) struct Told {
    pub(super) title: &'static str,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) location: Location,
}

pub(super) fn tell(told: &Told, report: &Report) -> String {
    let labels = labels(&told.location, &told.label);
    let piece = drawing(
        report,
        Some(told.title.to_owned()),
        harmless(&told.message).into_owned(),
        miette::Severity::Error,
        &told.location.path,
        labels,
    );
    let mut text = String::new();
    // A text takes whatever is written to it.
    let _ = handler(report.look).render_report(&mut text, &piece);
    if !told.help.is_empty() {
        note(
            report,
            report.frame.help(),
            &harmless(&told.help),
            &mut text,
        );
    }
    text
}

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let handler = handler(report.look);
    let mut explained = BTreeSet::new();
    for finding in report.told() {
        let mut text = String::new();
        let shown = Shown {
            report,
            finding,
            is_first: explained.insert(finding.code),
        };
        shown
            .render(&handler, &mut text)
            .map_err(io::Error::other)?;
        writeln!(out, "{text}")?;
    }
    Ok(())
}

fn handler(look: Look) -> GraphicalReportHandler {
    let theme = match (look.unicode, look.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    };
    GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_context_lines(CONTEXT)
        .with_links(false)
}

/// A finding on its way to the page.
struct Shown<'a> {
    report: &'a Report<'a>,
    finding: &'a Finding,
    /// True for the first finding of its rule, which tells the reason too.
    is_first: bool,
}

impl Shown<'_> {
    fn render(&self, handler: &GraphicalReportHandler, out: &mut String) -> fmt::Result {
        let finding = self.finding;
        let (here, elsewhere): (Vec<&Related>, Vec<&Related>) = finding
            .related
            .iter()
            .partition(|related| related.location.path == finding.location.path);
        let word = severity_word(finding.severity);
        let head = format!("{word}[{} {}]", finding.code, finding.rule);
        let page = url(finding.code, finding.rule);
        let head = self.report.look.linked(head, page.as_deref());
        let mut labels = labels(&finding.location, &finding.label);
        for related in here {
            labels.extend(self::labels(&related.location, &related.label));
        }
        let severity = match finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info | Severity::Off => miette::Severity::Advice,
        };
        let message = harmless(&finding.message).into_owned();
        let path = &finding.location.path;
        let piece = drawing(self.report, Some(head), message, severity, path, labels);
        handler.render_report(out, &piece)?;
        for related in elsewhere {
            let message = harmless(&related.label).into_owned();
            let labels = self::labels(&related.location, "");
            let advice = miette::Severity::Advice;
            let piece = drawing(
                self.report,
                None,
                message,
                advice,
                &related.location.path,
                labels,
            );
            handler.render_report(out, &piece)?;
        }
        self.notes(out);
        Ok(())
    }

    /// Who is meant, what to write instead and why.
    fn notes(&self, out: &mut String) {
        let (finding, frame) = (self.finding, self.report.frame);
        let whose: Vec<String> = [
            (frame.role(), finding.role.as_deref()),
            (frame.holder(), finding.holder.as_deref()),
            (frame.profile(), finding.profile),
        ]
        .into_iter()
        .filter_map(|(word, value)| Some(format!("{word} {}", harmless(value?))))
        .chain((finding.confidence == Confidence::Low).then(|| frame.less_sure().to_owned()))
        .collect();
        let more = format!("rolelint explain {}", finding.code);
        let whose = Cow::Owned(whose.join(", "));
        let mut notes = vec![("", whose), (frame.help(), finding.help.clone())];
        if self.is_first {
            notes.push((frame.why(), finding.why.clone()));
            notes.push((frame.more(), more.into()));
        }
        for (word, text) in notes {
            let text = harmless(text.trim());
            if !text.is_empty() {
                note(self.report, word, &text, out);
            }
        }
    }
}

fn drawing(
    report: &Report,
    code: Option<String>,
    message: String,
    severity: miette::Severity,
    path: &str,
    labels: Vec<(Span, String)>,
) -> Piece {
    let source = report.sources.of(path);
    let source = source.filter(|source| !source.text().is_empty());
    let spans: Vec<Span> = labels.iter().map(|(span, _)| *span).collect();
    let excerpt = source.map(|source| Excerpt::new(&source, &spans, &report.people));
    let message = if excerpt.is_some() {
        message
    } else {
        format!("{message} [{}]", harmless(path))
    };
    Piece {
        code,
        message,
        severity,
        excerpt,
        labels: labels.into_iter().map(|(_, label)| label).collect(),
    }
}

fn note(report: &Report, word: &str, text: &str, out: &mut String) {
    let look = report.look;
    let head = if word.is_empty() {
        String::new()
    } else {
        format!("{word}{}", report.frame.colon())
    };
    let indent = 2 + head.width();
    let lines = wrap(text, look.width.saturating_sub(indent).max(20));
    for (at, line) in lines.iter().enumerate() {
        let margin = if at == 0 {
            format!("  {}", look.paint("36", &head))
        } else {
            " ".repeat(indent)
        };
        out.extend([margin.as_str(), line, "\n"]);
    }
}

/// The spans of a place, its words on the first of them.
fn labels(location: &Location, label: &str) -> Vec<(Span, String)> {
    let label = harmless(label);
    let spans = location.spans.iter().enumerate();
    spans
        .map(|(at, &span)| {
            (
                span,
                if at == 0 {
                    label.to_string()
                } else {
                    String::new()
                },
            )
        })
        .collect()
}

/// Words in lines of at most so many columns; spaces in a row stay, as code in a text can begin with them.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// What miette draws: a message and an excerpt.
#[derive(Debug)]
struct Piece {
    code: Option<String>,
    message: String,
    severity: miette::Severity,
    excerpt: Option<Excerpt>,
    labels: Vec<String>,
}

impl fmt::Display for Piece {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Piece {}

impl Diagnostic for Piece {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as _)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as _)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt.as_ref()?;
        let marks = excerpt.marks.iter().zip(&self.labels).enumerate();
        Some(Box::new(marks.map(|(at, (mark, label))| {
            let label = (!label.is_empty()).then(|| label.clone());
            let span = (mark.start, mark.length);
            if at == 0 {
                LabeledSpan::new_primary_with_span(label, span)
            } else {
                LabeledSpan::new_with_span(label, span)
            }
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_links_where_there_is_a_page_and_a_terminal_that_follows() {
        let look = |links| Look {
            color: false,
            unicode: true,
            links,
            width: 80,
        };
        let page = Some("https://example.org/#po008");
        let linked = |links, page| look(links).linked("PO008".to_owned(), page);
        assert_eq!(
            linked(true, page),
            "\u{1b}]8;;https://example.org/#po008\u{1b}\\PO008\u{1b}]8;;\u{1b}\\"
        );
        assert_eq!(linked(true, None), "PO008");
        assert_eq!(linked(false, page), "PO008");
    }
}
