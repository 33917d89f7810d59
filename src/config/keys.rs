//! The keys of `rolelint.yaml`: the one table from which it is read, checked, shown and described.

use crate::model::fold;

/// A key of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Extends,
    Profile,
    Language,
    Select,
    ExtendSelect,
    Ignore,
    PerFileIgnores,
    Severity,
    Options,
    Pedantic,
    Exclude,
    Aliases,
    People,
    Glossary,
    CharterFolders,
    Packs,
    Lang,
    OutputFormat,
}

/// What stands under a key.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    Text(Words),
    /// `true` or `false`
    Flag,
    /// One text or a list of them.
    Texts(Words),
    Mapping(Words, &'static Shape),
    /// The one where it is no mapping, else the other.
    Or(&'static Shape, &'static Shape),
    /// Options by rule.
    Options,
}

/// What a text must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    Any,
    /// Code, name, or the beginning of codes.
    Rule,
    Profile,
    /// A profile or `default`.
    ProfileOrDefault,
    Language,
    Severity,
    Format,
    /// A canonical role.
    Role,
    /// A canonical role, or any name of one's own.
    AnyRole,
    Path,
    Pattern,
}

const RULES: Shape = Shape::Texts(Words::Rule);
const LEVEL: Shape = Shape::Text(Words::Severity);
const LEVELS: Shape = Shape::Mapping(Words::ProfileOrDefault, &LEVEL);
const RULES_BY_ROLE: Shape = Shape::Mapping(Words::AnyRole, &RULES);
const WORDS: Shape = Shape::Texts(Words::Any);

impl Key {
    pub const ALL: [Self; 18] = [
        Self::Extends,
        Self::Profile,
        Self::Language,
        Self::Select,
        Self::ExtendSelect,
        Self::Ignore,
        Self::PerFileIgnores,
        Self::Severity,
        Self::Options,
        Self::Pedantic,
        Self::Exclude,
        Self::Aliases,
        Self::People,
        Self::Glossary,
        Self::CharterFolders,
        Self::Packs,
        Self::Lang,
        Self::OutputFormat,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Extends => "extends",
            Self::Profile => "profile",
            Self::Language => "language",
            Self::Select => "select",
            Self::ExtendSelect => "extend-select",
            Self::Ignore => "ignore",
            Self::PerFileIgnores => "per-file-ignores",
            Self::Severity => "severity",
            Self::Options => "options",
            Self::Pedantic => "pedantic",
            Self::Exclude => "exclude",
            Self::Aliases => "aliases",
            Self::People => "people",
            Self::Glossary => "glossary",
            Self::CharterFolders => "charter-folders",
            Self::Packs => "packs",
            Self::Lang => "lang",
            Self::OutputFormat => "output-format",
        }
    }

    pub fn shape(self) -> Shape {
        match self {
            Self::Extends | Self::Packs => Shape::Texts(Words::Path),
            Self::Profile => Shape::Text(Words::Profile),
            Self::Language | Self::Lang => Shape::Text(Words::Language),
            Self::Select | Self::ExtendSelect | Self::Ignore => RULES,
            Self::PerFileIgnores => {
                Shape::Mapping(Words::Pattern, &Shape::Or(&RULES, &RULES_BY_ROLE))
            }
            Self::Severity => Shape::Mapping(Words::Rule, &Shape::Or(&LEVEL, &LEVELS)),
            Self::Options => Shape::Options,
            Self::Pedantic => Shape::Flag,
            Self::Exclude | Self::CharterFolders => Shape::Texts(Words::Pattern),
            Self::Aliases => Shape::Mapping(Words::Role, &WORDS),
            Self::People => Shape::Mapping(Words::Any, &WORDS),
            Self::Glossary => Shape::Mapping(Words::Any, &Shape::Text(Words::Any)),
            Self::OutputFormat => Shape::Text(Words::Format),
        }
    }

    /// What it is for, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Extends => "Files whose values count where this one says nothing.",
            Self::Profile => "Profile of the roles that do not name theirs.",
            Self::Language => "Language of the texts that do not say theirs.",
            Self::Select => "Only these rules: codes, names, or beginnings of codes such as PO.",
            Self::ExtendSelect => "These rules besides those that are selected.",
            Self::Ignore => "All but these rules.",
            Self::PerFileIgnores => {
                "Rules that do not run on files that match a pattern, or there on some roles only."
            }
            Self::Severity => "How bad the findings of a rule are, in general or by profile.",
            Self::Options => "Limits of a rule, and words that it leaves alone.",
            Self::Pedantic => "Tell what is less sure and what schools contest, too.",
            Self::Exclude => "Files and folders to leave out, written as in a .gitignore.",
            Self::Aliases => "Names of your own for canonical roles.",
            Self::People => "Other spellings of a person's name.",
            Self::Glossary => "Abbreviations that need no explanation, and what they stand for.",
            Self::CharterFolders => "Folders whose files are one charter together.",
            Self::Packs => "Folders with rules of your own.",
            Self::Lang => "Language of the messages. Counts for a whole run.",
            Self::OutputFormat => "How `check` writes its findings. Counts for a whole run.",
        }
    }

    /// Whether the values of a file are added to those of the files that it extends, instead of replacing them.
    pub(super) fn adds(self) -> bool {
        match self {
            Self::ExtendSelect => true,
            Self::Extends
            | Self::Profile
            | Self::Language
            | Self::Select
            | Self::Ignore
            | Self::PerFileIgnores
            | Self::Severity
            | Self::Options
            | Self::Pedantic
            | Self::Exclude
            | Self::Aliases
            | Self::People
            | Self::Glossary
            | Self::CharterFolders
            | Self::Packs
            | Self::Lang
            | Self::OutputFormat => false,
        }
    }

    /// The key that a word means, in any case, with `-`, `_`, a space or nothing between its parts.
    pub(super) fn find(word: &str) -> Option<Self> {
        let folded = fold(word);
        Self::ALL.into_iter().find(|key| fold(key.word()) == folded)
    }
}
