//! Compiles the pack under `roles/` into the tables that the binary carries.

#[path = "src/language/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "the build needs a part of it"
)]
mod language;
#[path = "src/lexicon/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "the build needs a part of it"
)]
mod lexicon;
#[path = "src/pack/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "the build needs a part of it"
)]
mod pack;

use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=roles");
    for module in ["language", "lexicon", "pack"] {
        println!("cargo::rerun-if-changed=src/{module}");
    }
    let files = pack::files_under(Path::new("roles"))?;
    let loaded = pack::load(&files);
    for problem in &loaded.problems {
        println!(
            "cargo::error=roles/{}: {}: {}",
            problem.file,
            problem.words,
            problem.message.replace('\n', " ")
        );
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("core.pack"), &loaded.core)?;
    for (language, tables) in language::Language::ALL.into_iter().zip(&loaded.tables) {
        std::fs::write(out.join(format!("{}.pack", language.code())), tables)?;
    }
    Ok(())
}
