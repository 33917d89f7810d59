//! Names of holders, and what stands in their place where they are not to be shown.

use crate::finding::{Finding, Suppression};
use std::collections::BTreeMap;

/// The names of all holders of a run, longest first, each with its stand-in; empty where names may be shown.
#[derive(Clone, Debug, Default)]
pub struct People {
    names: Vec<(String, String)>,
}

impl People {
    /// All holders, numbered in the order of the files.
    pub fn new<'a>(holders: impl Iterator<Item = &'a str>) -> Self {
        let mut stand_ins: BTreeMap<String, String> = BTreeMap::new();
        let mut count = 0;
        for name in holders {
            let name = name.trim();
            if name.is_empty() || stand_ins.contains_key(name) {
                continue;
            }
            count += 1;
            let stand_in = format!("person {count}");
            for part in name.split_whitespace().filter(|part| is_name(part)) {
                stand_ins
                    .entry(part.to_owned())
                    .or_insert_with(|| stand_in.clone());
            }
            stand_ins.insert(name.to_owned(), stand_in);
        }
        let mut names: Vec<_> = stand_ins.into_iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { names }
    }

    /// The text without names.
    pub fn hide(&self, text: &str) -> String {
        self.hide_mapped(text).0
    }

    /// The text without names, and for each byte of the old text its place in the new one.
    pub(super) fn hide_mapped(&self, text: &str) -> (String, Vec<usize>) {
        let mut hidden = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(text.len() + 1);
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let found = self
                .names
                .iter()
                .find(|(name, _)| stands_at(text, at, name));
            let (old, new) = match found {
                Some((name, stand_in)) => (name.len(), stand_in.as_str()),
                None => (letter.len_utf8(), &text[at..at + letter.len_utf8()]),
            };
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
        let people = People::new(["Ana Kovač", "Bo", "Ana Kovač"].into_iter());
        assert_eq!(
            people.hide("Ana Kovač asks Bo; Anas list, Kovač’ list, Analysis, Bob"),
            "person 1 asks person 2; person 1s list, person 1’ list, Analysis, Bob"
        );
    }
}
