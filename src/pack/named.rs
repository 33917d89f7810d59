//! What the arguments of a rule's checks name, so that a pack can be cross-checked.

use super::checks::Checks;

impl<S: Ord> Checks<S> {
    /// The activities that the arguments name.
    pub fn activities(&self) -> impl Iterator<Item = &S> {
        let lists: [Option<Vec<&Vec<S>>>; 11] = [
            self.holds
                .as_ref()
                .map(|one| vec![&one.activities, &one.accountable, &one.negated]),
            self.sums.as_ref().map(|one| vec![&one.activities]),
            self.hedged.as_ref().map(|one| vec![&one.activities]),
            self.shared.as_ref().map(|one| vec![&one.signals]),
            self.missing
                .as_ref()
                .map(|one| vec![&one.any_of, &one.given]),
            self.worth
                .as_ref()
                .map(|one| vec![&one.any_of, &one.outright]),
            self.only.as_ref().map(|one| vec![&one.activities]),
            self.overlap
                .as_ref()
                .map(|one| vec![&one.activities, &one.done]),
            self.contradiction
                .as_ref()
                .map(|one| vec![&one.except, &one.left]),
            self.fit.as_ref().map(|one| vec![&one.general]),
            self.powerless.as_ref().map(|one| vec![&one.decisions]),
        ];
        let single = self.undermined.iter().map(|one| &one.activity);
        let doubted = self.required.iter().flat_map(|one| one.doubt.keys());
        let half = self.missing.iter().filter_map(|one| one.half.as_ref());
        lists
            .into_iter()
            .flatten()
            .flatten()
            .flatten()
            .chain(single)
            .chain(doubted)
            .chain(half.flat_map(|half| &half.activities))
    }

    /// The roles that the arguments name.
    pub fn roles(&self) -> impl Iterator<Item = &S> {
        let pairs = self.merge.iter().flat_map(|one| &one.pairs);
        let phased = self.phases.iter().flat_map(|one| &one.pairs);
        let overlap = self.overlap.iter();
        let overlap = overlap.flat_map(|one| one.roles.iter().chain(&one.told_elsewhere));
        let held = self.missing.iter().flat_map(|one| one.held_by.keys());
        let others = self
            .undermined
            .iter()
            .flat_map(|one| one.others_by_role.keys());
        pairs
            .chain(phased)
            .flatten()
            .chain(overlap)
            .chain(held)
            .chain(others)
            .chain(self.holds.iter().flat_map(|one| &one.roles))
            .chain(self.wording.iter().flat_map(|one| &one.roles))
            .chain(self.overload.iter().map(|one| &one.whole))
            .chain(self.fit.iter().flat_map(|one| one.home.keys()))
    }

    /// The classes of words that the arguments name.
    pub fn classes(&self) -> impl Iterator<Item = &S> {
        let lists: [Option<Vec<&Vec<S>>>; 8] = [
            self.missing.as_ref().map(|one| vec![&one.doubt]),
            self.worth
                .as_ref()
                .map(|one| vec![&one.output, &one.benefit]),
            self.undermined.as_ref().map(|one| vec![&one.doubt]),
            self.only.as_ref().map(|one| vec![&one.doubt]),
            self.wording
                .as_ref()
                .map(|one| vec![&one.words, &one.unless]),
            self.served
                .as_ref()
                .map(|one| vec![&one.technology, &one.people]),
            self.interface.as_ref().map(|one| vec![&one.everybody]),
            self.powerless
                .as_ref()
                .map(|one| vec![&one.words, &one.others]),
        ];
        let half = self.missing.iter().filter_map(|one| one.half.as_ref());
        let nameless = self.nameless.iter();
        let undermined = self.undermined.iter();
        let person = self.person.iter();
        lists
            .into_iter()
            .flatten()
            .flatten()
            .flatten()
            .chain(half.flat_map(|half| half.named.iter().chain(&half.unless)))
            .chain(nameless.flat_map(|one| [&one.thing, &one.general, &one.border]))
            .chain(undermined.flat_map(|one| [&one.approval, &one.proxy]))
            .chain(person.flat_map(|one| [&one.names, &one.address]))
            .chain(self.served.iter().flat_map(|one| {
                [
                    &one.platform,
                    &one.determiner,
                    &one.preposition,
                    &one.toward,
                ]
            }))
            .chain(self.mixed.iter().flat_map(|one| &one.words))
            .chain(self.contradiction.iter().map(|one| &one.condition))
            .chain(self.overlap.iter().flat_map(|one| &one.objects))
            .chain(
                self.required
                    .iter()
                    .flat_map(|one| one.doubt.values().flatten()),
            )
            .chain(
                self.absent
                    .iter()
                    .flat_map(|one| one.behind.iter().chain(&one.vague)),
            )
            .chain(self.abbreviations.iter().map(|one| &one.words))
            .chain(self.hedged.iter().map(|one| &one.hedge))
            .chain(self.shared.iter().flat_map(|one| [&one.group, &one.deputy]))
            .chain(self.vague.iter().flat_map(|one| [&one.verbs, &one.open]))
    }
}
