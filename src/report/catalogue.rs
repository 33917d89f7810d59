//! What the pack knows, for people to read: rules and canonical roles.

use super::{Frame, Look, TableFormat, harmless, json, table};
use crate::pack::{Example, Pack, Profile, RoleSpec, Rule};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

type Out<'a> = &'a mut dyn io::Write;

/// One rule in full.
pub fn explain(rule: &Rule<&str>, frame: Frame, look: Look) -> String {
    let language = frame.language;
    let mut page = Page::new(look);
    page.title(&format!("{} {}", rule.code, rule.name));
    page.paragraph(0, rule.summary.of(language));
    let default = rule.severity_in("", &[]);
    let others = rule.severity.iter();
    let others = others
        .filter(|(profile, severity)| **profile != "default" && **severity != default)
        .map(|(profile, severity)| format!("{severity} ({profile})"));
    let severities: Vec<String> = std::iter::once(default.to_owned()).chain(others).collect();
    let colon = frame.colon();
    page.entry(
        &format!("{}{colon}", frame.severity()),
        &severities.join(", "),
    );
    if !rule.roles.is_empty() {
        let roles = rule.roles.join(", ");
        page.entry(&format!("{}{colon}", frame.roles()), &roles);
    }
    page.end_block();
    page.section(frame.why_it_matters(), rule.why.of(language));
    page.section(frame.instead(), rule.help.of(language));
    if let Some(schools) = &rule.schools {
        page.section(frame.schools(), schools.of(language));
    }
    let questions = rule.questions.of(language);
    if !questions.is_empty() {
        page.title(frame.questions());
        for question in questions {
            page.entry("  - ", question);
        }
        page.end_block();
    }
    if let Some(examples) = rule.examples.get(&language) {
        page.examples(frame.found(), &examples.invalid);
        page.examples(frame.left_alone(), &examples.valid);
    }
    page.section(frame.sources(), &rule.sources.join(", "));
    page.finish()
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
        json::write_pretty(&output, out)
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
pub fn role(role: &RoleSpec<&str>, pack: &Pack, frame: Frame, look: Look) -> String {
    let language = frame.language;
    let mut page = Page::new(look);
    page.title(&format!("{} ({})", role.title.of(language), role.id));
    for (title, text) in [
        (None, &role.purpose),
        (Some(frame.decides()), &role.decides),
        (Some(frame.must_not()), &role.must_not),
    ] {
        match (title, text) {
            (Some(title), Some(text)) => page.section(title, text.of(language)),
            (None, Some(text)) => page.paragraph(0, text.of(language)),
            (_, None) => {}
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
    let judged = judged.filter(|rule| rule.roles.contains(&role.id));
    for (title, list) in [
        (frame.answers_for(), held('A')),
        (frame.does(), held('R')),
        (frame.leaves_to_others(), held('X')),
        (
            frame.also_called(),
            [role.short.as_slice(), role.aliases.of(language)].concat(),
        ),
        (frame.not_to_be_confused(), role.never.clone()),
        (frame.rules(), judged.map(|rule| rule.code).collect()),
        (frame.sources(), role.sources.clone()),
    ] {
        page.section(title, &list.join(", "));
    }
    page.finish()
}

/// Headings and paragraphs, an empty line after each block.
struct Page {
    look: Look,
    text: String,
}

impl Page {
    fn new(look: Look) -> Self {
        let text = String::new();
        Self { look, text }
    }

    fn finish(self) -> String {
        format!("{}\n", self.text.trim_end())
    }

    fn line(&mut self, line: &str) {
        self.text.extend([line.trim_end(), "\n"]);
    }

    fn end_block(&mut self) {
        self.line("");
    }

    fn title(&mut self, title: &str) {
        let title = self.look.paint("1", title);
        self.line(&title);
    }

    /// A title with its text, if there is one.
    fn section(&mut self, title: &str, text: &str) {
        if !text.is_empty() {
            self.title(title);
            self.paragraph(2, text);
        }
    }

    fn paragraph(&mut self, indent: usize, text: &str) {
        for line in super::human::wrap(&harmless(text.trim()), self.look.width - indent) {
            self.line(&format!("{}{line}", " ".repeat(indent)));
        }
        self.end_block();
    }

    fn entry(&mut self, head: &str, text: &str) {
        self.line(&format!("{head}{}", harmless(text.trim())));
    }

    fn examples(&mut self, title: &str, examples: &[Example<&str>]) {
        if examples.is_empty() {
            return;
        }
        self.title(title);
        for example in examples {
            if let Some(duty) = example.duty {
                self.entry("  - ", duty);
            }
            for (at, line) in example.file.unwrap_or_default().lines().enumerate() {
                let margin = if at == 0 { "  | " } else { "    " };
                self.line(&format!("{margin}{line}"));
            }
        }
        self.end_block();
    }
}
