//! How files were read: the answer to "why was this flagged, or not?".

use super::json::{self, Range};
use super::{Frame, Look, People, Sources, TableFormat, harmless, table};
use crate::language::Language;
use crate::model::{Loaded, Raci, Text};
use crate::pack::Pack;
use crate::reading::{Claim, Reader};
use crate::rule::{SeenDuty, SeenFile, SeenRole, Settings};
use crate::source::{Source, Span};
use serde::Serialize;
use std::io;

/// What is shown, and how.
pub struct View<'a> {
    pub files: Vec<(&'a Loaded, &'a Settings)>,
    pub pack: &'a Pack,
    pub people: People,
    pub frame: Frame,
    pub look: Look,
}

#[derive(Serialize)]
struct Output {
    version: u8,
    roles: Vec<Role>,
}

#[derive(Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the names are those of the output"
)]
struct Role {
    path: String,
    role: String,
    custom: bool,
    title: Option<String>,
    language: Option<&'static str>,
    profile: String,
    holders: Vec<String>,
    scope: Option<String>,
    duties: Vec<Duty>,
}

#[derive(Serialize)]
struct Duty {
    text: String,
    phase: Option<String>,
    raci: Option<&'static str>,
    share: Option<f32>,
    range: Range,
    activities: Vec<Activity>,
    /// What rules look for and no role owns, such as a single channel to the users; not of the catalogue of activities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signals: Vec<Activity>,
}

#[derive(Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the names are those of the output"
)]
struct Activity {
    activity: String,
    stance: &'static str,
    range: Range,
    text: String,
}

