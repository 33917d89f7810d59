//! What the pack knows, for people to read: rules and canonical roles.

use super::{Frame, Look, harmless, table};
use crate::cli::TableFormat;
use crate::pack::{Example, Pack, Profile, RoleSpec, Rule};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

type Out<'a> = &'a mut dyn io::Write;

/// One rule in full.
pub fn explain(rule: &Rule<&str>, frame: Frame, look: Look, out: Out) -> io::Result<()> {
    let language = frame.language;
    let page = Page { look };
    page.title(out, &format!("{} {}", rule.code, rule.name))?;
    page.text(out, 0, rule.summary.of(language))?;
    let default = rule.severity_in("", &[]);
    let others: Vec<String> = rule
        .severity
        .iter()
        .filter(|(profile, severity)| **profile != "default" && **severity != default)
        .map(|(profile, severity)| format!("{severity} ({profile})"))
        .collect();
    let severities = [vec![default.to_owned()], others].concat();
    Page::pair(out, frame.severity(), &severities.join(", "))?;
    if !rule.roles.is_empty() {
        Page::pair(out, frame.roles(), &rule.roles.join(", "))?;
    }
    writeln!(out)?;
    page.section(out, frame.why_it_matters(), rule.why.of(language))?;
    page.section(out, frame.instead(), rule.help.of(language))?;
    if let Some(schools) = &rule.schools {
        page.section(out, frame.schools(), schools.of(language))?;
    }
    let questions = rule.questions.of(language);
    if !questions.is_empty() {
        page.title(out, frame.questions())?;
        for question in questions {
            Page::entry(out, "- ", question)?;
        }
    }
    if let Some(examples) = rule.examples.get(&language) {
        for (title, examples) in [
            (frame.found(), &examples.invalid),
            (frame.left_alone(), &examples.valid),
        ] {
            page.examples(out, title, examples)?;
        }
    }
    if !rule.sources.is_empty() {
        writeln!(out)?;
        page.section(out, frame.sources(), &rule.sources.join(", "))?;
    }
    Ok(())
}

/// Rules to be listed.
pub struct RuleList<'a> {
    pub rules: &'a [&'a Rule<&'a str>],
    /// The profile whose severities the table shows.
    pub profile: &'a str,
    pub profiles: &'a [Profile<&'a str>],
}

#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    rules: Vec<RuleRow<'a>>,
}

#[derive(Serialize)]
struct RuleRow<'a> {
    code: &'a str,
    name: &'a str,
    family: &'a str,
    severity: &'a str,
    summary: &'a str,
    profiles: BTreeMap<&'a str, &'a str>,
}

impl RuleList<'_> {
    pub fn write(&self, format: TableFormat, frame: Frame, look: Look, out: Out) -> io::Result<()> {
        match format {
            TableFormat::Json => self.write_json(frame, out),
            TableFormat::Table => self.write_table(frame, look, out),
        }
    }

    fn write_json(&self, frame: Frame, out: Out) -> io::Result<()> {
        let rows = self.rules.iter().map(|rule| RuleRow {
            code: rule.code,
            name: rule.name,
            family: rule.family(),
            severity: rule.severity_in("", &[]),
            summary: rule.summary.of(frame.language).trim(),
            profiles: self
                .profiles
                .iter()
                .map(|profile| (profile.id, rule.severity_in(profile.id, &[])))
                .collect(),
        });
        let output = Output {
            version: 1,
            rules: rows.collect(),
        };
        serde_json::to_writer_pretty(&mut *out, &output)?;
        writeln!(out)
    }

    fn write_table(&self, frame: Frame, look: Look, out: Out) -> io::Result<()> {
        let mut table = table::new(
            look,
            &[frame.code(), frame.name(), frame.severity(), frame.says()],
        );
        for rule in self.rules {
            table.add_row([
                rule.code,
                rule.name,
                rule.severity_in(self.profile, &[]),
                rule.summary.of(frame.language).trim(),
            ]);
        }
        writeln!(out, "{}", table::drawn(&table))
    }
}

