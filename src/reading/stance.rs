//! How a role stands to what a clause says: does, decides, delegates, supports, is told of it, or does not.

use super::clause::{ClauseKind, Conjunct, Marks, Preposition, Sentence};
use super::flag::{Flag, Flags};
use super::matching::Match;
use crate::language::{Language, TokenKind};
use crate::lexicon::{ClassId, Tables};
use crate::pack::Pack;

/// How the role stands to an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    Does,
    Accountable,
    Decides,
    Delegates,
    Supports,
    Informed,
    Negated,
    DemandedSkill,
}

impl Stance {
    pub fn name(self) -> &'static str {
        match self {
            Self::Does => "does",
            Self::Accountable => "accountable",
            Self::Decides => "decides",
            Self::Delegates => "delegates",
            Self::Supports => "supports",
            Self::Informed => "informed",
            Self::Negated => "negated",
            Self::DemandedSkill => "demanded-skill",
        }
    }

    /// Whether a role with this stance holds the activity.
    pub fn holds(self) -> bool {
        matches!(self, Self::Does | Self::Accountable | Self::Decides)
    }
}

/// The mark classes that set a stance.
pub(super) struct StanceMarks {
    negation: Flag,
    full_time: Flag,
    without: Flag,
    contrast: Flag,
    delegate: Flag,
    hand_out: Flag,
    lies_with: Flag,
    ensure: Flag,
    answer_for: Flag,
    decide: Flag,
    support: Flag,
    coach: Flag,
    informed: Flag,
    skill: Flag,
    relative: Flag,
    may: Flag,
    self_actor: Flag,
    /// Roles by their names, and which one each class means.
    actor: Flag,
    pub(super) actors: Vec<(ClassId, &'static str)>,
    others: Flag,
}

impl StanceMarks {
    pub(super) fn new(pack: &Pack, tables: &Tables<'static>, flags: &mut Flags) -> Self {
        let roles = pack.core.roles.iter();
        let actors =
            roles.filter_map(|role| Some((tables.class(&format!("@{}", role.id))?, role.id)));
        let actors: Vec<(ClassId, &'static str)> = actors.collect();
        let decide = ["decide", "approve"].map(|name| tables.class(name));
        let coach = ["coach", "train"].map(|name| tables.class(name));
        Self {
            actor: flags.of_all(actors.iter().map(|&(class, _)| class)),
            decide: flags.of_all(decide.into_iter().flatten()),
            negation: flags.of("not"),
            full_time: flags.of("full-time"),
            without: flags.of("without"),
            contrast: flags.of("but"),
            delegate: flags.of("delegate"),
            hand_out: flags.of("allocate"),
            lies_with: flags.of("lies-with"),
            ensure: flags.of("ensure"),
            answer_for: flags.of("answer-for"),
            support: flags.of("support"),
            coach: flags.of_all(coach.into_iter().flatten()),
            informed: flags.of("informed"),
            skill: flags.of("skill"),
            relative: flags.of("relative"),
            may: flags.of("may"),
            self_actor: flags.of("self"),
            others: flags.of("other-actor"),
            actors,
        }
    }

    /// Words that name who acts.
    pub(super) fn any_actor(&self) -> Flag {
        self.actor | self.self_actor | self.others
    }
}

/// A heading has no more words than this.
const LONGEST_HEADING: usize = 6;

/// The stance of each match, for a role with this id.
pub(super) fn stance_of(
    sentence: &Sentence,
    matched: &Match,
    role: Option<&str>,
    marks: &Marks,
    stances: &StanceMarks,
) -> Stance {
    let reading = Reading::new(sentence, role, marks, stances);
    let clause = &sentence.clauses[matched.clause];
    let conjunct = clause
        .conjuncts
        .iter()
        .position(|conjunct| (conjunct.first..conjunct.end).contains(&matched.head))
        .unwrap_or(0);
    let conjuncts = &clause.conjuncts;
    let here = conjuncts[conjunct];
    if reading.negated(matched, conjuncts, conjunct) {
        return Stance::Negated;
    }
    if reading.by_others(matched, conjuncts, conjunct, clause.kind) {
        return Stance::Delegates;
    }
    let governed = |class: Flag| reading.governs(class, matched, here);
    if governed(stances.informed) {
        return Stance::Informed;
    }
    if governed(stances.support) || reading.coached(matched, here) {
        return Stance::Supports;
    }
    if governed(stances.skill) {
        return Stance::DemandedSkill;
    }
    let own = |class: Flag| {
        let mut hits = matched.hits.iter();
        hits.any(|&hit| sentence.is(sentence.hits[hit].first, class))
    };
    if own(stances.decide) || governed(stances.decide) || governed(stances.may) {
        return Stance::Decides;
    }
    let answer = stances.answer_for | stances.ensure;
    if own(answer) || governed(answer) || reading.ensured(matched.clause) {
        return Stance::Accountable;
    }
    Stance::Does
}

/// Whether a clause tells more of this role: `… to the Product Owner, who also approves their leave`.
pub(super) fn of_itself(
    sentence: &Sentence,
    clause: usize,
    role: Option<&str>,
    marks: &Marks,
    stances: &StanceMarks,
) -> bool {
    let reading = Reading::new(sentence, role, marks, stances);
    reading.antecedent(clause) == Some(false)
}

/// Whether a clause names this role: `all communication with the Developers goes through the Product Owner`.
pub(super) fn names_itself(
    sentence: &Sentence,
    clause: usize,
    role: Option<&str>,
    marks: &Marks,
    stances: &StanceMarks,
) -> bool {
    let reading = Reading::new(sentence, role, marks, stances);
    let clause = &sentence.clauses[clause];
    (clause.first..clause.end).any(|token| reading.other_actor(token) == Some(false))
}

/// Whether the role sees to what others do: `makes sure that the team completes more points`.
pub(super) fn is_pressed(sentence: &Sentence, clause: usize, stances: &StanceMarks) -> bool {
    let leaves = stances.lies_with | stances.delegate | stances.negation;
    sentence.clauses[clause].kind == ClauseKind::Complement
        && !sentence.says(clause, leaves)
        && clause.checked_sub(1).is_some_and(|before| {
            sentence.says(before, stances.ensure) && !sentence.says(before, stances.negation)
        })
}

/// Whether what is handed over are the things themselves: delegates tasks, not the allocation of tasks.
pub(super) fn hands_over(sentence: &Sentence, matched: &Match, stances: &StanceMarks) -> bool {
    sentence.is(matched.head, stances.delegate)
        && sentence.is(matched.head, stances.hand_out)
        && sentence.is_verb(matched.head)
        && matched
            .tokens
            .iter()
            .all(|&token| token == matched.head || !sentence.is_action(token))
        && !sentence.says(matched.clause, stances.lies_with | stances.negation)
}

struct Reading<'s, 't> {
    sentence: &'s Sentence<'t>,
    role: Option<&'s str>,
    marks: &'s Marks,
    stances: &'s StanceMarks,
}

impl<'s, 't> Reading<'s, 't> {
    fn new(
        sentence: &'s Sentence<'t>,
        role: Option<&'s str>,
        marks: &'s Marks,
        stances: &'s StanceMarks,
    ) -> Self {
        Self {
            sentence,
            role,
            marks,
            stances,
        }
    }

