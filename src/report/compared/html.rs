//! A table as a page in one file: no script, nothing from elsewhere; narrow screens see one role below the other.

use super::super::harmless;
use super::text::{self, Paths};
use crate::table::{Cell, Kind, MarkKind, Row, Table};
use std::fmt::{Arguments, Write as _};
use std::io;

const STYLE: &str = include_str!("page.css");
/// So many roles have room side by side.
const FEW: usize = 5;

pub(super) fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    let title = escaped(&table.title);
    let language = table.language.code();
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    if !table.intro.is_empty() {
        page.push_str("<ul class=\"intro\">\n");
        for sentence in &table.intro {
            put(&mut page, format_args!("<li>{}</li>\n", escaped(sentence)));
        }
        page.push_str("</ul>\n");
    }
    let count = table.columns.len();
    let class = layout(table);
    put(
        &mut page,
        format_args!(
            "<div class=\"scroll\" role=\"region\" aria-label=\"{title}\" tabindex=\"0\">\n\
             <table role=\"table\" class=\"{class}\" style=\"--roles:{count}\">\n<caption>{title}</caption>\n"
        ),
    );
    head(table, &mut page);
    body(table, &mut page);
    page.push_str("</table>\n</div>\n");
    for line in &table.legend {
        put(
            &mut page,
            format_args!("<p class=\"legend\">{}</p>\n", escaped(line)),
        );
    }
    page.push_str("</main>\n</body>\n</html>\n");
    out.write_all(page.as_bytes())
}

/// How the table is laid out: letters need little room, and many columns of text more than a screen has.
fn layout(table: &Table) -> &'static str {
    let count = table.columns.len();
    match table.kind {
        Kind::Matrix if count > FEW => "letters many",
        Kind::Matrix => "letters",
        Kind::Comparison | Kind::Canonical | Kind::History if count > FEW => "wide",
        Kind::Comparison | Kind::Canonical | Kind::History => "",
    }
}

fn head(table: &Table, page: &mut String) {
    page.push_str("<thead role=\"rowgroup\">\n<tr role=\"row\">\n");
    let mut add = |class: &str, content: &str| {
        put(
            page,
            format_args!(
                "<th scope=\"col\" role=\"columnheader\" class=\"{class}\">{content}</th>\n"
            ),
        );
    };
    add("label", &escaped(&table.head));
    for column in &table.columns {
        let mut content = escaped(&column.title);
        if !column.holders.is_empty() {
            let holders = escaped(&column.holders.join(", "));
            put(
                &mut content,
                format_args!("<span class=\"holders\">{holders}</span>"),
            );
        }
        let own = column
            .own_title
            .as_ref()
            .filter(|own| **own != column.title && table.kind != Kind::Matrix);
        if let Some(own) = own {
            put(
                &mut content,
                format_args!("<span class=\"own\">{}</span>", escaped(own)),
            );
        }
        add("role", &content);
    }
    if text::has_marks(table) {
        add("mark", &escaped(&table.mark_head));
    }
    page.push_str("</tr>\n</thead>\n");
}

fn body(table: &Table, page: &mut String) {
    let has_marks = text::has_marks(table);
    let width = table.columns.len() + 1 + usize::from(has_marks);
    for group in &table.groups {
        page.push_str("<tbody role=\"rowgroup\">\n");
        if !group.title.is_empty() {
            put(
                page,
                format_args!(
                    "<tr role=\"row\" class=\"group\"><th scope=\"rowgroup\" role=\"rowheader\" colspan=\"{width}\">{}</th></tr>\n",
                    escaped(&group.title)
                ),
            );
        }
        for row in &group.rows {
            write_row(table, row, has_marks, page);
        }
        page.push_str("</tbody>\n");
    }
    if table.totals.is_empty() {
        return;
    }
    page.push_str("<tfoot role=\"rowgroup\">\n");
    for total in &table.totals {
        put(
            page,
            format_args!(
                "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{}</th>",
                escaped(&total.title)
            ),
        );
        for (column, count) in table.columns.iter().zip(&total.counts) {
            let label = escaped(&column.label());
            put(
                page,
                format_args!("<td role=\"cell\" data-label=\"{label}\">{count}</td>"),
            );
        }
        page.push_str(if has_marks {
            "<td role=\"cell\" class=\"none\"></td></tr>\n"
        } else {
            "</tr>\n"
        });
    }
    page.push_str("</tfoot>\n");
}

fn write_row(table: &Table, row: &Row, has_marks: bool, page: &mut String) {
    put(
        page,
        format_args!(
            "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{}</th>\n",
            escaped(&row.title)
        ),
    );
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        let label = escaped(&column.label());
        let is_empty = cell
            .short
            .as_ref()
            .map_or(cell.lines.is_empty(), String::is_empty);
        let class = if is_empty { " class=\"none\"" } else { "" };
        put(
            page,
            format_args!(
                "<td role=\"cell\" data-label=\"{label}\"{class}>{}</td>\n",
                lines(cell)
            ),
        );
    }
    if has_marks {
        let label = escaped(&table.mark_head);
        let kind = row.mark.as_ref().map_or("none", |mark| class(mark.kind));
        let content = escaped(&text::mark(row));
        put(
            page,
            format_args!(
                "<td role=\"cell\" data-label=\"{label}\" class=\"mark {kind}\">{content}</td>\n"
            ),
        );
    }
    page.push_str("</tr>\n");
}

fn lines(cell: &Cell) -> String {
    if let Some(short) = &cell.short {
        return escaped(short);
    }
    let paths = Paths::whole();
    let mut html = String::new();
    for line in &cell.lines {
        html.push_str("<p>");
        if let Some(letter) = line.letter {
            let letter = letter.name();
            put(
                &mut html,
                format_args!("<b class=\"letter {letter}\">{letter}</b> "),
            );
        }
        html.push_str(&escaped(&text::one_line(&line.text)));
        if let Some(site) = &line.site {
            let place = escaped(&paths.place(site));
            put(&mut html, format_args!(" <small>{place}</small>"));
        }
        html.push_str("</p>");
    }
    html
}

fn class(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Clash | MarkKind::Gap | MarkKind::Foreign | MarkKind::Lost => "bad",
        MarkKind::Both | MarkKind::Canonical | MarkKind::Gained => "good",
        MarkKind::Schools | MarkKind::Headless | MarkKind::Missing | MarkKind::Changed => "open",
        MarkKind::Only | MarkKind::Extra => "one",
        MarkKind::Neither | MarkKind::Kept => "calm",
    }
}

/// Writing to a text does not fail.
fn put(page: &mut String, content: Arguments) {
    let _ = page.write_fmt(content);
}

/// The text so that a browser takes none of it for its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in harmless(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_html_are_escaped() {
        assert_eq!(
            escaped("<a href=\"x\" id='y'>&</a>"),
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&lt;/a&gt;"
        );
    }
}
