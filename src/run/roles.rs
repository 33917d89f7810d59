//! `roles`: the canonical roles.

use super::Status;
use super::packs::pack;
use super::shared::{language, look};
use crate::cli::{Common, Roles};
use crate::error::Error;
use crate::model::nearest;
use crate::output::Output;
use crate::report::{Frame, catalogue};

pub(super) fn run(args: &Roles, common: &Common) -> Result<Status, Error> {
    let pack = pack(common)?;
    let frame = Frame {
        language: language(common)?,
    };
    let mut output = Output::new(common.output_file.as_deref());
    match &args.role {
        None => output.write_with(|out| catalogue::roles(pack, frame, look(common), out)),
        Some(wanted) => {
            let id = pack.resolve_role(wanted);
            let Some(role) = id.and_then(|id| pack.role(id)) else {
                let known = pack.core.roles.iter();
                let known = known.flat_map(|role| [role.id, role.title.of(frame.language)]);
                return Err(Error::Unknown {
                    option: "roles",
                    kind: "role",
                    name: wanted.clone(),
                    hint: nearest(wanted, known).map(str::to_owned),
                });
            };
            let page = catalogue::role(role, pack, frame, look(common));
            output.write_with(|out| out.write_all(page.as_bytes()));
        }
    }
    output.finish()?;
    Ok(Status::Clean)
}
