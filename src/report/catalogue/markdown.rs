//! The catalogue as Markdown: every rule in full, under a heading that stays.

use super::list::RuleList;
use super::profile::{otherwise, weighing};
use super::rule::{accepting, severities, ways};
use crate::pack::{Example, Rule};
use crate::report::markdown::code;
use crate::report::{Frame, harmless};
use std::fmt::Write;
use std::io;

impl RuleList<'_> {
    pub(super) fn write_markdown(&self, frame: Frame, out: &mut dyn io::Write) -> io::Result<()> {
        let title = frame.pick("Rules", "Regeln", "Règles");
        let mut page = format!("# {title}\n\n");
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} |\n|---|---|---|---|",
            frame.code(),
            frame.name(),
            frame.severity(),
            frame.says(),
        );
        for rule in self.rules {
            let _ = writeln!(
                page,
                "| [{}](#{}) | {} | {} | {} |",
                rule.code,
                anchor(rule),
                rule.name,
                rule.severity_in(self.profile, &[]),
                prose(rule.summary.of(frame.language).trim()),
            );
        }
        for rule in self.rules {
            page.push_str(&entry(rule, frame));
        }
        if self.rules.len() == self.pack.core.rules.len() {
            page.push_str(&self.profiles(frame));
        }
        out.write_all(page.as_bytes())
    }

    /// The schools, and what each sees otherwise.
    fn profiles(&self, frame: Frame) -> String {
        let language = frame.language;
        let title = frame.pick("Profiles", "Profile", "Profils");
        let mut page = format!("\n# {title}\n");
        for profile in &self.pack.core.profiles {
            let name = text(profile.name.of(language));
            let _ = writeln!(page, "\n## {} – {name}\n", profile.id);
            page.push_str(&flowing(profile.summary.of(language)));
            if let Some(differs) = &profile.differs {
                page.push_str(&section(frame.schools(), differs.of(language)));
            }
            page.push_str(&list(
                weighing(frame),
                &otherwise(profile, self.pack, frame),
            ));
            page.push_str(&section(frame.sources(), &profile.sources.join(", ")));
        }
        page
    }
}

/// What a link to a rule ends in: its heading as forges write it.
fn anchor(rule: &Rule<&str>) -> String {
    format!("{}-{}", rule.code.to_ascii_lowercase(), rule.name)
}

fn entry(rule: &Rule<&'static str>, frame: Frame) -> String {
    let language = frame.language;
    let colon = frame.colon();
    let mut page = format!("\n## {} {}\n\n", rule.code, rule.name);
    page.push_str(&flowing(rule.summary.of(language)));
    let severities = severities(rule).join(", ");
    let _ = writeln!(page, "\n{}{colon}{severities}", frame.severity());
    if !rule.roles.is_empty() {
        let roles: Vec<String> = rule.roles.iter().map(|role| code(role)).collect();
        let _ = writeln!(page, "\n{}{colon}{}", frame.roles(), roles.join(", "));
    }
    page.push_str(&section(frame.why_it_matters(), rule.why.of(language)));
    page.push_str(&section(frame.instead(), rule.help.of(language)));
    if let Some(schools) = &rule.schools {
        page.push_str(&section(frame.schools(), schools.of(language)));
    }
    page.push_str(&list(frame.questions(), rule.questions.of(language)));
    if let Some(all) = rule.examples.get(&language) {
        page.push_str(&examples(frame.found(), &all.invalid));
        page.push_str(&examples(frame.left_alone(), &all.valid));
    }
    page.push_str(&list(accepting(frame), &ways(rule, frame)));
    page.push_str(&section(frame.sources(), &rule.sources.join(", ")));
    page
}

/// A text on one line; what stands between backticks is code.
fn flowing(written: &str) -> String {
    format!("{}\n", prose(written.trim()).replace('\n', " "))
}

fn prose(written: &str) -> String {
    let parts = written.split('`').enumerate();
    let parts = parts.map(|(at, part)| match at % 2 {
        0 => text(part),
        _ => code(part),
    });
    parts.collect()
}

/// Text with nothing in it that Markdown would act upon.
fn text(written: &str) -> String {
    let mut safe = String::with_capacity(written.len() + 8);
    for letter in harmless(written).chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '*' | '_' | '[' | ']' | '|' | '~' => {
                safe.push('\\');
                safe.push(letter);
            }
            letter => safe.push(letter),
        }
    }
    safe
}

fn section(title: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("\n**{title}**\n\n{}", flowing(text))
}

fn list<S: AsRef<str>>(title: &str, entries: &[S]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let entries = entries.iter();
    let lines = entries.map(|entry| format!("- {}", flowing(entry.as_ref())));
    format!("\n**{title}**\n\n{}", lines.collect::<String>())
}

/// Duties with their words in bold, and files as code.
fn examples(title: &str, examples: &[Example<&str>]) -> String {
    if examples.is_empty() {
        return String::new();
    }
    let mut page = format!("\n**{title}**\n\n");
    for example in examples {
        if let Some(duty) = example.duty {
            let duty = duty.trim();
            let parts = example.marks.and_then(|marks| {
                let (before, after) = duty.split_once(marks)?;
                Some(format!(
                    "{}**{}**{}",
                    text(before),
                    text(marks),
                    text(after)
                ))
            });
            let _ = writeln!(page, "- {}", parts.unwrap_or_else(|| text(duty)));
        }
        if let Some(file) = example.file {
            page.push_str("- ```yaml\n");
            for line in file.lines() {
                let _ = writeln!(page, "  {line}");
            }
            page.push_str("  ```\n");
        }
    }
    page
}
