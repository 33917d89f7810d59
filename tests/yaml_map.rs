//! Random documents in every style: the tree says what another reader says, and each character is found again.

use proptest::prelude::*;
use rolelint::source::{Source, Span};
use rolelint::yaml::{self, Entry, Kind, Style, Tree};
use std::fmt::Write;
use std::ops::Range;

/// A decoded character and where it is written; none where it comes from the end of a line.
type Written = Vec<(char, Option<Range<usize>>)>;

#[derive(Clone, Debug)]
enum Unit {
    Char(char),
    /// Written as an escape of one of several forms (in double quotes; else as it is).
    Escape(char, u8),
    /// Empty lines, white space before the break, further indentation, and a backslash before it in double quotes.
    Fold(usize, usize, usize, bool),
}

#[derive(Clone, Debug)]
struct Block {
    folded: bool,
    chomp: char,
    indent: usize,
    indicator: bool,
    leading: Vec<usize>,
    lines: Vec<Line>,
    trailing: usize,
}

#[derive(Clone, Debug)]
struct Line {
    text: Vec<char>,
    empty_after: usize,
}

#[derive(Clone, Debug)]
enum Text {
    Flow(Style, Vec<Unit>),
    Block(Block),
    Alias(usize),
}

#[derive(Clone, Debug)]
struct Item {
    text: Text,
    anchor: bool,
    comment: bool,
}

#[derive(Clone, Debug)]
struct Script {
    mark: bool,
    crlf: bool,
    final_break: bool,
    lists: Vec<Vec<Item>>,
}

fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        6 => prop::sample::select(vec!['a', 'b', 'Z', 'ß', 'é', 'ü', '7', '.']),
        2 => prop::sample::select(vec!['😀', '\u{301}', '„', '…', '\u{a0}', '𝄞', '\u{200d}']),
        2 => prop::sample::select(vec!['\'', '"', '\\', ':', '#', ',', '[', '}', '&', '*', '-', '?', '%', '|', '>']),
        2 => Just(' '),
        1 => Just('\t'),
    ]
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        12 => character().prop_map(Unit::Char),
        3 => (prop_oneof![
                character(),
                prop::sample::select(vec!['\0', '\n', '\r', '\u{7}', '\u{1b}', '\u{85}', '\u{2028}', '\u{ffff}'])
            ], any::<u8>())
            .prop_map(|(character, form)| Unit::Escape(character, form)),
        2 => (0..3_usize, 0..3_usize, 0..3_usize, any::<bool>())
            .prop_map(|(empty, before, indent, slash)| Unit::Fold(empty, before, indent, slash)),
    ]
}

fn block() -> impl Strategy<Value = Block> {
    let line = (
        prop::collection::vec(character(), 1..8),
        prop_oneof![3 => Just(0), 1 => 1..3_usize],
    )
        .prop_map(|(text, empty_after)| Line { text, empty_after });
    (
        any::<bool>(),
        prop::sample::select(vec![' ', '-', '+']),
        1..4_usize,
        any::<bool>(),
        prop::collection::vec(0..4_usize, 0..3),
        prop::collection::vec(line, 0..6),
        0..3_usize,
    )
        .prop_map(
            |(folded, chomp, indent, indicator, leading, lines, trailing)| Block {
                folded,
                chomp,
                indent,
                indicator,
                leading,
                lines,
                trailing,
            },
        )
}

fn item() -> impl Strategy<Value = Item> {
    let style = prop::sample::select(vec![Style::Plain, Style::Single, Style::Double]);
    let text = prop_oneof![
        6 => (style, prop::collection::vec(unit(), 0..24)).prop_map(|(style, units)| Text::Flow(style, units)),
        4 => block().prop_map(Text::Block),
        1 => any::<usize>().prop_map(Text::Alias),
    ];
    (text, any::<bool>(), any::<bool>()).prop_map(|(text, anchor, comment)| Item {
        text,
        anchor,
        comment,
    })
}

fn script() -> impl Strategy<Value = Script> {
    let lists = prop::collection::vec(prop::collection::vec(item(), 1..4), 1..4);
    (any::<bool>(), any::<bool>(), any::<bool>(), lists).prop_map(
        |(mark, crlf, final_break, lists)| Script {
            mark,
            crlf,
            final_break,
            lists,
        },
    )
}

