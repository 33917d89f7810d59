//! Bytes to tables of roles: whole in every format, and no cell acts.

use super::NAME;
use super::shown::{acts_on_a_terminal, look};
use rolelint::language::Language;
use rolelint::model::Loaded;
use rolelint::reading::Reader;
use rolelint::report::compared::{self, TableAs};
use rolelint::rule::{SeenFile, Settings};
use rolelint::source::Source;
use rolelint::table::{By, Entry, Files, Table, compare_canonical, compare_files, matrix};
use rolelint::workspace::Known;

const LONGEST: usize = 16_384;

pub fn hold(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if text.len() > LONGEST {
        return;
    }
    let pack = rolelint::pack();
    let settings = Settings::all(pack);
    let source = Source::new(NAME, text);
    let file = Known::new(pack).with_names(&settings, |names| Loaded::new(source, names));
    let seen = SeenFile::new(&file, &mut Reader::new(pack), pack, &settings);
    let roles = seen.roles.iter();
    let entries: Vec<Entry> = roles.map(|seen| Entry { file: &file, seen }).collect();
    if entries.is_empty() {
        return;
    }
    // The first byte chooses, so that each input is one table.
    let choice = usize::from(bytes[0]);
    let by = [None, Some(By::Phase), Some(By::Activity), Some(By::Area)][choice % 4];
    let is_alone = entries.len() < 2;
    let files = Files {
        entries,
        others: Vec::new(),
        by,
        profile: None,
        language: Language::ALL[choice % 3],
        pack,
    };
    let table = match choice / 4 % 3 {
        0 => matrix(&files),
        1 => compare_canonical(&files),
        _ if is_alone => matrix(&files),
        _ => compare_files(&files),
    };
    is_harmless(&table);
}

fn is_harmless(table: &Table) {
    let written = |format, width| {
        let mut out = Vec::new();
        let done = compared::write(table, format, look(width), &mut out);
        assert!(done.is_ok(), "{format:?}: {done:?}");
        out
    };
    let text = |format, width| {
        let text = String::from_utf8(written(format, width));
        text.expect("all formats but one are text")
    };
    for width in [1, 80, 200] {
        let text = text(TableAs::Table, width);
        assert_eq!(acts_on_a_terminal(&text), None, "{width}: {text}");
    }
    let markdown = text(TableAs::Markdown, 80);
    assert_eq!(acts_on_a_terminal(&markdown), None, "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&text(TableAs::Json, 80)).expect("JSON");
    assert_eq!(
        json["columns"].as_array().map(Vec::len),
        Some(table.columns.len())
    );
    let page = text(TableAs::Html, 80);
    for tag in ["<script", "<img", "<iframe", "\" onerror="] {
        assert!(!page.contains(tag), "{tag} in the page");
    }
    let csv = text(TableAs::Csv, 80);
    let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes());
    for row in rows.records() {
        // Each row has as many cells as the first, or there is an error.
        let row = row.expect("CSV");
        for cell in &row {
            let begin = cell.trim_start_matches(char::is_whitespace);
            assert!(
                !begin.starts_with(['=', '+', '-', '@']),
                "a formula: {cell}"
            );
        }
    }
    let workbook = written(TableAs::Xlsx, 80);
    assert!(workbook.starts_with(b"PK"));
}
