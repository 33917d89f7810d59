//! The words around the findings, in the reader's language.

use super::Summary;
use crate::language::Language;

/// The texts of the program itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    pub language: Language,
}

impl Frame {
    pub(super) fn pick<'a>(self, en: &'a str, de: &'a str, fr: &'a str) -> &'a str {
        match self.language {
            Language::En => en,
            Language::De => de,
            Language::Fr => fr,
        }
    }

    pub fn nothing_since(self, revision: &str) -> String {
        match self.language {
            Language::En => format!("note: no role changed since {revision}"),
            Language::De => format!("Hinweis: seit {revision} hat sich keine Rolle geändert"),
            Language::Fr => format!("note : aucun rôle n’a changé depuis {revision}"),
        }
    }

    /// How far a long run is.
    pub fn files_read(self, done: usize, files: usize) -> String {
        match self.language {
            Language::En => format!("{done} of {files} files read"),
            Language::De => format!("{done} von {files} Dateien gelesen"),
            Language::Fr => format!("{done} fichiers lus sur {files}"),
        }
    }

    /// A code that is no longer in use.
    pub fn is_now(self, former: &str, current: &str) -> String {
        match self.language {
            Language::En => {
                format!("note: {former} is no longer in use, {current} takes its place")
            }
            Language::De => format!(
                "Hinweis: {former} ist nicht mehr in Gebrauch, an seine Stelle tritt {current}"
            ),
            Language::Fr => {
                format!("note : {former} n’est plus en usage, {current} le remplace")
            }
        }
    }

    pub fn role(self) -> &'static str {
        self.pick("role", "Rolle", "rôle")
    }

    pub fn profile(self) -> &'static str {
        self.pick("profile", "Profil", "profil")
    }

    /// A file that `init` has written.
    pub fn begun(self, path: &str) -> String {
        match self.language {
            Language::En => format!("Wrote {path}"),
            Language::De => format!("{path} geschrieben"),
            Language::Fr => format!("{path} écrit"),
        }
    }

    pub fn less_sure(self) -> &'static str {
        self.pick("less sure", "weniger sicher", "moins sûr")
    }

    pub fn holder(self) -> &'static str {
        self.pick("held by", "besetzt mit", "tenu par")
    }

    pub fn help(self) -> &'static str {
        self.pick("help", "Hilfe", "aide")
    }

    pub fn why(self) -> &'static str {
        self.pick("why", "Grund", "raison")
    }

    pub fn more(self) -> &'static str {
        self.pick("more", "mehr", "plus")
    }

    pub fn severity(self) -> &'static str {
        self.pick("severity", "Schweregrad", "gravité")
    }

    pub fn mending(self) -> &'static str {
        self.pick("fix", "Korrektur", "correction")
    }

    pub fn roles(self) -> &'static str {
        self.pick("roles", "Rollen", "rôles")
    }

    pub fn why_it_matters(self) -> &'static str {
        self.pick(
            "Why it matters",
            "Warum das zählt",
            "Pourquoi c'est important",
        )
    }

    pub fn instead(self) -> &'static str {
        self.pick(
            "What to write instead",
            "Was stattdessen passt",
            "Quoi écrire à la place",
        )
    }

    pub fn schools(self) -> &'static str {
        self.pick(
            "Where schools disagree",
            "Wo die Schulen auseinandergehen",
            "Là où les écoles divergent",
        )
    }

    pub fn questions(self) -> &'static str {
        self.pick(
            "Questions for the team",
            "Fragen an das Team",
            "Questions à l'équipe",
        )
    }

    pub fn found(self) -> &'static str {
        self.pick("Found", "Wird gefunden", "Signalé")
    }

    pub fn left_alone(self) -> &'static str {
        self.pick("Left alone", "Bleibt unbeanstandet", "Accepté")
    }

    pub fn sources(self) -> &'static str {
        self.pick("Sources", "Quellen", "Sources")
    }

    pub fn code(self) -> &'static str {
        self.pick("code", "Code", "code")
    }

    pub fn name(self) -> &'static str {
        self.pick("name", "Name", "nom")
    }

    pub fn says(self) -> &'static str {
        self.pick("finds that", "findet", "constate")
    }

    pub fn title(self) -> &'static str {
        self.pick("title", "Titel", "titre")
    }

    pub fn purpose(self) -> &'static str {
        self.pick("purpose", "Zweck", "finalité")
    }

    pub fn decides(self) -> &'static str {
        self.pick("Decides", "Entscheidet", "Décide")
    }

    pub fn must_not(self) -> &'static str {
        self.pick("Must not", "Darf nicht", "Ne doit pas")
    }

    pub fn answers_for(self) -> &'static str {
        self.pick("Answers for", "Verantwortet", "Répond de")
    }

    pub fn does(self) -> &'static str {
        self.pick("Does", "Führt aus", "Réalise")
    }

    pub fn leaves_to_others(self) -> &'static str {
        self.pick("Leaves to others", "Überlässt anderen", "Laisse à d'autres")
    }

    pub fn also_called(self) -> &'static str {
        self.pick("Also called", "Auch genannt", "Aussi appelé")
    }

    pub fn not_to_be_confused(self) -> &'static str {
        self.pick(
            "Not to be confused with",
            "Nicht zu verwechseln mit",
            "À ne pas confondre avec",
        )
    }

    pub fn rules(self) -> &'static str {
        self.pick("Rules", "Regeln", "Règles")
    }

    pub fn duty(self) -> &'static str {
        self.pick("duty", "Aufgabe", "tâche")
    }

    pub fn stance(self) -> &'static str {
        self.pick("stance", "Haltung", "posture")
    }

    pub fn activity(self) -> &'static str {
        self.pick("activity", "Aktivität", "activité")
    }

    pub fn words(self) -> &'static str {
        self.pick("words", "Wortlaut", "mots")
    }

    /// What stands between a word and what it introduces.
    pub fn colon(self) -> &'static str {
        self.pick(": ", ": ", "\u{a0}: ")
    }

    /// That a file which was named holds no role.
    pub fn no_role_in(self, path: &str) -> String {
        match self.language {
            Language::En => format!("note: {path} holds no role and is skipped"),
            Language::De => format!("Hinweis: {path} enthält keine Rolle und wird übergangen"),
            Language::Fr => format!("note\u{a0}: {path} ne contient aucun rôle et est ignoré"),
        }
    }

    /// That a file cannot be read to its end.
    pub fn broken(self, path: &str) -> String {
        match self.language {
            Language::En => {
                format!("note: {path} is broken and may be incomplete here: see rolelint check")
            }
            Language::De => {
                format!(
                    "Hinweis: {path} ist fehlerhaft und hier vielleicht unvollständig: siehe rolelint check"
                )
            }
            Language::Fr => format!(
                "note\u{a0}: {path} est invalide et peut être incomplet ici\u{a0}: voir rolelint check"
            ),
        }
    }

    /// Which role an ambiguous short form was taken for.
    pub fn taken_for(self, short: &str, title: &str) -> String {
        match self.language {
            Language::En => format!("note: {short} is taken for {title}"),
            Language::De => format!("Hinweis: {short} wird als {title} verstanden"),
            Language::Fr => format!("note\u{a0}: {short} est compris comme {title}"),
        }
    }

    /// That nothing was found to look at.
    pub fn no_role_at_all(self) -> &'static str {
        self.pick(
            "note: no role found: a role is a YAML mapping with the key `role`, a charter one with `roles`",
            "Hinweis: keine Rolle gefunden: eine Rolle ist ein YAML-Mapping mit dem Schlüssel `role`, eine Charta eines mit `roles`",
            "note\u{a0}: aucun rôle trouvé\u{a0}: un rôle est un mapping YAML avec la clé `role`, une charte un mapping avec `roles`",
        )
    }

    /// What stands behind a skipped file in a list of files.
    pub fn skipped(self) -> &'static str {
        self.pick(
            "no role, skipped",
            "keine Rolle, übergangen",
            "aucun rôle, ignoré",
        )
    }

    /// One line that tells how much was found, and in how much.
    pub fn summary(self, summary: &Summary) -> String {
        let found = self.how_many(summary);
        let seen = [
            self.count(
                summary.roles,
                ["role", "roles"],
                ["Rolle", "Rollen"],
                ["rôle", "rôles"],
            ),
            self.count(
                summary.duties,
                ["duty", "duties"],
                ["Aufgabe", "Aufgaben"],
                ["tâche", "tâches"],
            ),
            self.count(
                summary.files,
                ["file", "files"],
                ["Datei", "Dateien"],
                ["fichier", "fichiers"],
            ),
        ]
        .join(", ");
        let mut parts = vec![found, seen];
        if summary.suppressed > 0 {
            let one = ["suppressed"; 2];
            parts.push(self.count(
                summary.suppressed,
                one,
                ["unterdrückt"; 2],
                ["masqué", "masqués"],
            ));
        }
        if summary.baselined > 0 {
            let one = ["in the baseline"; 2];
            parts.push(self.count(
                summary.baselined,
                one,
                ["in der Baseline"; 2],
                ["dans la référence"; 2],
            ));
        }
        parts.join("; ")
    }

    fn how_many(self, summary: &Summary) -> String {
        if summary.findings() == 0 {
            return self
                .pick("No findings", "Keine Befunde", "Aucun constat")
                .to_owned();
        }
        let total = self.count(
            summary.findings(),
            ["finding", "findings"],
            ["Befund", "Befunde"],
            ["constat", "constats"],
        );
        let kinds = self.kinds(summary.errors, summary.warnings, summary.infos);
        format!("{total} ({kinds})")
    }

    /// How many findings there are of each severity, if any.
    pub(super) fn kinds(self, errors: usize, warnings: usize, infos: usize) -> String {
        let kinds = [
            (
                errors,
                self.count(
                    errors,
                    ["error", "errors"],
                    ["Fehler"; 2],
                    ["erreur", "erreurs"],
                ),
            ),
            (
                warnings,
                self.count(
                    warnings,
                    ["warning", "warnings"],
                    ["Warnung", "Warnungen"],
                    ["avertissement", "avertissements"],
                ),
            ),
            (
                infos,
                self.count(
                    infos,
                    ["info", "infos"],
                    ["Hinweis", "Hinweise"],
                    ["info", "infos"],
                ),
            ),
        ];
        let kinds: Vec<String> = kinds
            .into_iter()
            .filter(|&(count, _)| count > 0)
            .map(|(_, text)| text)
            .collect();
        kinds.join(", ")
    }

    /// A number with the singular or plural of its noun; French counts none as singular.
    pub(super) fn count(self, count: usize, en: [&str; 2], de: [&str; 2], fr: [&str; 2]) -> String {
        let nouns = match self.language {
            Language::En => en,
            Language::De => de,
            Language::Fr => fr,
        };
        let is_one = count == 1 || (count == 0 && self.language == Language::Fr);
        format!("{count} {}", nouns[usize::from(!is_one)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_in_three_languages() {
        let summary = Summary {
            files: 1,
            roles: 2,
            duties: 9,
            errors: 1,
            infos: 2,
            suppressed: 1,
            ..Summary::default()
        };
        let told = |language| Frame { language }.summary(&summary);
        assert_eq!(
            told(Language::En),
            "3 findings (1 error, 2 infos); 2 roles, 9 duties, 1 file; 1 suppressed"
        );
        assert_eq!(
            told(Language::De),
            "3 Befunde (1 Fehler, 2 Hinweise); 2 Rollen, 9 Aufgaben, 1 Datei; 1 unterdrückt"
        );
        assert_eq!(
            told(Language::Fr),
            "3 constats (1 erreur, 2 infos); 2 rôles, 9 tâches, 1 fichier; 1 masqué"
        );
    }
}
