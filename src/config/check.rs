//! Whether the values of a configuration are what their keys ask for.

use super::find::bad_pattern;
use super::keys::{Shape, Words};
use super::options::{ALLOW, number, options_of};
use super::problem::{Problem, ProblemKind};
use super::read::Values;
use super::value::{Node, Value};
use crate::language::Language;
use crate::model::{fold, nearest, suppress};
use crate::pack::Pack;
use crate::selection;

/// What a text may name.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) pack: &'a Pack,
    /// Output formats.
    pub(super) formats: &'a [String],
}

/// The words for severities.
pub const SEVERITIES: [&str; 4] = ["error", "warning", "info", "off"];

pub(super) fn check(values: &Values, known: Known, problems: &mut Vec<Problem>) {
    for (key, node) in values {
        shape(node, key.shape(), known, problems);
    }
}

fn shape(node: &Node, wanted: Shape, known: Known, problems: &mut Vec<Problem>) {
    let mut tell = |node: &Node, kind| problems.extend(Problem::at(node, kind, None));
    match wanted {
        Shape::Text(words) => match node.text() {
            Some(_) => text(node, words, known, problems),
            None => tell(node, ProblemKind::NotText),
        },
        Shape::Flag => {
            if !matches!(node.text(), Some("true" | "false")) {
                tell(node, ProblemKind::NotFlag);
            }
        }
        Shape::Texts(words) => match &node.value {
            Value::Text(_) => text(node, words, known, problems),
            Value::List(entries) => {
                for entry in entries {
                    shape(entry, Shape::Text(words), known, problems);
                }
            }
            Value::Nothing => {}
            Value::Mapping(_) => tell(node, ProblemKind::NotTexts),
        },
        Shape::Mapping(words, value_shape) => match &node.value {
            Value::Mapping(pairs) => {
                for (key, value) in pairs {
                    shape(key, Shape::Text(words), known, problems);
                    if !matches!(value.value, Value::Nothing) {
                        shape(value, *value_shape, known, problems);
                    }
                }
            }
            Value::Nothing => {}
            Value::Text(_) | Value::List(_) => tell(node, ProblemKind::NotMapping),
        },
        Shape::Or(plain, mapping) => match &node.value {
            Value::Mapping(_) => shape(node, *mapping, known, problems),
            Value::Nothing | Value::Text(_) | Value::List(_) => {
                shape(node, *plain, known, problems);
            }
        },
        Shape::Options => options(node, known, problems),
    }
}

/// Rules with their options: one rule each, by code or name.
fn options(node: &Node, known: Known, problems: &mut Vec<Problem>) {
    let Value::Mapping(_) = &node.value else {
        problems.extend(Problem::at(node, ProblemKind::NotMapping, None));
        return;
    };
    for (written, key, value) in node.pairs() {
        let Some(rule) = known.pack.rule(written) else {
            let kind = ProblemKind::Unknown(Words::Rule);
            let hint = selection::hint(written, known.pack);
            problems.extend(Problem::at(key, kind, hint));
            continue;
        };
        if let Value::Text(_) | Value::List(_) = value.value {
            problems.extend(Problem::at(value, ProblemKind::NotMapping, None));
        }
        let numbers = options_of(rule);
        for (name, option, value) in value.pairs() {
            if fold(name) == ALLOW {
                shape(value, Shape::Texts(Words::Any), known, problems);
                continue;
            }
            let meant = numbers.iter().find(|(known, _)| fold(known) == fold(name));
            let Some((_, like)) = meant else {
                let names = numbers.iter().map(|(name, _)| name.clone());
                let names: Vec<String> = names.chain([ALLOW.to_owned()]).collect();
                let hint = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
                let kind = ProblemKind::UnknownOption(names);
                problems.extend(Problem::at(option, kind, hint.as_deref()));
                continue;
            };
            if value.text().and_then(|text| number(text, like)).is_none() {
                let like = like.to_string().trim_end_matches(".0").to_owned();
                problems.extend(Problem::at(value, ProblemKind::NotNumber, Some(&like)));
            }
        }
    }
}

fn text(node: &Node, words: Words, known: Known, problems: &mut Vec<Problem>) {
    let Some(written) = node.text() else { return };
    let core = &known.pack.core;
    let (is_known, hint) = match words {
        Words::Any | Words::AnyRole | Words::Path => (true, None),
        Words::Rule => {
            if suppress::is_fatal(&written.to_uppercase()) {
                problems.extend(Problem::at(node, ProblemKind::Unchangeable, None));
            }
            let is_known = selection::is_known(written, known.pack);
            (is_known, selection::hint(written, known.pack))
        }
        Words::Profile | Words::ProfileOrDefault => {
            let ids = core.profiles.iter().map(|profile| profile.id);
            let default = (words == Words::ProfileOrDefault).then_some("default");
            let is_known = known.pack.profile(written).is_some() || default == Some(written);
            (is_known, nearest(written, ids.chain(default)))
        }
        Words::Language => {
            let codes = Language::ALL.iter().map(|language| language.code());
            let is_known = Language::from_tag(written).is_some();
            (is_known, nearest(written, codes))
        }
        Words::Severity => one_of(written, SEVERITIES.into_iter()),
        Words::Format => one_of(written, known.formats.iter().map(String::as_str)),
        Words::Role => {
            let titles = core.roles.iter().flat_map(|role| {
                let titles = Language::ALL
                    .iter()
                    .map(|&language| *role.title.of(language));
                titles.chain([role.id])
            });
            let is_known = known.pack.resolve_role(written).is_some();
            (is_known, nearest(written, titles))
        }
        Words::Pattern => {
            let bad = bad_pattern(written).map(ProblemKind::BadPattern);
            problems.extend(bad.and_then(|kind| Problem::at(node, kind, None)));
            (true, None)
        }
    };
    if !is_known {
        problems.extend(Problem::at(node, ProblemKind::Unknown(words), hint));
    }
}

fn one_of<'a>(
    written: &str,
    words: impl Iterator<Item = &'a str> + Clone,
) -> (bool, Option<&'a str>) {
    let is_known = words.clone().any(|word| word == written);
    (is_known, nearest(written, words))
}
