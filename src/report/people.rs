//! Names of holders, and what stands in their place where they are not to be shown.

use crate::finding::{Finding, Location, Suppression};
use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// The names of all holders of a run, each with its stand-in; empty where names may be shown.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Names and their parts, longest first.
    names: Vec<(String, String)>,
    /// Where holders are written, however their names are spelled there.
    places: BTreeMap<String, Vec<(Span, String)>>,
}

impl People {
    /// All holders, numbered in this order.
    pub fn new<'a>(holders: impl Iterator<Item = &'a Location>) -> Self {
        let mut stand_ins: BTreeMap<String, String> = BTreeMap::new();
        let mut places: BTreeMap<String, Vec<(Span, String)>> = BTreeMap::new();
        let mut count = 0;
        for holder in holders {
            let name = holder.text.trim();
            if name.is_empty() {
                continue;
            }
            let stand_in = stand_ins.get(name).cloned().unwrap_or_else(|| {
                count += 1;
                format!("person {count}")
            });
            for part in name.split_whitespace().filter(|part| is_name(part)) {
                stand_ins
                    .entry(part.to_owned())
                    .or_insert_with(|| stand_in.clone());
            }
            stand_ins.insert(name.to_owned(), stand_in.clone());
            let own = places.entry(holder.path.to_string()).or_default();
            own.push((holder.span(), stand_in));
        }
        let mut names: Vec<_> = stand_ins.into_iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { names, places }
    }

    /// The text without names.
    pub fn hide(&self, text: &str) -> String {
        self.replaced(text, &[]).0
    }

    /// A part of a file without names, and for each byte of it its place in the new text.
    pub(super) fn hide_in_file(&self, source: &Source, part: Span) -> (String, Vec<usize>) {
        let own = self.places.get(source.path());
        let written: Vec<(Span, &str)> = own
            .into_iter()
            .flatten()
            .filter(|(span, _)| span.start < part.end && part.start < span.end)
            .map(|(span, stand_in)| {
                let start = span.start.max(part.start) - part.start;
                let end = span.end.min(part.end) - part.start;
                (Span::new(start, end), stand_in.as_str())
            })
            .collect();
        self.replaced(source.slice(part), &written)
    }

    fn replaced(&self, text: &str, written: &[(Span, &str)]) -> (String, Vec<usize>) {
        let mut hidden = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(text.len() + 1);
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let here = written.iter().find(|(span, _)| span.start == at);
            let here = here.map(|(span, stand_in)| (span.end - at, *stand_in));
            let named = || {
                let mut names = self.names.iter();
                let found = names.find(|(name, _)| stands_at(text, at, name));
                found.map(|(name, stand_in)| (name.len(), stand_in.as_str()))
            };
            let letter = letter.len_utf8();
            let (old, new) = here
                .or_else(named)
                .unwrap_or((letter, &text[at..at + letter]));
            places.extend(std::iter::repeat_n(hidden.len(), old));
            hidden.push_str(new);
            at += old;
        }
        places.push(hidden.len());
        (hidden, places)
    }

    /// Takes the names out of all that a finding says.
    pub fn hide_in(&self, findings: &mut [Finding]) {
        if self.names.is_empty() {
            return;
        }
        for finding in findings {
            for text in [
                &mut finding.message,
                &mut finding.label,
                &mut finding.help,
                &mut finding.why,
                &mut finding.location.text,
            ] {
                *text = self.hide(text);
            }
            for text in [&mut finding.holder, &mut finding.role]
                .into_iter()
                .flatten()
            {
                *text = self.hide(text);
            }
            // What would be written into the file is no text to read, and says names too.
            finding.fix = None;
            match &mut finding.suppressed {
                Some(Suppression::Comment { reason } | Suppression::Baseline { reason }) => {
                    *reason = self.hide(reason);
                }
                None => {}
            }
            for related in &mut finding.related {
                related.label = self.hide(&related.label);
                related.location.text = self.hide(&related.location.text);
            }
        }
    }
}

/// True for the parts of a name that tell who it is: `Kovač`, not `van` or `J.`.
fn is_name(part: &str) -> bool {
    part.chars().count() > 2 && part.chars().next().is_some_and(char::is_uppercase)
}

/// True where a name stands as words of its own, a genitive `s` aside.
fn stands_at(text: &str, at: usize, name: &str) -> bool {
    let Some(rest) = text[at..].strip_prefix(name) else {
        return false;
    };
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let before = !text[..at].ends_with(char::is_alphanumeric);
    before && (ends(rest) || rest.strip_prefix('s').is_some_and(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_their_parts_are_hidden_and_words_are_not() {
        let holders = ["Ana Kovač", "Bo", "Ana Kovač"].map(|name| Location {
            path: "a.yaml".into(),
            spans: vec![Span::new(0, 7)],
            text: name.to_owned(),
        });
        let people = People::new(holders.iter());
        assert_eq!(
            people.hide("Ana Kovač asks Bo; Anas list, Kovač’ list, Analysis, Bob"),
            "person 1 asks person 2; person 1s list, person 1’ list, Analysis, Bob"
        );
        let source = Source::new("a.yaml", r#""\x42o" and \x42o"#);
        let (shown, _) = people.hide_in_file(&source, Span::new(0, 14));
        assert_eq!(shown, r"person 1 and \x");
    }
}
