//! Broken YAML: what is told, where, and what is read in spite of it.

use proptest::prelude::*;
use rolelint::source::Source;
use rolelint::yaml::{self, Entry, Kind, Tree};

/// The tree as compact text: strings quoted, `~` for null.
fn outline(tree: &Tree, entry: Entry) -> String {
    match &tree.node(entry.node).kind {
        Kind::Null => "~".to_owned(),
        Kind::Scalar(scalar) => format!("{:?}", scalar.value),
        Kind::Sequence(entries) => {
            let entries = entries.iter().map(|&entry| outline(tree, entry));
            format!("[{}]", entries.collect::<Vec<_>>().join(", "))
        }
        Kind::Mapping(pairs) => {
            let pairs = pairs
                .iter()
                .map(|&(key, value)| format!("{}: {}", outline(tree, key), outline(tree, value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Place, kind, words at the place and detail of each problem; then each document.
fn told(text: &str) -> Vec<String> {
    let source = Source::new("a.yaml", text);
    let tree = yaml::read(&source);
    let problems = tree.problems.iter().map(|problem| {
        let place = source.place(problem.span.start);
        let (line, column) = (place.line, place.column);
        let words = source.slice(problem.span);
        let (kind, detail) = (problem.kind, &problem.detail);
        format!("{line}:{column} {kind:?} `{words}` {detail}")
            .trim_end()
            .to_owned()
    });
    let documents = tree.documents.iter();
    problems
        .chain(documents.map(|document| outline(&tree, document.root)))
        .collect()
}

#[test]
fn tabs_in_the_indentation_are_told_once() {
    assert_eq!(
        told("role: a\nduties:\n\t- x\n\t- text: y\n\t  raci: A\nteam: z\n"),
        [
            "3:1 Tab `\t` 3",
            r#"{"role": "a", "duties": ["x", {"text": "y", "raci": "A"}], "team": "z"}"#
        ]
    );
    assert_eq!(
        told("a: |\n\tx\nb: c\n"),
        ["2:1 Tab `\t` 1", r#"{"a": "x\n", "b": "c"}"#]
    );
}

#[test]
fn a_missing_space_is_told_at_its_colon_or_dash() {
    assert_eq!(
        told("role:Product Owner\nduties:\n  - x\n  -y\n  - text:z\n    raci: A\n"),
        [
            "1:5 MissingSpace `:` role",
            "4:3 MissingSpace `-` -",
            "5:9 MissingSpace `:` text",
            r#"{"role": "Product Owner", "duties": ["x", "y", {"text": "z", "raci": "A"}]}"#
        ]
    );
}

#[test]
fn a_missing_colon_is_told_with_its_line() {
    assert_eq!(
        told("title: x\nrole Product Owner\nteam: y\n"),
        [
            "2:1 MissingColon `role Product Owner` role Product Owner",
            r#"{"title": "x", "team": "y"}"#
        ]
    );
}

#[test]
fn a_colon_inside_a_sentence_is_told_and_the_sentence_kept() {
    assert_eq!(
        told(
            "purpose: Maximise value: for all\nduties:\n  - Owns: the backlog: all of it\n  - y\n"
        ),
        [
            "1:24 UnquotedColon `:` Maximise value: for all",
            "3:22 UnquotedColon `:` the backlog: all of it",
            r#"{"purpose": "Maximise value: for all", "duties": [{"Owns": "the backlog: all of it"}, "y"]}"#
        ]
    );
}

#[test]
fn an_unclosed_quote_is_told_where_it_opens() {
    assert_eq!(
        told("title: \"Foo\nduties:\n  - the team's x\n  - 'y\n"),
        [
            "1:8 UnclosedQuote `\"` \"",
            "4:5 UnclosedQuote `'` '",
            r#"{"title": "\"Foo", "duties": ["the team's x", "'y"]}"#
        ]
    );
}

#[test]
fn words_behind_a_closing_quote_are_told() {
    assert_eq!(
        told("- \"Owner\" of the backlog\n- 'it's'\n- x\n"),
        [
            "1:11 TextAfterQuote `of the backlog` of the backlog",
            "2:7 TextAfterQuote `s'` s'",
            r#"["\"Owner\" of the backlog", "'it's'", "x"]"#
        ]
    );
}

#[test]
fn wrong_indentation_is_told_and_the_line_moves_to_its_level() {
    assert_eq!(
        told("role: a\n title: b\nduties:\n    - x\n  - y\n  - z\nteam: q\n"),
        [
            "2:2 Indentation `title:`",
            "5:3 Indentation `-`",
            r#"{"role": "a", "title": "b", "duties": ["x", "y", "z"], "team": "q"}"#
        ]
    );
    assert_eq!(
        told("duties:\n  - text: x\n   raci: A\n  - z\n"),
        [
            "3:4 Indentation `raci:`",
            r#"{"duties": [{"text": "x", "raci": "A"}, "z"]}"#
        ]
    );
}

#[test]
fn special_characters_at_the_start_are_told_and_the_text_kept() {
    let texts = [
        "*Owns* the backlog",
        "**y** z",
        "& more",
        "@team x",
        "%x y",
        "`x` y",
        "[Team] owns",
        "{x} owns",
        "| x",
        "> 50 % of",
        "]x",
        ", x",
    ];
    let list: Vec<String> = texts.iter().map(|text| format!("  - {text}\n")).collect();
    let told = told(&format!("duties:\n{}team: z\n", list.concat()));
    assert_eq!(told.len(), texts.len() + 1);
    for (line, text) in texts.iter().enumerate() {
        let first = &text[..1];
        assert_eq!(
            told[line],
            format!("{}:5 SpecialStart `{first}` {first}", line + 2)
        );
    }
    let kept = format!("{{\"duties\": {texts:?}, \"team\": \"z\"}}");
    assert_eq!(told[texts.len()], kept);
}

#[test]
fn an_unclosed_bracket_is_told_where_it_opens() {
    assert_eq!(
        told("a: [x, y\nb: {c: d\ne: f\n"),
        [
            "1:4 UnclosedBracket `[` [",
            "2:4 UnclosedBracket `{` {",
            r#"{"a": "[x, y", "b": "{c: d", "e": "f"}"#
        ]
    );
}

#[test]
fn an_escape_that_means_nothing_is_told() {
    assert_eq!(
        told("a: \"C:\\Users\\x\"\nb: y\n"),
        [
            "1:7 BadEscape `\\U` \\U",
            r#"{"a": "C:/Users/x", "b": "y"}"#
        ]
    );
}

#[test]
fn control_characters_are_told_with_their_code() {
    assert_eq!(
        told("a: x\u{7}y\nb: c\n\u{feff}d: e\n"),
        [
            "1:5 Control `\u{7}` U+0007",
            "3:1 Control `\u{feff}` U+FEFF",
            r#"{"a": "x y", "b": "c", "d": "e"}"#
        ]
    );
}

#[test]
fn spans_lead_back_to_the_file_behind_a_mend() {
    let source = Source::new(
        "a.yaml",
        "\u{feff}role:Ö\r\nduties:\r\n\t- *x* y\r\n\t- z\r\nteam: q\r\n",
    );
    let tree = yaml::read(&source);
    let texts: Vec<_> = tree
        .nodes
        .iter()
        .filter(|node| matches!(node.kind, Kind::Scalar(_)))
        .collect();
    let slices: Vec<_> = texts.iter().map(|node| source.slice(node.span)).collect();
    assert_eq!(slices, ["role", "Ö", "duties", "*x* y", "z", "team", "q"]);
}

#[test]
fn a_file_full_of_errors_ends_quickly() {
    assert!(told(&"- @x\n".repeat(10_000)).len() > 30);
    for line in [
        "a: b: c", "a: [b", "a: \"b", "a: {b]", "\t- a", "%", "--- a: b",
    ] {
        let text = format!("{line}\n---\n").repeat(5_000);
        assert!(told(&text).len() > 2_500, "{line}");
    }
}

/// Lines of the kind that people write, and what breaks them.
fn fragment() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "role: a",
        "duties:",
        "- x",
        "-",
        "- ",
        "  ",
        "    ",
        " ",
        "\t",
        "\n",
        "\n",
        "\n",
        "\r\n",
        ":",
        ": ",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "*a",
        "&a ",
        "<<: ",
        "|",
        ">",
        "|2-",
        "# c",
        "---",
        "...",
        "%YAML 1.2",
        "!",
        "!!str ",
        "? ",
        "\\",
        "\\U",
        "@",
        "`",
        "ü",
        "😀",
        "\u{feff}",
        "\u{7}",
        "\u{85}",
        "\u{2028}",
        "~",
        "key: value",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_to_its_end(fragments in prop::collection::vec(fragment(), 0..40)) {
        let text = fragments.concat();
        let source = Source::new("a.yaml", &*text);
        let tree = yaml::read(&source);
        let spans = tree.nodes.iter().map(|node| node.span);
        let spans = spans.chain(tree.problems.iter().map(|problem| problem.span));
        for span in spans.chain(tree.comments.iter().map(|comment| comment.span)) {
            prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
        }
        for node in &tree.nodes {
            if let Kind::Scalar(scalar) = &node.kind {
                let range = 0..scalar.value.len();
                let spans = yaml::locate(&text, node.span, scalar.style, &scalar.value, range);
                prop_assert!(!spans.is_empty());
                for span in spans {
                    prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
                }
            }
        }
        for document in &tree.documents {
            outline(&tree, document.root);
        }
    }
}
