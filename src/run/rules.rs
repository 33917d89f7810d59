//! `rules`: the list of rules.

use super::Status;
use super::packs::pack;
use super::shared::{language, look, profile};
use crate::cli::{Common, Rules};
use crate::error::Error;
use crate::output::Output;
use crate::report::{Frame, catalogue};
use crate::selection;

pub(super) fn run(args: &Rules, common: &Common) -> Result<Status, Error> {
    let pack = pack(common)?;
    for selector in &args.filter {
        selection::check(selector, "rules", pack)?;
    }
    let profile = profile(Some(&args.profile), pack)?.unwrap_or_default();
    let shown: Vec<_> = pack
        .core
        .rules
        .iter()
        .filter(|rule| {
            let is_meant = |one: &String| selection::exactness(one, rule, pack).is_some();
            args.filter.is_empty() || args.filter.iter().any(is_meant)
        })
        .collect();
    let frame = Frame {
        language: language(common)?,
    };
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| {
        let list = catalogue::RuleList {
            rules: &shown,
            profile: &profile,
            pack,
        };
        list.write(args.output_format, frame, look(common), out)
    });
    output.finish()?;
    Ok(Status::Clean)
}
