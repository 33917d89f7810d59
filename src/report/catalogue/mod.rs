//! What the pack knows, for people to read: rules, profiles, canonical roles and activities.

mod activity;
mod list;
mod markdown;
mod profile;
mod role;
mod rule;

pub use activity::activity;
pub use list::{ListFormat, RuleList};
pub use profile::profile;
pub use role::{role, roles};
pub use rule::rule;

use super::{Frame, Look, harmless};
use crate::pack::{Example, Pack};

/// Activities by their titles, as a list.
fn named(ids: &[&str], pack: &Pack, frame: Frame) -> String {
    let titles = ids.iter().map(|id| {
        let activity = pack.core.activities.iter().find(|one| one.id == *id);
        activity.map_or(*id, |activity| activity.title.of(frame.language))
    });
    titles.collect::<Vec<_>>().join(", ")
}

/// Headings and paragraphs, an empty line after each block.
struct Page {
    look: Look,
    text: String,
}

impl Page {
    fn new(look: Look) -> Self {
        let text = String::new();
        Self { look, text }
    }

    fn finish(self) -> String {
        format!("{}\n", self.text.trim_end())
    }

    fn line(&mut self, line: &str) {
        self.text.extend([line.trim_end(), "\n"]);
    }

    fn end_block(&mut self) {
        self.line("");
    }

    fn title(&mut self, title: &str) {
        let title = self.look.paint("1", title);
        self.line(&title);
    }

    /// A title with its text, if there is one.
    fn section(&mut self, title: &str, text: &str) {
        if !text.is_empty() {
            self.title(title);
            self.paragraph(2, text);
        }
    }

    fn paragraph(&mut self, indent: usize, text: &str) {
        for line in super::human::wrap(&harmless(text.trim()), self.look.width - indent) {
            self.line(&format!("{}{line}", " ".repeat(indent)));
        }
        self.end_block();
    }

    /// A few words with a text behind, its further lines set under the text.
    fn hanging(&mut self, head: &str, text: &str) {
        use unicode_width::UnicodeWidthStr;
        let indent = head.width();
        let width = self.look.width.saturating_sub(indent).max(20);
        for (at, line) in super::human::wrap(&harmless(text.trim()), width)
            .into_iter()
            .enumerate()
        {
            if at == 0 {
                self.line(&format!("{head}{line}"));
            } else {
                self.line(&format!("{}{line}", " ".repeat(indent)));
            }
        }
    }

    /// A title with entries under it, if there are any.
    fn list<S: AsRef<str>>(&mut self, title: &str, entries: &[S]) {
        if entries.is_empty() {
            return;
        }
        self.title(title);
        for entry in entries {
            self.hanging("  - ", entry.as_ref());
        }
        self.end_block();
    }

    fn examples(&mut self, title: &str, examples: &[Example<&str>]) {
        if examples.is_empty() {
            return;
        }
        self.title(title);
        for example in examples {
            if let Some(duty) = example.duty {
                let duty = harmless(duty.trim());
                let marks = example.marks.map(|marks| harmless(marks.trim()));
                let parts = marks.as_deref().and_then(|marks| duty.split_once(marks));
                let duty = match (parts, marks.as_deref()) {
                    (Some((before, after)), Some(marks)) => {
                        format!("{before}{}{after}", self.look.paint("4", marks))
                    }
                    _ => duty.into_owned(),
                };
                self.line(&format!("  - {duty}"));
            }
            for (at, line) in example.file.unwrap_or_default().lines().enumerate() {
                let margin = if at == 0 { "  | " } else { "    " };
                self.line(&format!("{margin}{line}"));
            }
        }
        self.end_block();
    }
}
