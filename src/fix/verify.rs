//! Whether an edited file still says all that it was not meant to change.

use crate::edit::{Moves, touches};
use crate::model::{Charter, FaultKind, Loaded, Names, Text};
use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// What an edit may do beside keeping every text that it does not touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kept {
    /// The texts that it touches say the same, in the same fields.
    Said,
    /// The texts that it touches stay in their fields, with other words.
    Fields,
    /// The texts that it touches may go elsewhere.
    Rest,
    /// Texts that were not read before may appear.
    More,
}

/// Whether the new text says what the old one said, but for what was edited. Comments stay, unless they were meant.
pub(super) fn is_kept(
    before: &str,
    after: &str,
    moves: &Moves,
    kept: Kept,
    comments_meant: bool,
    names: &Names,
) -> bool {
    let read = |text: &str| Loaded::new(Source::new("", text), names);
    let (old, new) = (read(before), read(after));
    if new.is_broken() && !old.is_broken() {
        return false;
    }
    if doubled(&new) > doubled(&old) {
        return false;
    }
    if !comments_meant && comments(&old) != comments(&new) {
        return false;
    }
    let (old, new) = (said(&old.charters), said(&new.charters));
    let (old_touched, old_rest) = parted(&old, &moves.old);
    let (new_touched, new_rest) = parted(&new, &moves.new);
    let rest_is_kept = match kept {
        Kept::Said | Kept::Fields | Kept::Rest => old_rest == new_rest,
        Kept::More => is_within(&counted(&old_rest), &counted(&new_rest)),
    };
    let touched_are_kept = match kept {
        Kept::Said => counted(&old_touched) == counted(&new_touched),
        Kept::Fields => fields(&old_touched) == fields(&new_touched),
        Kept::Rest | Kept::More => true,
    };
    rest_is_kept && touched_are_kept
}

/// How many keys stand twice in their mapping.
fn doubled(loaded: &Loaded) -> usize {
    let kinds = loaded.faults.iter().map(|fault| fault.kind);
    kinds
        .filter(|kind| *kind == FaultKind::DuplicateKey)
        .count()
}

/// One text of a file: the field that it stands in, and what it says.
struct Said<'f> {
    field: String,
    value: &'f str,
    span: Span,
}

type Pair<'s> = (&'s str, &'s str);

fn parted<'s>(all: &'s [Said], places: &[Span]) -> (Vec<Pair<'s>>, Vec<Pair<'s>>) {
    let (touched, rest): (Vec<&Said>, Vec<&Said>) =
        all.iter().partition(|said| touches(places, said.span));
    let pair = |said: &'s Said| (said.field.as_str(), said.value);
    (
        touched.into_iter().map(pair).collect(),
        rest.into_iter().map(pair).collect(),
    )
}

fn counted<'s>(pairs: &[Pair<'s>]) -> BTreeMap<Pair<'s>, usize> {
    let mut counts = BTreeMap::new();
    for pair in pairs {
        *counts.entry(*pair).or_default() += 1;
    }
    counts
}

fn is_within(few: &BTreeMap<Pair, usize>, many: &BTreeMap<Pair, usize>) -> bool {
    few.iter()
        .all(|(pair, count)| many.get(pair).is_some_and(|other| other >= count))
}

fn fields<'s>(pairs: &[Pair<'s>]) -> Vec<&'s str> {
    let mut fields: Vec<&str> = pairs.iter().map(|(field, _)| *field).collect();
    fields.sort_unstable();
    fields
}

fn comments(file: &Loaded) -> Vec<String> {
    let tree = crate::yaml::read(&file.source);
    let comments = tree.comments.into_iter();
    let mut texts: Vec<String> = comments.map(|comment| comment.text).collect();
    texts.sort_unstable();
    texts
}

/// Every text of a file that means something.
fn said(charters: &[Charter]) -> Vec<Said<'_>> {
    let mut said = Vec::new();
    for (number, charter) in charters.iter().enumerate() {
        let mut add = |field: String, text| said.push(of(format!("{number} {field}"), text));
        if let Some(name) = &charter.name {
            add("charter".into(), name);
        }
        for phase in &charter.phases {
            add("phases".into(), phase);
        }
        for (short, long) in &charter.glossary {
            add("glossary".into(), short);
            add(format!("glossary {}", short.value), long);
        }
        for (number, role) in charter.roles.iter().enumerate() {
            let mut add = |field: &str, text| add(format!("{number} {field}"), text);
            add("role", &role.name);
            let single = [
                ("title", &role.title),
                ("language", &role.language),
                ("profile", &role.profile),
                ("scope", &role.scope),
                ("team", &role.team),
                ("purpose", &role.purpose),
                ("notes", &role.notes),
            ];
            for (field, text) in single {
                if let Some(text) = text {
                    add(field, text);
                }
            }
            for holder in &role.holders {
                add(&format!("holder {:?}", holder.share), &holder.name);
            }
            for (field, texts) in [("skills", &role.skills), ("works_with", &role.works_with)] {
                for text in texts {
                    add(field, text);
                }
            }
            for (field, duties) in [
                ("duties", &role.duties),
                ("excludes", &role.excludes),
                ("authority", &role.authority),
            ] {
                for duty in duties {
                    add(
                        &format!("{field} {:?} {:?}", duty.raci, duty.share),
                        &duty.text,
                    );
                    let more = [&duty.phase, &duty.activity, &duty.language];
                    for text in more.into_iter().flatten() {
                        add(&format!("{field} more"), text);
                    }
                }
            }
        }
    }
    said
}

fn of(field: String, text: &Text) -> Said<'_> {
    Said {
        field,
        value: &text.value,
        span: text.span,
    }
}
