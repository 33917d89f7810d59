//! Bytes to fixed bytes: only where an edit said so, and nothing is left to do afterwards.

use super::{NAME, asked, request};
use rolelint::config::Configs;
use rolelint::finding::Safety;
use rolelint::fix;
use rolelint::lint::{self, Linted};
use rolelint::source::{Source, Span};
use rolelint::workspace::Request;
use rolelint::yaml;

const LONGEST: usize = 4096;

pub fn hold(bytes: &[u8]) {
    if bytes.len() > LONGEST {
        return;
    }
    for reach in [Safety::Safe, Safety::Unsafe] {
        let Some(after) = fixed(bytes, reach) else {
            continue;
        };
        let again = fixed(after.as_bytes(), reach);
        assert_eq!(again, None, "{reach:?}: not done at once:\n{after}");
    }
}

/// The text after all fixes, if there are any. Each pass may change what its findings offer, and nothing else.
fn fixed(bytes: &[u8], reach: Safety) -> Option<String> {
    let pack = rolelint::pack();
    let mut passes: Vec<(Vec<u8>, Linted)> = Vec::new();
    let mut run = |request: &Request| {
        let linted = lint::lint(request, &mut Configs::new(asked(), pack)?)?;
        let copy = lint::lint(request, &mut Configs::new(asked(), pack)?)?;
        passes.push((request.texts[NAME].clone(), copy));
        Ok(linted)
    };
    let changed = fix::mend(&request(bytes), reach, pack, &mut run);
    let changed = changed.expect("nothing keeps such a run from beginning");
    let one = changed.into_iter().next()?;
    assert_eq!(one.before.as_bytes(), bytes, "{reach:?}");
    assert_ne!(one.before, one.after, "{reach:?}");
    let texts: Vec<&[u8]> = passes.iter().map(|(text, _)| text.as_slice()).collect();
    for (at, pair) in passes.windows(2).enumerate() {
        let [(before, linted), (after, _)] = pair else {
            continue;
        };
        // A pass that did no good is taken back whole.
        let is_back = texts[..at].contains(&after.as_slice());
        assert!(
            is_back || has_gaps_of(after, before, &offered(linted, reach)),
            "{reach:?}: {}\nbecame\n{}",
            String::from_utf8_lossy(before),
            String::from_utf8_lossy(after)
        );
    }
    let broken = |text: &str| !yaml::read(&Source::new(NAME, text)).problems.is_empty();
    assert!(
        !broken(&one.after) || broken(&one.before),
        "{reach:?} broke it:\n{}",
        one.after
    );
    Some(one.after)
}

/// The places that the findings of a pass offer to change, those that touch as one.
fn offered(linted: &Linted, reach: Safety) -> Vec<Span> {
    let findings = linted
        .findings
        .iter()
        .filter(|one| one.suppressed.is_none());
    let fixes = findings.filter_map(|one| one.fix.as_ref());
    let fixes = fixes.filter(|fix| fix.safety <= reach);
    let mut spans: Vec<Span> = fixes
        .flat_map(|fix| &fix.edits)
        .map(|edit| edit.span)
        .collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            Some(_) | None => joined.push(span),
        }
    }
    joined
}

/// Whether all that stands between some places of a text stands in another, in this order.
fn has_gaps_of(after: &[u8], before: &[u8], places: &[Span]) -> bool {
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return after == before;
    };
    let (head, tail) = (&before[..first.start], &before[last.end..]);
    if after.len() < head.len() + tail.len() || !after.starts_with(head) || !after.ends_with(tail) {
        return false;
    }
    let mut rest = &after[head.len()..after.len() - tail.len()];
    for pair in places.windows(2) {
        let gap = &before[pair[0].end..pair[1].start];
        let Some(at) = rest.windows(gap.len()).position(|piece| piece == gap) else {
            return false;
        };
        rest = &rest[at + gap.len()..];
    }
    true
}
