//! From the spanned tree to charters and roles, and every fault on the way.

use super::fault::{Fault, FaultKind, Faults};
use super::fields::Fields;
use super::keys::{self, Key};
use super::{Charter, Duty, Holder, Role, Text, amount, short};
use crate::source::{Source, Span};
use crate::yaml::{Entry, Kind, NodeId, Style, Tree, limits};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The names that a charter may refer to.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// Id of the canonical role that a title or alias means.
    pub role: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// Ids of the canonical roles.
    pub roles: &'a [&'a str],
    pub activities: &'a [&'a str],
    pub profiles: &'a [&'a str],
}

/// What a file says, document by document, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Reading {
    /// One charter a document; documents that are something else are left out.
    pub charters: Vec<Charter>,
    pub faults: Vec<Fault>,
    /// Keys that are written otherwise than the canonical ones.
    pub synonyms: Vec<Synonym>,
}

/// A key by another of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Synonym {
    pub span: Span,
    pub canonical: &'static str,
}

/// Reads all documents of a file.
pub fn read(source: &Source, tree: &Tree, names: &Names) -> Reading {
    let mut reader = Reader {
        source,
        tree,
        names,
        faults: Faults::default(),
        long: RefCell::default(),
        role: None,
        synonyms: Vec::new(),
        whole: !tree
            .problems
            .iter()
            .any(|problem| FaultKind::from(problem.kind).is_fatal()),
    };
    for problem in &tree.problems {
        reader.faults.push(Fault::of_yaml(problem, source));
    }
    let mut charters = Vec::new();
    for document in &tree.documents {
        charters.extend(reader.document(At::from(document.root)));
    }
    for (_, span) in reader.long.take() {
        let words = format!("{} KiB", limits::TEXT_BYTES >> 10);
        reader.fault(FaultKind::TextTooLong, span, words, None);
    }
    Reading {
        charters,
        faults: reader.faults.told,
        synonyms: reader.synonyms,
    }
}

/// A use of a node: the node, and the alias that it is reached by, if any.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) node: NodeId,
    pub(super) via: Option<Span>,
}

impl At {
    /// The use of a node inside this one.
    pub(super) fn inside(self, entry: Entry) -> Self {
        Self {
            node: entry.node,
            via: self.via.or(entry.alias),
        }
    }
}

impl From<Entry> for At {
    fn from(entry: Entry) -> Self {
        Self {
            node: entry.node,
            via: entry.alias,
        }
    }
}

/// What a charter says for all its roles.
#[derive(Clone, Default)]
struct Inherited {
    language: Option<Text>,
    profile: Option<Text>,
    phases: Vec<Text>,
    /// The same, folded.
    folded: BTreeSet<String>,
}

fn folded(phases: &[Text]) -> BTreeSet<String> {
    let phases = phases.iter();
    phases.map(|phase| keys::fold(&phase.value)).collect()
}

pub(super) struct Reader<'a> {
    pub(super) source: &'a Source,
    pub(super) tree: &'a Tree,
    names: &'a Names<'a>,
    faults: Faults,
    /// Texts that are read in part: where they are written, and their first lines.
    long: RefCell<BTreeMap<Span, Span>>,
    pub(super) synonyms: Vec<Synonym>,
    /// The role that is being read.
    role: Option<String>,
    /// False where the file breaks off: what is missing then may stand behind the break.
    whole: bool,
}

impl<'a> Reader<'a> {
    /// A charter, a role, or `None` where the document is something else.
    fn document(&mut self, root: At) -> Option<Charter> {
        if self.lists_roles(root) {
            return Some(self.charter(root));
        }
        if !self.is_role(root) {
            return None;
        }
        let mut fields = self.fields(root, keys::ROLE_DOCUMENT);
        let name = self.one(&mut fields, Key::Charter);
        let phases = self.texts(&mut fields, Key::Phases);
        let glossary = self.glossary(&mut fields);
        let inherited = Inherited {
            folded: folded(&phases),
            phases: phases.clone(),
            ..Inherited::default()
        };
        let role = self.role(fields, root, None, &inherited);
        Some(Charter {
            name,
            phases,
            glossary,
            roles: vec![role],
            is_charter: false,
        })
    }

