//! Forms of German verbs, made from the infinitive and, for irregular ones, from their principal parts.

/// An irregular verb's principal parts, folded: `nehmen nimmt nahm genommen`.
#[derive(Clone, Debug)]
pub struct Verb {
    pub infinitive: String,
    /// Third person singular, present.
    pub present: String,
    pub past: String,
    pub participle: String,
}

/// Prefixes that part from the verb in a main clause.
const PARTICLES: [&str; 58] = [
    "ab",
    "an",
    "auf",
    "aus",
    "bei",
    "bereit",
    "dar",
    "durch",
    "ein",
    "einher",
    "entgegen",
    "entlang",
    "fest",
    "fort",
    "frei",
    "gegen",
    "gegenuber",
    "gerade",
    "gut",
    "her",
    "heran",
    "heraus",
    "herbei",
    "herein",
    "herunter",
    "hervor",
    "hin",
    "hinaus",
    "hinein",
    "hinzu",
    "hoch",
    "klar",
    "kurz",
    "los",
    "mit",
    "nach",
    "nieder",
    "offen",
    "ran",
    "raus",
    "sicher",
    "stand",
    "statt",
    "teil",
    "um",
    "vor",
    "voran",
    "voraus",
    "vorbei",
    "weg",
    "weiter",
    "wieder",
    "zu",
    "zuruck",
    "zusammen",
    "runter",
    "rein",
    "nahe",
];

/// What a word begins that stands between a preposition and a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A question: `wer`, `wie`.
    Question,
    /// An object of its own: `mit den Stakeholdern | die Roadmap`.
    Object,
}

const QUESTIONS: [&str; 10] = [
    "was", "wer", "wie", "wo", "wann", "ob", "welche", "welcher", "welches", "welchen",
];
const OBJECTS: [&str; 16] = [
    "die", "das", "den", "ein", "eine", "einen", "ihre", "ihren", "seine", "seinen", "deren",
    "alle", "jede", "jeden", "keine", "keinen",
];

/// What a word begins, if it does.
pub fn opening(word: &str) -> Option<Opening> {
    let is_among = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    if is_among(&QUESTIONS) {
        Some(Opening::Question)
    } else if is_among(&OBJECTS) {
        Some(Opening::Object)
    } else {
        None
    }
}

/// Whether a folded word can be the parted prefix of a verb.
pub fn is_particle(folded: &str) -> bool {
    PARTICLES.contains(&folded)
}

const BOUND: [&str; 14] = [
    "ver", "be", "ent", "er", "uber", "unter", "zer", "ge", "miss", "wider", "hinter", "voll",
    "durch", "um",
];

/// What a text may hold of a verb, folded.
#[derive(Clone, Debug, Default)]
pub struct Conjugation {
    /// Every form that tells of something done, the infinitive among them.
    pub forms: Vec<String>,
    /// Inflected participles, in runs of one participle: adjectives, which say of a thing what it is.
    pub adjectives: [[String; 5]; 2],
}

