//! The tables of one language, as bytes that are read where they stand.

use super::super::packed::{Lists, Numbers, Reader, Texts, Writer, count};
use super::source::ClassKind;
use super::{ClassId, KeyId, Link, Phrase, Reach};
use std::ops::Range;

/// All that is needed to read one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables<'a> {
    /// The names of the classes.
    pub classes: Texts<'a>,
    kinds: Numbers<'a, 1>,
    /// Stems and lemmas, sorted.
    pub keys: Texts<'a>,
    /// The classes of each key.
    key_classes: Lists<'a, 2>,
    /// Folded forms that do not follow their stem, sorted.
    forms: Texts<'a>,
    form_keys: Numbers<'a, 4>,
    /// Folded words that mean just this (`=word`), sorted; an empty list means nothing.
    exact: Texts<'a>,
    exact_classes: Lists<'a, 2>,
    /// Where the sequences of each key begin, and behind the last key where they end.
    firsts: Numbers<'a, 4>,
    sequence_keys: Lists<'a, 4>,
    /// The link before each key of each sequence; before the first one stands nothing.
    sequence_links: Lists<'a, 1>,
    sequence_classes: Numbers<'a, 2>,
    /// The sequences of each key once more: those that go on with the next word first, by its key, then the others.
    order: Numbers<'a, 4>,
    /// The second key of each, in this order.
    seconds: Numbers<'a, 4>,
    /// Where the others begin, by key.
    apart: Numbers<'a, 4>,
    phrase_activities: Numbers<'a, 2>,
    phrase_weights: Numbers<'a, 2>,
    /// What each phrase needs: for each slot its head and its classes, then 0, then the classes that must be missing.
    needs: Lists<'a, 2>,
    anchors: Lists<'a, 2>,
    /// Irregular German verbs in four forms, for words that are added later.
    verbs: Texts<'a>,
}

/// An expression of several words, and the class that it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Sequence<'a> {
    pub keys: Numbers<'a, 4>,
    links: Numbers<'a, 1>,
    pub class: ClassId,
}

impl Sequence<'_> {
    /// How the key at this place hangs on the one before.
    pub fn link(&self, place: usize) -> Link {
        link_of(self.links.at(place))
    }

    /// Whether all its words stand side by side.
    pub fn is_solid(&self) -> bool {
        let mut links = self.links.iter().skip(1);
        links.all(|link| link == code_of(Link::Adjacent))
    }
}

/// Which expressions begin with a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// Places in the order of [`Tables::seconds_at`]: those that go on with the next word.
    pub solid: Range<u32>,
    /// The same of those that may leave words out.
    pub apart: Range<u32>,
}

/// Words that betray an activity: all slots must be filled in one clause.
#[derive(Clone, Copy, Debug)]
pub struct PhraseView<'a> {
    /// Index into the activities.
    pub activity: u16,
    /// More specific phrases weigh more.
    pub weight: u16,
    needs: Numbers<'a, 2>,
}

/// One slot of a phrase: any of these classes.
#[derive(Clone, Copy, Debug)]
pub struct SlotView<'a> {
    pub classes: Numbers<'a, 2>,
    pub reach: Reach,
}

impl<'a> PhraseView<'a> {
    pub fn slots(self) -> impl Iterator<Item = SlotView<'a>> + Clone {
        let mut rest = self.needs;
        std::iter::from_fn(move || {
            let (slot, behind) = split_slot(rest)?;
            rest = behind;
            Some(slot)
        })
    }

    /// None of these may stand in the clause.
    pub fn without(self) -> Numbers<'a, 2> {
        let mut rest = self.needs;
        while let Some((_, behind)) = split_slot(rest) {
            rest = behind;
        }
        rest.part(1..rest.len())
    }

    /// Whether each slot has a class that is there, and none is there that must be missing.
    pub fn may_stand(self, is_present: impl Fn(ClassId) -> bool) -> bool {
        let mut rest = self.needs;
        while let Some((slot, behind)) = split_slot(rest) {
            if !slot.classes.iter().any(&is_present) {
                return false;
            }
            rest = behind;
        }
        !rest.iter().skip(1).any(is_present)
    }
}

