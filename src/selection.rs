//! Which rules run: the most exact selector decides.

use crate::error::Error;
use crate::model::nearest;
use crate::pack::{Pack, Rule};
use std::collections::BTreeSet;

/// The codes of the rules that run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection(BTreeSet<String>);

/// Selectors by the option that they were given with; each is a code, a name, or the beginning of codes.
#[derive(Clone, Copy, Debug)]
pub struct Selectors<'a> {
    /// Empty: all rules.
    pub select: &'a [String],
    pub ignore: &'a [String],
    pub extend_select: &'a [String],
}

impl Selection {
    /// # Errors
    /// A selector that means no rule.
    pub fn new(selectors: Selectors, pack: &Pack) -> Result<Self, Error> {
        for (option, given) in [
            ("--select", selectors.select),
            ("--ignore", selectors.ignore),
            ("--extend-select", selectors.extend_select),
        ] {
            for selector in given {
                check(selector, option, pack)?;
            }
        }
        let rules = pack.core.rules.iter();
        let kept = rules.filter(|rule| {
            let best = |given: &[String]| given.iter().filter_map(|one| exactness(one, rule)).max();
            let default = selectors.select.is_empty().then_some(0);
            let wanted = best(selectors.select)
                .or(default)
                .max(best(selectors.extend_select));
            wanted.is_some_and(|wanted| best(selectors.ignore).is_none_or(|not| not < wanted))
        });
        Ok(Self(kept.map(|rule| rule.code.to_owned()).collect()))
    }

    pub fn has(&self, code: &str) -> bool {
        self.0.contains(code)
    }
}

/// How exactly a selector means a rule; `None` where it does not.
pub fn exactness(selector: &str, rule: &Rule<&str>) -> Option<usize> {
    let selector = selector.trim();
    if selector.eq_ignore_ascii_case(rule.code) || selector.eq_ignore_ascii_case(rule.name) {
        return Some(usize::MAX);
    }
    if selector.eq_ignore_ascii_case("all") {
        return Some(1);
    }
    let begins = rule
        .code
        .get(..selector.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(selector));
    (begins && selector.len() >= rule.family().len()).then_some(selector.len() + 1)
}

/// # Errors
/// A selector that means no rule, with the nearest that does.
pub fn check(selector: &str, option: &'static str, pack: &Pack) -> Result<(), Error> {
    let rules = &pack.core.rules;
    if rules.iter().any(|rule| exactness(selector, rule).is_some()) {
        return Ok(());
    }
    let known = rules
        .iter()
        .flat_map(|rule| [rule.code, rule.name, rule.family()]);
    Err(Error::Unknown {
        option,
        kind: "rule",
        name: selector.to_owned(),
        hint: nearest(selector, known).map(str::to_owned),
    })
}
