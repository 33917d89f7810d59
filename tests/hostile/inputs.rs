//! The table of strange files: what they are called, what they hold, and what must come of them.

use std::fmt::Write;

/// What must come of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected {
    /// A finding of this rule, whatever else is told.
    Told(&'static str),
    /// So many roles are read.
    Read(usize),
    /// It is a file of another program.
    NotOurs,
}

pub(crate) struct Input {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) expected: Expected,
    /// What it may take in a build without optimisation, all formats together.
    pub(crate) seconds: u64,
}

const HEAD: &str = "role: product-owner\npurpose: Guests find a room.\nlanguage: en\nduties:\n";

/// A file whose role has these duties, written as they stand.
fn duties(lines: &str) -> Vec<u8> {
    format!("{HEAD}{lines}").into_bytes()
}

/// A file with one duty, quoted; characters beyond printable ASCII are escaped where `escaped` says so.
fn duty(text: &str) -> Vec<u8> {
    duties(&format!("  - {}\n", quoted(text)))
}

fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap();
    let mut text = String::new();
    for letter in json.chars() {
        if (' '..='~').contains(&letter) {
            text.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            write!(text, "\\u{unit:04x}").unwrap();
        }
    }
    text
}

/// A pattern three thousand times, each with its number.
fn numbered(pattern: &str) -> String {
    let all = (0..3_000).map(|number| pattern.replace("{}", &number.to_string()));
    all.collect::<Vec<_>>().concat()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn bomb(levels: usize, width: usize) -> String {
    let mut text = "role: a\nx-0: &a0 [lol, lol]\n".to_owned();
    for level in 1..=levels {
        let names = vec![format!("*a{}", level - 1); width].join(", ");
        writeln!(text, "x-{level}: &a{level} [{names}]").unwrap();
    }
    text + &format!("duties: *a{levels}\n")
}

/// Words that would act in one format or another.
const ACTING: [(&str, &str); 16] = [
    (
        "a command of a workflow",
        "::error file=/etc/passwd::Plans the capacity",
    ),
    (
        "an old command of a workflow",
        "##[add-path]/tmp Plans the capacity",
    ),
    (
        "a command behind a line end",
        "Plans the capacity of the team\n::set-env name=PATH::/tmp",
    ),
    (
        "a command behind a carriage return",
        "Plans the capacity of the team\r::stop-commands::x",
    ),
    ("an encoded line end", "Plans the capacity%0A::error::x"),
    (
        "a script",
        "Plans the <script>alert(1)</script> capacity of the team",
    ),
    (
        "an image that acts",
        "Plans the capacity <img src=x onerror=alert(1)> of the team",
    ),
    (
        "an attribute that ends",
        "Plans the capacity\" onerror=\"alert(1) of the team",
    ),
    (
        "the end of a CDATA section",
        "Plans ]]> the capacity of the team <!ENTITY x SYSTEM \"file:///etc/passwd\">",
    ),
    ("a formula", "=cmd|' /C calc'!A0"),
    ("another formula", "@SUM(1+1)*cmd|' /C calc'!A0"),
    (
        "a link of Markdown",
        "Plans the [capacity](javascript:alert(1)) of the team ![x](http://h/x.png)",
    ),
    (
        "a mention",
        "Plans the capacity of the team, cc @everyone and #1",
    ),
    (
        "a table of Markdown",
        "Plans | the | capacity\n|---|---|\n| of | the team",
    ),
    (
        "an escape of a terminal",
        "Plans \u{1b}]8;;http://h\u{7}the capacity\u{1b}[2J of the team",
    ),
    (
        "another alphabet's escape",
        "Plans \u{9b}31m the capacity of the team \u{90}q\u{9c}",
    ),
];

/// Words that are not what they seem.
const SEEMING: [(&str, &str); 14] = [
    (
        "text that is turned around",
        "Plans \u{202e}the capacity\u{202c} of the team",
    ),
    (
        "isolated directions",
        "Plans \u{2066}the\u{2069} capacity of the team",
    ),
    ("Arabic", "يخطط قدرة الفريق"),
    ("Hebrew with points", "מְתַכְנֵן אֶת הַקִּבּוֹלֶת of the team"),
    (
        "spaces of no width",
        "Plans\u{200b} the ca\u{200b}pacity of the team",
    ),
    (
        "a joiner of words",
        "Plans the ca\u{2060}pacity of the team",
    ),
    ("soft hyphens", "Plans the ca\u{ad}pa\u{ad}city of the team"),
    ("a Cyrillic letter", "Plans the c\u{430}pacity of the team"),
    (
        "hundreds of marks on a letter",
        "Pla\u{301}\u{302}\u{303}ns the capacity of the team",
    ),
    (
        "a family of emoji",
        "👩‍👩‍👧‍👦 plans the capacity 👨🏽‍💻 of the team 🇩🇪",
    ),
    (
        "variation selectors",
        "Plans ✌\u{fe0f} the capacity\u{e0100} of the team",
    ),
    (
        "hidden tags",
        "Plans the capacity of the team\u{e0041}\u{e0042}",
    ),
    (
        "what is no character",
        "Plans the capacity \u{fffe}\u{ffff}\u{10ffff} of the team",
    ),
    (
        "line ends of other alphabets",
        "Plans\u{85}the\u{2028}capacity\u{2029}of\u{b}the\u{c}team",
    ),
];

pub(crate) fn inputs() -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut add = |name, bytes: Vec<u8>, expected, seconds| {
        inputs.push(Input {
            name,
            bytes,
            expected,
            seconds,
        });
    };
    for (name, words) in ACTING.into_iter().chain(SEEMING) {
        let is_seen = ["no width", "joiner", "soft", "Cyrillic"];
        let expected = if is_seen.iter().any(|part| name.contains(part)) {
            Expected::Told("PO004")
        } else {
            Expected::Read(1)
        };
        add(name, duty(words), expected, 5);
    }
    bytes(&mut add);
    shapes(&mut add);
    sizes(&mut add);
    names(&mut add);
    inputs
}

