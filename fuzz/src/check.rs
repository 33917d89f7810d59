//! Bytes to findings: each in its place, and harmless in every format and language.

use super::shown::{FORMATS, is_read, places_hold, written};
use super::{NAME, lint, request};
use rolelint::language::Language;
use rolelint::report::Format;

/// Texts to look at are short: findings are many, and formats too.
const LONGEST: usize = 1 << 16;

pub fn hold(bytes: &[u8]) {
    if bytes.len() > LONGEST {
        return;
    }
    let linted = lint(&request(bytes));
    places_hold(NAME, &linted);
    for format in FORMATS {
        let text = written(&linted, format, 80, Language::En);
        is_read(NAME, format, &text);
        // What is told stays in proportion to what was read.
        let most = (linted.findings.len() + 1) * (16_384 + 8 * bytes.len());
        assert!(
            text.len() < most + (1 << 20),
            "{format:?}: {} bytes",
            text.len()
        );
    }
    for language in [Language::De, Language::Fr] {
        let text = written(&linted, Format::Human, 1, language);
        is_read(NAME, Format::Human, &text);
    }
    assert_eq!(
        lint(&request(bytes)).findings,
        linted.findings,
        "not the same again"
    );
}
