//! The program as a process of its own.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A run that speaks English, whatever the machine does, and gets nothing on standard input.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolelint"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("ROLELINT_LANG")
        .env_remove("ROLELINT_CONFIG")
        .env_remove("ROLELINT_OUTPUT_FORMAT")
        .stdin(Stdio::null());
    command
}

pub(crate) fn rolelint(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}
