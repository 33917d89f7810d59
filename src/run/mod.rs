//! What each command does, from its arguments to its exit status: one file a command.

mod accepted;
mod baseline;
mod check;
mod compare;
mod completions;
mod explain;
mod files;
mod fix;
mod init;
mod init_pack;
mod inspect;
mod man;
mod matrix;
mod migrate;
mod packs;
mod progress;
mod remembered;
mod roles;
mod rules;
mod schema;
mod shared;
mod shown;
mod test;
mod watch;

use crate::cli::{Cli, Command};
use shared::{tell, tell_error};

/// The status that the process ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Clean = 0,
    Findings = 1,
    Failure = 2,
}

/// An internal error is told in one line and is no finding.
pub fn fail_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        tell(&format!("error: internal: {panic}"));
        #[expect(clippy::exit, reason = "there is nothing to go back to")]
        std::process::exit(Status::Failure as i32);
    }));
}

/// Does what the command line says.
pub fn run(cli: &Cli) -> Status {
    let outcome = match &cli.command {
        Command::Check(check) if check.watch => watch::run(check, &cli.common, check::run),
        Command::Check(check) => check::run(check, &cli.common),
        Command::Baseline(baseline) => baseline::run(baseline, &cli.common),
        Command::Inspect(inspect) => inspect::run(inspect, &cli.common),
        Command::Migrate(migrate) => migrate::run(migrate, &cli.common),
        Command::Explain(explain) => explain::run(explain, &cli.common),
        Command::Rules(rules) => rules::run(rules, &cli.common),
        Command::Compare(compare) => compare::run(compare, &cli.common),
        Command::Matrix(matrix) => matrix::run(matrix, &cli.common),
        Command::Roles(roles) => roles::run(roles, &cli.common),
        Command::Init(init) => init::run(init, &cli.common),
        Command::Schema(schema) => schema::run(schema, &cli.common),
        Command::Test(test) => test::run(test, &cli.common),
        Command::Completions(completions) => completions::run(completions, &cli.common),
        Command::Man(man) => man::run(man, &cli.common),
    };
    outcome.unwrap_or_else(|error| {
        tell_error(&error);
        Status::Failure
    })
}
