//! Which examples of which rules hold.

use super::{Frame, Look, TableFormat, harmless, table};
use crate::kit::{Outcome, Tried};
use crate::language::Language;
use serde::Serialize;
use std::io;

/// What is shown, and how.
pub struct Trial<'a> {
    pub tried: &'a [Tried],
    pub frame: Frame,
    pub look: Look,
    /// Leave out the line that counts.
    pub quiet: bool,
}

#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    examples: usize,
    held: usize,
    failures: Vec<Failure<'a>>,
}

#[derive(Serialize)]
struct Failure<'a> {
    code: &'a str,
    name: &'a str,
    language: &'a str,
    outcome: &'a str,
    example: &'a str,
    found: Option<&'a str>,
}

impl Trial<'_> {
    pub fn write(&self, format: TableFormat, out: &mut dyn io::Write) -> io::Result<()> {
        match format {
            TableFormat::Json => self.write_json(out),
            TableFormat::Table => self.write_tables(out),
        }
    }

    fn held(&self) -> usize {
        self.tried.len() - self.failed().count()
    }

    fn failed(&self) -> impl Iterator<Item = &Tried> {
        self.tried.iter().filter(|one| one.outcome != Outcome::Held)
    }

    fn write_json(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let failures = self.failed().map(|one| {
            let (outcome, found) = match &one.outcome {
                Outcome::Held => ("held", None),
                Outcome::Missed => ("missed", None),
                Outcome::Elsewhere(words) => ("elsewhere", Some(words.as_str())),
                Outcome::Noisy(words) => ("noisy", Some(words.as_str())),
            };
            Failure {
                code: one.code,
                name: one.name,
                language: one.language.code(),
                outcome,
                example: one.text,
                found,
            }
        });
        let output = Output {
            version: 1,
            examples: self.tried.len(),
            held: self.held(),
            failures: failures.collect(),
        };
        super::json::write_pretty(&output, out)
    }

    fn write_tables(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let frame = self.frame;
        let languages = Language::ALL.map(Language::code);
        let columns = [&[frame.code(), frame.name()], languages.as_slice()].concat();
        let mut counts = table::new(self.look, &columns);
        let mut codes: Vec<(&str, &str)> = Vec::new();
        for one in self.tried {
            if codes.last() != Some(&(one.code, one.name)) {
                codes.push((one.code, one.name));
            }
        }
        for &(code, name) in &codes {
            let cells = Language::ALL.map(|language| {
                let own = self.tried.iter();
                let own = own.filter(|one| one.code == code && one.language == language);
                let (all, held) = own.fold((0, 0), |(all, holding), one| {
                    (all + 1, holding + usize::from(one.outcome == Outcome::Held))
                });
                format!("{held}/{all}")
            });
            let [en, de, fr] = cells;
            counts.add_row([code.to_owned(), name.to_owned(), en, de, fr]);
        }
        if !codes.is_empty() {
            writeln!(out, "{}", table::drawn(&counts))?;
        }
        if self.failed().next().is_some() {
            self.write_failures(out)?;
        }
        if !self.quiet {
            writeln!(out, "{}", self.summary())?;
        }
        Ok(())
    }

    fn write_failures(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let frame = self.frame;
        let head = [
            frame.code(),
            "",
            frame.pick("what went wrong", "was nicht trägt", "ce qui ne tient pas"),
            frame.pick("example", "Beispiel", "exemple"),
        ];
        let mut failures = table::new(self.look, &head);
        for one in self.failed() {
            let what = match &one.outcome {
                Outcome::Held => continue,
                Outcome::Missed => frame
                    .pick("not found", "nicht gefunden", "pas trouvé")
                    .to_owned(),
                Outcome::Elsewhere(words) => {
                    let at = frame.pick("found elsewhere", "anderswo gefunden", "trouvé ailleurs");
                    format!("{at}{}{words}", frame.colon())
                }
                Outcome::Noisy(words) => {
                    let noisy = frame.pick("false alarm", "Fehlalarm", "fausse alerte");
                    format!("{noisy}{}{words}", frame.colon())
                }
            };
            let cells = [one.code, one.language.code(), &what, one.text];
            failures.add_row(cells.map(harmless_lines));
        }
        writeln!(out, "{}", table::drawn(&failures))
    }

    fn summary(&self) -> String {
        let (all, held) = (self.tried.len(), self.held());
        let failed = all - held;
        let frame = self.frame;
        let examples = frame.count(
            all,
            ["example", "examples"],
            ["Beispiel", "Beispiele"],
            ["exemple", "exemples"],
        );
        let verdict = if failed == 0 {
            frame
                .pick("all hold", "alle tragen", "tous tiennent")
                .to_owned()
        } else {
            frame.count(
                failed,
                ["does not hold", "do not hold"],
                ["trägt nicht", "tragen nicht"],
                ["ne tient pas", "ne tiennent pas"],
            )
        };
        format!("{examples}, {verdict}")
    }
}

/// A text of several lines with each line harmless.
fn harmless_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| harmless(line).into()).collect();
    lines.join("\n")
}
