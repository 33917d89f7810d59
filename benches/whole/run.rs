//! Runs a program and says what it took.

use nix::sys::resource::{UsageWho, getrusage};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, io};

/// What one run took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Took {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
}

/// Runs a command; its output is thrown away, and its status does not count: findings are no failure.
pub(crate) fn run(command: &[&str]) -> io::Result<Took> {
    let Some((program, arguments)) = command.split_first() else {
        return Ok(Took::default());
    };
    let before = cpu()?;
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .env_remove("ROLELINT_CONFIG")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    child.wait()?;
    Ok(Took {
        wall: start.elapsed(),
        cpu: cpu()?.saturating_sub(before),
    })
}

/// What all children that ended took.
fn cpu() -> io::Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let time = |value: nix::sys::time::TimeVal| {
        let seconds = u64::try_from(value.tv_sec()).unwrap_or_default();
        let micros = u64::try_from(value.tv_usec()).unwrap_or_default();
        Duration::from_secs(seconds) + Duration::from_micros(micros)
    };
    Ok(time(usage.user_time()) + time(usage.system_time()))
}

/// The most memory that a command holds, in MiB; another process waits for it, as the kernel keeps one peak for all
/// children.
pub(crate) fn peak(command: &[&str]) -> io::Result<f64> {
    let own = env::current_exe()?;
    let out = Command::new(own).arg("--peak").args(command).output()?;
    let text = String::from_utf8_lossy(&out.stdout);
    text.trim().parse().map_err(io::Error::other)
}

/// The other process: runs the command and prints its peak.
pub(crate) fn print_peak(command: &[String]) -> io::Result<String> {
    let command: Vec<&str> = command.iter().map(String::as_str).collect();
    run(&command)?;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    // Linux counts in KiB, macOS in bytes.
    let unit = if cfg!(target_os = "macos") {
        1 << 20
    } else {
        1 << 10
    };
    let peak = i32::try_from(usage.max_rss() / (unit / 16)).unwrap_or(i32::MAX);
    Ok((f64::from(peak) / 16.0).to_string())
}

/// Runs commands in turn, so that what else the machine does meets all alike; the median of each.
pub(crate) fn alternated(commands: &[&[&str]], rounds: usize) -> io::Result<Vec<Took>> {
    let mut all = vec![Vec::new(); commands.len()];
    for _ in 0..rounds {
        for (took, command) in all.iter_mut().zip(commands) {
            took.push(run(command)?);
        }
    }
    let median = |took: &Vec<Took>| {
        let middle = |value: fn(&Took) -> Duration| {
            let mut values: Vec<Duration> = took.iter().map(value).collect();
            values.sort_unstable();
            values[values.len() / 2]
        };
        Took {
            wall: middle(|took| took.wall),
            cpu: middle(|took| took.cpu),
        }
    };
    Ok(all.iter().map(median).collect())
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}