    fn negated(&self, matched: &Match, conjuncts: &[Conjunct], conjunct: usize) -> bool {
        let clause = &self.sentence.clauses[matched.clause];
        // `without`, `instead of`: all that follows in the clause, up to a new finite verb behind a comma.
        let last = matched.tokens.last().copied().unwrap_or(matched.head);
        let without = (clause.first..last)
            .rev()
            .find(|&token| self.sentence.is(token, self.stances.without));
        if let Some(at) = without {
            let broken = (at..matched.head)
                .any(|token| self.sentence.is(token, self.stances.contrast))
                || self.fronted(at, clause.first, matched)
                || conjuncts.iter().any(|other| {
                    other.first > at + 1
                        && other.first <= matched.head
                        && (self.comma_before(other.first) || self.is_third_person(other.first))
                });
            // Leads without being a superior: the first thing behind `without` is what the match speaks of.
            let object = (at + 1..clause.end).find(|&token| self.sentence.is_thing(token));
            let split = matched.head < at
                && object.is_some_and(|object| matched.tokens.contains(&object))
                && matched
                    .tokens
                    .iter()
                    .all(|&token| token == matched.head || token > at);
            if !broken
                && (matched.head >= at
                    || split
                    || matched.tokens.first().is_some_and(|&first| first > at))
            {
                return true;
            }
        }
        self.conjunct_negated(conjuncts, conjunct, matched)
            || self.within_negated(matched.clause)
            || self.under_negation(matched)
    }

