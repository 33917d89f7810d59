//! `schema`: what editors need to know of role files and of `rolelint.yaml`.

use super::Status;
use super::shared::formats;
use crate::cli::{Common, Schema, SchemaOf};
use crate::error::Error;
use crate::output::Output;
use crate::schema;

pub(super) fn run(args: &Schema, common: &Common) -> Result<Status, Error> {
    let pack = crate::pack();
    let schema = match args.of {
        SchemaOf::Role => schema::role(pack),
        SchemaOf::Config => schema::config(pack, &formats()),
    };
    let mut output = Output::new(common.output_file.as_deref());
    output.write_with(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        writeln!(out)
    });
    output.finish()?;
    Ok(Status::Clean)
}
