//! Whether the examples of rules hold: what is called invalid is found on the marked words, what is called valid is not.

use crate::finding::Finding;
use crate::language::Language;
use crate::model::Loaded;
use crate::pack::{Example, Pack, Rule};
use crate::reading::Reader;
use crate::rule::{self, Part, Settings};
use crate::source::Source;
use crate::workspace::Known;

/// What became of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Held,
    /// Invalid, and not found.
    Missed,
    /// Invalid, and found at these words instead of the marked ones.
    Elsewhere(String),
    /// Valid, and found at these words.
    Noisy(String),
}

/// An example of a rule with what became of it.
#[derive(Clone, Debug)]
pub struct Tried {
    pub code: &'static str,
    pub name: &'static str,
    pub language: Language,
    pub is_invalid: bool,
    /// Its number among the invalid or valid ones of the language.
    pub at: usize,
    /// The duty or the file.
    pub text: &'static str,
    pub outcome: Outcome,
}

/// Tries the examples of all rules that a condition names.
pub fn try_all(pack: &'static Pack, is_meant: impl Fn(&Rule<&'static str>) -> bool) -> Vec<Tried> {
    let mut reader = Reader::new(pack);
    let mut tried = Vec::new();
    let rules = pack.core.rules.iter().enumerate();
    for (number, rule) in rules.filter(|(_, rule)| is_meant(rule)) {
        let mut settings = Settings::all(pack);
        settings.enabled = (0..pack.core.rules.len()).map(|at| at == number).collect();
        for (&language, examples) in rule.examples.iter() {
            for (is_invalid, examples) in [(true, &examples.invalid), (false, &examples.valid)] {
                for (at, example) in examples.iter().enumerate() {
                    let text = text_of(example, rule, language);
                    let found = findings(&text, &mut reader, pack, &settings);
                    let own: Vec<Finding> = found
                        .into_iter()
                        .filter(|finding| finding.code == rule.code)
                        .collect();
                    tried.push(Tried {
                        code: rule.code,
                        name: rule.name,
                        language,
                        is_invalid,
                        at,
                        text: example.duty.or(example.file).unwrap_or_default().trim(),
                        outcome: outcome(example, is_invalid, &text, &own),
                    });
                }
            }
        }
    }
    tried
}

/// The file that an example stands for.
fn text_of(example: &Example<&str>, rule: &Rule<&str>, language: Language) -> String {
    if let Some(file) = example.file {
        return file.to_owned();
    }
    let judged = example.role.or(rule.roles.first().copied());
    let judged = judged.unwrap_or("product-owner");
    let duty = example.duty.unwrap_or_default();
    let duty = serde_json::to_string(duty).unwrap_or_default();
    let profile = example.profile.unwrap_or("scrum");
    format!(
        "role: {judged}\nlanguage: {}\nprofile: {profile}\npurpose: x y z\nduties:\n  - {duty}\n",
        language.code()
    )
}

fn findings(text: &str, reader: &mut Reader, pack: &Pack, settings: &Settings) -> Vec<Finding> {
    Known::new(pack).with_names(settings, |names| {
        let file = Loaded::new(Source::new("example.yaml", text), names);
        let mut result = rule::check_file(&file, reader, pack, settings, Part::Whole);
        let across = rule::check_across(&result.facts, pack, settings);
        result.findings.extend(across);
        result.findings
    })
}

fn outcome(example: &Example<&str>, is_invalid: bool, text: &str, own: &[Finding]) -> Outcome {
    let words = own.first().map(|finding| finding.location.text.clone());
    match (is_invalid, words) {
        (false, None) => Outcome::Held,
        (false, Some(words)) => Outcome::Noisy(words),
        (true, None) => Outcome::Missed,
        (true, Some(words)) => match example.marks {
            Some(marks) if !touches(marks, text, own) => Outcome::Elsewhere(words),
            Some(_) | None => Outcome::Held,
        },
    }
}

/// Whether a finding, or a place that belongs to its proof, touches the marked words.
fn touches(marks: &str, text: &str, own: &[Finding]) -> bool {
    let written = serde_json::to_string(marks).unwrap_or_default();
    let at = text
        .find(marks)
        .or_else(|| text.find(written.trim_matches('"')));
    at.is_some_and(|at| {
        own.iter().any(|finding| {
            let related = finding.related.iter().map(|related| &related.location);
            let mut places = std::iter::once(&finding.location).chain(related);
            places.any(|place| {
                let span = place.span();
                span.start < at + marks.len() && at < span.end
            })
        })
    })
}
