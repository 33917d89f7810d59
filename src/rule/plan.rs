//! Which checks of a run can find something in which roles, worked out once: most look for a few activities or words, and
//! where none of them was read there is nothing to look for.

use super::seen::SeenRole;
use super::{Check, Settings, checks_of};
use crate::pack::Pack;
use crate::reading::{Asked, Set};

/// The checks that run, in the order of the rules.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
}

/// A check of a rule, by their places.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) rule: usize,
    pub(super) check: usize,
    gate: Gate,
}

/// What a role must have read for a check to find something in it; less never keeps a check from being asked.
#[derive(Debug)]
enum Gate {
    /// Nothing that could be said beforehand.
    Open,
    /// It looks at nothing in one file.
    Shut,
    /// One of these activities, or a word of one of these classes.
    Has { claims: Set, classes: Set },
    /// A role by itself that holds one of these lacks nothing, unless a word of these classes stands in it.
    Lacks { held: Set, classes: Set },
}

impl Plan {
    pub(super) fn new(pack: &Pack, settings: &Settings, asked: &Asked) -> Self {
        let mut plan = Self::default();
        for (rule, found, enabled) in settings.rules(pack) {
            if !enabled {
                continue;
            }
            for (number, check) in checks_of(found).enumerate() {
                let gate = gate(check, pack, asked).unwrap_or(Gate::Open);
                if !matches!(gate, Gate::Shut) {
                    plan.steps.push(Step {
                        rule,
                        check: number,
                        gate,
                    });
                }
            }
        }
        plan
    }
}

impl Step {
    /// Whether the check can find something in the roles of a charter.
    pub(super) fn concerns(&self, roles: &[SeenRole]) -> bool {
        match &self.gate {
            Gate::Open => true,
            Gate::Shut => false,
            Gate::Has { claims, classes } => roles
                .iter()
                .any(|role| role.sums.claims.meets(*claims) || role.sums.classes.meets(*classes)),
            Gate::Lacks { held, classes } => match roles {
                [role] => !role.sums.held.meets(*held) || role.sums.classes.meets(*classes),
                _ => true,
            },
        }
    }
}

/// What a check needs; `None` where that has no numbers.
fn gate(check: Check, pack: &Pack, asked: &Asked) -> Option<Gate> {
    let activities = |lists: &[&[&str]]| {
        let mut set = Set::default();
        for id in lists.iter().copied().flatten() {
            // What is no activity is never claimed.
            if let Some(at) = pack.activity(id) {
                set.insert(Some(usize::from(at)).filter(|&at| at < Set::CAPACITY)?);
            }
        }
        Some(set)
    };
    let none = Set::default();
    let words = |classes: Option<Set>| {
        Some(Gate::Has {
            claims: none,
            classes: classes?,
        })
    };
    let claimed = |claims: Option<Set>| {
        Some(Gate::Has {
            claims: claims?,
            classes: none,
        })
    };
    match check {
        Check::Holds(one) => claimed(activities(&[
            &one.activities,
            &one.accountable,
            &one.negated,
        ])),
        Check::Sums(one) => claimed(activities(&[&one.activities, &[one.signal]])),
        Check::Hedged(one) => claimed(activities(&[&one.activities])),
        Check::Missing(one) if one.half.is_none() => Some(Gate::Lacks {
            held: activities(&[&one.any_of])?,
            classes: none,
        }),
        Check::Undermined(one) => Some(Gate::Lacks {
            held: activities(&[&[one.activity]])?,
            classes: asked.set(&[one.proxy, one.approval])?,
        }),
        Check::Vague(one) => {
            let mut classes = asked.set(&[one.open, one.verbs])?;
            classes.insert(Asked::ACTORLESS);
            words(Some(classes))
        }
        Check::Wording(one) => words(asked.set(&one.words)),
        Check::Nameless(one) => words(asked.set(&[one.thing])),
        Check::Served(one) => words(asked.set(&one.technology)),
        Check::Mixed(one) => words(asked.set(&one.words)),
        Check::Abbreviations(one) => words(asked.set(&[one.words])),
        Check::Spellings => {
            let mut roles = Set::default();
            roles.insert(Asked::ROLE);
            words(Some(roles))
        }
        Check::Merge(_) | Check::Overload(_) | Check::Overlap(_) | Check::Fault => Some(Gate::Shut),
        Check::Shared(_)
        | Check::Purpose
        | Check::Missing(_)
        | Check::Worth(_)
        | Check::Only(_)
        | Check::Contradiction(_)
        | Check::Required(_)
        | Check::Phases(_)
        | Check::Absent(_)
        | Check::Interface(_)
        | Check::Crowded(_)
        | Check::Fit(_)
        | Check::Powerless(_)
        | Check::Person(_) => Some(Gate::Open),
    }
}
