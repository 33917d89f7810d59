//! One rule in full.

use super::{Page, named};
use crate::config::{ALLOW, options_of};
use crate::finding::Safety;
use crate::model::suppress;
use crate::pack::{Pack, Rule};
use crate::report::{Frame, Look};
use crate::rule::safety;

/// What the rule finds and why, what to write instead, who disagrees, what to ask the team, and how to accept it.
pub fn rule(rule: &Rule<&'static str>, pack: &Pack, frame: Frame, look: Look) -> String {
    let language = frame.language;
    let mut page = Page::new(look);
    page.title(&format!("{} {}", rule.code, rule.name));
    page.paragraph(0, rule.summary.of(language));
    let colon = frame.colon();
    page.hanging(
        &format!("{}{colon}", frame.severity()),
        &severities(rule).join(", "),
    );
    page.hanging(&format!("{}{colon}", frame.mending()), mended(rule, frame));
    if !rule.roles.is_empty() {
        page.hanging(&format!("{}{colon}", frame.roles()), &rule.roles.join(", "));
    }
    page.end_block();
    page.section(frame.why_it_matters(), rule.why.of(language));
    page.section(frame.instead(), rule.help.of(language));
    if let Some(schools) = &rule.schools {
        page.section(frame.schools(), schools.of(language));
    }
    page.list(frame.questions(), rule.questions.of(language));
    if let Some(examples) = rule.examples.get(&language) {
        page.examples(frame.found(), &examples.invalid);
        page.examples(frame.left_alone(), &examples.valid);
    }
    page.list(accepting(frame), &ways(rule, frame));
    let activities: Vec<&str> = rule.check.activities().copied().collect();
    page.section(looks_for(frame), &named(&activities, pack, frame));
    page.section(frame.sources(), &rule.sources.join(", "));
    page.finish()
}

/// How a finding is fixed.
fn mended(rule: &Rule<&'static str>, frame: Frame) -> &'static str {
    match safety(rule) {
        Some(Safety::Safe) => {
            frame.pick("safe, with --fix", "sicher, mit --fix", "sûre, avec --fix")
        }
        Some(Safety::Unsafe) => frame.pick(
            "to be agreed, with --fix --unsafe-fixes",
            "mit Zustimmung, mit --fix --unsafe-fixes",
            "à approuver, avec --fix --unsafe-fixes",
        ),
        None => frame.pick("by hand", "von Hand", "à la main"),
    }
}

/// The severity where no profile says otherwise, then those that do.
pub(super) fn severities(rule: &Rule<&str>) -> Vec<String> {
    let default = rule.severity_in("", &[]);
    let others = rule.severity.iter();
    let others = others
        .filter(|(profile, severity)| **profile != "default" && **severity != default)
        .map(|(profile, severity)| format!("{severity} ({profile})"));
    std::iter::once(default.to_owned()).chain(others).collect()
}

/// How to live with a finding: at the duty, in a role, in the configuration.
pub(super) fn ways(rule: &Rule<&'static str>, frame: Frame) -> Vec<String> {
    let code = rule.code;
    // That a file cannot be read is nothing to live with.
    if suppress::is_fatal(code) {
        return Vec::new();
    }
    let reason = frame.pick("the reason", "die Begründung", "la raison");
    let everywhere = frame.pick(
        "everywhere, in rolelint.yaml: ",
        "überall, in rolelint.yaml: ",
        "partout, dans rolelint.yaml : ",
    );
    let mut ways = vec![format!(
        "{everywhere}`severity: {{{code}: info}}`, `ignore: [{code}]`"
    )];
    if rule.check.fault.is_none() {
        let here = frame.pick(
            "here, at the end of the underlined line: ",
            "hier, am Ende der unterstrichenen Zeile: ",
            "ici, au bout de la ligne soulignée : ",
        );
        ways.insert(0, format!("{here}`# rolelint: ignore[{code}] -- {reason}`"));
        let numbers = options_of(rule);
        let numbers = numbers
            .into_iter()
            .map(|(name, number)| format!("`{name}: {number}`"));
        let words = frame.pick("words", "Worte", "mots");
        let allow = format!("`{ALLOW}: [{words}]`");
        let options: Vec<String> = numbers.chain([allow]).collect();
        ways.push(format!(
            "{}`options: {{{code}: {{…}}}}`{}{}",
            frame.pick(
                "its options, in rolelint.yaml under ",
                "ihre Optionen, in rolelint.yaml unter ",
                "ses options, dans rolelint.yaml sous ",
            ),
            frame.colon(),
            options.join(", "),
        ));
    }
    ways
}

pub(super) fn accepting(frame: Frame) -> &'static str {
    frame.pick(
        "How to accept it",
        "Wie man sie hinnimmt",
        "Comment l’accepter",
    )
}

pub(super) fn looks_for(frame: Frame) -> &'static str {
    frame.pick(
        "Activities it looks for",
        "Tätigkeiten, nach denen sie sucht",
        "Activités qu’elle recherche",
    )
}
