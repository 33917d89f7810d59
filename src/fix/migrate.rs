//! Keys of other names and languages to the canonical ones.

use super::verify::{Kept, is_kept};
use super::{Changed, Texts, changed, with_names};
use crate::config::{Configs, Problem};
use crate::edit::{Sheet, join, rename, splice};
use crate::error::Error;
use crate::finding::Edit;
use crate::model::{FaultKind, Loaded, Names};
use crate::source::Source;
use crate::workspace::{self, Job, Request};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What `migrate` would do.
#[derive(Debug, Default)]
pub struct Migration {
    pub files: Vec<Changed>,
    /// Files that cannot be read, so that they are left alone.
    pub broken: Vec<String>,
    /// Files that keep a key of another name, because its canonical one stands beside it with something else.
    pub kept: Vec<String>,
    /// What could not be opened.
    pub errors: Vec<Error>,
    /// What is wrong in configurations.
    pub problems: Vec<Problem>,
}

/// The files of a request with canonical keys.
///
/// # Errors
/// What keeps a run from beginning.
pub fn migrate(request: &Request, configs: &mut Configs) -> Result<Migration, Error> {
    let pack = configs.pack();
    let whole = || |file: Loaded, job: &Job| (file, job.place().map(Path::to_owned));
    let workspace = workspace::load(request, configs, whole)?;
    let mut migration = Migration {
        errors: workspace.errors,
        problems: workspace.problems,
        ..Migration::default()
    };
    let mut texts = Texts::new();
    let mut places = BTreeMap::new();
    for (file, place) in workspace.files {
        let shown = file.source.path().to_owned();
        if Sheet::new(&file.source).is_broken() || file.source.text().is_empty() {
            migration.broken.push(shown);
            continue;
        }
        let before = file.source.text().to_owned();
        let (after, count, is_done) = with_names(pack, |names| migrated(file, names));
        if !is_done {
            migration.kept.push(shown.clone());
        }
        places.extend(place.map(|place| (shown.clone(), place)));
        texts.insert(shown, (before, after, count));
    }
    migration.files = changed(texts, places);
    Ok(migration)
}

/// The text with canonical keys, how many are new, and whether none is left.
fn migrated(file: Loaded, names: &Names) -> (String, usize, bool) {
    let path = file.source.path().to_owned();
    let read = |text: String| Loaded::new(Source::new(path.as_str(), text), names);
    let mut file = file;
    let mut count = 0;
    // Lists under two words for one key become one, as each word would become the same key.
    while let Some(text) = joined(&file, names) {
        file = read(text);
        count += 1;
    }
    let sheet = Sheet::new(&file.source);
    let before = file.source.text();
    let changes_keys_only = |edits: &[Edit]| {
        let (after, moves) = splice(before, edits);
        is_kept(before, &after, &moves, Kept::Said, false, names).then_some(after)
    };
    let mut taken = BTreeSet::new();
    let mut edits: Vec<Edit> = Vec::new();
    let mut is_done = true;
    for synonym in &file.synonyms {
        let is_new = taken.insert((sheet.mapping_of(synonym.span), synonym.canonical));
        let edit = rename(&sheet, synonym.span, synonym.canonical);
        match edit.filter(|edit| is_new || edits.contains(edit)) {
            Some(edit) => edits.push(edit),
            None => is_done = false,
        }
    }
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    if changes_keys_only(&edits).is_none() {
        // A merge key can make one word for two keys hide one of them; all others may still change.
        let all = edits.len();
        edits.retain(|edit| changes_keys_only(std::slice::from_ref(edit)).is_some());
        is_done = is_done && edits.len() == all;
    }
    match changes_keys_only(&edits) {
        Some(after) => (after, count + edits.len(), is_done),
        None => (before.to_owned(), count, false),
    }
}

/// The text with one pair of lists joined, if there is one whose lines can be put together.
fn joined(file: &Loaded, names: &Names) -> Option<String> {
    let sheet = Sheet::new(&file.source);
    let faults = file.faults.iter();
    let mut doubled = faults.filter(|fault| fault.kind == FaultKind::JoinedSynonyms);
    doubled.find_map(|fault| {
        let edits = join(&sheet, fault.span, fault.hint.as_ref()?)?;
        let before = file.source.text();
        let (after, moves) = splice(before, &edits);
        is_kept(before, &after, &moves, Kept::Said, false, names).then_some(after)
    })
}
