//! The parts of packs put into the pack that there is, and what does not go together.

use super::file::Step;
use super::found::Found;
use super::part::{ActivityChange, Part, Placed, ProfileChange, RoleChange, RuleChange};
use crate::language::Language;
use crate::lexicon::{self, ClassesSource, LexiconSource, Tables};
use crate::pack::{Core, Examples, Known, Pack, ProblemKind, Rule, level};
use std::collections::BTreeMap;

/// A pack that is being put together.
pub(super) struct Merging<'f> {
    pub(super) core: Core<&'static str>,
    source: LexiconSource,
    base: &'static Pack,
    pub(super) found: &'f mut Found,
}

impl<'f> Merging<'f> {
    pub(super) fn new(base: &'static Pack, found: &'f mut Found) -> Self {
        Self {
            core: base.core.clone(),
            source: LexiconSource::default(),
            base,
            found,
        }
    }

    /// What is new comes first, so that the changes of every pack find it.
    pub(super) fn add(&mut self, parts: &[Placed]) {
        for placed in parts {
            self.add_new(placed);
        }
        for placed in parts {
            self.add_change(placed);
        }
    }

    fn add_new(&mut self, placed: &Placed) {
        match &placed.part {
            Part::Rule(rule) => self.add_rule(placed, rule),
            Part::Area(area) => {
                let ids: Vec<&str> = self.core.areas.iter().map(|one| one.id).collect();
                if self.is_free(placed, area.id, &ids) {
                    self.core.areas.push(area.clone());
                }
            }
            Part::Activity(activity) => {
                let ids: Vec<&str> = self.core.activities.iter().map(|one| one.id).collect();
                if self.is_free(placed, activity.id, &ids) {
                    self.core.activities.push((**activity).clone());
                }
            }
            Part::Role(role) => {
                let ids: Vec<&str> = self.core.roles.iter().map(|one| one.id).collect();
                if self.is_free(placed, role.id, &ids) {
                    self.core.roles.push((**role).clone());
                }
            }
            Part::Profile(profile) => {
                let ids: Vec<&str> = self.core.profiles.iter().map(|one| one.id).collect();
                if self.is_free(placed, profile.id, &ids) {
                    self.core.profiles.push((**profile).clone());
                }
            }
            Part::Classes(classes) => self.add_classes(placed, classes),
            Part::Lexicon(lexicon) => self.source.lexicons.push(lexicon.clone()),
            Part::RuleChange(_)
            | Part::ActivityChange(_)
            | Part::RoleChange(_)
            | Part::ProfileChange(_) => {}
        }
    }

    fn add_change(&mut self, placed: &Placed) {
        match &placed.part {
            Part::RuleChange(change) => self.change_rule(placed, change),
            Part::ActivityChange(change) => self.change_activity(placed, change),
            Part::RoleChange(change) => self.change_role(placed, change),
            Part::ProfileChange(change) => self.change_profile(placed, change),
            Part::Rule(_)
            | Part::Area(_)
            | Part::Activity(_)
            | Part::Role(_)
            | Part::Profile(_)
            | Part::Classes(_)
            | Part::Lexicon(_) => {}
        }
    }

    fn is_free(&mut self, placed: &Placed, id: &str, taken: &[&str]) -> bool {
        let is_free = !taken.contains(&id);
        if !is_free {
            self.found.problem(placed, id, &ProblemKind::Taken, &[]);
        }
        is_free
    }

    fn add_rule(&mut self, placed: &Placed, rule: &Rule<&'static str>) {
        let digits = rule
            .code
            .trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        let family = rule.code.len() - digits.len();
        let is_code =
            family > 0 && !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        if !is_code {
            return self.found.wrong(placed, rule.code, "OUR001");
        }
        let is_name = |letter: u8| letter.is_ascii_lowercase() || letter == b'-';
        if rule.name.is_empty() || !rule.name.bytes().all(is_name) {
            return self.found.wrong(placed, rule.name, "secret-backlog");
        }
        for words in [rule.code, rule.name] {
            let own = self.core.rules.iter().flat_map(|one| [one.code, one.name]);
            let own = own.chain(self.core.retired.keys().copied());
            if !self.is_free(placed, words, &own.collect::<Vec<_>>()) {
                return;
            }
        }
        self.core.rules.push(rule.clone());
    }