    /// `Not part of the role: appraisal of persons`: what a heading without a verb denies.
    fn under_negation(&self, matched: &Match) -> bool {
        let Some(before) = matched.clause.checked_sub(1) else {
            return false;
        };
        let heading = &self.sentence.clauses[before];
        let tokens = heading.first..heading.end;
        let colon = self.sentence.tokens.get(heading.end);
        let word = self.sentence.word(matched.head);
        let finite = self.sentence.is_verb(matched.head)
            && match self.sentence.language {
                Language::En => word.ends_with('s'),
                Language::De => true,
                Language::Fr => !["er", "ir", "re"].iter().any(|end| word.ends_with(end)),
            };
        before == 0
            && tokens.len() <= LONGEST_HEADING
            && colon.is_some_and(|token| token.kind == TokenKind::Mark(':'))
            && !finite
            && tokens.clone().all(|token| !self.sentence.is_verb(token))
            && tokens
                .into_iter()
                .any(|token| self.sentence.is(token, self.stances.negation))
    }

    /// `Statt eines Projektplans führt sie eine Roadmap`: what stands before the German verb ends with it.
    fn fronted(&self, at: usize, first: usize, matched: &Match) -> bool {
        let behind = matched
            .tokens
            .iter()
            .filter(|&&token| token != matched.head);
        self.sentence.language == Language::De
            && at == first
            && behind.min().is_some_and(|&object| {
                (at + 1..object).any(|token| {
                    self.sentence.is_verb(token)
                        && self.sentence.word(token).starts_with(char::is_lowercase)
                        && self.sentence.word(token).ends_with('t')
                })
            })
    }

    /// The complement of a negated verb: nobody expects that …
    fn within_negated(&self, clause: usize) -> bool {
        let Some(before) = clause.checked_sub(1) else {
            return false;
        };
        let parent = &self.sentence.clauses[before];
        let last = parent
            .conjuncts
            .last()
            .map_or(parent.first, |conjunct| conjunct.first);
        self.sentence.clauses[clause].kind == ClauseKind::Complement
            && (last..parent.end).any(|token| self.sentence.is(token, self.stances.negation))
    }

    /// An English verb that begins a statement of its own (`stays out of it and decides`).
    fn is_third_person(&self, token: usize) -> bool {
        self.sentence.language == Language::En
            && self.sentence.is_verb(token)
            && self.sentence.word(token).ends_with('s')
    }

    fn comma_before(&self, token: usize) -> bool {
        token > 0 && self.sentence.tokens[token - 1].kind == TokenKind::Mark(',')
    }

    fn conjunct_negated(&self, conjuncts: &[Conjunct], conjunct: usize, matched: &Match) -> bool {
        let here = conjuncts[conjunct];
        let mut trigger = None;
        for token in here.first..here.end {
            // A negation that made the classifier think so is a part of what it thinks: `nobody may ask the team`.
            let own = !matched.certain && matched.tokens.contains(&token);
            if self.sentence.is(token, self.stances.negation)
                && !own
                && !self.in_relative(token, matched)
            {
                trigger = trigger.or(Some(token));
            }
            if self.sentence.is(token, self.stances.contrast) {
                // sondern eine Roadmap: the verb may stand before, with what is not done.
                let object = matched.tokens.iter().filter(|&&own| own != matched.head);
                let behind = matched.head > token || matched.tokens.len() > 1;
                if behind && object.clone().all(|&own| own > token) {
                    trigger = None;
                } else {
                    break;
                }
            }
        }
        if let Some(at) = trigger {
            // In English and French a verb group before `not`, with its own object, stays as it is.
            let before = matched.tokens.iter().all(|&token| token < at);
            if let Some(end) = self.aside_until(at, here) {
                let behind = end > at + 1
                    && end < here.end
                    && matched.tokens.iter().all(|&token| token > end);
                return !(before || behind);
            }
            return !before
                || self.sentence.language == Language::De
                || self.final_negation(at, here);
        }
        let Some(previous) = conjunct.checked_sub(1) else {
            return false;
        };
        let carries = here.or
            || self.bare_after_auxiliary(conjuncts, conjunct)
            || self.is_zu_infinitive(here);
        carries && self.conjunct_negated(conjuncts, previous, matched)
    }

