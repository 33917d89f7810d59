//! The `rolelint` program.

use rolelint::cli::Cli;
use rolelint::run::{fail_on_panic, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    fail_on_panic();
    ExitCode::from(run(&Cli::called()) as u8)
}