/// What of the units a style can hold: a plain text has neither `: ` nor ` #`, and no blank stands beside a fold.
fn writable(style: Style, units: &[Unit]) -> Vec<Unit> {
    let mut written = Vec::new();
    if style == Style::Plain {
        written.push(Unit::Char('x'));
    }
    let is_blank = |unit: Option<&Unit>| matches!(unit, Some(Unit::Char(' ' | '\t')));
    let is_fold = |unit: Option<&Unit>| matches!(unit, Some(Unit::Fold(..)));
    for unit in units {
        let unit = match unit {
            &Unit::Escape(character, _) if style != Style::Double => Unit::Char(character),
            Unit::Char(_) | Unit::Escape(..) | Unit::Fold(..) => unit.clone(),
        };
        let before = written.last();
        match unit {
            Unit::Fold(..) => {
                while is_blank(written.last()) {
                    written.pop();
                }
                if !written.is_empty() && !is_fold(written.last()) {
                    written.push(unit);
                }
            }
            Unit::Char(' ' | '\t') if before.is_none() || is_fold(before) => {}
            Unit::Char(
                '\0' | '\n' | '\r' | '\u{7}' | '\u{1b}' | '\u{85}' | '\u{2028}' | '\u{ffff}',
            ) => {}
            Unit::Char(character)
                if style == Style::Plain && "'\"\\:#,[}&*-?%|>".contains(character) =>
            {
                if !is_blank(before) && !is_fold(before) {
                    written.extend([unit, Unit::Char('y')]);
                }
            }
            Unit::Char(_) | Unit::Escape(..) => written.push(unit),
        }
    }
    while is_blank(written.last()) || is_fold(written.last()) {
        written.pop();
    }
    written
}

/// Writes a script as YAML and keeps what each text must decode to.
struct Writer {
    text: String,
    line_end: &'static str,
    written: Written,
    /// Contents that the other reader does not know: pairs of surrogates.
    only_ours: bool,
}

impl Writer {
    fn put(&mut self, character: char, source: &str) {
        let start = self.text.len();
        self.text.push_str(source);
        self.written.push((character, Some(start..self.text.len())));
    }

    fn end_line(&mut self) {
        self.text.push_str(self.line_end);
    }

    fn unwritten(&mut self, character: char, count: usize) {
        self.written
            .extend(std::iter::repeat_n((character, None), count));
    }

    fn flow(&mut self, style: Style, units: &[Unit], indent: usize) {
        let quote = match style {
            Style::Single => "'",
            Style::Double => "\"",
            Style::Plain | Style::Literal | Style::Folded => "",
        };
        self.text.push_str(quote);
        for unit in writable(style, units) {
            match unit {
                Unit::Fold(empty, before, further, slash) => {
                    let slash = slash && style == Style::Double;
                    self.text.push_str(&" \t"[..if slash { 0 } else { before }]);
                    self.text.push_str(if slash { "\\" } else { "" });
                    self.end_line();
                    for _ in 0..empty {
                        self.text.push_str(&"  "[..further]);
                        self.end_line();
                    }
                    self.text.push_str(&" ".repeat(indent + further));
                    match (empty, slash) {
                        (0, true) => {}
                        (0, false) => self.unwritten(' ', 1),
                        _ => self.unwritten('\n', empty),
                    }
                }
                Unit::Escape(character, form) => self.escape(character, form),
                Unit::Char('\'') if style == Style::Single => self.put('\'', "''"),
                Unit::Char(character @ ('"' | '\\')) if style == Style::Double => {
                    self.escape(character, 0);
                }
                Unit::Char(character) => self.put(character, character.encode_utf8(&mut [0; 4])),
            }
        }
        self.text.push_str(quote);
    }

    fn escape(&mut self, character: char, form: u8) {
        let code = u32::from(character);
        let named = match character {
            '\0' => "\\0",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\u{7}' => "\\a",
            '\u{1b}' => "\\e",
            '\u{85}' => "\\N",
            '\u{a0}' => "\\_",
            '\u{2028}' => "\\L",
            '"' => "\\\"",
            '\\' => "\\\\",
            ' ' => "\\ ",
            _ => "",
        };
        let source = match form % 4 {
            0 if !named.is_empty() => named.to_owned(),
            0 | 1 if code < 0x100 => format!("\\x{code:02x}"),
            0..=2 if code < 0x1_0000 => format!("\\u{code:04X}"),
            0 | 1 => {
                self.only_ours = true;
                let mut units = [0; 2];
                let units = character.encode_utf16(&mut units);
                units.iter().fold(String::new(), |mut text, unit| {
                    write!(text, "\\u{unit:04x}").unwrap();
                    text
                })
            }
            _ => format!("\\U{code:08x}"),
        };
        self.put(character, &source);
    }