/// The slot at the front of what a phrase needs; none before the end of the slots.
fn split_slot(needs: Numbers<'_, 2>) -> Option<(SlotView<'_>, Numbers<'_, 2>)> {
    // The head of a slot is one more than its reach, and four times the number of its classes.
    let head = needs.at(0).checked_sub(1)?;
    let end = usize::from(head / 4) + 1;
    let slot = SlotView {
        classes: needs.part(1..end),
        reach: REACHES[usize::from(head % 4)],
    };
    Some((slot, needs.part(end..needs.len())))
}

const REACHES: [Reach; 4] = [Reach::Object, Reach::Direct, Reach::Source, Reach::Object];
const LINKS: [Link; 3] = [Link::Adjacent, Link::Gap, Link::Any];
const KINDS: [ClassKind; 5] = [
    ClassKind::Action,
    ClassKind::Thing,
    ClassKind::Mark,
    ClassKind::Sign,
    ClassKind::Literal,
];

fn kind_of(code: u8) -> ClassKind {
    KINDS[usize::from(code) % KINDS.len()]
}

fn link_of(code: u8) -> Link {
    LINKS[usize::from(code) % LINKS.len()]
}

fn code_of(link: Link) -> u8 {
    match link {
        Link::Adjacent => 0,
        Link::Gap => 1,
        Link::Any => 2,
    }
}

impl<'a> Tables<'a> {
    /// The tables in these bytes; `None` where they are something else.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut from = Reader { rest: bytes };
        let tables = Self {
            classes: from.texts()?,
            kinds: from.numbers()?,
            keys: from.texts()?,
            key_classes: from.lists()?,
            forms: from.texts()?,
            form_keys: from.numbers()?,
            exact: from.texts()?,
            exact_classes: from.lists()?,
            firsts: from.numbers()?,
            sequence_keys: from.lists()?,
            sequence_links: from.lists()?,
            sequence_classes: from.numbers()?,
            order: from.numbers()?,
            seconds: from.numbers()?,
            apart: from.numbers()?,
            phrase_activities: from.numbers()?,
            phrase_weights: from.numbers()?,
            needs: from.lists()?,
            anchors: from.lists()?,
            verbs: from.texts()?,
        };
        from.rest.is_empty().then_some(tables)
    }

    pub fn key(&self, stem: &str) -> Option<KeyId> {
        KeyId::try_from(self.keys.place_of(stem)?).ok()
    }

    pub fn form(&self, folded: &str) -> Option<KeyId> {
        self.forms.place_of(folded).map(|at| self.form_keys.at(at))
    }

    /// Folded forms that do not follow their stem, sorted, with their key.
    pub fn forms(&self) -> impl Iterator<Item = (&'a str, KeyId)> {
        self.forms.iter().zip(self.form_keys.iter())
    }

    pub fn exact(&self, folded: &str) -> Option<Numbers<'a, 2>> {
        self.exact
            .place_of(folded)
            .map(|at| self.exact_classes.at(at))
    }

    /// Folded words that mean just this, sorted, with their classes.
    pub fn exacts(&self) -> impl Iterator<Item = (&'a str, Numbers<'a, 2>)> {
        self.exact.iter().zip(self.exact_classes.iter())
    }

    pub fn classes_of(&self, key: KeyId) -> Numbers<'a, 2> {
        self.key_classes.at(key as usize)
    }

    pub fn class(&self, name: &str) -> Option<ClassId> {
        ClassId::try_from(self.classes.place_of(name)?).ok()
    }

    pub fn kind(&self, class: ClassId) -> ClassKind {
        kind_of(self.kinds.at(usize::from(class)))
    }

    /// The kinds of all classes, in their order.
    pub fn kinds(&self) -> impl Iterator<Item = ClassKind> {
        self.kinds.iter().map(kind_of)
    }

    /// The expressions that begin with a key.
    pub fn begun(&self, key: KeyId) -> Begun {
        let key = key as usize;
        let (first, apart) = (self.firsts.at(key), self.apart.at(key));
        Begun {
            solid: first..apart,
            apart: apart..self.firsts.at(key + 1),
        }
    }

    /// The second keys of begun expressions.
    pub fn seconds_at(&self, range: &Range<u32>) -> Numbers<'a, 4> {
        self.seconds.part(range.start as usize..range.end as usize)
    }

    /// The number of the expression at this place of the order.
    pub fn begun_at(&self, place: usize) -> usize {
        self.order.at(place) as usize
    }

    pub fn sequence(&self, number: usize) -> Sequence<'a> {
        Sequence {
            keys: self.sequence_keys.at(number),
            links: self.sequence_links.at(number),
            class: self.sequence_classes.at(number),
        }
    }

    /// All expressions of several words.
    pub fn sequences(&self) -> impl Iterator<Item = Sequence<'a>> {
        (0..self.sequence_classes.len()).map(|number| self.sequence(number))
    }

    pub fn phrase(&self, number: usize) -> PhraseView<'a> {
        PhraseView {
            activity: self.phrase_activities.at(number),
            weight: self.phrase_weights.at(number),
            needs: self.needs.at(number),
        }
    }

    pub fn phrases(&self) -> impl Iterator<Item = PhraseView<'a>> {
        (0..self.phrase_weights.len()).map(|number| self.phrase(number))
    }

    /// The phrases that are looked for where a class stands.
    pub fn anchors(&self, class: ClassId) -> Numbers<'a, 2> {
        self.anchors.at(usize::from(class))
    }

    /// Irregular German verbs in four forms.
    pub fn verbs(&self) -> impl Iterator<Item = [&'a str; 4]> {
        (0..self.verbs.count() / 4).map(|at| [0, 1, 2, 3].map(|form| self.verbs.at(4 * at + form)))
    }
}

