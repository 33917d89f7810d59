//! The table.

use super::corpus::{Corpus, Shape};
use super::floor;
use super::run::{Took, alternated, peak, print_peak, run, text};
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const ROLELINT: &str = env!("CARGO_BIN_EXE_rolelint");
/// Duties of a file.
const DUTIES: usize = 32;
const CLEAN: Shape = Shape {
    duties: DUTIES,
    faults: 0,
};
const FAULTY: Shape = Shape {
    duties: DUTIES,
    faults: 8,
};
const TINY: Shape = Shape {
    duties: 1,
    faults: 0,
};

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let mut out = io::stdout().lock();
    match arguments.split_first() {
        Some((first, rest)) if first == "--floor" => {
            let folder = rest.first().map(String::as_str).unwrap_or_default();
            writeln!(out, "{}", floor::events(Path::new(folder))?)?;
        }
        Some((first, _)) if first == "--hello" => floor::hello(arguments)?,
        Some((first, rest)) if first == "--peak" => writeln!(out, "{}", print_peak(rest)?)?,
        _ => table(&arguments, &mut out)?,
    }
    Ok(())
}

/// A number behind an option of the command line, else the usual one.
fn asked(arguments: &[String], option: &str, usual: usize) -> usize {
    let mut behind = arguments.iter().skip_while(|argument| *argument != option);
    let value = behind.nth(1).and_then(|value| value.parse().ok());
    value.unwrap_or(usual)
}

/// Where the files of a run are.
struct Folders {
    base: PathBuf,
    corpus: Corpus,
}

impl Folders {
    fn files(&self, name: &str, files: usize, shape: Shape) -> io::Result<PathBuf> {
        let folder = self.base.join(format!("{name}-{files}"));
        self.corpus.write_files(&folder, files, shape)?;
        Ok(folder)
    }

    fn documents(&self, name: &str, bytes: usize, faults: usize) -> io::Result<PathBuf> {
        let folder = self.base.join(format!("{name}-{bytes}"));
        self.corpus.write_documents(&folder, bytes, faults)?;
        Ok(folder)
    }
}

/// One line of the table: what is compared, how it came out, and what it is meant to be.
fn row(out: &mut dyn Write, what: &str, ratio: f64, goal: &str) -> io::Result<()> {
    writeln!(out, "{what:<58} {ratio:>8.2}   {goal}")?;
    out.flush()
}

fn table(arguments: &[String], out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let files = asked(arguments, "--files", 5000);
    let tiny = asked(arguments, "--tiny", 100_000);
    let bytes = asked(arguments, "--bytes", 20_000_000);
    let rounds = asked(arguments, "--rounds", 5);
    let seed = asked(arguments, "--seed", 7);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let phrasings = root.join("roles/phrasings");
    let folders = Folders {
        base: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("corpus-{seed}")),
        corpus: Corpus::new(rolelint::pack(), &phrasings, seed as u64)?,
    };
    fs::create_dir_all(&folders.base)?;
    writeln!(out, "{:<58} {:>8}   goal", "what", "measured")?;
    many(out, &folders, files, rounds)?;
    one(out, &folders, 20 * rounds)?;
    huge(out, &folders, files, bytes, rounds)?;
    let folder = folders.files("tiny", tiny, TINY)?;
    let [check, floor] = pair(&folder, rounds.min(3))?;
    let what = format!("{tiny} tiny files, CPU ÷ walk + read + events");
    row(out, &what, ratio(check, floor, cpu), "≤ 1.5")?;
    doubling(out, &folders, files / 8, rounds)?;
    Ok(())
}

fn cpu(took: Took) -> f64 {
    took.cpu.as_secs_f64()
}

fn wall(took: Took) -> f64 {
    took.wall.as_secs_f64()
}

fn ratio(one: Took, other: Took, of: fn(Took) -> f64) -> f64 {
    of(one) / of(other).max(1e-6)
}

/// The check of a folder by a number of threads, every rule on, and the floor of the same files.
fn check<'c>(folder: &'c Path, threads: &'c str) -> Vec<&'c str> {
    vec![
        ROLELINT,
        "check",
        text(folder),
        "--isolated",
        "--no-respect-gitignore",
        "--output-format",
        "concise",
        "--threads",
        threads,
        "--no-cache",
    ]
}

/// The same where a former run has remembered what the files say.
fn again<'c>(folder: &'c Path, threads: &'c str, cache: &'c Path) -> Vec<&'c str> {
    let mut again = check(folder, threads);
    again.pop();
    again.extend(["--cache-dir", text(cache)]);
    again
}

fn pair(folder: &Path, rounds: usize) -> io::Result<[Took; 2]> {
    let own = env::current_exe()?;
    let floor = [text(&own), "--floor", text(folder)];
    let took = alternated(&[&check(folder, "1"), &floor], rounds)?;
    Ok([took[0], took[1]])
}

