//! Names of holders, and what stands in their place where they are not to be shown.

use crate::finding::{Finding, Subject, Suppression};
use crate::language::plain;
use crate::rule::Holder;
use crate::source::{Source, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The names of all holders of a run, each with its stand-in; empty where names may be shown.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Names and their parts by the lower-case word that they begin with, longest first.
    names: BTreeMap<String, Vec<(String, String)>>,
    /// The letters that names begin with.
    firsts: BTreeSet<char>,
    /// Where holders are written, however their names are spelled there.
    places: BTreeMap<String, Vec<(Span, String)>>,
}

impl People {
    /// All holders, numbered in this order.
    pub fn new(holders: &[Holder]) -> Self {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut stand_ins: BTreeMap<String, String> = BTreeMap::new();
        let mut places: BTreeMap<String, Vec<(Span, String)>> = BTreeMap::new();
        for Holder { location, person } in holders {
            let name = location.text.trim();
            if name.is_empty() {
                continue;
            }
            let next = numbers.len() + 1;
            let known = stand_ins.get(name).cloned();
            let stand_in = known.unwrap_or_else(|| {
                let person = Some(person.as_str()).filter(|person| !person.is_empty());
                format!(
                    "person {}",
                    numbers.entry(person.unwrap_or(name)).or_insert(next)
                )
            });
            for part in parts(name) {
                stand_ins
                    .entry(part.to_owned())
                    .or_insert_with(|| stand_in.clone());
            }
            stand_ins.insert(name.to_owned(), stand_in.clone());
            let own = places.entry(location.path.to_string()).or_default();
            own.push((location.span(), stand_in));
        }
        let mut names: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for (name, stand_in) in stand_ins {
            let own = names.entry(folded(first_word(&name)));
            own.or_default().push((name, stand_in));
        }
        for own in names.values_mut() {
            own.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        let firsts = names.values().flatten();
        let firsts = firsts.filter_map(|(name, _)| name.chars().next());
        let firsts =
            firsts.flat_map(|first| [Some(first), plain(&first.to_string()).chars().next()]);
        let firsts = firsts.flatten().collect();
        Self {
            names,
            firsts,
            places,
        }
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
        for (span, stand_in) in self.found(text, written) {
            places.extend((at..span.start).map(|byte| hidden.len() + byte - at));
            hidden.push_str(&text[at..span.start]);
            places.extend(std::iter::repeat_n(hidden.len(), span.end - span.start));
            hidden.push_str(stand_in);
            at = span.end;
        }
        places.extend((at..=text.len()).map(|byte| hidden.len() + byte - at));
        hidden.push_str(&text[at..]);
        (hidden, places)
    }

    /// Where names stand, with their stand-ins: those that are `written` as such, and all that look like one.
    fn found<'s>(&'s self, text: &str, written: &[(Span, &'s str)]) -> Vec<(Span, &'s str)> {
        let mut found = Vec::new();
        let (mut behind, mut in_word) = (0, false);
        for (at, letter) in text.char_indices() {
            let starts = !in_word && self.firsts.contains(&letter);
            in_word = letter.is_alphanumeric();
            if at < behind {
                continue;
            }
            let here = written.iter().find(|(span, _)| span.start == at);
            let named = || starts.then(|| self.named(&text[at..])).flatten();
            let here = here.map(|&(span, stand_in)| (span.end - at, stand_in));
            if let Some((length, stand_in)) = here.or_else(named) {
                behind = at + length;
                found.push((Span::new(at, behind), stand_in));
            }
        }
        found
    }

    /// The name that a text begins with: how long it is, and its stand-in.
    fn named(&self, text: &str) -> Option<(usize, &str)> {
        let word = folded(first_word(text));
        let bare = word.strip_suffix('s');
        let names = std::iter::once(word.as_str()).chain(bare);
        let mut names = names.filter_map(|word| self.names.get(word)).flatten();
        names.find_map(|(name, stand_in)| Some((stands_at(text, name)?, stand_in.as_str())))
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
            ] {
                *text = self.hide(text).into();
            }
            finding.location.text = self.hide(&finding.location.text);
            for text in [&mut finding.holder, &mut finding.role]
                .into_iter()
                .flatten()
            {
                *text = self.hide(text);
            }
            // What would be written into the file is no text to read, and says names too.
            finding.fix = None;
            match &mut finding.subject {
                Subject::Text { text, .. } => *text = self.hide(text),
                Subject::Role => {}
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

/// The parts of a name that tell who it is: `Kovač`, and `Li` where it comes first, but not `van` or `J.`.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split_whitespace().enumerate();
    let words = words.flat_map(|(at, word)| {
        let halves = word.split('-').filter(move |half| half.len() < word.len());
        halves.chain([word]).map(move |word| (at, word))
    });
    let tells = |&(at, word): &(usize, &str)| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        word.starts_with(char::is_uppercase) && letters >= if at == 0 { 2 } else { 3 }
    };
    words.filter(tells).map(|(_, word)| word)
}

/// Without case and accents.
fn folded(text: &str) -> String {
    plain(&text.to_lowercase())
}

/// The letters and digits that a text begins with.
fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

/// The length of a name that a text begins with, as words of its own, a genitive `s` aside. Only its first letter has
/// to be as in the name: headings are in capitals.
fn stands_at(text: &str, name: &str) -> Option<usize> {
    let mut rest = text.chars();
    for (at, letter) in name.chars().enumerate() {
        let here = rest.next()?;
        let is_same = folded(here.encode_utf8(&mut [0; 4]))
            == folded(letter.encode_utf8(&mut [0; 4]))
            && (at > 0 || here.is_uppercase() == letter.is_uppercase());
        if !is_same {
            return None;
        }
    }
    let rest = rest.as_str();
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let stands = ends(rest) || rest.strip_prefix(['s', 'S']).is_some_and(ends);
    stands.then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Location;
    use crate::rule::Settings;

    fn people(names: &[&str]) -> People {
        let mut settings = Settings::default();
        settings.name_people("Bo", ["Bobby Lee".to_owned()].into_iter());
        let holders = names.iter().map(|&name| {
            let location = Location {
                path: "a.yaml".into(),
                spans: vec![Span::new(0, 7)],
                text: name.to_owned(),
            };
            Holder::new(location, &settings)
        });
        People::new(&holders.collect::<Vec<_>>())
    }

    #[test]
    fn spellings_of_one_person_get_one_number() {
        let people = people(&[
            "Ana Kovač",
            "Kovač, Ana",
            "Bo",
            "ana kovac (50 %)",
            "Bobby Lee",
            "Zoë",
        ]);
        assert_eq!(
            people.hide("Kovač, Ana; Ana Kovac; Bobby Lee; Bo; Zoe; Zoo"),
            "person 1; person 1; person 2; person 2; person 3; Zoo"
        );
    }

    #[test]
    fn names_and_their_parts_are_hidden_and_words_are_not() {
        let people = people(&["Ana Kovač", "Bo", "Ana Kovač"]);
        assert_eq!(
            people.hide("Ana Kovač asks Bo; Anas list, Kovač’ list, Analysis, Bob"),
            "person 1 asks person 2; person 1s list, person 1’ list, Analysis, Bob"
        );
        assert_eq!(
            people.hide("ANA KOVAČ, ANAS LIST, ana"),
            "person 1, person 1S LIST, ana"
        );
        let source = Source::new("a.yaml", r#""\x42o" and \x42o"#);
        let (shown, _) = people.hide_in_file(&source, Span::new(0, 14));
        assert_eq!(shown, r"person 1 and \x");
    }

    #[test]
    fn short_given_names_and_halves_of_names_are_hidden() {
        let people = people(&["Li van Müller-Berg"]);
        assert_eq!(
            people.hide("Li, Herr Müller und Frau Berg; van, Lid, Bergs"),
            "person 1, Herr person 1 und Frau person 1; van, Lid, person 1s"
        );
    }
}
