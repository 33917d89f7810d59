//! How findings look: lines, excerpts and JSON.

use rolelint::finding::{Confidence, Finding, Location, Related, Severity, Subject, Suppression};
use rolelint::language::Language;
use rolelint::model::{Loaded, Names};
use rolelint::report::{Format, Frame, Look, People, Report, Sources, Summary};
use rolelint::rule::{Holder, Settings};
use rolelint::source::{Source, Span};

const OWNER: &str = "\u{feff}# größe 😀
role: Product Owner
holders: Ana Kovač
duties:
  - Führt die 😀 Größen-Entwickler und plant ihre Kapazität für Ana
  - >
    Schreibt den ganzen Tag
    lang Tickets.
  - \"Tab\there \u{1b}[31mred \u{202e}turned\"
";
const MASTER: &str = "role: Scrum Master\r\nholders: Ana Kovač\r\nduties:\r\n  - Coaches\r\n";

fn loaded() -> Vec<Loaded> {
    let names = Names {
        role: &|_| None,
        roles: &[],
        activities: &[],
        profiles: &[],
    };
    [("roles/po.yaml", OWNER), ("sm.yaml", MASTER)]
        .map(|(path, text)| Loaded::new(Source::new(path, text), &names))
        .into()
}

fn location(file: &Loaded, words: &[&str]) -> Location {
    let text = file.source.text();
    let spans = words.iter().map(|words| {
        let start = text.find(words).expect("words of the file");
        Span::new(start, start + words.len())
    });
    Location {
        path: file.source.path().into(),
        spans: spans.collect(),
        text: words.join(" "),
    }
}

fn finding(
    code: &'static str,
    rule: &'static str,
    severity: Severity,
    location: Location,
) -> Finding {
    Finding {
        code,
        rule,
        severity,
        confidence: Confidence::High,
        message: format!("what {rule} says").into(),
        label: "the proof".into(),
        help: "Write something else. This text is long enough to be broken into several lines of the page.".into(),
        why: "It does harm.".into(),
        location,
        related: Vec::new(),
        role: Some("product-owner".into()),
        holder: None,
        language: Some("de"),
        profile: Some("scrum"),
        activities: vec!["manage-people"],
        fix: None,
        subject: Subject::Role,
        fingerprint: String::new(),
        suppressed: None,
    }
}

fn findings(files: &[Loaded]) -> Vec<Finding> {
    let mut merged = finding(
        "MRG002",
        "po-and-scrum-master",
        Severity::Error,
        location(&files[1], &["Ana Kovač"]),
    );
    merged.holder = Some("Ana Kovač".into());
    merged.related.push(Related {
        location: location(&files[0], &["Ana Kovač"]),
        label: "Ana Kovač is Product Owner here".into(),
    });
    let mut people = finding(
        "PO003",
        "manages-people",
        Severity::Error,
        location(&files[0], &["Führt die 😀 Größen-Entwickler"]),
    );
    people.related.push(Related {
        location: location(&files[0], &["plant ihre Kapazität"]),
        label: "and here".into(),
    });
    let folded = finding(
        "PO008",
        "backlog-secretary",
        Severity::Warning,
        location(&files[0], &["Schreibt den ganzen Tag", "lang Tickets"]),
    );
    let turned = finding(
        "TXT001",
        "vague-wording",
        Severity::Info,
        location(&files[0], &["red \u{202e}turned"]),
    );
    let mut accepted = folded.clone();
    accepted.suppressed = Some(Suppression::Comment {
        reason: "agreed".into(),
    });
    vec![people, folded, turned, accepted, merged]
}

fn render(format: Format, change: impl FnOnce(&mut Report, &[Loaded])) -> String {
    let files = loaded();
    let mut findings = findings(&files);
    let mut summary = Summary {
        files: 2,
        roles: 2,
        duties: 4,
        ..Summary::default()
    };
    summary.count(&findings);
    let mut report = Report {
        findings: &[],
        files: &[],
        errors: &[],
        pack: rolelint::pack(),
        sources: Sources::new(files.iter().map(|file| &file.source)),
        summary,
        frame: Frame {
            language: Language::En,
        },
        people: People::default(),
        statistics: false,
        quiet: false,
        look: Look {
            color: false,
            unicode: true,
            links: false,
            width: 80,
        },
    };
    change(&mut report, &files);
    report.people.hide_in(&mut findings);
    let mut out = Vec::new();
    Report {
        findings: &findings,
        ..report
    }
    .write(format, &mut out)
    .expect("written to memory");
    String::from_utf8(out).expect("UTF-8")
}

fn people(files: &[Loaded]) -> People {
    let settings = Settings::default();
    let holders = files.iter().flat_map(|file| Holder::all(file, &settings));
    People::new(&holders.collect::<Vec<_>>())
}

