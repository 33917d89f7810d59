//! Compiles the pack under `roles/` into the tables that the binary carries.
#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the build needs a part of these modules"
)]

#[path = "src/classifier/mod.rs"]
mod classifier;
#[path = "src/language/mod.rs"]
mod language;
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/pack/mod.rs"]
mod pack;
#[path = "src/packed.rs"]
mod packed;

use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=roles");
    for module in ["classifier", "language", "lexicon", "pack", "packed.rs"] {
        println!("cargo::rerun-if-changed=src/{module}");
    }
    let files = pack::files_under(Path::new("roles"))?;
    let loaded = pack::load(&files);
    for problem in &loaded.problems {
        println!(
            "cargo::error=roles/{}: {}: {}",
            problem.file,
            problem.words,
            problem.kind.to_string().replace('\n', " ")
        );
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("core.pack"), &loaded.core)?;
    for language in language::Language::ALL {
        let bytes = &loaded.tables[language as usize];
        std::fs::write(out.join(format!("{}.pack", language.code())), bytes)?;
        let tables = lexicon::Tables::open(bytes).ok_or("the tables cannot be read back")?;
        let model = classifier::learn(&loaded.phrasings[language as usize], &tables, language);
        std::fs::write(
            out.join(format!("{}.model", language.code())),
            model.to_bytes(),
        )?;
    }
    Ok(())
}
