//! How well duties are read: labelled sentences against the reading, with floors that only rise.
//!
//! `cargo test --test corpus -- --nocapture` prints the figures. `ROLELINT_CORPUS=de/round1` takes one file (or a path),
//! `ROLELINT_MISSES=50` prints what went wrong; the pack is read from `roles/`, so that a changed word counts at once.

use rolelint::language::Language;
use rolelint::pack::{Pack, files_under, load};
use rolelint::reading::{Claim, Reader};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Row {
    id: String,
    lang: Language,
    role: String,
    text: String,
    activities: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    activity: String,
    stance: String,
    span: String,
}

#[derive(Default)]
struct Score {
    right: usize,
    extra: usize,
    missed: usize,
    holding: usize,
    overlaps: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        ratio(2 * self.right, 2 * self.right + self.extra + self.missed)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences are small")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

fn rows(path: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn holds(stance: &str) -> bool {
    matches!(stance, "does" | "accountable" | "decides")
}

fn score(
    path: &Path,
    reader: &mut Reader,
    pack: &Pack,
    misses: usize,
) -> (Score, BTreeMap<String, Score>) {
    let mut all = Score::default();
    let mut by_activity: BTreeMap<String, Score> = BTreeMap::new();
    let mut told = 0;
    let mut tell = |line: String| {
        if told < misses {
            println!("{line}");
        }
        told += 1;
    };
    for row in rows(path) {
        let read = reader.read(&row.text, Some(row.lang), Some(&row.role));
        let id = |claim: &Claim| pack.core.activities[usize::from(claim.activity)].id;
        let claims: Vec<&Claim> = read
            .claims
            .iter()
            .filter(|claim| !pack.core.activities[usize::from(claim.activity)].signal)
            .collect();
        for label in &row.activities {
            let own = by_activity.entry(label.activity.clone()).or_default();
            let Some(claim) = claims
                .iter()
                .rev()
                .find(|claim| id(claim) == label.activity)
            else {
                own.missed += 1;
                all.missed += 1;
                tell(format!(
                    "NOT SEEN {} {} | {}",
                    label.activity, row.id, row.text
                ));
                continue;
            };
            own.right += 1;
            all.right += 1;
            if holds(claim.stance.name()) == holds(&label.stance) {
                all.holding += 1;
            } else {
                tell(format!(
                    "STANCE {} {} wanted {} got {} | {}",
                    label.activity,
                    row.id,
                    label.stance,
                    claim.stance.name(),
                    row.text
                ));
            }
            let at = row.text.find(&label.span).unwrap();
            if claim.range.start < at + label.span.len() && at < claim.range.end {
                all.overlaps += 1;
            } else {
                tell(format!(
                    "SPAN {} {} wanted `{}` got `{}`",
                    label.activity,
                    row.id,
                    label.span,
                    &row.text[claim.range.clone()]
                ));
            }
        }
        let mut seen: Vec<&str> = claims.iter().map(|claim| id(claim)).collect();
        seen.sort_unstable();
        seen.dedup();
        for activity in seen.into_iter().filter(|activity| {
            row.activities
                .iter()
                .all(|label| label.activity != *activity)
        }) {
            let words = claims
                .iter()
                .find(|claim| id(claim) == activity)
                .map(|claim| &row.text[claim.range.clone()]);
            by_activity.entry(activity.to_owned()).or_default().extra += 1;
            all.extra += 1;
            tell(format!(
                "EXTRA {activity} {} `{}` | {}",
                row.id,
                words.unwrap_or_default(),
                row.text
            ));
        }
    }
    (all, by_activity)
}

fn pack() -> Pack {
    let loaded = load(&files_under(Path::new("roles")).unwrap());
    for problem in &loaded.problems {
        println!(
            "PACK {}: `{}`: {}",
            problem.file, problem.words, problem.message
        );
    }
    Pack::from_loaded(loaded).unwrap()
}

#[test]
fn duties_are_read_at_least_as_well_as_before() {
    let pack = pack();
    let misses = std::env::var("ROLELINT_MISSES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(0);
    let chosen = std::env::var("ROLELINT_CORPUS").ok();
    let mut paths: Vec<PathBuf> = Vec::new();
    for language in ["en", "de", "fr"] {
        for entry in std::fs::read_dir(Path::new("tests/corpus").join(language)).unwrap() {
            paths.push(entry.unwrap().path());
        }
    }
    paths.sort();
    if let Some(chosen) = &chosen {
        let exact = PathBuf::from(chosen);
        paths = if exact.exists() {
            vec![exact]
        } else {
            paths
                .into_iter()
                .filter(|path| path.to_string_lossy().contains(chosen.as_str()))
                .collect()
        };
    }
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
    {
        let mut reader = Reader::new(&pack);
        let (all, by_activity) = score(path, &mut reader, &pack, misses);
        println!(
            "{}: activities F1 {:.3} (right {}, extra {}, missed {}), holding {:.3}, span {:.3}",
            path.display(),
            all.f1(),
            all.right,
            all.extra,
            all.missed,
            ratio(all.holding, all.right),
            ratio(all.overlaps, all.right)
        );
        if chosen.is_some() {
            for (activity, own) in by_activity
                .iter()
                .filter(|(_, own)| own.extra + own.missed > 1)
            {
                println!(
                    "  {activity}: right {}, extra {}, missed {}",
                    own.right, own.extra, own.missed
                );
            }
        }
    }
}
