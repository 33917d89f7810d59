//! Which rules run: the most exact selector decides.

use crate::error::Error;
use crate::model::nearest;
use crate::pack::{Pack, Rule};

/// Selectors that stand together; each is a code, a name, or the beginning of codes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selectors<'a> {
    /// None: what was chosen before stays.
    pub select: Option<&'a [String]>,
    pub ignore: &'a [String],
    pub extend_select: &'a [String],
}

impl Selectors<'_> {
    /// Changes for each rule of the pack, in its order, whether it runs.
    pub fn apply(self, enabled: &mut [bool], pack: &Pack) {
        for (rule, enabled) in pack.core.rules.iter().zip(enabled) {
            let best = |given: &[String]| {
                let exact = given.iter().filter_map(|one| exactness(one, rule, pack));
                exact.max()
            };
            let wanted = self.select.and_then(best).max(best(self.extend_select));
            let not = best(self.ignore);
            *enabled = match (wanted, not) {
                (Some(wanted), not) => not.is_none_or(|not| not < wanted),
                (None, Some(_)) => false,
                (None, None) => *enabled && self.select.is_none(),
            };
        }
    }
}

/// How exactly a selector means a rule; `None` where it does not.
pub fn exactness(selector: &str, rule: &Rule<&str>, pack: &Pack) -> Option<usize> {
    let selector = pack.current(selector.trim());
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

/// Whether a selector means a rule.
pub fn is_known(selector: &str, pack: &Pack) -> bool {
    let mut rules = pack.core.rules.iter();
    rules.any(|rule| exactness(selector, rule, pack).is_some())
}

/// The selector that was probably meant.
pub fn hint(selector: &str, pack: &Pack) -> Option<&'static str> {
    let rules = pack.core.rules.iter();
    let known = rules.flat_map(|rule| {
        let family = rule
            .code
            .trim_end_matches(|letter: char| letter.is_ascii_digit());
        [rule.code, rule.name, family]
    });
    nearest(selector, known)
}

/// # Errors
/// A selector that means no rule, with the nearest that does.
pub fn check(selector: &str, option: &'static str, pack: &Pack) -> Result<(), Error> {
    if is_known(selector, pack) {
        return Ok(());
    }
    Err(Error::Unknown {
        option,
        kind: "rule",
        name: selector.to_owned(),
        hint: hint(selector, pack).map(str::to_owned),
    })
}
