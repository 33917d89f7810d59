//! Options of rules: the numbers among the arguments of their checks, and words that they leave alone.

use crate::model::fold;
use crate::pack::{Checks, Rule};
use serde_json::{Map, Number, Value};

/// The option that every rule has: words that it leaves alone.
pub const ALLOW: &str = "allow";

/// The options of a rule that are numbers, each with its value in the pack.
pub fn options_of(rule: &Rule<&'static str>) -> Vec<(String, Number)> {
    let Ok(Value::Object(checks)) = serde_json::to_value(&rule.check) else {
        return Vec::new();
    };
    let mut options = Vec::new();
    for (name, number) in checks.into_iter().filter_map(arguments).flatten() {
        let name = name.replace('_', "-");
        if !options.iter().any(|(known, _)| *known == name) {
            options.push((name, number));
        }
    }
    options
}

/// The numbers of one check.
fn arguments((_, check): (String, Value)) -> Option<Vec<(String, Number)>> {
    let Value::Object(arguments) = check else {
        return None;
    };
    let numbers = arguments
        .into_iter()
        .filter_map(|(name, value)| match value {
            Value::Number(number) => Some((name, number)),
            Value::Null
            | Value::Bool(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => None,
        });
    Some(numbers.collect())
}

/// The number that a text means in place of another: whole where that is whole, never below zero.
pub(super) fn number(text: &str, like: &Number) -> Option<Number> {
    let text = text.trim().trim_end_matches('%').trim_end();
    if like.is_u64() {
        return text.parse::<u32>().ok().map(Number::from);
    }
    let number: f64 = text.parse().ok()?;
    (number >= 0.0).then(|| Number::from_f64(number)).flatten()
}

/// The checks of a rule with other numbers; `None` where they do not fit, or nothing changes.
pub(super) fn with_numbers(
    rule: &Rule<&'static str>,
    numbers: &[(String, Number)],
) -> Option<Checks<&'static str>> {
    let Ok(Value::Object(mut checks)) = serde_json::to_value(&rule.check) else {
        return None;
    };
    for arguments in checks.values_mut().filter_map(Value::as_object_mut) {
        for (name, number) in numbers {
            set(arguments, name, number);
        }
    }
    let changed = Value::Object(checks);
    // Names in a pack live as long as the program; so do the few rules that a configuration changes.
    let text: &'static str = Box::leak(changed.to_string().into_boxed_str());
    serde_json::from_str(text).ok()
}

/// A number for all goes before those by profile.
fn set(arguments: &mut Map<String, Value>, name: &str, number: &Number) {
    let wanted = fold(name);
    let by_profile = fold(&format!("{name} by profile"));
    for (known, value) in arguments.iter_mut() {
        if value.is_number() && fold(known) == wanted {
            *value = Value::Number(number.clone());
        }
        if let (Some(map), true) = (value.as_object_mut(), fold(known) == by_profile) {
            map.clear();
        }
    }
}
