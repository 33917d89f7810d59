//! A linter for role definitions: reads who does what, and says where the words go wrong.
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod baseline;
pub mod bounded;
pub mod cache;
pub mod classifier;
pub mod cli;
pub mod config;
pub mod edit;
pub mod error;
pub mod finding;
pub mod fingerprint;
pub mod fix;
pub mod git;
pub mod history;
pub mod kit;
pub mod language;
pub mod lasting;
pub mod lexicon;
pub mod lint;
pub mod model;
pub mod output;
pub mod pack;
pub mod packed;
pub mod path;
pub mod reading;
pub mod replace;
pub mod report;
pub mod rule;
pub mod run;
pub mod schema;
pub mod selection;
pub mod source;
pub mod table;
pub mod workspace;
pub mod yaml;

use std::sync::OnceLock;

/// The pack that the program carries: what stands under `roles/`.
pub fn pack() -> &'static pack::Pack {
    static PACK: OnceLock<pack::Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        let tables = [
            include_bytes!(concat!(env!("OUT_DIR"), "/en.pack")).as_slice(),
            include_bytes!(concat!(env!("OUT_DIR"), "/de.pack")).as_slice(),
            include_bytes!(concat!(env!("OUT_DIR"), "/fr.pack")).as_slice(),
        ];
        pack::Pack::open(
            include_bytes!(concat!(env!("OUT_DIR"), "/core.pack")),
            tables,
            models(),
        )
        .expect("internal: the build has written this pack with the same types")
    })
}

/// The classifiers that the program carries, as bytes, by language.
pub fn models() -> [&'static [u8]; 3] {
    [
        include_bytes!(concat!(env!("OUT_DIR"), "/en.model")).as_slice(),
        include_bytes!(concat!(env!("OUT_DIR"), "/de.model")).as_slice(),
        include_bytes!(concat!(env!("OUT_DIR"), "/fr.model")).as_slice(),
    ]
}
