//! SARIF 2.1.0, for code scanning: results with their rules, fingerprints, and what accepted them.

mod fixes;

use super::{Report, Sources, harmless, json, url};
use crate::finding::{self, Finding, Severity, Suppression};
use crate::fingerprint;
use crate::pack::{Rule, Texts};
use crate::source::Span;
use fixes::RunFix;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// Longest description of a rule that code scanning takes.
const LONGEST_DESCRIPTION: usize = 1024;

type RuleSpec = Rule<&'static str>;

#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<R>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<R> {
    tool: Tool,
    automation_details: AutomationDetails,
    column_kind: &'static str,
    results: R,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_uri: Option<&'static str>,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
struct AutomationDetails {
    id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: Vec<String>,
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Accepted>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<RunFix>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_field_names,
    reason = "the names are those of the format"
)]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    message: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Accepted {
    kind: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    justification: String,
}

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut indices: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<&Finding> = Vec::new();
    for finding in report.findings {
        indices.entry(finding.code).or_insert_with(|| {
            found.push(finding);
            found.len() - 1
        });
    }
    let each = |finding: &Finding| result(finding, indices[finding.code], &report.sources);
    let home = env!("CARGO_PKG_REPOSITORY");
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "rolelint",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: (!home.is_empty()).then_some(home),
                    rules: found
                        .iter()
                        .map(|finding| descriptor(report, finding))
                        .collect(),
                },
            },
            automation_details: AutomationDetails { id: "rolelint/" },
            column_kind: "unicodeCodePoints",
            results: json::Each(|| report.findings.iter().map(each)),
        }],
    };
    json::write_pretty(&log, out)
}

/// What is told of the rule of a finding.
fn descriptor(report: &Report, finding: &Finding) -> Descriptor {
    let rule = report.rule(finding);
    let language = report.frame.language;
    let text = |of: fn(&RuleSpec) -> &Texts<&'static str>| {
        let text = rule.map_or("", |rule| of(rule).of(language).trim());
        // Examples may use the name of somebody here.
        report.people.hide(text)
    };
    let summary = text(|rule| &rule.summary);
    let (why, help) = (text(|rule| &rule.why), text(|rule| &rule.help));
    let severity = rule.and_then(|rule| crate::rule::severity(rule.severity_in("", &[])));
    let severity = severity.unwrap_or(finding.severity);
    Descriptor {
        id: finding.code,
        name: finding.rule,
        short_description: message(&summary),
        full_description: message(&shortened(&why)),
        help: Help {
            text: format!("{help}\n\n{why}"),
            markdown: format!("{help}\n\n{why}"),
        },
        help_uri: url(finding.code, finding.rule),
        default_configuration: Configuration {
            level: level(severity),
        },
        properties: Properties {
            tags: rule
                .map(|rule| rule.family().to_owned())
                .into_iter()
                .collect(),
            precision: precision(severity),
            severity: problem(severity),
        },
    }
}

fn result(finding: &Finding, rule_index: usize, sources: &Sources) -> RunResult {
    let role = finding.role.as_deref();
    let role = role.map_or_else(String::new, |role| format!("{role}: "));
    let text = format!(
        "{}. {role}{}. {}",
        finding.message,
        finding.label,
        finding.help.trim()
    );
    let related = finding.related.iter().enumerate();
    let fingerprint = finding.fingerprint.clone();
    RunResult {
        rule_id: finding.code,
        rule_index,
        level: level(finding.severity),
        message: message(&text),
        locations: [location(None, &finding.location, &finding.label, sources)],
        related_locations: related
            .map(|(at, other)| location(Some(at + 1), &other.location, &other.label, sources))
            .collect(),
        partial_fingerprints: BTreeMap::from([(fingerprint::VERSION, fingerprint)]),
        suppressions: finding.suppressed.iter().map(accepted).collect(),
        fixes: finding
            .fix
            .iter()
            .map(|fix| fixes::fix(fix, sources))
            .collect(),
    }
}

fn location(
    id: Option<usize>,
    location: &finding::Location,
    label: &str,
    sources: &Sources,
) -> Location {
    Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: uri(&location.path),
            },
            region: region(sources, &location.path, location.span()),
        },
        message: message(label),
    }
}

fn region(sources: &Sources, path: &str, span: Span) -> Region {
    let (start, end) = sources.range(path, span);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

fn accepted(suppression: &Suppression) -> Accepted {
    let (kind, reason) = match suppression {
        Suppression::Comment { reason } => ("inSource", reason),
        Suppression::Baseline { reason } => ("external", reason),
    };
    Accepted {
        kind,
        status: "accepted",
        justification: harmless(reason).into_owned(),
    }
}

/// A text without what would be taken for a link.
fn message(text: &str) -> Message {
    let text = harmless(text).replace("](", "] (");
    Message { text }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST_DESCRIPTION {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST_DESCRIPTION - 1).collect();
    format!("{start}…")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "note",
    }
}

fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "recommendation",
    }
}

/// What is an info can be argued about.
fn precision(severity: Severity) -> &'static str {
    match severity {
        Severity::Error | Severity::Warning => "high",
        Severity::Info | Severity::Off => "medium",
    }
}

/// A path as a reference relative to the working directory.
fn uri(path: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    let encoded = utf8_percent_encode(path, KEPT).to_string();
    if encoded.starts_with('/') {
        format!("file://{encoded}")
    } else {
        encoded
    }
}