type Add<'a> = dyn FnMut(&'static str, Vec<u8>, Expected, u64) + 'a;

fn bytes(add: &mut Add) {
    use Expected::{NotOurs, Read, Told};
    let role = "role: product-owner\nduties: [Plans the capacity of the team.]\n";
    let marked = format!("\u{feff}{role}");
    add("nothing", Vec::new(), NotOurs, 5);
    add("a byte order mark alone", "\u{feff}".into(), NotOurs, 5);
    add("a byte order mark", marked.clone().into(), Read(1), 5);
    add(
        "two byte order marks",
        format!("\u{feff}{marked}").into(),
        Read(1),
        5,
    );
    add(
        "UTF-16, little end first",
        utf16(&marked, u16::to_le_bytes),
        Told("DOC101"),
        5,
    );
    add(
        "UTF-16, big end first",
        utf16(&marked, u16::to_be_bytes),
        Told("DOC101"),
        5,
    );
    add(
        "UTF-16 without a mark",
        utf16(role, u16::to_le_bytes),
        Told("DOC101"),
        5,
    );
    add(
        "Latin-1",
        b"role: product-owner\nduties: [F\xfchrt das Team.]\n".to_vec(),
        Told("DOC101"),
        5,
    );
    add(
        "half a character at the end",
        b"role: product-owner\nduties: [x]\nnotes: \xf0\x9f\x98".to_vec(),
        Told("DOC101"),
        5,
    );
    add(
        "an overlong slash",
        b"role: a\nnotes: \xc0\xaf\n".to_vec(),
        Told("DOC101"),
        5,
    );
    add(
        "half a surrogate pair",
        b"role: a\nnotes: \xed\xa0\x80\n".to_vec(),
        Told("DOC101"),
        5,
    );
    add(
        "a zero byte",
        b"role: a\nduties: [x\0y]\n".to_vec(),
        Told("DOC112"),
        5,
    );
    add(
        "an escaped zero byte",
        duty("Plans \0 the capacity of the team"),
        Read(1),
        5,
    );
    add(
        "an escape as it is",
        duties("  - Plans \u{1b}[31m the capacity\n"),
        Told("DOC112"),
        5,
    );
    add(
        "a program",
        b"\x7fELF\x02\x01\x01\0\0\0".to_vec(),
        Told("DOC112"),
        5,
    );
    add(
        "carriage returns alone",
        role.replace('\n', "\r").into(),
        Read(1),
        5,
    );
    add(
        "half an escaped pair",
        duties("  - \"Plans \\ud83d the capacity\"\n"),
        Told("DOC100"),
        5,
    );
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn shapes(add: &mut Add) {
    use Expected::{NotOurs, Read, Told};
    let deep = |open: &str, close: &str, count: usize| {
        duties(&format!(
            "  - {}x{}\n",
            open.repeat(count),
            close.repeat(count)
        ))
    };
    add(
        "ten thousand brackets",
        deep("[", "]", 10_000),
        Told("DOC108"),
        20,
    );
    add(
        "brackets that stay open",
        deep("[", "", 10_000),
        Told("DOC108"),
        20,
    );
    add(
        "ten thousand braces",
        deep("{a: ", "}", 10_000),
        Told("DOC108"),
        20,
    );
    add(
        "ten thousand dashes",
        duties(&format!("  {}x\n", "- ".repeat(10_000))),
        Told("DOC108"),
        20,
    );
    let stairs: Vec<String> = (0..500)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    let stairs = stairs.concat();
    add(
        "a stair of keys",
        format!("role: a\nx-deep:\n{stairs}")
            .replace("\na:", "\n a:")
            .into(),
        Told("DOC108"),
        20,
    );
    add(
        "aliases that multiply",
        bomb(9, 9).into(),
        Told("DOC110"),
        20,
    );
    add(
        "aliases that double",
        bomb(40, 2).into(),
        Told("DOC110"),
        20,
    );
    add(
        "an alias to itself",
        b"role: a\nduties: &a [x, *a]\n".to_vec(),
        Told("DOC107"),
        5,
    );
    add(
        "an alias to nothing",
        b"role: a\nduties: [*b]\n".to_vec(),
        Told("DOC107"),
        5,
    );
    add(
        "a key that merges itself",
        b"role: a\nduties: [x]\n<<: &m\n  <<: *m\n".to_vec(),
        Told("DOC107"),
        5,
    );
    add(
        "a merge of a text",
        b"role: a\nduties: [x]\n<<: text\n".to_vec(),
        Told("DOC111"),
        5,
    );
    add(
        "a key of a list",
        b"role: a\nduties: [x]\n? [a, b]\n: c\n".to_vec(),
        Told("DOC120"),
        5,
    );
    add(
        "a tag that would run",
        b"role: a\nduties: [!!python/object/apply:os.system ['id']]\n".to_vec(),
        Read(1),
        5,
    );
    add(
        "a role that is a list",
        b"role: [a, b]\nduties: [x]\n".to_vec(),
        Told("DOC123"),
        5,
    );
    add(
        "duties that are a number",
        b"role: a\nduties: 12\n".to_vec(),
        Read(1),
        5,
    );
    add(
        "another program's file",
        b"on: push\njobs: {a: {steps: [{run: id}]}}\n".to_vec(),
        NotOurs,
        5,
    );
    add(
        "a key of every kind twice",
        b"role: a\nrole: b\nduties: [x]\nduties: [y]\n".to_vec(),
        Told("DOC121"),
        5,
    );
    add(
        "a share beyond all numbers",
        b"role: a\nduties: [{text: x, share: 1e999%}]\n".to_vec(),
        Told("DOC130"),
        5,
    );
    add(
        "a share below nothing",
        b"role: a\nduties: [{text: x, share: -9999999999999999999}]\n".to_vec(),
        Told("DOC130"),
        5,
    );
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn sizes(add: &mut Add) {
    use Expected::{Read, Told};
    let duty = "Plans the capacity of the team ";
    add(
        "a text of a megabyte",
        duties(&format!("  - {}\n", "x".repeat(1 << 20))),
        Told("DOC113"),
        20,
    );
    add(
        "a sentence without end",
        duties(&format!("  - {}\n", duty.repeat(300))),
        Told("DOC113"),
        30,
    );
    add(
        "a folded text of thousands of lines",
        duties(&format!("  - >\n{}", format!("    {duty}\n").repeat(8_000))),
        Told("DOC113"),
        30,
    );
    add(
        "one word of a hundred thousand hyphens",
        duties(&format!("  - a{}\n", "-a".repeat(100_000))),
        Told("DOC113"),
        20,
    );
    add(
        "a German word without end",
        format!(
            "role: po\nlanguage: de\nduties:\n{}",
            format!("  - {}\n", "kapazitätsplanungs".repeat(440)).repeat(4)
        )
        .into(),
        Read(1),
        20,
    );
    add(
        "a control character on each of many lines",
        duties(&"  - a\u{1}b\n".repeat(400)),
        Told("DOC112"),
        20,
    );
    add(
        "many control characters on one line",
        duties(&format!("  - {}\n", "a\u{1}".repeat(20_000))),
        Told("DOC112"),
        20,
    );
    add(
        "one key a thousand times",
        format!("role: a\nduties: [x]\n{}", "team: x\n".repeat(1_100)).into(),
        Told("DOC114"),
        30,
    );
    add(
        "a line of many commas",
        duties(&format!("  - {}\n", "plans, ".repeat(2_000))),
        Read(1),
        10,
    );
    add(
        "many conjunctions",
        duties(&format!("  - Plans {}\n", "and or nor but ".repeat(500))),
        Read(1),
        30,
    );
    add(
        "thousands of findings",
        duties("  - Plans the capacity of the team.\n")
            .into_iter()
            .chain("  - text: x\n    raci: Z\n".repeat(1_000).into_bytes())
            .collect(),
        Told("DOC129"),
        30,
    );
    add(
        "thousands of documents",
        "role: a\nduties: [x]\n---\n".repeat(1_000).into(),
        Read(1_000),
        30,
    );
    add(
        "thousands of empty documents",
        "---\n".repeat(20_000).into(),
        Expected::NotOurs,
        30,
    );
    add(
        "thousands of unknown keys",
        format!(
            "role: a\nduties: [x]\n{}",
            (0..500)
                .map(|n| format!("dutys{n}: x\n"))
                .collect::<Vec<_>>()
                .concat()
        )
        .into(),
        Told("DOC120"),
        30,
    );
    add(
        "hundreds of comments",
        format!(
            "role: a\nduties: [x]\n{}",
            "# rolelint: ignore[PO008]\n".repeat(500)
        )
        .into(),
        Told("DOC142"),
        30,
    );
    add(
        "a comment of hundreds of codes",
        format!(
            "role: a\nduties: [x] # rolelint: ignore[{}]\n",
            "PO008,".repeat(300)
        )
        .into(),
        Read(1),
        30,
    );
    add(
        "a name of many kilobytes",
        format!(
            "role: {}\nholders: {}\nduties: [x]\n",
            "Owner ".repeat(2_000),
            "Ana ".repeat(2_000)
        )
        .into(),
        Read(1),
        30,
    );
    add(
        "thousands of holders",
        format!(
            "role: a\nduties: [x]\nholders: [{}]\n",
            (0..2_000)
                .map(|n| format!("A{n}, "))
                .collect::<Vec<_>>()
                .concat()
        )
        .into(),
        Read(1),
        30,
    );
    add(
        "hundreds of roles on one line",
        format!(
            "role: a\nduties: [x]\nworks_with: [{}]\n",
            "nobody, ".repeat(800)
        )
        .into(),
        Told("DOC126"),
        30,
    );
    add(
        "a charter of two thousand roles",
        format!(
            "roles:\n{}",
            (0..2_000)
                .map(|n| format!("- {{role: R{n}, duties: [Orders the backlog.]}}\n"))
                .collect::<Vec<_>>()
                .concat()
        )
        .into(),
        Read(2_000),
        30,
    );
    add(
        "thousands of phases",
        format!(
            "charter: a\nphases: [{names}]\nroles:\n- role: b\n  duties: {{{duties}}}\n",
            names = numbered("p{}, "),
            duties = numbered("p{}: [x], "),
        )
        .into(),
        Read(1),
        30,
    );
    add(
        "brackets of a pattern",
        duties(&format!("  - {}\n", "(".repeat(5_000))),
        Read(1),
        30,
    );
}

fn names(add: &mut Add) {
    use Expected::{Read, Told};
    let both = |ana: &str, other: &str| {
        let role = |role: &str, holder: &str| {
            let holder = quoted(holder);
            format!(
                "role: {role}\npurpose: Guests find a room.\nholders: {holder}\nduties: [Helps.]\n"
            )
        };
        format!(
            "{}---\n{}",
            role("product-owner", ana),
            role("scrum-master", other)
        )
        .into_bytes()
    };
    add(
        "one person twice",
        both("Ana Kovač", "Ana Kovač"),
        Told("MRG002"),
        5,
    );
    add(
        "a name in another normal form",
        both("Ana Kovač", "Ana Kovac\u{30c}"),
        Told("MRG002"),
        5,
    );
    add(
        "a name with a hard space",
        both("Ana Kovač", "Ana\u{a0}Kovač"),
        Told("MRG002"),
        5,
    );
    add(
        "a name that acts",
        both("<b>@ana</b>", "::error::ana\u{1b}[31m"),
        Read(2),
        5,
    );
    add(
        "a name with a space of no width",
        both("Ana Kovač", "A\u{200b}na Kovač"),
        Told("MRG002"),
        5,
    );
    add(
        "a name turned around",
        both("Ana Kovač", "\u{202a}Ana Kovač\u{202c}"),
        Told("MRG002"),
        5,
    );
    add(
        "a role with a Cyrillic letter",
        both("Pat Kelly", "Р\u{430}t Kelly"),
        Told("MRG002"),
        5,
    );
    let role = |name: &str| {
        format!(
            "role: {}\npurpose: Guests find a room.\nduties: [Plans the capacity of the team.]\n",
            quoted(name)
        )
        .into_bytes()
    };
    add(
        "a role's name with a space of no width",
        role("Product\u{200b} Owner"),
        Told("PO004"),
        5,
    );
    add(
        "a role's name with a Cyrillic letter",
        role("Рrоduct Owner"),
        Told("PO004"),
        5,
    );
    add(
        "a role's name with a soft hyphen",
        role("Pro\u{ad}duct Owner"),
        Told("PO004"),
        5,
    );
}
