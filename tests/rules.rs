//! Every example of every rule holds: what is called invalid is found on the marked words, what is called valid is not.
//!
//! `ROLELINT_RULE=PO008` takes one rule; `TRYCMD=overwrite` writes the catalogue anew.

#[path = "support/pack.rs"]
mod support;

use rolelint::kit::{Outcome, try_all};
use rolelint::language::Language;
use rolelint::report::catalogue::{ListFormat, RuleList};
use rolelint::report::{Frame, Look};
use support::pack;

#[test]
fn every_example_of_every_rule_holds() {
    let pack = Box::leak(Box::new(pack()));
    let only = std::env::var("ROLELINT_RULE").ok();
    let tried = try_all(pack, |rule| {
        rule.check.fault.is_none() && only.as_deref().is_none_or(|only| rule.code == only)
    });
    let failures = tried.iter().filter(|one| one.outcome != Outcome::Held);
    let failures: Vec<String> = failures
        .map(|one| {
            let language = one.language.code();
            format!("{} {language}: {:?}: {}", one.code, one.outcome, one.text)
        })
        .collect();
    assert!(!tried.is_empty(), "no rule {only:?}");
    assert!(
        failures.is_empty(),
        "{} of {} examples do not hold:\n{}",
        failures.len(),
        tried.len(),
        failures.join("\n")
    );
}

/// Two that are found and three that are left alone in each language, or the reason why there are none.
#[test]
fn every_rule_has_examples_in_every_language() {
    let pack = pack();
    let mut lacking = Vec::new();
    for rule in &pack.core.rules {
        if rule.unexemplified.is_some() {
            assert!(rule.examples.is_empty(), "{} has examples", rule.code);
            continue;
        }
        for language in [Language::En, Language::De, Language::Fr] {
            let counts = rule.examples.get(&language);
            let counts = counts.map_or((0, 0), |all| (all.invalid.len(), all.valid.len()));
            if counts.0 < 2 || counts.1 < 3 {
                lacking.push(format!("{} {}: {counts:?}", rule.code, language.code()));
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:?}");
}

/// The catalogue in `roles/README.md` says what the rules say.
#[test]
fn the_catalogue_is_fresh() {
    let pack = Box::leak(Box::new(pack()));
    let rules: Vec<_> = pack.core.rules.iter().collect();
    let list = RuleList {
        rules: &rules,
        profile: "scrum",
        pack,
    };
    let frame = Frame {
        language: Language::En,
    };
    let look = Look {
        color: false,
        unicode: true,
        links: false,
        width: 100,
    };
    let mut page = Vec::new();
    list.write(ListFormat::Markdown, frame, look, &mut page)
        .unwrap();
    let page = String::from_utf8(page).unwrap();
    let path = "roles/README.md";
    if std::env::var("TRYCMD").is_ok_and(|wish| wish == "overwrite") {
        std::fs::write(path, &page).unwrap();
    }
    let shown = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        shown == page,
        "{path} is out of date: TRYCMD=overwrite cargo test --test rules"
    );
}
