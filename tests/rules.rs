//! Every example in every rule holds: what is called invalid is found on the marked words, what is called valid is not.
//!
//! `ROLELINT_RULE=PO008` takes one rule, `ROLELINT_ALL=1` lists every example that does not hold.

#![expect(
    clippy::print_stdout,
    reason = "examples that do not hold are for people to read"
)]

mod support;

use rolelint::finding::Finding;
use rolelint::language::Language;
use rolelint::pack::{Example, Rule};
use rolelint::reading::Reader;
use support::{findings, pack};

fn text_of(example: &Example<&str>, rule: &Rule<&str>, language: Language) -> String {
    if let Some(file) = example.file {
        return file.to_owned();
    }
    let judged = example
        .role
        .or(rule.roles.first().copied())
        .unwrap_or("product-owner");
    let duty = serde_json::to_string(example.duty.unwrap_or_default()).unwrap();
    let profile = example.profile.unwrap_or("scrum");
    format!(
        "role: {judged}\nlanguage: {}\nprofile: {profile}\npurpose: x y z\nduties:\n  - {duty}\n",
        language.code()
    )
}

#[test]
fn every_example_of_every_rule_holds() {
    let pack = pack();
    let only = std::env::var("ROLELINT_RULE").ok();
    let mut reader = Reader::new(&pack);
    let mut failures = Vec::new();
    let mut count = 0;
    for rule in pack
        .core
        .rules
        .iter()
        .filter(|rule| only.as_deref().is_none_or(|only| rule.code == only))
    {
        if rule.check.fault.is_some() {
            continue;
        }
        for (&language, examples) in &rule.examples {
            for example in &examples.invalid {
                count += 1;
                let text = text_of(example, rule, language);
                let own: Vec<Finding> = findings(&text, None, &mut reader, &pack)
                    .into_iter()
                    .filter(|finding| finding.code == rule.code)
                    .collect();
                let shown = example.duty.or(example.file).unwrap_or_default();
                if own.is_empty() {
                    failures.push(format!(
                        "{} {}: not found in: {shown}",
                        rule.code,
                        language.code()
                    ));
                    continue;
                }
                let Some(marks) = example.marks else { continue };
                let marked = serde_json::to_string(marks).unwrap();
                let at = text
                    .find(marks)
                    .or_else(|| text.find(marked.trim_matches('"')));
                let touches = at.is_some_and(|at| {
                    own.iter().any(|finding| {
                        let related = finding.related.iter().map(|related| &related.location);
                        std::iter::once(&finding.location)
                            .chain(related)
                            .any(|location| {
                                let span = location.span();
                                span.start < at + marks.len() && at < span.end
                            })
                    })
                });
                if !touches {
                    let got: Vec<&str> = own
                        .iter()
                        .map(|finding| finding.location.text.as_str())
                        .collect();
                    failures.push(format!(
                        "{} {}: wanted `{marks}`, got {got:?}",
                        rule.code,
                        language.code()
                    ));
                }
            }
            for example in &examples.valid {
                count += 1;
                let text = text_of(example, rule, language);
                for finding in findings(&text, None, &mut reader, &pack)
                    .iter()
                    .filter(|finding| finding.code == rule.code)
                {
                    let shown = example.duty.or(example.file).unwrap_or_default();
                    failures.push(format!(
                        "{} {}: found `{}` in: {shown}",
                        rule.code,
                        language.code(),
                        finding.location.text
                    ));
                }
            }
        }
    }
    for failure in &failures {
        println!("{failure}");
    }
    println!("{count} examples, {} do not hold", failures.len());
    assert!(
        failures.is_empty(),
        "{} of {count} examples do not hold",
        failures.len()
    );
}
