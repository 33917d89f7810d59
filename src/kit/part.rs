//! The parts of a pack: new ones in the shape of the built-in pack, and changes to those that there are.

use super::file::PackFile;
use super::shape::{self, Misfit};
use crate::language::Language;
use crate::lexicon::{ClassesSource, Lexicon};
use crate::pack::{Activity, Area, Examples, Lists, Owner, Profile, RoleSpec, Rule, Texts};
use crate::yaml::{Entry, Kind, Tree};
use litemap::LiteMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What one node of a pack's file says.
#[derive(Debug)]
pub(super) enum Part {
    Rule(Box<Rule<&'static str>>),
    RuleChange(Box<RuleChange>),
    Area(Area<&'static str>),
    Activity(Box<Activity<&'static str>>),
    ActivityChange(ActivityChange),
    Role(Box<RoleSpec<&'static str>>),
    RoleChange(RoleChange),
    Profile(Box<Profile<&'static str>>),
    ProfileChange(ProfileChange),
    Classes(ClassesSource),
    Lexicon(Lexicon),
}

/// What is said of a role: its id and what it is called.
#[derive(Debug)]
pub(super) struct RoleNames<'p> {
    pub(super) id: &'static str,
    pub(super) title: Option<&'p Texts<&'static str>>,
    pub(super) aliases: &'p Lists<&'static str>,
    pub(super) short: &'p [&'static str],
    pub(super) never: &'p [&'static str],
}

impl Part {
    /// The examples that it gives to a rule, if it is that rule or a change of it.
    pub(super) fn examples_of(&self, code: &str, name: &str) -> Option<&ByLanguage> {
        if let Self::Rule(rule) = self {
            return (rule.code == code).then_some(&rule.examples);
        }
        if let Self::RuleChange(change) = self {
            let is_meant = [code, name].contains(&change.extends);
            return is_meant.then_some(&change.examples);
        }
        None
    }

    /// The names that it gives to a role, if it speaks of one.
    pub(super) fn role_names(&self) -> Option<RoleNames<'_>> {
        if let Self::Role(role) = self {
            return Some(RoleNames {
                id: role.id,
                title: Some(&role.title),
                aliases: &role.aliases,
                short: &role.short,
                never: &role.never,
            });
        }
        if let Self::RoleChange(change) = self {
            return Some(RoleNames {
                id: change.extends,
                title: None,
                aliases: &change.aliases,
                short: &change.short,
                never: &change.never,
            });
        }
        None
    }
}

/// Examples by language.
type ByLanguage = BTreeMap<Language, Examples<&'static str>>;

/// A part with its place.
#[derive(Debug)]
pub(super) struct Placed {
    /// Index of the file.
    pub(super) file: usize,
    /// The node that it was read from.
    pub(super) entry: Entry,
    pub(super) part: Part,
}

/// What changes in a rule; what is not named stays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleChange {
    pub(super) extends: &'static str,
    #[serde(default)]
    pub(super) severity: LiteMap<&'static str, &'static str>,
    #[serde(default)]
    pub(super) summary: Option<Texts<&'static str>>,
    #[serde(default)]
    pub(super) label: Option<Texts<&'static str>>,
    #[serde(default)]
    pub(super) help: Option<Texts<&'static str>>,
    #[serde(default)]
    pub(super) why: Option<Texts<&'static str>>,
    #[serde(default)]
    pub(super) schools: Option<Texts<&'static str>>,
    #[serde(default)]
    pub(super) questions: Lists<&'static str>,
    #[serde(default)]
    pub(super) examples: BTreeMap<Language, Examples<&'static str>>,
}

/// What an activity gets besides what it has.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActivityChange {
    pub(super) extends: &'static str,
    #[serde(default)]
    pub(super) phrases: Vec<&'static str>,
    #[serde(default)]
    pub(super) owners: Vec<Owner<&'static str>>,
    #[serde(default)]
    pub(super) over: Vec<&'static str>,
    #[serde(default)]
    pub(super) unless: Vec<&'static str>,
}

/// More names of a role.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleChange {
    pub(super) extends: &'static str,
    #[serde(default)]
    pub(super) short: Vec<&'static str>,
    #[serde(default)]
    pub(super) aliases: Lists<&'static str>,
    #[serde(default)]
    pub(super) never: Vec<&'static str>,
}

/// More that somebody must hold in a profile.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfileChange {
    pub(super) extends: &'static str,
    #[serde(default)]
    pub(super) required: Vec<&'static str>,
}

/// What a pack's file holds, by its path within the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Rules,
    Areas,
    Activities,
    Profiles,
    Classes,
    Lexicon,
    Role,
}

impl Place {
    /// `None` where a pack has no such file.
    pub(super) fn of(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["rules", _, ..] => Some(Self::Rules),
            ["areas.yaml" | "areas.yml"] => Some(Self::Areas),
            ["activities", _] => Some(Self::Activities),
            ["profiles", _] => Some(Self::Profiles),
            ["lexicon", "classes.yaml" | "classes.yml"] => Some(Self::Classes),
            ["lexicon", _] => Some(Self::Lexicon),
            [name] if *name != "retired.yaml" => Some(Self::Role),
            _ => None,
        }
    }
}

/// The parts that a file holds, or what does not fit.
pub(super) fn parts(file: &PackFile, place: Place) -> Vec<(Entry, Result<Part, Misfit>)> {
    let tree = &file.tree;
    let mut parts = Vec::new();
    for document in &tree.documents {
        let root = document.root;
        match &tree.node(root.node).kind {
            Kind::Null => {}
            Kind::Sequence(entries) if matches!(place, Place::Activities | Place::Areas) => {
                parts.extend(
                    entries
                        .iter()
                        .map(|&entry| (entry, part(tree, entry, place))),
                );
            }
            Kind::Scalar(_) | Kind::Sequence(_) | Kind::Mapping(_) => {
                parts.push((root, part(tree, root, place)));
            }
        }
    }
    parts
}

fn part(tree: &Tree, entry: Entry, place: Place) -> Result<Part, Misfit> {
    let changes = is_change(tree, entry);
    Ok(match place {
        Place::Rules if changes => Part::RuleChange(Box::new(shape::read(tree, entry)?)),
        Place::Rules => Part::Rule(Box::new(shape::read(tree, entry)?)),
        Place::Areas => Part::Area(shape::read(tree, entry)?),
        Place::Activities if changes => Part::ActivityChange(shape::read(tree, entry)?),
        Place::Activities => Part::Activity(Box::new(shape::read(tree, entry)?)),
        Place::Profiles if changes => Part::ProfileChange(shape::read(tree, entry)?),
        Place::Profiles => Part::Profile(Box::new(shape::read(tree, entry)?)),
        Place::Role if changes => Part::RoleChange(shape::read(tree, entry)?),
        Place::Role => Part::Role(Box::new(shape::read(tree, entry)?)),
        Place::Classes => Part::Classes(shape::read(tree, entry)?),
        Place::Lexicon => Part::Lexicon(shape::read(tree, entry)?),
    })
}

/// Whether a mapping says what it extends.
fn is_change(tree: &Tree, entry: Entry) -> bool {
    let Kind::Mapping(pairs) = &tree.node(entry.node).kind else {
        return false;
    };
    let keys = pairs.iter().map(|(key, _)| &tree.node(key.node).kind);
    keys.into_iter()
        .any(|key| matches!(key, Kind::Scalar(scalar) if scalar.value == "extends"))
}
