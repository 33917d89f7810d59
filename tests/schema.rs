//! The schemas accept what rolelint reads without a word, and refuse what it complains of.

use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

fn schema(of: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(["schema", of])
        .output()
        .unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn validator(of: &str) -> Validator {
    let schema = schema(of);
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The documents of a YAML file.
fn documents(text: &str) -> Vec<Value> {
    let documents = serde_yaml::Deserializer::from_str(text);
    let values = documents.map(|document| serde::Deserialize::deserialize(document).unwrap());
    values.collect()
}

fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
}

fn accepts(validator: &Validator, text: &str) -> bool {
    let mut documents = documents(text).into_iter();
    documents.all(|document| validator.is_valid(&document))
}

#[test]
fn examples_and_charters_are_valid() {
    let validator = validator("role");
    let mut files = Vec::new();
    for folder in ["examples", "tests/charters"] {
        yaml_files(Path::new(folder), &mut files);
    }
    assert!(files.len() > 10);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for document in documents(&text) {
            let errors: Vec<String> = validator
                .iter_errors(&document)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", file.display());
        }
    }
}

#[test]
fn every_synonym_is_valid_in_every_spelling() {
    let validator = validator("role");
    let schema = schema("role");
    let keys = schema["$defs"]["role"]["properties"].as_object().unwrap();
    assert!(keys.len() > 60);
    for word in keys.keys() {
        let spaced = word.replace('_', " ");
        let dashed = word.replace('_', "-");
        for spelled in [word, &word.to_uppercase(), &spaced, &dashed] {
            let is_list = ["roles", "rollen", "rôles"].contains(&word.as_str());
            let mut role = json!({ "role": "Cook", "duties": ["Cooks."] });
            role[spelled] = if is_list { json!([]) } else { Value::Null };
            assert!(validator.is_valid(&role), "{spelled}");
        }
    }
    assert!(accepts(
        &validator,
        "Rolle: Koch\nZustaendigkeiten: [Kocht.]\n"
    ));
    assert!(accepts(
        &validator,
        "role: Chef\nraison d'etre: Bon.\nx-pay: 1\ntasks: [Cuire]\n"
    ));
}

#[test]
fn what_is_wrong_in_a_role_is_refused() {
    let validator = validator("role");
    for text in [
        "role: Cook\ndutties: [Cooks.]\n",
        "duties: [Cooks.]\n",
        "role: Cook\nprofile: srcum\n",
        "role: Cook\nlanguage: es\n",
        "role: [Cook]\n",
        "role: Cook\nduties: [{ text: Cooks., raci: O }]\n",
        "role: Cook\nduties: [{ text: Cooks., activity: coking }]\n",
        "charter: Kitchen\nroles: [{ rôle: Cook, dutes: [] }]\n",
    ] {
        assert!(!accepts(&validator, text), "{text}");
    }
}

#[test]
fn configurations_are_valid_or_refused() {
    let validator = validator("config");
    for text in [
        "{}",
        "profile: safe\nselect: PO\nignore: [po008, backlog-secretary]\n",
        "severity: { PO: info, MRG001: { default: error, safe: off } }\n",
        "options: { PO008: { share: 70%, duties: 3, allow: [stories] } }\n",
        "per-file-ignores: { 'old/**': PO, '*.yaml': { Product Owner: [PO] } }\n",
        "extends: ../base.yaml\nglossary: { SLA: Service Level Agreement }\nx-own: 1\n",
    ] {
        assert!(accepts(&validator, text), "{text}");
    }
    for text in [
        "profil: scrum\n",
        "profile: srcum\n",
        "select: [no-such-rule]\n",
        "severity: { PO008: eror }\n",
        "options: { PO008: { shar: 70 } }\n",
        "options: { PO008: { share: much } }\n",
        "pedantic: perhaps\n",
        "glossary: [SLA]\n",
        "output-format: xml\n",
    ] {
        assert!(!accepts(&validator, text), "{text}");
    }
}
