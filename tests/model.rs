//! The role file format: what each way of writing it is read as.

use rolelint::model::fault::FaultKind;
use rolelint::model::{self, Charter, Names, Raci, Reading, Role};
use rolelint::source::Source;
use rolelint::yaml;

fn read(text: &str) -> (Source, Reading) {
    let source = Source::new("a.yaml", text);
    let tree = yaml::read(&source);
    let reading = model::read(
        &source,
        &tree,
        &Names {
            role: &|text| (text.to_lowercase() == "product owner").then(|| "product-owner".into()),
            roles: &["product-owner", "scrum-master"],
            activities: &["order-backlog", "forecast-delivery"],
            profiles: &["scrum", "hybrid-it"],
        },
    );
    (source, reading)
}

fn charter(text: &str) -> Charter {
    let (_, reading) = read(text);
    assert_eq!(reading.faults, [], "{text}");
    let [charter] = <[Charter; 1]>::try_from(reading.charters).expect("one charter");
    charter
}

fn role(text: &str) -> Role {
    charter(text).roles.remove(0)
}

/// The faults of a text: kind, the words underlined, the hint.
fn faults(text: &str) -> Vec<(FaultKind, String, Option<String>)> {
    let (source, reading) = read(text);
    let words = |fault: &model::fault::Fault| source.slice(fault.span).to_owned();
    reading
        .faults
        .iter()
        .map(|fault| (fault.kind, words(fault), fault.hint.clone()))
        .collect()
}

fn only_fault(text: &str) -> (FaultKind, String, Option<String>) {
    let faults = faults(text);
    assert_eq!(faults.len(), 1, "{text}\n{faults:?}");
    faults.into_iter().next().expect("counted")
}

