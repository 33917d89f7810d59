//! The tutorial in CONTRIBUTING.md, done as it is told: files are saved, commands are run in the order of the page.
//! `TRYCMD=overwrite` writes anew what they print.

use std::path::Path;
use std::process::Command;

const PAGE: &str = "CONTRIBUTING.md";
const TITLE: &str = "## A rule of your own in ten minutes\n";

/// What a command prints, with its exit status where that is not 0, as it stands in the page.
fn run(line: &str, folder: &Path) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [program, arguments @ ..] = words.as_slice() else {
        panic!("a command without words");
    };
    assert_eq!(*program, "rolelint", "{line}");
    let output = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .env("ROLELINT_LANG", "en")
        .env_remove("ROLELINT_OUTPUT_FORMAT")
        .output()
        .unwrap();
    let status = match output.status.code() {
        Some(0) => String::new(),
        code => format!("? {}\n", code.unwrap()),
    };
    let shown = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    format!("$ {line}\n{status}{}", shown.concat())
}

/// The name of the file that the words before a block end in.
fn file_named(before: &str) -> &str {
    let paragraph = before.trim_end().rsplit("\n\n").next().unwrap();
    let names = paragraph.split('`').skip(1).step_by(2);
    let files = names.filter(|name| Path::new(name).extension().is_some());
    files.last().expect(paragraph)
}

#[test]
fn a_newcomer_gets_to_an_own_rule() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(TITLE).unwrap();
    let end = rest.find("\n## ").unwrap();
    let (tutorial, after) = rest.split_at(end);
    let folder = tempfile::tempdir().unwrap();
    let mut done = String::new();
    let mut commands = 0;
    for (at, part) in tutorial.split("```").enumerate() {
        if at % 2 == 0 {
            done += part;
            continue;
        }
        let (kind, text) = part.split_once('\n').unwrap();
        match kind {
            "yaml" => {
                let path = folder.path().join(file_named(&done));
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, text).unwrap();
                done.extend(["```", part, "```"]);
            }
            "console" => {
                let lines = text.lines().filter_map(|line| line.strip_prefix("$ "));
                let shown: String = lines.map(|line| run(line, folder.path())).collect();
                commands += text.matches("$ ").count();
                done.extend(["```console\n", &shown, "```"]);
            }
            other => panic!("a block of kind {other:?}"),
        }
    }
    assert!(commands >= 6, "{commands} commands");
    assert!(done.contains("all hold"), "{done}");
    if std::env::var("TRYCMD").is_ok_and(|wish| wish == "overwrite") {
        std::fs::write(PAGE, format!("{before}{TITLE}{done}{after}")).unwrap();
    } else {
        assert_eq!(tutorial, done);
    }
}
