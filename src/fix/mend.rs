//! Findings that go away: fixes in passes, until nothing is left to do.

use super::verify::{Kept, is_kept};
use super::{Changed, Lint, Texts, changed, text_of, with_names};
use crate::edit::splice;
use crate::error::Error;
use crate::finding::{Edit, Finding, Fix, Safety, Severity};
use crate::lint::Linted;
use crate::model::{FaultKind, Names};
use crate::pack::Pack;
use crate::workspace::Request;
use std::collections::{BTreeMap, BTreeSet};

/// So many passes at most; each brings in all fixes that do not stand in each other's way.
const PASSES: usize = 100;

/// The files with all fixes up to a degree of safety. Those that would do more than they say are left out.
///
/// # Errors
/// What keeps a run from beginning.
pub fn mend(
    request: &Request,
    reach: Safety,
    pack: &Pack,
    run: &mut Lint,
) -> Result<Vec<Changed>, Error> {
    let mut request = request.clone();
    with_names(pack, |names| {
        let mut work = Work {
            request: &mut request,
            reach,
            names,
            refused: BTreeMap::new(),
            careful: BTreeSet::new(),
            texts: Texts::new(),
        };
        let mut linted = run(work.request)?;
        let places = std::mem::take(&mut linted.places);
        for _ in 0..PASSES {
            let tried = work.apply(&linted);
            if tried.is_empty() {
                if work.reconsider() {
                    continue;
                }
                break;
            }
            let next = run(work.request)?;
            linted = if work.judge(&tried, &linted, &next) {
                next
            } else {
                run(work.request)?
            };
        }
        Ok(changed(work.texts, places))
    })
}

/// A fix by what it is about, wherever that stands after other fixes.
type Identity = (String, String, String, String);

/// What was done to a file in one pass.
struct Tried {
    before: String,
    fixes: Vec<(String, Identity)>,
}

struct Work<'w> {
    /// With the texts as they are by now.
    request: &'w mut Request,
    reach: Safety,
    names: &'w Names<'w>,
    /// With how much had been done in the file by then.
    refused: BTreeMap<Identity, usize>,
    /// Files that take one fix a pass, because several together did harm.
    careful: BTreeSet<String>,
    texts: Texts,
}

impl Work<'_> {
    /// Brings in what can be brought in at once.
    fn apply(&mut self, linted: &Linted) -> BTreeMap<String, Tried> {
        let mut by_path: BTreeMap<&str, Vec<(&Finding, &Fix)>> = BTreeMap::new();
        for finding in &linted.findings {
            let path = &*finding.location.path;
            if let Some(fix) = &finding.fix
                && finding.suppressed.is_none()
                && fix.safety <= self.reach
                && fix.edits.iter().all(|edit| &*edit.path == path)
                && !self.refused.contains_key(&identity(finding, fix))
            {
                by_path.entry(path).or_default().push((finding, fix));
            }
        }
        let mut tried = BTreeMap::new();
        for (path, fixes) in by_path {
            let Some(source) = text_of(linted, path) else {
                continue;
            };
            let before = source.text();
            let mut chosen = without_overlap(fixes);
            let is_careful = self.careful.contains(path);
            let mut after = if is_careful {
                None
            } else {
                self.text_with(before, &chosen)
            };
            if after.is_none() {
                // One of them does harm, or more than it says: the first that does not goes alone.
                let alone = chosen.iter().find_map(|&one| {
                    let after = self.text_with(before, &[one]);
                    if after.is_none() {
                        self.refuse(identity(one.0, one.1));
                    }
                    after.map(|after| (one, after))
                });
                let Some((one, text)) = alone else { continue };
                chosen = vec![one];
                after = Some(text);
            }
            let Some(after) = after else { continue };
            self.request
                .texts
                .insert(path.to_owned(), after.into_bytes());
            let fixes = chosen.iter();
            let fixes = fixes.map(|(finding, fix)| (finding.code.clone(), identity(finding, fix)));
            let done = Tried {
                before: before.to_owned(),
                fixes: fixes.collect(),
            };
            tried.insert(path.to_owned(), done);
        }
        tried
    }

    /// How much is done in a file.
    fn done(&self, path: &str) -> usize {
        self.texts.get(path).map_or(0, |(.., count)| *count)
    }

    fn refuse(&mut self, one: Identity) {
        let done = self.done(&one.0);
        self.refused.insert(one, done);
    }

    /// What was refused before something else was done in its file may do good now. False where there is none.
    fn reconsider(&mut self) -> bool {
        let before = self.refused.len();
        let mut refused = std::mem::take(&mut self.refused);
        refused.retain(|one, done| *done == self.done(&one.0));
        self.refused = refused;
        self.refused.len() < before
    }

    /// The text after some fixes; none where they change more than they name.
    fn text_with(&self, before: &str, fixes: &[(&Finding, &Fix)]) -> Option<String> {
        let mut edits: Vec<&Edit> = fixes.iter().flat_map(|(_, fix)| &fix.edits).collect();
        edits.sort_by_key(|edit| edit.span);
        let (after, moves) = splice(before, edits);
        let kept = fixes
            .iter()
            .map(|(finding, fix)| kept(finding, fix))
            .max()?;
        let silences = fixes.iter().any(|(finding, _)| is_of(finding, COMMENTS));
        is_kept(before, &after, &moves, kept, silences, self.names).then_some(after)
    }

    /// Whether all that was tried did good; what did not is taken back.
    fn judge(&mut self, tried: &BTreeMap<String, Tried>, before: &Linted, after: &Linted) -> bool {
        let (old, new) = (Counts::of(before), Counts::of(after));
        let has_hurt_others = new.errors.iter().any(|((path, code), count)| {
            let known = old.errors.get(&(*path, *code)).copied().unwrap_or(0);
            !tried.contains_key(*path) && *count > known
        });
        let mut is_good = true;
        for (path, done) in tried {
            if !has_hurt_others && is_better(path, done, &old, &new) {
                let now = self.request.texts.get(path).cloned().unwrap_or_default();
                let entry = self.texts.entry(path.clone());
                let (_, text, count) = entry.or_insert((done.before.clone(), String::new(), 0));
                *text = String::from_utf8(now).unwrap_or_default();
                *count += done.fixes.len();
                continue;
            }
            is_good = false;
            let back = done.before.clone().into_bytes();
            self.request.texts.insert(path.clone(), back);
            if let [(_, one)] = done.fixes.as_slice() {
                self.refuse(one.clone());
            }
            self.careful.insert(path.clone());
        }
        is_good
    }
}

