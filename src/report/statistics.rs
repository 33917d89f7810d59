//! How often each rule found something, and in which roles: most often first.

use super::groups::{self, Group};
use super::json::{self, Summary};
use super::{Format, Report, harmless, severity_word, table};
use crate::finding::{Finding, Severity};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Whether a format has a place for counts.
pub(super) fn can_write(format: Format) -> bool {
    match format {
        Format::Human | Format::Concise | Format::Json | Format::JsonLines | Format::Markdown => {
            true
        }
        Format::Sarif
        | Format::Github
        | Format::Gitlab
        | Format::Junit
        | Format::Checkstyle
        | Format::Html => false,
    }
}

pub(super) fn write(report: &Report, format: Format, out: &mut dyn io::Write) -> io::Result<()> {
    let counts = counts(report);
    let groups = groups::groups(report);
    match format {
        Format::Json => write_json(report, &counts, &groups, out),
        Format::JsonLines => counts
            .iter()
            .try_for_each(|count| json::write_line(&count.row(), out)),
        Format::Markdown => write_markdown(report, &counts, &groups, out),
        Format::Human if !counts.is_empty() => write_tables(report, &counts, &groups, out),
        Format::Human
        | Format::Concise
        | Format::Sarif
        | Format::Github
        | Format::Gitlab
        | Format::Junit
        | Format::Checkstyle
        | Format::Html => write_lines(&counts, out),
    }
}

/// What one rule found.
struct Count<'a> {
    first: &'a Finding,
    severity: Severity,
    findings: usize,
    roles: BTreeSet<(&'a str, Option<&'a str>)>,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    findings: usize,
    roles: usize,
}

#[derive(Serialize)]
struct RoleRow<'a> {
    role: Option<&'a str>,
    path: &'a str,
    errors: usize,
    warnings: usize,
    infos: usize,
}

#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    rules: Vec<Row<'a>>,
    roles: Vec<RoleRow<'a>>,
    summary: Summary,
}

impl<'a> Count<'a> {
    fn row(&self) -> Row<'a> {
        Row {
            code: self.first.code,
            rule: self.first.rule,
            severity: severity_word(self.severity),
            message: &self.first.message,
            findings: self.findings,
            roles: self.roles.len(),
        }
    }

    fn name(&self) -> String {
        format!("{} {}", self.first.code, self.first.rule)
    }
}

fn counts<'a>(report: &'a Report) -> Vec<Count<'a>> {
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for finding in report.told() {
        let count = counts.entry(finding.code).or_insert_with(|| Count {
            first: finding,
            severity: finding.severity,
            findings: 0,
            roles: BTreeSet::new(),
        });
        count.findings += 1;
        count.severity = count.severity.max(finding.severity);
        let role = (&*finding.location.path, finding.role.as_deref());
        count.roles.insert(role);
    }
    let mut counts: Vec<Count> = counts.into_values().collect();
    counts.sort_by_key(|count| Reverse((count.findings, count.severity)));
    counts
}

fn write_lines(counts: &[Count], out: &mut dyn io::Write) -> io::Result<()> {
    let most = counts.first().map_or(0, |count| count.findings);
    let width = most.to_string().len();
    for rule in counts {
        let (code, name) = (&rule.first.code, &rule.first.rule);
        writeln!(out, "{:>width$}  {code:<6}  {name}", rule.findings)?;
    }
    Ok(())
}

fn write_tables(
    report: &Report,
    counts: &[Count],
    groups: &[Group],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let frame = report.frame;
    let head = [
        frame.findings(),
        frame.roles(),
        frame.severity(),
        frame.rule(),
        frame.says(),
    ];
    let mut table = table::new(report.look, &head);
    for rule in counts {
        table.add_row([
            rule.findings.to_string(),
            rule.roles.len().to_string(),
            frame.severity_of(rule.severity).to_owned(),
            rule.name(),
            harmless(&rule.first.message).into_owned(),
        ]);
    }
    writeln!(out, "{}", table::drawn(&table))?;
    let mut table = table::new(report.look, &[frame.role(), frame.findings(), frame.file()]);
    for role in groups {
        table.add_row([
            harmless(role.role.unwrap_or("–")).into_owned(),
            frame.kinds(role.counts.errors, role.counts.warnings, role.counts.infos),
            harmless(role.path).into_owned(),
        ]);
    }
    writeln!(out, "{}", table::drawn(&table))
}

fn write_markdown(
    report: &Report,
    counts: &[Count],
    groups: &[Group],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let frame = report.frame;
    writeln!(
        out,
        "| {} | {} | {} | {} | {} |\n|--:|--:|---|---|---|",
        frame.findings(),
        frame.roles(),
        frame.severity(),
        frame.rule(),
        frame.says(),
    )?;
    for rule in counts {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            rule.findings,
            rule.roles.len(),
            frame.severity_of(rule.severity),
            rule.name(),
            super::markdown::text(&rule.first.message),
        )?;
    }
    writeln!(
        out,
        "\n| {} | {} | {} |\n|---|---|---|",
        frame.role(),
        frame.findings(),
        frame.file()
    )?;
    for role in groups {
        writeln!(
            out,
            "| {} | {} | {} |",
            super::markdown::text(role.role.unwrap_or("–")),
            frame.kinds(role.counts.errors, role.counts.warnings, role.counts.infos),
            super::markdown::text(role.path),
        )?;
    }
    Ok(())
}

fn write_json(
    report: &Report,
    counts: &[Count],
    groups: &[Group],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let roles = groups.iter().map(|group| RoleRow {
        role: group.role,
        path: group.path,
        errors: group.counts.errors,
        warnings: group.counts.warnings,
        infos: group.counts.infos,
    });
    let output = Output {
        version: 1,
        rules: counts.iter().map(Count::row).collect(),
        roles: roles.collect(),
        summary: report.summary.into(),
    };
    json::write_pretty(&output, out)
}
