//! What the spanned tree holds for each trap of YAML.

use rolelint::source::Source;
use rolelint::yaml::{self, Entry, Kind, Tree};

/// The tree as compact text: strings quoted, `~` for null, and `name=` before what an alias brought.
fn outline(source: &Source, tree: &Tree, entry: Entry) -> String {
    let alias = entry
        .alias
        .map_or(String::new(), |span| format!("{}=", source.slice(span)));
    let text = match &tree.node(entry.node).kind {
        Kind::Null => "~".to_owned(),
        Kind::Scalar(scalar) => format!("{:?}", scalar.value),
        Kind::Sequence(entries) => {
            let entries = entries.iter().map(|&entry| outline(source, tree, entry));
            format!("[{}]", entries.collect::<Vec<_>>().join(", "))
        }
        Kind::Mapping(pairs) => {
            let pairs = pairs.iter().map(|&(key, value)| {
                format!(
                    "{}: {}",
                    outline(source, tree, key),
                    outline(source, tree, value)
                )
            });
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    };
    alias + &text
}

fn outlines(text: &str) -> Vec<String> {
    let source = Source::new("a.yaml", text);
    let tree = yaml::read(&source);
    tree.documents
        .iter()
        .map(|document| outline(&source, &tree, document.root))
        .collect()
}

/// Kind, words at the place and detail of each problem.
fn problems(text: &str) -> Vec<String> {
    let source = Source::new("a.yaml", text);
    let tree = yaml::read(&source);
    let problems = tree.problems.iter();
    problems
        .map(|problem| {
            let place = source.place(problem.span.start);
            let words = source.slice(problem.span);
            format!(
                "{}:{} {:?} `{words}` {}",
                place.line, place.column, problem.kind, problem.detail
            )
        })
        .collect()
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

#[test]
fn words_that_look_like_values_stay_text() {
    assert_eq!(
        outlines("[no, on, yes, 012, 1e3, ~, null, '~', \"null\", !!str ~, '']"),
        [r#"["no", "on", "yes", "012", "1e3", ~, ~, "~", "null", "~", ""]"#]
    );
}

#[test]
fn empty_values_are_null_and_stand_behind_their_key() {
    let source = Source::new("a.yaml", "a:\nb: # c\nc:\n");
    let tree = yaml::read(&source);
    let Kind::Mapping(pairs) = &tree.node(tree.documents[0].root.node).kind else {
        panic!("a mapping");
    };
    let at = |pair: usize| tree.node(pairs[pair].1.node);
    assert_eq!(at(0).kind, Kind::Null);
    assert_eq!((at(0).span.start, at(0).span.end), (2, 2));
    assert_eq!((at(1).span.start, at(1).span.end), (5, 5));
}

#[test]
fn spans_count_bytes_of_the_file_with_mark_and_line_ends() {
    let text = "\u{feff}größe: 'x😀'\r\nlist:\r\n  - a\r\n\r\n# end\r\nmap: {k: v}\r\n";
    let source = Source::new("a.yaml", text);
    let tree = yaml::read(&source);
    let slices: Vec<_> = tree
        .nodes
        .iter()
        .map(|node| source.slice(node.span))
        .collect();
    assert_eq!(
        slices,
        [
            "größe",
            "'x😀'",
            "list",
            "a",
            "- a",
            "map",
            "k",
            "v",
            "{k: v}",
            text[3..].trim_end()
        ]
    );
}

#[test]
fn aliases_share_the_node_and_keep_their_place() {
    assert_eq!(
        outlines("a: &x [1]\nb: *x\nc: &x 2\nd: *x\n"),
        [r#"{"a": ["1"], "b": *x=["1"], "c": "2", "d": *x="2"}"#]
    );
    assert!(problems("a: &x [1]\nb: *x\n").is_empty());
}

#[test]
fn unknown_and_self_holding_aliases_are_problems_and_null() {
    let text = "a: *x\nb: &y [1, *y]\n";
    assert_eq!(outlines(text), [r#"{"a": ~, "b": ["1", ~]}"#]);
    assert_eq!(
        problems(text),
        ["1:4 UnknownAlias `*x` x", "2:11 SelfAlias `*y` y"]
    );
}

#[test]
fn merge_keys_bring_their_pairs_and_explicit_keys_win() {
    assert_eq!(
        outlines(
            "- &a {x: 1, y: 2}\n- &b {y: 3, z: 4}\n- {<<: [*a, *b], x: 9}\n- {'<<': *a}\n- {<<: {q: 1}}\n"
        )[0],
        concat!(
            r#"[{"x": "1", "y": "2"}, {"y": "3", "z": "4"}, "#,
            r#"{*a="y": *a="2", *b="z": *b="4", "x": "9"}, "#,
            r#"{"<<": *a={"x": "1", "y": "2"}}, {"q": "1"}]"#
        )
    );
    assert_eq!(
        problems("a: &a [1]\nb: {<<: 1}\nc: {<<: *a}\n"),
        ["2:9 BadMerge `1` ", "3:9 BadMerge `*a` "]
    );
}

#[test]
fn duplicate_keys_are_kept_and_reported() {
    let text = "role: a\n\"role\": b\nx: {y: 1, y: 2}\n";
    assert_eq!(
        outlines(text),
        [r#"{"role": "a", "role": "b", "x": {"y": "1", "y": "2"}}"#]
    );
    assert_eq!(
        problems(text),
        [
            "2:1 DuplicateKey `\"role\"` role",
            "3:11 DuplicateKey `y` y"
        ]
    );
    let many = lines(100, |key| format!("k{}: v\n", key % 99));
    assert_eq!(problems(&many), ["100:1 DuplicateKey `k0` k0"]);
}

#[test]
fn comments_know_whether_the_line_is_theirs() {
    let source = Source::new(
        "a.yaml",
        "\u{feff}# one\na: b # two\n  # three\nc:\n  - d\n# four",
    );
    let tree = yaml::read(&source);
    let comments = tree.comments.iter();
    let comments: Vec<_> = comments
        .map(|comment| (source.slice(comment.span), &*comment.text, comment.own_line))
        .collect();
    assert_eq!(
        comments,
        [
            ("# one", " one", true),
            ("# two", " two", false),
            ("# three", " three", true),
            ("# four", " four", true)
        ]
    );
}

#[test]
fn a_broken_document_hides_neither_what_stands_before_nor_the_next() {
    let text = "role: a\nduties: [x, y\n---\nrole: b\n---\n- c\n- \"d\n---\nrole: e\n";
    assert_eq!(outlines(text)[0], r#"{"role": "a", "duties": "[x, y"}"#);
    assert_eq!(outlines(text)[1], r#"{"role": "b"}"#);
    assert_eq!(outlines(text).last().unwrap(), r#"{"role": "e"}"#);
    assert_eq!(problems(text).len(), 2);
}

#[test]
fn hostile_nesting_ends_quickly() {
    for text in [
        "[".repeat(10_000),
        "{a: ".repeat(10_000),
        "- ".repeat(10_000),
    ] {
        assert!(
            problems(&text)[0].contains("TooDeep"),
            "{:?}",
            problems(&text)
        );
    }
    let kept = outlines(&format!("role: a\nx: {}\n---\nrole: b\n", "[".repeat(100)));
    assert!(kept[0].starts_with(r#"{"role": "a", "x": ["#));
    assert_eq!(kept[1], r#"{"role": "b"}"#);
    let steps = lines(2_000, |level| format!("{:level$}a:\n", ""));
    assert!(problems(&steps)[0].contains("TooDeep"));
    let chain = lines(10_000, |link| format!("- &a{} [*a{link}]\n", link + 1));
    assert!(problems(&format!("- &a0 x\n{chain}"))[0].contains("TooDeep"));
}

#[test]
fn alias_bombs_stay_small() {
    let ten = |link: usize| format!("*a{link}, ").repeat(10);
    let lists = lines(30, |link| format!("- &a{} [{}]\n", link + 1, ten(link)));
    assert_eq!(problems(&format!("- &a0 x\n{lists}")).len(), 1);
    let merges = lines(30, |link| {
        let next = link + 1;
        format!("- &a{next} {{<<: [{}], k{link}: *a{link}}}\n", ten(link))
    });
    assert_eq!(problems(&format!("- &a0 {{x: y}}\n{merges}")).len(), 1);
    let long = format!("- &a {}\n{}", "x".repeat(100_000), "- *a\n".repeat(20_000));
    assert_eq!(problems(&long).len(), 1);
}

#[test]
fn thousands_of_comment_lines_are_fine() {
    let text = format!("duties:\n  - a\n{}  - b\n", "  # - c\n".repeat(50_000));
    assert_eq!(outlines(&text), [r#"{"duties": ["a", "b"]}"#]);
    assert!(problems(&text).is_empty());
}