impl View<'_> {
    pub fn write(&self, format: TableFormat, out: &mut dyn io::Write) -> io::Result<()> {
        let roles = self.roles();
        match format {
            TableFormat::Json => json::write_pretty(&Output { version: 1, roles }, out),
            TableFormat::Table => {
                for (at, role) in roles.iter().enumerate() {
                    if at > 0 {
                        writeln!(out)?;
                    }
                    self.write_role(role, out)?;
                }
                Ok(())
            }
        }
    }

    fn roles(&self) -> Vec<Role> {
        let sources = Sources::new(self.files.iter().map(|(file, _)| &file.source));
        let mut reader = Reader::new(self.pack);
        let mut roles = Vec::new();
        for &(file, settings) in &self.files {
            let seen = SeenFile::new(file, &mut reader, self.pack, settings);
            let own = seen.roles.iter();
            roles.extend(own.map(|role| Role {
                language: language(role, settings).map(Language::code),
                ..self.role(role, &file.source, &sources)
            }));
        }
        roles
    }

    fn role(&self, seen: &SeenRole, source: &Source, sources: &Sources) -> Role {
        let role = seen.role;
        let name = || self.people.hide(&role.name.value);
        let holders = role.holders.iter();
        Role {
            path: source.path().to_owned(),
            role: seen.id.map_or_else(name, str::to_owned),
            custom: seen.id.is_none(),
            title: self.shown(role.title.as_ref()),
            language: None,
            profile: seen.profile.to_owned(),
            holders: holders
                .map(|holder| self.people.hide(&holder.name.value))
                .collect(),
            scope: self.shown(role.scope.as_ref()),
            duties: seen
                .duties
                .iter()
                .map(|duty| self.duty(duty, source, sources))
                .collect(),
        }
    }

    fn duty(&self, seen: &SeenDuty, source: &Source, sources: &Sources) -> Duty {
        let duty = seen.duty;
        let text = &duty.text;
        let range = |span: Span| Range::new(sources, source.path(), span);
        let shown = |claim: &Claim| Activity {
            activity: self.activity(claim).to_owned(),
            stance: claim.stance.name(),
            range: range(joined(text, source, claim)),
            text: self.people.hide(&text.value[claim.range.clone()]),
        };
        let claims = seen.reading.claims.iter();
        let (signals, activities): (Vec<&Claim>, Vec<&Claim>) =
            claims.partition(|claim| self.is_signal(claim));
        let activities = held_once(activities);
        Duty {
            text: self.people.hide(text.value.trim_end()),
            phase: self.shown(duty.phase.as_deref()),
            raci: duty.raci.map(letter),
            share: duty.share,
            range: range(text.span),
            activities: activities.into_iter().map(shown).collect(),
            signals: signals.into_iter().map(shown).collect(),
        }
    }

    fn shown(&self, text: Option<&Text>) -> Option<String> {
        text.map(|text| self.people.hide(text.value.trim_end()))
    }

    fn activity(&self, claim: &Claim) -> &str {
        let known = self.pack.core.activities.get(usize::from(claim.activity));
        known.map_or("", |activity| activity.id)
    }

    fn is_signal(&self, claim: &Claim) -> bool {
        let known = self.pack.core.activities.get(usize::from(claim.activity));
        known.is_some_and(|activity| activity.signal)
    }

    fn write_role(&self, role: &Role, out: &mut dyn io::Write) -> io::Result<()> {
        let frame = self.frame;
        let mut facts = vec![format!("{} {}", frame.profile(), role.profile)];
        facts.extend(role.language.map(str::to_owned));
        facts.extend(role.scope.clone());
        if !role.holders.is_empty() {
            facts.push(format!("{} {}", frame.holder(), role.holders.join(", ")));
        }
        let title = role.title.as_ref();
        let title = title.map_or_else(String::new, |title| format!(" – {title}"));
        let head = format!("{}{title}", role.role);
        let facts = facts.join(", ");
        writeln!(out, "{}", self.look.paint("1", &harmless(&head)))?;
        writeln!(out, "{}: {}", harmless(&role.path), harmless(&facts))?;
        let mut table = table::new(
            self.look,
            &[
                frame.duty(),
                frame.stance(),
                frame.activity(),
                frame.words(),
            ],
        );
        for duty in &role.duties {
            let text = harmless(&duty.text).into_owned();
            let found = duty.activities.iter().chain(&duty.signals);
            if duty.activities.is_empty() && duty.signals.is_empty() {
                table.add_row([text.as_str(), "", "–", ""]);
            }
            for (at, activity) in found.enumerate() {
                table.add_row([
                    if at == 0 { &text } else { "" },
                    activity.stance,
                    &activity.activity,
                    &harmless(&activity.text),
                ]);
            }
        }
        writeln!(out, "{}", table::drawn(&table))
    }
}

fn joined(text: &Text, source: &Source, claim: &Claim) -> Span {
    let spans = text.spans(source, claim.range.clone());
    spans.into_iter().reduce(Span::join).unwrap_or(text.span)
}

fn letter(raci: Raci) -> &'static str {
    match raci {
        Raci::Responsible => "R",
        Raci::Accountable => "A",
        Raci::Consulted => "C",
        Raci::Informed => "I",
    }
}

/// The language that the role is said to be in, else the one that most duties were read in.
fn language(seen: &SeenRole, settings: &Settings) -> Option<Language> {
    let tag = seen.role.language.as_ref();
    let declared = tag.and_then(|tag| Language::from_tag(&tag.value));
    let languages = || seen.duties.iter().filter_map(|duty| duty.reading.language);
    let count = |wanted| languages().filter(|&language| language == wanted).count();
    let most = || languages().rev().max_by_key(|&language| count(language));
    declared.or(settings.text_language).or_else(most)
}

/// An activity that a duty holds in several ways (it does it, it decides it) is shown once, where it is told first.
fn held_once(claims: Vec<&Claim>) -> Vec<&Claim> {
    let mut kept: Vec<&Claim> = Vec::new();
    for claim in claims {
        let mut earlier = kept.iter();
        let is_known = claim.stance.holds()
            && earlier.any(|other| other.activity == claim.activity && other.stance.holds());
        if !is_known {
            kept.push(claim);
        }
    }
    kept
}
