//! The arguments of the checks, as rules give them in YAML.

use super::texts::none;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A duty holds one of these activities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holds<S: Ord> {
    #[serde(default = "Vec::new")]
    pub activities: Vec<S>,
    /// Only where the role answers for it or decides it.
    #[serde(default = "Vec::new")]
    pub accountable: Vec<S>,
    /// Found where they are negated.
    #[serde(default = "Vec::new")]
    pub negated: Vec<S>,
    /// Only on these roles; empty: on every role that the rule judges.
    #[serde(default = "Vec::new")]
    pub roles: Vec<S>,
    /// For these roles only these of the activities.
    #[serde(default = "BTreeMap::new")]
    pub by_role: BTreeMap<S, Vec<S>>,
}

/// Several activities add up to another role, or the other role's name is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sums<S: Ord> {
    /// The signal that names the other role outright.
    pub signal: S,
    pub activities: Vec<S>,
    pub at_least: usize,
    /// Other thresholds by profile.
    #[serde(default = "BTreeMap::new")]
    pub at_least_by_profile: BTreeMap<S, usize>,
}

/// An activity that is legal in part is the whole job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hedged<S> {
    pub activities: Vec<S>,
    /// Mark class of the hedge.
    pub hedge: S,
    /// Percent of time from which a stated share counts as the whole job.
    pub share: f32,
    /// Percent of at least `duties` read duties.
    pub majority: f32,
    pub duties: usize,
}

/// More than one person decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared<S> {
    /// Signals in a duty.
    pub signals: Vec<S>,
    /// Mark class of words that name a group, in the holder's place.
    pub group: S,
    /// Class of words that name a deputy, who does not share.
    pub deputy: S,
}

/// One person holds both roles of a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merge<S> {
    pub pairs: Vec<[S; 2]>,
    /// Only in one team; in different teams it is told as info.
    #[serde(default)]
    pub same_team: bool,
}

/// A role says why it exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose<S> {
    /// Activities that, stated in a duty, stand for the purpose.
    #[serde(default = "Vec::new")]
    pub activities: Vec<S>,
}

/// A duty hides what is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vague<S> {
    /// Mark class of verbs that say nothing by themselves.
    pub verbs: S,
    /// Mark class of open lists.
    pub open: S,
    /// Roles that rightfully help.
    #[serde(default = "Vec::new")]
    pub helpers: Vec<S>,
}

/// None of these activities is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing<S: Ord> {
    pub any_of: Vec<S>,
    /// So many duties a role must have, half of them read, before something is missed.
    pub duties: usize,
    /// Only where the role holds one of these.
    #[serde(default = "Vec::new")]
    pub given: Vec<S>,
    /// Classes of words that leave doubt: where one stands, nothing is said.
    #[serde(default = "Vec::new")]
    pub doubt: Vec<S>,
    /// A number in a duty or the purpose is as good.
    #[serde(default)]
    pub numbers: bool,
    /// Any role of the charter may hold it; said once.
    #[serde(default)]
    pub in_charter: bool,
    /// Profiles in which the first role that the rule names must hold it itself.
    #[serde(default = "Vec::new")]
    pub alone: Vec<S>,
    /// Severity variants by the other role of the charter that holds it.
    #[serde(default = "BTreeMap::new")]
    pub held_by: BTreeMap<S, S>,
    #[serde(default = "none")]
    pub half: Option<Half<S>>,
    /// Severity variant of the finding.
    #[serde(default = "none")]
    pub variant: Option<S>,
}

/// An activity that counts half where its clause has one word and lacks another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Half<S> {
    pub activities: Vec<S>,
    /// Classes of words.
    pub named: Vec<S>,
    pub unless: Vec<S>,
    pub variant: S,
}

/// Neither purpose nor duties say what value comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worth<S> {
    pub any_of: Vec<S>,
    pub duties: usize,
    /// Activities that outweigh a purpose of mere output.
    pub outright: Vec<S>,
    /// Classes of words that speak of output, and of what comes of it.
    pub output: Vec<S>,
    #[serde(rename = "worth")]
    pub benefit: Vec<S>,
}

