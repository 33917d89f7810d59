//! The schema of `rolelint.yaml`.

use super::keys::{Property, mapping};
use super::{DIALECT, named, object, one_or_more, words};
use crate::config::{ALLOW, Key, Shape, Words, options_of};
use crate::language::Language;
use crate::pack::Pack;
use serde_json::{Value, json};

/// A configuration; `formats` are the words for output formats.
pub fn config(pack: &Pack, formats: &[String]) -> Value {
    let properties = Key::ALL.map(|key| Property {
        words: vec![key.word()],
        about: key.about().to_owned(),
        value: shape(key.shape()),
    });
    let mut schema = mapping(&properties);
    let rules = || pack.core.rules.iter();
    let families = rules().map(|rule| rule.code.trim_end_matches(|one: char| one.is_ascii_digit()));
    let mut families: Vec<&str> = families.collect();
    families.dedup();
    let known = rules().flat_map(|rule| [rule.code, rule.name]);
    let retired = pack.core.retired.keys().copied();
    let selectors: Vec<&str> = ["all"]
        .into_iter()
        .chain(families)
        .chain(known)
        .chain(retired)
        .collect();
    let profiles: Vec<&str> = pack.core.profiles.iter().map(|one| one.id).collect();
    let languages: Vec<&str> = Language::ALL.iter().map(|one| one.code()).collect();
    let options = rules().flat_map(|rule| {
        let options = options(&options_of(rule));
        [rule.code, rule.name].map(|word| (word.to_owned(), options.clone()))
    });
    let more = json!({
        "$schema": DIALECT,
        "title": "rolelint.yaml",
        "description": "How rolelint judges the role files of a folder",
        "$defs": {
            "rule": {
                "description": "Code, name, or the beginning of codes",
                "anyOf": [
                    { "enum": selectors },
                    { "type": "string", "pattern": "^[A-Za-z]{2,3}[0-9]*$" },
                ],
            },
            "profile": words(profiles.iter().copied()),
            "profile-or-default": words(profiles.iter().copied().chain(["default"])),
            "language": words(languages.iter().copied()),
            "severity": { "enum": crate::config::SEVERITIES },
            "format": { "enum": formats },
            "options": {
                "type": "object",
                "properties": object(options),
                "additionalProperties": { "type": "object" },
            },
        },
    });
    if let (Value::Object(schema), Value::Object(more)) = (&mut schema, more) {
        schema.extend(more);
    }
    schema
}

fn shape(wanted: Shape) -> Value {
    match wanted {
        Shape::Text(words) => text(words),
        Shape::Flag => json!({ "type": ["boolean", "null"] }),
        Shape::Texts(words) => one_or_more(&text(words)),
        Shape::Mapping(words, value) => json!({
            "type": ["object", "null"],
            "propertyNames": text(words),
            "additionalProperties": shape(*value),
        }),
        Shape::Or(plain, mapping) => json!({ "anyOf": [shape(*plain), shape(*mapping)] }),
        Shape::Options => named("options"),
    }
}

fn text(words: Words) -> Value {
    match words {
        Words::Any => super::text(),
        Words::AnyRole | Words::Role | Words::Path | Words::Pattern => json!({ "type": "string" }),
        Words::Rule => named("rule"),
        Words::Profile => named("profile"),
        Words::ProfileOrDefault => named("profile-or-default"),
        Words::Language => named("language"),
        Words::Severity => named("severity"),
        Words::Format => named("format"),
    }
}

/// The options of a rule.
fn options(numbers: &[(String, serde_json::Number)]) -> Value {
    let numbers = numbers.iter().map(|(name, usual)| {
        let number = json!({ "type": "number", "minimum": 0, "default": usual });
        let text = json!({ "type": "string", "pattern": "^[0-9.]+ ?%?$" });
        (name.clone(), json!({ "anyOf": [number, text] }))
    });
    let allow = (
        ALLOW.to_owned(),
        one_or_more(&json!({ "type": "string", "description": "Words that are left alone" })),
    );
    let both = numbers.flat_map(|(name, value)| {
        let underlined = name.replace('-', "_");
        [(name, value.clone()), (underlined, value)]
    });
    json!({
        "type": ["object", "null"],
        "properties": object(both.chain([allow])),
        "additionalProperties": false,
    })
}