    fn charter(&mut self, root: At) -> Charter {
        let mut fields = self.fields(root, keys::CHARTER);
        let title = self.one(&mut fields, Key::Title);
        let name = self.one(&mut fields, Key::Charter).or(title);
        let phases = self.texts(&mut fields, Key::Phases);
        let glossary = self.glossary(&mut fields);
        let inherited = Inherited {
            language: self.language(&mut fields),
            profile: self.profile(&mut fields),
            folded: folded(&phases),
            phases: phases.clone(),
        };
        let mut roles = Vec::new();
        for (_, value) in fields.take(Key::Roles) {
            self.roles(value, &inherited, &mut roles);
        }
        Charter {
            name,
            phases,
            glossary,
            roles,
            is_charter: true,
        }
    }

    fn roles(&mut self, at: At, inherited: &Inherited, roles: &mut Vec<Role>) {
        match &self.tree.node(at.node).kind {
            Kind::Null => {}
            Kind::Scalar(_) => self.wrong_type(at, "list"),
            Kind::Sequence(entries) => {
                for &entry in entries {
                    let entry = at.inside(entry);
                    if matches!(self.tree.node(entry.node).kind, Kind::Mapping(_)) {
                        let fields = self.fields(entry, keys::ROLE);
                        roles.push(self.role(fields, entry, None, inherited));
                    } else {
                        self.wrong_type(entry, "mapping");
                    }
                }
            }
            Kind::Mapping(pairs) => {
                for &(key, value) in pairs {
                    let (key, value) = (at.inside(key), at.inside(value));
                    let Some(name) = self.text(key) else {
                        self.wrong_type(key, "text");
                        continue;
                    };
                    if keys::is_free(&name.value) {
                        continue;
                    }
                    match self.tree.node(value.node).kind {
                        Kind::Null | Kind::Mapping(_) => {
                            let fields = self.fields(value, keys::ROLE);
                            roles.push(self.role(fields, value, Some(name), inherited));
                        }
                        Kind::Scalar(_) | Kind::Sequence(_) => self.wrong_type(value, "mapping"),
                    }
                }
            }
        }
    }

    fn role(
        &mut self,
        mut fields: Fields,
        at: At,
        key: Option<Text>,
        inherited: &Inherited,
    ) -> Role {
        let title = self.one(&mut fields, Key::Title);
        let name = self.role_name(&mut fields, at, key, title.as_ref());
        let canonical = (self.names.role)(&name.value).or_else(|| {
            let title = title.as_ref()?;
            (self.names.role)(&title.value)
        });
        self.role = canonical
            .clone()
            .or_else(|| (!name.value.is_empty()).then(|| short(&name.value)));
        for fault in &mut self.faults.told[fields.first_fault..] {
            fault.role.clone_from(&self.role);
        }
        let language = self.language(&mut fields);
        let profile = self.profile(&mut fields);
        let duties_key = fields.key_span(Key::Duties);
        let role = Role {
            canonical,
            title,
            language: language.or_else(|| inherited.language.clone()),
            profile: profile.or_else(|| inherited.profile.clone()),
            holders: self.holders(&mut fields),
            scope: self.one(&mut fields, Key::Scope),
            team: self.one(&mut fields, Key::Team),
            purpose: self.one(&mut fields, Key::Purpose),
            duties: self.duties(&mut fields, Key::Duties, inherited),
            excludes: self.duties(&mut fields, Key::Excludes, inherited),
            authority: self.duties(&mut fields, Key::Authority, inherited),
            skills: self.texts(&mut fields, Key::Skills),
            works_with: self.texts(&mut fields, Key::WorksWith),
            notes: self.notes(&mut fields),
            name,
        };
        if role.duties.is_empty() && self.whole {
            let span = duties_key.unwrap_or(role.name.span);
            let words = role.name.value.clone();
            self.fault(FaultKind::NoDuties, span, words, None);
        }
        self.role = None;
        role
    }

