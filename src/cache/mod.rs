//! What former runs made of files, found by what it was made from: a run of thousands of files works again only on those
//! that changed.
//!
//! Nothing depends on it: where it cannot be read or written, all is made anew.

mod store;

use siphasher::sip128::{Hasher128, SipHasher13};
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use store::{Draft, Store};

/// Ends the names of stores.
const ENDING: &str = "cache";

/// A store that was not written for so long is not missed.
const OLD: Duration = Duration::from_secs(30 * 24 * 3600);

/// The hash of all that something was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u128);

impl Key {
    /// Of parts: `ab` and `c` is another key than `a` and `bc`.
    pub fn new(parts: &[&[u8]]) -> Self {
        let mut hasher = SipHasher13::new();
        for part in parts {
            hasher.write(&(part.len() as u64).to_le_bytes());
            hasher.write(part);
        }
        Self(hasher.finish128().as_u128())
    }

    pub fn bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_le_bytes(bytes))
    }
}

/// What runs remember that look at the same files: one store, in a file.
#[derive(Debug)]
pub struct Cache {
    place: PathBuf,
    /// What made all of it, such as the program; asked only in long runs.
    maker: LazyLock<Option<Key>, Box<dyn FnOnce() -> Option<Key> + Send>>,
    /// What there was, read when it is first asked for.
    old: OnceLock<Option<Store>>,
    new: Mutex<New>,
}

/// What a run adds.
#[derive(Debug)]
enum New {
    Nothing,
    Some(Draft),
    /// It cannot be written.
    Failed,
}

impl Cache {
    /// In a folder the store with this name, of what was made by the same. Where nobody knows by what, nothing is
    /// remembered.
    pub fn new(
        folder: &Path,
        name: Key,
        maker: impl FnOnce() -> Option<Key> + Send + 'static,
    ) -> Self {
        Self {
            place: folder.join(format!("{:032x}.{ENDING}", name.0)),
            maker: LazyLock::new(Box::new(maker)),
            old: OnceLock::new(),
            new: Mutex::new(New::Nothing),
        }
    }

    /// What was made from this.
    pub fn get(&self, key: Key) -> Option<Vec<u8>> {
        let open = || Store::open(&self.place, (*self.maker)?);
        self.old.get_or_init(open).as_ref()?.get(key)
    }

    /// Remembers what was made from something.
    pub fn put(&self, key: Key, bytes: &[u8]) {
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        if let New::Nothing = *new {
            *new = Draft::new(&self.place).map_or(New::Failed, New::Some);
        }
        if let New::Some(draft) = &mut *new
            && draft.add(key, bytes).is_err()
        {
            *new = New::Failed;
        }
    }

    /// Writes the store anew where something was added, with all that was asked for, and with as much of what was not:
    /// branches are left and come back.
    pub fn finish(self) {
        let new = self.new.into_inner();
        let New::Some(mut draft) = new.unwrap_or_else(PoisonError::into_inner) else {
            return;
        };
        let Some(maker) = *self.maker else {
            return;
        };
        // What cannot be written is made again next time.
        let old = self.old.into_inner().flatten();
        let is_kept = old.is_none_or(|old| keep(&old, &mut draft).is_ok());
        if is_kept && draft.finish(maker).is_ok() {
            sweep(&self.place);
        }
    }
}

fn keep(old: &Store, new: &mut Draft) -> io::Result<()> {
    for (key, bytes) in old.entries(true) {
        new.add(key, &bytes)?;
    }
    let most = 2 * new.length;
    for (key, bytes) in old.entries(false) {
        if new.length + bytes.len() > most {
            break;
        }
        new.add(key, &bytes)?;
    }
    Ok(())
}

/// Removes the stores beside this one that nobody has written for long.
fn sweep(place: &Path) {
    let folder = place.parent().unwrap_or(place);
    // What cannot be listed or removed is in nobody's way.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let changed = entry.metadata().and_then(|about| about.modified());
        let age = changed.ok().and_then(|changed| changed.elapsed().ok());
        if path.extension().is_some_and(|ending| ending == ENDING)
            && age.is_some_and(|age| age > OLD)
        {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u8) -> Key {
        Key::new(&[&[number]])
    }

    fn cache(folder: &Path) -> Cache {
        Cache::new(folder, key(0), || Some(key(1)))
    }

    fn entry(number: u8) -> Vec<u8> {
        vec![number; usize::from(number)]
    }

    /// Remembers these, having asked for those.
    fn run(folder: &Path, put: impl IntoIterator<Item = u8>, asked: &[u8]) {
        let cache = cache(folder);
        for number in asked {
            cache.get(key(*number));
        }
        for number in put {
            cache.put(key(number), &entry(number));
        }
        cache.finish();
    }

    fn known(folder: &Path) -> Vec<u8> {
        let cache = cache(folder);
        let mut known = Vec::new();
        for number in 0..=u8::MAX {
            if let Some(bytes) = cache.get(key(number)) {
                assert_eq!(bytes, entry(number));
                known.push(number);
            }
        }
        known
    }

    #[test]
    fn parts_are_told_apart() {
        assert_ne!(Key::new(&[b"ab", b"c"]), Key::new(&[b"a", b"bc"]));
        assert_eq!(Key::new(&[b"ab"]), Key::new(&[b"ab"]));
    }

    #[test]
    fn what_is_put_is_there_next_time() {
        let folder = tempfile::tempdir().unwrap();
        assert!(known(folder.path()).is_empty());
        run(folder.path(), [3, 0, 200], &[]);
        assert_eq!(known(folder.path()), [0, 3, 200]);
        let other = Cache::new(folder.path(), key(0), || Some(key(2)));
        assert_eq!(other.get(key(3)), None);
        let other = Cache::new(folder.path(), key(9), || Some(key(1)));
        assert_eq!(other.get(key(3)), None);
    }

    #[test]
    fn what_nobody_asks_for_is_kept_while_it_is_no_more_than_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path(), [50, 51, 52], &[]);
        run(folder.path(), [60], &[51]);
        assert_eq!(known(folder.path()), [50, 51, 52, 60]);
        run(folder.path(), [10], &[52]);
        assert_eq!(known(folder.path()), [10, 52, 60]);
        for number in 100..200 {
            run(folder.path(), [number], &[]);
        }
        assert_eq!(known(folder.path()), [199]);
    }

    #[test]
    fn no_damage_makes_something_else_of_it() {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path(), [3, 7, 20], &[]);
        let place = cache(folder.path()).place;
        let whole = fs::read(&place).unwrap();
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut bytes = whole.clone();
                bytes[at] ^= 1 << bit;
                fs::write(&place, bytes).unwrap();
                // `known` looks at each that is there.
                assert!(known(folder.path()).len() < 3);
            }
            fs::write(&place, &whole[..at]).unwrap();
            assert!(known(folder.path()).is_empty());
        }
        fs::write(&place, [&[7], &*whole].concat()).unwrap();
        assert!(known(folder.path()).is_empty());
    }

    #[test]
    fn a_store_that_is_old_goes() {
        let folder = tempfile::tempdir().unwrap();
        let time = std::time::SystemTime::now() - 2 * OLD;
        for name in ["old.cache", "old.txt"] {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            file.set_modified(time).unwrap();
        }
        run(folder.path(), [1], &[]);
        assert!(!folder.path().join("old.cache").exists());
        assert!(folder.path().join("old.txt").exists());
        assert_eq!(known(folder.path()), [1]);
    }
}
