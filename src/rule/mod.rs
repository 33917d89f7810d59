//! Rules: each is a check with its arguments and texts; this module runs them over what was read.

mod abbreviations;
mod absent;
mod contradiction;
mod crowded;
mod fault;
mod fit;
mod hedged;
mod hit;
mod holds;
mod interface;
mod member;
mod merge;
mod missing;
mod mixed;
mod nameless;
mod only;
mod overlap;
mod overload;
mod people;
mod person;
mod phases;
mod plan;
mod powerless;
mod purpose;
mod remedy;
mod required;
mod seen;
mod served;
mod settings;
mod shared;
mod spelling;
mod subject;
mod sums;
mod undermined;
mod vague;
mod wording;
mod worth;

pub(crate) use fault::fault_finding;
pub use hit::Hit;
pub use member::Member;
pub use overlap::Answering;
pub use people::Holder;
pub use remedy::safety;
pub use seen::{SeenDuty, SeenFile, SeenRole};
pub use settings::Settings;

use crate::edit::Sheet;
use crate::finding::{Confidence, Finding, Location, Related, Severity, Subject};
use crate::language::Language;
use crate::model::Loaded;
use crate::pack::{Pack, Rule};
use crate::reading::Reader;
use crate::source::Span;
use plan::Plan;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// A rule of the compiled pack.
pub(crate) type PackRule = Rule<&'static str>;

/// The checks, one variant each.
#[derive(Clone, Copy)]
enum Check<'r> {
    Holds(&'r crate::pack::Holds<&'static str>),
    Sums(&'r crate::pack::Sums<&'static str>),
    Hedged(&'r crate::pack::Hedged<&'static str>),
    Shared(&'r crate::pack::Shared<&'static str>),
    Merge(&'r crate::pack::Merge<&'static str>),
    Purpose,
    Vague(&'r crate::pack::Vague<&'static str>),
    Missing(&'r crate::pack::Missing<&'static str>),
    Worth(&'r crate::pack::Worth<&'static str>),
    Undermined(&'r crate::pack::Undermined<&'static str>),
    Only(&'r crate::pack::Only<&'static str>),
    Wording(&'r crate::pack::Wording<&'static str>),
    Nameless(&'r crate::pack::Nameless<&'static str>),
    Served(&'r crate::pack::Served<&'static str>),
    Mixed(&'r crate::pack::Mixed<&'static str>),
    Overload(&'r crate::pack::Overload<&'static str>),
    Overlap(&'r crate::pack::Overlap<&'static str>),
    Contradiction(&'r crate::pack::Contradiction<&'static str>),
    Required(&'r crate::pack::Required<&'static str>),
    Phases(&'r crate::pack::Phases<&'static str>),
    Absent(&'r crate::pack::Absent<&'static str>),
    Interface(&'r crate::pack::Interface<&'static str>),
    Crowded(&'r crate::pack::Crowded),
    Abbreviations(&'r crate::pack::Abbreviations<&'static str>),
    Fit(&'r crate::pack::Fit<&'static str>),
    Powerless(&'r crate::pack::Powerless<&'static str>),
    Person(&'r crate::pack::Person<&'static str>),
    Spellings,
    /// Told by the reader of the file.
    Fault,
}

impl Check<'_> {
    /// Whether other roles of the charter decide what it finds.
    fn looks_around(self) -> bool {
        match self {
            Self::Missing(_)
            | Self::Undermined(_)
            | Self::Required(_)
            | Self::Phases(_)
            | Self::Absent(_)
            | Self::Interface(_) => true,
            Self::Purpose
            | Self::Worth(_)
            | Self::Only(_)
            | Self::Nameless(_)
            | Self::Served(_)
            | Self::Abbreviations(_)
            | Self::Fit(_)
            | Self::Powerless(_)
            | Self::Holds(_)
            | Self::Sums(_)
            | Self::Hedged(_)
            | Self::Shared(_)
            | Self::Merge(_)
            | Self::Vague(_)
            | Self::Wording(_)
            | Self::Mixed(_)
            | Self::Overload(_)
            | Self::Overlap(_)
            | Self::Contradiction(_)
            | Self::Crowded(_)
            | Self::Spellings
            | Self::Person(_)
            | Self::Fault => false,
        }
    }

    /// Whether it looks for what is not there.
    fn misses_something(self) -> bool {
        match self {
            Self::Purpose
            | Self::Missing(_)
            | Self::Worth(_)
            | Self::Undermined(_)
            | Self::Only(_)
            | Self::Nameless(_)
            | Self::Served(_)
            | Self::Required(_)
            | Self::Phases(_)
            | Self::Absent(_)
            | Self::Interface(_)
            | Self::Abbreviations(_)
            | Self::Fit(_)
            | Self::Powerless(_) => true,
            Self::Holds(_)
            | Self::Sums(_)
            | Self::Hedged(_)
            | Self::Shared(_)
            | Self::Merge(_)
            | Self::Vague(_)
            | Self::Wording(_)
            | Self::Mixed(_)
            | Self::Overload(_)
            | Self::Overlap(_)
            | Self::Contradiction(_)
            | Self::Crowded(_)
            | Self::Spellings
            | Self::Person(_)
            | Self::Fault => false,
        }
    }
}

