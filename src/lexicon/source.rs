//! The lexicon as its authors write it, in YAML.

use super::super::language::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a word class is good for in a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClassKind {
    /// Something that is done: verbs and the nouns made from them.
    Action,
    /// Something that it is done to.
    Thing,
    /// Words that steer the reading: negation, hedges, prepositions.
    Mark,
    /// Literal words of one phrase.
    Literal,
    /// Words that a rule looks for; how the sentence is read does not change by them.
    Sign,
}

/// `roles/lexicon/classes.yaml`: name and meaning of each class.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassesSource {
    #[serde(default)]
    pub actions: BTreeMap<String, String>,
    #[serde(default)]
    pub things: BTreeMap<String, String>,
    #[serde(default)]
    pub marks: BTreeMap<String, String>,
    #[serde(default)]
    pub signs: BTreeMap<String, String>,
}

impl ClassesSource {
    pub fn names(&self) -> impl Iterator<Item = &String> {
        let kinds = [&self.actions, &self.things, &self.marks, &self.signs];
        kinds.into_iter().flat_map(BTreeMap::keys)
    }
}

/// `roles/lexicon/<language>.yaml`: the words of one language; without `language`, words of all.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    pub language: Option<Language>,
    /// Irregular verbs: `take takes took taken`; German ones in the order infinitive, present, past, participle.
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// Phrases of this language alone, by activity.
    #[serde(default)]
    pub phrases: BTreeMap<String, Vec<String>>,
}

/// Everything that the tables are made from.
#[derive(Clone, Debug, Default)]
pub struct LexiconSource {
    pub classes: ClassesSource,
    pub lexicons: Vec<Lexicon>,
    /// Id and phrases of each activity.
    pub activities: Vec<(String, Vec<String>)>,
    /// Names of roles by role id and language, to see who acts.
    pub actors: Vec<(String, Language, Vec<String>)>,
}
