//! Roles of the user's files, read and chosen for a table.

use super::Status;
use super::shared::{Read, configs, failure, load, request, tell, tell_skipped};
use crate::cli::{Common, Input};
use crate::config::Configs;
use crate::error::Error;
use crate::history;
use crate::kit::Kit;
use crate::pack::Pack;
use crate::reading::Reader;
use crate::report::{Frame, People, harmless};
use crate::rule::{Holder, SeenFile};
use crate::table::{Entry, Table};
use crate::workspace::{Request, Workspace};
use std::path::PathBuf;

/// The user's files, read for a table.
pub(super) struct Reading {
    pub(super) frame: Frame,
    configs: Configs<'static>,
    request: Request,
    workspace: Workspace<Read>,
}

impl Reading {
    pub(super) fn new(
        input: &Input,
        paths: Vec<PathBuf>,
        common: &Common,
        kit: &Kit,
    ) -> Result<Self, Error> {
        let mut configs = configs(input, None, common, kit.pack)?;
        let frame = Frame {
            language: configs.language(),
        };
        let request = Request {
            paths,
            ..request(input, kit)
        };
        let workspace = load(&request, &mut configs, common)?;
        if workspace.errors.is_empty() {
            tell_skipped(&workspace.skipped, workspace.files.len(), frame, common);
        }
        for read in workspace.files.iter().filter(|read| read.file.is_broken()) {
            tell(&frame.broken(&harmless(read.file.source.path())));
        }
        Ok(Self {
            frame,
            configs,
            request,
            workspace,
        })
    }

    pub(super) fn files(&self) -> &[Read] {
        &self.workspace.files
    }

    /// The same files as they were.
    pub(super) fn at(&mut self, revision: &str) -> Result<Vec<Read>, Error> {
        let files = history::load(&self.request, revision, &mut self.configs)?;
        let files = files.into_iter();
        Ok(files
            .map(|(file, settings)| Read { file, settings })
            .collect())
    }

    pub(super) fn status(&self) -> Status {
        failure(&self.workspace)
    }
}

/// Reads all texts.
pub(super) fn seen<'f>(files: &'f [Read], pack: &Pack) -> Vec<SeenFile<'f>> {
    let mut reader = Reader::new(pack);
    let files = files.iter();
    files
        .map(|read| SeenFile::new(&read.file, &mut reader, pack, &read.settings))
        .collect()
}

/// All roles of some files.
pub(super) fn entries<'s>(seen: &'s [SeenFile<'s>]) -> Vec<Entry<'s>> {
    let files = seen.iter().flat_map(|file| {
        let roles = file.roles.iter();
        roles.map(|seen| Entry {
            file: file.file,
            seen,
        })
    });
    files.collect()
}

/// Everybody who holds a role.
pub(super) fn holders<'f>(files: impl Iterator<Item = &'f Read>) -> Vec<Holder> {
    let holders = files.map(|read| Holder::all(&read.file, &read.settings));
    holders.flatten().collect()
}

/// Takes the names of holders out, where that was asked for.
pub(super) fn redact<'f>(table: &mut Table, input: &Input, files: impl Iterator<Item = &'f Read>) {
    if input.redact_people {
        let people = People::new(&holders(files));
        table.map_texts(|text| people.hide(text));
    }
}
