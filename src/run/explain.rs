//! `explain`: one rule in full.

use super::Status;
use super::packs::pack;
use super::shared::{language, look};
use crate::cli::{Common, Explain};
use crate::error::Error;
use crate::model::nearest;
use crate::output::Output;
use crate::report::{Frame, catalogue};

pub(super) fn run(args: &Explain, common: &Common) -> Result<Status, Error> {
    let pack = pack(common)?;
    let Some(rule) = pack.rule(args.rule.trim()) else {
        let known = pack.core.rules.iter();
        let known = known.flat_map(|rule| [rule.code, rule.name]);
        return Err(Error::Unknown {
            option: "explain",
            kind: "rule",
            name: args.rule.clone(),
            hint: nearest(&args.rule, known).map(str::to_owned),
        });
    };
    let frame = Frame {
        language: language(common)?,
    };
    let mut output = Output::new(common.output_file.as_deref());
    output
        .write_with(|out| out.write_all(catalogue::explain(rule, frame, look(common)).as_bytes()));
    output.finish()?;
    Ok(Status::Clean)
}
