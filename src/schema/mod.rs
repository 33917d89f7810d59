//! JSON Schemas for editors, made from the tables that files are read by.

mod config;
mod keys;
mod role;

pub use config::config;
pub use role::role;

use serde_json::{Map, Value, json};

/// The dialect of all schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What a scalar of YAML may be where a text is read.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
}

/// One text or a list of them.
fn one_or_more(one: &Value) -> Value {
    json!({ "anyOf": [one, { "type": "array", "items": one }, { "type": "null" }] })
}

/// One of these words; editors offer them, and other spellings that a pattern allows pass too.
fn words<'a>(words: impl Iterator<Item = &'a str> + Clone) -> Value {
    let spelled: Vec<String> = words.clone().map(keys::pattern).collect();
    let list: Vec<&str> = words.collect();
    let spelled = json!({ "type": "string", "pattern": spelled.join("|") });
    json!({ "anyOf": [{ "enum": list }, spelled, { "type": "null" }] })
}

/// A definition elsewhere in the schema.
fn named(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn object(pairs: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(pairs.into_iter().collect::<Map<_, _>>())
}
