//! One profile in full: what the school says, and what it sees otherwise.

use super::{Page, named};
use crate::pack::{Pack, Profile};
use crate::report::{Frame, Look};

/// What the school says, who answers for what, what others say, and which rules weigh otherwise.
pub fn profile(profile: &Profile<&str>, pack: &Pack, frame: Frame, look: Look) -> String {
    let language = frame.language;
    let mut page = Page::new(look);
    page.title(&format!("{} ({})", profile.name.of(language), profile.id));
    page.paragraph(0, profile.summary.of(language));
    if let Some(differs) = &profile.differs {
        page.section(frame.schools(), differs.of(language));
    }
    page.list(answering(frame), &answers(profile, pack, frame));
    let must = frame.pick(
        "What somebody must hold",
        "Was jemand innehaben muss",
        "Ce que quelqu’un doit tenir",
    );
    page.section(must, &named(&profile.required, pack, frame));
    page.list(weighing(frame), &otherwise(profile, pack, frame));
    page.section(frame.sources(), &profile.sources.join(", "));
    page.finish()
}

fn answering(frame: Frame) -> &'static str {
    frame.pick(
        "Who answers for what",
        "Wer wofür einsteht",
        "Qui répond de quoi",
    )
}

/// Each role of the school with what it answers for; roles without are left out.
fn answers(profile: &Profile<&str>, pack: &Pack, frame: Frame) -> Vec<String> {
    let mut lines = Vec::new();
    for role in &pack.core.roles {
        let held = pack.core.activities.iter().filter(|activity| {
            activity.owners.iter().any(|owner| {
                owner.role == role.id
                    && owner.stance == 'A'
                    && (owner.profiles.is_empty() || owner.profiles.contains(&profile.id))
            })
        });
        let held: Vec<&str> = held.map(|activity| activity.id).collect();
        if !held.is_empty() {
            let title = role.title.of(frame.language);
            lines.push(format!(
                "{title}{}{}",
                frame.colon(),
                named(&held, pack, frame)
            ));
        }
    }
    lines
}

pub(super) fn weighing(frame: Frame) -> &'static str {
    frame.pick(
        "Rules that weigh otherwise here",
        "Regeln, die hier anders wiegen",
        "Règles qui pèsent autrement ici",
    )
}

/// Rules whose severity is not the one of most schools.
pub(super) fn otherwise(profile: &Profile<&str>, pack: &Pack, frame: Frame) -> Vec<String> {
    let mut lines = Vec::new();
    for rule in &pack.core.rules {
        let (own, usual) = (rule.severity_in(profile.id, &[]), rule.severity_in("", &[]));
        if own != usual {
            let else_where = frame.pick("elsewhere", "sonst", "ailleurs");
            lines.push(format!(
                "{} {}{}{own} ({else_where} {usual})",
                rule.code,
                rule.name,
                frame.colon(),
            ));
        }
    }
    lines
}
