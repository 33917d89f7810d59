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
    pub fn classes(&self) -> Vec<&S> {
        let mut classes = self.bordering();
        if let Some(one) = &self.missing {
            classes.extend(&one.doubt);
            let half = one.half.iter();
            classes.extend(half.flat_map(|half| half.named.iter().chain(&half.unless)));
        }
        if let Some(one) = &self.worth {
            classes.extend(one.output.iter().chain(&one.benefit));
        }
        if let Some(one) = &self.undermined {
            classes.extend(one.doubt.iter().chain([&one.approval, &one.proxy]));
        }
        if let Some(one) = &self.only {
            classes.extend(&one.doubt);
        }
        if let Some(one) = &self.wording {
            classes.extend(one.words.iter().chain(&one.unless));
        }
        if let Some(one) = &self.served {
            classes.extend(one.technology.iter().chain(&one.people));
            classes.extend([
                &one.platform,
                &one.determiner,
                &one.preposition,
                &one.toward,
            ]);
        }
        if let Some(one) = &self.interface {
            classes.extend(&one.everybody);
        }
        if let Some(one) = &self.powerless {
            classes.extend(one.words.iter().chain(&one.others));
        }
        if let Some(one) = &self.nameless {
            classes.extend([&one.general, &one.border]);
        }
        if let Some(one) = &self.person {
            classes.extend([&one.names, &one.address]);
        }
        if let Some(one) = &self.required {
            classes.extend(one.doubt.values().flatten());
        }
        if let Some(one) = &self.absent {
            classes.extend(one.behind.iter().chain(&one.vague));
        }
        if let Some(one) = &self.shared {
            classes.extend([&one.group, &one.deputy]);
        }
        if let Some(one) = &self.vague {
            classes.extend([&one.verbs, &one.open]);
        }
        classes.extend(self.contradiction.iter().map(|one| &one.condition));
        classes.extend(self.overlap.iter().flat_map(|one| &one.objects));
        classes.extend(self.abbreviations.iter().map(|one| &one.words));
        classes.extend(self.hedged.iter().map(|one| &one.hedge));
        classes
    }

    /// Of these classes, those that mean something else beside words of any other class.
    pub fn bordering(&self) -> Vec<&S> {
        let mixed = self.mixed.iter().flat_map(|one| &one.words);
        let nameless = self.nameless.iter().map(|one| &one.thing);
        mixed.chain(nameless).collect()
    }
}
