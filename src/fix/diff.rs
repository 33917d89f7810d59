//! Changes as a unified diff, as `patch` reads it.

use super::Changed;
use similar::TextDiff;
use std::borrow::Cow;

/// Lines before and behind each change.
const CONTEXT: usize = 3;

/// What would change in a file; the last line of a file that has no line end is marked as usual.
pub fn unified(changed: &Changed) -> String {
    let diff = TextDiff::from_lines(&changed.before, &changed.after);
    let name = header(&changed.shown);
    let mut unified = diff.unified_diff();
    unified
        .context_radius(CONTEXT)
        .header(&name, &name)
        .to_string()
}

/// A name that stays on its line.
fn header(name: &str) -> Cow<'_, str> {
    if name.contains(char::is_control) {
        return Cow::Owned(name.replace(char::is_control, "\u{fffd}"));
    }
    Cow::Borrowed(name)
}
