//! `inspect`: how files were read.

use super::Status;
use super::files::holders;
use super::packs::{kit, sound};
use super::shared::{Read, configs, failure, load, look, request, tell_skipped};
use crate::cli::{Common, Input, Inspect};
use crate::error::Error;
use crate::output::Output;
use crate::report::{Frame, People, inspect};

pub(super) fn run(args: &Inspect, common: &Common) -> Result<Status, Error> {
    let kit = sound(kit(&args.input.paths, common)?, common)?;
    let pack = kit.pack;
    let mut configs = configs(&args.input, None, common, pack)?;
    let frame = Frame {
        language: configs.language(),
    };
    let workspace = load(&request(&args.input, &kit), &mut configs, common)?;
    let files = workspace.files.iter();
    let view = inspect::View {
        files: files.map(|read| (&read.file, &*read.settings)).collect(),
        pack,
        people: people(&args.input, &workspace.files),
        frame,
        look: look(common),
    };
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| view.write(args.output_format, out));
    output.finish()?;
    tell_skipped(&workspace.skipped, workspace.files.len(), frame, common);
    Ok(failure(&workspace))
}

fn people(input: &Input, files: &[Read]) -> People {
    if !input.redact_people {
        return People::default();
    }
    People::new(&holders(files.iter()))
}
