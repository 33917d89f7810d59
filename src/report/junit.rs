//! `JUnit` XML: a suite a file, a failed case a finding, one passed case for a file without any.

use super::xml::{self, Xml};
use super::{Report, harmless, severity_word};
use crate::error::Error;
use crate::finding::Finding;
use crate::model::suppress::is_fatal;
use quick_xml::events::BytesText;
use std::collections::BTreeMap;
use std::io;

/// What there is to say of one file.
#[derive(Default)]
struct Suite<'a> {
    findings: Vec<&'a Finding>,
    unread: Vec<&'a Error>,
}

impl Suite<'_> {
    fn tests(&self) -> usize {
        (self.findings.len() + self.unread.len()).max(1)
    }

    fn errors(&self) -> usize {
        let broken = self.findings.iter().filter(|one| is_fatal(one.code));
        broken.count() + self.unread.len()
    }

    fn failures(&self) -> usize {
        self.findings.len() + self.unread.len() - self.errors()
    }
}

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut suites: BTreeMap<String, Suite> = BTreeMap::new();
    for file in report.files {
        suites.entry(file.path.clone()).or_default();
    }
    for finding in report.told() {
        let suite = suites.entry(finding.location.path.to_string());
        suite.or_default().findings.push(finding);
    }
    for error in report.errors {
        suites.entry(error.place()).or_default().unread.push(error);
    }
    let (mut tests, mut failures, mut errors) = (0, 0, 0);
    for suite in suites.values() {
        tests += suite.tests();
        failures += suite.failures();
        errors += suite.errors();
    }
    xml::write(out, |xml| {
        xml.create_element("testsuites")
            .with_attribute(("name", "rolelint"))
            .with_attribute(("tests", tests.to_string().as_str()))
            .with_attribute(("failures", failures.to_string().as_str()))
            .with_attribute(("errors", errors.to_string().as_str()))
            .write_inner_content(|xml| {
                let mut suites = suites.iter();
                suites
                    .try_for_each(|(path, suite)| write_suite(xml, report, &harmless(path), suite))
            })?;
        Ok(())
    })
}

fn write_suite(xml: &mut Xml, report: &Report, path: &str, suite: &Suite) -> io::Result<()> {
    xml.create_element("testsuite")
        .with_attribute(("name", path))
        .with_attribute(("tests", suite.tests().to_string().as_str()))
        .with_attribute(("failures", suite.failures().to_string().as_str()))
        .with_attribute(("errors", suite.errors().to_string().as_str()))
        .write_inner_content(|xml| {
            for error in &suite.unread {
                write_unread(xml, path, error)?;
            }
            // Some readers keep only the first of several cases of one name.
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for finding in &suite.findings {
                let count = counts.entry(finding.code).or_default();
                *count += 1;
                write_case(xml, report, path, finding, *count)?;
            }
            if suite.findings.is_empty() && suite.unread.is_empty() {
                xml.create_element("testcase")
                    .with_attribute(("name", "rolelint"))
                    .with_attribute(("classname", path))
                    .write_empty()?;
            }
            Ok(())
        })?;
    Ok(())
}

fn write_case(
    xml: &mut Xml,
    report: &Report,
    path: &str,
    finding: &Finding,
    count: usize,
) -> io::Result<()> {
    let location = &finding.location;
    let start = report.sources.place(&location.path, location.span().start);
    let name = match count {
        1 => format!("{} {}", finding.code, finding.rule),
        _ => format!("{} {} #{count}", finding.code, finding.rule),
    };
    let message = format!("{}: {}", finding.message, finding.label);
    let place = format!("{path}:{}:{}", start.line, start.column);
    let text = format!(
        "{place}\n{}\n{}",
        harmless(&message),
        harmless(&finding.help)
    );
    let kind = if is_fatal(finding.code) {
        "error"
    } else {
        "failure"
    };
    xml.create_element("testcase")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("classname", path))
        .write_inner_content(|xml| {
            xml.create_element(kind)
                .with_attribute(("message", &*harmless(&message)))
                .with_attribute(("type", severity_word(finding.severity)))
                .write_text_content(BytesText::new(&text))?;
            Ok(())
        })?;
    Ok(())
}

fn write_unread(xml: &mut Xml, path: &str, error: &Error) -> io::Result<()> {
    let message = error.to_string();
    xml.create_element("testcase")
        .with_attribute(("name", "rolelint"))
        .with_attribute(("classname", path))
        .write_inner_content(|xml| {
            xml.create_element("error")
                .with_attribute(("message", &*harmless(&message)))
                .with_attribute(("type", "unreadable"))
                .write_empty()?;
            Ok(())
        })?;
    Ok(())
}