#[expect(clippy::unnecessary_wraps, reason = "reads well beside `None`")]
fn hint(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn duties(role: &Role) -> Vec<&str> {
    let values = role.duties.iter().map(|duty| duty.text.value.as_str());
    values.collect()
}

#[test]
fn every_key_of_a_role_is_read() {
    let role = role(
        "\
role: Product Owner
title: Product Owner Payments
language: en
profile: scrum
holders: [Ana Kovač]
scope: Payments
team: Blue
purpose: Maximise the value of the payments product.
duties:
  - Orders the product backlog by value.
  - text: Shows the forecast in every Sprint Review.
    phase: delivery
    raci: A
    share: 20%
    activity: forecast-delivery
excludes:
  - Planning the team's capacity
authority:
  - Decides the order of the backlog
skills: [Patience]
works_with: [business-process-owner]
notes: free text
x-room: 12
",
    );
    assert_eq!(role.canonical.as_deref(), Some("product-owner"));
    assert_eq!(role.name.value, "Product Owner");
    let value = |text: Option<model::Text>| text.map(|text| text.value);
    assert_eq!(value(role.title).as_deref(), Some("Product Owner Payments"));
    assert_eq!(value(role.scope).as_deref(), Some("Payments"));
    assert_eq!(value(role.team).as_deref(), Some("Blue"));
    assert_eq!(value(role.notes).as_deref(), Some("free text"));
    assert_eq!(role.holders[0].name.value, "Ana Kovač");
    let second = &role.duties[1];
    assert_eq!(
        second.text.value,
        "Shows the forecast in every Sprint Review."
    );
    assert_eq!(
        second.phase.as_deref().map(|one| one.value.as_str()),
        Some("delivery")
    );
    assert_eq!(second.raci, Some(Raci::Accountable));
    assert_eq!(second.share, Some(20.0));
    assert_eq!(
        second.activity.as_deref().map(|one| one.value.as_str()),
        Some("forecast-delivery")
    );
    assert_eq!(role.excludes.len(), 1);
    assert_eq!(role.authority.len(), 1);
    assert_eq!(role.skills[0].value, "Patience");
    assert_eq!(role.works_with[0].value, "business-process-owner");
}

/// One value under each of the keys is read, in a role that has nothing else of its kind.
fn each_is_read(keys: &[&str], is_read: fn(&Role) -> bool) {
    for key in keys {
        let role = role(&format!("role: x\nduties: [a]\n{key}: value\n"));
        assert!(is_read(&role), "{key}");
    }
}

#[test]
fn every_synonym_of_a_text_means_its_key() {
    each_is_read(
        &["titel", "titre", "bezeichnung", "intitulé", "Intitule"],
        |role| role.title.is_some(),
    );
    each_is_read(
        &[
            "mission",
            "goal",
            "zweck",
            "ziel",
            "finalité",
            "raison_d_être",
            "but",
            "raison d'être",
            "ZWECK",
        ],
        |role| role.purpose.is_some(),
    );
    each_is_read(
        &[
            "product",
            "process",
            "service",
            "produkt",
            "prozess",
            "produit",
            "processus",
            "périmètre",
        ],
        |role| role.scope.is_some(),
    );
    each_is_read(&["équipe", "equipe"], |role| role.team.is_some());
    each_is_read(&["note", "notizen", "bemerkungen", "remarques"], |role| {
        role.notes.is_some()
    });
}

#[test]
fn every_synonym_of_a_list_means_its_key() {
    each_is_read(
        &[
            "holder",
            "person",
            "people",
            "assigned_to",
            "filled_by",
            "inhaber",
            "rolleninhaber",
            "titulaire",
            "titulaires",
            "Assigned To",
            "filled-by",
        ],
        |role| role.holders.len() == 1,
    );
    each_is_read(
        &[
            "out_of_scope",
            "must_not",
            "not_duties",
            "nicht_aufgaben",
            "abgrenzung",
            "hors_périmètre",
            "Nicht-Aufgaben",
            "hors périmètre",
        ],
        |role| role.excludes.len() == 1,
    );
    each_is_read(
        &[
            "decisions",
            "decision_rights",
            "domains",
            "befugnisse",
            "entscheidungsrechte",
            "pouvoirs",
            "domaines",
        ],
        |role| role.authority.len() == 1,
    );
    each_is_read(&["arbeitet_mit", "travaille_avec"], |role| {
        role.works_with.len() == 1
    });
    each_is_read(
        &[
            "traits",
            "competencies",
            "fähigkeiten",
            "kompetenzen",
            "compétences",
            "faehigkeiten",
        ],
        |role| role.skills.len() == 1,
    );
}

#[test]
fn every_synonym_that_a_role_is_known_by_means_its_key() {
    for key in [
        "duties",
        "responsibilities",
        "accountabilities",
        "tasks",
        "aufgaben",
        "verantwortlichkeiten",
        "zuständigkeiten",
        "responsabilités",
        "missions",
        "tâches",
        "redevabilités",
        "AUFGABEN",
        "taches",
        "Zustaendigkeiten",
    ] {
        assert_eq!(
            duties(&role(&format!("role: x\n{key}: [a]\n"))),
            ["a"],
            "{key}"
        );
        assert_eq!(
            role(&format!("name: x\n{key}: [a]\n")).name.value,
            "x",
            "{key}"
        );
    }
    for key in [
        "role",
        "rolle",
        "rôle",
        "role_name",
        "Role Name",
        "ROLE",
        "name",
    ] {
        assert_eq!(
            role(&format!("{key}: x\nduties: [a]\n")).name.value,
            "x",
            "{key}"
        );
    }
    for key in ["language", "lang", "sprache", "langue"] {
        let role = role(&format!("role: x\nduties: [a]\n{key}: de\n"));
        assert_eq!(role.language.expect(key).value, "de");
    }
    for key in ["profile", "profil"] {
        let role = role(&format!("role: x\nduties: [a]\n{key}: Hybrid IT\n"));
        assert_eq!(role.profile.expect(key).value, "hybrid-it");
    }
}

#[test]
fn every_synonym_of_a_charter_means_its_key() {
    for (charter_key, roles, phases, glossary) in [
        ("charter", "roles", "phases", "glossary"),
        ("charta", "rollen", "phasen", "glossar"),
        ("charte", "rôles", "Phases", "glossaire"),
    ] {
        let charter = charter(&format!(
            "{charter_key}: c\n{phases}: [p]\n{glossary}: {{PO: Product Owner}}\n{roles}:\n  - role: x\n    duties: [a]\n"
        ));
        assert_eq!(charter.name.expect("named").value, "c");
        assert_eq!(charter.phases[0].value, "p");
        assert_eq!(charter.glossary[0].1.value, "Product Owner");
        assert_eq!(charter.roles.len(), 1);
        assert!(charter.is_charter);
    }
}

#[test]
fn roles_may_be_a_mapping_and_inherit_language_and_profile() {
    let charter = charter(
        "\
charter: Telephony
language: de
profile: hybrid-it
roles:
  Product Owner:
    duties: Ordnet das Backlog.
  Anything Else:
    language: fr
    duties: [a]
",
    );
    let [owner, other] = charter.roles.as_slice() else {
        panic!("two roles");
    };
    assert_eq!(owner.name.value, "Product Owner");
    assert_eq!(owner.canonical.as_deref(), Some("product-owner"));
    assert_eq!(
        owner.language.as_ref().map(|text| text.value.as_str()),
        Some("de")
    );
    assert_eq!(
        other.language.as_ref().map(|text| text.value.as_str()),
        Some("fr")
    );
    assert_eq!(
        other.profile.as_ref().map(|text| text.value.as_str()),
        Some("hybrid-it")
    );
    assert_eq!(duties(owner), ["Ordnet das Backlog."]);
    assert_eq!(other.canonical, None);
}

#[test]
fn the_title_tells_the_canonical_role_where_the_name_does_not() {
    let role = role("role: Chief of Wonders\ntitle: Product Owner\nduties: [a]\n");
    assert_eq!(role.canonical.as_deref(), Some("product-owner"));
}

#[test]
fn a_file_holds_several_documents_and_some_are_something_else() {
    let (_, reading) = read(
        "\
role: one
duties: [a]
---
apiVersion: v1
kind: Service
---
# nothing
---
- a
- list
---
role: two
duties: [b]
",
    );
    assert_eq!(reading.faults, []);
    let names: Vec<_> = reading
        .charters
        .iter()
        .map(|charter| charter.roles[0].name.value.as_str())
        .collect();
    assert_eq!(names, ["one", "two"]);
}

#[test]
fn files_of_other_programs_hold_no_role() {
    for text in [
        "",
        "~",
        "just text",
        "42",
        "name: Build\non: push\n",
        "name: x\n",
        "roles: [common, web]\n",
        "roles:\n  - name: geerlingguy.java\n    version: 1.2\n",
        "roles:\n  admin: {permissions: [read]}\n",
        "roles: {admin: [read, write]}\n",
        "role: {name: admin}\nkind: RoleBinding\n",
    ] {
        let (_, reading) = read(text);
        assert!(reading.charters.is_empty(), "{text}");
        assert_eq!(reading.faults, [], "{text}");
    }
}

#[test]
fn holders_are_written_in_many_ways() {
    for (written, names, shares) in [
        ("Ana Kovač", vec!["Ana Kovač"], vec![None]),
        ("[Ana, Ben]", vec!["Ana", "Ben"], vec![None, None]),
        ("{name: Ana, share: 60%}", vec!["Ana"], vec![Some(60.0)]),
        (
            "[{name: Ana, share: \"0,5 FTE\"}, Ben, {name: Eva}]",
            vec!["Ana", "Ben", "Eva"],
            vec![Some(50.0), None, None],
        ),
        (
            "{Ana: 60%, Ben: 40}",
            vec!["Ana", "Ben"],
            vec![Some(60.0), Some(40.0)],
        ),
        ("", vec![], vec![]),
        ("[]", vec![], vec![]),
        ("42", vec!["42"], vec![None]),
        ("yes", vec!["yes"], vec![None]),
    ] {
        let role = role(&format!("role: x\nduties: [a]\nholders: {written}\n"));
        let found: Vec<_> = role
            .holders
            .iter()
            .map(|one| one.name.value.as_str())
            .collect();
        assert_eq!(found, names, "{written}");
        let found: Vec<_> = role.holders.iter().map(|one| one.share).collect();
        assert_eq!(found, shares, "{written}");
    }
}

#[test]
fn duties_are_written_in_many_ways() {
    for (written, expected) in [
        ("one", vec!["one"]),
        ("[one, two]", vec!["one", "two"]),
        ("{text: one, raci: a}", vec!["one"]),
        ("[{text: one}, two]", vec!["one", "two"]),
        (
            "{start: [one, {text: two}], end: three, later: }",
            vec!["one", "two", "three"],
        ),
        ("[no, on, 0x1F]", vec!["no", "on", "0x1F"]),
        ("[one, ~]", vec!["one"]),
    ] {
        let role = role(&format!("role: x\nduties: {written}\n"));
        assert_eq!(duties(&role), expected, "{written}");
    }
}

#[test]
fn a_list_in_a_list_and_a_number_are_told_and_kept() {
    for (written, expected, told) in [
        ("[[one, two], three]", vec!["one", "two", "three"], 1),
        ("[42, 012, 1.50]", vec!["42", "012", "1.50"], 3),
    ] {
        let (_, reading) = read(&format!("role: x\nduties: {written}\n"));
        assert_eq!(duties(&reading.charters[0].roles[0]), expected, "{written}");
        let kinds: Vec<FaultKind> = reading.faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, vec![FaultKind::WrongType; told], "{written}");
    }
}