    /// The value of `role`, the key in a mapping of roles, or, where neither stands, the title.
    fn role_name(
        &mut self,
        fields: &mut Fields,
        at: At,
        key: Option<Text>,
        title: Option<&Text>,
    ) -> Text {
        let written = fields.key_span(Key::Role);
        let named = self.one(fields, Key::Role);
        if let Some(name) = named.or(key) {
            return name;
        }
        let start = self.tree.node(at.node).span;
        let span = written.unwrap_or_else(|| self.first_line(at.via.unwrap_or(start)));
        if self.whole {
            self.fault(FaultKind::NoRoleName, span, String::new(), None);
        }
        title.cloned().unwrap_or(Text {
            value: String::new(),
            span,
            style: Style::Plain,
            used_at: None,
        })
    }

    fn holders(&mut self, fields: &mut Fields) -> Vec<Holder> {
        let mut holders = Vec::new();
        for (_, value) in fields.take(Key::Holders) {
            self.holder(value, &mut holders);
        }
        holders
    }

    fn holder(&mut self, at: At, holders: &mut Vec<Holder>) {
        match &self.tree.node(at.node).kind {
            Kind::Null => {}
            Kind::Scalar(_) => holders.extend(
                self.text(at)
                    .filter(|name| !name.value.trim().is_empty())
                    .map(|name| Holder { name, share: None }),
            ),
            Kind::Sequence(entries) => {
                for &entry in entries {
                    self.holder(at.inside(entry), holders);
                }
            }
            Kind::Mapping(pairs) if self.is_name_to_share(at, pairs) => {
                for &(key, value) in pairs {
                    let (key, value) = (at.inside(key), at.inside(value));
                    if let Some(name) = self.text(key) {
                        let share = self.share(value);
                        holders.push(Holder { name, share });
                    }
                }
            }
            Kind::Mapping(_) => {
                let mut fields = self.fields(at, keys::HOLDER);
                let share = fields
                    .take(Key::Share)
                    .first()
                    .and_then(|&(_, share)| self.share(share));
                if let Some(name) = self.one(&mut fields, Key::Name) {
                    holders.push(Holder { name, share });
                } else if !fields.had_unknown {
                    self.wrong_type(at, "name");
                }
            }
        }
    }

    /// `{Ana: 60%, Ben: 40%}`.
    fn is_name_to_share(&self, at: At, pairs: &[(Entry, Entry)]) -> bool {
        !pairs.is_empty()
            && pairs.iter().all(|&(key, value)| {
                let known = self
                    .scalar(at.inside(key))
                    .is_none_or(|key| keys::find(key, keys::HOLDER).is_some());
                let share = self.scalar(at.inside(value)).and_then(amount::share);
                !known && share.is_some()
            })
    }

    /// Duties, and lists that are written like duties: strings, mappings, and both under phases.
    fn duties(&mut self, fields: &mut Fields, key: Key, inherited: &Inherited) -> Vec<Duty> {
        let mut duties = Vec::new();
        for (_, value) in fields.take(key) {
            match &self.tree.node(value.node).kind {
                Kind::Mapping(pairs) if !self.is_duty(value, pairs) => {
                    for &(phase, list) in pairs {
                        let (phase, list) = (value.inside(phase), value.inside(list));
                        let Some(phase) = self.text(phase) else {
                            self.wrong_type(phase, "text");
                            continue;
                        };
                        if keys::is_free(&phase.value) {
                            continue;
                        }
                        self.check_phase(&phase, inherited);
                        self.duty(list, Some(&phase), inherited, &mut duties);
                    }
                }
                Kind::Null | Kind::Scalar(_) | Kind::Sequence(_) | Kind::Mapping(_) => {
                    self.duty(value, None, inherited, &mut duties);
                }
            }
        }
        duties
    }

