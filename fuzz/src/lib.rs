//! What must hold for any bytes whatever: one file a target. `cargo fuzz` and `cargo test --test hostile` call the same.

pub mod check;
pub mod compare;
pub mod config;
pub mod fix;
pub mod pack;
pub mod shown;
pub mod suppressions;

use rolelint::config::{Asked, Configs};
use rolelint::language::Language;
use rolelint::lint::{self, Linted};
use rolelint::workspace::Request;
use std::path::PathBuf;

/// What a file of random bytes is called.
pub const NAME: &str = "strange.yaml";

/// A target, and what it is called.
pub type Target = (&'static str, fn(&[u8]));

pub const TARGETS: [Target; 6] = [
    ("check", check::hold),
    ("compare", compare::hold),
    ("config", config::hold),
    ("fix", fix::hold),
    ("pack", pack::hold),
    ("suppressions", suppressions::hold),
];

/// Everything that can be told, and no configuration.
pub fn asked() -> Asked {
    Asked {
        is_isolated: true,
        is_pedantic: true,
        locale: Language::En,
        ..Asked::default()
    }
}

/// A request for one file that holds these bytes, on no disk.
pub fn request(bytes: &[u8]) -> Request {
    Request {
        paths: vec![PathBuf::from("-")],
        stdin_filename: Some(NAME.into()),
        texts: [(NAME.to_owned(), bytes.to_vec())].into(),
        threads: Some(1),
        ..Request::default()
    }
}

/// What is found in it.
pub fn lint(request: &Request) -> Linted {
    let mut configs = Configs::new(asked(), rolelint::pack()).expect("there is a folder to be in");
    lint::lint(request, &mut configs).expect("nothing keeps such a run from beginning")
}
