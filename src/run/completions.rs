//! `completions`: what a shell needs to complete commands and options.

use super::Status;
use crate::cli::{Cli, Common, Completions};
use crate::error::Error;
use crate::output::Output;

pub(super) fn run(args: &Completions, common: &Common) -> Result<Status, Error> {
    let mut command = Cli::declared();
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| {
        clap_complete::generate(args.shell, &mut command, "rolelint", out);
        Ok(())
    });
    output.finish()?;
    Ok(Status::Clean)
}