    fn block(&mut self, block: &Block, parent: usize) {
        let indent = parent + block.indent;
        let starts_blank = block
            .lines
            .first()
            .is_some_and(|line| line.text[0] == ' ' || line.text[0] == '\t');
        self.text.push(if block.folded { '>' } else { '|' });
        if block.indicator || starts_blank {
            write!(self.text, "{}", block.indent).unwrap();
        }
        self.text.push_str(block.chomp.to_string().trim());
        self.end_line();
        for &spaces in &block.leading {
            self.text.push_str(&" ".repeat(spaces.min(indent)));
            self.end_line();
        }
        let keep = block.chomp == '+';
        if block.lines.is_empty() {
            self.unwritten('\n', if keep { block.leading.len() } else { 0 });
            return;
        }
        self.unwritten('\n', block.leading.len());
        let blank = |line: &Line| matches!(line.text[0], ' ' | '\t');
        for (at, line) in block.lines.iter().enumerate() {
            self.text.push_str(&" ".repeat(indent));
            for &character in &line.text {
                let mut own = [0; 4];
                self.put(character, character.encode_utf8(&mut own));
            }
            self.end_line();
            let Some(next) = block.lines.get(at + 1) else {
                break;
            };
            for _ in 0..line.empty_after {
                self.end_line();
            }
            match (
                block.folded && !blank(line) && !blank(next),
                line.empty_after,
            ) {
                (true, 0) => self.unwritten(' ', 1),
                (true, empty) => self.unwritten('\n', empty),
                (false, empty) => self.unwritten('\n', empty + 1),
            }
        }
        for _ in 0..block.trailing {
            self.end_line();
        }
        match block.chomp {
            '-' => {}
            '+' => self.unwritten('\n', block.trailing + 1),
            _ => self.unwritten('\n', 1),
        }
    }
}

/// The YAML of a script, and for each list what each of its texts is written as.
fn write(script: &Script) -> (String, Vec<Vec<Written>>, bool) {
    let mut writer = Writer {
        text: if script.mark { "\u{feff}" } else { "" }.to_owned(),
        line_end: if script.crlf { "\r\n" } else { "\n" },
        written: Vec::new(),
        only_ours: false,
    };
    let mut anchored: Vec<Written> = Vec::new();
    let mut lists = Vec::new();
    for (key, items) in script.lists.iter().enumerate() {
        write!(writer.text, "ключ{key}:").unwrap();
        writer.end_line();
        let mut texts = Vec::new();
        for item in items {
            writer.text.push_str("  - ");
            if item.anchor && !matches!(item.text, Text::Alias(_)) {
                write!(writer.text, "&a{} ", anchored.len()).unwrap();
            }
            let mut line_done = false;
            match &item.text {
                Text::Alias(_) if anchored.is_empty() => writer.put('x', "x"),
                Text::Alias(at) => {
                    let at = at % anchored.len();
                    write!(writer.text, "*a{at}").unwrap();
                    writer.written.clone_from(&anchored[at]);
                }
                Text::Flow(style, units) => writer.flow(*style, units, 4),
                Text::Block(block) => {
                    writer.block(block, 2);
                    line_done = true;
                }
            }
            let written = std::mem::take(&mut writer.written);
            if item.anchor && !matches!(item.text, Text::Alias(_)) {
                anchored.push(written.clone());
            }
            texts.push(written);
            if !line_done {
                writer.text.push_str(if item.comment { " # c" } else { "" });
                writer.end_line();
            } else if item.comment {
                writer.text.push_str("# own");
                writer.end_line();
            }
        }
        lists.push(texts);
    }
    let ends_in_block = matches!(
        script.lists.last().and_then(|list| list.last()),
        Some(Item {
            text: Text::Block(_),
            ..
        })
    );
    if !script.final_break && !ends_in_block {
        let end = writer.text.trim_end_matches(['\r', '\n']).len();
        writer.text.truncate(end);
    }
    (writer.text, lists, writer.only_ours)
}

fn value_of(tree: &Tree, entry: Entry) -> serde_yaml::Value {
    match &tree.node(entry.node).kind {
        Kind::Null => serde_yaml::Value::Null,
        Kind::Scalar(scalar) => serde_yaml::Value::String(scalar.value.clone()),
        Kind::Sequence(entries) => entries.iter().map(|&entry| value_of(tree, entry)).collect(),
        Kind::Mapping(pairs) => serde_yaml::Value::Mapping(
            pairs
                .iter()
                .map(|&(key, value)| (value_of(tree, key), value_of(tree, value)))
                .collect(),
        ),
    }
}

fn check(script: &Script) {
    let (text, expected, only_ours) = write(script);
    let source = Source::new("a.yaml", &*text);
    let tree = yaml::read(&source);
    assert!(tree.problems.is_empty(), "{:?}\n{text}", tree.problems);
    if !only_ours {
        let value: serde_yaml::Value = serde_yaml::from_str(text.trim_start_matches('\u{feff}'))
            .unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(value_of(&tree, tree.documents[0].root), value, "{text}");
    }
    let Kind::Mapping(lists) = &tree.node(tree.documents[0].root.node).kind else {
        panic!("a mapping");
    };
    for ((_, list), expected) in lists.iter().zip(&expected) {
        let Kind::Sequence(entries) = &tree.node(list.node).kind else {
            panic!("a list");
        };
        for (entry, written) in entries.iter().zip(expected) {
            let node = tree.node(entry.node);
            let Kind::Scalar(scalar) = &node.kind else {
                panic!("a text");
            };
            let decoded: String = written.iter().map(|&(character, _)| character).collect();
            assert_eq!(scalar.value, decoded, "{text}");
            compare(&text, node.span, scalar, written);
        }
    }
}

