//! The command line: what can be said, and nothing of what it does.

use crate::language::Language;
use crate::report::catalogue::ListFormat;
use crate::report::compared::TableAs;
use crate::report::{Format, TableFormat};
use crate::table::By;
use clap::builder::FalseyValueParser;
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Finds what goes wrong when teams write down who does what
#[derive(Debug, Parser)]
#[command(name = "rolelint", version, about, after_help = EXAMPLES)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// What the program was called with; ends it where that cannot be understood.
    pub fn called() -> Self {
        let mut matches = without_empty(Self::command()).get_matches();
        Self::from_arg_matches_mut(&mut matches).unwrap_or_else(|error| error.exit())
    }

    /// All commands with all that they take, for those who describe them.
    pub fn declared() -> clap::Command {
        Self::command().mut_subcommands(Command::taking)
    }
}

/// A variable of the environment that is empty says nothing, as in pipelines that leave a field blank.
fn without_empty(command: clap::Command) -> clap::Command {
    let said = |arg: clap::Arg| {
        let value = arg.get_env().and_then(std::env::var_os);
        let is_empty = value.is_some_and(|value| value.is_empty());
        if is_empty { arg.env(None) } else { arg }
    };
    command.mut_args(said).mut_subcommands(without_empty)
}

const EXAMPLES: &str = "\
Examples:
  rolelint check                           check all roles below the working directory
  rolelint check roles/ --profile safe     ask what SAFe would say
  rolelint check --output-format concise   one line a finding
  rolelint explain PO008                   why a rule speaks, and what to write instead
  rolelint inspect po.yaml                 how a file was read

Exit status: 0 clean, 1 findings at or above --fail-on, 2 something is wrong with the run itself";

const CHECK_EXAMPLES: &str = "\
Examples:
  rolelint check                           all roles below the working directory
  rolelint check po.yaml sm.yaml           two files
  rolelint check - --stdin-filename po.yaml < po.yaml
  rolelint check --select PO,MRG --ignore backlog-secretary
  rolelint check --output-format json -o findings.json --exit-zero";

const COMPARE_EXAMPLES: &str = "\
Examples:
  rolelint compare po bpo                  the canonical roles
  rolelint compare po pm scrum-master --profile scrum
  rolelint compare po bpo charter.yaml     the roles of a charter, phase by phase
  rolelint compare po roles/ --canonical   what is missing, extra, somebody else's
  rolelint compare po --against HEAD~5     what the role gained and lost
  rolelint compare po bpo --lang de --output-format html -o comparison.html";

const INIT_EXAMPLES: &str = "\
Examples:
  rolelint init                            a Scrum Team, in the working directory
  rolelint init roles --template telephony --lang de
  rolelint init --pack our-rules           a pack with a rule, an activity and a name of a role
  rolelint test our-rules                  whether its examples hold";

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Language of the messages [default: that of the locale, else en]
    #[arg(long, global = true, value_name = "LANGUAGE", env = "ROLELINT_LANG")]
    pub lang: Option<Tongue>,
    /// When to use colors
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Use this configuration file for all files, and search for none
    #[arg(long, global = true, value_name = "FILE", env = "ROLELINT_CONFIG")]
    pub config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, global = true)]
    pub isolated: bool,
    /// A pack of your own, a folder with rules, roles, activities or words; repeatable
    #[arg(long, global = true, value_name = "DIR")]
    pub pack: Vec<PathBuf>,
    /// Leave out notes and summaries
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Tell more: which files are skipped, and why
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Write to a file instead of standard output, whole or not at all
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
}

