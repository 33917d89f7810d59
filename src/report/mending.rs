//! The words around changes to files, in the reader's language.

use super::Frame;
use crate::finding::{Finding, Safety};
use crate::language::Language;

impl Frame {
    /// How many findings `--fix` would make go away; nothing where there are none.
    pub fn fixable(self, findings: &[Finding]) -> Option<String> {
        let count = |safety| {
            let told = findings.iter().filter(|one| one.suppressed.is_none());
            told.filter(|one| one.fix.as_ref().is_some_and(|fix| fix.safety == safety))
                .count()
        };
        let (safe, risky) = (count(Safety::Safe), count(Safety::Unsafe));
        Some(match (safe, risky, self.language) {
            (0, 0, _) => return None,
            (_, 0, Language::En) => format!("{safe} can be fixed with --fix"),
            (_, 0, Language::De) => format!("{safe} mit --fix behebbar"),
            (_, 0, Language::Fr) => format!("{safe} à corriger avec --fix"),
            (0, _, Language::En) => format!("{risky} can be fixed with --fix --unsafe-fixes"),
            (0, _, Language::De) => format!("{risky} mit --fix --unsafe-fixes behebbar"),
            (0, _, Language::Fr) => format!("{risky} à corriger avec --fix --unsafe-fixes"),
            (_, _, Language::En) => {
                format!("{safe} can be fixed with --fix, {risky} more with --unsafe-fixes")
            }
            (_, _, Language::De) => {
                format!("{safe} mit --fix behebbar, {risky} weitere mit --unsafe-fixes")
            }
            (_, _, Language::Fr) => {
                format!("{safe} à corriger avec --fix, {risky} de plus avec --unsafe-fixes")
            }
        })
    }

    /// How many findings have gone away.
    pub fn fixed(self, findings: usize, files: usize) -> String {
        let (findings, files) = (self.some_findings(findings), self.some_files(files));
        match self.language {
            Language::En => format!("Fixed {findings} in {files}"),
            Language::De => format!("{findings} in {files} behoben"),
            Language::Fr => format!("Corrections\u{a0}: {findings} dans {files}"),
        }
    }

    /// How many findings would go away.
    pub fn would_fix(self, findings: usize, files: usize) -> String {
        let (findings, files) = (self.some_findings(findings), self.some_files(files));
        match self.language {
            Language::En => format!("Would fix {findings} in {files}"),
            Language::De => format!("Würde {findings} in {files} beheben"),
            Language::Fr => format!("Corrections possibles\u{a0}: {findings} dans {files}"),
        }
    }

    /// How many findings are accepted by new comments.
    pub fn accepted(self, findings: usize, files: usize) -> String {
        let (findings, files) = (self.some_findings(findings), self.some_files(files));
        match self.language {
            Language::En => format!("Suppressed {findings} in {files}"),
            Language::De => format!("{findings} in {files} unterdrückt"),
            Language::Fr => format!("Masquages\u{a0}: {findings} dans {files}"),
        }
    }

    /// How many findings would be accepted by new comments.
    pub fn would_accept(self, findings: usize, files: usize) -> String {
        let (findings, files) = (self.some_findings(findings), self.some_files(files));
        match self.language {
            Language::En => format!("Would suppress {findings} in {files}"),
            Language::De => format!("Würde {findings} in {files} unterdrücken"),
            Language::Fr => format!("Masquages possibles\u{a0}: {findings} dans {files}"),
        }
    }

    /// That some findings have no place for a comment.
    pub fn not_accepted(self, findings: usize) -> String {
        let findings = self.some_findings(findings);
        match self.language {
            Language::En => format!("note: no comment can suppress {findings}"),
            Language::De => format!("Hinweis: kein Kommentar kann {findings} unterdrücken"),
            Language::Fr => {
                format!("note\u{a0}: aucun commentaire ne peut masquer {findings}")
            }
        }
    }

    /// How many keys are canonical now, in one file.
    pub fn migrated(self, path: &str, keys: usize) -> String {
        let keys = self.count(keys, ["key", "keys"], ["Schlüssel"; 2], ["clé", "clés"]);
        format!("{path}{}{keys}", self.colon())
    }

    pub fn nothing_to_migrate(self) -> &'static str {
        self.pick(
            "All keys are canonical",
            "Alle Schlüssel sind kanonisch",
            "Toutes les clés sont canoniques",
        )
    }

    /// That a file cannot be read and stays as it is.
    pub fn left_alone_broken(self, path: &str) -> String {
        match self.language {
            Language::En => {
                format!("{path}: cannot be read and is left alone; `rolelint check` says why")
            }
            Language::De => {
                format!("{path}: nicht lesbar und unverändert; `rolelint check` nennt den Grund")
            }
            Language::Fr => {
                format!(
                    "{path}\u{a0}: illisible, laissé tel quel\u{a0}; `rolelint check` dit pourquoi"
                )
            }
        }
    }

    /// That a file keeps a key of another name.
    pub fn left_alone_key(self, path: &str) -> String {
        match self.language {
            Language::En => format!(
                "{path}: a key keeps its name, as its canonical one stands beside it; `rolelint check --select DOC12` shows both"
            ),
            Language::De => format!(
                "{path}: ein Schlüssel behält seinen Namen, weil der kanonische daneben steht; `rolelint check --select DOC12` zeigt beide"
            ),
            Language::Fr => format!(
                "{path}\u{a0}: une clé garde son nom, car la clé canonique figure à côté\u{a0}; `rolelint check --select DOC12` montre les deux"
            ),
        }
    }

    /// That the program waits for files to change.
    pub fn watching(self, files: usize) -> String {
        let files = self.some_files(files);
        match self.language {
            Language::En => format!("watching {files}; Ctrl-C ends"),
            Language::De => format!("{files} im Blick; Strg-C beendet"),
            Language::Fr => format!("surveillance de {files}\u{a0}; Ctrl-C pour quitter"),
        }
    }

    fn some_findings(self, count: usize) -> String {
        self.count(
            count,
            ["finding", "findings"],
            ["Befund", "Befunde"],
            ["constat", "constats"],
        )
    }

    fn some_files(self, count: usize) -> String {
        self.count(
            count,
            ["file", "files"],
            ["Datei", "Dateien"],
            ["fichier", "fichiers"],
        )
    }
}
