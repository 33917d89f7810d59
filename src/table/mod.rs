//! Tables that set roles side by side: what they say, as plain data, without a word of how it is shown.

mod against;
mod canon;
mod canonical;
mod entry;
mod files;
mod intro;
mod matrix;
mod school;
mod words;

pub use against::{Then, compare as compare_against};
pub use canon::{Ask, compare as compare_canon};
pub use canonical::compare as compare_canonical;
pub use entry::Entry;
pub use files::{Files, compare as compare_files};
pub use matrix::matrix;

use crate::language::Language;
use crate::source::Place;

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Roles side by side.
    Comparison,
    /// Roles beside what the canon says of them.
    Canonical,
    /// A role as it was, and as it is.
    History,
    /// Who does what, in letters.
    Matrix,
}

/// What the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// The phases that the charter names
    Phase,
    /// What the duties are about
    Activity,
    /// Activities in groups: value, backlog, customers, …
    Area,
}

/// A table that is ready to be shown; its texts are in the reader's language, duties in their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub kind: Kind,
    pub by: By,
    pub language: Language,
    /// Id of the profile that was asked for.
    pub profile: Option<String>,
    pub title: String,
    /// Sentences on top, each true of the table.
    pub intro: Vec<String>,
    /// What stands above the titles of rows.
    pub head: String,
    /// What stands above the marks.
    pub mark_head: String,
    pub columns: Vec<Column>,
    pub groups: Vec<Group>,
    pub totals: Vec<Total>,
    /// What letters and words mean.
    pub legend: Vec<String>,
}

/// A role of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Id of the canonical role, or the custom role's name.
    pub role: String,
    pub custom: bool,
    /// What the role is called at the head of the column.
    pub title: String,
    /// The title that its author gave it.
    pub own_title: Option<String>,
    pub holders: Vec<String>,
    pub scope: Option<String>,
    pub profile: Option<String>,
    /// Where it is written.
    pub site: Option<Site>,
}

impl Column {
    /// `Product Owner (Michael)`.
    pub fn label(&self) -> String {
        if self.holders.is_empty() {
            return self.title.clone();
        }
        format!("{} ({})", self.title, self.holders.join(", "))
    }
}

/// Rows under a title of their own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Stable name for machines.
    pub id: String,
    pub title: String,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Stable name for machines: id of an activity or area, else the title.
    pub id: String,
    pub title: String,
    pub mark: Option<Mark>,
    /// What else is to be said of the row.
    pub note: Option<String>,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// What one role has to say to a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub lines: Vec<Line>,
    /// What is shown to people in place of the lines, where these would be too much.
    pub short: Option<String>,
}

impl Cell {
    pub fn of(lines: Vec<Line>) -> Self {
        Self { lines, short: None }
    }
}

/// A line of a cell: mostly the author's words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub letter: Option<Letter>,
    pub text: String,
    pub site: Option<Site>,
    pub claims: Vec<Told>,
}

impl Line {
    pub fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// An activity that was read in a line, and how the role stands to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub activity: String,
    pub stance: String,
}

/// Where words stand in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// As shown: relative to the working directory, with `/`.
    pub path: String,
    pub start: Place,
    pub end: Place,
}

/// How a role stands to a thing, as in a RACI matrix; `X` where it must not or does not. Strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Letter {
    A,
    R,
    C,
    I,
    X,
}

impl Letter {
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::R => "R",
            Self::C => "C",
            Self::I => "I",
            Self::X => "X",
        }
    }

    /// Whether the role takes part at all.
    pub fn takes_part(self) -> bool {
        self < Self::X
    }
}

/// What a row means for the roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub kind: MarkKind,
    /// In words, for people.
    pub text: String,
    /// The columns that it is about.
    pub columns: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// Several answer for the same thing.
    Clash,
    /// Several take part, and it fits together.
    Both,
    /// One role alone.
    Only,
    /// Who answers depends on the school.
    Schools,
    /// Somebody else's.
    Neither,
    /// Nobody's, and somebody should.
    Gap,
    /// Several do it, none answers for it.
    Headless,
    /// The canon gives it to the role, the role does not say it.
    Missing,
    /// The role says it, and it is somebody else's.
    Foreign,
    /// The role says it, the canon does not mind.
    Extra,
    /// As the canon says.
    Canonical,
    Gained,
    Lost,
    Changed,
    Kept,
}

impl MarkKind {
    /// The word in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clash => "clash",
            Self::Both => "both",
            Self::Only => "only",
            Self::Schools => "schools-differ",
            Self::Neither => "neither",
            Self::Gap => "gap",
            Self::Headless => "nobody-accountable",
            Self::Missing => "missing",
            Self::Foreign => "foreign",
            Self::Extra => "extra",
            Self::Canonical => "as-canon",
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::Changed => "changed",
            Self::Kept => "kept",
        }
    }

    /// The sign that stands before the words, so that color is never needed.
    pub fn sign(self) -> char {
        match self {
            Self::Clash | Self::Gap | Self::Foreign => '!',
            Self::Headless | Self::Missing => '?',
            Self::Both | Self::Canonical | Self::Kept => '=',
            Self::Schools | Self::Changed => '~',
            Self::Only => '>',
            Self::Extra | Self::Gained => '+',
            Self::Neither | Self::Lost => '-',
        }
    }
}

/// A row of sums below the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    pub id: String,
    pub title: String,
    /// One for each column.
    pub counts: Vec<usize>,
}

impl Table {
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// Changes every text that may name a person.
    pub fn map_texts(&mut self, change: impl Fn(&str) -> String) {
        let own = |text: &mut String| *text = change(text);
        own(&mut self.title);
        self.intro.iter_mut().for_each(own);
        for column in &mut self.columns {
            own(&mut column.role);
            own(&mut column.title);
            let optional = [&mut column.own_title, &mut column.scope];
            optional.into_iter().flatten().for_each(own);
            column.holders.iter_mut().for_each(own);
        }
        for group in &mut self.groups {
            own(&mut group.id);
            own(&mut group.title);
            for row in &mut group.rows {
                own(&mut row.id);
                own(&mut row.title);
                row.note.iter_mut().for_each(own);
                row.mark.iter_mut().for_each(|mark| own(&mut mark.text));
                let lines = row.cells.iter_mut().flat_map(|cell| &mut cell.lines);
                lines.for_each(|line| own(&mut line.text));
            }
        }
    }
}
