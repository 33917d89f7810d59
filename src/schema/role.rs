//! The schema of role files: roles and charters.

use super::keys::{Property, has, mapping};
use super::{DIALECT, named, one_or_more, text, words};
use crate::language::Language;
use crate::model::keys::{CHARTER, DUTY, HOLDER, Key, ROLE, ROLE_DOCUMENT};
use crate::pack::Pack;
use serde_json::{Value, json};

/// A role, or a charter with several.
pub fn role(pack: &Pack) -> Value {
    let role = mapping(&properties(ROLE, Place::Role));
    let document = mapping(&properties(ROLE_DOCUMENT, Place::Role));
    let duty = mapping(&properties(DUTY, Place::Duty));
    let holder = mapping(&properties(HOLDER, Place::Holder));
    let charter = mapping(&properties(CHARTER, Place::Charter));
    let codes = Language::ALL.iter().map(|language| language.code());
    let codes: Vec<&str> = codes.collect();
    let activities = pack.core.activities.iter().filter(|one| !one.signal);
    let profiles = pack.core.profiles.iter().map(|profile| profile.id);
    json!({
        "$schema": DIALECT,
        "title": "Role or charter",
        "description": "Who does what in a team, as rolelint reads it",
        "if": has(Key::Roles.words()),
        "then": named("charter"),
        "else": named("role-document"),
        "$defs": {
            "charter": charter,
            "role-document": { "allOf": [document, is_role()] },
            "role": role,
            "text": text(),
            "texts": one_or_more(&named("text-or-list")),
            "text-or-list": {
                "anyOf": [named("text"), { "type": "array", "items": named("text-or-list") }],
            },
            "roles": {
                "anyOf": [
                    { "type": "array", "items": { "allOf": [named("role"), is_role()] } },
                    {
                        "type": "object",
                        "patternProperties": { "^[xX]-": true },
                        "additionalProperties": {
                            "anyOf": [{ "type": "null" }, named("role")],
                        },
                    },
                    { "type": "null" },
                ],
            },
            "duties": {
                "if": { "type": "object", "not": has(Key::Text.words()) },
                "then": {
                    "patternProperties": { "^[xX]-": true },
                    "additionalProperties": named("duty-list"),
                },
                "else": named("duty-list"),
            },
            "duty-list": {
                "anyOf": [
                    named("text"),
                    named("duty"),
                    { "type": "array", "items": { "anyOf": [named("text"), named("duty"), named("duty-list")] } },
                ],
            },
            "duty": { "allOf": [duty, has(Key::Text.words())] },
            "holders": {
                "anyOf": [named("holder"), { "type": "array", "items": named("holders") }],
            },
            "holder": {
                "anyOf": [
                    named("text"),
                    holder,
                    {
                        "description": "Name and share of the person’s time",
                        "type": "object",
                        "additionalProperties": named("share"),
                    },
                ],
            },
            "share": {
                "description": "Percent of the time: 60%, 0.6, 0,5 FTE",
                "anyOf": [
                    { "type": "null" },
                    { "type": "number", "minimum": 0, "maximum": 100 },
                    { "type": "string", "pattern": "^\\s*[0-9]" },
                ],
            },
            "raci": {
                "description": "R does it, A is accountable, C is consulted, I is informed",
                "enum": ["R", "A", "C", "I", "r", "a", "c", "i", null],
            },
            "language": {
                "anyOf": [
                    { "enum": codes },
                    { "type": ["string", "null"], "pattern": "^\\s*([eE][nN]|[dD][eE]|[fF][rR])([-_]|\\s*$)" },
                ],
            },
            "profile": words(profiles),
            "activity": words(activities.map(|activity| activity.id)),
            "glossary": {
                "anyOf": [
                    { "type": "object", "additionalProperties": named("text") },
                    { "type": "null" },
                ],
            },
        },
    })
}

/// A mapping with `role`, or with `name` or `title` in its place.
fn is_role() -> Value {
    let words = [Key::Role, Key::Name, Key::Title].map(Key::words).concat();
    has(&words)
}

/// What a mapping is.
#[derive(Clone, Copy)]
enum Place {
    Role,
    Charter,
    Duty,
    Holder,
}

fn properties(keys: &[Key], place: Place) -> Vec<Property> {
    let property = |&key: &Key| Property {
        words: key.words().to_vec(),
        about: about(key, place).to_owned(),
        value: value(key),
    };
    keys.iter().map(property).collect()
}

/// What stands under a key.
fn value(key: Key) -> Value {
    named(match key {
        Key::Role
        | Key::Name
        | Key::Title
        | Key::Purpose
        | Key::Team
        | Key::Charter
        | Key::Scope
        | Key::Text
        | Key::Phase => "text",
        Key::Holders => "holders",
        Key::Duties | Key::Excludes | Key::Authority => "duties",
        Key::Language => "language",
        Key::Profile => "profile",
        // Notes are the author's own, whatever shape they have.
        Key::Notes => return json!({}),
        Key::WorksWith | Key::Phases | Key::Skills => "texts",
        Key::Glossary => "glossary",
        Key::Roles => "roles",
        Key::Raci => "raci",
        Key::Share => "share",
        Key::Activity => "activity",
    })
}

/// What a key is for, in a sentence.
fn about(key: Key, place: Place) -> &'static str {
    match key {
        Key::Role => {
            "Id, title or alias of a canonical role in English, German or French; any other name is a role of your own."
        }
        Key::Name => match place {
            Place::Holder => "Who fills the role.",
            Place::Role | Place::Charter | Place::Duty => "The role, where duties stand beside it.",
        },
        Key::Title => "Free text.",
        Key::Holders => "Who fills the role: a name, a list, or { name: Ana Kovač, share: 60% }.",
        Key::Purpose => "Why the role exists.",
        Key::Duties => {
            "What the role does: a list of texts, of mappings with `text`, or a mapping from phase to list."
        }
        Key::Excludes => "What the role does not do.",
        Key::Authority => "What the role decides.",
        Key::Language => "Language of the texts: en, de or fr.",
        Key::Profile => "The school by which it is judged.",
        Key::Team => "The team that the role belongs to.",
        Key::Notes => "Notes, in whatever shape.",
        Key::WorksWith => "Roles that this one works with.",
        Key::Phases => "The phases that duties may name.",
        Key::Glossary => "Abbreviations and what they stand for.",
        Key::Charter => "What the charter is called.",
        Key::Skills => "Traits and skills; they are never read as duties.",
        Key::Scope => "Product, process, service or project that the role is for.",
        Key::Roles => "The roles of the charter: a list, or a mapping from name to role.",
        Key::Text => "What is done.",
        Key::Phase => "When it is done: one of the charter’s phases.",
        Key::Raci => "The stance of the role: R, A, C or I.",
        Key::Share => match place {
            Place::Holder => "Share of the person’s time.",
            Place::Role | Place::Charter | Place::Duty => "Share of the role’s time.",
        },
        Key::Activity => "Which activity is meant, where the words do not tell.",
    }
}
