//! The whole program against what nothing can be faster than, each row as a ratio: `cargo bench --bench whole`.
//!
//! `F` is one thread that walks, reads and parses the same files. Commands run in turn, and medians count.

#[cfg(unix)]
mod corpus;
#[cfg(unix)]
mod floor;
#[cfg(unix)]
mod run;
#[cfg(unix)]
mod table;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // What a process took is told on Unix alone.
    #[cfg(unix)]
    table::main()?;
    Ok(())
}