#[test]
fn excerpts_underline_the_words() {
    insta::assert_snapshot!(render(Format::Human, |_, _| {}));
}

#[test]
fn excerpts_are_drawn_in_ascii_and_german() {
    insta::assert_snapshot!(render(Format::Human, |report, _| {
        report.look.unicode = false;
        report.frame.language = Language::De;
    }));
}

#[test]
fn colors_are_escape_sequences() {
    let text = render(Format::Human, |report, _| report.look.color = true);
    assert!(text.contains("\u{1b}["));
    let text = render(Format::Human, |_, _| {});
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn concise_is_one_line_a_finding() {
    insta::assert_snapshot!(render(Format::Concise, |_, _| {}));
}

#[test]
fn json_has_its_documented_shape() {
    insta::assert_snapshot!(render(Format::Json, |_, _| {}));
}

#[test]
fn statistics_count_by_rule() {
    insta::assert_snapshot!(render(Format::Concise, |report, _| report.statistics = true));
}

#[test]
fn markdown_is_folded_by_role() {
    insta::assert_snapshot!(render(Format::Markdown, |_, _| {}));
}

#[test]
fn html_asks_the_team() {
    insta::assert_snapshot!(render(Format::Html, |report, files| {
        report.people = people(files);
        report.frame.language = Language::De;
    }));
}

#[test]
fn people_are_redacted_everywhere() {
    for format in [Format::Human, Format::Concise, Format::Json] {
        let text = render(format, |report, files| report.people = people(files));
        assert!(!text.contains("Ana") && !text.contains("Kovač"), "{text}");
    }
    insta::assert_snapshot!(render(Format::Human, |report, files| {
        report.people = people(files);
    }));
}

/// A report on a text with one finding at any two places.
fn rendered(text: &str, spans: &[(usize, usize)]) -> String {
    let names = Names {
        role: &|_| None,
        roles: &[],
        activities: &[],
        profiles: &[],
    };
    let files = [Loaded::new(Source::new("a.yaml", text), &names)];
    let boundary = |at: usize| {
        let at = at % (text.len() + 1);
        (at..=text.len())
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(0)
    };
    let spans = spans.iter().map(|&(one, other)| {
        let (one, other) = (boundary(one), boundary(other));
        Span::new(one.min(other), one.max(other))
    });
    let place = |span| Location {
        path: "a.yaml".into(),
        spans: vec![span],
        text: String::new(),
    };
    let faults = files[0].faults.iter().map(|fault| fault.span);
    let all: Vec<Span> = spans.chain(faults).collect();
    let findings: Vec<Finding> = all
        .iter()
        .zip(all.iter().rev())
        .map(|(&here, &there)| {
            let mut finding = finding("PO001", "any", Severity::Info, place(here));
            finding.related.push(Related {
                location: place(there),
                label: "there".into(),
            });
            finding
        })
        .collect();
    let mut out = Vec::new();
    Report {
        findings: &findings,
        files: &[],
        errors: &[],
        pack: rolelint::pack(),
        sources: Sources::new(files.iter().map(|file| &file.source)),
        summary: Summary::default(),
        frame: Frame {
            language: Language::En,
        },
        people: people(&files),
        statistics: false,
        quiet: false,
        look: Look {
            color: true,
            unicode: true,
            links: false,
            width: 80,
        },
    }
    .write(Format::Human, &mut out)
    .expect("written to memory");
    String::from_utf8(out).expect("UTF-8")
}

proptest::proptest! {
    #[test]
    fn any_place_in_any_text_can_be_shown(
        spans in proptest::collection::vec((0..400_usize, 0..400_usize), 1..4),
        cut in 0..400_usize,
        piece in "[ \\t\\r\\n:\\-\"'>|#&*{}\\[\\]aé😀\u{feff}\u{202e}\u{1b}]{0,12}",
    ) {
        let whole = format!("{OWNER}{MASTER}");
        let at = (cut % whole.len()..=whole.len()).find(|&at| whole.is_char_boundary(at)).unwrap_or(0);
        let text = format!("{}{piece}{}", &whole[..at], &whole[at..]);
        let shown = rendered(&text, &spans);
        proptest::prop_assert!(shown.contains("PO001"));
    }
}

#[test]
fn of_very_long_lines_only_the_surroundings_are_shown() {
    let text = format!(
        "role: {} end {}\n",
        "wörter ".repeat(50_000),
        "more ".repeat(50_000)
    );
    let at = text.find("end").expect("it is there");
    let shown = rendered(&text, &[(at, at + 3)]);
    assert!(shown.len() < 40_000, "{}", shown.len());
}