    /// `…, not after it`, `…, und nicht, wer wie lange …`: a negation that begins a fragment speaks of the
    /// fragment, up to the comma that ends it.
    fn aside_until(&self, at: usize, here: Conjunct) -> Option<usize> {
        let joined = at > here.first
            && (self.comma_before(at) || self.sentence.is(at - 1, self.marks.conjunction));
        let is_comma = |token: usize| self.sentence.tokens[token].kind == TokenKind::Mark(',');
        let end = (at + 1..here.end).find(|&token| is_comma(token));
        let end = end.unwrap_or(here.end);
        let bare = (at + 1..end).all(|token| !self.sentence.is_verb(token));
        (joined && bare).then_some(end)
    }

    /// Whether a word stands in a clause about an object of the match: ideas that do not help, `Ideen, die nicht nützen`.
    fn in_relative(&self, token: usize, matched: &Match) -> bool {
        (matched.head + 1..token).any(|at| {
            self.sentence.is(at, self.stances.relative)
                && (self.sentence.language != Language::De || self.comma_before(at))
        })
    }

    /// `… is not part of the role`: a negation behind all content speaks of the whole.
    fn final_negation(&self, at: usize, here: Conjunct) -> bool {
        (at + 1..here.end).all(|token| !self.sentence.is_action(token))
    }

    /// `ist nicht befugt, Wünsche zurückzustellen`: what is not allowed or not asked for follows behind the comma.
    fn is_zu_infinitive(&self, here: Conjunct) -> bool {
        let zu = |token: usize| {
            let word = self.sentence.word(token);
            let inside = word.get(2..).is_some_and(|rest| rest.contains("zu"));
            self.sentence.is_verb(token)
                && word.ends_with('n')
                && (inside || token > here.first && self.sentence.word(token - 1) == "zu")
        };
        self.sentence.language == Language::De
            && self.comma_before(here.first)
            && (here.first..here.end).any(zu)
    }

    /// `does not plan and track`: the second verb lacks the ending of a new statement.
    fn bare_after_auxiliary(&self, conjuncts: &[Conjunct], conjunct: usize) -> bool {
        if self.sentence.language != Language::En {
            return false;
        }
        let bare = |conjunct: Conjunct| {
            (conjunct.first..conjunct.end)
                .find(|&token| self.sentence.is_verb(token))
                .is_some_and(|token| !self.sentence.word(token).ends_with('s'))
        };
        let contrast = (conjuncts[conjunct].first..conjuncts[conjunct].end)
            .any(|token| self.sentence.is(token, self.stances.contrast));
        let joint = conjuncts[conjunct].first.checked_sub(1);
        let contrast =
            contrast || joint.is_some_and(|token| self.sentence.is(token, self.stances.contrast));
        bare(conjuncts[conjunct]) && bare(conjuncts[conjunct - 1]) && !contrast
    }

    fn other_actor(&self, token: usize) -> Option<bool> {
        if self.sentence.is(token, self.stances.self_actor) {
            return Some(false);
        }
        if self.sentence.is(token, self.stances.actor) {
            let mut actors = self.stances.actors.iter();
            let actor = actors.find(|(class, _)| self.sentence.has(token, *class));
            return actor.map(|&(_, role)| self.role != Some(role));
        }
        self.sentence.is(token, self.stances.others).then_some(true)
    }