/// A role's decision is taken by others, or bound to their approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undermined<S: Ord> {
    pub activity: S,
    pub duties: usize,
    /// Classes of words that leave doubt whether it is missing.
    pub doubt: Vec<S>,
    /// Classes of words: approval that is needed, a mere deputy.
    pub approval: S,
    pub proxy: S,
    /// Severity variant where others decide, and those of roles that differ.
    pub others: S,
    #[serde(default = "BTreeMap::new")]
    pub others_by_role: BTreeMap<S, S>,
}

/// A role does these activities and no others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Only<S> {
    pub activities: Vec<S>,
    pub duties: usize,
    /// Classes of words that leave doubt.
    pub doubt: Vec<S>,
}

/// Words of a class stand there, and no words that excuse them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording<S> {
    pub words: Vec<S>,
    #[serde(default = "Vec::new")]
    pub unless: Vec<S>,
    /// A number excuses them too.
    #[serde(default)]
    pub numbers: bool,
    /// Only on these roles; empty: on every role that the rule judges.
    #[serde(default = "Vec::new")]
    pub roles: Vec<S>,
    /// Purpose and title are looked at too, excuses count from any text, and it is said once.
    #[serde(default)]
    pub whole_role: bool,
}

/// It is not said which thing the role is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nameless<S> {
    /// Class of the thing.
    pub thing: S,
    /// Class of words that do not name one: existing, all, business.
    pub general: S,
    /// Class of words that say where it begins and ends.
    pub border: S,
    pub duties: usize,
}

/// Scope or purpose speak of technology, not of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Served<S> {
    /// Where it is told: at the scope or title that names a tool, or at the purpose.
    pub at: ServedAt,
    /// Classes of words.
    pub technology: Vec<S>,
    pub people: Vec<S>,
    /// Classes of the small words around a noun that nobody knows, which may be a user: the, at, for.
    pub determiner: S,
    pub preposition: S,
    pub toward: S,
    /// Class of words that tell a platform for other teams, and the severity variant for it.
    pub platform: S,
    pub platform_variant: S,
}

/// What speaks of technology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServedAt {
    Scope,
    Purpose,
}

/// One thing has two names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mixed<S> {
    /// The two classes of words.
    pub words: [S; 2],
}

/// One person holds too much.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overload<S> {
    /// So many roles are too many.
    pub roles: usize,
    /// Percent that the stated shares must not exceed, and the severity variant where they do.
    pub share: f32,
    pub share_variant: S,
    /// The role that needs most of a person, its least percent, and for how many teams or products it can be held.
    pub whole: S,
    pub least: f32,
    pub places: usize,
}

/// Two roles answer for the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlap<S> {
    pub activities: Vec<S>,
    /// Activities for which doing is as much as answering.
    pub done: Vec<S>,
    /// Only between two of these roles, and only of one scope; empty: between any two roles of a charter.
    #[serde(default = "Vec::new")]
    pub roles: Vec<S>,
    /// Roles whose overlaps in one scope another rule tells.
    #[serde(default = "Vec::new")]
    pub told_elsewhere: Vec<S>,
    /// Classes of words that make it another thing.
    pub objects: Vec<S>,
}

/// One role says a thing and its opposite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction<S> {
    /// Activities whose denial belongs to them: declining, leaving out.
    pub except: Vec<S>,
    /// Activities that nobody leaves to others and does as well.
    pub left: Vec<S>,
    /// Class of words behind which a denial is but a condition: no date without the team.
    pub condition: S,
}

/// Somebody must hold what the profile needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Required<S: Ord> {
    /// Classes of words that leave doubt, by activity.
    #[serde(default = "BTreeMap::new")]
    pub doubt: BTreeMap<S, Vec<S>>,
}

/// A role has no duty in a phase in which its counterpart has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phases<S> {
    pub pairs: Vec<[S; 2]>,
    pub duties: usize,
}

/// A duty is left to somebody who is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absent<S> {
    /// Classes of words behind which the actor stands.
    pub behind: Vec<S>,
    /// Classes of words that name nobody in particular.
    pub vague: Vec<S>,
    /// Severity variant where the profile needs the activity.
    pub required: S,
}

