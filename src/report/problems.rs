//! What is wrong in configurations, in the reader's language, with the words underlined.

use super::human::{self, Told};
use super::{Frame, Look, People, Report, Sources, Summary};
use crate::config::{Problem, ProblemKind, Words};
use crate::edit::Sheet;
use crate::finding::Location;
use crate::language::Language;
use crate::pack::Pack;
use crate::rule::{Settings, fault_finding};

/// All problems, one below the other.
pub fn write(problems: &[Problem], pack: &Pack, frame: Frame, look: Look) -> String {
    let sources = problems.iter().map(|problem| &problem.file.source);
    let report = Report {
        findings: &[],
        files: &[],
        errors: &[],
        pack,
        sources: Sources::new(sources),
        summary: Summary::default(),
        frame,
        people: People::default(),
        statistics: false,
        quiet: true,
        look,
    };
    let title = match frame.language {
        Language::En | Language::Fr => "error[configuration]",
        Language::De => "error[Konfiguration]",
    };
    let told = problems.iter().map(|problem| {
        let told = told(problem, pack, title, frame.language);
        human::tell(&told, &report)
    });
    told.collect::<Vec<_>>().join("\n")
}

fn told(problem: &Problem, pack: &Pack, title: &'static str, language: Language) -> Told {
    let source = &problem.file.source;
    if let ProblemKind::Yaml(fault) = &problem.kind {
        let settings = Settings {
            language,
            ..Settings::all(pack)
        };
        if let Some(finding) = fault_finding(&Sheet::new(source), fault, pack, &settings) {
            return Told {
                title,
                message: finding.message.into_owned(),
                label: finding.label.into_owned(),
                help: finding.help.into_owned(),
                location: finding.location,
            };
        }
    }
    let (message, label) = say(problem, language);
    Told {
        title,
        message,
        label,
        help: help(problem, language),
        location: Location {
            path: source.path().into(),
            spans: vec![problem.span],
            text: problem.words.clone(),
        },
    }
}

/// What is so, and the words on the underlined text.
fn say(problem: &Problem, language: Language) -> (String, String) {
    let (message, label) = match &problem.kind {
        ProblemKind::Unknown(kind) => return unknown(&problem.words, *kind, language),
        ProblemKind::BadPattern(reason) | ProblemKind::Unreadable(reason) => {
            return (saying(problem, language).0.to_owned(), reason.clone());
        }
        ProblemKind::Yaml(_)
        | ProblemKind::UnknownKey
        | ProblemKind::NotText
        | ProblemKind::NotTexts
        | ProblemKind::NotMapping
        | ProblemKind::NotFlag
        | ProblemKind::NotNumber
        | ProblemKind::UnknownOption(_)
        | ProblemKind::Unchangeable
        | ProblemKind::Circle => saying(problem, language),
    };
    (message.to_owned(), label.to_owned())
}

fn unknown(words: &str, kind: Words, language: Language) -> (String, String) {
    let name = name(kind, language);
    match language {
        Language::En => (
            format!("no {name} is called `{words}`"),
            format!("unknown {name}"),
        ),
        Language::De => (format!("`{words}` ist {name}"), "unbekannt".to_owned()),
        Language::Fr => (format!("`{words}` n’est {name}"), "inconnu".to_owned()),
    }
}

fn saying(problem: &Problem, language: Language) -> (&'static str, &'static str) {
    type Both = (&'static str, &'static str);
    let pick = |en: Both, de: Both, fr: Both| match language {
        Language::En => en,
        Language::De => de,
        Language::Fr => fr,
    };
    match &problem.kind {
        ProblemKind::Yaml(_) | ProblemKind::Unknown(_) => ("", ""),
        ProblemKind::UnknownKey => pick(
            ("the configuration knows no such key", "unknown key"),
            (
                "die Konfiguration kennt diesen Schlüssel nicht",
                "unbekannter Schlüssel",
            ),
            ("la configuration ne connaît pas cette clé", "clé inconnue"),
        ),
        ProblemKind::NotText => pick(
            ("a text is needed here", "not a text"),
            ("hier gehört ein Text hin", "kein Text"),
            ("il faut un texte ici", "pas un texte"),
        ),
        ProblemKind::NotTexts => pick(
            ("a text or a list of texts is needed here", "a mapping"),
            (
                "hier gehört ein Text oder eine Liste von Texten hin",
                "ein Mapping",
            ),
            ("il faut un texte ou une liste de textes ici", "un mapping"),
        ),
        ProblemKind::NotMapping => pick(
            ("a mapping is needed here", "not a mapping"),
            ("hier gehört ein Mapping hin", "kein Mapping"),
            ("il faut un mapping ici", "pas un mapping"),
        ),
        ProblemKind::NotFlag => pick(
            ("`true` or `false` is needed here", "neither"),
            ("hier gehört `true` oder `false` hin", "keines von beiden"),
            ("il faut `true` ou `false` ici", "ni l’un ni l’autre"),
        ),
        ProblemKind::NotNumber => pick(
            ("a number from 0 on is needed here", "not such a number"),
            ("hier gehört eine Zahl ab 0 hin", "keine solche Zahl"),
            ("il faut un nombre à partir de 0 ici", "pas un tel nombre"),
        ),
        ProblemKind::UnknownOption(_) => pick(
            ("the rule has no such option", "unknown option"),
            ("die Regel hat diese Option nicht", "unbekannte Option"),
            ("la règle n’a pas cette option", "option inconnue"),
        ),
        ProblemKind::Unchangeable => pick(
            (
                "that a file cannot be read is always an error",
                "cannot be set",
            ),
            (
                "dass eine Datei nicht lesbar ist, ist immer ein Fehler",
                "nicht einstellbar",
            ),
            (
                "qu’un fichier soit illisible est toujours une erreur",
                "non réglable",
            ),
        ),
        ProblemKind::BadPattern(_) => pick(
            ("not a pattern as in a .gitignore", ""),
            ("kein Muster wie in einer .gitignore", ""),
            ("pas un motif comme dans un .gitignore", ""),
        ),
        ProblemKind::Unreadable(_) => pick(
            ("the file that is extended cannot be read", ""),
            ("die Datei, auf der diese aufbaut, ist nicht lesbar", ""),
            ("le fichier que celui-ci étend est illisible", ""),
        ),
        ProblemKind::Circle => pick(
            ("the files extend each other", "extends this one again"),
            (
                "die Dateien bauen aufeinander auf",
                "baut wieder auf dieser auf",
            ),
            (
                "les fichiers s’étendent l’un l’autre",
                "étend de nouveau celui-ci",
            ),
        ),
    }
}