/// The checks of a rule.
fn checks_of(rule: &PackRule) -> impl Iterator<Item = Check<'_>> {
    let check = &rule.check;
    [
        check.holds.as_deref().map(Check::Holds),
        check.sums.as_deref().map(Check::Sums),
        check.hedged.as_deref().map(Check::Hedged),
        check.shared.as_deref().map(Check::Shared),
        check.merge.as_deref().map(Check::Merge),
        check.purpose.as_ref().map(|_| Check::Purpose),
        check.vague.as_deref().map(Check::Vague),
        check.missing.as_deref().map(Check::Missing),
        check.worth.as_deref().map(Check::Worth),
        check.undermined.as_deref().map(Check::Undermined),
        check.only.as_deref().map(Check::Only),
        check.wording.as_deref().map(Check::Wording),
        check.nameless.as_deref().map(Check::Nameless),
        check.served.as_deref().map(Check::Served),
        check.mixed.as_deref().map(Check::Mixed),
        check.overload.as_deref().map(Check::Overload),
        check.overlap.as_deref().map(Check::Overlap),
        check.contradiction.as_deref().map(Check::Contradiction),
        check.required.as_deref().map(Check::Required),
        check.phases.as_deref().map(Check::Phases),
        check.absent.as_deref().map(Check::Absent),
        check.interface.as_deref().map(Check::Interface),
        check.crowded.as_deref().map(Check::Crowded),
        check.abbreviations.as_deref().map(Check::Abbreviations),
        check.fit.as_deref().map(Check::Fit),
        check.powerless.as_deref().map(Check::Powerless),
        check.person.as_deref().map(Check::Person),
        check.spellings.map(|_| Check::Spellings),
        check.fault.map(|_| Check::Fault),
    ]
    .into_iter()
    .flatten()
}

/// What a file's roles say that rules across files ask for.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Facts {
    pub members: Vec<Member>,
    pub answers: Vec<Answering>,
}

impl Facts {
    pub fn append(&mut self, mut other: Self) {
        self.members.append(&mut other.members);
        self.answers.append(&mut other.answers);
    }

    /// Turns places of files that were read as one into those of each.
    pub fn relocate(&mut self, turn: &impl Fn(&mut Location)) {
        for member in &mut self.members {
            turn(&mut member.location);
        }
        for role in &mut self.answers {
            role.relocate(turn);
        }
    }

    /// Says which file they are of, after they were read back from bytes.
    pub fn name(&mut self, path: &Arc<str>) {
        for member in &mut self.members {
            member.location.path = Arc::clone(path);
        }
        for role in &mut self.answers {
            role.name(path);
        }
    }
}

/// What one file gives: its findings, and what the rules across files need of it. Thousands of files keep theirs until
/// the end, so there is no room for more in these lists.
#[derive(Debug, Default)]
pub struct FileResult {
    pub findings: Vec<Finding>,
    pub facts: Facts,
}

/// The rules that run.
fn running<'p>(
    pack: &'p Pack,
    settings: &'p Settings,
) -> impl Iterator<Item = &'p PackRule> + Clone {
    let rules = settings.rules(pack);
    rules.filter_map(|(_, rule, enabled)| enabled.then_some(rule))
}

/// What of a charter a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it, or of several.
    Whole,
    /// One of the files of a folder that is a charter: what depends on other roles is told by the folder.
    File,
    /// The files of such a folder as one: only what depends on other roles.
    Folder,
}