#[test]
fn duties_by_phase_keep_their_phase() {
    let charter = charter(
        "\
charter: c
phases: [Projektstart, Testphase]
roles:
  - role: x
    duties:
      projektstart: [a]
      Testphase:
        - b
        - {text: c, phase: Projektstart}
",
    );
    let phases: Vec<_> = charter.roles[0]
        .duties
        .iter()
        .map(|duty| duty.phase.as_ref().map(|phase| phase.value.as_str()))
        .collect();
    assert_eq!(
        phases,
        [
            Some("projektstart"),
            Some("Testphase"),
            Some("Projektstart")
        ]
    );
}

#[test]
fn aliases_tell_where_they_are_used() {
    let text = "\
roles:
  - role: one
    duties: &shared
      - first
      - &second second
  - role: two
    duties: *shared
  - role: three
    duties:
      - *second
      - *shared
";
    let charter = charter(text);
    let used: Vec<Vec<Option<&str>>> = charter
        .roles
        .iter()
        .map(|role| {
            let spans = role.duties.iter().map(|duty| duty.text.used_at);
            spans
                .map(|span| span.map(|span| &text[span.start..span.end]))
                .collect()
        })
        .collect();
    assert_eq!(used[0], [None, None]);
    assert_eq!(used[1], [Some("*shared"), Some("*shared")]);
    assert_eq!(used[2], [Some("*second"), Some("*shared"), Some("*shared")]);
    assert_eq!(
        &text[charter.roles[2].duties[0].text.span.start..][..6],
        "second"
    );
}

