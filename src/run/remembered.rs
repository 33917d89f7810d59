//! Where `check` remembers what files say, and for whom.

use crate::cache::{Cache, Key};
use crate::cli::Check;
use crate::kit::Kit;
use etcetera::BaseStrategy;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The store of the runs from this folder; none where nothing shall be remembered, or nobody can say where.
pub(super) fn cache(check: &Check, kit: &Kit, directory: &Path) -> Option<Cache> {
    // Whoever wants no names in a report wants none anywhere else.
    if check.no_cache || check.input.redact_people {
        return None;
    }
    let folder = match &check.cache_dir {
        Some(folder) => folder.clone(),
        None => folder()?,
    };
    let packs = kit
        .sources()
        .flat_map(|source| [source.path(), source.text()]);
    let packs: Vec<&[u8]> = packs.map(str::as_bytes).collect();
    let packs = Key::new(&packs);
    let maker = move || Some(Key::new(&[program()?.as_bytes(), &packs.bytes()]));
    let name = directory.as_os_str().as_encoded_bytes();
    Some(Cache::new(&folder, Key::new(&[name]), maker))
}

/// `rolelint` in the user's folder for caches.
fn folder() -> Option<PathBuf> {
    let all = etcetera::choose_base_strategy().ok()?.cache_dir();
    Some(all.join("rolelint"))
}

/// The program as it is: two builds of one version may differ.
fn program() -> Option<String> {
    let about = std::env::current_exe().ok()?.metadata().ok()?;
    let time = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {} {}", about.len(), time.as_nanos()))
}
