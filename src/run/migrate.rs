//! `migrate`: keys of other names and languages to the canonical ones.

use super::Status;
use super::fix::write_diff;
use super::packs::{kit, sound};
use super::shared::{configs, request, tell, tell_error, tell_errors, tell_problems};
use crate::cli::{Common, Migrate};
use crate::error::Error;
use crate::fix;
use crate::output::Output;
use crate::report::{Frame, harmless};
use crate::workspace;

pub(super) fn run(args: &Migrate, common: &Common) -> Result<Status, Error> {
    let kit = sound(kit(&args.input.paths, common)?, common)?;
    let mut configs = configs(&args.input, None, common, kit.pack)?;
    let frame = Frame {
        language: configs.language(),
    };
    let mut request = request(&args.input, &kit);
    let stdin = workspace::hold_stdin(&mut request, &configs)?;
    let mut migration = fix::migrate(&request, &mut configs)?;
    tell_errors(&migration.errors);
    tell_problems(&migration.problems, &configs, common);
    for path in &migration.broken {
        tell(&frame.left_alone_broken(&harmless(path)));
    }
    for path in &migration.kept {
        tell(&frame.left_alone_key(&harmless(path)));
    }
    let mut has_failed = !(migration.errors.is_empty() && migration.problems.is_empty());
    if args.diff {
        write_diff(&migration.files, common)?;
    } else {
        if !args.check {
            migration.files.retain(|one| {
                let written = fix::write(one);
                if let Err(error) = &written {
                    tell_error(error);
                    has_failed = true;
                }
                written.is_ok()
            });
        }
        let mut output = Output::new(common.output_file.as_deref());
        if let Some(shown) = stdin.filter(|_| !args.check) {
            let own = migration.files.iter().find(|one| one.shown == shown);
            let held = request.texts.get(&shown).cloned().unwrap_or_default();
            let text = own.map_or(held, |one| one.after.clone().into_bytes());
            output.write_with(|out| out.write_all(&text));
        } else if !common.quiet {
            output.write_with(|out| {
                for one in &migration.files {
                    let path = harmless(&one.shown);
                    writeln!(out, "{}", frame.migrated(&path, one.count))?;
                }
                let left = [&migration.broken, &migration.kept];
                let is_whole = left.iter().all(|left| left.is_empty()) && !has_failed;
                if migration.files.is_empty() && is_whole {
                    writeln!(out, "{}", frame.nothing_to_migrate())?;
                }
                Ok(())
            });
        }
        output.finish()?;
    }
    let would_change = (args.check || args.diff) && !migration.files.is_empty();
    Ok(if has_failed {
        Status::Failure
    } else if would_change || !migration.broken.is_empty() {
        Status::Findings
    } else {
        Status::Clean
    })
}