/// The commands: what each is about is known at once, what it takes is declared when it is called or described.
macro_rules! commands {
    ($($(#[doc = $about:literal])+ $name:ident($said:ty) = $($word:literal)|+,)+) => {
        #[derive(Debug)]
        pub enum Command {
            $($(#[doc = $about])+ $name($said),)+
        }

        impl Command {
            /// A command with what it takes, at once.
            fn taking(command: clap::Command) -> clap::Command {
                let place = command.get_display_order();
                match command.get_name() {
                    $(name if name == [$($word),+][0] => {
                        taking::<$said>(declared(&[$($word),+], concat!($($about),+)))
                            .display_order(place)
                    })+
                    _ => command,
                }
            }
        }

        impl Subcommand for Command {
            fn augment_subcommands(command: clap::Command) -> clap::Command {
                let commands = [$(
                    declared(&[$($word),+], concat!($($about),+))
                        .defer(taking::<$said>),
                )+];
                command.subcommands(commands)
            }

            fn augment_subcommands_for_update(command: clap::Command) -> clap::Command {
                Self::augment_subcommands(command)
            }

            fn has_subcommand(name: &str) -> bool {
                [$($($word),+),+].contains(&name)
            }
        }

        impl FromArgMatches for Command {
            fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
                Self::from_arg_matches_mut(&mut matches.clone())
            }

            fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, clap::Error> {
                match matches.remove_subcommand() {
                    $(Some((name, mut own)) if [$($word),+].contains(&name.as_str()) => {
                        <$said>::from_arg_matches_mut(&mut own).map(Self::$name)
                    })+
                    Some(_) | None => Err(clap::Error::new(ErrorKind::MissingSubcommand)),
                }
            }

            fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
                *self = Self::from_arg_matches(matches)?;
                Ok(())
            }
        }
    };
}

/// A command with what it takes. The options that it shares with others bring texts of their own.
fn taking<A: Args>(command: clap::Command) -> clap::Command {
    let about = command.get_about().cloned().unwrap_or_default();
    let command = without_empty(A::augment_args(command));
    command.about(about).long_about(None)
}

/// A command by its name, other names for it, and what it is about.
fn declared(words: &[&'static str], about: &'static str) -> clap::Command {
    clap::Command::new(words[0])
        .visible_aliases(words[1..].iter().copied())
        .about(about.trim())
}

commands! {
    /// Check roles and charters
    Check(Box<Check>) = "check",
    /// Accept today's findings, so that only new ones count
    Baseline(Baseline) = "baseline",
    /// Show how files were read: roles, holders, activities and stances
    Inspect(Inspect) = "inspect",
    /// Rewrite old and foreign keys to the canonical ones
    Migrate(Migrate) = "migrate",
    /// Explain a rule: why it speaks, what to write instead, and who disagrees; or a profile, a role, an activity
    Explain(Explain) = "explain",
    /// List the rules
    Rules(Rules) = "rules",
    /// List the canonical roles, or show one in full
    Roles(Roles) = "roles",
    /// Set roles side by side: who does what, where they meet, what nobody does
    Compare(Box<Compare>) = "compare" | "diff",
    /// Show who does what: activities or phases against roles, with R, A, C and I
    Matrix(Box<Matrix>) = "matrix",
    /// Write a commented charter and rolelint.yaml to begin with, or a pack; never over another file
    Init(Init) = "init",
    /// Print a JSON Schema for editors: of role files, or of rolelint.yaml
    Schema(Schema) = "schema",
    /// Try the examples of rules: those of packs, or all that are built in
    Test(Test) = "test",
    /// Print the completion script of a shell
    Completions(Completions) = "completions",
    /// Print the man page
    Man(Man) = "man",
}

#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Check {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub rules: Selectors,
    #[command(flatten)]
    pub fixing: Fixing,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["diff", "add_ignore", "show_files"])]
    pub watch: bool,
    /// Accepted findings [default: rolelint-baseline.json in the working directory, if it is there]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// How the findings are written [default: human]
    #[arg(long, value_name = "FORMAT", env = "ROLELINT_OUTPUT_FORMAT")]
    pub output_format: Option<Format>,
    /// Report only on roles that changed since a revision of git; all others are known
    #[arg(long, value_name = "REVISION")]
    pub since: Option<String>,
    /// Lowest severity that makes the exit status 1
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub fail_on: FailOn,
    /// Exit with 0 even where there are findings
    #[arg(long)]
    pub exit_zero: bool,
    /// Exit with 2 where no file holds a role
    #[arg(long)]
    pub error_on_no_files: bool,
    /// List the files that would be checked, and check none
    #[arg(long)]
    pub show_files: bool,
    /// List all values that count for the paths, and who says each; check nothing
    #[arg(long)]
    pub show_settings: bool,
    /// Tell what is less sure and what schools contest, too
    #[arg(long)]
    pub pedantic: bool,
    /// Count the findings by rule instead of showing them (human, concise, json, json-lines, markdown)
    #[arg(long)]
    pub statistics: bool,
    /// Remember nothing of the files, and use nothing that was remembered
    #[arg(long, env = "ROLELINT_NO_CACHE", value_parser = FalseyValueParser::new())]
    pub no_cache: bool,
    /// Where long runs remember what files say [default: rolelint in your folder for caches]
    #[arg(long, value_name = "DIR", env = "ROLELINT_CACHE_DIR")]
    pub cache_dir: Option<PathBuf>,
}