/// What the text would have to name; in German and French with the negation.
fn name(kind: Words, language: Language) -> &'static str {
    let (en, de, fr) = match kind {
        Words::Rule => (
            "rule or family",
            "keine Regel und keine Regelfamilie",
            "ni une règle ni une famille de règles",
        ),
        Words::Profile | Words::ProfileOrDefault => ("profile", "kein Profil", "pas un profil"),
        Words::Language => ("language", "keine Sprache", "pas une langue"),
        Words::Severity => ("severity", "kein Schweregrad", "pas une gravité"),
        Words::Format => (
            "output format",
            "kein Ausgabeformat",
            "pas un format de sortie",
        ),
        Words::Role | Words::AnyRole => (
            "canonical role",
            "keine kanonische Rolle",
            "pas un rôle canonique",
        ),
        Words::Any | Words::Path | Words::Pattern => ("text", "kein Text", "pas un texte"),
    };
    match language {
        Language::En => en,
        Language::De => de,
        Language::Fr => fr,
    }
}

/// What to write instead.
fn help(problem: &Problem, language: Language) -> String {
    if let Some(hint) = problem
        .hint
        .as_ref()
        .filter(|_| problem.kind != ProblemKind::NotNumber)
    {
        return match language {
            Language::En => format!("Did you mean `{hint}`?"),
            Language::De => format!("Ist `{hint}` gemeint?"),
            Language::Fr => format!("S’agit-il de `{hint}` ?"),
        };
    }
    let pick = |en: &str, de: &str, fr: &str| {
        match language {
            Language::En => en,
            Language::De => de,
            Language::Fr => fr,
        }
        .to_owned()
    };
    match &problem.kind {
        ProblemKind::UnknownKey => pick(
            "`rolelint schema config` describes all keys; those that begin with `x-` are yours.",
            "`rolelint schema config` beschreibt alle Schlüssel; eigene beginnen mit `x-`.",
            "`rolelint schema config` décrit toutes les clés ; les vôtres commencent par `x-`.",
        ),
        ProblemKind::UnknownOption(known) => {
            let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            let known = known.join(", ");
            match language {
                Language::En => format!("Its options are {known}."),
                Language::De => format!("Ihre Optionen sind {known}."),
                Language::Fr => format!("Ses options sont {known}."),
            }
        }
        ProblemKind::NotNumber => {
            let usual = problem.hint.as_deref().unwrap_or_default();
            match language {
                Language::En => format!("Without it, {usual} counts."),
                Language::De => format!("Ohne Angabe gilt {usual}."),
                Language::Fr => format!("Sans indication, c’est {usual}."),
            }
        }
        ProblemKind::Unknown(Words::Rule) => pick(
            "`rolelint rules` lists all rules.",
            "`rolelint rules` nennt alle Regeln.",
            "`rolelint rules` énumère toutes les règles.",
        ),
        ProblemKind::Unknown(Words::Role) => pick(
            "`rolelint roles` lists all canonical roles.",
            "`rolelint roles` nennt alle kanonischen Rollen.",
            "`rolelint roles` énumère tous les rôles canoniques.",
        ),
        ProblemKind::Unknown(Words::Language) => pick(
            "Write `en`, `de` or `fr`.",
            "`en`, `de` oder `fr` schreiben.",
            "Écrire `en`, `de` ou `fr`.",
        ),
        ProblemKind::Unknown(Words::Severity) => pick(
            "Write `error`, `warning`, `info` or `off`.",
            "`error`, `warning`, `info` oder `off` schreiben.",
            "Écrire `error`, `warning`, `info` ou `off`.",
        ),
        ProblemKind::Unchangeable => pick(
            "Leave the rule out here.",
            "Die Regel hier weglassen.",
            "Omettre la règle ici.",
        ),
        ProblemKind::Yaml(_)
        | ProblemKind::NotText
        | ProblemKind::NotTexts
        | ProblemKind::NotMapping
        | ProblemKind::NotFlag
        | ProblemKind::Unknown(_)
        | ProblemKind::BadPattern(_)
        | ProblemKind::Unreadable(_)
        | ProblemKind::Circle => String::new(),
    }
}
