//! Instructions of a few runs against their limits: they do not depend on what else the machine does, so that a slower
//! program fails here and nothing else does. `cargo bench --bench counts`; `-- --accept` writes the limits anew.

#[path = "whole/corpus.rs"]
#[expect(dead_code, reason = "one large file is the other bench's")]
mod corpus;

use corpus::{Corpus, Shape};
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

const ROLELINT: &str = env!("CARGO_BIN_EXE_rolelint");
/// So much above its limit a run is slower, in percent: compilers differ a little.
const TOLERANCE: u64 = 5;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut out = io::stdout().lock();
    if Command::new("valgrind").arg("--version").output().is_err() {
        writeln!(out, "skipped: valgrind is not installed")?;
        return Ok(ExitCode::SUCCESS);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let limits = root.join("benches/counts.txt");
    let measured = measured(root)?;
    if env::args().any(|argument| argument == "--accept") {
        let lines = measured
            .iter()
            .map(|(name, count)| format!("{name} {count}\n"));
        fs::write(&limits, lines.collect::<String>())?;
        writeln!(out, "written: {}", limits.display())?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = fs::read_to_string(&limits)?;
    let mut is_slower = false;
    for (name, count) in measured {
        let own = text.lines().filter_map(|line| line.split_once(' '));
        let limit = own.into_iter().find(|(known, _)| *known == name);
        let limit: u64 = limit.map_or(Ok(0), |(_, limit)| limit.trim().parse())?;
        let fits = count <= limit + limit * TOLERANCE / 100;
        is_slower |= !fits;
        let word = if fits { "ok" } else { "too many" };
        writeln!(
            out,
            "{name:<16} {count:>13} instructions, limit {limit:>13}: {word}"
        )?;
    }
    Ok(if is_slower {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The runs, each with its instructions.
fn measured(root: &Path) -> Result<Vec<(&'static str, u64)>, Box<dyn Error>> {
    let base = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("counts");
    let corpus = Corpus::new(rolelint::pack(), &root.join("roles/phrasings"), 7)?;
    let clean = Shape {
        duties: 32,
        faults: 0,
    };
    let small = Shape {
        duties: 10,
        ..clean
    };
    let faulty = Shape { faults: 8, ..clean };
    let mut measured = Vec::new();
    for (name, files, shape) in [
        ("one-file", 1, small),
        ("clean-files", 40, clean),
        ("faulty-files", 40, faulty),
    ] {
        let folder = base.join(name);
        corpus.write_files(&folder, files, shape)?;
        measured.push((name, instructions(&folder)?));
    }
    Ok(measured)
}

fn instructions(folder: &Path) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            ROLELINT,
        ])
        .args([
            "check",
            "--isolated",
            "--no-respect-gitignore",
            "--threads",
            "1",
        ])
        .args(["--output-format", "concise"])
        .arg(folder)
        .stdout(Stdio::null())
        .output()?;
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    let (_, count) = line.ok_or("valgrind told no count")?;
    Ok(count.trim().parse()?)
}