    /// Whether another role than this one acts here.
    fn by_others(
        &self,
        matched: &Match,
        conjuncts: &[Conjunct],
        conjunct: usize,
        kind: ClauseKind,
    ) -> bool {
        let here = conjuncts[conjunct];
        let clause = &self.sentence.clauses[matched.clause];
        let other_in =
            |from: usize, to: usize| (from..to).any(|token| self.other_actor(token) == Some(true));
        if let Some(other) = self.antecedent(matched.clause) {
            return other;
        }
        if self.left_to_others(matched.clause) {
            return true;
        }
        let delegate =
            (here.first..here.end).find(|&token| self.sentence.is(token, self.stances.delegate));
        // Whoever something is left to is somebody else: leaves the order to her.
        let to_whom = |at: usize| {
            (at + 1..here.end).any(|token| {
                self.sentence.is(token, self.stances.self_actor)
                    && self.sentence.is(token - 1, self.marks.preposition)
            })
        };
        if delegate.is_some_and(|at| other_in(at, clause.end) || other_in(0, at) || to_whom(at)) {
            return true;
        }
        let lies = (clause.first..clause.end)
            .find(|&token| self.sentence.is(token, self.stances.lies_with));
        if lies.is_some_and(|at| !self.parts_own(clause.first, matched, at)) {
            return other_in(clause.first, clause.end);
        }
        // by the Developers, durch die Developer, par l'équipe
        let agent = (here.first..here.end).any(|token| {
            self.other_actor(token) == Some(true)
                && self
                    .sentence
                    .starting(token)
                    .iter()
                    .any(|&hit| self.sentence.hits[hit].preposition == Preposition::By)
        });
        if agent {
            return true;
        }
        if self.is_undergone(matched.head, here) {
            return false;
        }
        if let Some(other) = self.subject_behind_verb(matched, clause.first, clause.end) {
            return other;
        }
        self.subject_is_other(here.first, here.end, kind)
            .or_else(|| {
                // A conjunct without a subject of its own has that of the one before.
                (conjunct > 0)
                    .then(|| self.subject_is_other(conjuncts[0].first, conjuncts[0].end, kind))
                    .flatten()
            })
            .unwrap_or(false)
            && (kind != ClauseKind::Main || !conjuncts.is_empty())
    }

    /// Whether a clause tells what others are free to do: leaves to the team what it takes on.
    fn left_to_others(&self, clause: usize) -> bool {
        let Some(before) = clause.checked_sub(1) else {
            return false;
        };
        let parent = &self.sentence.clauses[before];
        let keeps = self.stances.negation | self.stances.ensure;
        self.sentence.clauses[clause].kind == ClauseKind::Complement
            && self.sentence.says(before, self.stances.delegate)
            && !self.sentence.says(before, keeps)
            && (parent.first..parent.end).any(|token| self.other_actor(token) == Some(true))
    }

    /// Whether the subject has something done to it: the Developers are assigned, `damit das Team ausgelastet ist`.
    fn is_undergone(&self, verb: usize, here: Conjunct) -> bool {
        let beside = match self.sentence.language {
            Language::En | Language::Fr => verb.saturating_sub(2).max(here.first)..verb,
            Language::De => verb + 1..here.end.min(verb + 2),
        };
        self.sentence.is_verb(verb)
            && self.sentence.is_participle(verb)
            && beside
                .into_iter()
                .any(|token| self.sentence.is(token, self.marks.passive))
    }

    /// `Writes some stories, the rest come from the team`: the verb that opens the clause says what the role does.
    fn parts_own(&self, first: usize, matched: &Match, lies: usize) -> bool {
        let word = self.sentence.word(first);
        let finite = match self.sentence.language {
            Language::En => word.ends_with('s'),
            Language::De => word.ends_with('t'),
            Language::Fr => word.ends_with(['e', 't']) && !word.ends_with("re"),
        };
        finite
            && matched.head == first
            && self.sentence.is_verb(first)
            && (first..lies).any(|token| self.comma_before(token))
            && matched.tokens.last().is_some_and(|&last| last < lies)
    }

