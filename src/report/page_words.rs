//! The words of summaries and of whole pages, in the reader's language.

use super::Frame;
use crate::finding::Severity;

impl Frame {
    pub(super) fn severity_of(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.pick("error", "Fehler", "erreur"),
            Severity::Warning => self.pick("warning", "Warnung", "avertissement"),
            Severity::Info | Severity::Off => self.pick("info", "Hinweis", "info"),
        }
    }

    pub(super) fn worst_first(self) -> &'static str {
        self.pick("Where to begin", "Womit anfangen", "Par où commencer")
    }

    pub(super) fn more_roles(self, count: usize) -> String {
        self.count(
            count,
            ["more role", "more roles"],
            ["weitere Rolle", "weitere Rollen"],
            ["autre rôle", "autres rôles"],
        )
    }

    pub(super) fn more_findings(self, count: usize) -> String {
        self.count(
            count,
            ["more finding", "more findings"],
            ["weiterer Befund", "weitere Befunde"],
            ["autre constat", "autres constats"],
        )
    }

    /// What says more than a page has room for.
    pub(super) fn shows_all(self) -> &'static str {
        self.pick(
            "`rolelint check` shows them all",
            "`rolelint check` zeigt alle",
            "`rolelint check` les montre tous",
        )
    }

    /// What says why, for the code of a rule.
    pub(super) fn explains(self) -> &'static str {
        self.pick(
            "`rolelint explain` and a code say why it matters and what the schools think.",
            "`rolelint explain` mit einem Code sagt, warum das zählt und was die Schulen denken.",
            "`rolelint explain` suivi d’un code dit pourquoi c’est important et ce qu’en pensent les écoles.",
        )
    }

    pub(super) fn line(self, line: usize) -> String {
        format!("{} {line}", self.pick("line", "Zeile", "ligne"))
    }

    pub(super) fn findings(self) -> &'static str {
        self.pick("findings", "Befunde", "constats")
    }

    pub(super) fn rule(self) -> &'static str {
        self.pick("rule", "Regel", "règle")
    }

    pub(super) fn file(self) -> &'static str {
        self.pick("file", "Datei", "fichier")
    }

    pub(super) fn page_title(self) -> &'static str {
        self.pick(
            "Our roles: questions for the team",
            "Unsere Rollen: Fragen an das Team",
            "Nos rôles\u{a0}: questions à l’équipe",
        )
    }

    pub(super) fn page_purpose(self) -> &'static str {
        self.pick(
            "The charters were read by a program that knows what often goes wrong when teams write down who does what. It does not know your team: each place it marked is a question, and the answer may well be that all is right as it stands. Nobody is named here; people appear as “person 1”, “person 2”.",
            "Ein Programm hat die Rollenbeschreibungen gelesen. Es weiß, was oft schiefgeht, wenn Teams aufschreiben, wer was tut. Das Team kennt es nicht: Jede markierte Stelle ist eine Frage, und die Antwort kann lauten, dass alles richtig ist, wie es dasteht. Niemand ist hier mit Namen genannt; Personen heißen „person 1“, „person 2“.",
            "Un programme a lu les descriptions de rôles. Il sait ce qui tourne souvent mal quand une équipe écrit qui fait quoi. Il ne connaît pas votre équipe\u{a0}: chaque passage signalé est une question, et la réponse peut être que tout est juste ainsi. Personne n’est nommé ici\u{a0}; les personnes s’appellent «\u{a0}person 1\u{a0}», «\u{a0}person 2\u{a0}».",
        )
    }

    pub(super) fn page_is_clean(self) -> &'static str {
        self.pick(
            "Nothing stands out. A good moment to ask what the charter leaves unsaid.",
            "Nichts fällt auf. Ein guter Moment für die Frage, was ungeschrieben bleibt.",
            "Rien ne ressort. C’est le bon moment pour se demander ce qui n’est pas écrit.",
        )
    }

    pub(super) fn how_to_read_marks(self) -> &'static str {
        self.pick(
            "Marked words carry the number of their question. A solid line is an error, a dashed one a warning, a dotted one an info.",
            "Markierte Wörter tragen die Nummer ihrer Frage. Eine durchgezogene Linie ist ein Fehler, eine gestrichelte eine Warnung, eine gepunktete ein Hinweis.",
            "Les mots signalés portent le numéro de leur question. Un trait plein est une erreur, un trait interrompu un avertissement, un pointillé une info.",
        )
    }

    pub(super) fn contents(self) -> &'static str {
        self.pick("Contents", "Inhalt", "Sommaire")
    }

    pub(super) fn question(self, number: usize) -> String {
        format!("{} {number}", self.pick("Question", "Frage", "Question"))
    }

    /// The question where a rule has none of its own.
    pub(super) fn what_was_meant(self) -> &'static str {
        self.pick(
            "What was meant here?",
            "Was war hier gemeint?",
            "Qu’est-ce qui était voulu ici\u{a0}?",
        )
    }

    pub(super) fn also_ask(self) -> &'static str {
        self.pick("Also ask", "Weiter fragen", "Demander aussi")
    }

    pub(super) fn stands_out(self) -> &'static str {
        self.pick("What stands out", "Was auffällt", "Ce qui ressort")
    }

    pub(super) fn the_text(self) -> &'static str {
        self.pick("The text", "Der Text", "Le texte")
    }

    pub(super) fn our_answer(self) -> &'static str {
        self.pick("Our answer", "Unsere Antwort", "Notre réponse")
    }

    /// The heading of findings that are about a file and no role.
    pub(super) fn whole_file(self) -> &'static str {
        self.pick("The file", "Die Datei", "Le fichier")
    }

    /// That entries of a baseline accept nothing any more.
    pub fn stale_entries(self, count: usize, path: &str) -> String {
        let entries = self.count(
            count,
            ["entry accepts nothing", "entries accept nothing"],
            ["Eintrag nimmt nichts", "Einträge nehmen nichts"],
            [
                "entrée n’accepte plus rien",
                "entrées n’acceptent plus rien",
            ],
        );
        self.pick(
            "note: {path}: {entries} any more; `rolelint baseline prune` removes such entries",
            "Hinweis: {path}: {entries} mehr hin; `rolelint baseline prune` entfernt solche Einträge",
            "note\u{a0}: {path}\u{a0}: {entries}\u{a0}; `rolelint baseline prune` retire ces entrées",
        )
        .replace("{entries}", &entries)
        .replace("{path}", path)
    }

    /// What became of a baseline.
    pub fn baseline_written(self, path: &str, entries: usize, added: usize, gone: usize) -> String {
        let entries = self.count(
            entries,
            ["entry", "entries"],
            ["Eintrag", "Einträge"],
            ["entrée", "entrées"],
        );
        self.pick(
            "note: {path}: {entries}, {added} added, {gone} removed",
            "Hinweis: {path}: {entries}, {added} neu, {gone} entfernt",
            "note\u{a0}: {path}\u{a0}: {entries}, {added} en plus, {gone} en moins",
        )
        .replace("{entries}", &entries)
        .replace("{added}", &added.to_string())
        .replace("{gone}", &gone.to_string())
        .replace("{path}", path)
    }

    /// That findings cannot be accepted.
    pub fn never_accepted(self, count: usize) -> String {
        let findings = self.count(
            count,
            ["finding", "findings"],
            ["Befund", "Befunde"],
            ["constat", "constats"],
        );
        self.pick(
            "note: {findings} left out: a file that cannot be read is never accepted",
            "Hinweis: {findings} ausgelassen: Eine Datei, die nicht lesbar ist, wird nie hingenommen",
            "note\u{a0}: {findings} à part\u{a0}: un fichier illisible n’est jamais accepté",
        )
        .replace("{findings}", &findings)
    }
}