    fn add_classes(&mut self, placed: &Placed, classes: &ClassesSource) {
        for name in classes.names() {
            let taken = self.base.tables(Language::En).class(name).is_some()
                || self.source.classes.names().any(|other| other == name);
            if taken {
                self.found.problem(placed, name, &ProblemKind::Taken, &[]);
            }
        }
        self.source.classes.actions.extend(classes.actions.clone());
        self.source.classes.things.extend(classes.things.clone());
        self.source.classes.marks.extend(classes.marks.clone());
        self.source.classes.signs.extend(classes.signs.clone());
    }

    fn change_rule(&mut self, placed: &Placed, change: &RuleChange) {
        let mut rules = self.core.rules.iter_mut();
        let same = |rule: &&mut Rule<&str>| [rule.code, rule.name].contains(&change.extends);
        let Some(rule) = rules.find(same) else {
            let known = self
                .core
                .rules
                .iter()
                .flat_map(|rule| [rule.code, rule.name]);
            return self.found.unknown(placed, change.extends, known);
        };
        rule.severity.extend(change.severity.clone());
        for (own, changed) in [
            (&mut rule.summary, &change.summary),
            (&mut rule.label, &change.label),
            (&mut rule.help, &change.help),
            (&mut rule.why, &change.why),
        ] {
            if let Some(changed) = changed {
                *own = changed.clone().into();
            }
        }
        if let Some(schools) = &change.schools {
            rule.schools = Some(schools.clone().into());
        }
        rule.questions.en.extend(&change.questions.en);
        rule.questions.de.extend(&change.questions.de);
        rule.questions.fr.extend(&change.questions.fr);
        for (language, examples) in &change.examples {
            let own = rule.examples.entry(*language);
            let own = own.or_insert_with(|| Examples {
                invalid: Vec::new(),
                valid: Vec::new(),
            });
            own.invalid.extend(examples.invalid.clone());
            own.valid.extend(examples.valid.clone());
        }
    }

    fn change_activity(&mut self, placed: &Placed, change: &ActivityChange) {
        let mut activities = self.core.activities.iter_mut();
        let Some(activity) = activities.find(|one| one.id == change.extends) else {
            let known = self.core.activities.iter().map(|one| one.id);
            return self.found.unknown(placed, change.extends, known);
        };
        activity.phrases.extend(&change.phrases);
        activity.owners.extend(change.owners.iter().cloned());
        activity.over.extend(&change.over);
        activity.unless.extend(&change.unless);
    }

    fn change_role(&mut self, placed: &Placed, change: &RoleChange) {
        let mut roles = self.core.roles.iter_mut();
        let Some(role) = roles.find(|one| one.id == change.extends) else {
            let known = self.core.roles.iter().map(|one| one.id);
            return self.found.unknown(placed, change.extends, known);
        };
        role.short.extend(&change.short);
        role.never.extend(&change.never);
        role.aliases.en.extend(&change.aliases.en);
        role.aliases.de.extend(&change.aliases.de);
        role.aliases.fr.extend(&change.aliases.fr);
    }

    fn change_profile(&mut self, placed: &Placed, change: &ProfileChange) {
        let mut profiles = self.core.profiles.iter_mut();
        let Some(profile) = profiles.find(|one| one.id == change.extends) else {
            let known = self.core.profiles.iter().map(|one| one.id);
            return self.found.unknown(placed, change.extends, known);
        };
        profile.required.extend(&change.required);
    }

