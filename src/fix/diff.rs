//! Changes as a unified diff, as `patch` reads it.

use super::Changed;
use similar::TextDiff;

/// Lines before and behind each change.
const CONTEXT: usize = 3;

/// What would change in a file; the last line of a file that has no line end is marked as usual.
pub fn unified(changed: &Changed) -> String {
    let diff = TextDiff::from_lines(&changed.before, &changed.after);
    let mut unified = diff.unified_diff();
    unified
        .context_radius(CONTEXT)
        .header(&changed.shown, &changed.shown)
        .to_string()
}
