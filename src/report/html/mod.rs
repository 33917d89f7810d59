//! A page for a workshop: each finding as a question to the team, and the charters with their words marked.

mod marked;

use super::groups::{self, Group};
use super::{Report, harmless};
use crate::finding::{Finding, Severity};
use crate::pack::Rule;
use marked::{Mark, Stretch};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

const STYLE: &str = include_str!("style.css");
/// The page brings all it needs and asks nobody for more.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// What one rule has to ask about one role.
struct Question<'a> {
    number: usize,
    findings: Vec<&'a Finding>,
    rule: Option<&'a Rule<&'static str>>,
    /// True where the rule asks for the first time.
    is_first: bool,
}

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let groups = groups::groups(report);
    let mut number = 0;
    let mut asked = BTreeSet::new();
    let sections: Vec<(&Group, Vec<Question>)> = groups
        .iter()
        .map(|group| {
            let mut questions: Vec<Question> = Vec::new();
            for &finding in &group.findings {
                let known = questions.iter_mut();
                let mut known = known.filter(|known| known.findings[0].code == finding.code);
                if let Some(known) = known.next() {
                    known.findings.push(finding);
                    continue;
                }
                number += 1;
                questions.push(Question {
                    number,
                    findings: vec![finding],
                    rule: report.rule(finding),
                    is_first: asked.insert(&finding.code),
                });
            }
            (group, questions)
        })
        .collect();
    let frame = report.frame;
    let page = html! {
        (DOCTYPE)
        html lang=(frame.language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (frame.page_title()) }
                style { (PreEscaped(STYLE)) }
            }
            "\n"
            body {
                header {
                    h1 { (frame.page_title()) }
                    p { (frame.page_purpose()) }
                    p.summary { (frame.summary(&report.summary)) }
                    @if sections.is_empty() {
                        p { (frame.page_is_clean()) }
                    } @else {
                        (contents(report, &sections))
                    }
                }
                main {
                    @for (at, (group, questions)) in sections.iter().enumerate() {
                        "\n"
                        section aria-labelledby={ "r" (at + 1) } {
                            h2 id={ "r" (at + 1) } { (heading(report, group)) }
                            @for question in questions {
                                "\n"
                                (card(report, question))
                            }
                        }
                    }
                    (texts(report, &sections))
                }
            }
        }
    };
    writeln!(out, "{}", page.into_string())
}

fn heading(report: &Report, group: &Group) -> Markup {
    let frame = report.frame;
    let title = match group.role {
        None => frame.whole_file(),
        Some(role) => report
            .pack
            .role(role)
            .map_or(role, |role| role.title.of(frame.language)),
    };
    html! {
        (harmless(title)) " " span.path { (harmless(group.path)) }
    }
}

fn contents(report: &Report, sections: &[(&Group, Vec<Question>)]) -> Markup {
    let frame = report.frame;
    html! {
        nav aria-label=(frame.contents()) {
            ul {
                @for (at, (group, _)) in sections.iter().enumerate() {
                    li {
                        a href={ "#r" (at + 1) } { (heading(report, group)) }
                        " (" (frame.kinds(group.counts.errors, group.counts.warnings, group.counts.infos)) ")"
                    }
                }
                @if report.told().next().is_some() {
                    li { a href="#texts" { (frame.the_text()) } }
                }
            }
        }
    }
}

