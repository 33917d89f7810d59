//! Role files made by a rule of thumb: real phrasings of what each role owns, padded as people pad, with planted faults.

use rolelint::language::Language;
use rolelint::pack::Pack;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// Numbers that look random and are the same in every run (`SplitMix64`).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).unwrap_or(1);
        usize::try_from(self.next() % limit).unwrap_or_default()
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

const ROLES: [&str; 6] = [
    "product-owner",
    "product-owner",
    "scrum-master",
    "project-manager",
    "business-process-owner",
    "service-owner",
];
const AREAS: [&str; 8] = [
    "Payments",
    "Claims",
    "Identity",
    "Search",
    "Ledger",
    "Logistics",
    "Pricing",
    "Archive",
];
const GIVEN: [&str; 8] = [
    "Ana", "Jörg", "Élodie", "Tomás", "Mira", "Björn", "Chloé", "Ivo",
];
const FAMILY: [&str; 8] = [
    "Kovač", "Müller", "Lefèvre", "Novak", "Haas", "Okafor", "Weiß", "Dubois",
];
const TAILS: [[&str; 6]; 3] = [
    [
        "before the next planning",
        "at least once in four weeks",
        "with numbers of the last three months",
        "in plain words that a new colleague can follow",
        "so that the next step is clear to all",
        "and writes down what was learned",
    ],
    [
        "vor der nächsten Planung",
        "mindestens einmal in vier Wochen",
        "mit Zahlen der letzten drei Monate",
        "in einfachen Worten, denen neue Leute folgen können",
        "damit der nächste Schritt für alle klar ist",
        "und schreibt auf, was daraus gelernt wurde",
    ],
    [
        "avant la prochaine planification",
        "au moins une fois toutes les quatre semaines",
        "avec les chiffres des trois derniers mois",
        "en mots simples qu’une nouvelle recrue peut suivre",
        "afin que la prochaine étape soit claire pour tous",
        "et note ce qui en a été appris",
    ],
];
const PURPOSES: [&str; 3] = [
    "People who rely on this get lasting value from it",
    "Alle, die darauf bauen, haben dauerhaft einen Nutzen davon",
    "Celles et ceux qui en dépendent en tirent une valeur durable",
];
/// Faults, for the roles that must not have such duties.
const FAULTS: [(&str, [&str; 3]); 4] = [
    (
        "product-owner",
        [
            "Plans the capacity of the developers",
            "Plant die Kapazität des Entwicklungsteams",
            "Pilote la capacité de l’équipe de développement",
        ],
    ),
    (
        "product-owner",
        [
            "Writes user stories full time",
            "Schreibt den ganzen Tag User Stories",
            "Rédige à plein temps les user stories",
        ],
    ),
    (
        "scrum-master",
        [
            "Assigns the tasks to the developers",
            "Weist den Entwicklern die Aufgaben zu",
            "Attribue les tâches aux développeurs",
        ],
    ),
    (
        "project-manager",
        [
            "Orders the Product Backlog by value",
            "Priorisiert das Product Backlog",
            "Priorise le product backlog",
        ],
    ),
];

/// What files are made from.
pub(crate) struct Corpus {
    /// Duties by role and language.
    duties: BTreeMap<(&'static str, usize), Vec<String>>,
    seed: u64,
}

/// How files are made.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) duties: usize,
    /// Of a hundred duties, so many are faults.
    pub(crate) faults: usize,
}

