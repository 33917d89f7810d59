//! Rules as a configuration sets them: whether they run, how bad they are, their limits.

use super::check::SEVERITIES;
use super::keys::Key;
use super::options::{ALLOW, number, options_of, with_numbers};
use super::read::Values;
use super::value::{Node, Value};
use crate::model::{fold, suppress};
use crate::pack::{Pack, Rule};
use crate::rule::Settings;
use crate::selection::{Selectors, exactness};
use std::collections::BTreeMap;

/// The texts of a key that holds a list; none where it is not there.
pub(super) fn texts(values: &Values, key: Key) -> Option<Vec<String>> {
    let node = values.get(&key)?;
    Some(node.texts().map(|(text, _)| text.to_owned()).collect())
}

/// Whether each rule runs.
pub(super) fn select(values: &Values, settings: &mut Settings, pack: &Pack) {
    let select = texts(values, Key::Select);
    let ignore = texts(values, Key::Ignore).unwrap_or_default();
    let more = texts(values, Key::ExtendSelect).unwrap_or_default();
    let selectors = Selectors {
        select: select.as_deref(),
        ignore: &ignore,
        extend_select: &more,
    };
    selectors.apply(&mut settings.enabled, pack);
}

/// How bad each rule is.
pub(super) fn set_severities(values: &Values, settings: &mut Settings, pack: &Pack) {
    let Some(node) = values.get(&Key::Severity) else {
        return;
    };
    for (at, rule) in pack.core.rules.iter().enumerate() {
        let meant = node
            .pairs()
            .filter_map(|(selector, _, value)| Some((exactness(selector, rule, pack)?, value)));
        let Some((_, value)) = meant.max_by_key(|(exactness, _)| *exactness) else {
            continue;
        };
        if suppress::is_fatal(rule.code) {
            continue;
        }
        if value.text() == Some("off") {
            settings.enabled[at] = false;
        } else {
            let changed = settings.changed.entry(at).or_insert_with(|| rule.clone());
            set_severity(changed, value, pack);
        }
    }
}

fn set_severity(rule: &mut Rule<&'static str>, value: &Node, pack: &Pack) {
    let level = |text: &str| SEVERITIES.into_iter().find(|known| *known == text);
    let mut own: BTreeMap<&'static str, &'static str> = value
        .pairs()
        .filter_map(|(profile, _, value)| {
            let profile = pack
                .profile(profile)
                .map_or("default", |profile| profile.id);
            Some((profile, level(value.text()?)?))
        })
        .collect();
    own.extend(value.text().and_then(level).map(|level| ("default", level)));
    let is_whole = own.contains_key("default");
    let variants = rule.variants.iter_mut().map(|(_, severities)| severities);
    for severities in std::iter::once(&mut rule.severity).chain(variants) {
        // A variant that is no finding at all does not become one.
        if severities.get("default") == Some(&"off") && severities.len() == 1 && !own.is_empty() {
            continue;
        }
        if is_whole {
            severities.clear();
        }
        severities.extend(own.clone());
    }
}

/// Limits, and words that are left alone.
pub(super) fn set_options(values: &Values, settings: &mut Settings, pack: &Pack) {
    let Some(node) = values.get(&Key::Options) else {
        return;
    };
    for (written, _, options) in node.pairs() {
        let current = pack.rule(written);
        let Some((at, rule)) = pack
            .core
            .rules
            .iter()
            .enumerate()
            .find(|(_, rule)| current.is_some_and(|current| current.code == rule.code))
        else {
            continue;
        };
        let known = options_of(rule);
        let mut numbers = Vec::new();
        for (name, _, value) in options.pairs() {
            if fold(name) == ALLOW {
                let words = value.texts().map(|(word, _)| fold(word));
                settings.allowed.entry(at).or_default().extend(words);
            }
            let like = known.iter().find(|(known, _)| fold(known) == fold(name));
            if let (Some((name, like)), Value::Text(text)) = (like, &value.value) {
                numbers.extend(number(text, like).map(|number| (name.clone(), number)));
            }
        }
        if let Some(checks) = with_numbers(rule, &numbers).filter(|_| !numbers.is_empty()) {
            let changed = settings.changed.entry(at).or_insert_with(|| rule.clone());
            changed.check = checks;
        }
    }
}