/// A question with all that a team needs to talk about it.
fn card(report: &Report, question: &Question) -> Markup {
    let frame = report.frame;
    let language = frame.language;
    let first = question.findings[0];
    let asked = question
        .rule
        .map_or(&[][..], |rule| rule.questions.of(language));
    let (title, more) = match asked.split_first() {
        Some((title, more)) => (*title, more),
        None => (frame.what_was_meant(), &[][..]),
    };
    let schools = question.rule.and_then(|rule| rule.schools.as_ref());
    let shown = |text: &str| prose(&report.people.hide(text.trim()));
    html! {
        article class={ "card " (class(first.severity)) } id={ "q" (question.number) } {
            p.kind {
                span.severity { (sign(first.severity)) " " (frame.severity_of(first.severity)) }
                " " (first.code) " " (first.rule)
            }
            h3 { (question.number) ". " (shown(title)) }
            @for finding in &question.findings {
                (quote(report, finding))
            }
            p { strong { (frame.stands_out()) (frame.colon()) } (prose(&first.message)) "." }
            @if !more.is_empty() {
                p { strong { (frame.also_ask()) (frame.colon().trim_end()) } }
                ul { @for one in more { li { (shown(one)) } } }
            }
            p { strong { (frame.instead()) (frame.colon()) } (prose(first.help.trim())) }
            @if question.is_first && !first.why.trim().is_empty() {
                p { strong { (frame.why_it_matters()) (frame.colon()) } (prose(first.why.trim())) }
            }
            @if question.is_first && let Some(schools) = schools {
                p { strong { (frame.schools()) (frame.colon()) } (shown(schools.of(language))) }
            }
            div.answer { strong { (frame.our_answer()) (frame.colon().trim_end()) } }
        }
    }
}

/// Text whose words between backticks are code, as in the texts of rules.
fn prose(text: &str) -> Markup {
    let text = harmless(text);
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// The words of a finding, and where they stand.
fn quote(report: &Report, finding: &Finding) -> Markup {
    let location = &finding.location;
    let start = report.sources.place(&location.path, location.span().start);
    let words = location.text.trim();
    html! {
        blockquote lang=[finding.language] {
            @if !words.is_empty() { span.words { (harmless(words)) } " " }
            small lang=(report.frame.language.code()) {
                (prose(&finding.label)) ", " (report.frame.line(start.line))
                @for related in &finding.related {
                    br;
                    "+ " (harmless(&related.location.text)) " – " (prose(&related.label))
                }
            }
        }
    }
}

/// All files that a question points at.
fn texts(report: &Report, sections: &[(&Group, Vec<Question>)]) -> Markup {
    let mut marks: BTreeMap<&str, Vec<Mark>> = BTreeMap::new();
    for question in sections.iter().flat_map(|(_, questions)| questions) {
        for finding in &question.findings {
            let related = finding.related.iter().map(|related| &related.location);
            for location in std::iter::once(&finding.location).chain(related) {
                let own = marks.entry(&location.path).or_default();
                let last = location.spans.len() - 1;
                own.extend(location.spans.iter().enumerate().map(|(at, &span)| Mark {
                    span,
                    severity: finding.severity,
                    question: question.number,
                    is_last: at == last,
                }));
            }
        }
    }
    let frame = report.frame;
    html! {
        @if !marks.is_empty() {
            "\n"
            section.texts aria-labelledby="texts" {
                h2 id="texts" { (frame.the_text()) }
                p { (frame.how_to_read_marks()) }
                @for (path, marks) in &marks {
                    "\n"
                    @if let Some(source) = report.sources.of(path) {
                        h3.path { (harmless(path)) }
                        ol.text {
                            @for line in marked::lines(&source, &report.people, marks) {
                                li { @for stretch in &line { (stretch_of(report, stretch)) } }
                                "\n"
                            }
                        }
                    }
                }
            }
        }
    }
}

fn stretch_of(report: &Report, stretch: &Stretch) -> Markup {
    html! {
        @if let Some((severity, question)) = stretch.mark {
            a class={ "mark " (class(severity)) } href={ "#q" (question) } { mark { (stretch.text) } }
        } @else {
            (stretch.text)
        }
        @for question in &stretch.ends {
            sup { a href={ "#q" (question) } aria-label=(report.frame.question(*question)) { (question) } }
        }
    }
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "info",
    }
}

/// A sign for those who do not see the color.
fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✖",
        Severity::Warning => "▲",
        Severity::Info | Severity::Off => "●",
    }
}