/// One role knows of the other, and the other does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interface<S> {
    /// Classes of words that stand for everybody.
    pub everybody: Vec<S>,
}

/// One duty holds several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crowded {
    /// So many groups of activities, verbs or words are too many.
    pub groups: usize,
    pub verbs: usize,
    pub words: usize,
}

/// An abbreviation is not explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviations<S: Ord> {
    /// Class of abbreviations that need an explanation.
    pub words: S,
    /// Severity variants by abbreviation.
    #[serde(default = "BTreeMap::new")]
    pub variants: BTreeMap<S, S>,
}

/// The duties fit another role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fit<S: Ord> {
    /// Percent of the activities read.
    pub share: f32,
    pub duties: usize,
    /// Activities that fit any role.
    pub general: Vec<S>,
    /// Profiles by which a role is judged to which the own profile gives nothing.
    pub home: BTreeMap<S, Vec<S>>,
}

/// A role answers for results and decides nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Powerless<S> {
    pub duties: usize,
    /// Activities that are decisions.
    pub decisions: Vec<S>,
    /// Classes of words that tell a decision, unless somebody else acts.
    pub words: Vec<S>,
    pub others: Vec<S>,
    /// Severity variant of the reverse.
    pub reverse: S,
}

/// A person stands where a role belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person<S> {
    /// Classes of given names and of forms of address.
    pub names: S,
    pub address: S,
}

/// The checks of a rule with their arguments; most rules have one, so each takes room only where it is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checks<S: Ord> {
    #[serde(default = "none")]
    pub holds: Option<Box<Holds<S>>>,
    #[serde(default = "none")]
    pub sums: Option<Box<Sums<S>>>,
    #[serde(default = "none")]
    pub hedged: Option<Box<Hedged<S>>>,
    #[serde(default = "none")]
    pub shared: Option<Box<Shared<S>>>,
    #[serde(default = "none")]
    pub merge: Option<Box<Merge<S>>>,
    #[serde(default = "none")]
    pub purpose: Option<Box<Purpose<S>>>,
    #[serde(default = "none")]
    pub vague: Option<Box<Vague<S>>>,
    #[serde(default = "none")]
    pub missing: Option<Box<Missing<S>>>,
    #[serde(default = "none")]
    pub worth: Option<Box<Worth<S>>>,
    #[serde(default = "none")]
    pub undermined: Option<Box<Undermined<S>>>,
    #[serde(default = "none")]
    pub only: Option<Box<Only<S>>>,
    #[serde(default = "none")]
    pub wording: Option<Box<Wording<S>>>,
    #[serde(default = "none")]
    pub nameless: Option<Box<Nameless<S>>>,
    #[serde(default = "none")]
    pub served: Option<Box<Served<S>>>,
    #[serde(default = "none")]
    pub mixed: Option<Box<Mixed<S>>>,
    #[serde(default = "none")]
    pub overload: Option<Box<Overload<S>>>,
    #[serde(default = "none")]
    pub overlap: Option<Box<Overlap<S>>>,
    #[serde(default = "none")]
    pub contradiction: Option<Box<Contradiction<S>>>,
    #[serde(default = "none")]
    pub required: Option<Box<Required<S>>>,
    #[serde(default = "none")]
    pub phases: Option<Box<Phases<S>>>,
    #[serde(default = "none")]
    pub absent: Option<Box<Absent<S>>>,
    #[serde(default = "none")]
    pub interface: Option<Box<Interface<S>>>,
    #[serde(default = "none")]
    pub crowded: Option<Box<Crowded>>,
    #[serde(default = "none")]
    pub abbreviations: Option<Box<Abbreviations<S>>>,
    /// One role has one spelling.
    #[serde(default = "none")]
    pub spellings: Option<bool>,
    #[serde(default = "none")]
    pub fit: Option<Box<Fit<S>>>,
    #[serde(default = "none")]
    pub powerless: Option<Box<Powerless<S>>>,
    #[serde(default = "none")]
    pub person: Option<Box<Person<S>>>,
    /// What is wrong with the file itself.
    #[serde(default = "none")]
    pub fault: Option<S>,
}