/// All canonical roles.
pub fn roles(pack: &Pack, frame: Frame, look: Look, out: Out) -> io::Result<()> {
    let mut table = table::new(look, &[frame.role(), frame.title(), frame.purpose()]);
    let known = pack.core.roles.iter().filter(|role| !role.auxiliary);
    for role in known {
        let purpose = role.purpose.as_ref();
        let purpose = purpose.map_or("", |purpose| purpose.of(frame.language).trim());
        table.add_row([role.id, role.title.of(frame.language), purpose]);
    }
    writeln!(out, "{}", table::drawn(&table))
}

/// One canonical role in full.
pub fn role(
    role: &RoleSpec<&str>,
    pack: &Pack,
    frame: Frame,
    look: Look,
    out: Out,
) -> io::Result<()> {
    let language = frame.language;
    let page = Page { look };
    page.title(out, &format!("{} ({})", role.title.of(language), role.id))?;
    if let Some(purpose) = &role.purpose {
        page.text(out, 0, purpose.of(language))?;
    }
    for (title, text) in [
        (frame.decides(), &role.decides),
        (frame.must_not(), &role.must_not),
    ] {
        if let Some(text) = text {
            page.section(out, title, text.of(language))?;
        }
    }
    let held = |stance: char| -> Vec<&str> {
        let activities = pack.core.activities.iter();
        let held = activities.filter(|activity| {
            let mut owners = activity.owners.iter();
            owners.any(|owner| owner.role == role.id && owner.stance == stance)
        });
        held.map(|activity| activity.id).collect()
    };
    let judged = pack.core.rules.iter();
    let judged: Vec<&str> = judged
        .filter(|rule| rule.roles.contains(&role.id))
        .map(|rule| rule.code)
        .collect();
    let names = [role.short.as_slice(), role.aliases.of(language)].concat();
    for (title, list) in [
        (frame.answers_for(), held('A')),
        (frame.does(), held('R')),
        (frame.leaves_to_others(), held('X')),
        (frame.also_called(), names),
        (frame.not_to_be_confused(), role.never.clone()),
        (frame.rules(), judged),
        (frame.sources(), role.sources.clone()),
    ] {
        if !list.is_empty() {
            page.section(out, title, &list.join(", "))?;
        }
    }
    Ok(())
}

/// Headings and paragraphs.
struct Page {
    look: Look,
}

impl Page {
    fn title(&self, out: Out, title: &str) -> io::Result<()> {
        writeln!(out, "{}", self.look.paint("1", title))
    }

    fn pair(out: Out, word: &str, value: &str) -> io::Result<()> {
        Self::entry(out, &format!("{word}: "), value)
    }

    fn section(&self, out: Out, title: &str, text: &str) -> io::Result<()> {
        self.title(out, title)?;
        self.text(out, 2, text)
    }

    /// A paragraph and an empty line.
    fn text(&self, out: Out, indent: usize, text: &str) -> io::Result<()> {
        for line in super::human::wrap(text.trim(), self.look.width - indent) {
            writeln!(out, "{}{line}", " ".repeat(indent))?;
        }
        writeln!(out)
    }

    fn entry(out: Out, head: &str, text: &str) -> io::Result<()> {
        writeln!(out, "{head}{}", harmless(text.trim()))
    }

    fn examples(&self, out: Out, title: &str, examples: &[Example<&str>]) -> io::Result<()> {
        if examples.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        self.title(out, title)?;
        for example in examples {
            if let Some(duty) = example.duty {
                Self::entry(out, "  - ", duty)?;
            }
            for (at, line) in example.file.unwrap_or_default().lines().enumerate() {
                let margin = if at == 0 { "  | " } else { "    " };
                writeln!(out, "{margin}{line}")?;
            }
        }
        Ok(())
    }
}
