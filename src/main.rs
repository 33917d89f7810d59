//! The `rolelint` program.

use clap::Parser;
use rolelint::cli::Cli;
use rolelint::run::run;
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(run(&Cli::parse()) as u8)
}
