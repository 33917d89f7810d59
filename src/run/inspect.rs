//! `inspect`: how files were read.

use super::Status;
use super::shared::{failure, language, load, look, profile, request, tell_skipped};
use crate::cli::{Common, Input, Inspect};
use crate::error::Error;
use crate::language::Language;
use crate::model::Loaded;
use crate::output::Output;
use crate::report::{Frame, People, inspect};
use crate::rule::Settings;

pub(super) fn run(args: &Inspect, common: &Common) -> Result<Status, Error> {
    let pack = crate::pack();
    let frame = Frame {
        language: language(common),
    };
    let settings = Settings {
        profile: profile(args.input.profile.as_deref(), pack)?,
        language: frame.language,
        text_language: args.input.text_lang.map(Language::from),
        enabled: Vec::new(),
    };
    let workspace = load(&request(&args.input), pack)?;
    let view = inspect::View {
        files: &workspace.files,
        pack,
        settings: &settings,
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

fn people(input: &Input, files: &[Loaded]) -> People {
    if !input.redact_people {
        return People::default();
    }
    let holders: Vec<_> = files.iter().flat_map(Loaded::holders).collect();
    People::new(holders.iter())
}
