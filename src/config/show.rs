//! Every value that counts for a path, and who says it.

use super::keys::Key;
use super::read::Values;
use super::resolve::Configs;
use super::value::{Node, Origin, Value};
use crate::path::{normal, shown};
use std::path::Path;

/// One value.
#[derive(Clone, Debug)]
pub struct Setting {
    /// `severity.PO008`
    pub key: String,
    pub value: Shown,
    pub origin: Origin,
}

/// A value on its way to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing is set, and nothing needs to be.
    Nothing,
    Text(String),
    List(Vec<String>),
}

impl Configs<'_> {
    /// All that counts for a path, in the order of the keys.
    pub fn show(&mut self, path: &Path) -> (String, Vec<Setting>) {
        let absolute = normal(&self.directory().join(path));
        let folder = if absolute.is_dir() {
            absolute.clone()
        } else {
            absolute.parent().unwrap_or(&absolute).to_owned()
        };
        let own = self.layered(&folder).unwrap_or_default();
        let nothing = Values::new();
        let run = self.run().unwrap_or(&nothing);
        let mut settings = Vec::new();
        if let Some(config) = &self.asked.config {
            settings.push(Setting {
                key: "config".to_owned(),
                value: Shown::Text(config.value.to_string_lossy().into_owned()),
                origin: config.origin.clone(),
            });
        }
        for key in Key::ALL {
            let written = match key {
                Key::Lang | Key::OutputFormat | Key::Packs => run.get(&key),
                Key::Extends
                | Key::Profile
                | Key::Language
                | Key::Select
                | Key::ExtendSelect
                | Key::Ignore
                | Key::PerFileIgnores
                | Key::Severity
                | Key::Options
                | Key::Pedantic
                | Key::Exclude
                | Key::Aliases
                | Key::People
                | Key::Glossary
                | Key::CharterFolders => own.get(&key),
            };
            let said = self.said(key);
            let asked_alone = matches!(key, Key::Select) && !said.is_empty();
            if !said.is_empty() && (!is_list(key) || asked_alone) {
                settings.extend(said);
                continue;
            }
            let asked = !said.is_empty();
            let overruled =
                matches!(key, Key::Ignore | Key::ExtendSelect) && !self.asked.select.is_empty();
            settings.extend(said);
            match written {
                Some(node) if !overruled => flatten(key.word(), node, &mut settings),
                Some(_) | None if asked => {}
                Some(_) | None => settings.push(Setting {
                    key: key.word().to_owned(),
                    value: self.default(key),
                    origin: Origin::Default,
                }),
            }
        }
        (shown(&absolute, self.directory()), settings)
    }

    /// What command line and environment say of a key.
    fn said(&self, key: Key) -> Vec<Setting> {
        let asked = &self.asked;
        let one = |value: Shown, origin: Origin| {
            vec![Setting {
                key: key.word().to_owned(),
                value,
                origin,
            }]
        };
        let text = |text: Option<String>, flag| match text {
            Some(text) => one(Shown::Text(text), Origin::CommandLine(flag)),
            None => Vec::new(),
        };
        let list = |list: &[String], flag| {
            if list.is_empty() {
                return Vec::new();
            }
            one(Shown::List(list.to_vec()), Origin::CommandLine(flag))
        };
        match key {
            Key::Profile => text(asked.profile.clone(), "--profile"),
            Key::Language => {
                let language = asked.text_language.map(|one| one.code().to_owned());
                text(language, "--text-lang")
            }
            Key::Select => list(&asked.select, "--select"),
            Key::Ignore => list(&asked.ignore, "--ignore"),
            Key::ExtendSelect => list(&asked.extend_select, "--extend-select"),
            Key::Exclude => list(&asked.exclude, "--exclude"),
            Key::Pedantic => text(asked.is_pedantic.then(|| "true".to_owned()), "--pedantic"),
            Key::Lang => match &asked.language {
                Some(said) => one(
                    Shown::Text(said.value.code().to_owned()),
                    said.origin.clone(),
                ),
                None => Vec::new(),
            },
            Key::OutputFormat => match &asked.output_format {
                Some(said) => one(Shown::Text(said.value.clone()), said.origin.clone()),
                None => Vec::new(),
            },
            Key::Extends
            | Key::PerFileIgnores
            | Key::Severity
            | Key::Options
            | Key::Aliases
            | Key::People
            | Key::Glossary
            | Key::CharterFolders
            | Key::Packs => Vec::new(),
        }
    }

    fn default(&self, key: Key) -> Shown {
        match key {
            Key::Profile => Shown::Text("scrum".to_owned()),
            Key::Select => Shown::List(vec!["all".to_owned()]),
            Key::Pedantic => Shown::Text("false".to_owned()),
            Key::Lang => Shown::Text(self.asked.locale.code().to_owned()),
            Key::OutputFormat => {
                let first = self.asked.formats.first().cloned();
                first.map_or(Shown::Nothing, Shown::Text)
            }
            Key::Language
            | Key::Extends
            | Key::ExtendSelect
            | Key::Ignore
            | Key::PerFileIgnores
            | Key::Severity
            | Key::Options
            | Key::Exclude
            | Key::Aliases
            | Key::People
            | Key::Glossary
            | Key::CharterFolders
            | Key::Packs => Shown::Nothing,
        }
    }
}

/// Whether command line and file are joined.
fn is_list(key: Key) -> bool {
    matches!(
        key,
        Key::Select | Key::Ignore | Key::ExtendSelect | Key::Exclude
    )
}

/// The pairs of a mapping one by one, under the path of their keys.
fn flatten(key: &str, node: &Node, settings: &mut Vec<Setting>) {
    let value = match &node.value {
        Value::Mapping(_) => {
            for (name, _, value) in node.pairs() {
                flatten(&format!("{key}.{name}"), value, settings);
            }
            return;
        }
        Value::Nothing => Shown::Nothing,
        Value::Text(text) => Shown::Text(text.clone()),
        Value::List(_) => Shown::List(node.texts().map(|(text, _)| text.to_owned()).collect()),
    };
    settings.push(Setting {
        key: key.to_owned(),
        value,
        origin: node.origin.clone(),
    });
}