/// Judges one file after the other; what is the same for files with the same settings is worked out once.
pub struct Judge<'p> {
    pack: &'p Pack,
    reader: Reader<'p>,
    plans: Vec<(Arc<Settings>, Plan)>,
}

impl<'p> Judge<'p> {
    pub fn new(pack: &'p Pack) -> Self {
        Self {
            pack,
            reader: Reader::new(pack),
            plans: Vec::new(),
        }
    }

    /// Runs the rules that look at one file.
    pub fn check(&mut self, file: &Loaded, settings: &Arc<Settings>, part: Part) -> FileResult {
        let known = |(own, _): &(Arc<Settings>, Plan)| Arc::ptr_eq(own, settings);
        let at = self.plans.iter().position(known).unwrap_or_else(|| {
            let plan = Plan::new(self.pack, settings, self.reader.asked());
            self.plans.push((Arc::clone(settings), plan));
            self.plans.len() - 1
        });
        let plan = &self.plans[at].1;
        check_planned(file, &mut self.reader, self.pack, settings, plan, part)
    }

    /// What the rules across files need of a file that is not judged itself.
    pub fn facts_of(&mut self, file: &Loaded, settings: &Settings) -> FileResult {
        facts_of(file, &mut self.reader, self.pack, settings)
    }
}

/// Runs the rules that look at one file.
pub fn check_file(
    file: &Loaded,
    reader: &mut Reader,
    pack: &Pack,
    settings: &Settings,
    part: Part,
) -> FileResult {
    let plan = Plan::new(pack, settings, reader.asked());
    check_planned(file, reader, pack, settings, &plan, part)
}

fn check_planned(
    file: &Loaded,
    reader: &mut Reader,
    pack: &Pack,
    settings: &Settings,
    plan: &Plan,
    part: Part,
) -> FileResult {
    let seen = SeenFile::new(file, reader, pack, settings);
    let sheet = Sheet::new(&file.source);
    let mut findings: Vec<Finding> = file
        .faults
        .iter()
        .filter(|_| part != Part::Folder)
        .filter_map(|fault| fault_finding(&sheet, fault, pack, settings))
        .collect();
    let is_wanted = |check: &Check| match part {
        Part::Whole => true,
        Part::File => !check.looks_around(),
        Part::Folder => check.looks_around(),
    };
    let is_broken = file.is_broken();
    for step in &plan.steps {
        for roles in seen.charters().filter(|roles| step.concerns(roles)) {
            let changed = settings.changed.get(&step.rule);
            let rule = changed.unwrap_or(&pack.core.rules[step.rule]);
            let check = checks_of(rule).nth(step.check).filter(is_wanted);
            // What is missing may stand behind the place where the file breaks off.
            let Some(check) = check.filter(|check| !(is_broken && check.misses_something())) else {
                continue;
            };
            let hits = hits(check, rule, roles, pack, settings);
            findings.extend(hits.into_iter().filter_map(|(at, mut hit)| {
                if check.misses_something() {
                    hit.confidence = hit.confidence.min(Confidence::Medium);
                }
                let fix = remedy::of_hit(&sheet, rule, &hit, &roles[at], pack, settings.language);
                let found = finding(rule, hit, &roles[at], file, pack, settings)?;
                Some(Finding { fix, ..found })
            }));
        }
    }
    findings.retain(|finding| settings.wants(finding, pack));
    findings.shrink_to_fit();
    let facts = match part {
        Part::File => Facts::default(),
        Part::Whole | Part::Folder => facts(&seen, pack, settings),
    };
    FileResult { findings, facts }
}

/// What the rules across files need of a file that is not judged itself.
pub fn facts_of(
    file: &Loaded,
    reader: &mut Reader,
    pack: &Pack,
    settings: &Settings,
) -> FileResult {
    let seen = SeenFile::new(file, reader, pack, settings);
    FileResult {
        findings: Vec::new(),
        facts: facts(&seen, pack, settings),
    }
}

fn facts(seen: &SeenFile, pack: &Pack, settings: &Settings) -> Facts {
    // Whether a rule runs is asked where its findings are: another file may have settings of its own.
    let overlaps = settings.rules(pack);
    let overlaps = overlaps.filter_map(|(_, rule, _)| rule.check.overlap.as_deref());
    let mut facts = Facts {
        members: member::members(seen, pack, settings),
        answers: overlap::answers(&overlaps, seen, pack),
    };
    facts.members.shrink_to_fit();
    facts.answers.shrink_to_fit();
    facts
}