/// Thousands of files.
fn many(out: &mut dyn Write, folders: &Folders, files: usize, rounds: usize) -> io::Result<()> {
    let clean = folders.files("clean", files, CLEAN)?;
    let faulty = folders.files("faulty", files, FAULTY)?;
    let fewer = folders.files("clean", files / 5, CLEAN)?;
    let own = env::current_exe()?;
    let floor = [text(&own), "--floor", text(&clean)];
    let cache = folders.base.join("cache");
    // The first run of several is the one that remembers.
    run(&again(&clean, "1", &cache))?;
    let took = alternated(
        &[
            &floor,
            &check(&clean, "1"),
            &check(&clean, "2"),
            &check(&faulty, "1"),
            &check(&fewer, "1"),
            &again(&clean, "1", &cache),
            &again(&clean, "2", &cache),
        ],
        rounds,
    )?;
    let [floor, one, two, faulty, fewer, one_again, two_again] = took[..] else {
        return Ok(());
    };
    let what = format!("F, {files} files, one thread, in seconds");
    row(out, &what, cpu(floor), "")?;
    let what = format!("clean {files} files, one thread, CPU ÷ F");
    row(out, &what, ratio(one, floor, cpu), "≤ 1.6")?;
    row(
        out,
        "the same, two threads, wall ÷ F",
        ratio(two, floor, wall),
        "≤ 0.85",
    )?;
    row(
        out,
        "one thread, CPU ÷ F, remembered",
        ratio(one_again, floor, cpu),
        "≤ 1.6",
    )?;
    row(
        out,
        "two threads, wall ÷ F, remembered",
        ratio(two_again, floor, wall),
        "≤ 0.85",
    )?;
    row(
        out,
        "with faults ÷ clean, CPU",
        ratio(faulty, one, cpu),
        "≤ 1.25",
    )?;
    let what = format!("{files} files ÷ {} files, wall", files / 5);
    row(out, &what, ratio(one, fewer, wall), "≤ 5.2")?;
    let memory = peak(&check(&clean, "2"))?;
    let what = format!("peak memory of {files} files, MiB");
    row(out, &what, memory, "≤ 32")?;
    let memory = peak(&again(&clean, "2", &cache))?;
    row(out, "the same, remembered", memory, "≤ 32")
}

/// One small file.
fn one(out: &mut dyn Write, folders: &Folders, rounds: usize) -> io::Result<()> {
    let clean = folders.files(
        "one",
        1,
        Shape {
            duties: 10,
            ..CLEAN
        },
    )?;
    let faulty = folders.files(
        "ten",
        1,
        Shape {
            duties: 14,
            faults: 100,
        },
    )?;
    let own = env::current_exe()?;
    let hello = [text(&own), "--hello", text(&clean), "--threads", "1"];
    let took = alternated(&[&hello, &check(&clean, "1"), &check(&faulty, "1")], rounds)?;
    let [hello, clean, faulty] = took[..] else {
        return Ok(());
    };
    row(
        out,
        "hello + clap, in milliseconds",
        1000.0 * wall(hello),
        "",
    )?;
    row(
        out,
        "one small file ÷ hello + clap, wall",
        ratio(clean, hello, wall),
        "≤ 1.5",
    )?;
    let what = "the same with a dozen findings";
    row(out, what, ratio(faulty, hello, wall), "≤ 1.75")
}

/// One large file.
fn huge(
    out: &mut dyn Write,
    folders: &Folders,
    files: usize,
    bytes: usize,
    rounds: usize,
) -> io::Result<()> {
    let many = folders.files("clean", files, CLEAN)?;
    let ten = folders.documents("ten-faults", bytes, 10)?;
    let hundred = folders.documents("hundred-faults", bytes, 100)?;
    let took = alternated(
        &[&check(&many, "1"), &check(&ten, "1"), &check(&hundred, "1")],
        rounds.min(3),
    )?;
    let [many, ten_took, hundred] = took[..] else {
        return Ok(());
    };
    let size = fs::metadata(ten.join("all.yaml"))?.len();
    let size = f64::from(u32::try_from(size >> 10).unwrap_or(u32::MAX)) / 1024.0;
    let what = format!("one file of {size:.0} MiB ÷ {files} files, CPU");
    row(out, &what, ratio(ten_took, many, cpu), "≤ 1.2")?;
    row(
        out,
        "the same with 100 faults ÷ with 10, CPU",
        ratio(hundred, ten_took, cpu),
        "≤ 1.2",
    )?;
    let memory = peak(&check(&ten, "1"))? / size;
    row(out, "peak memory of it ÷ its size", memory, "≤ 3")
}

/// Twice as much takes twice as long: files, duties of a role, roles of a charter, faults.
fn doubling(out: &mut dyn Write, folders: &Folders, files: usize, rounds: usize) -> io::Result<()> {
    let shape = |duties: usize, faults: usize| Shape { duties, faults };
    let roles = |name: &str, roles: usize| -> io::Result<PathBuf> {
        let folder = folders.base.join(format!("{name}-{roles}"));
        folders.corpus.write_charter(&folder, roles)?;
        Ok(folder)
    };
    let series = [
        (
            "files",
            folders.files("clean", files, CLEAN)?,
            folders.files("clean", 2 * files, CLEAN)?,
        ),
        (
            "duties of a role",
            folders.files("long", 8, shape(1500, 0))?,
            folders.files("longer", 8, shape(3000, 0))?,
        ),
        (
            "roles of a charter",
            roles("charter", 2500)?,
            roles("charter", 5000)?,
        ),
        (
            "faults",
            folders.files("few", files, shape(DUTIES, 20))?,
            folders.files("more", files, shape(DUTIES, 40))?,
        ),
    ];
    for (what, half, whole) in &series {
        let took = alternated(&[&check(half, "1"), &check(whole, "1")], rounds)?;
        let what = format!("twice as many {what}, CPU");
        row(out, &what, ratio(took[1], took[0], cpu), "≤ 2.2")?;
    }
    Ok(())
}
