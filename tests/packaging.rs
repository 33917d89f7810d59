//! What brings the program to people and pipelines says the same as the program.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn text(path: &str) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&text(path)).unwrap()
}

fn rolelint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// A folder with a role that has one warning.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let role = "role: product-owner\nduties: [Writes user stories full time.]\n";
    std::fs::write(folder.path().join("po.yaml"), role).unwrap();
    folder
}

#[test]
fn hooks_call_what_there_is() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().unwrap();
    assert_eq!(hooks.len(), 2);
    for hook in hooks {
        let entry = hook["entry"].as_str().unwrap();
        let words: Vec<&str> = entry.split(' ').collect();
        assert_eq!(words[0], "rolelint");
        let folder = folder();
        let run = rolelint(folder.path(), &[&words[1..], &["po.yaml"]].concat());
        assert_eq!(run.status.code(), Some(1), "{run:?}");
        assert_eq!(hook["types"][0], "yaml");
    }
}

#[test]
fn the_action_documents_and_uses_each_input() {
    let action = yaml("action.yml");
    let source = text("action.yml");
    for (name, input) in action["inputs"].as_object().unwrap() {
        assert!(
            input["description"].as_str().unwrap().ends_with('.'),
            "{name}"
        );
        assert!(
            source.contains(&format!("${{{{ inputs.{name} }}}}")),
            "{name}"
        );
    }
    for step in action["runs"]["steps"].as_array().unwrap() {
        let script = step["run"].as_str().unwrap_or_default();
        assert!(
            !script.contains("${{"),
            "no text of others in a script: {script}"
        );
    }
}

#[cfg(unix)]
#[test]
fn the_script_of_the_action_checks_and_runs_no_input() {
    let action = yaml("action.yml");
    let step = &action["runs"]["steps"][1];
    let script = step["run"].as_str().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_rolelint")).parent().unwrap();
    let search = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let run = |folder: &Path, inputs: &[(&str, &str)]| {
        let mut command = Command::new("bash");
        command.args(["-c", script]).current_dir(folder);
        for name in step["env"].as_object().unwrap().keys() {
            let input = name.trim_start_matches("INPUT_").replace('_', "-");
            let default = &action["inputs"][input.to_lowercase()]["default"];
            command.env(name, default.as_str().unwrap());
        }
        command.env("PATH", &search).env("RUNNER_TEMP", folder);
        for file in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
            command.env(file, folder.join(file));
        }
        command.envs(inputs.iter().copied()).output().unwrap()
    };
    let folder = folder();
    let root = folder.path();
    let plain = run(root, &[("INPUT_SARIF", "true")]);
    assert_eq!(plain.status.code(), Some(1), "{plain:?}");
    assert!(
        plain.stdout.starts_with(b"::warning file=po.yaml"),
        "{plain:?}"
    );
    let sarif = std::fs::read(root.join("rolelint.sarif")).unwrap();
    let sarif: Value = serde_json::from_slice(&sarif).unwrap();
    assert!(!sarif["runs"][0]["results"].as_array().unwrap().is_empty());
    let summary = std::fs::read_to_string(root.join("GITHUB_STEP_SUMMARY")).unwrap();
    assert!(summary.starts_with("## rolelint"), "{summary}");
    let chosen = [("INPUT_ARGS", "--select\nSM"), ("INPUT_PATHS", "po.yaml\n")];
    assert_eq!(run(root, &chosen).status.code(), Some(0));
    for name in ["INPUT_PATHS", "INPUT_FAIL_ON", "INPUT_ARGS", "INPUT_SINCE"] {
        let hostile = run(
            root,
            &[(name, "$(touch hacked); touch hacked `touch hacked`")],
        );
        assert_eq!(hostile.status.code(), Some(2), "{name}: {hostile:?}");
        assert!(!root.join("hacked").exists(), "{name}");
    }
}

#[test]
fn the_container_is_built_from_files_that_are_there() {
    let (dockerfile, ignored) = (text("Dockerfile"), text(".dockerignore"));
    let copied = dockerfile
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "));
    let copied = copied.filter(|line| !line.starts_with("--from"));
    let mut count = 0;
    for line in copied {
        let words: Vec<&str> = line.split(' ').collect();
        for source in &words[..words.len() - 1] {
            assert!(Path::new(source).exists(), "{source}");
            assert!(ignored.contains(&format!("!{source}\n")), "{source}");
            count += 1;
        }
    }
    assert_eq!(ignored.lines().count(), count + 1);
    assert!(dockerfile.contains("\nUSER 10001"));
}

#[test]
fn packages_say_of_themselves_what_cargo_says() {
    let package: Value = serde_json::from_str(&text("packaging/npm/package.json")).unwrap();
    assert_eq!(package["description"], env!("CARGO_PKG_DESCRIPTION"));
    assert_eq!(package["license"], env!("CARGO_PKG_LICENSE"));
    assert_eq!(package["version"], Value::Null, "it comes from Cargo.toml");
    let wheel = text("pyproject.toml");
    let dynamic = wheel.lines().find(|line| line.starts_with("dynamic = "));
    for field in ["description", "license", "version"] {
        assert!(dynamic.unwrap().contains(field), "{field}");
    }
}

/// What `Cargo.toml` names and the program is made of reaches the container and the published package.
#[test]
fn the_container_gets_all_that_a_build_needs() {
    let dockerfile = text("Dockerfile");
    let copied: Vec<&str> = dockerfile
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "))
        .filter(|line| !line.starts_with("--from"))
        .flat_map(str::split_whitespace)
        .collect();
    let ignored = text(".dockerignore");
    let manifest = text("Cargo.toml");
    let needed = [
        "Cargo.toml",
        "Cargo.lock",
        "build.rs",
        "roles",
        "src",
        "templates",
    ];
    // A bench that the manifest names has to be there, or nothing is built.
    let benches = manifest.contains("[[bench]]").then_some("benches");
    for part in needed.into_iter().chain(benches) {
        assert!(copied.contains(&part), "{part} is not copied");
        let line = format!("!{part}");
        assert!(ignored.lines().any(|own| own == line), "{part} is ignored");
    }
}
