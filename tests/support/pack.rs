//! The pack as it stands under `roles/`.

use rolelint::pack::{Pack, files_under, load};
use std::path::Path;

/// The pack read from disk, so that a changed word counts without a build.
pub(crate) fn pack() -> Pack {
    let loaded = load(&files_under(Path::new("roles")).unwrap());
    let problems = loaded.problems.iter();
    let problems: Vec<String> = problems
        .map(|one| format!("{}: `{}`: {}", one.file, one.words, one.kind))
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    Pack::from_loaded(loaded, rolelint::models()).unwrap()
}
