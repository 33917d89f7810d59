//! Markdown for a comment on a pull request: by role, the worst first, folded, and never longer than a comment may be.

use super::groups::{self, Group};
use super::{Report, harmless};
use crate::finding::Finding;
use std::fmt::Write;
use std::io;

/// GitHub takes comments of 65,536 characters; the end of the page needs some of them.
const ROOM: usize = 60_000;
/// Of a longer quotation, the beginning is shown.
const LONGEST_QUOTE: usize = 160;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let frame = report.frame;
    let mut page = format!("## rolelint{}", frame.colon());
    page += &frame.summary(&report.summary);
    page.push('\n');
    let mut shown = 0;
    for (at, group) in groups::groups(report).iter().enumerate() {
        let head = head(report, group, at == 0);
        if page.len() + head.len() > ROOM {
            break;
        }
        page += &head;
        for finding in &group.findings {
            let entry = entry(report, finding);
            if page.len() + entry.len() > ROOM {
                break;
            }
            page += &entry;
            shown += 1;
        }
        page += "\n</details>\n";
    }
    let hidden = report.told().count() - shown;
    if hidden > 0 {
        let more = frame.more_findings(hidden);
        let _ = writeln!(page, "\n**{more}**; {}.", frame.shows_all());
    }
    if shown > 0 {
        let _ = writeln!(page, "\n<sub>{}</sub>", code_in_html(frame.explains()));
    }
    out.write_all(page.as_bytes())
}

/// The line that a group is folded under.
fn head(report: &Report, group: &Group, is_open: bool) -> String {
    let frame = report.frame;
    let counts = group.counts;
    format!(
        "\n<details{}>\n<summary><b>{}</b>{}{} – <code>{}</code></summary>\n\n",
        if is_open { " open" } else { "" },
        html(group.role.unwrap_or(frame.whole_file())),
        frame.colon(),
        frame.kinds(counts.errors, counts.warnings, counts.infos),
        html(group.path),
    )
}

fn entry(report: &Report, finding: &Finding) -> String {
    let frame = report.frame;
    let location = &finding.location;
    let start = report.sources.place(&location.path, location.span().start);
    let mut entry = format!(
        "- **{}** {} {}, {}{}{}<br>\n",
        frame.severity_of(finding.severity),
        finding.code,
        text(finding.rule),
        frame.line(start.line),
        frame.colon(),
        text(&finding.message),
    );
    let quote = shortened(location.text.trim());
    if !quote.is_empty() {
        let _ = write!(entry, "  {} – ", code(&quote));
    }
    let _ = writeln!(entry, "{}<br>", prose(&finding.label));
    for related in &finding.related {
        let location = &related.location;
        let start = report.sources.place(&location.path, location.span().start);
        let (quote, label) = (shortened(location.text.trim()), prose(&related.label));
        let (path, line) = (text(&location.path), frame.line(start.line));
        let _ = writeln!(entry, "  {} – {label} ({path}, {line})<br>", code(&quote));
    }
    let _ = writeln!(entry, "  {}", prose(finding.help.trim()));
    entry
}

/// Text whose words between backticks are code, as in the texts of rules.
fn prose(written: &str) -> String {
    let parts: Vec<&str> = written.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return text(written);
    }
    let parts = parts.iter().enumerate();
    let parts = parts.map(|(at, part)| match at % 2 {
        1 if !part.trim().is_empty() => code(part),
        _ => text(part),
    });
    parts.collect()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Text with nothing in it that Markdown, HTML or a forge would act upon: no marks, no mentions, no links.
pub(super) fn text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for letter in harmless(text).chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            // Forges tell people whose names follow an @, and link numbers behind #, ! and others.
            '@' | '#' | '!' | '$' | '%' => {
                safe.push('\\');
                safe.push(letter);
                safe.push_str("&#8203;");
            }
            ':' | '.' => {
                safe.push(letter);
                if safe.ends_with("http:") || safe.ends_with("https:") || safe.ends_with("www.") {
                    safe.push_str("&#8203;");
                }
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '(' | ')' => {
                safe.push('\\');
                safe.push(letter);
            }
            letter => safe.push(letter),
        }
    }
    safe
}

/// Text as code, where nothing but backticks means anything.
pub(super) fn code(text: &str) -> String {
    let text = harmless(text);
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default() + 1);
    let space = if text.contains('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Text inside HTML.
fn html(text: &str) -> String {
    quick_xml::escape::escape(harmless(text)).replace('@', "@&#8203;")
}

/// Our own text inside HTML, where backticks mark code.
fn code_in_html(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| match at % 2 {
        0 => part.to_owned(),
        _ => format!("<code>{part}</code>"),
    });
    parts.collect()
}