    /// `…, who sets the order`, `…, qui en fixe l'ordre`: the actor right before the comma acts.
    fn antecedent(&self, clause: usize) -> Option<bool> {
        let own = &self.sentence.clauses[clause];
        let relative = own.kind == ClauseKind::Side
            && self.sentence.is(own.first, self.marks.which)
            && self.comma_before(own.first);
        if !relative {
            return None;
        }
        let before = &self.sentence.clauses[clause.checked_sub(1)?];
        let comma = own.first - 1;
        (before.first..comma)
            .rev()
            .take(3)
            .find_map(|token| self.other_actor(token))
    }

    /// In a German statement that begins with its object, the actor behind the verb: `Den Projektplan schreibt die
    /// Projektleitung`.
    fn subject_behind_verb(&self, matched: &Match, first: usize, end: usize) -> Option<bool> {
        if self.sentence.language != Language::De {
            return None;
        }
        let lower = |token: usize| self.sentence.word(token).to_lowercase();
        let small = |token: usize| self.sentence.word(token).starts_with(char::is_lowercase);
        let question = matches!(
            lower(first).as_str(),
            "wer" | "was" | "wie" | "welche" | "wann" | "ob" | "wo"
        );
        for verb in first + 1..end {
            if !(self.sentence.is_verb(verb) && small(verb)) {
                continue;
            }
            let joined = self.sentence.is(verb - 1, self.marks.conjunction)
                || (self.comma_before(verb) && !question);
            let asked = question && self.comma_before(verb);
            let fronted = asked || matched.tokens.iter().any(|&token| token < verb);
            if question && !asked && !joined {
                // The verb of the question itself: `Wie viele Stunden wer arbeitet, plant das Team`.
                continue;
            }
            if joined || !fronted || self.sentence.is_verb(first) {
                return None;
            }
            let mut next = verb + 1;
            let aside = |token: usize| {
                matches!(
                    lower(token).as_str(),
                    "sich" | "allein" | "selbst" | "einzig" | "nur" | "stets" | "immer"
                ) || self.sentence.is(token, self.stances.full_time)
            };
            while next < end && aside(next) {
                next += 1;
            }
            let article = next < end && matches!(lower(next).as_str(), "der" | "die" | "das");
            let actor = next + usize::from(article);
            let subject =
                article || (actor < end && self.sentence.is(actor, self.stances.self_actor));
            return (actor < end && subject && (asked || !matched.tokens.contains(&actor)))
                .then(|| self.other_actor(actor))
                .flatten();
        }
        None
    }

    /// The actor that a verb group begins with, if it does.
    fn subject_is_other(&self, first: usize, end: usize, kind: ClauseKind) -> Option<bool> {
        let mut determined = false;
        let verb_first = self.sentence.language == Language::En
            && self
                .sentence
                .tokens
                .first()
                .is_some_and(|token| token.kind == TokenKind::Word && token.end == token.stop)
            && self.sentence.word(0).ends_with('s')
            && self.sentence.starting(0).is_empty()
            && !self.sentence.word(0).eq_ignore_ascii_case("has");
        // `Ist der führende Fachexperte`: what follows is said of the role.
        let is_said = self.sentence.is(0, self.marks.passive);
        if (verb_first || is_said) && first == 0 {
            return None;
        }
        for token in first..end.min(first + 7) {
            if token > first && self.compares(token - 1) {
                continue;
            }
            // Whom something is done to is no subject: `dass das Produkt den Kunden mehr bringt`.
            let is_object = self.sentence.language == Language::De
                && token > first
                && matches!(self.sentence.word(token - 1), "den" | "dem" | "des");
            if is_object || self.is_of(token, first) {
                continue;
            }
            if let Some(other) = self.other_actor(token) {
                let preposition = self
                    .sentence
                    .starting(token)
                    .iter()
                    .any(|&hit| self.sentence.hits[hit].preposition != Preposition::None);
                let last = self
                    .sentence
                    .starting(token)
                    .iter()
                    .map(|&hit| self.sentence.hits[hit].last)
                    .max()
                    .unwrap_or(token);
                let is_finite = |next: usize| {
                    self.sentence.is_verb(next)
                        && !(self.sentence.language == Language::En
                            && self.sentence.word(next).ends_with("ing"))
                };
                let verb_next = (last + 1..end.min(last + 3)).any(is_finite)
                    || (last + 1 < end && self.sentence.is(last + 1, self.marks.which));
                let verb_later = (last + 1..end).any(|next| {
                    self.sentence.is_verb(next) || self.sentence.is(next, self.stances.ensure)
                });
                return (!preposition
                    && ((determined && verb_later) || verb_next)
                    && !(kind == ClauseKind::Main && self.is_headline(token, end)))
                .then_some(other);
            }
            if self.sentence.is_verb(token) {
                return None;
            }
            determined |= self.sentence.is(token, self.marks.determiner);
        }
        None
    }

