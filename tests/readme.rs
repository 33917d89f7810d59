//! What the README shows is what the program does. `TRYCMD=overwrite` writes the console blocks anew.

use serde_json::Value;
use std::process::Command;

fn readme() -> String {
    std::fs::read_to_string("README.md").unwrap()
}

/// What stands in the blocks of one kind.
fn blocks(kind: &str) -> Vec<String> {
    let text = readme();
    let opening = format!("```{kind}\n");
    text.split(opening.as_str())
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

/// The diagnostics of a file, as JSON.
fn check(text: &str, select: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("role.yaml");
    std::fs::write(&path, text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args([
            "check",
            "--isolated",
            "--output-format",
            "json",
            "--select",
            select,
        ])
        .arg(&path)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    report["diagnostics"].as_array().unwrap().clone()
}

#[test]
fn console_blocks_are_real() {
    trycmd::TestCases::new()
        .env("LC_ALL", "C.UTF-8")
        .env("ROLELINT_LANG", "en")
        .case("README.md");
}

#[test]
fn the_comparison_is_real() {
    let output = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(["compare", "po", "bpo", "examples/telephony", "--lang", "de"])
        .args(["--output-format", "markdown"])
        .output()
        .unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    let blocks: Vec<&str> = table.split("\n\n").collect();
    let phases = blocks
        .iter()
        .find(|block| block.starts_with("| Phase") && block.contains("Testphase"));
    let shown = format!("\n{}\n\n{}\n\n", blocks[1], phases.unwrap());
    let text = readme();
    let (before, rest) = text.split_once("<!-- compare -->\n").unwrap();
    let (old, after) = rest.split_once("<!-- end of compare -->").unwrap();
    if std::env::var("TRYCMD").is_ok_and(|wish| wish == "overwrite") {
        let new = format!("{before}<!-- compare -->\n{shown}<!-- end of compare -->{after}");
        std::fs::write("README.md", new).unwrap();
    } else {
        assert_eq!(old, shown);
    }
}

#[test]
fn bold_words_of_the_table_are_the_underlined_ones() {
    let text = readme();
    let rows = text
        .lines()
        .skip_while(|line| !line.starts_with("| rule | language"));
    let mut code = String::new();
    let mut count = 0;
    for row in rows.skip(2).take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [rule, language, found, left_alone] = cells[..] else {
            panic!("four cells in {row}");
        };
        if let Some(named) = rule.split(' ').next().filter(|named| !named.is_empty()) {
            named.clone_into(&mut code);
        }
        let file = |words: &str| {
            let (title, duty) = match code.as_str() {
                "MRG001" => (words, "Orders the Product Backlog."),
                _ => ("Product Owner", words),
            };
            format!(
                "role: product-owner\nlanguage: {language}\ntitle: {title}\nduties: [{duty:?}]\n"
            )
        };
        let diagnostics = check(&file(&found.replace("**", "")), &code);
        let underlined: Vec<&str> = diagnostics
            .iter()
            .map(|one| one["text"].as_str().unwrap())
            .collect();
        let bold: Vec<&str> = found.split("**").skip(1).step_by(2).collect();
        assert_eq!(underlined, bold, "{row}");
        assert!(check(&file(left_alone), &code).is_empty(), "{row}");
        count += 1;
    }
    assert_eq!(count, 9);
}

#[test]
fn yaml_blocks_are_sound() {
    let blocks = blocks("yaml");
    assert_eq!(
        blocks[0],
        std::fs::read_to_string("examples/booking/charter.yaml").unwrap()
    );
    for block in blocks {
        let faults = check(&block, "DOC");
        assert!(faults.is_empty(), "{block}{faults:?}");
    }
}

#[test]
fn the_configuration_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let blocks = blocks("yaml");
    let config = blocks
        .iter()
        .find(|block| block.starts_with("# rolelint.yaml"));
    std::fs::write(folder.path().join("rolelint.yaml"), config.unwrap()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(["check", "--show-settings"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[test]
fn pipelines_ask_for_what_there_is() {
    let blocks = blocks("yaml");
    let pipeline = |word: &str| -> Value {
        let block = blocks.iter().find(|block| block.starts_with(word));
        serde_yaml::from_str(block.unwrap()).unwrap()
    };
    let action = std::fs::read_to_string("action.yml").unwrap();
    let action: Value = serde_yaml::from_str(&action).unwrap();
    let step = &pipeline("jobs:")["jobs"]["roles"]["steps"][1];
    for input in step["with"].as_object().unwrap().keys() {
        assert!(action["inputs"][input].is_object(), "{input}");
    }
    let hooks = std::fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let hook = &pipeline("repos:")["repos"][0]["hooks"][0]["id"];
    assert!(hooks.contains(&format!("id: {}\n", hook.as_str().unwrap())));
    let script = &pipeline("roles:")["roles"]["script"];
    let words: Vec<&str> = script.as_str().unwrap().split(' ').collect();
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(&words[1..])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(folder.path().join("roles.json").is_file());
}

#[test]
fn every_profile_is_told() {
    let text = readme();
    for profile in &rolelint::pack().core.profiles {
        let row = format!("| `{}` |", profile.id);
        assert!(text.contains(&row), "{row} is missing");
    }
}

#[test]
fn rules_without_a_check_are_admitted() {
    let is_empty = |check: &Value| check.as_object().unwrap().values().all(Value::is_null);
    let has_empty = rolelint::pack()
        .core
        .rules
        .iter()
        .any(|rule| is_empty(&serde_json::to_value(&rule.check).unwrap()));
    let admits = readme().contains("have no check yet");
    assert_eq!(admits, has_empty, "rules without a check: {has_empty}");
}
