//! `man`: the manual, a page for the program and one for each command.

use super::Status;
use crate::cli::{Cli, Common, Man};
use crate::error::Error;
use crate::model::nearest;
use crate::output::Output;
use clap_mangen::Man as Page;

pub(super) fn run(args: &Man, common: &Common) -> Result<Status, Error> {
    let mut command = Cli::declared().disable_help_subcommand(true);
    command.build();
    let mut command = &command;
    for name in &args.path {
        let mut known = command.get_subcommands();
        let found = known
            .find(|one| one.get_name() == name || one.get_all_aliases().any(|alias| alias == name));
        command = found.ok_or_else(|| {
            let known = command.get_subcommands();
            let known =
                known.flat_map(|one| std::iter::once(one.get_name()).chain(one.get_all_aliases()));
            Error::Unknown {
                option: "man",
                kind: "command",
                name: name.clone(),
                hint: nearest(name, known).map(str::to_owned),
            }
        })?;
    }
    let page = Page::new(command.clone()).source(concat!("rolelint ", env!("CARGO_PKG_VERSION")));
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| page.render(out));
    output.finish()?;
    Ok(Status::Clean)
}
