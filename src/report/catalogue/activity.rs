//! One activity in full: what it is, and whose.

use super::Page;
use crate::pack::{Activity, Pack};
use crate::report::{Frame, Look};

/// What the activity is, who holds it in which profile, what it is told from, and the rules that look for it.
pub fn activity(activity: &Activity<&str>, pack: &Pack, frame: Frame, look: Look) -> String {
    let language = frame.language;
    let mut page = Page::new(look);
    page.title(&format!(
        "{} ({})",
        activity.title.of(language),
        activity.id
    ));
    page.paragraph(0, activity.definition.of(language));
    for (stance, title) in [
        (
            'A',
            frame.pick("Answers for it", "Steht dafür ein", "En répond"),
        ),
        ('R', frame.pick("Does it", "Tut es", "Le fait")),
        ('C', frame.pick("Contributes", "Wirkt mit", "Y contribue")),
        (
            'X',
            frame.pick(
                "Leaves it to others",
                "Lässt es anderen",
                "Le laisse à d’autres",
            ),
        ),
    ] {
        page.list(title, &holders(activity, stance, pack, frame));
    }
    let over = super::named(&activity.over, pack, frame);
    let title = frame.pick(
        "Goes before, on the same words",
        "Geht bei denselben Worten vor",
        "Passe avant, sur les mêmes mots",
    );
    page.section(title, &over);
    let rules = pack.core.rules.iter();
    let rules = rules.filter(|rule| rule.check.activities().any(|id| *id == activity.id));
    let rules: Vec<String> = rules
        .map(|rule| format!("{} {}", rule.code, rule.name))
        .collect();
    page.section(frame.rules(), &rules.join(", "));
    page.finish()
}

/// Roles with this stance, each with its profiles and its part.
fn holders(activity: &Activity<&str>, stance: char, pack: &Pack, frame: Frame) -> Vec<String> {
    let owners = activity.owners.iter();
    let owners = owners.filter(|owner| owner.stance == stance);
    let lines = owners.map(|owner| {
        let role = pack.role(owner.role);
        let mut line = role
            .map_or(owner.role, |role| role.title.of(frame.language))
            .to_owned();
        if !owner.profiles.is_empty() {
            line.extend([" (", &owner.profiles.join(", "), ")"]);
        }
        if let Some(about) = &owner.about {
            line.extend([frame.colon(), about.of(frame.language)]);
        }
        line
    });
    lines.collect()
}
