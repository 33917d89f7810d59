//! How files were read: the answer to "why was this flagged, or not?".

use super::json::Range;
use super::{Frame, Look, People, Sources, harmless, table};
use crate::cli::TableFormat;
use crate::language::Language;
use crate::lint::DEFAULT_PROFILE;
use crate::model::{self, Loaded, Raci, Text};
use crate::pack::Pack;
use crate::reading::{Claim, Reader, Stance};
use crate::source::{Source, Span};
use serde::Serialize;
use std::io;

/// What is shown, and how.
pub struct View<'a> {
    pub files: &'a [Loaded],
    pub pack: &'a Pack,
    /// The profile, whatever the files say.
    pub profile: Option<&'a str>,
    /// Language of texts where the files do not say.
    pub text_language: Option<Language>,
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
            TableFormat::Json => {
                serde_json::to_writer_pretty(&mut *out, &Output { version: 1, roles })?;
                writeln!(out)
            }
            TableFormat::Table => {
                for role in &roles {
                    self.write_role(role, out)?;
                }
                Ok(())
            }
        }
    }

    fn roles(&self) -> Vec<Role> {
        let sources = Sources::new(self.files);
        let mut reader = Reader::new(self.pack);
        let mut roles = Vec::new();
        for file in self.files {
            for role in file.charters.iter().flat_map(|charter| &charter.roles) {
                roles.push(self.role(role, &file.source, &sources, &mut reader));
            }
        }
        roles
    }

    fn role(
        &self,
        role: &model::Role,
        source: &Source,
        sources: &Sources,
        reader: &mut Reader,
    ) -> Role {
        let tag = role.language.as_ref().map(|text| text.value.as_str());
        let declared = tag.and_then(Language::from_tag).or(self.text_language);
        let mut guessed = [0_usize; 3];
        let mut duties = Vec::new();
        for duty in &role.duties {
            let own = duty.language.as_ref().map(|text| text.value.as_str());
            let language = own.and_then(Language::from_tag).or(declared);
            let reading = reader.read(&duty.text.value, language, role.canonical.as_deref());
            if let Some(language) = reading.language {
                guessed[language as usize] += 1;
            }
            let claims = reading.claims.iter();
            let range = |span: Span| Range::new(sources, source.path(), span);
            duties.push(Duty {
                text: self.people.hide(duty.text.value.trim_end()),
                phase: self.shown(duty.phase.as_ref()),
                raci: duty.raci.map(letter),
                share: duty.share,
                range: range(duty.text.span),
                activities: claims
                    .map(|claim| Activity {
                        activity: self.activity(claim, duty.activity.as_ref()),
                        stance: stance(claim.stance, duty.raci).name(),
                        range: range(joined(&duty.text, source, claim)),
                        text: self.people.hide(&duty.text.value[claim.range.clone()]),
                    })
                    .collect(),
            });
        }
        let most = Language::ALL.into_iter().rev();
        let most = most.max_by_key(|&language| guessed[language as usize]);
        let most = most.filter(|_| !duties.is_empty());
        let profile = role.profile.as_ref().map(|text| text.value.as_str());
        Role {
            path: source.path().to_owned(),
            role: role
                .canonical
                .clone()
                .unwrap_or_else(|| self.people.hide(&role.name.value)),
            custom: role.canonical.is_none(),
            title: self.shown(role.title.as_ref()),
            language: declared.or(most).map(Language::code),
            profile: self
                .profile
                .or(profile)
                .unwrap_or(DEFAULT_PROFILE)
                .to_owned(),
            holders: role
                .holders
                .iter()
                .map(|holder| self.people.hide(&holder.name.value))
                .collect(),
            scope: self.shown(role.scope.as_ref()),
            duties,
        }
    }

    fn shown(&self, text: Option<&Text>) -> Option<String> {
        text.map(|text| self.people.hide(text.value.trim_end()))
    }

    /// The activity that was read, or the one that the author named.
    fn activity(&self, claim: &Claim, named: Option<&Text>) -> String {
        named.map_or_else(
            || {
                let known = self.pack.core.activities.get(usize::from(claim.activity));
                known.map_or("", |activity| activity.id).to_owned()
            },
            |named| named.value.clone(),
        )
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
            if duty.activities.is_empty() {
                table.add_row([text.as_str(), "", "–", ""]);
            }
            for (at, activity) in duty.activities.iter().enumerate() {
                table.add_row([
                    if at == 0 { &text } else { "" },
                    activity.stance,
                    &activity.activity,
                    &harmless(&activity.text),
                ]);
            }
        }
        writeln!(out, "{}\n", table::drawn(&table))
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

/// The stance that the letter sets, where the words do not hand the activity away.
fn stance(read: Stance, raci: Option<Raci>) -> Stance {
    match raci {
        Some(raci) if read.holds() => match raci {
            Raci::Responsible => Stance::Does,
            Raci::Accountable => Stance::Accountable,
            Raci::Consulted => Stance::Supports,
            Raci::Informed => Stance::Informed,
        },
        Some(_) | None => read,
    }
}
