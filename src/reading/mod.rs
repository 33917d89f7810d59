//! Duties to claims: what a text says that a role does, decides, answers for, leaves to others or does not do.

mod clause;
mod flag;
mod likely;
mod matching;
mod set;
mod stance;

use set::NumbersOf;
pub use set::{Asked, Set};
pub use stance::Stance;

use crate::classifier::Scorer;
use crate::language::{Language, guess};
use crate::lexicon::Vocabulary;
use crate::lexicon::{ClassId, ClassKind, Tables};
use crate::pack::{Activity, HeldWhen, Pack};
use clause::{Buffers, ClauseKind, Marks, Sentence};
use flag::Flags;
use matching::{Finder, Match};
use stance::{StanceMarks, hands_over, is_pressed, names_itself, of_itself, stance_of};
use std::cell::OnceCell;
use std::ops::Range;

/// "This text claims this activity, with this stance, here."
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Index into the pack's activities.
    pub activity: u16,
    pub stance: Stance,
    /// Bytes of the decoded text: the shortest run of words that proves it.
    pub range: Range<usize>,
    /// Number of the clause in the text.
    pub clause: usize,
    /// False where no phrase proves it and the classifier thinks it likely.
    pub certain: bool,
    /// How sure that is, in percent: words of a phrase and the classifier's opinion together.
    pub confidence: u8,
}

/// From this confidence on a claim is sure enough to object to, in percent.
const SURE: u8 = 50;

impl Claim {
    /// Whether it is sure enough to object to.
    pub fn is_sure(&self) -> bool {
        self.confidence >= SURE
    }
}

/// Words of a class, where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub class: &'static str,
    pub range: Range<usize>,
    pub clause: usize,
}

/// What one text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub language: Option<Language>,
    pub claims: Vec<Claim>,
    pub marks: Vec<Mark>,
    /// Bytes of a main clause's passive without an actor (`the backlog is ordered`).
    pub actorless: Option<Range<usize>>,
    /// How many things the first clause says are done, one after the other.
    pub verb_groups: usize,
    /// The classes of the marks that rules ask for.
    pub classes: Set,
}

impl Reading {
    /// Whether a word of one of these classes stands in the text.
    pub fn says(&self, classes: &[&str]) -> bool {
        self.marks.iter().any(|mark| classes.contains(&mark.class))
    }

    /// Whether a word of one of these classes stands in this clause.
    pub fn clause_says(&self, clause: usize, classes: &[&str]) -> bool {
        let mut marks = self.marks.iter();
        marks.any(|mark| mark.clause == clause && classes.contains(&mark.class))
    }
}

/// Reads texts; remembers the words that it has met.
pub struct Reader<'t> {
    pack: &'t Pack,
    asked: Asked,
    languages: [Option<PerLanguage<'t>>; 3],
}

struct PerLanguage<'t> {
    tables: &'t Tables<'static>,
    vocabulary: Vocabulary<'t>,
    flags: Flags<'t>,
    marks: Marks,
    stances: StanceMarks,
    scorer: Scorer<'t>,
    finder: Finder,
    buffers: Buffers,
    /// The classes that speak against each activity, once that was asked.
    unless: Vec<OnceCell<Vec<ClassId>>>,
    /// The number of each class among those that rules ask for.
    asked: NumbersOf,
}

impl<'t> PerLanguage<'t> {
    fn new(pack: &'t Pack, language: Language, asked: &Asked) -> Self {
        let tables = pack.tables(language);
        let vocabulary = Vocabulary::new(tables, language);
        let mut flags = Flags::new(tables);
        let marks = Marks::new(&mut flags);
        let stances = StanceMarks::new(pack, tables, &mut flags);
        Self {
            tables,
            marks,
            flags,
            scorer: Scorer::new(pack.model(language), tables),
            finder: Finder::new(tables),
            buffers: Buffers::default(),
            unless: vec![OnceCell::new(); pack.core.activities.len()],
            asked: asked.numbers_of(tables, &stances.actors),
            stances,
            vocabulary,
        }
    }
}

impl<'t> Reader<'t> {
    pub fn new(pack: &'t Pack) -> Self {
        Self {
            pack,
            asked: Asked::new(pack),
            languages: [const { None }; 3],
        }
    }

    /// The classes that rules ask for.
    pub fn asked(&self) -> &Asked {
        &self.asked
    }

    /// Reads a text of a role; `declared` is the language that its author says it is in.
    pub fn read(&mut self, text: &str, declared: Option<Language>, role: Option<&str>) -> Reading {
        self.read_with(text, declared, role, true)
    }

