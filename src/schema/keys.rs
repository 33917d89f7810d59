//! Keys in a schema: offered as they are usually written, accepted in every spelling that is read.

use super::object;
use crate::model::fold;
use serde_json::{Value, json};

/// A key of a mapping: all that it may be called, the first word before all, and what stands under it.
pub(super) struct Property {
    pub(super) words: Vec<&'static str>,
    pub(super) about: String,
    pub(super) value: Value,
}

/// A mapping with these keys, keys that begin with `x-`, and no others.
pub(super) fn mapping(properties: &[Property]) -> Value {
    let offered = properties.iter().flat_map(|property| {
        property.words.iter().map(|word| {
            let mut value = property.value.clone();
            if let Value::Object(value) = &mut value {
                value.insert("description".to_owned(), json!(property.about));
            }
            ((*word).to_owned(), value)
        })
    });
    let spelled = properties.iter().flat_map(|property| {
        let patterns = property.words.iter().map(|word| pattern(word));
        patterns.map(|pattern| (pattern, property.value.clone()))
    });
    let free = [("^[xX]-".to_owned(), json!(true))];
    json!({
        "type": "object",
        "properties": object(offered),
        "patternProperties": object(spelled.chain(free)),
        "additionalProperties": false,
    })
}

/// That a mapping has a key, in whatever spelling.
pub(super) fn has(words: &[&str]) -> Value {
    let spelled: Vec<String> = words.iter().map(|word| pattern(word)).collect();
    json!({ "not": { "propertyNames": { "not": { "pattern": spelled.join("|") } } } })
}

/// The spellings of a word: any case, `-`, `_`, an apostrophe, a space or nothing between its parts, with accents or
/// without, umlauts spelled out.
pub(super) fn pattern(word: &str) -> String {
    let mut pattern = String::from("^");
    for letter in word.chars() {
        let plain = fold(&letter.to_string());
        if plain.is_empty() {
            pattern.push_str("[ _'’-]*");
            continue;
        }
        let upper: String = letter.to_uppercase().collect();
        let bare = plain.to_uppercase();
        let spelled = match letter {
            'ä' | 'ö' | 'ü' => format!("[{letter}{upper}{plain}{bare}][eE]?"),
            _ if letter.is_ascii_digit() => letter.to_string(),
            _ if letter.is_ascii() => format!("[{letter}{upper}]"),
            _ => format!("[{letter}{upper}{plain}{bare}]"),
        };
        pattern.push_str(&spelled);
    }
    pattern.push('$');
    pattern
}
