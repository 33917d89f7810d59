//! Files that are one charter together: what only all of them can tell.

use crate::finding::{Finding, Location};
use crate::model::{Charter, Loaded};
use crate::pack::Pack;
use crate::reading::Reader;
use crate::rule::{self, Facts, Part, Settings};
use crate::source::{Source, Span};
use crate::workspace::Known;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Stands between two files, so that each is a document of its own.
const SEAM: &str = "\n...\n";
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The files of each folder that is declared to be one charter.
#[derive(Default)]
pub(super) struct Folders {
    folders: BTreeMap<PathBuf, Vec<File>>,
}

struct File {
    path: Arc<str>,
    text: String,
    settings: Arc<Settings>,
}

/// The texts of a folder as one, and where each of them came from.
struct Joined {
    text: String,
    /// Where a file begins in the whole, the bytes of it that were left out, and its path.
    starts: Vec<(usize, usize, Arc<str>)>,
}

impl Folders {
    pub(super) fn add(&mut self, folder: PathBuf, source: &Source, settings: &Arc<Settings>) {
        self.folders.entry(folder).or_default().push(File {
            path: source.path().into(),
            text: source.text().to_owned(),
            settings: Arc::clone(settings),
        });
    }

    /// The findings of all folders, each as the settings of its file ask, and what rules across files need of them.
    pub(super) fn check(&self, known: &Known, pack: &Pack) -> (Vec<Finding>, Facts) {
        let mut reader = Reader::new(pack);
        let mut findings = Vec::new();
        let mut facts = Facts::default();
        for (folder, files) in &self.folders {
            let joined = Joined::new(files);
            let mut judged: Vec<&Arc<Settings>> = Vec::new();
            for file in files {
                if judged.contains(&&file.settings) {
                    continue;
                }
                let settings = &file.settings;
                let source = Source::new(folder.to_string_lossy(), joined.text.as_str());
                let mut whole = known.with_names(settings, |names| Loaded::new(source, names));
                whole.charters = vec![united(std::mem::take(&mut whole.charters))];
                let part = Part::Folder;
                let mut result = rule::check_file(&whole, &mut reader, pack, settings, part);
                let is_own = |finding: &Finding| {
                    let path = &finding.location.path;
                    let own = files.iter().find(|file| file.path == *path);
                    own.is_some_and(|own| own.settings == *settings)
                };
                for finding in &mut result.findings {
                    finding.fix = None;
                    for location in finding.locations_mut() {
                        joined.relocate(location);
                    }
                }
                findings.extend(result.findings.into_iter().filter(is_own));
                if judged.is_empty() {
                    result.facts.relocate(&|location| joined.relocate(location));
                    facts.append(result.facts);
                }
                judged.push(settings);
            }
        }
        (findings, facts)
    }
}

impl Joined {
    fn new(files: &[File]) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for file in files {
            let bare = file.text.strip_prefix(BYTE_ORDER_MARK);
            let bare = bare.unwrap_or(&file.text);
            let left_out = file.text.len() - bare.len();
            starts.push((text.len(), left_out, Arc::clone(&file.path)));
            text.push_str(bare);
            text.push_str(SEAM);
        }
        Self { text, starts }
    }

    /// Turns a place in the whole into the place in the file.
    fn relocate(&self, location: &mut Location) {
        let at = location.span().start;
        let behind = self.starts.partition_point(|(start, _, _)| *start <= at);
        let Some((start, left_out, path)) = self.starts[..behind].last() else {
            return;
        };
        let moved = |byte: usize| byte - start + left_out;
        location.path = Arc::clone(path);
        for span in &mut location.spans {
            *span = Span::new(moved(span.start), moved(span.end));
        }
    }
}

/// One charter of all roles.
fn united(charters: Vec<Charter>) -> Charter {
    let mut whole = Charter {
        name: None,
        phases: Vec::new(),
        glossary: Vec::new(),
        roles: Vec::new(),
        is_charter: true,
    };
    for mut charter in charters {
        whole.name = whole.name.or(charter.name);
        if whole.phases.is_empty() {
            whole.phases = charter.phases;
        }
        whole.glossary.append(&mut charter.glossary);
        whole.roles.append(&mut charter.roles);
    }
    whole
}
