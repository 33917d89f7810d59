//! The words of tables in the reader's language.

use super::Letter;
use crate::language::Language;

/// A text in English, German and French; `{}` stands for what is filled in, in this order.
#[derive(Clone, Copy)]
pub(super) struct Said(pub(super) [&'static str; 3]);

impl Said {
    pub(super) fn to(self, language: Language) -> &'static str {
        match language {
            Language::En => self.0[0],
            Language::De => self.0[1],
            Language::Fr => self.0[2],
        }
    }

    pub(super) fn with(self, language: Language, fillings: &[&str]) -> String {
        let mut pieces = self.to(language).split("{}");
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for (piece, filling) in pieces.zip(fillings) {
            text.push_str(filling);
            text.push_str(piece);
        }
        text
    }
}

/// A noun with its number; French counts none as singular.
#[derive(Clone, Copy)]
pub(super) struct Counted {
    pub(super) one: Said,
    pub(super) many: Said,
}

impl Counted {
    pub(super) fn count(self, language: Language, count: usize) -> String {
        self.count_with(language, count, &count.to_string())
    }

    /// The noun with something other than its number.
    pub(super) fn count_with(self, language: Language, count: usize, filling: &str) -> String {
        let is_one = count == 1 || (count == 0 && language == Language::Fr);
        let noun = if is_one { self.one } else { self.many };
        noun.with(language, &[filling])
    }
}

/// `a, b and c`.
pub(super) fn listed<T: AsRef<str>>(language: Language, parts: &[T]) -> String {
    let and = Said([" and ", " und ", " et "]).to(language);
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{}{and}{}", first.join(", "), last.as_ref())
        }
    }
}

/// The first of some activities, and how many follow; their names may hold commas and "and".
pub(super) fn shortened(language: Language, parts: &[String], most: usize) -> String {
    let separator = SEMICOLON.to(language);
    if parts.len() <= most + 1 {
        return parts.join(separator);
    }
    let more = MORE.with(language, &[&(parts.len() - most).to_string()]);
    format!("{}{separator}{more}", parts[..most].join(separator))
}

/// The text with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The text in the quotation marks of the language.
pub(super) fn quoted(language: Language, text: &str) -> String {
    Said(["“{}”", "„{}“", "«\u{a0}{}\u{a0}»"]).with(language, &[text])
}

pub(super) const SEMICOLON: Said = Said(["; ", "; ", "\u{a0}; "]);
pub(super) const MORE: Said = Said(["{} more", "{} weitere", "{} autres"]);

// Heads

pub(super) const COMPARED: Said = Said(["{} compared", "{} im Vergleich", "{}\u{a0}: comparaison"]);
pub(super) const ASPECT: Said = Said(["aspect", "Aspekt", "aspect"]);
pub(super) const DIFFERENCE: Said = Said(["difference", "Unterschied", "différence"]);
pub(super) const OVERVIEW: Said = Said(["In short", "Auf einen Blick", "En bref"]);

// Rows about a role as a whole

pub(super) const PURPOSE: Said = Said(["Purpose", "Zweck", "Finalité"]);
pub(super) const ASKS: Said = Said(["Asks", "Fragt", "Se demande"]);
pub(super) const MEASURED_BY: Said = Said(["Measured by", "Wird gemessen an", "Se mesure à"]);
pub(super) const ACCOUNTABLE_FOR: Said = Said(["Accountable for", "Verantwortet", "Répond de"]);
pub(super) const CONTRIBUTES_TO: Said = Said(["Contributes to", "Wirkt mit bei", "Contribue à"]);
pub(super) const DECIDES: Said = Said(["Decides", "Entscheidet", "Décide"]);
pub(super) const MUST_NOT: Said = Said(["Must not", "Darf nicht", "Ne doit pas"]);
pub(super) const TITLES: Said =
    Said(["Typical titles", "Übliche Bezeichnungen", "Titres courants"]);

// Marks