/// What a check finds in the roles of one charter, each hit with the role that it is about.
fn hits<'f>(
    check: Check,
    rule: &PackRule,
    roles: &[SeenRole<'f>],
    pack: &Pack,
    settings: &Settings,
) -> Vec<(usize, Hit<'f>)> {
    let judged = |at: &usize| {
        let id = roles[*at].id;
        rule.roles.is_empty() || id.is_some_and(|id| rule.roles.contains(&id))
    };
    let each = |judge: &dyn Fn(usize) -> Vec<Hit<'f>>| -> Vec<(usize, Hit<'f>)> {
        let judged = (0..roles.len()).filter(judged);
        judged
            .flat_map(|at| judge(at).into_iter().map(move |hit| (at, hit)))
            .collect()
    };
    let once =
        |judge: &dyn Fn(usize) -> Option<Hit<'f>>| each(&|at| judge(at).into_iter().collect());
    match check {
        Check::Holds(holds) => each(&|at| holds::check(holds, &roles[at], pack)),
        Check::Sums(sums) => each(&|at| sums::check(sums, &roles[at], pack)),
        Check::Hedged(hedged) => each(&|at| hedged::check(hedged, &roles[at], pack)),
        Check::Shared(shared) => each(&|at| shared::check(shared, &roles[at], pack)),
        Check::Purpose => once(&|at| purpose::check(&roles[at], pack)),
        Check::Vague(vague) => each(&|at| vague::check(vague, &roles[at], pack)),
        Check::Missing(missing) => {
            once(&|at| missing::check(missing, &rule.roles, roles, at, pack))
        }
        Check::Worth(worth) => once(&|at| worth::check(worth, &roles[at], pack)),
        Check::Undermined(args) => each(&|at| undermined::check(args, roles, at, pack)),
        Check::Only(only) => once(&|at| only::check(only, &roles[at], pack)),
        Check::Wording(wording) => each(&|at| wording::check(wording, &roles[at])),
        Check::Nameless(nameless) => {
            once(&|at| nameless::check(nameless, &rule.roles, roles, at, pack))
        }
        Check::Served(served) => once(&|at| served::check(served, &roles[at])),
        Check::Mixed(mixed) => once(&|at| mixed::check(mixed, &roles[at])),
        Check::Contradiction(args) => each(&|at| contradiction::check(args, &roles[at], pack)),
        Check::Required(required) => {
            let hit = required::check(required, roles, pack, settings.language);
            hit.map(|hit| (0, hit)).into_iter().collect()
        }
        Check::Phases(phases) => phases::check(phases, roles),
        Check::Absent(absent) => absent::check(absent, roles, pack),
        Check::Interface(interface) => interface::check(interface, roles, pack),
        Check::Crowded(crowded) => each(&|at| crowded::check(crowded, &roles[at], pack)),
        Check::Abbreviations(args) => abbreviations::check(args, roles, pack, settings),
        Check::Spellings => spelling::check(roles, pack),
        Check::Fit(fit) => once(&|at| fit::check(fit, &roles[at], pack, settings.language)),
        Check::Powerless(powerless) => once(&|at| powerless::check(powerless, &roles[at], pack)),
        Check::Person(person) => {
            let names = person::names(roles);
            each(&|at| person::check(person, &roles[at], &names))
        }
        Check::Merge(_) | Check::Overload(_) | Check::Overlap(_) | Check::Fault => Vec::new(),
    }
}

/// Runs the rules that look at all files together: people in roles that clash, roles that answer for the same.
pub fn check_across(facts: &Facts, pack: &Pack, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in running(pack, settings) {
        for check in checks_of(rule) {
            let told = if let Check::Merge(merge) = check {
                merge::check(rule, merge, &facts.members, pack, settings)
            } else if let Check::Overload(overload) = check {
                overload::check(rule, overload, &facts.members, pack, settings)
            } else if let Check::Overlap(overlap) = check {
                overlap::check(rule, overlap, &facts.answers, pack, settings)
            } else {
                continue;
            };
            findings.extend(told);
        }
    }
    findings.retain(|finding| settings.wants(finding, pack));
    findings
}

/// Sorts findings by place, then by code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (&a.location.path, a.location.span(), &a.code).cmp(&(
            &b.location.path,
            b.location.span(),
            &b.code,
        ))
    });
}