    /// The same of a duty, with those marks alone that rules may look at: there are many duties.
    pub fn read_duty(
        &mut self,
        text: &str,
        declared: Option<Language>,
        role: Option<&str>,
    ) -> Reading {
        self.read_with(text, declared, role, false)
    }

    fn read_with(
        &mut self,
        text: &str,
        declared: Option<Language>,
        role: Option<&str>,
        wants_all: bool,
    ) -> Reading {
        let language = guess(text, declared).unwrap_or(Language::En);
        let pack = self.pack;
        let own = self.languages[language as usize]
            .get_or_insert_with(|| PerLanguage::new(pack, language, &self.asked));
        own.scorer.forget_before(own.vocabulary.first());
        let buffers = std::mem::take(&mut own.buffers);
        let sentence = Sentence::new(
            text,
            language,
            &mut own.vocabulary,
            &own.marks,
            &own.flags,
            buffers,
        );
        let found = own.finder.matches(&sentence, own.tables, &own.marks);
        let mut kept = choose(&sentence, found, &pack.core.activities);
        let general =
            |matched: &Match| pack.core.activities[usize::from(matched.activity)].fallback;
        let told: Vec<usize> = kept
            .iter()
            .filter(|matched| !general(matched))
            .map(|matched| matched.clause)
            .collect();
        kept.retain(|matched| !general(matched) || !told.contains(&matched.clause));
        likely::add(&sentence, pack, &mut own.scorer, &mut kept);
        let (tables, unless) = (own.tables, &own.unless);
        kept.retain(|matched| {
            let activity = usize::from(matched.activity);
            let excuses = unless[activity].get_or_init(|| {
                let classes = pack.core.activities[activity].unless.iter();
                classes.filter_map(|class| tables.class(class)).collect()
            });
            !sentence.hits.iter().any(|hit| excuses.contains(&hit.class))
        });
        // Circumstances are no duty where the text has one: decides what is dropped when the budget runs out.
        let circumstance = |matched: &Match| {
            let clause = &sentence.clauses[matched.clause];
            clause.kind == ClauseKind::Side && sentence.is(clause.first, own.marks.side)
        };
        if !kept.iter().all(circumstance) {
            kept.retain(|matched| !circumstance(matched));
        }
        // Nor is what a duty is for, where the duty is plain.
        let purpose =
            |matched: &Match| sentence.clauses[matched.clause].kind == ClauseKind::Purpose;
        let plain = |matched: &Match| {
            let is_signal = pack.core.activities[usize::from(matched.activity)].signal;
            matched.certain && !is_signal && !purpose(matched)
        };
        if kept.iter().any(plain) {
            kept.retain(|matched| !purpose(matched));
        }
        let mut claims: Vec<Claim> = kept
            .iter()
            .map(|matched| claim(&sentence, matched, role, pack, own))
            .collect();
        claims.sort_by_key(|claim| (claim.range.start, claim.range.end, claim.activity));
        let claims = joined(claims);
        let mut classes = Set::default();
        for hit in &sentence.hits {
            if let Some(number) = own.asked.of(hit.class) {
                classes.insert(number);
            }
        }
        let wants_all = wants_all || self.asked.wants_all(classes);
        let hits = sentence.hits.iter().filter(|hit| {
            (wants_all || own.asked.of(hit.class).is_some())
                && sentence.kind(hit) != ClassKind::Literal
        });
        let marks = hits.map(|hit| Mark {
            class: own.tables.classes.at(usize::from(hit.class)),
            range: sentence.tokens[hit.first].start..sentence.tokens[hit.last].end,
            clause: sentence.clause_of[hit.first],
        });
        let marks = marks.collect();
        let actorless = sentence.actorless(&own.marks, own.stances.any_actor());
        if actorless.is_some() {
            classes.insert(Asked::ACTORLESS);
        }
        let verb_groups = sentence.verb_groups();
        own.buffers = sentence.into_buffers();
        Reading {
            language: Some(language),
            claims,
            marks,
            verb_groups,
            actorless,
            classes,
        }
    }
}