#[test]
fn merge_keys_bring_what_is_not_written() {
    let charter = charter(
        "\
x-base: &base
  team: Blue
  duties: [a]
charter: c
roles:
  - role: one
    <<: *base
  - <<: *base
    role: two
    team: Red
",
    );
    let teams: Vec<_> = charter
        .roles
        .iter()
        .map(|role| role.team.clone().map(|team| team.value))
        .collect();
    assert_eq!(teams, [hint("Blue"), hint("Red")]);
    assert_eq!(duties(&charter.roles[1]), ["a"]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text =
        "\u{feff}role: x\r\nduties:\r\n  - größe ändern\r\n  - >\r\n    folded\r\n    words\r\n";
    let role = role(text);
    assert_eq!(duties(&role), ["größe ändern", "folded words\n"]);
    let span = role.duties[0].text.span;
    assert_eq!(&text[span.start..span.end], "größe ändern");
}

#[test]
fn an_alias_bomb_ends_quickly_and_is_told() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..10 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        let list = below.trim_end_matches(", ");
        text.extend([format!("a{level}: &a{level} [{list}]\n")]);
    }
    text += "role: x\nduties: *a9\n";
    assert!(
        faults(&text)
            .iter()
            .any(|(kind, ..)| *kind == FaultKind::TooManyAliases)
    );
}

#[test]
fn unknown_keys_are_told_with_the_nearest_known_one() {
    use FaultKind::UnknownKey;
    let told = |key: &str| only_fault(&format!("role: x\nduties: [a]\n{key}: b\n"));
    assert_eq!(
        told("purpos"),
        (UnknownKey, "purpos".into(), hint("purpose"))
    );
    assert_eq!(told("zwek"), (UnknownKey, "zwek".into(), hint("zweck")));
    assert_eq!(told("salary"), (UnknownKey, "salary".into(), None));
    assert_eq!(told("name"), (UnknownKey, "name".into(), None));
    assert_eq!(told("roles"), (UnknownKey, "roles".into(), hint("role")));
    let duty = only_fault("role: x\nduties:\n  - {text: a, pase: b}\n");
    assert_eq!(duty, (UnknownKey, "pase".into(), hint("phase")));
    let holder = only_fault("role: x\nduties: [a]\nholders: {name: Ana, shar: 3}\n");
    assert_eq!(holder, (UnknownKey, "shar".into(), hint("share")));
    let charter = only_fault("charter: c\nglosary: {}\nroles: [{role: x, duties: [a]}]\n");
    assert_eq!(charter, (UnknownKey, "glosary".into(), hint("glossary")));
}

#[test]
fn two_synonyms_of_one_key_are_joined_and_told() {
    let text = "role: x\ntasks: [a]\naufgaben: [b]\n";
    assert_eq!(
        only_fault(text),
        (FaultKind::JoinedSynonyms, "aufgaben".into(), hint("tasks"))
    );
    assert_eq!(duties(&read(text).1.charters[0].roles[0]), ["a", "b"]);
}

#[test]
fn a_key_that_stands_twice_is_told() {
    let fault = only_fault("role: x\nduties: [a]\nteam: b\nteam: c\n");
    assert_eq!(fault, (FaultKind::DuplicateKey, "team".into(), None));
}

