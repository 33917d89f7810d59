//! Puts the parser's events together to nodes: aliases share theirs, merge keys are resolved, limits are kept.

use super::limits;
use super::mend;
use super::merge;
use super::tree::{
    Comment, Document, Entry, Kind, Node, NodeId, Problem, ProblemKind, Scalar, Style, Tree,
};
use crate::source::Span;
use granit_parser::{Event, ScalarStyle, Tag};
use std::borrow::Cow;
use std::collections::HashMap;

/// Said by the builder when the rest of a document cannot be read.
pub(super) struct Broken;

/// How much a walk of a node takes when every alias is followed.
#[derive(Clone, Copy)]
struct Size {
    bytes: usize,
    height: usize,
}

/// What an anchor names: a finished node, or one that is still open and would hold itself.
#[derive(Clone, Copy)]
enum Anchored {
    Open,
    Closed(NodeId, Size),
}

/// A collection whose end has not come yet.
struct Frame {
    is_mapping: bool,
    start: usize,
    anchor: usize,
    size: Size,
    /// What it holds so far; keys and values alternate in a mapping.
    entries: Vec<Entry>,
}

pub(super) struct Builder<'a> {
    /// The file as it is; it is read from another text if it is mended.
    text: &'a str,
    is_mended: bool,
    tree: Tree,
    frames: Vec<Frame>,
    anchors: HashMap<usize, Anchored>,
    /// Where the last node ended.
    end: usize,
    aliased_bytes: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str, is_mended: bool) -> Self {
        Self {
            text,
            is_mended,
            tree: Tree::default(),
            frames: Vec::new(),
            anchors: HashMap::new(),
            end: 0,
            aliased_bytes: 0,
        }
    }

    pub(super) fn read(&mut self, event: Event<'_>, span: Span) -> Result<(), Broken> {
        match event {
            Event::DocumentEnd => self.close_document(),
            Event::Comment(text, _) => self.add_comment(span, text),
            Event::Scalar(value, style, anchor, tag) => {
                self.add_scalar(span, value, style, anchor, tag.as_deref());
            }
            Event::Alias(anchor) => self.add_alias(span, anchor),
            Event::UnresolvedAlias(name) => {
                self.report(ProblemKind::UnknownAlias, span, name.into_owned());
                self.add_unread(span);
            }
            Event::SequenceStart(_, anchor, _) => self.open(false, span, anchor)?,
            Event::MappingStart(_, anchor, _) => self.open(true, span, anchor)?,
            // The end of a flow collection is its bracket, that of a block one is empty and far below.
            Event::SequenceEnd | Event::MappingEnd => {
                if !span.is_empty() {
                    self.end = span.end;
                }
                self.close();
            }
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(..)
            | Event::Anchor(..)
            | _ => {}
        }
        Ok(())
    }

    pub(super) fn report(&mut self, kind: ProblemKind, span: Span, detail: String) {
        self.tree.problems.push(Problem { kind, span, detail });
    }

    /// Ends the collections that are still open, so that what was read of a broken document stays.
    pub(super) fn close_document(&mut self) {
        while !self.frames.is_empty() {
            self.close();
        }
        self.anchors.clear();
    }

    pub(super) fn finish(mut self, problems: Vec<Problem>) -> Tree {
        self.close_document();
        self.tree.problems.extend(problems);
        self.tree.comments.sort_by_key(|comment| comment.span);
        self.tree.problems.sort_by_key(|problem| problem.span);
        self.tree
    }

    fn add_comment(&mut self, span: Span, text: Cow<'_, str>) {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
        let own_line = line.trim_start_matches('\u{feff}').trim().is_empty();
        self.tree.comments.push(Comment {
            span,
            text: text.into_owned(),
            own_line,
        });
    }

    fn add_scalar(
        &mut self,
        span: Span,
        value: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
    ) {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let is_null = match tag {
            Some(tag) => tag.core_suffix() == Some("null"),
            None => style == Style::Plain && matches!(&*value, "~" | "null" | "Null" | "NULL"),
        };
        let size = Size {
            bytes: value.len() + limits::NODE_BYTES,
            height: 0,
        };
        let kind = if is_null {
            Kind::Null
        } else {
            let value = match self.restored(span, style, &value) {
                Some(restored) => restored,
                None => value.into_owned(),
            };
            Kind::Scalar(Scalar { value, style })
        };
        let span = self.behind_colon(span);
        self.end = span.end;
        let node = self.push(span, kind);
        self.name(anchor, Anchored::Closed(node, size));
        self.place(Entry { node, alias: None }, size);
    }

    /// The words of the file, where they were changed to read the text around them.
    fn restored(&self, span: Span, style: Style, value: &str) -> Option<String> {
        if !self.is_mended || style != Style::Plain {
            return None;
        }
        mend::restored(self.text.get(span.start..span.end)?, value)
    }

    /// The parser puts an empty value on its key's colon; the place to fill is behind it.
    fn behind_colon(&self, span: Span) -> Span {
        let is_value = (self.frames.last())
            .is_some_and(|frame| frame.is_mapping && frame.entries.len() % 2 == 1);
        if is_value && span.is_empty() && self.text.as_bytes().get(span.start) == Some(&b':') {
            return Span::new(span.start + 1, span.start + 1);
        }
        span
    }

    /// A place that holds nothing, because what was written there cannot be read.
    fn add_unread(&mut self, span: Span) {
        self.end = span.end;
        let node = self.push(span, Kind::Null);
        let size = Size {
            bytes: limits::NODE_BYTES,
            height: 0,
        };
        self.place(Entry { node, alias: None }, size);
    }

    fn add_alias(&mut self, span: Span, anchor: usize) {
        let name = self.text.get(span.start + 1..span.end).unwrap_or_default();
        let problem = match self.anchors.get(&anchor) {
            None => Some(ProblemKind::UnknownAlias),
            Some(Anchored::Open) => Some(ProblemKind::SelfAlias),
            Some(Anchored::Closed(_, size)) if self.frames.len() + size.height > limits::DEPTH => {
                Some(ProblemKind::TooDeep)
            }
            Some(&Anchored::Closed(node, size)) => {
                let before = self.aliased_bytes;
                self.aliased_bytes = before.saturating_add(size.bytes);
                if self.aliased_bytes <= limits::ALIASED_BYTES {
                    self.end = span.end;
                    let alias = Some(span);
                    return self.place(Entry { node, alias }, size);
                }
                (before <= limits::ALIASED_BYTES).then_some(ProblemKind::TooManyAliases)
            }
        };
        if let Some(kind) = problem {
            self.report(kind, span, name.to_owned());
        }
        self.add_unread(span);
    }

    fn open(&mut self, is_mapping: bool, span: Span, anchor: usize) -> Result<(), Broken> {
        if self.frames.len() >= limits::DEPTH {
            self.report(ProblemKind::TooDeep, span, String::new());
            return Err(Broken);
        }
        self.name(anchor, Anchored::Open);
        self.end = self.end.max(span.end);
        self.frames.push(Frame {
            is_mapping,
            start: span.start,
            anchor,
            size: Size {
                bytes: limits::NODE_BYTES,
                height: 1,
            },
            entries: Vec::new(),
        });
        Ok(())
    }

    fn close(&mut self) {
        let Some(mut frame) = self.frames.pop() else {
            return;
        };
        let span = Span::new(frame.start, self.end.max(frame.start));
        let kind = if frame.is_mapping {
            if frame.entries.len() % 2 == 1 {
                let at = Span::new(span.end, span.end);
                let node = self.push(at, Kind::Null);
                frame.entries.push(Entry { node, alias: None });
            }
            let pairs = frame.entries.chunks_exact(2);
            let pairs = pairs.map(|pair| (pair[0], pair[1])).collect();
            Kind::Mapping(merge::resolve(&mut self.tree, pairs))
        } else {
            Kind::Sequence(frame.entries)
        };
        let node = self.push(span, kind);
        self.name(frame.anchor, Anchored::Closed(node, frame.size));
        self.place(Entry { node, alias: None }, frame.size);
    }

    fn name(&mut self, anchor: usize, anchored: Anchored) {
        if anchor > 0 {
            self.anchors.insert(anchor, anchored);
        }
    }

    fn push(&mut self, span: Span, kind: Kind) -> NodeId {
        let id = u32::try_from(self.tree.nodes.len())
            .expect("internal: a file of limited size has less than 2^32 nodes");
        self.tree.nodes.push(Node { span, kind });
        NodeId(id)
    }

    /// Puts a finished node into the collection that it stands in, or makes it the document's root.
    fn place(&mut self, entry: Entry, size: Size) {
        match self.frames.last_mut() {
            Some(frame) => {
                frame.size.bytes = frame.size.bytes.saturating_add(size.bytes);
                frame.size.height = frame.size.height.max(size.height + 1);
                frame.entries.push(entry);
            }
            None => self.tree.documents.push(Document { root: entry }),
        }
    }
}
