//! A table as JSON, version 1: its shape never changes without a new version.

use crate::source;
use crate::table::{By, Cell, Column, Group, Kind, Line, Mark, Row, Site, Table, Total};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    kind: &'static str,
    by: &'static str,
    language: &'static str,
    profile: Option<&'a str>,
    title: &'a str,
    summary: &'a [String],
    columns: Vec<JsonColumn<'a>>,
    groups: Vec<JsonGroup<'a>>,
    totals: Vec<JsonTotal<'a>>,
}

#[derive(Serialize)]
struct JsonColumn<'a> {
    role: &'a str,
    custom: bool,
    label: String,
    title: Option<&'a str>,
    holders: &'a [String],
    scope: Option<&'a str>,
    profile: Option<&'a str>,
    path: Option<&'a str>,
    range: Option<Range>,
}

#[derive(Serialize)]
struct JsonGroup<'a> {
    id: &'a str,
    title: &'a str,
    rows: Vec<JsonRow<'a>>,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    id: &'a str,
    title: &'a str,
    mark: Option<JsonMark<'a>>,
    note: Option<&'a str>,
    cells: Vec<Vec<JsonLine<'a>>>,
}

#[derive(Serialize)]
struct JsonMark<'a> {
    kind: &'static str,
    text: &'a str,
    columns: &'a [usize],
}

#[derive(Serialize)]
struct JsonLine<'a> {
    text: &'a str,
    letter: Option<&'static str>,
    path: Option<&'a str>,
    range: Option<Range>,
    activities: Vec<Activity<'a>>,
}

#[derive(Serialize)]
struct Activity<'a> {
    activity: &'a str,
    stance: &'a str,
}

#[derive(Serialize)]
struct JsonTotal<'a> {
    id: &'a str,
    title: &'a str,
    counts: &'a [usize],
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    byte: usize,
}

pub(super) fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    let output = Output {
        version: 1,
        kind: kind(table.kind),
        by: by(table.by),
        language: table.language.code(),
        profile: table.profile.as_deref(),
        title: &table.title,
        summary: &table.intro,
        columns: table.columns.iter().map(column).collect(),
        groups: table.groups.iter().map(group).collect(),
        totals: table.totals.iter().map(total).collect(),
    };
    super::super::json::write_pretty(&output, out)
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Comparison => "comparison",
        Kind::Canonical => "canonical",
        Kind::History => "history",
        Kind::Matrix => "matrix",
    }
}

fn by(by: By) -> &'static str {
    match by {
        By::Phase => "phase",
        By::Activity => "activity",
        By::Area => "area",
    }
}

fn column(column: &Column) -> JsonColumn<'_> {
    JsonColumn {
        role: &column.role,
        custom: column.custom,
        label: column.title.clone(),
        title: column.own_title.as_deref(),
        holders: &column.holders,
        scope: column.scope.as_deref(),
        profile: column.profile.as_deref(),
        path: column.site.as_ref().map(|site| site.path.as_str()),
        range: column.site.as_ref().map(range),
    }
}

fn group(group: &Group) -> JsonGroup<'_> {
    JsonGroup {
        id: &group.id,
        title: &group.title,
        rows: group.rows.iter().map(row).collect(),
    }
}

fn row(row: &Row) -> JsonRow<'_> {
    JsonRow {
        id: &row.id,
        title: &row.title,
        mark: row.mark.as_ref().map(mark),
        note: row.note.as_deref(),
        cells: row.cells.iter().map(lines).collect(),
    }
}

fn mark(mark: &Mark) -> JsonMark<'_> {
    JsonMark {
        kind: mark.kind.name(),
        text: &mark.text,
        columns: &mark.columns,
    }
}

fn lines(cell: &Cell) -> Vec<JsonLine<'_>> {
    cell.lines.iter().map(line).collect()
}

fn line(line: &Line) -> JsonLine<'_> {
    JsonLine {
        text: &line.text,
        letter: line.letter.map(crate::table::Letter::name),
        path: line.site.as_ref().map(|site| site.path.as_str()),
        range: line.site.as_ref().map(range),
        activities: line
            .claims
            .iter()
            .map(|told| Activity {
                activity: &told.activity,
                stance: &told.stance,
            })
            .collect(),
    }
}

fn total(total: &Total) -> JsonTotal<'_> {
    JsonTotal {
        id: &total.id,
        title: &total.title,
        counts: &total.counts,
    }
}

fn range(site: &Site) -> Range {
    Range {
        start: point(site.start),
        end: point(site.end),
    }
}

fn point(place: source::Place) -> Point {
    Point {
        line: place.line,
        column: place.column,
        byte: place.byte,
    }
}
