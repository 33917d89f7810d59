//! Formats for machines, each read by a parser that is not ours: same findings, same status, nothing that acts.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const FORMATS: [&str; 11] = [
    "human",
    "concise",
    "json",
    "json-lines",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "markdown",
    "html",
];

/// Words that would act in one format or another.
const PIECES: [&str; 12] = [
    "%0A::stop-commands::x",
    "::error::run",
    "<script>alert(1)</script>",
    "a | b | c",
    "`` `code`",
    "]]> --> */",
    "@everybody #1 !2",
    "[link](javascript:x)",
    "\u{1b}[31mred \u{7}",
    "turned \u{202e}\u{2066} \u{feff}",
    "##[error]old",
    "https://example.org & www.example.org \u{ffff}",
];

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(["check", "--isolated", "--lang", "en"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn report(folder: &Path, format: &str) -> String {
    let output = run(folder, &["--output-format", format]);
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A folder with a role whose words would like to act.
fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut pieces = String::new();
    for piece in PIECES {
        let quoted = serde_json::to_string(piece).unwrap();
        let escaped = |letter: char| match letter {
            ' '..='~' => letter.to_string(),
            _ => format!("\\u{:04x}", u32::from(letter)),
        };
        let text: String = quoted.chars().map(escaped).collect();
        pieces.extend(["  - text: ", &text, "\n    raci: ", &text, "\n"]);
    }
    let names = "role: \"<b>@boss</b> ::error::\"\nholders: \"<i>Ana</i>\"\nlanguage: en\n";
    let text = format!("{names}duties:\n{pieces}");
    std::fs::write(folder.path().join("a`<b>,%|b.yaml"), text).unwrap();
    folder
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The codes of an array of objects.
fn codes(list: &Value, key: &str) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    list.map(|one| one[key].as_str().unwrap().to_owned())
        .collect()
}

fn diagnostics(folder: &Path) -> Vec<Value> {
    let report = json(&report(folder, "json"));
    let all = report["diagnostics"].as_array().unwrap().iter();
    all.filter(|one| one["suppressed"].is_null())
        .cloned()
        .collect()
}

#[test]
fn every_format_tells_the_same_findings_in_the_same_order() {
    let folder = Path::new("examples");
    let told: Vec<String> = diagnostics(folder)
        .iter()
        .map(|one| one["code"].as_str().unwrap().to_owned())
        .collect();
    assert!(told.len() > 20, "{told:?}");
    let report = |format| report(folder, format);
    let lines = report("json-lines");
    let lines: Vec<Value> = lines.lines().map(json).collect();
    let lines = lines.iter().filter(|one| one["suppressed"].is_null());
    let lines: Vec<&str> = lines.map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(lines, told);
    let sarif = json(&report("sarif"));
    let mut results = sarif["runs"][0]["results"].clone();
    let results = results.as_array_mut().unwrap();
    results.retain(|one| one["suppressions"].is_null());
    assert_eq!(codes(&Value::from(results.clone()), "ruleId"), told);
    assert_eq!(codes(&json(&report("gitlab")), "check_name"), told);
    let concise = report("concise");
    let concise = concise.lines().filter_map(|line| line.split_once('['));
    let concise: Vec<&str> = concise.map(|(_, rest)| &rest[..6]).collect();
    assert_eq!(concise.len(), told.len());
    for (shown, code) in concise.iter().zip(&told) {
        assert!(shown.starts_with(code.as_str()), "{shown} {code}");
    }
    let junit = report("junit");
    let junit = roxmltree::Document::parse(&junit).unwrap();
    let cases = junit
        .descendants()
        .filter(|one| one.has_tag_name("testcase"));
    let failed = cases.filter(roxmltree::Node::has_children);
    let failed: Vec<&str> = failed
        .map(|one| one.attribute("name").unwrap().split(' ').next().unwrap())
        .collect();
    assert_eq!(failed, told);
    let checkstyle = report("checkstyle");
    let checkstyle = roxmltree::Document::parse(&checkstyle).unwrap();
    let errors = checkstyle
        .descendants()
        .filter(|one| one.has_tag_name("error"));
    let sources: Vec<&str> = errors
        .map(|one| one.attribute("source").unwrap().split('.').nth(1).unwrap())
        .collect();
    assert_eq!(sources, told);
    let mut sorted = told.clone();
    sorted.sort();
    let markdown = report("markdown");
    let entries = markdown.lines().filter(|line| line.starts_with("- **"));
    let mut entries: Vec<&str> = entries
        .map(|line| line.split(' ').nth(2).unwrap())
        .collect();
    entries.sort_unstable();
    assert_eq!(entries, sorted);
    let github = report("github");
    let titles = github.lines().filter_map(|line| {
        let titled = line.split_once(",title=").map(|(_, rest)| rest);
        titled.or_else(|| {
            line.starts_with("- ")
                .then(|| line.split_once('[').unwrap().1)
        })
    });
    let mut titles: Vec<&str> = titles.map(|rest| rest.split(' ').next().unwrap()).collect();
    titles.sort_unstable();
    assert_eq!(titles, sorted);
    let html = report("html");
    assert_eq!(html.matches("<blockquote").count(), told.len());
}

#[test]
fn every_format_has_the_same_status() {
    for (limit, wanted) in [("info", 1), ("error", 1), ("never", 0)] {
        for format in FORMATS {
            let arguments = ["--output-format", format, "--fail-on", limit];
            let output = run(Path::new("examples/scrum-team"), &arguments);
            assert_eq!(output.status.code(), Some(wanted), "{format} {limit}");
        }
    }
    for format in FORMATS {
        let output = run(Path::new("examples"), &["--output-format", format, "none"]);
        assert_eq!(output.status.code(), Some(2), "{format}");
    }
}

#[test]
fn sarif_follows_the_published_schema() {
    let schema = std::fs::read_to_string("tests/schemas/sarif-2.1.0.json").unwrap();
    // As published, one pattern has a bracket too many.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let validator = jsonschema::validator_for(&json(&schema)).unwrap();
    let hostile = hostile();
    let clean = tempfile::tempdir().unwrap();
    for folder in [Path::new("examples"), hostile.path(), clean.path()] {
        let output = run(folder, &["--output-format", "sarif"]);
        let log: Value = serde_json::from_slice(&output.stdout).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let mut log = json(&report(Path::new("examples"), "sarif"));
    log["runs"][0]["results"][0]["level"] = "bad".into();
    assert!(!validator.is_valid(&log), "the schema finds what is wrong");
}

#[test]
fn sarif_has_its_fields() {
    let log = json(&report(Path::new("examples"), "sarif"));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["automationDetails"]["id"], "rolelint/");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let mut fingerprints = std::collections::BTreeSet::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(Path::new("examples").join(uri).is_file(), "{uri}");
        let fingerprint = result["partialFingerprints"]["rolelint/v1"].as_str();
        assert!(fingerprints.insert(fingerprint.unwrap()));
    }
    let listed = json(&report(Path::new("examples"), "json"));
    let listed = listed["diagnostics"].as_array().unwrap();
    for (result, told) in results.iter().zip(listed) {
        let edits = told["fix"]["edits"].as_array();
        let changes = result["fixes"][0]["artifactChanges"][0]["replacements"].as_array();
        assert_eq!(changes.map(Vec::len), edits.map(Vec::len), "{result}");
        for (change, edit) in changes
            .into_iter()
            .flatten()
            .zip(edits.into_iter().flatten())
        {
            assert_eq!(change["insertedContent"]["text"], edit["text"]);
            let (region, range) = (&change["deletedRegion"], &edit["range"]);
            assert_eq!(region["startColumn"], range["start"]["column"]);
            assert_eq!(region["endLine"], range["end"]["line"]);
        }
    }
    assert!(results.iter().any(|one| !one["fixes"].is_null()));
    let accepted = results.iter().filter(|one| !one["suppressions"].is_null());
    let accepted: Vec<&Value> = accepted.map(|one| &one["suppressions"][0]).collect();
    assert_eq!(accepted.len(), 1);
    assert_eq!(accepted[0]["kind"], "inSource");
    let reason = accepted[0]["justification"].as_str().unwrap();
    assert!(reason.starts_with("agreed"), "{reason}");
    for rule in rules {
        for field in ["shortDescription", "fullDescription", "help"] {
            let text = rule[field]["text"].as_str().unwrap();
            assert!(!text.is_empty() && text.chars().count() <= 1024, "{rule}");
        }
    }
}

#[test]
fn gitlab_has_its_fields() {
    let report = json(&report(Path::new("examples"), "gitlab"));
    let mut fingerprints = std::collections::BTreeSet::new();
    for entry in report.as_array().unwrap() {
        let severity = entry["severity"].as_str().unwrap();
        assert!(["info", "minor", "major"].contains(&severity));
        assert!(!entry["description"].as_str().unwrap().is_empty());
        assert!(entry["location"]["lines"]["begin"].as_u64().unwrap() > 0);
        let path = entry["location"]["path"].as_str().unwrap();
        assert!(Path::new("examples").join(path).is_file(), "{path}");
        assert!(fingerprints.insert(entry["fingerprint"].as_str().unwrap()));
    }
    let clean = tempfile::tempdir().unwrap();
    let output = run(clean.path(), &["--output-format", "gitlab"]);
    assert_eq!(output.stdout, b"[]\n");
}

#[test]
fn junit_counts_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "clean.yaml",
        "role: cook\nduties: [Cooks the soup.]\npurpose: Soup.\n",
    );
    write("broken.yaml", "role: cook\nduties: [Cooks\n");
    write(
        "bad.yaml",
        "role: cook\nduties:\n  - text: Cooks.\n    raci: X\n  - text: Bakes.\n    raci: Y\n",
    );
    let output = run(
        folder.path(),
        &[
            "--select",
            "DOC1",
            "--output-format",
            "junit",
            ".",
            "missing.yaml",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stdout).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let count = |node: roxmltree::Node, name: &str| {
        let found = node.descendants().filter(|one| one.has_tag_name(name));
        found.count().to_string()
    };
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    let suites = root.children().filter(roxmltree::Node::is_element);
    let suites: Vec<roxmltree::Node> = suites.collect();
    let names: Vec<_> = suites
        .iter()
        .map(|one| one.attribute("name").unwrap())
        .collect();
    assert_eq!(
        names,
        ["bad.yaml", "broken.yaml", "clean.yaml", "missing.yaml"]
    );
    for node in suites.iter().chain([&root]) {
        assert_eq!(node.attribute("tests").unwrap(), count(*node, "testcase"));
        assert_eq!(node.attribute("failures").unwrap(), count(*node, "failure"));
        assert_eq!(node.attribute("errors").unwrap(), count(*node, "error"));
    }
    let errors: Vec<_> = suites
        .iter()
        .map(|one| one.attribute("errors").unwrap())
        .collect();
    assert_eq!(errors[2..], ["0", "1"]);
    assert_ne!(errors[1], "0", "a broken file is an error");
    let cases = suites[0]
        .descendants()
        .filter(|one| one.has_tag_name("testcase"));
    let cases: Vec<_> = cases.map(|one| one.attribute("name").unwrap()).collect();
    assert_eq!(cases, ["DOC129 bad-raci", "DOC129 bad-raci #2"]);
    assert!(text.contains("type=\"warning\"") && text.contains("bad.yaml:4:11"));
}