    fn duty(
        &mut self,
        at: At,
        phase: Option<&Text>,
        inherited: &Inherited,
        duties: &mut Vec<Duty>,
    ) {
        match &self.tree.node(at.node).kind {
            Kind::Null => {}
            Kind::Scalar(_) => {
                let text = self.text(at).filter(|text| !text.value.trim().is_empty());
                if text
                    .as_ref()
                    .is_some_and(|text| !text.value.contains(char::is_alphabetic))
                {
                    self.wrong_type(at, "text");
                }
                duties.extend(text.map(|text| plain(text, phase)));
            }
            Kind::Sequence(entries) => {
                for &entry in entries {
                    let entry = at.inside(entry);
                    // A list by an alias joins two lists; one that is written out is a slip. Its duties are read all the same.
                    let is_list = matches!(self.tree.node(entry.node).kind, Kind::Sequence(_));
                    if is_list && entry.via.is_none() {
                        self.wrong_type(entry, "text");
                    }
                    self.duty(entry, phase, inherited, duties);
                }
            }
            Kind::Mapping(pairs) => {
                if let Some(text) = self.split_sentence(at, pairs) {
                    duties.push(plain(text, phase));
                    return;
                }
                let mut fields = self.fields(at, keys::DUTY);
                let own_phase = self.one(&mut fields, Key::Phase);
                if let Some(own) = &own_phase {
                    self.check_phase(own, inherited);
                }
                let raci = self.raci(&mut fields);
                let share = fields
                    .take(Key::Share)
                    .first()
                    .and_then(|&(_, share)| self.share(share));
                let activity = self.activity(&mut fields);
                let language = self.language(&mut fields);
                match self.one(&mut fields, Key::Text) {
                    Some(text) => duties.push(Duty {
                        text,
                        phase: own_phase.or_else(|| phase.cloned()).map(Box::new),
                        raci,
                        share,
                        activity: activity.map(Box::new),
                        language: language.map(Box::new),
                    }),
                    None if fields.had_unknown => {}
                    None => self.wrong_type(at, "text"),
                }
            }
        }
    }

    /// `- Owns: the backlog` is a mapping to YAML and a sentence to its author: the sentence, with a fault.
    fn split_sentence(&mut self, at: At, pairs: &[(Entry, Entry)]) -> Option<Text> {
        let &[(key, value)] = pairs else {
            return None;
        };
        let (key, value) = (at.inside(key), at.inside(value));
        let (word, text) = (self.text(key)?, self.text(value)?);
        let is_plain = [&word, &text]
            .iter()
            .all(|part| part.style == Style::Plain && part.used_at.is_none());
        let span = word.span.join(text.span);
        let sentence = self.source.slice(span);
        if !is_plain || sentence.contains('\n') || Self::means_something(&word.value) {
            return None;
        }
        let text = Text {
            value: sentence.to_owned(),
            span,
            style: Style::Plain,
            used_at: None,
        };
        self.fault(FaultKind::UnquotedColon, span, sentence.to_owned(), None);
        Some(text)
    }

    fn means_something(key: &str) -> bool {
        keys::is_free(key) || keys::find(key, keys::DUTY).is_some()
    }

    fn check_phase(&mut self, phase: &Text, inherited: &Inherited) {
        if inherited.phases.is_empty() || inherited.folded.contains(&keys::fold(&phase.value)) {
            return;
        }
        if self.is_full() {
            return;
        }
        let span = phase.used_at.unwrap_or(phase.span);
        let known = inherited.phases.iter().map(|known| known.value.as_str());
        let hint = keys::nearest_of(&phase.value, known).map(str::to_owned);
        self.fault(FaultKind::UnknownPhase, span, phase.value.clone(), hint);
    }