pub(crate) fn severity(word: &str) -> Option<Severity> {
    match word {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        _ => None,
    }
}

/// How bad what a rule finds is under a profile. What only other schools object to is an info, where that is asked for.
fn severity_of(
    rule: &PackRule,
    profile: &str,
    variants: &[&str],
    settings: &Settings,
) -> Option<Severity> {
    severity(rule.severity_in(profile, variants)).or_else(|| {
        let is_changed = || settings.changed.values().any(|own| own.code == rule.code);
        let is_contested = || rule.is_contested(variants) && !is_changed();
        (settings.is_pedantic && is_contested()).then_some(Severity::Info)
    })
}

pub(crate) fn location(file: &Loaded, spans: Vec<Span>, text: &str) -> Location {
    Location {
        path: file.source.shared_path(),
        spans,
        text: text.to_owned(),
    }
}

fn finding(
    rule: &PackRule,
    hit: Hit,
    seen: &SeenRole,
    file: &Loaded,
    pack: &Pack,
    settings: &Settings,
) -> Option<Finding> {
    if let Some(language) = hit.language
        && !rule.examples.is_empty()
        && !rule.examples.contains_key(&language)
    {
        return None;
    }
    let activities: Vec<&'static str> = hit
        .activities
        .iter()
        .map(|&at| pack.core.activities[usize::from(at)].id)
        .collect();
    // What a rule says of a role goes before what it says of a kind of finding.
    let mut variants: Vec<&str> = seen.id.into_iter().collect();
    variants.extend(&hit.variants);
    variants.extend(&activities);
    let severity = severity_of(rule, seen.profile, &variants, settings)?;
    let severity = match hit.confidence {
        Confidence::Low => severity.min(Severity::Info),
        Confidence::Medium | Confidence::High => severity,
    };
    let location = hit.place.locate(file);
    let subject = subject::subject(&hit, seen);
    let label = rule.label.of(settings.language);
    let related = hit.related.iter().map(|place| {
        let location = place.locate(file);
        let label = label.replace("{words}", &location.text);
        (location, label)
    });
    let own_name = || seen.role.id();
    let telling = Telling {
        severity,
        words: hit.words.unwrap_or_else(|| location.text.clone()),
        related: related.collect(),
        location,
        role: Some(seen.id.map_or_else(own_name, str::to_owned)),
        holder: hit.holder,
        language: hit.language.map(Language::code),
        profile: seen.profile,
        activities: activities
            .into_iter()
            .filter(|id| !is_signal(pack, id))
            .collect(),
    };
    Some(Finding {
        subject,
        confidence: hit.confidence,
        ..tell(rule, telling, settings)
    })
}

/// In the texts of a rule, the author's words.
const WORDS: &str = "{words}";

/// What a finding says beside the texts of its rule.
struct Telling {
    severity: Severity,
    location: Location,
    /// Other places, with their labels.
    related: Vec<(Location, String)>,
    /// What `{words}` stands for.
    words: String,
    role: Option<String>,
    holder: Option<String>,
    language: Option<&'static str>,
    profile: &'static str,
    activities: Vec<&'static str>,
}

/// The finding of a rule, with its texts in the reader's language.
fn tell(rule: &PackRule, telling: Telling, settings: &Settings) -> Finding {
    let fill = |text: &'static str| {
        if text.contains(WORDS) {
            Cow::Owned(text.replace(WORDS, &telling.words))
        } else {
            Cow::Borrowed(text)
        }
    };
    Finding {
        code: rule.code,
        rule: rule.name,
        severity: telling.severity,
        confidence: Confidence::High,
        message: Cow::Borrowed(*rule.summary.of(settings.language)),
        label: fill(rule.label.of(settings.language)),
        help: fill(rule.help.of(settings.language)),
        why: fill(rule.why.of(settings.language)),
        location: telling.location,
        related: telling
            .related
            .into_iter()
            .map(|(location, label)| Related { location, label })
            .collect(),
        role: telling.role,
        holder: telling.holder,
        language: telling.language,
        profile: Some(telling.profile),
        activities: telling.activities,
        fix: None,
        subject: Subject::Role,
        fingerprint: String::new(),
        suppressed: None,
    }
}

fn is_signal(pack: &Pack, id: &str) -> bool {
    pack.core
        .activities
        .iter()
        .any(|activity| activity.id == id && activity.signal)
}