/// What is written into the files that are checked.
#[derive(Debug, Default, Args)]
pub struct Fixing {
    /// Make findings go away where that cannot change what is meant
    #[arg(long)]
    pub fix: bool,
    /// Fix more: what changes what is said, so that somebody has to agree (with --fix or --diff)
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show what --fix would change, write nothing, and exit with 1 where it is something
    #[arg(long, conflicts_with = "redact_people")]
    pub diff: bool,
    /// Accept what is found: write comments that suppress it, with this reason
    #[arg(long, value_name = "REASON", conflicts_with_all = ["fix", "unsafe_fixes"])]
    pub add_ignore: Option<String>,
}

#[derive(Debug, Args)]
pub struct Baseline {
    #[command(subcommand)]
    pub action: BaselineAction,
}

#[derive(Debug, Subcommand)]
pub enum BaselineAction {
    /// Write a file of all findings; never over another
    Create(Box<BaselineRun>),
    /// Accept new findings too, drop those that are no more, keep all reasons
    Update(Box<BaselineRun>),
    /// Drop the entries whose findings are no more
    Prune(Box<BaselineRun>),
}

#[derive(Debug, Args)]
pub struct BaselineRun {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub rules: Selectors,
    /// Accept what is less sure and what schools contest, too
    #[arg(long)]
    pub pedantic: bool,
    /// The file of accepted findings
    #[arg(long, value_name = "FILE", default_value = crate::baseline::FILE)]
    pub baseline: PathBuf,
}

/// What is read, and as what.
#[derive(Debug, Args)]
pub struct Input {
    /// Files and folders; `-` is standard input [default: the working directory]
    pub paths: Vec<PathBuf>,
    /// Profile to judge by, whatever the files say [default: what they say, else scrum]
    #[arg(long, value_name = "PROFILE")]
    pub profile: Option<String>,
    /// Language of the texts where the files do not say [default: guessed]
    #[arg(long, value_name = "LANGUAGE")]
    pub text_lang: Option<Tongue>,
    /// Path that standard input is shown with, and by which its configuration is found; stands for `-` alone, too
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
    /// Files and folders to leave out, written as in a .gitignore
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    pub exclude: Vec<String>,
    /// Leave out excluded files even where they are named
    #[arg(long)]
    pub force_exclude: bool,
    /// Read files that .gitignore leaves out, too
    #[arg(long)]
    pub no_respect_gitignore: bool,
    /// Show holders as "person 1", "person 2"
    #[arg(long)]
    pub redact_people: bool,
    /// How many files are read at a time [default: as many as there are processors]
    #[arg(short = 'j', long, value_name = "NUMBER", value_parser = threads)]
    pub threads: Option<usize>,
}

/// At least one.
fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("not a number from 1 on".to_owned()),
        Ok(number) => Ok(number),
    }
}

/// Which rules run. The most exact selector decides: `--select PO --ignore PO008`.
#[derive(Debug, Default, Args)]
pub struct Selectors {
    /// Only these rules: codes, names, or beginnings of codes such as PO
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// All but these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// These rules besides those of --select
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub extend_select: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Inspect {
    #[command(flatten)]
    pub input: Input,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub output_format: TableFormat,
}

#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    pub input: Input,
    /// Write nothing, list the files that would change, and exit with 1 where there are any
    #[arg(long)]
    pub check: bool,
    /// Write nothing, show what would change, and exit with 1 where it is something
    #[arg(long, conflicts_with_all = ["check", "redact_people"])]
    pub diff: bool,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// Code or name of a rule; `profile:safe`, `role:po`, `activity:order-backlog`
    #[arg(value_name = "RULE")]
    pub what: String,
}