pub(super) const ONLY: Said = Said(["only {}", "nur {}", "{} seulement"]);
pub(super) const BOTH: Said = Said(["both", "beide", "les deux"]);
pub(super) const ACCOUNTABLE: Said = Said([
    "{}; accountable: {}",
    "{}; verantwortlich: {}",
    "{}\u{a0}; en répond\u{a0}: {}",
]);
pub(super) const NOBODY_ACCOUNTABLE: Said = Said([
    "{}; neither accountable",
    "{}; verantwortlich: niemand davon",
    "{}\u{a0}; aucun n’en répond",
]);
pub(super) const ALL_ACCOUNTABLE: Said = Said([
    "both accountable: {}",
    "mehrfach verantwortlich: {}",
    "plusieurs en répondent\u{a0}: {}",
]);
pub(super) const EACH_FOR_ITS_PART: Said = Said([
    "both accountable, each for its part",
    "beide verantwortlich, jede Rolle für ihren Teil",
    "les deux en répondent, chacun pour sa part",
]);
pub(super) const SAME_PERSON: Said = Said([
    "both accountable, as one person",
    "beide verantwortlich, als dieselbe Person",
    "les deux en répondent, en une seule personne",
]);
pub(super) const DEPENDS: Said = Said(["schools differ", "je nach Schule", "selon l’école"]);
pub(super) const NEITHER: Said = Said(["neither", "keine der Rollen", "aucun de ces rôles"]);
pub(super) const NEITHER_BUT: Said = Said([
    "neither, but {}",
    "keine der Rollen, sondern {}",
    "aucun de ces rôles, mais {}",
]);
pub(super) const HELD_BY: Said = Said(["{}: {}", "{}: {}", "{}\u{a0}: {}"]);

// Stances

pub(super) const IS_ACCOUNTABLE: Said = Said(["accountable", "verantwortlich", "en répond"]);
pub(super) const DOES: Said = Said(["does it", "führt aus", "réalise"]);
pub(super) const CONTRIBUTES: Said = Said(["contributes", "wirkt mit", "contribue"]);
pub(super) const INFORMED: Said = Said(["is informed", "wird informiert", "est informé"]);
pub(super) const NOT: Said = Said(["must not", "darf nicht", "ne doit pas"]);

// The canon on top

pub(super) const ROLE_ASKS: Said = Said(["{} asks: {}", "{} fragt: {}", "{} se demande\u{a0}: {}"]);
pub(super) const ANSWERS_MOSTLY: Said = Said([
    "Accountability: {}.",
    "Verantwortung: {}.",
    "Responsabilité\u{a0}: {}.",
]);
pub(super) const MOSTLY_IN: Said =
    Said(["{} mainly in {}", "{} vor allem bei {}", "{} surtout en {}"]);
pub(super) const NOTHING_OWN: Said = Said([
    "{} for none of the activities",
    "{} für keine der Aktivitäten",
    "{} pour aucune des activités",
]);
pub(super) const MEET_IN: Said = Said([
    "They must talk to each other where more than one takes part: {}.",
    "Abstimmen müssen sie sich, wo mehr als eine Rolle mitwirkt: {}.",
    "Ils doivent se parler là où plusieurs prennent part\u{a0}: {}.",
]);
pub(super) const MEET_NOWHERE: Said = Said([
    "There is no activity in which more than one takes part.",
    "Es gibt keine Aktivität, an der mehr als eine der Rollen mitwirkt.",
    "Il n’y a aucune activité à laquelle plusieurs prennent part.",
]);
pub(super) const BORDER: Said = Said([
    "The border: {} is accountable, and {} must keep out: {}.",
    "Die Grenze: {} ist verantwortlich, und {} hält sich heraus: {}.",
    "La frontière\u{a0}: {} en répond, et {} ne doit pas s’en mêler\u{a0}: {}.",
]);
pub(super) const SCHOOLS_DIFFER: Said = Said([
    "Who is accountable depends on the school: {}.",
    "Je nach Schule ist jemand anderes verantwortlich: {}.",
    "Selon l’école, ce n’est pas le même rôle qui en répond\u{a0}: {}.",
]);
pub(super) const ONE_PERSON: Said = Said([
    "One person fills both roles under {}: {}.",
    "Unter {} füllt eine Person beide Rollen aus: {}.",
    "Sous {}, une seule personne tient les deux rôles\u{a0}: {}.",
]);
pub(super) const UNKNOWN_HERE: Said = Said([
    "{} gives no activity to: {}.",
    "{} gibt keine Aktivität an: {}.",
    "{} ne confie aucune activité à\u{a0}: {}.",
]);

// Comparisons of the user's roles

pub(super) const PHASE: Said = Said(["phase", "Phase", "phase"]);
pub(super) const ACTIVITY: Said = Said(["activity", "Aktivität", "activité"]);
pub(super) const AREA: Said = Said(["area", "Bereich", "domaine"]);
pub(super) const BY_PHASE: Said = Said(["Phase by phase", "Phase für Phase", "Phase par phase"]);
pub(super) const BY_AREA: Said =
    Said(["Area by area", "Bereich für Bereich", "Domaine par domaine"]);
