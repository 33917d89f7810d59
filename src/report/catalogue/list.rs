//! The rules in a table, or as JSON.

use crate::pack::{Pack, Rule};
use crate::report::{Frame, Look, json, table};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

type Out<'a> = &'a mut dyn io::Write;

/// Rules to be listed.
pub struct RuleList<'a> {
    pub rules: &'a [&'a Rule<&'static str>],
    /// The profile whose severities the table shows.
    pub profile: &'a str,
    pub pack: &'a Pack,
}

#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    rules: Vec<RuleRow<'a>>,
}

#[derive(Serialize)]
struct RuleRow<'a> {
    code: &'a str,
    name: &'a str,
    family: &'a str,
    severity: &'a str,
    summary: &'a str,
    profiles: BTreeMap<&'a str, &'a str>,
}

/// How rules are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// A table for people
    #[default]
    Table,
    /// Stable JSON, version 1
    Json,
    /// Every rule in full, with a heading to link to
    Markdown,
}

impl RuleList<'_> {
    pub fn write(&self, format: ListFormat, frame: Frame, look: Look, out: Out) -> io::Result<()> {
        match format {
            ListFormat::Json => self.write_json(frame, out),
            ListFormat::Table => self.write_table(frame, look, out),
            ListFormat::Markdown => self.write_markdown(frame, out),
        }
    }

    fn write_json(&self, frame: Frame, out: Out) -> io::Result<()> {
        let rows = self.rules.iter().map(|rule| RuleRow {
            code: rule.code,
            name: rule.name,
            family: rule.family(),
            severity: rule.severity_in("", &[]),
            summary: rule.summary.of(frame.language).trim(),
            profiles: self
                .pack
                .core
                .profiles
                .iter()
                .map(|profile| (profile.id, rule.severity_in(profile.id, &[])))
                .collect(),
        });
        let output = Output {
            version: 1,
            rules: rows.collect(),
        };
        json::write_pretty(&output, out)
    }

    fn write_table(&self, frame: Frame, look: Look, out: Out) -> io::Result<()> {
        let mut table = table::new(
            look,
            &[frame.code(), frame.name(), frame.severity(), frame.says()],
        );
        for rule in self.rules {
            table.add_row([
                rule.code,
                rule.name,
                rule.severity_in(self.profile, &[]),
                rule.summary.of(frame.language).trim(),
            ]);
        }
        writeln!(out, "{}", table::drawn(&table))
    }
}