/// What tables are written from.
#[derive(Debug, Default)]
pub(super) struct Draft<'d> {
    pub classes: &'d [String],
    pub kinds: &'d [ClassKind],
    pub keys: Vec<&'d str>,
    pub key_classes: Vec<Vec<ClassId>>,
    pub forms: Vec<(&'d str, KeyId)>,
    pub exact: Vec<(&'d str, Vec<ClassId>)>,
    /// Keys, the links between them, and the class; sorted by first key, of these the longest first.
    pub sequences: Vec<(Vec<KeyId>, &'d [Link], ClassId)>,
    pub phrases: &'d [Phrase],
    /// For each class, the phrases that are looked for where it stands.
    pub anchors: Vec<Vec<u16>>,
    pub verbs: Vec<&'d str>,
}

impl Draft<'_> {
    /// The tables as bytes, for [`Tables::open`].
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let classes = |classes: &[ClassId]| -> Vec<[u8; 2]> {
            classes.iter().map(|class| class.to_le_bytes()).collect()
        };
        let mut out = Writer::default();
        out.texts(self.classes);
        out.numbers(self.kinds.iter().map(|kind| {
            let at = KINDS.iter().position(|other| other == kind);
            [at.and_then(|at| u8::try_from(at).ok()).unwrap_or_default()]
        }));
        out.texts(&self.keys);
        out.lists(self.key_classes.iter().map(|own| classes(own)));
        out.texts(self.forms.iter().map(|(form, _)| form));
        out.numbers(self.forms.iter().map(|(_, key)| key.to_le_bytes()));
        out.texts(self.exact.iter().map(|(word, _)| word));
        out.lists(self.exact.iter().map(|(_, own)| classes(own)));
        self.put_sequences(&mut out);
        let phrases = self.phrases.iter();
        out.numbers(phrases.clone().map(|phrase| phrase.activity.to_le_bytes()));
        out.numbers(phrases.clone().map(|phrase| phrase.weight.to_le_bytes()));
        out.lists(phrases.map(|phrase| classes(&needs_of(phrase))));
        out.lists(self.anchors.iter().map(|own| classes(own)));
        out.texts(&self.verbs);
        out.bytes
    }

    fn put_sequences(&self, out: &mut Writer) {
        let before = |key: usize| {
            self.sequences
                .partition_point(|(keys, ..)| (keys[0] as usize) < key)
        };
        let firsts: Vec<usize> = (0..=self.keys.len()).map(before).collect();
        out.numbers(firsts.iter().map(|&first| count(first)));
        let sequences = self.sequences.iter();
        out.lists(
            sequences
                .clone()
                .map(|(keys, ..)| keys.iter().map(|key| key.to_le_bytes())),
        );
        out.lists(sequences.clone().map(|(_, links, _)| {
            let links = links.iter().map(|&link| [code_of(link)]);
            [[0]].into_iter().chain(links)
        }));
        out.numbers(sequences.map(|(.., class)| class.to_le_bytes()));
        // A word alone goes on with itself.
        let second = |&at: &usize| {
            let (keys, links, _) = &self.sequences[at];
            let is_apart = links.first() != Some(&Link::Adjacent);
            (is_apart, keys.get(1).copied().unwrap_or(keys[0]))
        };
        let (mut order, mut apart) = (Vec::new(), Vec::new());
        for own in firsts.windows(2) {
            let mut own: Vec<usize> = (own[0]..own[1]).collect();
            own.sort_by_key(|at| (second(at), *at));
            apart.push(order.len() + own.partition_point(|at| !second(at).0));
            order.append(&mut own);
        }
        out.numbers(order.iter().map(|&at| count(at)));
        out.numbers(order.iter().map(|at| second(at).1.to_le_bytes()));
        out.numbers(apart.iter().map(|&at| count(at)));
    }
}