/// Characters that would act on a terminal or turn the text around, line ends aside.
fn acts(letter: char) -> bool {
    letter != '\n' && rolelint::report::harmless(&letter.to_string()) != letter.to_string()
}

#[test]
fn nothing_acts_on_a_terminal() {
    let folder = hostile();
    for format in FORMATS {
        let text = report(folder.path(), format);
        let found: Vec<char> = text.chars().filter(|&letter| acts(letter)).collect();
        assert!(found.is_empty(), "{format}: {found:?}");
        assert!(
            text.contains("alert(1)") || text.contains("alert\\(1\\)"),
            "{format}"
        );
    }
}

#[test]
fn words_of_the_author_stay_what_they_are() {
    let folder = hostile();
    let texts: Vec<String> = diagnostics(folder.path())
        .iter()
        .filter(|one| one["code"] == "DOC129")
        .map(|one| {
            json(one["text"].as_str().unwrap())
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(texts, PIECES);
}

#[test]
fn github_runs_no_command_of_the_author() {
    let folder = hostile();
    let text = report(folder.path(), "github");
    let ours = [
        "::error file=",
        "::warning file=",
        "::notice ",
        "::group::",
        "::endgroup::",
        "- ",
    ];
    for line in text.lines() {
        assert!(ours.iter().any(|start| line.starts_with(start)), "{line}");
        assert!(!line.contains("##["), "{line}");
        let Some(properties) = line.strip_prefix("::warning file=") else {
            continue;
        };
        let file = properties.split(',').next().unwrap();
        assert_eq!(file, "a`<b>%2C%25|b.yaml");
    }
    assert!(text.contains("%250A::stop-commands"), "{text}");
}

#[test]
fn github_shows_ten_of_each_and_says_how_many_more() {
    let folder = hostile();
    let text = report(folder.path(), "github");
    let count = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    let all = diagnostics(folder.path()).len();
    assert_eq!(count("::warning "), 10);
    let shown = count("::error ") + count("::warning ") + count("::notice file=");
    assert_eq!(count("- "), all - shown);
    let last = text.lines().last().unwrap();
    let more = format!("::notice title=rolelint::{} more finding", all - shown);
    assert!(last.starts_with(&more), "{last}");
}

#[test]
fn xml_holds_the_words_as_text() {
    let folder = hostile();
    for format in ["junit", "checkstyle"] {
        let text = report(folder.path(), format);
        let document = roxmltree::Document::parse(&text).unwrap();
        let messages: String = document
            .descendants()
            .filter_map(|node| node.attribute("message"))
            .collect();
        for piece in &PIECES[..8] {
            assert!(messages.contains(piece), "{format}: {piece}");
        }
    }
}

#[test]
fn markdown_has_no_marks_of_the_author() {
    use pulldown_cmark::{Event, Parser, Tag};
    let folder = hostile();
    let text = report(folder.path(), "markdown");
    let mut words = String::new();
    for event in Parser::new(&text) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                for tag in html.split('<').skip(1) {
                    let name = tag
                        .trim_start_matches('/')
                        .split(['>', ' '])
                        .next()
                        .unwrap();
                    let ours = ["details", "summary", "b", "code", "br", "sub"];
                    assert!(ours.contains(&name), "{html}");
                }
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => panic!("a link in {text}"),
            Event::Text(text) => words += &text,
            Event::Code(_) => words.push(' '),
            Event::Start(_)
            | Event::End(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    for (mark, acts) in [('@', "everybody"), ('#', "1"), ('!', "2")] {
        assert!(!words.contains(&format!("{mark}{acts}")), "{words}");
    }
    assert!(!words.contains("https://"), "{words}");
}

#[test]
fn markdown_fits_into_a_comment() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..60 {
        let duties = "  - text: Cooks.\n    raci: X\n".repeat(20);
        let text = format!("role: cook {number}\nduties:\n{duties}");
        std::fs::write(folder.path().join(format!("{number}.yaml")), text).unwrap();
    }
    let text = report(folder.path(), "markdown");
    assert!((50_000..65_536).contains(&text.chars().count()));
    assert_eq!(
        text.matches("<details").count(),
        text.matches("</details>").count()
    );
    let shown = text.lines().filter(|line| line.starts_with("- **")).count();
    let more = format!(
        "**{} more findings**",
        diagnostics(folder.path()).len() - shown
    );
    assert!(text.contains(&more), "{}", &text[text.len() - 300..]);
}

#[test]
fn html_brings_all_it_needs_and_runs_nothing() {
    let folder = hostile();
    let text = report(folder.path(), "html");
    for needle in [
        "<script",
        "<i>Ana",
        "<b>@boss",
        "src=",
        "url(",
        "http://",
        "https://ex",
    ] {
        let found = text.matches(needle).count();
        let ours = usize::from(needle == "https://ex") * found;
        assert_eq!(found, ours, "{needle}");
    }
    assert!(text.contains("&lt;script&gt;"));
    assert!(text.contains("default-src 'none'"));
    let ids: Vec<&str> = text
        .split("href=\"#")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert!(!ids.is_empty());
    for id in ids {
        assert!(text.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

#[test]
fn nobody_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let charter = "charter: Ana's team\nlanguage: en\nroles:\n  - role: Product Owner\n    holders: Ana Kovač\n    title: Product Owner Ana Kovač\n    purpose: ANA KOVAČ makes guests happy.\n    duties:\n      - Ana plans the capacity of the developers.   # rolelint: ignore[PO004] -- Kovač wants it\n      - Writes user stories full time for Li.\n      - text: Orders the backlog.\n        raci: Ana\n  - role: Scrum Master\n    holders: [Li Wei, Ana Kovač]\n    duties:\n      - Assigns tasks to Kovač and Wei.\n      - Paul plans the holidays of the team.\n";
    std::fs::write(folder.path().join("charter.yaml"), charter).unwrap();
    std::fs::write(
        folder.path().join("broken.yaml"),
        "role: cook\nholders: Eva Brandt\nduties: [Eva cooks\n",
    )
    .unwrap();
    for format in FORMATS {
        let output = run(
            folder.path(),
            &["--redact-people", "--output-format", format],
        );
        let text = String::from_utf8(output.stdout).unwrap();
        for name in [
            "Ana", "ANA", "Kova", "KOVA", "Li ", "Wei", "Paul", "Eva", "Brandt",
        ] {
            let lines: Vec<&str> = text.lines().filter(|line| line.contains(name)).collect();
            assert!(lines.is_empty(), "{format} {name}: {lines:#?}");
        }
    }
    let output = run(folder.path(), &["--output-format", "html"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        !text.contains("Kova") && text.contains("person 1"),
        "{text}"
    );
}