fn identity(finding: &Finding, fix: &Fix) -> Identity {
    let path = finding.location.path.to_string();
    let words = finding.location.text.clone();
    (path, finding.code.clone(), words, fix.message.clone())
}

/// The first fixes in the file that do not stand in each other's way.
fn without_overlap<'l>(mut fixes: Vec<(&'l Finding, &'l Fix)>) -> Vec<(&'l Finding, &'l Fix)> {
    fixes.sort_by_key(|(_, fix)| fix.edits.first().map(|edit| edit.span));
    let mut chosen: Vec<(&Finding, &Fix)> = Vec::new();
    for (finding, fix) in fixes {
        let meets = |one: &Edit, other: &Edit| {
            one.span.start <= other.span.end && other.span.start <= one.span.end
        };
        let is_free = chosen.iter().all(|(_, taken)| {
            let mut taken = taken.edits.iter();
            taken.all(|taken| !fix.edits.iter().any(|edit| meets(edit, taken)))
        });
        // What one of them writes may be a reason not to write it again.
        let is_said = fix.safety == Safety::Unsafe
            && chosen.iter().any(|(_, taken)| taken.message == fix.message);
        if is_free && !is_said {
            chosen.push((finding, fix));
        }
    }
    chosen
}

/// Faults whose fix lets more of a file be read than before, so that more is found.
const REVEALED: &[FaultKind] = &[
    FaultKind::UnknownKey,
    FaultKind::UnknownProfile,
    FaultKind::UnknownActivity,
    FaultKind::UnknownPhase,
    FaultKind::UnknownRoleReference,
    FaultKind::SuppressionOfUnknownRule,
];

/// Faults of comments.
const COMMENTS: &[FaultKind] = &[
    FaultKind::UnusedSuppression,
    FaultKind::SuppressionOfUnknownRule,
];

/// Faults whose fix moves texts and changes none.
const MOVED: &[FaultKind] = &[
    FaultKind::DuplicateKey,
    FaultKind::JoinedSynonyms,
    FaultKind::UnquotedColon,
];

fn is_of(finding: &Finding, kinds: &[FaultKind]) -> bool {
    kinds.iter().any(|kind| kind.code() == finding.code)
}

fn kept(finding: &Finding, fix: &Fix) -> Kept {
    if is_of(finding, REVEALED) {
        Kept::More
    } else if is_of(finding, MOVED) {
        Kept::Said
    } else if fix.safety == Safety::Safe {
        Kept::Fields
    } else {
        Kept::Rest
    }
}

/// How often a rule speaks in a file.
#[derive(Default)]
struct Counts<'l> {
    all: BTreeMap<(&'l str, &'l str), usize>,
    errors: BTreeMap<(&'l str, &'l str), usize>,
}

impl<'l> Counts<'l> {
    fn of(linted: &'l Linted) -> Self {
        let mut counts = Self::default();
        for finding in linted
            .findings
            .iter()
            .filter(|one| one.suppressed.is_none())
        {
            let key = (&*finding.location.path, finding.code.as_str());
            *counts.all.entry(key).or_default() += 1;
            if finding.severity == Severity::Error {
                *counts.errors.entry(key).or_default() += 1;
            }
        }
        counts
    }
}

/// Whether the findings are gone that were to go, and no error has come.
fn is_better(path: &str, done: &Tried, old: &Counts, new: &Counts) -> bool {
    let reveals = |code: &str| REVEALED.iter().any(|kind| kind.code() == code);
    let known = |counts: &BTreeMap<(&str, &str), usize>, code: &str| {
        counts.get(&(path, code)).copied().unwrap_or(0)
    };
    let mut goals: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, _) in &done.fixes {
        *goals.entry(code.as_str()).or_default() += 1;
    }
    // Where not all were told, others take the place of those that are gone.
    let is_cut = known(&old.all, FaultKind::TooManyProblems.code()) > 0;
    let are_gone = goals.iter().all(|(code, count)| {
        let gone = if is_cut { 0 } else { *count };
        reveals(code) || known(&new.all, code) + gone <= known(&old.all, code)
    });
    let reads_more = goals.keys().any(|code| reveals(code));
    let mut errors = new.errors.iter().filter(|((other, _), _)| *other == path);
    let is_broken = |code: &str| {
        let mut kinds = FaultKind::ALL.iter();
        kinds.any(|kind| kind.is_fatal() && kind.code() == code)
    };
    are_gone
        && errors.all(|((_, code), count)| {
            *count <= known(&old.errors, code) || (reads_more && !is_broken(code))
        })
}