/// What a phrase needs, as [`PhraseView`] reads it.
fn needs_of(phrase: &Phrase) -> Vec<u16> {
    let mut needs = Vec::new();
    for slot in &phrase.slots {
        let reach = REACHES.iter().position(|&reach| reach == slot.reach);
        let head = 4 * slot.classes.len() + reach.unwrap_or_default() + 1;
        needs.push(u16::try_from(head).unwrap_or(1));
        needs.extend(&slot.classes);
    }
    needs.push(0);
    needs.extend(&phrase.without);
    needs
}

#[cfg(test)]
mod tests {
    use super::super::Slot;
    use super::*;

    fn bytes() -> Vec<u8> {
        let classes = ["plan".to_owned(), "größe".to_owned()];
        let phrase = Phrase {
            activity: 3,
            slots: vec![Slot {
                classes: vec![0],
                reach: Reach::Source,
            }],
            without: vec![1],
            weight: 14,
        };
        Draft {
            classes: &classes,
            kinds: &[ClassKind::Action, ClassKind::Literal],
            keys: vec!["a", "b", "c"],
            key_classes: vec![vec![0, 1], vec![], vec![1]],
            forms: vec![("d", 2)],
            exact: vec![("e", vec![1])],
            sequences: vec![
                (vec![0, 2, 1], &[Link::Adjacent, Link::Gap], 1),
                (vec![0, 1], &[Link::Any], 0),
                (vec![0, 1], &[Link::Adjacent], 0),
            ],
            phrases: &[phrase],
            anchors: vec![vec![0], vec![]],
            verbs: vec!["gehen", "geht", "ging", "gegangen"],
        }
        .to_bytes()
    }

    #[test]
    fn tables_are_the_same_behind_bytes() {
        let bytes = bytes();
        let tables = Tables::open(&bytes).unwrap();
        assert!(tables.classes.iter().eq(["plan", "größe"]));
        assert_eq!(tables.kind(1), ClassKind::Literal);
        assert_eq!((tables.key("b"), tables.key("bb")), (Some(1), None));
        assert_eq!(tables.classes_of(0).iter().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(tables.form("d"), Some(2));
        assert!(tables.exact("e").unwrap().iter().eq([1]));
        let phrase = tables.phrase(0);
        assert_eq!((phrase.activity, phrase.weight), (3, 14));
        let slots: Vec<SlotView> = phrase.slots().collect();
        assert_eq!((slots.len(), slots[0].reach), (1, Reach::Source));
        assert!(phrase.without().iter().eq([1]));
        assert!(phrase.may_stand(|class| class == 0) && !phrase.may_stand(|_| true));
        assert!(tables.anchors(0).iter().eq([0]));
        assert!(tables.verbs().eq([["gehen", "geht", "ging", "gegangen"]]));
    }

    #[test]
    fn expressions_are_found_by_their_second_word() {
        let bytes = bytes();
        let tables = Tables::open(&bytes).unwrap();
        let begun = tables.begun(0);
        assert!(tables.seconds_at(&begun.solid).iter().eq([1, 2]));
        assert!(tables.seconds_at(&begun.apart).iter().eq([1]));
        let longest = tables.sequence(tables.begun_at(1));
        assert!(longest.keys.iter().eq([0, 2, 1]) && !longest.is_solid());
        assert_eq!(longest.link(2), Link::Gap);
        assert!(tables.begun(2).solid.is_empty() && tables.begun(2).apart.is_empty());
    }

    #[test]
    fn other_bytes_are_no_tables() {
        let bytes = bytes();
        assert!(Tables::open(&bytes[..bytes.len() - 1]).is_none());
        assert!(Tables::open(b"none").is_none());
    }
}