pub(super) const NO_PHASE: Said = Said(["Without a phase", "Ohne Phase", "Sans phase"]);
pub(super) const UNREAD: Said = Said([
    "No activity recognised",
    "Keine Aktivität erkannt",
    "Aucune activité reconnue",
]);
pub(super) const DUTIES: Said = Said(["Duties", "Aufgaben", "Tâches"]);
pub(super) const LEAVES_OUT: Said =
    Said(["Does not do", "Gehört nicht dazu", "N’en fait pas partie"]);
pub(super) const NOBODY: Said = Said(["nobody", "niemand", "personne"]);
pub(super) const CLASH_IN: Said = Said([
    "several accountable: {}",
    "mehrfach verantwortlich: {}",
    "plusieurs en répondent\u{a0}: {}",
]);
pub(super) const COMPLEMENTARY: Said =
    Said(["{}, complementary", "{}, ergänzend", "{}, complémentaires"]);
pub(super) const SHARE: Said = Said([
    "{}, complementary; shared: {}",
    "{}, ergänzend; gemeinsam: {}",
    "{}, complémentaires\u{a0}; en commun\u{a0}: {}",
]);
pub(super) const COUNTED_DUTIES: Counted = Counted {
    one: Said(["{} duty", "{} Aufgabe", "{} tâche"]),
    many: Said(["{} duties", "{} Aufgaben", "{} tâches"]),
};
pub(super) const COUNTED_TIMES: Counted = Counted {
    one: Said(["{} time", "{} Mal", "{} fois"]),
    many: Said(["{} times", "{} Mal", "{} fois"]),
};
pub(super) const COUNTED_LINES: Counted = Counted {
    one: Said(["line {}", "Zeile {}", "ligne {}"]),
    many: Said(["lines {}", "Zeilen {}", "lignes {}"]),
};
pub(super) const HAS: Said = Said(["{}: {}", "{}: {}", "{}\u{a0}: {}"]);
pub(super) const HAS_MOSTLY: Said = Said([
    "{}: {}, mainly in {}",
    "{}: {}, vor allem unter {}",
    "{}\u{a0}: {}, surtout dans {}",
]);
pub(super) const IN_PHASES: Said = Said([
    "All have duties in {} of {} phases",
    "Alle haben Aufgaben in {} von {} Phasen",
    "Tous ont des tâches dans {} phases sur {}",
]);
pub(super) const ALONE_IN: Said = Said([
    "; {} is alone in {}",
    "; {} steht allein in {}",
    "\u{a0}; {} est seul dans {}",
]);
pub(super) const NOBODY_IN: Said = Said([
    "; nobody has a duty in {}",
    "; niemand hat eine Aufgabe in {}",
    "\u{a0}; personne n’a de tâche dans {}",
]);
pub(super) const NAMES: Said = Said([
    "{} names {} {} ({})",
    "{} nennt {} {} ({})",
    "{} nomme {} {} ({})",
]);
pub(super) const NO_CLASH: Said = Said([
    "There is nothing that two of them are accountable for",
    "Für nichts sind zwei zugleich verantwortlich",
    "Il n’y a rien dont deux répondent à la fois",
]);
pub(super) const CLASHES: Said = Said([
    "Several are accountable, where one has to be: {}",
    "Mehrere sind verantwortlich, wo es eine Person sein muss: {}",
    "Plusieurs répondent de ce dont un seul doit répondre\u{a0}: {}",
]);
pub(super) const GAPS: Said = Said([
    "; no text speaks of: {}",
    "; kein Text spricht von: {}",
    "\u{a0}; aucun texte ne parle de\u{a0}: {}",
]);

// Beside the canon