    fn raci(&mut self, fields: &mut Fields) -> Option<super::Raci> {
        let text = self.one(fields, Key::Raci)?;
        let letter = amount::raci(&text.value);
        if letter.is_none() {
            let span = text.used_at.unwrap_or(text.span);
            let hint = Some("R, A, C, I".to_owned());
            self.fault(FaultKind::BadRaci, span, text.value, hint);
        }
        letter
    }

    fn share(&mut self, at: At) -> Option<f32> {
        let Some(text) = self.text(at) else {
            if !matches!(self.tree.node(at.node).kind, Kind::Null) {
                self.wrong_type(at, "share");
            }
            return None;
        };
        let share = amount::share(&text.value);
        if share.is_none() {
            let span = text.used_at.unwrap_or(text.span);
            self.fault(FaultKind::BadShare, span, text.value, None);
        }
        share
    }

    fn activity(&mut self, fields: &mut Fields) -> Option<Text> {
        let text = self.one(fields, Key::Activity)?;
        self.known(text, FaultKind::UnknownActivity, self.names.activities)
    }

    fn profile(&mut self, fields: &mut Fields) -> Option<Text> {
        let text = self.one(fields, Key::Profile)?;
        self.known(text, FaultKind::UnknownProfile, self.names.profiles)
    }

    /// The text with the spelling of the id that it means, or a fault.
    fn known(&mut self, text: Text, unknown: FaultKind, ids: &[&str]) -> Option<Text> {
        let wanted = keys::fold(&text.value);
        if let Some(id) = ids.iter().find(|id| keys::fold(id) == wanted) {
            return Some(Text {
                value: (*id).to_owned(),
                ..text
            });
        }
        let near = keys::nearest_of(&text.value, ids.iter().copied());
        let hint = near.map(str::to_owned);
        let span = text.used_at.unwrap_or(text.span);
        self.fault(unknown, span, text.value, hint);
        None
    }

    /// `de`, and `de-CH` too.
    fn language(&mut self, fields: &mut Fields) -> Option<Text> {
        let text = self.one(fields, Key::Language)?;
        let lower = text.value.trim().to_lowercase();
        let tag = lower.split(['-', '_']).next().unwrap_or_default();
        if matches!(tag, "en" | "de" | "fr") {
            return Some(Text {
                value: tag.to_owned(),
                ..text
            });
        }
        let span = text.used_at.unwrap_or(text.span);
        let hint = Some("en, de, fr".to_owned());
        self.fault(FaultKind::UnknownLanguage, span, text.value, hint);
        None
    }

    /// Notes are the author's own: whatever shape they have, the first text is kept.
    fn notes(&mut self, fields: &mut Fields) -> Option<Text> {
        let (_, value) = *fields.take(Key::Notes).first()?;
        self.whole_text(value)
    }

    fn glossary(&mut self, fields: &mut Fields) -> Vec<(Text, Text)> {
        let mut glossary = Vec::new();
        for (_, value) in fields.take(Key::Glossary) {
            match &self.tree.node(value.node).kind {
                Kind::Null => {}
                Kind::Scalar(_) | Kind::Sequence(_) => self.wrong_type(value, "mapping"),
                Kind::Mapping(pairs) => {
                    for &(short, long) in pairs {
                        let (short, long) = (value.inside(short), value.inside(long));
                        match (self.text(short), self.text(long)) {
                            (Some(short), Some(long)) => glossary.push((short, long)),
                            (None, _) => self.wrong_type(short, "text"),
                            (_, None) => self.wrong_type(long, "text"),
                        }
                    }
                }
            }
        }
        glossary
    }