impl Corpus {
    /// # Errors
    /// Where the phrasings cannot be read.
    pub(crate) fn new(pack: &Pack, phrasings: &Path, seed: u64) -> io::Result<Self> {
        let mut duties: BTreeMap<(&'static str, usize), Vec<String>> = BTreeMap::new();
        for (number, language) in Language::ALL.into_iter().enumerate() {
            let mut files: Vec<_> =
                fs::read_dir(phrasings.join(language.code()))?.collect::<io::Result<Vec<_>>>()?;
            files.sort_by_key(fs::DirEntry::path);
            for file in files {
                let text = fs::read_to_string(file.path())?;
                let by_activity: BTreeMap<String, Vec<String>> =
                    serde_yaml::from_str(&text).map_err(io::Error::other)?;
                for activity in &pack.core.activities {
                    let known = by_activity.get(activity.id).into_iter().flatten();
                    let known: Vec<&String> = known.collect();
                    for owner in activity.owners.iter().filter(|owner| owner.stance != 'X') {
                        if ROLES.contains(&owner.role) {
                            let own = duties.entry((owner.role, number)).or_default();
                            own.extend(known.iter().copied().cloned());
                        }
                    }
                }
            }
        }
        Ok(Self { duties, seed })
    }

    /// One role as a document.
    pub(crate) fn role(&self, number: usize, shape: Shape) -> String {
        let mut dice = Dice::new(self.seed, number as u64);
        let language = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2][dice.below(10)];
        let role = *dice.one(&ROLES);
        let area = *dice.one(&AREAS);
        let mut text = format!(
            "role: {role}\nlanguage: {}\nholders: [{} {}{number}]\nscope: {area} {number}\npurpose: {}\nduties:\n",
            Language::ALL[language].code(),
            dice.one(&GIVEN),
            dice.one(&FAMILY),
            PURPOSES[language],
        );
        let count = shape.duties - dice.below(shape.duties / 3 + 1);
        for _ in 0..count {
            let duty = self.duty(&mut dice, role, language, shape);
            // Writing to a text cannot fail.
            let _ = match dice.below(3) {
                0 => writeln!(
                    text,
                    "  - text: \"{}\"\n    phase: delivery",
                    duty.replace('"', "'")
                ),
                1 => match duty.rfind(' ') {
                    Some(cut) => writeln!(
                        text,
                        "  - text: >-\n      {}\n      {}",
                        &duty[..cut],
                        &duty[cut + 1..]
                    ),
                    None => writeln!(text, "  - '{}'", duty.replace('\'', "''")),
                },
                _ => writeln!(text, "  - '{}'", duty.replace('\'', "''")),
            };
        }
        text
    }

    fn duty(&self, dice: &mut Dice, role: &'static str, language: usize, shape: Shape) -> String {
        let faults = FAULTS.iter().filter(|(whose, _)| *whose == role);
        let faults: Vec<&str> = faults.map(|(_, texts)| texts[language]).collect();
        if dice.below(100) < shape.faults && !faults.is_empty() {
            return (*dice.one(&faults)).to_owned();
        }
        let known = self.duties.get(&(role, language));
        let mut duty = known.map_or_else(String::new, |known| {
            dice.one(known).trim_end_matches('.').to_owned()
        });
        for _ in 0..dice.below(4) {
            duty.push_str(", ");
            duty.push_str(dice.one::<&str>(&TAILS[language]));
        }
        duty
    }

    /// Files in folders of a thousand.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub(crate) fn write_files(&self, folder: &Path, files: usize, shape: Shape) -> io::Result<()> {
        if folder.exists() {
            return Ok(());
        }
        let part = folder.with_extension("part");
        for number in 0..files {
            let own = part.join(format!("dept{:03}", number / 1000));
            if number % 1000 == 0 {
                fs::create_dir_all(&own)?;
            }
            fs::write(
                own.join(format!("role{number:06}.yaml")),
                self.role(number, shape),
            )?;
        }
        fs::rename(part, folder)
    }

    /// One file of many documents.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn write_documents(
        &self,
        folder: &Path,
        bytes: usize,
        faults: usize,
    ) -> io::Result<()> {
        if folder.exists() {
            return Ok(());
        }
        let mut text = String::with_capacity(bytes + 10_000);
        let mut number = 0;
        while text.len() < bytes {
            text.push_str("---\n");
            // The faults stand in the first documents, one in each.
            let role = self.role(
                number,
                Shape {
                    duties: 30,
                    faults: 0,
                },
            );
            text.push_str(&role);
            if number < faults {
                text.push_str("  - Supports.\n");
            }
            number += 1;
        }
        fs::create_dir_all(folder)?;
        fs::write(folder.join("all.yaml"), text)
    }

    /// One charter of many roles, and a fifth as many people.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn write_charter(&self, folder: &Path, roles: usize) -> io::Result<()> {
        if folder.exists() {
            return Ok(());
        }
        let shape = Shape {
            duties: 6,
            faults: 0,
        };
        let mut text = String::from("charter: All\nroles:\n");
        for number in 0..roles {
            let role = self
                .role(number, shape)
                .replace(&format!("{number}]"), &format!("{}]", number % (roles / 5)));
            for (at, line) in role.lines().enumerate() {
                text.push_str(if at == 0 { "  - " } else { "    " });
                text.push_str(line);
                text.push('\n');
            }
        }
        fs::create_dir_all(folder)?;
        fs::write(folder.join("charter.yaml"), text)
    }
}
