//! The targets of `fuzz/` over their seeds and some mutations of them, the same in every run.

use super::fuzz::pack::FILE;
use super::fuzz::{TARGETS, Target};
use super::inputs::inputs;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the seeds are written, for `cargo fuzz`, where this is set.
const SEEDS: &str = "ROLELINT_SEEDS";

/// How many mutations each target is tried with, where this does not say.
const TRIES: usize = 40;
const MORE: &str = "ROLELINT_TRIES";

/// The longest seed that is mutated, in bytes.
const LONGEST: usize = 4000;

/// The YAML files under a folder, by path within it, sorted.
fn yaml_under(folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                let within = path.strip_prefix(folder).unwrap().to_str().unwrap();
                files.push((within.replace('\\', "/"), fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn bytes(files: impl Iterator<Item = (String, Vec<u8>)>) -> impl Iterator<Item = Vec<u8>> {
    files.map(|(_, bytes)| bytes)
}

/// What a target begins with.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let under = |folders: &'static [&str]| folders.iter().copied().flat_map(yaml_under);
    match target {
        "config" => bytes(under(&[
            "templates/config",
            "tests/cli/config.in",
            "tests/cli/config-wrong.in",
        ]))
        .collect(),
        "pack" => packs(),
        "suppressions" => comments(),
        _ => {
            let strange = inputs().into_iter().map(|input| input.bytes);
            let strange = strange.filter(|bytes| bytes.len() < 1 << 16);
            let own = &[
                "examples",
                "tests/cases",
                "tests/charters",
                "templates/telephony",
            ];
            bytes(under(own)).chain(strange).collect()
        }
    }
}

/// Packs as `fuzz::pack` takes them: as init begins them, and the first lines of what is built in.
fn packs() -> Vec<Vec<u8>> {
    let file = |path: &str, text: &[u8]| [FILE.as_bytes(), path.as_bytes(), b"\n", text].concat();
    let mut packs = Vec::new();
    for language in ["en", "de", "fr"] {
        let files = yaml_under(&format!("templates/pack/{language}")).into_iter();
        let files: Vec<Vec<u8>> = files.map(|(path, text)| file(&path, &text)).collect();
        packs.push(files.concat());
        packs.extend(files);
    }
    let changed = "extends: PO004\nseverity: {default: info, safe: off}\noptions: {}\n";
    packs.push(file(
        "rules/PO004-manages-capacity.yaml",
        changed.as_bytes(),
    ));
    let phrases = "phrases:\n  order-backlog:\n    - \"<plan>|<steer> + !<capacity> - <people>\"\nwords:\n  plan: [halt .. fest, =plant, nach|halten, Blick & behalten]\n";
    packs.push(file("lexicon/de.yaml", phrases.as_bytes()));
    for (path, text) in yaml_under("roles/rules/PO") {
        let text = String::from_utf8(text)
            .unwrap()
            .replace("code: PO", "code: OUR");
        let (text, _) = text.split_once("\nexamples:").unwrap();
        packs.push(file(
            &format!("rules/{}", path.replace("PO", "OUR")),
            text.as_bytes(),
        ));
    }
    packs
}

/// Comments that accept findings, and some that only look so.
fn comments() -> Vec<Vec<u8>> {
    let comments = [
        "rolelint: ignore[PO004] -- agreed",
        "rolelint: ignore[PO008, backlog-secretary ,PO004]",
        "rolelint: ignore-file[TXT001, TXT003, DOC] -- the reason -- and more",
        "rolelint:ignore[]--",
        "rolelint: ignore [manages-capacity] -- ]",
        "rolelint: ignores",
        "no directive, # rolelint: ignore[PO004]",
    ];
    let at = |line: usize| "\n".repeat(line) + comments[line % comments.len()];
    let all = comments.join("\n");
    (0..10)
        .map(at)
        .chain([all])
        .map(String::into_bytes)
        .collect()
}

/// Numbers without a pattern, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

/// Words of the dictionary, as bytes.
fn words() -> Vec<Vec<u8>> {
    let text = fs::read_to_string("fuzz/rolelint.dict").unwrap();
    let words = text.lines().filter_map(|line| {
        let word = line.strip_prefix('"')?.strip_suffix('"')?;
        let mut bytes = Vec::new();
        let mut letters = word.bytes();
        while let Some(letter) = letters.next() {
            if letter != b'\\' {
                bytes.push(letter);
                continue;
            }
            // `\x2d`
            let digits: Vec<u8> = letters.by_ref().skip(1).take(2).collect();
            let digits = String::from_utf8(digits).unwrap();
            bytes.push(u8::from_str_radix(&digits, 16).unwrap());
        }
        Some(bytes)
    });
    words.collect()
}

/// A seed with a few bytes changed, words brought in, or a piece of another seed.
fn mutated(seeds: &[&Vec<u8>], words: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = seeds[numbers.below(seeds.len())].clone();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        let behind = at + numbers.below((bytes.len() - at).min(40) + 1);
        match numbers.below(6) {
            0 => drop(bytes.drain(at..behind)),
            1 => {
                let word = words[numbers.below(words.len())].iter().copied();
                bytes.splice(at..at, word);
            }
            2 => {
                let word = words[numbers.below(words.len())].iter().copied();
                bytes.splice(at..behind, word);
            }
            3 => {
                let piece: Vec<u8> = bytes[at..behind].to_vec();
                let to = numbers.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            4 => {
                let other = seeds[numbers.below(seeds.len())];
                let from = numbers.below(other.len() + 1);
                let until = from + numbers.below((other.len() - from).min(200) + 1);
                bytes.splice(at..behind, other[from..until].iter().copied());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
        }
    }
    bytes
}

/// Calls a target; where it panics, what it was called with is told.
fn hold((name, target): Target, bytes: &[u8]) {
    let held = std::panic::catch_unwind(|| target(bytes));
    let text = String::from_utf8_lossy(bytes);
    assert!(held.is_ok(), "{name}: {text:?}");
}

fn try_mutations(name: &str) {
    let target = TARGETS
        .into_iter()
        .find(|(known, _)| *known == name)
        .unwrap();
    let seeds = seeds(name);
    assert!(seeds.len() > 3, "{name}: {} seeds", seeds.len());
    if let Some(folder) = std::env::var_os(SEEDS) {
        let folder = Path::new(&folder).join(name);
        fs::create_dir_all(&folder).unwrap();
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:03}")), seed).unwrap();
        }
    }
    let short: Vec<&Vec<u8>> = seeds.iter().filter(|seed| seed.len() < LONGEST).collect();
    let words = words();
    assert!(words.len() > 50);
    let mut numbers = Numbers(7);
    let tries = std::env::var(MORE).map_or(TRIES, |tries| tries.parse().unwrap());
    for _ in 0..tries {
        hold(target, &mutated(&short, &words, &mut numbers));
    }
}

#[test]
fn mutated_files_are_told_in_every_format() {
    try_mutations("check");
}

#[test]
fn mutated_files_make_tables() {
    try_mutations("compare");
}

#[test]
fn mutated_configurations_are_told() {
    try_mutations("config");
}

#[test]
fn mutated_files_are_fixed_once() {
    try_mutations("fix");
}

#[test]
fn mutated_packs_are_told() {
    try_mutations("pack");
}

#[test]
fn mutated_comments_hide_what_they_name() {
    try_mutations("suppressions");
}

/// What long runs have found, by target: `tests/hostile/found/TARGET/WHAT`.
#[test]
fn what_was_found_holds() {
    let mut count = 0;
    for target in TARGETS {
        let folder = Path::new("tests/hostile/found").join(target.0);
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            hold(target, &fs::read(&path).unwrap());
            count += 1;
        }
    }
    assert!(count > 0);
}
