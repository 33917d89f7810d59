//! Modules stand in layers and import only from lower ones; some crates are named in one place alone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The modules of the library, lowest first.
const LAYERS: [&str; 34] = [
    "lasting",     // texts that live as long as the program
    "path",        // paths without detours, and as they are shown
    "bounded",     // files that are read to a bound
    "replace",     // files that are written whole or not at all
    "cache",       // what former runs made of files
    "source",      // files and byte spans; alone knows lines and columns
    "finding",     // what a rule found, as plain data
    "fingerprint", // what makes a finding the same in two runs
    "yaml",        // bytes to a tree with spans
    "model",       // the tree to roles, duties and charters
    "edit",        // new text that keeps how a file is written
    "packed",      // lists as bytes that are read where they stand
    "language",    // words and stems
    "lexicon",     // word classes and phrases, compiled
    "classifier",  // what a clause is likely about
    "pack",        // canonical roles, activities, rules and profiles
    "reading",     // duties to claims
    "rule",        // claims to findings, one file a check
    "error",       // what is wrong with the world
    "baseline",    // which findings are accepted
    "git",         // what changed since a revision
    "selection",   // which rules run
    "config",      // what counts for a file, and who says so
    "schema",      // what files may hold, for editors
    "workspace",   // paths to loaded files
    "history",     // files as they were at a revision
    "lint",        // files to sorted findings
    "fix",         // findings to changed files
    "kit",         // packs of the user's own
    "table",       // roles side by side, as plain data
    "report",      // findings to bytes, one file a format
    "output",      // bytes to where they were asked for
    "cli",         // what can be said on the command line
    "run",         // what each command does
];

/// Crates that are named in these files and folders only, because all else is kept free of them.
const CONFINED: [(&str, &[&str]); 8] = [
    ("granit_parser", &["src/yaml/"]),
    ("serde_yaml", &["src/pack/load.rs"]),
    ("similar", &["src/fix/diff.rs"]),
    ("miette", &["src/report/human.rs", "src/report/excerpt.rs"]),
    ("rust_xlsxwriter", &["src/report/compared/xlsx.rs"]),
    ("clap", &["src/cli.rs", "src/main.rs"]),
    ("clap_complete", &["src/cli.rs", "src/run/completions.rs"]),
    ("clap_mangen", &["src/run/man.rs"]),
];

/// The one part of a confined crate that is allowed everywhere: deriving the values of a flag.
const FREE: &str = "clap::ValueEnum";

struct Module {
    path: PathBuf,
    text: String,
}

impl Module {
    /// `src/yaml/tree.rs`
    fn shown(&self) -> String {
        self.path.to_str().unwrap().replace('\\', "/")
    }

    /// Names from the root of the crate: `["yaml", "tree"]`, and `["yaml"]` for its `mod.rs`.
    fn names(&self) -> Vec<String> {
        let within = self.path.strip_prefix("src").unwrap().with_extension("");
        let names = within.iter().map(|name| name.to_str().unwrap().to_owned());
        names.filter(|name| name != "mod").collect()
    }

    /// The modules at the root that this one names, with the words that do it.
    fn imports(&self) -> BTreeSet<(String, String)> {
        let to_root = "super::".repeat(self.names().len());
        let mut found = BTreeSet::new();
        for root in ["crate::", to_root.as_str()] {
            for (at, _) in self.text.match_indices(root) {
                let goes_further_up = self.text[..at].ends_with("super::");
                let rest = &self.text[at + root.len()..];
                if goes_further_up || rest.starts_with("super::") {
                    continue;
                }
                for name in first_names(rest) {
                    found.insert((name.to_owned(), format!("{root}{name}")));
                }
            }
        }
        found
    }
}

/// The first name of a path, or those of a group: `{a::B, c::{D, E}};` gives `a` and `c`.
fn first_names(path: &str) -> Vec<&str> {
    let statement = path.split(';').next().unwrap();
    let pieces: Vec<&str> = match statement.strip_prefix('{') {
        None => vec![statement],
        Some(group) => {
            let mut depth = 0;
            let between = |letter| {
                depth += i32::from(letter == '{') - i32::from(letter == '}');
                depth == 0 && letter == ','
            };
            group.split(between).collect()
        }
    };
    let is_foreign = |letter: char| !letter.is_alphanumeric() && letter != '_';
    let names = pieces
        .iter()
        .map(|piece| piece.trim_start().split(is_foreign).next().unwrap());
    names.filter(|name| !name.is_empty()).collect()
}

fn modules() -> Vec<Module> {
    let mut modules = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                modules.push(Module { path, text });
            }
        }
    }
    modules.sort_by(|a, b| a.path.cmp(&b.path));
    modules
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| *layer == name)
}

#[test]
fn modules_import_only_from_lower_layers() {
    let mut wrong = Vec::new();
    for module in modules() {
        let names = module.names();
        let Some(own) = layer(&names[0]) else {
            continue;
        };
        for (name, words) in module.imports() {
            if layer(&name).is_some_and(|other| other > own) {
                wrong.push(format!(
                    "{} names `{words}`, which stands above `{}`",
                    module.shown(),
                    names[0]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_has_its_layer() {
    let library = std::fs::read_to_string(Path::new("src/lib.rs")).unwrap();
    let declared: BTreeSet<&str> = library
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "))
        .map(|name| name.trim_end_matches(';'))
        .collect();
    assert_eq!(declared, LAYERS.into_iter().collect());
}

#[test]
fn some_crates_are_named_in_one_place_only() {
    let mut wrong = Vec::new();
    for module in modules() {
        let shown = module.shown();
        for (name, places) in CONFINED {
            let is_home = places.iter().any(|place| shown.starts_with(place));
            let path = format!("{name}::");
            for line in module.text.lines().filter(|_| !is_home) {
                if line.replace(FREE, "").contains(&path) {
                    wrong.push(format!("{shown} names `{name}`: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn groups_of_imports_are_understood() {
    assert_eq!(first_names("yaml::{self, Style};"), ["yaml"]);
    assert_eq!(first_names("{a::B, c::{D, E}, f};"), ["a", "c", "f"]);
    assert_eq!(first_names("{\n    a::B,\n    c,\n};"), ["a", "c"]);
}
