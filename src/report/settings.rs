//! Every value that counts for a path, and who says it.

use super::{Frame, Look, harmless};
use crate::config::{Origin, Setting, Shown};
use crate::language::Language;
use serde::Serialize;
use std::io;
use unicode_width::UnicodeWidthStr;

#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    paths: Vec<Path<'a>>,
}

#[derive(Serialize)]
struct Path<'a> {
    path: &'a str,
    settings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    key: &'a str,
    value: serde_json::Value,
    origin: Said<'a>,
}

#[derive(Serialize)]
struct Said<'a> {
    by: &'static str,
    name: Option<&'a str>,
    path: Option<&'a str>,
    line: Option<usize>,
}

/// Writes the values of each path, in order.
///
/// # Errors
/// Where they cannot be written.
pub fn write(
    shown: &[(String, Vec<Setting>)],
    is_json: bool,
    frame: Frame,
    look: Look,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if is_json {
        let paths = shown.iter().map(|(path, settings)| Path {
            path,
            settings: settings.iter().map(entry).collect(),
        });
        let output = Output {
            version: 1,
            paths: paths.collect(),
        };
        return super::json::write_pretty(&output, out);
    }
    for (at, (path, settings)) in shown.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", look.paint("1", &harmless(path)))?;
        let rows: Vec<[String; 3]> = settings.iter().map(|one| row(one, frame)).collect();
        let width = |column: usize| rows.iter().map(|row| row[column].width()).max();
        let (first, second) = (width(0).unwrap_or(0), width(1).unwrap_or(0).min(40));
        for [key, value, origin] in rows {
            let (key, value) = (padded(&key, first), padded(&value, second));
            writeln!(out, "  {key}  {value}  {}", look.paint("2", &origin))?;
        }
    }
    Ok(())
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn row(setting: &Setting, frame: Frame) -> [String; 3] {
    let value = match &setting.value {
        Shown::Nothing => "–".to_owned(),
        Shown::Text(text) => text.clone(),
        Shown::List(list) => list.join(", "),
    };
    let origin = match &setting.origin {
        Origin::CommandLine(option) => match frame.language {
            Language::En => format!("command line ({option})"),
            Language::De => format!("Befehlszeile ({option})"),
            Language::Fr => format!("ligne de commande ({option})"),
        },
        Origin::Environment(variable) => match frame.language {
            Language::En => format!("environment ({variable})"),
            Language::De => format!("Umgebung ({variable})"),
            Language::Fr => format!("environnement ({variable})"),
        },
        Origin::File(file, span) => {
            let line = file.source.place(span.start).line;
            format!("{}:{line}", file.source.path())
        }
        Origin::Default => match frame.language {
            Language::En => "default",
            Language::De => "Vorgabe",
            Language::Fr => "par défaut",
        }
        .to_owned(),
    };
    [
        harmless(&setting.key).into_owned(),
        harmless(&value).into_owned(),
        harmless(&origin).into_owned(),
    ]
}

fn entry(setting: &Setting) -> Entry<'_> {
    let value = match &setting.value {
        Shown::Nothing => serde_json::Value::Null,
        Shown::Text(text) => text.as_str().into(),
        Shown::List(list) => list.clone().into(),
    };
    let said = |by, name| Said {
        by,
        name,
        path: None,
        line: None,
    };
    let origin = match &setting.origin {
        Origin::CommandLine(option) => said("command-line", Some(*option)),
        Origin::Environment(variable) => said("environment", Some(*variable)),
        Origin::File(file, span) => Said {
            path: Some(file.source.path()),
            line: Some(file.source.place(span.start).line),
            ..said("file", None)
        },
        Origin::Default => said("default", None),
    };
    Entry {
        key: &setting.key,
        value,
        origin,
    }
}
