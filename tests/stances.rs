//! How a role stands to what its duties speak of: sentences that differ in little, each with its stance.

#[path = "support/pack.rs"]
mod support;

use rolelint::language::Language;
use rolelint::reading::Reader;
use support::pack;

/// A duty, and the activities in it with their stances; `?` where it is not sure that the role claims them.
type Row = (&'static str, &'static str);

const EN: [Row; 25] = [
    (
        "Explains the vision when the Product Backlog is ordered.",
        "define-product-vision does",
    ),
    (
        "Joins while the capacity of the team is planned.",
        "manage-team-capacity does?",
    ),
    (
        "Sits beside the Product Owner, who plans the capacity of the team.",
        "manage-team-capacity does",
    ),
    (
        "Orders the Product Backlog when the capacity of the team is planned.",
        "order-backlog does",
    ),
    ("Orders the Product Backlog by value.", "order-backlog does"),
    (
        "Does not order the Product Backlog.",
        "order-backlog negated",
    ),
    (
        "Does not plan and track the capacity of the team.",
        "manage-team-capacity negated",
    ),
    (
        "Does not plan the capacity of the team and orders the Product Backlog.",
        "manage-team-capacity negated, order-backlog does",
    ),
    (
        "Without planning the capacity, orders the Product Backlog.",
        "manage-team-capacity negated, order-backlog does",
    ),
    (
        "Orders the Product Backlog without planning the capacity of the team.",
        "order-backlog does, manage-team-capacity negated",
    ),
    (
        "Leads without being a superior of the Developers.",
        "manage-people negated",
    ),
    (
        "Stays out of the capacity planning and orders the Product Backlog.",
        "manage-team-capacity negated, order-backlog does",
    ),
    (
        "Orders the Product Backlog, not the sprint backlog.",
        "order-backlog does",
    ),
    (
        "Writes some user stories, the rest comes from the Developers.",
        "write-backlog-items does",
    ),
    (
        "The Developers write the user stories.",
        "write-backlog-items delegates",
    ),
    (
        "Writing the user stories lies with the Developers.",
        "write-backlog-items delegates",
    ),
    (
        "Decides on the order of the Product Backlog.",
        "order-backlog decides",
    ),
    (
        "May change the order of the Product Backlog.",
        "order-backlog decides",
    ),
    ("Approves the release.", "decide-release decides"),
    (
        "Is accountable for the order of the Product Backlog.",
        "order-backlog accountable",
    ),
    (
        "Makes sure that the Product Backlog is ordered.",
        "order-backlog accountable",
    ),
    (
        "Makes sure that the Developers plan their capacity.",
        "manage-team-capacity delegates",
    ),
    ("Delegates tasks to the Developers.", "assign-tasks does"),
    (
        "Supports the Developers in planning their capacity.",
        "manage-team-capacity supports",
    ),
    (
        "The capacity of the team is planned by the Developers.",
        "manage-team-capacity delegates",
    ),
];

const DE: [Row; 22] = [
    (
        "Ist dabei, wenn die Kapazität des Teams geplant wird.",
        "manage-team-capacity does?",
    ),
    (
        "Erläutert die Vision, während das Product Backlog geordnet wird.",
        "define-product-vision does",
    ),
    (
        "Ordnet das Product Backlog nach Wert.",
        "order-backlog does",
    ),
    ("Ordnet das Product Backlog nicht.", "order-backlog negated"),
    (
        "Statt die Kapazität zu planen, ordnet sie das Product Backlog.",
        "manage-team-capacity negated, order-backlog does",
    ),
    (
        "Ohne Kapazitätsplanung ordnet sie das Product Backlog.",
        "manage-team-capacity negated, order-backlog does",
    ),
    (
        "Ohne die Kapazität zu planen, ordnet sie das Product Backlog.",
        "manage-team-capacity negated, order-backlog does",
    ),
    (
        "Ordnet das Product Backlog, ohne die Kapazität des Teams zu planen.",
        "order-backlog does, manage-team-capacity negated",
    ),
    (
        "Plant nicht die Kapazität des Teams, sondern ordnet das Product Backlog.",
        "manage-team-capacity negated, order-backlog does",
    ),
    (
        "Pflegt keinen Projektplan, sondern eine Roadmap.",
        "create-project-plan negated, maintain-product-roadmap does",
    ),
    (
        "Ist nicht befugt, die Kapazität des Teams zu planen.",
        "manage-team-capacity negated",
    ),
    (
        "Schreibt einige User Stories, der Rest kommt von den Developern.",
        "write-backlog-items does",
    ),
    (
        "Die Developer schreiben die User Stories.",
        "write-backlog-items delegates",
    ),
    (
        "Das Schreiben der User Stories liegt bei den Developern.",
        "write-backlog-items delegates",
    ),
    (
        "Entscheidet über die Reihenfolge im Product Backlog.",
        "order-backlog decides",
    ),
    (
        "Darf die Reihenfolge im Product Backlog ändern.",
        "order-backlog decides",
    ),
    (
        "Sorgt dafür, dass das Product Backlog geordnet ist.",
        "order-backlog accountable",
    ),
    (
        "Stellt sicher, dass die Developer ihre Kapazität planen.",
        "manage-team-capacity delegates",
    ),
    (
        "Unterstützt die Developer bei der Kapazitätsplanung.",
        "manage-team-capacity supports",
    ),
    (
        "Wird über die Kapazität des Teams informiert.",
        "manage-team-capacity informed",
    ),
    (
        "Die Kapazität des Teams wird durch die Developer geplant.",
        "manage-team-capacity delegates",
    ),
    (
        "Sammelt Ideen, die nicht helfen, und ordnet das Product Backlog.",
        "order-backlog does",
    ),
];