#[derive(Debug, Args)]
pub struct Rules {
    /// Only these: codes, names, or beginnings of codes such as PO
    pub filter: Vec<String>,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub output_format: ListFormat,
    /// Show the severities of this profile
    #[arg(long, value_name = "PROFILE", default_value = "scrum")]
    pub profile: String,
}

#[derive(Debug, Args)]
pub struct Roles {
    /// Id, title, alias or short form
    pub role: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = COMPARE_EXAMPLES, mut_arg("paths", |paths| paths
    .value_name("ROLE|PATH")
    .help("Roles by id, title or alias; what exists as a path, contains `/`, or ends in .yaml or .yml is a path")))]
pub struct Compare {
    #[command(flatten)]
    pub input: Input,
    /// What the rows are [default: phases where there are any, else areas; needs files]
    #[arg(long, value_name = "ROWS")]
    pub by: Option<By>,
    /// Set each role of the files beside the canonical one
    #[arg(long, conflicts_with_all = ["by", "against"])]
    pub canonical: bool,
    /// Show what roles gained and lost since this git revision
    #[arg(long, value_name = "REVISION", conflicts_with = "by")]
    pub against: Option<String>,
    #[command(flatten)]
    pub shown: Shown,
}

#[derive(Debug, Args)]
pub struct Matrix {
    #[command(flatten)]
    pub input: Input,
    /// What the rows are [default: activity]
    #[arg(long, value_name = "ROWS")]
    pub by: Option<By>,
    #[command(flatten)]
    pub shown: Shown,
}

/// How a table of roles is written.
#[derive(Debug, Args)]
pub struct Shown {
    /// How the table is written [default: what the ending of -o says, else table]
    #[arg(long, value_name = "FORMAT")]
    pub output_format: Option<TableAs>,
    /// Overwrite the file of -o
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
#[command(after_help = INIT_EXAMPLES)]
pub struct Init {
    /// Where the files are written [default: the working directory]
    #[arg(conflicts_with = "pack")]
    pub folder: Option<PathBuf>,
    /// What the charter is about; its language is that of --lang
    #[arg(
        long,
        value_name = "TEMPLATE",
        default_value = "scrum-team",
        conflicts_with = "pack"
    )]
    pub template: Template,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// Product Owner, Scrum Master and Developers
    ScrumTeam,
    /// A system is introduced, with a Product Owner and a Business Process Owner
    Telephony,
    /// A service with its owner and its manager
    ServiceCatalogue,
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// The page of this command, such as `baseline create` [default: that of all]
    #[arg(value_name = "COMMAND")]
    pub path: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Schema {
    /// Of what
    #[arg(default_value = "role")]
    pub of: SchemaOf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Roles and charters
    Role,
    /// rolelint.yaml
    Config,
}

#[derive(Debug, Args)]
pub struct Test {
    /// Folders of packs [default: the built-in rules]
    pub packs: Vec<PathBuf>,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub output_format: TableFormat,
}

/// What is written is said by the options of all commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    En,
    De,
    Fr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::En => Self::En,
            Tongue::De => Self::De,
            Tongue::Fr => Self::Fr,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_keep_what_they_are_about_when_they_are_declared() {
        let about = |command: &clap::Command| -> Vec<(String, String)> {
            let commands = command.get_subcommands();
            let commands = commands.filter(|command| command.get_name() != "help");
            let texts = commands.map(|command| {
                let text = command.get_long_about().or(command.get_about());
                (
                    command.get_name().to_owned(),
                    text.map_or_else(String::new, ToString::to_string),
                )
            });
            texts.collect()
        };
        let mut command = Cli::command();
        let before = about(&command);
        command.build();
        assert_eq!(before, about(&command));
        assert_eq!(before, about(&Cli::declared()));
        let check = command.find_subcommand("check").unwrap();
        assert!(check.get_arguments().count() > 10);
    }
}
