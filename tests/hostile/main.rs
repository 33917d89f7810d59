//! Files from strangers: each is read within its time, told where it points, and shown harmlessly in every format.

mod inputs;
mod world;

use inputs::{Expected, Input, inputs};
use rolelint::config::{Asked, Configs};
use rolelint::finding::{Location, Safety};
use rolelint::fix;
use rolelint::language::Language;
use rolelint::lint::{self, Linted};
use rolelint::report::{Format, Frame, Look, People, Report, Sources, Summary, harmless};
use rolelint::workspace::Request;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const FORMATS: [Format; 11] = [
    Format::Human,
    Format::Concise,
    Format::Json,
    Format::JsonLines,
    Format::Sarif,
    Format::Github,
    Format::Gitlab,
    Format::Junit,
    Format::Checkstyle,
    Format::Markdown,
    Format::Html,
];

fn asked() -> Asked {
    Asked {
        is_isolated: true,
        is_pedantic: true,
        locale: Language::En,
        ..Asked::default()
    }
}

fn request(path: &Path) -> Request {
    Request {
        paths: vec![path.to_owned()],
        ..Request::default()
    }
}

fn lint(request: &Request) -> Linted {
    let mut configs = Configs::new(asked(), rolelint::pack()).unwrap();
    lint::lint(request, &mut configs).unwrap()
}

fn written(linted: &Linted, format: Format, width: usize, language: Language) -> String {
    let mut summary = Summary {
        files: linted.files,
        skipped: linted.skipped.len(),
        roles: linted.roles,
        duties: linted.duties,
        ..Summary::default()
    };
    summary.count(&linted.findings);
    let look = Look {
        color: false,
        unicode: true,
        links: false,
        width,
    };
    let report = Report {
        findings: &linted.findings,
        files: &linted.read,
        errors: &linted.errors,
        pack: rolelint::pack(),
        sources: Sources::new(&linted.sources),
        summary,
        frame: Frame { language },
        people: People::default(),
        statistics: false,
        quiet: false,
        look,
    };
    let mut out = Vec::new();
    report.write(format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Every place lies in its file, on the boundaries of characters, and holds the words that it names.
fn places_hold(name: &str, linted: &Linted) {
    let sources: BTreeMap<&str, &str> = linted
        .sources
        .iter()
        .map(|source| (source.path(), source.text()))
        .collect();
    let holds = |location: &Location, code: &str| {
        let Some(text) = sources.get(&*location.path) else {
            return;
        };
        assert!(!location.spans.is_empty(), "{name}: {code}");
        let mut behind = 0;
        for span in &location.spans {
            let piece = text.get(span.start..span.end);
            assert!(piece.is_some(), "{name}: {code} at {span:?}");
            assert!(span.start >= behind, "{name}: {code} goes back");
            behind = span.end;
        }
    };
    for finding in &linted.findings {
        holds(&finding.location, &finding.code);
        for related in &finding.related {
            holds(&related.location, &finding.code);
        }
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            let text = sources[&*edit.path];
            let piece = text.get(edit.span.start..edit.span.end);
            assert!(piece.is_some(), "{name}: {} mends {edit:?}", finding.code);
        }
    }
}

/// What a parser that is not ours makes of a report.
fn is_read(name: &str, format: Format, text: &str) {
    let json = |text: &str| {
        let read = serde_json::from_str::<serde_json::Value>(text);
        assert!(read.is_ok(), "{name}: {format:?}");
    };
    match format {
        Format::Json | Format::Sarif | Format::Gitlab => json(text),
        Format::JsonLines => text.lines().for_each(json),
        Format::Junit | Format::Checkstyle => {
            let read = roxmltree::Document::parse(text);
            assert!(read.is_ok(), "{name}: {format:?}: {:?}", read.err());
        }
        Format::Github => {
            let acts = |line: &&str| line.starts_with("::") || line.starts_with("##[");
            let known = [
                "::error ",
                "::warning ",
                "::notice ",
                "::group::",
                "::endgroup::",
            ];
            for line in text.lines().filter(acts) {
                let is_ours = known.iter().any(|begin| line.starts_with(begin));
                assert!(is_ours, "{name}: {line}");
            }
        }
        Format::Html => {
            for tag in ["<script", "<img", "<iframe", "\" onerror="] {
                assert!(!text.contains(tag), "{name}: {tag} in the page");
            }
        }
        Format::Human | Format::Concise | Format::Markdown => {}
    }
    let acting = text.lines().find(|line| harmless(line) != *line);
    let is_text = !matches!(format, Format::Junit | Format::Checkstyle | Format::Html);
    assert!(
        !is_text || acting.is_none_or(|line| harmless(line).replace(' ', "\t") == *line),
        "{name}: {format:?} shows {acting:?}"
    );
}

/// What came of a file where it is something else than it should be.
fn surprise(input: &Input, linted: &Linted) -> Option<String> {
    let codes = linted.findings.iter().map(|finding| finding.code.as_str());
    let codes: BTreeSet<&str> = codes.collect();
    let is_expected = match input.expected {
        Expected::Told(code) => codes.contains(code),
        Expected::Read(roles) => linted.roles == roles,
        Expected::NotOurs => linted.roles == 0,
    };
    let (name, expected, roles) = (input.name, input.expected, linted.roles);
    (!is_expected).then(|| format!("{name}: {expected:?}, but {codes:?} and {roles} roles"))
}

#[test]
fn strange_files_are_told_in_time_and_shown_harmlessly() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = inputs();
    assert!(inputs.len() >= 60, "{}", inputs.len());
    let mut surprises = Vec::new();
    for (number, input) in inputs.iter().enumerate() {
        let path = folder.path().join(format!("{number}.yaml"));
        fs::write(&path, &input.bytes).unwrap();
        let began = Instant::now();
        let linted = lint(&request(&path));
        places_hold(input.name, &linted);
        surprises.extend(surprise(input, &linted));
        for format in FORMATS {
            let text = written(&linted, format, 80, Language::En);
            is_read(input.name, format, &text);
            // What is told stays in proportion to what was read, whatever stands in it.
            let most = (linted.findings.len() + 1) * (4096 + 8 * input.bytes.len().min(65_536));
            assert!(text.len() < most + (1 << 20), "{}: {format:?}", input.name);
        }
        for language in [Language::De, Language::Fr] {
            for width in [1, 40] {
                written(&linted, Format::Human, width, language);
            }
        }
        let took = began.elapsed();
        let most = Duration::from_secs(input.seconds);
        assert!(took < most, "{} took {took:?}", input.name);
        fs::remove_file(&path).unwrap();
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

#[test]
fn strange_files_are_fixed_once_and_stay_readable() {
    let folder = tempfile::tempdir().unwrap();
    let pack = rolelint::pack();
    let mut run = |request: &Request| lint::lint(request, &mut Configs::new(asked(), pack)?);
    for (number, input) in inputs().iter().enumerate() {
        if input.bytes.len() > 2_000 {
            continue;
        }
        let path = folder.path().join(format!("{number}.yaml"));
        fs::write(&path, &input.bytes).unwrap();
        for reach in [Safety::Safe, Safety::Unsafe] {
            let request = request(&path);
            let changed = fix::mend(&request, reach, pack, &mut run).unwrap();
            for changed in &changed {
                assert_eq!(changed.before.as_bytes(), input.bytes, "{}", input.name);
                fs::write(&path, &changed.after).unwrap();
                let again = fix::mend(&request, reach, pack, &mut run).unwrap();
                assert!(again.is_empty(), "{}: {}", input.name, changed.after);
                fs::write(&path, &input.bytes).unwrap();
            }
        }
    }
}
