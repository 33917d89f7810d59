//! What is wrong in what the author wrote: plain data; the words for it are those of the rules `DOC1xx`.

use crate::source::{Source, Span};
use crate::yaml::{Problem, ProblemKind, limits};
use serde::{Deserialize, Serialize};

/// The ways in which a file can be wrong, one rule each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FaultKind {
    BrokenYaml,
    NotUtf8,
    TabIndentation,
    MissingSpaceAfterColon,
    UnquotedColon,
    UnclosedQuote,
    WrongIndentation,
    UnknownAlias,
    TooDeep,
    TooLarge,
    TooManyAliases,
    BadMergeKey,
    ControlCharacter,
    TextTooLong,
    TooManyProblems,
    UnknownKey,
    DuplicateKey,
    JoinedSynonyms,
    WrongType,
    UnknownLanguage,
    UnknownProfile,
    UnknownRoleReference,
    UnknownActivity,
    UnknownPhase,
    BadRaci,
    BadShare,
    NoDuties,
    NoRoleName,
    SuppressionWithoutReason,
    SuppressionOfUnknownRule,
    UnusedSuppression,
    PackUnknownKey,
    PackMissingKey,
    PackWrongValue,
    PackMisplacedFile,
    PackUnknownName,
    PackNameTaken,
    PackBadPhrase,
    PackExampleMissed,
    PackExampleElsewhere,
    PackExampleNoisy,
    PackLanguageMissing,
}

impl FaultKind {
    pub const ALL: &[Self] = &[
        Self::BrokenYaml,
        Self::NotUtf8,
        Self::TabIndentation,
        Self::MissingSpaceAfterColon,
        Self::UnquotedColon,
        Self::UnclosedQuote,
        Self::WrongIndentation,
        Self::UnknownAlias,
        Self::TooDeep,
        Self::TooLarge,
        Self::TooManyAliases,
        Self::BadMergeKey,
        Self::ControlCharacter,
        Self::TextTooLong,
        Self::TooManyProblems,
        Self::UnknownKey,
        Self::DuplicateKey,
        Self::JoinedSynonyms,
        Self::WrongType,
        Self::UnknownLanguage,
        Self::UnknownProfile,
        Self::UnknownRoleReference,
        Self::UnknownActivity,
        Self::UnknownPhase,
        Self::BadRaci,
        Self::BadShare,
        Self::NoDuties,
        Self::NoRoleName,
        Self::SuppressionWithoutReason,
        Self::SuppressionOfUnknownRule,
        Self::UnusedSuppression,
        Self::PackUnknownKey,
        Self::PackMissingKey,
        Self::PackWrongValue,
        Self::PackMisplacedFile,
        Self::PackUnknownName,
        Self::PackNameTaken,
        Self::PackBadPhrase,
        Self::PackExampleMissed,
        Self::PackExampleElsewhere,
        Self::PackExampleNoisy,
        Self::PackLanguageMissing,
    ];

    /// The code of the rule that speaks of it.
    pub fn code(self) -> &'static str {
        match self {
            Self::BrokenYaml => "DOC100",
            Self::NotUtf8 => "DOC101",
            Self::TabIndentation => "DOC102",
            Self::MissingSpaceAfterColon => "DOC103",
            Self::UnquotedColon => "DOC104",
            Self::UnclosedQuote => "DOC105",
            Self::WrongIndentation => "DOC106",
            Self::UnknownAlias => "DOC107",
            Self::TooDeep => "DOC108",
            Self::TooLarge => "DOC109",
            Self::TooManyAliases => "DOC110",
            Self::BadMergeKey => "DOC111",
            Self::ControlCharacter => "DOC112",
            Self::TextTooLong => "DOC113",
            Self::TooManyProblems => "DOC114",
            Self::UnknownKey => "DOC120",
            Self::DuplicateKey => "DOC121",
            Self::JoinedSynonyms => "DOC122",
            Self::WrongType => "DOC123",
            Self::UnknownLanguage => "DOC124",
            Self::UnknownProfile => "DOC125",
            Self::UnknownRoleReference => "DOC126",
            Self::UnknownActivity => "DOC127",
            Self::UnknownPhase => "DOC128",
            Self::BadRaci => "DOC129",
            Self::BadShare => "DOC130",
            Self::NoDuties => "DOC131",
            Self::NoRoleName => "DOC132",
            Self::SuppressionWithoutReason => "DOC140",
            Self::SuppressionOfUnknownRule => "DOC141",
            Self::UnusedSuppression => "DOC142",
            Self::PackUnknownKey => "DOC160",
            Self::PackMissingKey => "DOC161",
            Self::PackWrongValue => "DOC162",
            Self::PackMisplacedFile => "DOC163",
            Self::PackUnknownName => "DOC164",
            Self::PackNameTaken => "DOC165",
            Self::PackBadPhrase => "DOC166",
            Self::PackExampleMissed => "DOC167",
            Self::PackExampleElsewhere => "DOC168",
            Self::PackExampleNoisy => "DOC169",
            Self::PackLanguageMissing => "DOC170",
        }
    }

    /// True where a file cannot be read further, or a pack cannot be used: nothing hides such a fault.
    pub fn is_fatal(self) -> bool {
        self <= Self::ControlCharacter || self >= Self::PackUnknownKey
    }
}

