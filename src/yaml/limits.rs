//! How much of a file is read: bounds that no role file comes near, so that a hostile file ends quickly.

/// Largest file, in bytes: a charter of ten thousand roles is a tenth of it.
pub const FILE_BYTES: usize = 32 << 20;

/// Deepest nesting, aliases followed. A charter needs six levels; walks of the tree may be recursive.
pub const DEPTH: usize = 64;

/// Bytes that aliases may add to a file when each is replaced by what it names. A thousand roles that share four
/// kilobytes fit; a few lines that multiply into gigabytes do not.
pub const ALIASED_BYTES: usize = 4 << 20;

/// What a node counts in [`ALIASED_BYTES`] besides its text.
pub const NODE_BYTES: usize = 16;

/// Longest text of a role that is read, in bytes: more than a thousand words. To see which words belong together takes
/// longer than in proportion.
pub const TEXT_BYTES: usize = 8 << 10;

/// Most problems of one file that are told: who sees a thousand needs no more.
pub const FAULTS: usize = 1000;

/// How often a broken file is read again with its errors mended, to find those behind them. A file with more errors
/// is told its first ones; after that, one a document.
pub const READINGS: usize = 32;

/// Bytes that these readings may take together, so that a large broken file takes no longer than a few sound ones.
pub const READINGS_BYTES: usize = FILE_BYTES;