pub(super) const BESIDE_CANON: Said = Said([
    "{} beside the canon",
    "{} neben dem Kanon",
    "{} et le canon",
]);
pub(super) const CANONICAL: Said = Said(["Canonical role", "Kanonische Rolle", "Rôle canonique"]);
pub(super) const IN_THE_FILES: Said = Said(["In the files", "In den Dateien", "Dans les fichiers"]);
pub(super) const FINDING: Said = Said(["result", "Ergebnis", "résultat"]);
pub(super) const MISSING: Said = Said(["missing", "fehlt", "manque"]);
pub(super) const EXTRA: Said = Said(["extra", "zusätzlich", "en plus"]);
pub(super) const FOREIGN: Said = Said(["foreign", "fremd", "étranger"]);
pub(super) const FOREIGN_OF: Said = Said(["foreign: {}", "fremd: {}", "étranger\u{a0}: {}"]);
pub(super) const AS_CANON: Said = Said(["as in the canon", "wie im Kanon", "conforme"]);
pub(super) const CANON_COUNTS: Said = Said([
    "{}, judged by {}: as in the canon {}, missing {}, foreign {}, extra {}.",
    "{}, gemessen an {}: wie im Kanon {}, fehlend {}, fremd {}, zusätzlich {}.",
    "{}, selon {}\u{a0}: conformes {}, manquantes {}, étrangères {}, en plus {}.",
]);
pub(super) const NO_CANON: Said = Said([
    "{} is no canonical role.",
    "{} ist keine kanonische Rolle.",
    "{} n’est pas un rôle canonique.",
]);
pub(super) const CANON_MISSING: Said = Said([
    "The canon would add: {}.",
    "Der Kanon würde ergänzen: {}.",
    "Le canon ajouterait\u{a0}: {}.",
]);
pub(super) const CANON_FOREIGN: Said = Said([
    "The canon would give to others: {}.",
    "Der Kanon würde anderen geben: {}.",
    "Le canon confierait à d’autres\u{a0}: {}.",
]);

// Over time

pub(super) const SINCE: Said = Said(["{} since {}", "{} seit {}", "{} depuis {}"]);
pub(super) const NOW: Said = Said(["now", "jetzt", "maintenant"]);
pub(super) const GAINED: Said = Said(["gained", "hinzugekommen", "ajouté"]);
pub(super) const LOST: Said = Said(["lost", "weggefallen", "retiré"]);
pub(super) const CHANGED: Said = Said(["reworded", "umformuliert", "reformulé"]);
pub(super) const KEPT: Said = Said(["unchanged", "unverändert", "inchangé"]);
pub(super) const HISTORY_COUNTS: Said = Said([
    "{}: gained {}, lost {}, reworded {}, unchanged {}.",
    "{}: hinzugekommen {}, weggefallen {}, umformuliert {}, unverändert {}.",
    "{}\u{a0}: ajoutés {}, retirés {}, reformulés {}, inchangés {}.",
]);
pub(super) const NEW_ACTIVITIES: Said =
    Said(["New in it: {}.", "Neu darin: {}.", "Nouveau\u{a0}: {}."]);
pub(super) const GONE_ACTIVITIES: Said = Said([
    "No longer in it: {}.",
    "Nicht mehr darin: {}.",
    "N’y est plus\u{a0}: {}.",
]);
pub(super) const WORDS: Said = Said(["text", "Text", "texte"]);
pub(super) const CHANGE: Said = Said(["change", "Änderung", "changement"]);

// Matrices

pub(super) const MATRIX: Said = Said(["Who does what", "Wer macht was", "Qui fait quoi"]);
pub(super) const NOTE: Said = Said(["note", "Hinweis", "remarque"]);
pub(super) const NO_ACCOUNTABLE: Said = Said([
    "nobody accountable",
    "niemand verantwortlich",
    "personne n’en répond",
]);
pub(super) const SEVERAL_A: Said = Said([
    "several accountable",
    "mehrfach verantwortlich",
    "plusieurs en répondent",
]);
pub(super) const MATRIX_COUNTS: Said = Said([
    "{} rows; {} without an A, {} with more than one.",
    "{} Zeilen; {} ohne A, {} mit mehr als einem.",
    "{} lignes\u{a0}; {} sans A, {} avec plusieurs.",
]);
pub(super) const MATRIX_LEGEND: Said = Said([
    "A accountable, R does, C supports, I is informed, X does not: as stated, else as read from the words",
    "A verantwortlich, R führt aus, C wirkt mit, I wird informiert, X ausdrücklich nicht: wie angegeben, sonst aus dem Wortlaut gelesen",
    "A en répond, R réalise, C contribue, I est informé, X ne le fait pas\u{a0}: tel qu’indiqué, sinon lu dans le texte",
]);

// Legends

pub(super) const FILES_LEGEND: Said = MATRIX_LEGEND;

pub(super) const LEGEND: Said = Said([
    "A accountable, R does the work, C contributes, X must not; names in brackets: only in these schools",
    "A verantwortlich, R führt aus, C wirkt mit, X darf nicht; in Klammern: nur in diesen Schulen",
    "A en répond, R réalise, C contribue, X ne doit pas\u{a0}; entre parenthèses\u{a0}: seulement dans ces écoles",
]);

pub(super) fn stance(letter: Letter) -> Said {
    match letter {
        Letter::A => IS_ACCOUNTABLE,
        Letter::R => DOES,
        Letter::C => CONTRIBUTES,
        Letter::I => INFORMED,
        Letter::X => NOT,
    }
}
