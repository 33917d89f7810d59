//! Checkstyle's XML, which many build servers read.

use super::xml::{self, Xml};
use super::{Report, harmless, severity_word};
use crate::finding::Finding;
use std::io;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let findings: Vec<&Finding> = report.told().collect();
    let files = || findings.chunk_by(|one, next| one.location.path == next.location.path);
    xml::write(out, |xml| {
        let root = xml.create_element("checkstyle");
        let root = root.with_attribute(("version", "4.3"));
        root.write_inner_content(|xml| {
            files().try_for_each(|findings| write_file(xml, report, findings))
        })?;
        Ok(())
    })
}

fn write_file(xml: &mut Xml, report: &Report, findings: &[&Finding]) -> io::Result<()> {
    let path = harmless(&findings[0].location.path);
    xml.create_element("file")
        .with_attribute(("name", &*path))
        .write_inner_content(|xml| {
            let mut findings = findings.iter();
            findings.try_for_each(|finding| write_error(xml, report, finding))
        })?;
    Ok(())
}

fn write_error(xml: &mut Xml, report: &Report, finding: &Finding) -> io::Result<()> {
    let location = &finding.location;
    let start = report.sources.place(&location.path, location.span().start);
    let message = format!("{}: {}", finding.message, finding.label);
    let source = format!("rolelint.{}.{}", finding.code, finding.rule);
    xml.create_element("error")
        .with_attribute(("line", start.line.to_string().as_str()))
        .with_attribute(("column", start.column.to_string().as_str()))
        .with_attribute(("severity", severity_word(finding.severity)))
        .with_attribute(("message", &*harmless(&message)))
        .with_attribute(("source", source.as_str()))
        .write_empty()?;
    Ok(())
}