    /// The text of a key that holds one; of two synonyms, the first.
    fn one(&mut self, fields: &mut Fields, key: Key) -> Option<Text> {
        let mut found = None;
        for (_, value) in fields.take(key) {
            let first = match &self.tree.node(value.node).kind {
                Kind::Null => None,
                Kind::Scalar(_) => self.text(value),
                Kind::Sequence(entries) => {
                    self.wrong_type(value, "text");
                    let first = entries.first().map(|&entry| value.inside(entry));
                    first.and_then(|entry| self.text(entry))
                }
                Kind::Mapping(_) => {
                    self.wrong_type(value, "text");
                    None
                }
            };
            found = found.or(first.filter(|text| !text.value.trim().is_empty()));
        }
        found
    }

    /// The texts of a key that holds a list.
    fn texts(&mut self, fields: &mut Fields, key: Key) -> Vec<Text> {
        let mut texts = Vec::new();
        for (_, value) in fields.take(key) {
            self.list(value, &mut texts);
        }
        texts
    }

    fn list(&mut self, at: At, texts: &mut Vec<Text>) {
        match &self.tree.node(at.node).kind {
            Kind::Null => {}
            Kind::Scalar(_) => texts.extend(self.text(at)),
            Kind::Sequence(entries) => {
                for &entry in entries {
                    self.list(at.inside(entry), texts);
                }
            }
            Kind::Mapping(_) => self.wrong_type(at, "text"),
        }
    }

    /// The text of a scalar, as far as it is read; `None` for everything else.
    fn text(&self, at: At) -> Option<Text> {
        let value = self.scalar(at)?;
        if value.len() <= limits::TEXT_BYTES {
            return self.whole_text(at);
        }
        let span = self.tree.node(at.node).span;
        self.long.borrow_mut().insert(span, self.first_line(span));
        self.text_of(at, cut(value))
    }

    fn whole_text(&self, at: At) -> Option<Text> {
        self.text_of(at, self.scalar(at)?)
    }

    fn text_of(&self, at: At, value: &str) -> Option<Text> {
        let node = self.tree.node(at.node);
        let Kind::Scalar(scalar) = &node.kind else {
            return None;
        };
        Some(Text {
            value: value.to_owned(),
            span: node.span,
            style: scalar.style,
            used_at: at.via,
        })
    }

    pub(super) fn scalar(&self, at: At) -> Option<&'a str> {
        match &self.tree.node(at.node).kind {
            Kind::Scalar(scalar) => Some(&scalar.value),
            Kind::Null | Kind::Sequence(_) | Kind::Mapping(_) => None,
        }
    }

    fn wrong_type(&mut self, at: At, wanted: &str) {
        let span = self.first_line(at.via.unwrap_or(self.tree.node(at.node).span));
        let words = self.source.slice(span).to_owned();
        self.fault(FaultKind::WrongType, span, words, Some(wanted.to_owned()));
    }

    pub(super) fn fault(
        &mut self,
        kind: FaultKind,
        span: Span,
        words: String,
        hint: Option<String>,
    ) {
        self.faults.push(Fault {
            kind,
            span,
            words,
            hint,
            role: self.role.clone(),
        });
    }

    /// True where no more faults are told.
    pub(super) fn is_full(&self) -> bool {
        self.faults.is_full()
    }

    pub(super) fn fault_count(&self) -> usize {
        self.faults.told.len()
    }

    /// The part of a span that stands on its first line.
    pub(super) fn first_line(&self, span: Span) -> Span {
        let text = self.source.slice(span);
        let end = text.find(['\r', '\n']).unwrap_or(text.len());
        Span::new(span.start, span.start + end)
    }
}

/// The words that are read of a long text.
fn cut(value: &str) -> &str {
    let mut end = limits::TEXT_BYTES;
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    let head = &value[..end];
    let space = head.rfind(char::is_whitespace);
    head[..space.unwrap_or(end)].trim_end()
}

fn plain(text: Text, phase: Option<&Text>) -> Duty {
    Duty {
        text,
        phase: phase.cloned().map(Box::new),
        raci: None,
        share: None,
        activity: None,
        language: None,
    }
}
