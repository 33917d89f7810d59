//! One file: judged, or known from a former run.

use super::groups::Told;
use super::{Checked, changed};
use crate::cache::{Cache, Key};
use crate::finding::Finding;
use crate::model::suppress::Ignore;
use crate::model::{self, Fault, Loaded};
use crate::pack::Pack;
use crate::rule::{Facts, FileResult, Holder, Judge, Part, Settings};
use crate::source::Source;
use crate::workspace::{self, Job, Keep, Known, Recalled, Request, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// What a file says by itself: of its bytes, its path and its settings nothing else comes in.
#[derive(Serialize, Deserialize)]
pub(super) struct Said {
    pub(super) findings: Vec<Finding>,
    pub(super) facts: Facts,
    pub(super) holders: Vec<Holder>,
    /// Its roles, as findings name them; `None` where it could not be read to its end.
    pub(super) roles_in: Option<BTreeSet<String>>,
    pub(super) role_names: Vec<String>,
    /// What refers to roles that it does not hold itself.
    pub(super) references: Vec<Fault>,
    pub(super) ignores: Vec<Ignore>,
    pub(super) roles: usize,
    pub(super) duties: usize,
}

impl Said {
    /// Whether the text is needed when all files are known, or for the report alone.
    fn needs_text(&self, is_shown: bool) -> bool {
        let is_pointed_at = is_shown && !self.findings.is_empty();
        is_pointed_at || !self.references.is_empty() || !self.ignores.is_empty()
    }

    /// Says which file it is of, after it was read back from bytes.
    fn name(&mut self, path: &Arc<str>) {
        for finding in &mut self.findings {
            finding.name(path);
        }
        for holder in &mut self.holders {
            holder.location.path = Arc::clone(path);
        }
        self.facts.name(path);
    }
}

/// Checks files one after the other.
pub(super) struct Checker<'r> {
    pack: &'r Pack,
    known: &'r Known<'r>,
    /// Made for the first file that no former run knows: it takes longer to make than a file does to be known.
    judge: Option<Judge<'r>>,
    cache: Option<&'r Cache>,
    /// What of the key is the same for files with the same settings.
    settings: Vec<(Arc<Settings>, Key)>,
    keep: Keep,
    /// What is known of the file that comes next, in a long run.
    next: Next,
}

/// What is known of a file before it is made.
#[derive(Default)]
struct Next {
    /// What it is remembered by.
    key: Option<Key>,
    /// Whether its text can be read again.
    lets_go: bool,
}

impl<'r> Checker<'r> {
    pub(super) fn new(pack: &'r Pack, known: &'r Known<'r>, request: &'r Request) -> Self {
        Self {
            pack,
            known,
            judge: None,
            cache: request.cache.as_deref(),
            settings: Vec::new(),
            keep: request.keep,
            next: Next::default(),
        }
    }

    /// All that a file is judged by.
    fn key(&mut self, bytes: &[u8], job: &Job) -> Option<Key> {
        let same = |(own, _): &&(Arc<Settings>, Key)| Arc::ptr_eq(own, &job.settings);
        let known = self.settings.iter().find(same).map(|(_, key)| *key);
        let settings = if let Some(key) = known {
            key
        } else {
            let key = Key::new(&[&postcard::to_stdvec(&*job.settings).ok()?]);
            self.settings.push((Arc::clone(&job.settings), key));
            key
        };
        let how = [u8::from(job.is_reported), u8::from(job.is_named)];
        let parts: [&[u8]; 4] = [&settings.bytes(), &how, job.shown.as_bytes(), bytes];
        Some(Key::new(&parts))
    }

    fn remember(&self, key: Option<Key>, said: Option<&Said>) {
        if let Some((cache, key)) = self.cache.zip(key)
            && let Ok(bytes) = postcard::to_stdvec(&said)
        {
            cache.put(key, &bytes);
        }
    }

    fn said(&mut self, file: &Loaded, job: &Job, part: Part) -> Said {
        let settings = &job.settings;
        let judge = self.judge.get_or_insert_with(|| Judge::new(self.pack));
        let result = if job.is_reported {
            judge.check(file, settings, part)
        } else if part == Part::File {
            FileResult::default()
        } else {
            judge.facts_of(file, settings)
        };
        let roles = || file.charters.iter().flat_map(|charter| &charter.roles);
        let references = self.known.with_names(settings, |names| {
            model::unknown_references(&file.charters, names)
        });
        Said {
            findings: result.findings,
            facts: result.facts,
            holders: Holder::all(file, settings),
            roles_in: (!file.is_broken()).then(|| roles().map(model::Role::id).collect()),
            role_names: roles().flat_map(model::Role::names).collect(),
            references: if job.is_reported {
                references
            } else {
                Vec::new()
            },
            ignores: file.ignores.clone(),
            roles: roles().count(),
            duties: roles().map(|role| role.duties.len()).sum(),
        }
    }
}

impl Visitor for Checker<'_> {
    type Made = Checked;

    fn recall(&mut self, bytes: &mut Vec<u8>, job: &Job) -> Option<Recalled<Checked>> {
        let lets_go = self.keep == Keep::Needed && job.place().is_some();
        // Which lines changed is no matter of what the file holds, and one charter is more than one file.
        let is_alone = job.changed.is_none() && job.charter.is_none();
        let cache = self.cache.filter(|_| is_alone);
        let key = cache.and_then(|_| self.key(bytes, job));
        let known = cache.zip(key).and_then(|(cache, key)| cache.get(key));
        let said = known.and_then(|known| postcard::from_bytes::<Option<Said>>(&known).ok());
        let Some(said) = said else {
            self.next = Next { key, lets_go };
            return None;
        };
        let Some(mut said) = said else {
            return Some(Recalled::Skipped);
        };
        said.name(&job.shown.as_str().into());
        let source = || workspace::source(&job.shown, std::mem::take(bytes));
        let source = said.needs_text(!lets_go).then(source);
        Some(Recalled::File(checked(job, source, said)))
    }

    fn make(&mut self, file: Loaded, job: &Job) -> Checked {
        let Next { key, lets_go } = std::mem::take(&mut self.next);
        let is_part = job.charter.is_some() && !file.is_broken();
        let part = if is_part { Part::File } else { Part::Whole };
        let said = self.said(&file, job, part);
        self.remember(key, Some(&said));
        let lines = job.changed.as_ref();
        let parts = lines.and_then(|lines| changed::parts(&file, lines));
        let source = (is_part || said.needs_text(!lets_go)).then_some(file.source);
        let checked = checked(job, source, said);
        Checked {
            folder: job.charter.clone().filter(|_| is_part),
            told: match parts {
                Some(parts) if job.is_reported => Told::In(parts),
                Some(_) | None => checked.told,
            },
            ..checked
        }
    }

    fn skip(&mut self) {
        let next = std::mem::take(&mut self.next);
        self.remember(next.key, None);
    }
}

fn checked(job: &Job, source: Option<Source>, said: Said) -> Checked {
    Checked {
        path: job.shown.clone(),
        place: job.place().map(Path::to_owned),
        is_reported: job.is_reported,
        folder: None,
        settings: Arc::clone(&job.settings),
        source,
        told: if job.is_reported {
            Told::All
        } else {
            Told::None
        },
        said,
    }
}