impl From<ProblemKind> for FaultKind {
    fn from(kind: ProblemKind) -> Self {
        match kind {
            ProblemKind::Tab => Self::TabIndentation,
            ProblemKind::MissingSpace => Self::MissingSpaceAfterColon,
            ProblemKind::UnquotedColon => Self::UnquotedColon,
            ProblemKind::UnclosedQuote | ProblemKind::TextAfterQuote => Self::UnclosedQuote,
            ProblemKind::Indentation => Self::WrongIndentation,
            ProblemKind::UnknownAlias | ProblemKind::SelfAlias => Self::UnknownAlias,
            ProblemKind::TooDeep => Self::TooDeep,
            ProblemKind::TooLarge => Self::TooLarge,
            ProblemKind::TooManyAliases => Self::TooManyAliases,
            ProblemKind::DuplicateKey => Self::DuplicateKey,
            ProblemKind::BadMerge => Self::BadMergeKey,
            ProblemKind::Control => Self::ControlCharacter,
            ProblemKind::MissingColon
            | ProblemKind::UnclosedBracket
            | ProblemKind::BadEscape
            | ProblemKind::SpecialStart
            | ProblemKind::Other => Self::BrokenYaml,
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub kind: FaultKind,
    pub span: Span,
    /// The author's words that are wrong; `{words}` in the rule's texts.
    pub words: String,
    /// What was probably meant, what is allowed here, or the parser's own words; `{hint}` in the rule's texts.
    pub hint: Option<String>,
    /// The role that it stands in, where there is one: id of a canonical role, or the custom role's name.
    pub role: Option<String>,
}

/// Faults as they are found, up to as many as are told; those that keep a file from being read have a count of their
/// own, so that no other hides them.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) told: Vec<Fault>,
    fatal: usize,
    others: usize,
    is_full: bool,
}

impl Faults {
    /// True where no more are told.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    pub(super) fn push(&mut self, fault: Fault) {
        let count = if fault.kind.is_fatal() {
            &mut self.fatal
        } else {
            &mut self.others
        };
        *count += 1;
        if *count <= limits::FAULTS {
            self.told.push(fault);
        } else if !self.is_full {
            self.is_full = true;
            self.told.push(Fault {
                kind: FaultKind::TooManyProblems,
                words: limits::FAULTS.to_string(),
                hint: None,
                ..fault
            });
        }
    }
}

impl Fault {
    /// A problem of the YAML, in the words of a fault.
    pub(crate) fn of_yaml(problem: &Problem, source: &Source) -> Self {
        let is_silent = problem.detail.is_empty() || problem.kind == ProblemKind::Other;
        Self {
            kind: problem.kind.into(),
            span: problem.span,
            words: if is_silent {
                source.slice(problem.span).to_owned()
            } else {
                problem.detail.clone()
            },
            hint: (problem.kind == ProblemKind::Other).then(|| problem.detail.clone()),
            role: None,
        }
    }
}