fn compare(text: &str, span: Span, scalar: &yaml::Scalar, written: &Written) {
    let locate = |range| yaml::locate(text, span, scalar.style, &scalar.value, range);
    for ((at, character), (_, place)) in scalar.value.char_indices().zip(written) {
        let spans = locate(at..at + character.len_utf8());
        if let Some(place) = place {
            assert_eq!(
                spans,
                [Span::new(place.start, place.end)],
                "{character:?} at {at} of\n{text}"
            );
        }
    }
    // The whole value: one span for each stretch that is written without a break.
    let mut stretches: Vec<Span> = Vec::new();
    for place in written.iter().filter_map(|(_, place)| place.clone()) {
        match stretches.last_mut() {
            Some(last) if last.end == place.start => last.end = place.end,
            _ => stretches.push(Span::new(place.start, place.end)),
        }
    }
    if !stretches.is_empty() {
        assert_eq!(locate(0..scalar.value.len()), stretches, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_of_a_random_document_is_found_again(script in script()) {
        check(&script);
    }
}

/// The pieces of the file that some words of its last text stand on.
fn found(text: &str, words: &str) -> Vec<String> {
    let source = Source::new("a.yaml", text);
    let tree = yaml::read(&source);
    let texts = tree.nodes.iter().rev().find_map(|node| match &node.kind {
        Kind::Scalar(scalar) => Some((node.span, scalar)),
        Kind::Null | Kind::Sequence(_) | Kind::Mapping(_) => None,
    });
    let (span, scalar) = texts.unwrap();
    let start = scalar.value.find(words).unwrap();
    let spans = yaml::locate(
        text,
        span,
        scalar.style,
        &scalar.value,
        start..start + words.len(),
    );
    spans
        .iter()
        .map(|&span| source.slice(span).to_owned())
        .collect()
}

#[test]
fn words_across_a_fold_are_one_piece_a_line() {
    assert_eq!(
        found("a: plans the  \n  sprint\n\n  now\n", "the sprint\nnow"),
        ["the", "sprint", "now"]
    );
    assert_eq!(
        found("a: 'it''s the\r\n  team''s'\r\n", "it's the team's"),
        ["it''s the", "team''s"]
    );
    assert_eq!(
        found("a: >\n  plans the\n  sprint\n", "plans the sprint"),
        ["plans the", "sprint"]
    );
    assert_eq!(
        found("a: |\n  plans\n  the\n", "plans\nthe"),
        ["plans", "the"]
    );
}

#[test]
fn escapes_and_surrogate_pairs_are_found_whole() {
    assert_eq!(found(r#"a: "x \uD83D\uDE00 y""#, "😀"), [r"\uD83D\uDE00"]);
    assert_eq!(
        found(r#"a: "x \x41\U0001F600\"\tz""#, "A😀\"\tz"),
        [r#"\x41\U0001F600\"\tz"#]
    );
    assert_eq!(
        found("a: \"x \\\n  \\  y\\\n\n  z\"", "x   y\nz"),
        ["x ", "\\  y", "z"]
    );
}

#[test]
fn blank_edges_of_quotes_are_kept() {
    assert_eq!(found("a: ' x '", " x "), [" x "]);
    assert_eq!(found("a: ' x\n  '", " x "), [" x"]);
    assert_eq!(found("a: \"\n  x\t\n  \"", "x"), ["x"]);
}

#[test]
fn block_scalars_with_indicators_and_leading_blank_lines_are_found() {
    assert_eq!(found("- |2-\n\n    x\n   y\n\n", "  x\n y"), ["  x", " y"]);
    assert_eq!(
        found("- >+\n\n \n   x\n     y\n   z\n\n", "x\n  y\nz\n\n"),
        ["x", "  y", "z"]
    );
    assert_eq!(found("--- |\nplans\nthe", "the"), ["the"]);
}

#[test]
fn a_value_that_does_not_match_its_source_gives_the_whole_text() {
    let text = "a: 'plans the\n  sprint'\n";
    let span = Span::new(3, text.len() - 1);
    assert_eq!(
        yaml::locate(text, span, Style::Single, "plans a sprint", 0..5),
        [span]
    );
    assert_eq!(
        yaml::locate(text, span, Style::Single, "plans the sprint", 0..99),
        [span]
    );
    assert_eq!(
        yaml::locate(text, Span::new(0, 99), Style::Plain, "plans", 0..5),
        [Span::new(0, 99)]
    );
}