#[test]
fn what_has_the_wrong_type_is_told() {
    use FaultKind::WrongType;
    for (text, words, wanted) in [
        ("role: x\nduties: [a]\ntitle: [b]\n", "[b]", "text"),
        ("role: x\nduties: [a]\npurpose: {a: b}\n", "{a: b}", "text"),
        ("role: x\nduties: [a]\nskills: [{a: b}]\n", "{a: b}", "text"),
        (
            "role: x\nduties: [a]\nholders: {share: 3}\n",
            "{share: 3}",
            "name",
        ),
        ("role: x\nduties: [a, {raci: A}]\n", "{raci: A}", "text"),
        ("role: x\nduties: [a, 42]\n", "42", "text"),
        ("role: x\nduties: [a, [b, c]]\n", "[b, c]", "text"),
        ("role: [x]\nduties: [a]\n", "[x]", "text"),
        ("charter: c\nroles: x\n", "x", "list"),
        ("charter: c\nroles: [x]\n", "x", "mapping"),
        ("charter: c\nroles: {x: y}\n", "y", "mapping"),
        ("role: x\nduties: [a]\nglossary: [PO]\n", "[PO]", "mapping"),
    ] {
        assert_eq!(
            only_fault(text),
            (WrongType, words.into(), hint(wanted)),
            "{text}"
        );
    }
}

#[test]
fn values_that_mean_nothing_are_told() {
    use FaultKind::{
        BadRaci, BadShare, UnknownActivity, UnknownLanguage, UnknownPhase, UnknownProfile,
    };
    for (text, kind, words, wanted) in [
        (
            "role: x\nduties: [a]\nlanguage: no\n",
            UnknownLanguage,
            "no",
            hint("en, de, fr"),
        ),
        (
            "role: x\nduties: [a]\nprofile: scrun\n",
            UnknownProfile,
            "scrun",
            hint("scrum"),
        ),
        (
            "role: x\nduties: [{text: a, raci: Z}]\n",
            BadRaci,
            "Z",
            hint("R, A, C, I"),
        ),
        (
            "role: x\nduties: [{text: a, share: much}]\n",
            BadShare,
            "much",
            None,
        ),
        (
            "role: x\nduties: [a]\nholders: {name: b, share: 120%}\n",
            BadShare,
            "120%",
            None,
        ),
        (
            "role: x\nduties: [{text: a, activity: order-backlg}]\n",
            UnknownActivity,
            "order-backlg",
            hint("order-backlog"),
        ),
        (
            "role: x\nphases: [Start, Test]\nduties: {Strat: [a]}\n",
            UnknownPhase,
            "Strat",
            hint("Start"),
        ),
    ] {
        assert_eq!(only_fault(text), (kind, words.into(), wanted), "{text}");
    }
}

#[test]
fn a_language_may_name_its_country() {
    for written in ["de", "DE", "de-CH", "de_AT"] {
        let role = role(&format!("role: x\nduties: [a]\nlanguage: {written}\n"));
        assert_eq!(role.language.expect(written).value, "de");
    }
}

#[test]
fn a_role_without_name_or_duties_is_told() {
    use FaultKind::{NoDuties, NoRoleName};
    assert_eq!(
        only_fault("role:\nduties: [a]\n"),
        (NoRoleName, "role".into(), None)
    );
    assert_eq!(
        only_fault("roles:\n  - duties: [a]\n"),
        (NoRoleName, "duties: [a]".into(), None)
    );
    assert_eq!(only_fault("role: x\n"), (NoDuties, "x".into(), None));
    assert_eq!(
        only_fault("role: x\nduties: []\n"),
        (NoDuties, "duties".into(), None)
    );
    assert_eq!(only_fault("roles: {x: }\n"), (NoDuties, "x".into(), None));
}

#[test]
fn a_sentence_that_a_colon_splits_is_read_and_told() {
    let text = "role: x\nduties:\n  - Owns: the team's backlog\n";
    let (kind, words, _) = only_fault(text);
    assert_eq!(
        (kind, words.as_str()),
        (FaultKind::UnquotedColon, "Owns: the team's backlog")
    );
    assert_eq!(
        duties(&read(text).1.charters[0].roles[0]),
        ["Owns: the team's backlog"]
    );
}

#[test]
fn what_stands_before_a_break_is_read() {
    let (_, reading) = read("role: x\nteam: Blue\nduties:\n  - a\n  - \"never closed\n");
    assert!(
        reading.faults.iter().all(|fault| fault.kind.is_fatal()),
        "{:?}",
        reading.faults
    );
    assert_eq!(reading.charters[0].roles[0].name.value, "x");
}
