//! Findings that go away: fixes in passes, until nothing is left to do.

use super::verify::{Kept, is_kept};
use super::{Changed, Lint, Texts, changed, text_of, with_names};
use crate::edit::splice;
use crate::error::Error;
use crate::finding::{Edit, Finding, Fix, Safety, Severity};
use crate::lint::Linted;
use crate::model::{FaultKind, Names};
use crate::pack::Pack;
use crate::source::Span;
use crate::workspace::Request;
use std::collections::BTreeMap;

/// So many passes at most, lest fixes undo each other for ever; each brings in all that can go together.
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
            batches: BTreeMap::new(),
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
type Identity = (String, &'static str, String, String);

/// What was done to a file in one pass.
struct Tried {
    before: String,
    fixes: Vec<(&'static str, Identity)>,
}

struct Work<'w> {
    /// With the texts as they are by now.
    request: &'w mut Request,
    reach: Safety,
    names: &'w Names<'w>,
    /// With how much had been done in the file by then.
    refused: BTreeMap<Identity, usize>,
    /// So many fixes a pass at most, in files where more of them together did harm.
    batches: BTreeMap<String, usize>,
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
            let Some((chosen, after)) = self.batch(path, before, &without_overlap(fixes, before))
            else {
                continue;
            };
            self.request
                .texts
                .insert(path.to_owned(), after.into_bytes());
            let fixes = chosen.iter();
            let fixes = fixes.map(|(finding, fix)| (finding.code, identity(finding, fix)));
            let done = Tried {
                before: before.to_owned(),
                fixes: fixes.collect(),
            };
            tried.insert(path.to_owned(), done);
        }
        tried
    }

    /// As many of a file's fixes as go together without harm, and the text after them.
    fn batch<'l>(
        &mut self,
        path: &str,
        before: &str,
        mut fixes: &[(&'l Finding, &'l Fix)],
    ) -> Option<(Vec<(&'l Finding, &'l Fix)>, String)> {
        let mut most = self.batches.get(path).copied().unwrap_or(fixes.len());
        while let Some((first, others)) = fixes.split_first() {
            let chosen = &fixes[..most.min(fixes.len())];
            if let Some(after) = self.text_with(before, chosen) {
                return Some((chosen.to_vec(), after));
            }
            most = chosen.len() / 2;
            if most == 0 {
                self.refuse(identity(first.0, first.1));
                (most, fixes) = (1, others);
            }
        }
        None
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
        let (after, moves) = splice(before, &joined(fixes));
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
                if let Some(most) = self.batches.get_mut(path) {
                    *most = most.saturating_mul(2);
                }
                continue;
            }
            is_good = false;
            let back = done.before.clone().into_bytes();
            self.request.texts.insert(path.clone(), back);
            if let [(_, one)] = done.fixes.as_slice() {
                self.refuse(one.clone());
            }
            let most = (done.fixes.len() / 2).max(1);
            self.batches.insert(path.clone(), most);
        }
        is_good
    }
}

fn identity(finding: &Finding, fix: &Fix) -> Identity {
    let path = finding.location.path.to_string();
    let words = finding.location.text.clone();
    (path, finding.code, words, fix.message.clone())
}

/// The first fixes in the file that do not stand in each other's way.
fn without_overlap<'l>(
    mut fixes: Vec<(&'l Finding, &'l Fix)>,
    text: &str,
) -> Vec<(&'l Finding, &'l Fix)> {
    fixes.sort_by_key(|(_, fix)| fix.edits.first().map(|edit| edit.span));
    let mut taken = Taken {
        text,
        places: BTreeMap::new(),
    };
    fixes.retain(|(_, fix)| {
        let is_free = fix.edits.iter().all(|edit| taken.leaves(edit));
        if is_free {
            fix.edits.iter().for_each(|edit| taken.add(edit));
        }
        is_free
    });
    fixes
}

/// Places that other edits may not change.
struct Taken<'t> {
    text: &'t str,
    /// They do not overlap, so that their ends are in order too; with whether whole lines of one go away.
    places: BTreeMap<Span, bool>,
}

impl Taken<'_> {
    fn add(&mut self, edit: &Edit) {
        self.places.insert(edit.span, self.are_lines_that_go(edit));
    }

    fn leaves(&self, edit: &Edit) -> bool {
        let Span { start, end } = edit.span;
        let up_to_its_end = self.places.range(..=Span::new(end, usize::MAX)).rev();
        let mut near = up_to_its_end.take_while(|(place, _)| place.end >= start);
        near.all(|(place, goes)| {
            let are_entries_of_one_list = *place == edit.span && place.is_empty();
            let touches_only = place.end == start || place.start == end;
            are_entries_of_one_list || (*goes && self.are_lines_that_go(edit) && touches_only)
        })
    }

    fn are_lines_that_go(&self, edit: &Edit) -> bool {
        let gone = self.text.get(edit.span.start..edit.span.end);
        edit.text.is_empty() && gone.is_some_and(|gone| gone.ends_with('\n'))
    }
}

/// The edits of some fixes in the order of the file. Where several bring in a list, its key is written once.
fn joined(fixes: &[(&Finding, &Fix)]) -> Vec<Edit> {
    let edits = fixes.iter().flat_map(|(_, fix)| &fix.edits);
    let mut edits: Vec<Edit> = edits.cloned().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut known: Option<(Span, String)> = None;
    for edit in &mut edits {
        // At the end of a file, a line break may go before.
        let text = edit.text.trim_start_matches(['\r', '\n']);
        let begin = &edit.text[..edit.text.len() - text.len()];
        let Some((key, entries)) = text.split_once('\n') else {
            continue;
        };
        if edit.span.is_empty() && key.trim_end().ends_with(':') {
            let own = (edit.span, key.to_owned());
            if known.as_ref() == Some(&own) {
                edit.text = format!("{begin}{entries}");
            }
            known = Some(own);
        }
    }
    edits
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
            let key = (&*finding.location.path, finding.code);
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
        *goals.entry(code).or_default() += 1;
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