    /// Whose something is does not act: management of the team, including leave.
    fn is_of(&self, token: usize, first: usize) -> bool {
        let head = (first..token)
            .rev()
            .find(|&at| !self.sentence.is(at, self.marks.determiner));
        self.sentence.language == Language::En
            && head.is_some_and(|at| {
                self.sentence.is(at, self.marks.genitive)
                    && (first..at).any(|action| self.sentence.is_action(action))
            })
    }

    /// `better than anyone else`: who is compared does not act.
    fn compares(&self, token: usize) -> bool {
        matches!(self.sentence.word(token), "than" | "als")
    }

    /// `Das Team coachen`: a German infinitive at the end, after one actor, has no subject.
    fn is_headline(&self, actor: usize, end: usize) -> bool {
        if self.sentence.language != Language::De {
            return false;
        }
        let end = (actor..end)
            .rev()
            .find(|&token| self.sentence.tokens[token].kind == TokenKind::Word);
        let Some(last) = end else { return false };
        let verbs = (actor + 1..=last)
            .filter(|&token| self.sentence.is_verb(token))
            .count();
        verbs == 1 && self.sentence.is_verb(last) && self.sentence.word(last).ends_with('n')
    }

    /// Whether words of a class rule over the match: in its verb group and before its head, or behind it in German.
    fn governs(&self, class: Flag, matched: &Match, here: Conjunct) -> bool {
        if class.is_none() {
            return false;
        }
        let before = (here.first..matched.head).any(|token| self.sentence.is(token, class));
        // Behind the head only a verb rules, in German: "bei der Planung unterstützt", not "mit Mitarbeitenden".
        before
            || self.sentence.is(matched.head, class)
            || (self.sentence.language == Language::De
                && (matched.head..here.end)
                    .take_while(|&token| !self.begins_clause(token))
                    .any(|token| {
                        self.sentence.is(token, class)
                            && (!self.sentence.is_action(token) || self.sentence.is_verb(token))
                    }))
    }

    /// `coaches the Product Owner in ordering the Product Backlog`: what somebody is taught they do themselves.
    fn coached(&self, matched: &Match, here: Conjunct) -> bool {
        let is_verb = |&token: &usize| {
            self.sentence.is(token, self.stances.coach) && self.sentence.is_verb(token)
        };
        let Some(verb) = (here.first..matched.head).find(is_verb) else {
            return false;
        };
        let is_taught = |token: usize| self.other_actor(token) == Some(true);
        !matched.tokens.contains(&verb) && (verb + 1..matched.head).any(is_taught)
    }

    /// What follows tells of something else: `mit allen, die daran mitwirken`, `prüft, ob es hilft`.
    fn begins_clause(&self, token: usize) -> bool {
        self.comma_before(token)
            && (self.sentence.is(token, self.stances.relative) || self.sentence.word(token) == "ob")
    }

    /// Whether a clause is the complement of `makes sure that`.
    fn ensured(&self, clause: usize) -> bool {
        let Some(before) = clause.checked_sub(1) else {
            return false;
        };
        self.sentence.clauses[clause].kind == ClauseKind::Complement
            && self.sentence.says(before, self.stances.ensure)
    }
}
