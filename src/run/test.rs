//! `test`: whether the examples of rules hold.

use super::Status;
use super::packs::write_faults;
use super::shared::{language, look};
use crate::cli::{Common, Test};
use crate::error::Error;
use crate::kit::{self, Outcome, Tried};
use crate::output::Output;
use crate::pack::{Pack, Rule};
use crate::report::{Format, Frame, Trial};
use std::path::PathBuf;

pub(super) fn run(args: &Test, common: &Common) -> Result<Status, Error> {
    let folders: Vec<PathBuf> = common.pack.iter().chain(&args.packs).cloned().collect();
    let is_built_in = folders.is_empty();
    let mut kit = kit::load(folders, crate::pack())?;
    let language = language(common)?;
    let mut output = Output::new(common.output_file.as_deref());
    if !kit.is_sound() {
        output.write_with(|out| write_faults(&kit, Format::Human, language, common, out));
        output.finish()?;
        return Ok(Status::Findings);
    }
    let tried = if is_built_in {
        kit::try_all(kit.pack, |rule| rule.check.fault.is_none())
    } else {
        let own = kit.try_examples();
        let others = changed(kit.pack, &kit.rules);
        own.into_iter().chain(others).collect()
    };
    let trial = Trial {
        tried: &tried,
        frame: Frame { language },
        look: look(common),
        quiet: common.quiet,
    };
    output.write_with(|out| trial.write(args.output_format, out));
    output.finish()?;
    Ok(if tried.iter().any(is_broken) {
        Status::Findings
    } else {
        Status::Clean
    })
}

/// The examples of other rules that held before: the words and phrases of a pack change what these find, too.
fn changed(pack: &'static Pack, own: &[&str]) -> Vec<Tried> {
    let is_other = |rule: &Rule<&str>| rule.check.fault.is_none() && !own.contains(&rule.code);
    let mut now = kit::try_all(pack, is_other);
    now.retain(is_broken);
    let before = kit::try_all(crate::pack(), |rule| {
        now.iter().any(|one| one.code == rule.code)
    });
    let held = |one: &Tried| {
        let mut before = before.iter().filter(|other| !is_broken(other));
        before.any(|other| other.code == one.code && other.text == one.text)
    };
    now.retain(held);
    now
}

fn is_broken(tried: &Tried) -> bool {
    tried.outcome != Outcome::Held
}
