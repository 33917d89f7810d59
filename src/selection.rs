//! Which rules run: the most exact selector decides.

use crate::error::Error;
use crate::model::nearest;
use crate::pack::{Pack, Rule};

/// Selectors by the option that they were given with; each is a code, a name, or the beginning of codes.
#[derive(Clone, Copy, Debug)]
pub struct Selectors<'a> {
    /// Empty: all rules.
    pub select: &'a [String],
    pub ignore: &'a [String],
    pub extend_select: &'a [String],
}

/// For each rule of the pack, in its order, whether it runs.
///
/// # Errors
/// A selector that means no rule.
pub fn enabled(selectors: Selectors, pack: &Pack) -> Result<Vec<bool>, Error> {
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
    Ok(rules.map(|rule| selectors.mean(rule)).collect())
}

impl Selectors<'_> {
    fn mean(&self, rule: &Rule<&str>) -> bool {
        let best = |given: &[String]| given.iter().filter_map(|one| exactness(one, rule)).max();
        let default = self.select.is_empty().then_some(0);
        let wanted = best(self.select).or(default).max(best(self.extend_select));
        wanted.is_some_and(|wanted| best(self.ignore).is_none_or(|not| not < wanted))
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