/// What a match claims for a role.
fn claim(
    sentence: &Sentence,
    matched: &Match,
    role: Option<&str>,
    pack: &Pack,
    own: &PerLanguage,
) -> Claim {
    let stance = stance_of(sentence, matched, role, &own.marks, &own.stances);
    let activity = &pack.core.activities[usize::from(matched.activity)];
    let is_held = |way: HeldWhen| activity.held_when.contains(&way);
    // All that others say goes through this role, or it sees to what they do.
    let through = stance == Stance::Delegates
        && (activity.signal
            && names_itself(sentence, matched.clause, role, &own.marks, &own.stances)
            || is_held(HeldWhen::Ensured) && is_pressed(sentence, matched.clause, &own.stances)
            || is_held(HeldWhen::Handed) && hands_over(sentence, matched, &own.stances))
        || stance == Stance::Supports && matched.certain && is_held(HeldWhen::Helped);
    // What happens when, while or if something else does is told of circumstances.
    let aside = match sentence.clauses[matched.clause].kind {
        ClauseKind::Side => !of_itself(sentence, matched.clause, role, &own.marks, &own.stances),
        ClauseKind::Main | ClauseKind::Complement | ClauseKind::Purpose => false,
    };
    Claim {
        activity: matched.activity,
        stance: if through { Stance::Does } else { stance },
        range: range_of(sentence, matched),
        clause: matched.clause,
        certain: matched.certain,
        confidence: if aside {
            matched.confidence.min(SURE - 1)
        } else {
            matched.confidence
        },
    }
}

/// Claims of one activity with one stance in one clause are one claim over all their words; of those in several
/// clauses the first of the surest stays.
fn joined(claims: Vec<Claim>) -> Vec<Claim> {
    let mut kept: Vec<Claim> = Vec::new();
    for claim in claims {
        let same = kept
            .iter_mut()
            .find(|other| other.activity == claim.activity && other.stance == claim.stance);
        match same {
            Some(other) if other.clause == claim.clause => {
                other.range.end = other.range.end.max(claim.range.end);
                other.certain |= claim.certain;
                other.confidence = other.confidence.max(claim.confidence);
            }
            Some(other) => {
                if (claim.certain, claim.is_sure()) > (other.certain, other.is_sure()) {
                    *other = claim;
                }
            }
            None => kept.push(claim),
        }
    }
    kept.sort_by_key(|claim| (claim.range.start, claim.range.end, claim.activity));
    kept
}

fn range_of(sentence: &Sentence, matched: &Match) -> Range<usize> {
    let first = matched.tokens.first().copied().unwrap_or(matched.head);
    let last = matched.tokens.last().copied().unwrap_or(matched.head);
    sentence.tokens[first].start..sentence.tokens[last].end
}

/// The more specific activity wins on the same words.
fn choose(sentence: &Sentence, mut found: Vec<Match>, activities: &[Activity<&str>]) -> Vec<Match> {
    let spread = |matched: &Match| {
        matched.tokens.last().unwrap_or(&0) - matched.tokens.first().unwrap_or(&0)
    };
    // Of two phrases that weigh the same, the one with a verb proves more.
    let acts = |matched: &Match| {
        let mut hits = matched.hits.iter().map(|&hit| &sentence.hits[hit]);
        hits.any(|hit| sentence.kind(hit) == ClassKind::Action)
    };
    found.sort_by(|a, b| {
        let first = (b.weight, acts(b), spread(a), a.head, a.phrase);
        first.cmp(&(a.weight, acts(a), spread(b), b.head, b.phrase))
    });
    let mut kept: Vec<Match> = Vec::new();
    for matched in found {
        let own = &activities[usize::from(matched.activity)];
        let things = things_of(sentence, &matched);
        let loses = kept.iter().any(|winner| {
            if winner.clause != matched.clause {
                return false;
            }
            let same_words = matched
                .tokens
                .iter()
                .all(|token| winner.tokens.contains(token));
            if winner.activity == matched.activity {
                return winner
                    .tokens
                    .iter()
                    .any(|token| matched.tokens.contains(token));
            }
            let other = &activities[usize::from(winner.activity)];
            let shared_thing = things_of(sentence, winner)
                .iter()
                .any(|token| things.contains(token));
            let shared_head = winner.head == matched.head;
            if own.over.contains(&other.id) {
                return false;
            }
            if other.over.contains(&own.id) && (shared_thing || shared_head) {
                return true;
            }
            if own.signal != other.signal {
                return false;
            }
            same_words || (shared_head && (shared_thing || things.is_empty()))
        });
        if loses {
            continue;
        }
        // A weaker phrase of an activity that goes before takes the words over.
        kept.retain(|winner| {
            let other = &activities[usize::from(winner.activity)];
            let shared = winner.clause == matched.clause
                && winner
                    .tokens
                    .iter()
                    .any(|token| matched.tokens.contains(token));
            !(shared && own.over.contains(&other.id))
        });
        kept.push(matched);
    }
    kept
}

fn things_of(sentence: &Sentence, matched: &Match) -> Vec<usize> {
    matched
        .hits
        .iter()
        .filter(|&&hit| sentence.kind(&sentence.hits[hit]) != ClassKind::Action)
        .flat_map(|&hit| sentence.hits[hit].first..=sentence.hits[hit].last)
        .collect()
}
