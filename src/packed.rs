//! Lists as bytes that are read where they stand: a run that judges one small file opens all tables and models, and looks
//! at few places in them.

use std::ops::Range;

/// Numbers of `N` bytes, one behind the other, the lowest byte first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers<'a, const N: usize>(&'a [[u8; N]]);

impl<const N: usize> Numbers<'_, N> {
    pub fn len(self) -> usize {
        self.0.len()
    }

    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Those at these places.
    #[must_use]
    pub fn part(self, range: Range<usize>) -> Self {
        Self(&self.0[range])
    }
}

impl<'a> Numbers<'a, 1> {
    pub fn iter(self) -> impl Iterator<Item = u8> + Clone + use<'a> {
        self.0.iter().map(|&[number]| number)
    }

    pub fn at(self, place: usize) -> u8 {
        self.0[place][0]
    }
}

impl<'a> Numbers<'a, 2> {
    pub fn iter(self) -> impl Iterator<Item = u16> + Clone + use<'a> {
        self.0.iter().map(|&number| u16::from_le_bytes(number))
    }

    pub fn at(self, place: usize) -> u16 {
        u16::from_le_bytes(self.0[place])
    }
}

impl<'a> Numbers<'a, 4> {
    pub fn iter(self) -> impl Iterator<Item = u32> + Clone + use<'a> {
        self.0.iter().map(|&number| u32::from_le_bytes(number))
    }

    pub fn at(self, place: usize) -> u32 {
        u32::from_le_bytes(self.0[place])
    }

    /// Of sorted numbers, the places of those that are this one.
    pub fn places_of(self, wanted: u32) -> Range<usize> {
        let first = self
            .0
            .partition_point(|&number| u32::from_le_bytes(number) < wanted);
        let same = self.0[first..].iter();
        let count = same
            .take_while(|&&number| u32::from_le_bytes(number) == wanted)
            .count();
        first..first + count
    }

    fn range(self, place: usize) -> Range<usize> {
        self.at(place) as usize..self.at(place + 1) as usize
    }
}

/// Lists of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists<'a, const N: usize> {
    /// `numbers[starts[n]..starts[n + 1]]` is list `n`.
    starts: Numbers<'a, 4>,
    numbers: Numbers<'a, N>,
}

impl<'a, const N: usize> Lists<'a, N> {
    pub fn count(self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub fn at(self, place: usize) -> Numbers<'a, N> {
        self.numbers.part(self.starts.range(place))
    }

    pub fn iter(self) -> impl Iterator<Item = Numbers<'a, N>> + use<'a, N> {
        (0..self.count()).map(move |place| self.at(place))
    }
}

/// Texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts<'a> {
    starts: Numbers<'a, 4>,
    /// Their bytes, one text behind the other. Only those that are looked at are checked to be text.
    bytes: Numbers<'a, 1>,
    /// A power of two of slots, twice as many as there are texts or more: the place of a text and one, or 0. A text is
    /// in the slot of its hash, or in the next one that was free.
    slots: Numbers<'a, 4>,
}

impl<'a> Texts<'a> {
    pub fn count(self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub fn at(self, place: usize) -> &'a str {
        std::str::from_utf8(self.bytes_at(place)).unwrap_or_default()
    }

    fn bytes_at(self, place: usize) -> &'a [u8] {
        self.bytes.part(self.starts.range(place)).0.as_flattened()
    }

    pub fn iter(self) -> impl Iterator<Item = &'a str> + use<'a> {
        (0..self.count()).map(move |place| self.at(place))
    }

    /// Of sorted texts, the place of the first that is not before this one.
    pub fn first_from(self, wanted: &str) -> usize {
        let (mut first, mut behind) = (0, self.count());
        while first < behind {
            let middle = first.midpoint(behind);
            if self.bytes_at(middle) < wanted.as_bytes() {
                first = middle + 1;
            } else {
                behind = middle;
            }
        }
        first
    }

    /// The first place of this text.
    pub fn place_of(self, wanted: &str) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut slot = hash(wanted) & last;
        // Half of the slots are free, at least one; to look at each once ends even where bytes lie.
        for _ in 0..self.slots.len() {
            let place = (self.slots.at(slot) as usize).checked_sub(1)?;
            if self.bytes_at(place) == wanted.as_bytes() {
                return Some(place);
            }
            slot = (slot + 1) & last;
        }
        None
    }
}

fn hash(text: &str) -> usize {
    let hash = hash_of(text.bytes());
    (hash ^ hash >> 15) as usize
}

/// FNV-1a: the same on every machine, and quick for a few bytes.
pub fn hash_of(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    bytes.into_iter().fold(0x811c_9dc5, step)
}

/// Writes lists as bytes.
#[derive(Default)]
pub struct Writer {
    pub bytes: Vec<u8>,
}

impl Writer {
    pub fn numbers<const N: usize>(&mut self, numbers: impl IntoIterator<Item = [u8; N]>) {
        let at = self.bytes.len();
        self.bytes.extend([0; 4]);
        let mut count = 0_u32;
        for number in numbers {
            self.bytes.extend(number);
            count += 1;
        }
        self.bytes[at..at + 4].copy_from_slice(&count.to_le_bytes());
    }

    pub fn lists<const N: usize, L: IntoIterator<Item = [u8; N]>>(
        &mut self,
        lists: impl IntoIterator<Item = L>,
    ) {
        let (mut starts, mut numbers) = (vec![count(0)], Vec::new());
        for list in lists {
            numbers.extend(list);
            starts.push(count(numbers.len()));
        }
        self.numbers(starts);
        self.numbers(numbers);
    }

    pub fn texts<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) {
        let (mut starts, mut all) = (vec![count(0)], String::new());
        let mut hashes = Vec::new();
        for text in texts {
            all.push_str(text.as_ref());
            starts.push(count(all.len()));
            hashes.push(hash(text.as_ref()));
        }
        self.numbers(starts);
        self.numbers(all.bytes().map(|byte| [byte]));
        let mut slots = vec![0; (2 * hashes.len()).next_power_of_two()];
        let last = slots.len() - 1;
        for (place, hash) in hashes.into_iter().enumerate() {
            let mut slot = hash & last;
            while slots[slot] != 0 {
                slot = (slot + 1) & last;
            }
            slots[slot] = place + 1;
        }
        self.numbers(slots.into_iter().map(count));
    }
}

/// A length as bytes.
pub fn count(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}

/// Reads lists from bytes; `None` where these are something else.
pub struct Reader<'a> {
    pub rest: &'a [u8],
}

impl<'a> Reader<'a> {
    // A function of its own: where compilers see twenty of these in a row, they prove things about their lengths for
    // minutes.
    #[inline(never)]
    pub fn numbers<const N: usize>(&mut self) -> Option<Numbers<'a, N>> {
        let (count, rest) = self.rest.split_first_chunk()?;
        let bytes = (u32::from_le_bytes(*count) as usize).checked_mul(N)?;
        let (own, rest) = rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(Numbers(own.as_chunks().0))
    }

    pub fn lists<const N: usize>(&mut self) -> Option<Lists<'a, N>> {
        Some(Lists {
            starts: self.numbers()?,
            numbers: self.numbers()?,
        })
    }

    pub fn texts(&mut self) -> Option<Texts<'a>> {
        Some(Texts {
            starts: self.numbers()?,
            bytes: self.numbers()?,
            slots: self.numbers()?,
        })
    }
}