    /// Tells what the parts name that is not there.
    pub(super) fn check(&mut self, parts: &[Placed]) {
        let tables = self.base.tables(Language::En);
        let classes = tables.classes.iter().map(str::to_owned);
        let own = self.source.classes.names().cloned();
        let roles = self.core.roles.iter().map(|role| format!("@{}", role.id));
        let known = Known::new(&self.core, classes.chain(own).chain(roles));
        for placed in parts {
            let unknown = match &placed.part {
                Part::Rule(rule) => known.in_rule(rule),
                Part::Activity(activity) => known.in_activity(activity),
                Part::Profile(profile) => known.in_names(&profile.required, &[]),
                Part::RuleChange(change) => known.in_severities(&change.severity),
                Part::ActivityChange(change) => {
                    let owners = known.in_owners(&change.owners);
                    let names = known.in_names(&change.over, &change.unless);
                    [owners, names].concat()
                }
                Part::ProfileChange(change) => known.in_names(&change.required, &[]),
                Part::Role(role) => known.in_role(role),
                Part::Area(_) | Part::RoleChange(_) | Part::Classes(_) | Part::Lexicon(_) => {
                    Vec::new()
                }
            };
            for (words, kind) in unknown {
                self.found
                    .problem(placed, &words, &kind, &known.names(&kind));
            }
            if let Part::Rule(rule) = &placed.part {
                self.check_languages(placed, rule);
            }
        }
    }

    /// A rule is silent in a language in which nothing shows that it holds.
    fn check_languages(&mut self, placed: &Placed, rule: &Rule<&'static str>) {
        for language in Language::ALL {
            let examples = rule.examples.get(&language);
            let is_shown = examples
                .is_some_and(|examples| !examples.invalid.is_empty() && !examples.valid.is_empty());
            if !is_shown {
                let step = [Step::Key("code")];
                self.found.language(placed, &step, rule.code, language);
            }
        }
    }

    /// Every levelled name of every role; tells those that lead to two.
    pub(super) fn name_roles(&mut self, parts: &[Placed]) {
        let mut names: BTreeMap<&'static str, Option<u16>> = self.base.core.names.iter().collect();
        for placed in parts {
            let Some(called) = placed.part.role_names() else {
                continue;
            };
            let at = self.core.roles.iter().position(|role| role.id == called.id);
            let at = at.and_then(|at| u16::try_from(at).ok());
            let titles = called.title.iter();
            let titles = titles.flat_map(|title| Language::ALL.map(|one| *title.of(one)));
            let aliases = Language::ALL.iter().flat_map(|&one| called.aliases.of(one));
            let own = called.title.map(|_| called.id).into_iter().chain(titles);
            for name in own.chain(aliases.chain(called.short).copied()) {
                let key: &'static str = level(name).leak();
                if names.get(key).is_some_and(|other| *other != at) {
                    self.found.problem(placed, name, &ProblemKind::Taken, &[]);
                }
                names.insert(key, at);
            }
            for name in called.never {
                names.entry(level(name).leak()).or_insert(None);
            }
        }
        self.core.names = names.into();
    }

    /// The word tables with what the packs add; tells words and phrases that cannot be read.
    pub(super) fn tables(&mut self, parts: &[Placed]) -> [Tables<'static>; 3] {
        let known: BTreeMap<&str, usize> = {
            let activities = self.base.core.activities.iter();
            activities.map(|one| (one.id, one.phrases.len())).collect()
        };
        let activities = self.core.activities.iter();
        self.source.activities = activities
            .map(|activity| {
                let old = known.get(activity.id).copied().unwrap_or_default();
                let added = activity.phrases[old..].iter();
                let added = added.map(|&phrase| phrase.to_owned());
                (activity.id.to_owned(), added.collect())
            })
            .collect();
        self.source.actors = parts.iter().flat_map(actors).collect();
        let activities: Vec<&str> = self.core.activities.iter().map(|one| one.id).collect();
        Language::ALL.map(|language| {
            let base = self.base.tables(language);
            let (bytes, problems) = lexicon::extend(base, &self.source, language);
            // A pack lives as long as the program.
            let tables = Tables::open(Box::leak(bytes.into_boxed_slice())).unwrap_or_default();
            let classes: Vec<&str> = tables.classes.iter().collect();
            for problem in problems {
                self.found.lexicon(parts, &problem, &classes, &activities);
            }
            tables
        })
    }
}

/// The names by which texts speak of a role.
fn actors(placed: &Placed) -> Vec<(String, Language, Vec<String>)> {
    let Some(called) = placed.part.role_names() else {
        return Vec::new();
    };
    let names = Language::ALL.into_iter().map(|language| {
        let title = called.title.map(|title| title.of(language));
        let names = called.aliases.of(language).iter().chain(title);
        let names = names.map(|&name| name.to_owned()).collect();
        (called.id.to_owned(), language, names)
    });
    names.collect()
}