/// The forms of a verb. A separable verb is written with a bar (`ab|nehmen`): its joined forms are given (`abnimmt`,
/// `abzunehmen`, `abgenommen`), the parted ones are not.
pub fn conjugate(entry: &str, irregular: &[Verb]) -> Conjugation {
    let (particle, base) = entry.split_once('|').unwrap_or(("", entry));
    let bound = BOUND.iter().copied().find(|prefix| {
        base.strip_prefix(prefix).is_some_and(|rest| {
            rest.len() >= 4 && irregular.iter().any(|verb| verb.infinitive == rest)
        })
    });
    let (prefix, root) = bound.map_or(("", base), |prefix| (prefix, &base[prefix.len()..]));
    let known = irregular.iter().find(|verb| verb.infinitive == root);
    let inseparable = bound.is_some()
        || BOUND.iter().any(|prefix| {
            particle.is_empty()
                && base.len() > prefix.len() + 3
                && base.starts_with(prefix)
                && !matches!(*prefix, "er" | "um" | "ge" | "durch")
        });
    let stem = root
        .strip_suffix("en")
        .or_else(|| root.strip_suffix('n'))
        .unwrap_or(root);
    let link = if stem.ends_with(['t', 'd'])
        || (stem.ends_with(['n', 'm']) && !vowel_or_lr_before_last(stem))
    {
        "e"
    } else {
        ""
    };
    let mut finite = vec![
        root.to_owned(),
        format!("{stem}{link}t"),
        format!("{stem}end"),
        format!("{stem}{link}st"),
    ];
    let participle = if let Some(verb) = known {
        // nimmt, nimmst
        finite.push(format!("{}st", verb.present.trim_end_matches('t')));
        finite.extend([
            verb.present.clone(),
            second_person(&verb.present),
            verb.past.clone(),
            format!("{}en", verb.past),
        ]);
        if inseparable {
            verb.participle
                .strip_prefix("ge")
                .unwrap_or(&verb.participle)
                .to_owned()
        } else {
            verb.participle.clone()
        }
    } else {
        finite.extend([format!("{stem}{link}te"), format!("{stem}{link}ten")]);
        let ge = if inseparable || root.ends_with("ieren") {
            ""
        } else {
            "ge"
        };
        format!("{ge}{stem}{link}t")
    };
    let mut forms: Vec<String> = finite
        .iter()
        .map(|form| format!("{particle}{prefix}{form}"))
        .collect();
    if !particle.is_empty() {
        forms.push(format!("{particle}zu{prefix}{root}"));
    }
    let participle = format!("{particle}{prefix}{participle}");
    let adjectives = [participle.clone(), format!("{particle}{prefix}{stem}end")]
        .map(|bare| ["e", "en", "er", "es", "em"].map(|ending| format!("{bare}{ending}")));
    forms.push(participle);
    let noun = if stem.ends_with("el") && root.ends_with("eln") {
        format!("{}lung", &stem[..stem.len() - 2])
    } else {
        format!("{stem}ung")
    };
    for ending in ["", "en", "s"] {
        forms.push(format!("{particle}{prefix}{noun}{ending}"));
    }
    forms.sort();
    forms.dedup();
    Conjugation { forms, adjectives }
}

/// `hältst`, `weist`; where the stem ends in ss, as in `lässt`, the two persons are one, and `last` is no form of it.
fn second_person(present: &str) -> String {
    if present.ends_with("sst") {
        present.to_owned()
    } else {
        format!("{}st", present.trim_end_matches(['t', 's']))
    }
}

fn vowel_or_lr_before_last(stem: &str) -> bool {
    stem.chars().rev().nth(1).is_none_or(|letter| {
        matches!(
            letter,
            'a' | 'e' | 'i' | 'o' | 'u' | 'l' | 'r' | 'h' | 'm' | 'n'
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_verbs_keep_their_parts_behind_prefixes() {
        let take = Verb {
            infinitive: "nehmen".into(),
            present: "nimmt".into(),
            past: "nahm".into(),
            participle: "genommen".into(),
        };
        let Conjugation { forms, adjectives } = conjugate("ab|nehmen", std::slice::from_ref(&take));
        assert_eq!(adjectives[0][1], "abgenommenen");
        for form in [
            "abnehmen",
            "abnimmt",
            "abzunehmen",
            "abgenommen",
            "abnimmst",
        ] {
            assert!(forms.iter().any(|f| f == form), "{form} in {forms:?}");
        }
        let forms = conjugate("ubernehmen", &[take]).forms;
        for form in ["ubernimmt", "ubernommen"] {
            assert!(forms.iter().any(|f| f == form), "{form} in {forms:?}");
        }
    }

    #[test]
    fn regular_verbs_have_noun_and_participle() {
        for (verb, wanted) in [
            ("steuern", vec!["steuert", "gesteuert", "steuerung"]),
            (
                "priorisieren",
                vec!["priorisiert", "priorisierung", "priorisierst"],
            ),
            ("uberwachen", vec!["uberwacht", "uberwachung"]),
            ("sammeln", vec!["sammelt", "gesammelt", "sammlung"]),
            ("bewerten", vec!["bewertet", "bewertung"]),
            (
                "zu|teilen",
                vec!["zuteilt", "zuzuteilen", "zugeteilt", "zuteilung"],
            ),
        ] {
            let forms = conjugate(verb, &[]).forms;
            for form in wanted {
                assert!(forms.iter().any(|f| f == form), "{form} in {forms:?}");
            }
        }
    }
}
