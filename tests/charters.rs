//! How well whole charters are judged: planted problems are found at the right words, clean charters give nothing.
//!
//! `cargo test --test charters -- --nocapture` prints the figures and what went wrong. `ROLELINT_CHARTERS=folder` takes
//! another folder, with charters and their `expected.jsonl`.

#![expect(
    clippy::print_stdout,
    reason = "figures and misses are for people to read"
)]

mod support;

use rolelint::finding::{Finding, Severity};
use rolelint::reading::Reader;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use support::{findings, pack};

/// A planted problem, or what else is known of a file.
#[derive(Deserialize)]
struct Row {
    file: String,
    rule: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    alt_text: Vec<String>,
    #[serde(default)]
    clean: bool,
    #[serde(default)]
    also_ok: Vec<String>,
}

#[derive(Default)]
struct Score {
    found: usize,
    elsewhere: usize,
    missed: usize,
    alarms: usize,
    clean: usize,
    quiet: usize,
}

fn rows(folder: &Path) -> BTreeMap<String, Vec<Row>> {
    let text = std::fs::read_to_string(folder.join("expected.jsonl")).unwrap();
    let mut by_file: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line).unwrap();
        by_file.entry(row.file.clone()).or_default().push(row);
    }
    by_file
}

/// Whether a finding, or a place that belongs to its proof, touches one of the texts.
fn touches(finding: &Finding, text: &str, wanted: &Row) -> bool {
    let related = finding.related.iter().map(|related| &related.location);
    let needles = std::iter::once(&wanted.text).chain(&wanted.alt_text);
    let places: Vec<(usize, usize)> = needles
        .flat_map(|needle| {
            let found = text.match_indices(needle.as_str());
            found.map(|(at, words)| (at, at + words.len()))
        })
        .collect();
    std::iter::once(&finding.location)
        .chain(related)
        .any(|location| {
            let span = location.span();
            let mut places = places.iter();
            places.any(|&(start, end)| span.start < end && start < span.end)
        })
}

fn score(folder: &Path, all: &mut Score) {
    let pack = pack();
    let mut reader = Reader::new(&pack);
    for (file, rows) in rows(folder) {
        let text = std::fs::read_to_string(folder.join(&file)).unwrap();
        let found = findings(&text, None, &mut reader, &pack);
        let shown = format!(
            "{}/{file}",
            folder.file_name().unwrap_or_default().to_string_lossy()
        );
        let mut fine: BTreeSet<&str> = BTreeSet::new();
        for row in &rows {
            fine.extend(row.also_ok.iter().map(String::as_str));
            let Some(code) = row.rule.as_deref() else {
                continue;
            };
            fine.insert(code);
            let own: Vec<&Finding> = found.iter().filter(|one| one.code == code).collect();
            if own.iter().any(|one| touches(one, &text, row)) {
                all.found += 1;
            } else if own.is_empty() {
                all.missed += 1;
                println!("MISSED {code} {shown}: {:?}", row.text);
            } else {
                all.found += 1;
                all.elsewhere += 1;
                println!("OTHER PLACE {code} {shown}: wanted {:?}", row.text);
            }
        }
        let loud = found.iter().filter(|one| one.severity >= Severity::Warning);
        let alarms: Vec<&Finding> = loud.filter(|one| !fine.contains(one.code)).collect();
        for alarm in &alarms {
            println!(
                "FALSE ALARM {} {shown}: {:?}",
                alarm.code, alarm.location.text
            );
        }
        all.alarms += alarms.len();
        if rows.iter().any(|row| row.clean) {
            all.clean += 1;
            all.quiet += usize::from(alarms.is_empty());
            for info in found.iter().filter(|one| {
                one.severity == Severity::Info && std::env::var("ROLELINT_INFOS").is_ok()
            }) {
                println!("info {} {shown}: {:?}", info.code, info.location.text);
            }
        }
    }
}

#[test]
fn planted_problems_are_found_and_clean_charters_are_quiet() {
    let mut folders: Vec<PathBuf> = match std::env::var("ROLELINT_CHARTERS") {
        Ok(folder) => vec![PathBuf::from(folder)],
        Err(_) => std::fs::read_dir("tests/charters")
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect(),
    };
    folders.sort();
    let mut all = Score::default();
    for folder in &folders {
        score(folder, &mut all);
    }
    println!(
        "planted {} of {} found, {} at other words; {} false alarms; {} of {} clean charters quiet",
        all.found,
        all.found + all.missed,
        all.elsewhere,
        all.alarms,
        all.quiet,
        all.clean
    );
    if std::env::var("ROLELINT_CHARTERS").is_err() {
        assert_eq!(all.quiet, all.clean, "a clean charter is not quiet");
        assert!(
            all.missed * 10 <= all.found + all.missed,
            "planted problems are missed"
        );
        assert!(all.alarms * 20 <= all.found, "false alarms");
    }
}
