//! Findings that are accepted: suppression comments with a reason.

use super::verify::{Kept, is_kept};
use super::{Changed, Lint, Texts, changed, text_of, with_names};
use crate::edit::{Accepted, Sheet, add_ignore, splice};
use crate::error::Error;
use crate::finding::Finding;
use crate::model::FaultKind;
use crate::model::suppress::is_fatal;
use crate::pack::Pack;
use crate::workspace::Request;
use std::collections::BTreeMap;

/// The files with comments that accept what is found in them, and how many findings have no place for one.
///
/// # Errors
/// What keeps a run from beginning.
pub fn ignore(
    request: &Request,
    reason: &str,
    pack: &Pack,
    run: &mut Lint,
) -> Result<(Vec<Changed>, usize), Error> {
    let mut linted = run(request)?;
    let places = std::mem::take(&mut linted.places);
    let mut by_path: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in linted.findings.iter().filter(|one| can_be_accepted(one)) {
        let path = &*finding.location.path;
        by_path.entry(path).or_default().push(finding);
    }
    let mut texts = Texts::new();
    let mut request = request.clone();
    let mut open = 0;
    for (path, findings) in by_path {
        let Some(source) = text_of(&linted, path) else {
            open += findings.len();
            continue;
        };
        let sheet = Sheet::new(source);
        let accepted = findings.iter().map(|finding| Accepted {
            at: finding.location.span().start,
            code: finding.code.to_owned(),
        });
        let accepted: Vec<Accepted> = accepted.collect();
        let edits = if sheet.is_broken() {
            Vec::new()
        } else {
            add_ignore(&sheet, &accepted, reason)
        };
        let (after, moves) = splice(source.text(), &edits);
        let kept = with_names(pack, |names| {
            is_kept(source.text(), &after, &moves, Kept::Said, true, names)
        });
        if !kept || edits.is_empty() {
            open += findings.len();
            continue;
        }
        request
            .texts
            .insert(path.to_owned(), after.clone().into_bytes());
        let before = source.text().to_owned();
        texts.insert(path.to_owned(), (before, after, findings.len()));
    }
    if !texts.is_empty() {
        let again = run(&request)?;
        for finding in again.findings.iter().filter(|one| can_be_accepted(one)) {
            if let Some((_, _, count)) = texts.get_mut(&*finding.location.path) {
                *count = count.saturating_sub(1);
                open += 1;
            }
        }
    }
    Ok((changed(texts, places), open))
}

/// Whether a comment can accept it: not what breaks a file, and not what is said of such comments.
fn can_be_accepted(finding: &Finding) -> bool {
    let of_comments = [
        FaultKind::SuppressionWithoutReason,
        FaultKind::SuppressionOfUnknownRule,
        FaultKind::UnusedSuppression,
    ];
    finding.suppressed.is_none()
        && !is_fatal(finding.code)
        && !of_comments.iter().any(|kind| kind.code() == finding.code)
}