const FR: [Row; 17] = [
    (
        "Est présent quand la capacité de l’équipe est planifiée.",
        "manage-team-capacity does?",
    ),
    (
        "Explique la vision lorsque le Product Backlog est ordonné.",
        "define-product-vision does",
    ),
    (
        "Ordonne le Product Backlog par valeur.",
        "order-backlog does",
    ),
    ("N’ordonne pas le Product Backlog.", "order-backlog negated"),
    (
        "Au lieu de planifier la capacité, ordonne le Product Backlog.",
        "manage-team-capacity negated, order-backlog does",
    ),
    (
        "Ordonne le Product Backlog sans planifier la capacité de l’équipe.",
        "order-backlog does, manage-team-capacity negated",
    ),
    (
        "Ne planifie pas la capacité de l’équipe, mais ordonne le Product Backlog.",
        "manage-team-capacity negated, order-backlog does",
    ),
    (
        "Rédige quelques user stories, le reste vient des développeurs.",
        "write-backlog-items does",
    ),
    (
        "Les développeurs rédigent les user stories.",
        "write-backlog-items delegates",
    ),
    (
        "La rédaction des user stories revient aux développeurs.",
        "write-backlog-items delegates",
    ),
    (
        "Décide de l’ordre du Product Backlog.",
        "order-backlog decides",
    ),
    (
        "Peut changer l’ordre du Product Backlog.",
        "order-backlog decides",
    ),
    (
        "Veille à ce que le Product Backlog soit ordonné.",
        "order-backlog accountable",
    ),
    (
        "Veille à ce que les développeurs planifient leur capacité.",
        "manage-team-capacity delegates",
    ),
    (
        "Aide les développeurs à planifier leur capacité.",
        "manage-team-capacity supports",
    ),
    (
        "Confie la vision au Scrum Master, qui planifie la capacité de l’équipe.",
        "manage-team-capacity delegates?",
    ),
    (
        "La capacité de l’équipe est planifiée par les développeurs.",
        "manage-team-capacity delegates",
    ),
];

#[test]
fn a_duty_says_how_the_role_stands_to_it() {
    let pack = pack();
    let mut reader = Reader::new(&pack);
    let languages = [
        (Language::En, &EN[..]),
        (Language::De, &DE[..]),
        (Language::Fr, &FR[..]),
    ];
    let mut misread = Vec::new();
    for (language, rows) in languages {
        for (duty, expected) in rows {
            let read = reader.read(duty, Some(language), Some("product-owner"));
            let claims = read.claims.iter().map(|claim| {
                let activity = pack.core.activities[usize::from(claim.activity)].id;
                let doubt = if claim.is_sure() { "" } else { "?" };
                format!("{activity} {}{doubt}", claim.stance.name())
            });
            let claims: Vec<String> = claims.collect();
            let claims = claims.join(", ");
            if claims != *expected {
                misread.push(format!("{duty}\n  {claims}, not {expected}"));
            }
        }
    }
    assert!(misread.is_empty(), "{}", misread.join("\n"));
}
