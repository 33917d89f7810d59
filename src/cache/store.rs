//! The file of a store: the entries one behind the other, then what they are found by, then how to read that.
//!
//! | bytes | |
//! |---|---|
//! | entries | as they were given |
//! | 40 each | key of each entry, its length, and its hash |
//! | 16 | key of what made them |
//! | 8 | number of entries |
//! | 16 | hash of all that is not entries |

use super::Key;
use crate::replace::Replacement;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

const KEY: usize = 16;
const NUMBER: usize = 8;
const HEAD: usize = KEY + NUMBER + KEY;
const TAIL: usize = KEY + NUMBER + KEY;

/// What there is. Entries are read from the file when they are asked for: there may be more of them than fit into memory.
#[derive(Debug)]
pub(super) struct Store {
    file: File,
    /// Sorted by key.
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    key: Key,
    start: u64,
    length: usize,
    check: Key,
    is_used: AtomicBool,
}

impl Store {
    /// None where there is no such file, or it is damaged, or something else made it.
    pub(super) fn open(place: &Path, maker: Key) -> Option<Self> {
        let mut file = File::open(place).ok()?;
        let entries = entries(&mut file, maker)?;
        Some(Self { file, entries })
    }

    pub(super) fn get(&self, key: Key) -> Option<Vec<u8>> {
        let at = self.entries.binary_search_by_key(&key, |entry| entry.key);
        let entry = &self.entries[at.ok()?];
        let bytes = self.read(entry)?;
        entry.is_used.store(true, Ordering::Relaxed);
        Some(bytes)
    }

    fn read(&self, entry: &Entry) -> Option<Vec<u8>> {
        let mut bytes = vec![0; entry.length];
        read_at(&self.file, entry.start, &mut bytes).ok()?;
        (Key::new(&[&bytes]) == entry.check).then_some(bytes)
    }

    /// The entries that were asked for, or the others, each with its key, in the order in which they were written.
    pub(super) fn entries(&self, used: bool) -> impl Iterator<Item = (Key, Vec<u8>)> {
        let is_meant = |entry: &&Entry| entry.is_used.load(Ordering::Relaxed) == used;
        let mut entries: Vec<&Entry> = self.entries.iter().filter(is_meant).collect();
        entries.sort_by_key(|entry| entry.start);
        let entries = entries.into_iter();
        entries.filter_map(|entry| Some((entry.key, self.read(entry)?)))
    }
}

/// Reads without moving to the place, so that no thread waits for another.
#[cfg(unix)]
fn read_at(file: &File, start: u64, bytes: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

#[cfg(windows)]
fn read_at(file: &File, mut start: u64, mut bytes: &mut [u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, bytes, start)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        start += count as u64;
        bytes = &mut bytes[count..];
    }
    Ok(())
}

/// Elsewhere nothing is remembered.
#[cfg(not(any(unix, windows)))]
fn read_at(_: &File, _: u64, _: &mut [u8]) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn entries(file: &mut File, maker: Key) -> Option<Vec<Entry>> {
    let length = file.seek(SeekFrom::End(0)).ok()?;
    let tail_at = length.checked_sub(TAIL as u64)?;
    let mut tail = [0; TAIL];
    file.seek(SeekFrom::Start(tail_at)).ok()?;
    file.read_exact(&mut tail).ok()?;
    let (made_by, rest) = tail.split_first_chunk()?;
    let (count, check) = rest.split_first_chunk()?;
    let count = u64::from_le_bytes(*count);
    let heads_at = tail_at.checked_sub(count.checked_mul(HEAD as u64)?)?;
    if Key::from_bytes(*made_by) != maker {
        return None;
    }
    let mut heads = vec![0; usize::try_from(tail_at - heads_at).ok()?];
    file.seek(SeekFrom::Start(heads_at)).ok()?;
    file.read_exact(&mut heads).ok()?;
    if Key::new(&[&heads, &maker.bytes()]).bytes() != check {
        return None;
    }
    let mut start = 0;
    let mut entries = Vec::new();
    for head in heads.as_chunks::<HEAD>().0 {
        let (key, rest) = head.split_first_chunk()?;
        let (length, check) = rest.split_first_chunk()?;
        let length = u64::from_le_bytes(*length);
        entries.push(Entry {
            key: Key::from_bytes(*key),
            start,
            length: usize::try_from(length).ok()?,
            check: Key::from_bytes(*check.first_chunk()?),
            is_used: AtomicBool::new(false),
        });
        start = start.checked_add(length)?;
    }
    if start != heads_at {
        return None;
    }
    entries.sort_by_key(|entry| entry.key);
    Some(entries)
}

/// A store that is written as its entries come: thousands of them are not kept in memory.
#[derive(Debug)]
pub(super) struct Draft {
    out: BufWriter<Replacement>,
    heads: Vec<u8>,
    /// Bytes of all entries.
    pub(super) length: usize,
}

impl Draft {
    /// # Errors
    /// Where the folder is not there and cannot be made, or takes no file.
    pub(super) fn new(place: &Path) -> io::Result<Self> {
        let mut folders = fs::DirBuilder::new();
        folders.recursive(true);
        // What teams say of themselves is nobody else's.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
        folders.create(place.parent().unwrap_or(place))?;
        Ok(Self {
            out: BufWriter::new(Replacement::private(place)?),
            heads: Vec::new(),
            length: 0,
        })
    }

    pub(super) fn add(&mut self, key: Key, bytes: &[u8]) -> io::Result<()> {
        self.heads.extend(key.bytes());
        self.heads.extend((bytes.len() as u64).to_le_bytes());
        self.heads.extend(Key::new(&[bytes]).bytes());
        self.length += bytes.len();
        self.out.write_all(bytes)
    }

    /// Takes the place of the store that there was.
    pub(super) fn finish(mut self, maker: Key) -> io::Result<()> {
        let count = (self.heads.len() / HEAD) as u64;
        let maker = maker.bytes();
        self.out.write_all(&self.heads)?;
        self.out.write_all(&maker)?;
        self.out.write_all(&count.to_le_bytes())?;
        let check = Key::new(&[&self.heads, &maker]);
        self.out.write_all(&check.bytes())?;
        let new = self.out.into_inner();
        new.map_err(io::IntoInnerError::into_error)?.finish()
    }
}
