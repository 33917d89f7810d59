//! A file with its tree, looked up by place; read when it is first asked for.

use crate::finding::Edit;
use crate::model::suppress::written;
use crate::model::{FaultKind, Text};
use crate::source::{Source, Span};
use crate::yaml::{self, Entry, Kind, Node, NodeId, Scalar, Tree};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

/// A file that edits are made for.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    pub(crate) source: &'a Source,
    index: OnceCell<Index>,
}

#[derive(Debug)]
struct Index {
    tree: Tree,
    /// Scalars by where they begin.
    scalars: HashMap<usize, NodeId>,
    /// Where texts stand, in order, blocks with their headers.
    texts: Vec<Span>,
    /// The collection that each node is written in.
    parents: Vec<Option<NodeId>>,
    /// Collections in brackets that stand in no other, in order.
    flows: Vec<Span>,
    is_broken: bool,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self {
            source,
            index: OnceCell::new(),
        }
    }

    fn index(&self) -> &Index {
        self.index
            .get_or_init(|| Index::new(self.source, yaml::read(self.source)))
    }

    pub(crate) fn tree(&self) -> &Tree {
        &self.index().tree
    }

    /// True where the file cannot be read to its end: nobody knows what an edit would do.
    pub(crate) fn is_broken(&self) -> bool {
        self.index().is_broken
    }

    pub(crate) fn edit(&self, span: Span, text: impl Into<String>) -> Edit {
        Edit {
            path: Arc::from(self.source.path()),
            span,
            text: text.into(),
        }
    }

    /// The scalar that is written at exactly this place.
    pub(super) fn scalar(&self, span: Span) -> Option<(NodeId, &Scalar)> {
        let id = *self.index().scalars.get(&span.start)?;
        let node = self.tree().node(id);
        let Kind::Scalar(scalar) = &node.kind else {
            return None;
        };
        (node.span == span).then_some((id, scalar))
    }

    /// The text that is written at exactly this place.
    pub(crate) fn text(&self, span: Span) -> Option<Text> {
        let (_, scalar) = self.scalar(span)?;
        Some(Text {
            value: scalar.value.clone(),
            span,
            style: scalar.style,
            used_at: None,
        })
    }

    /// The text that a byte stands in or directly behind, a block with its header.
    pub(super) fn text_around(&self, byte: usize) -> Option<Span> {
        let texts = &self.index().texts;
        let behind = texts.partition_point(|text| text.start <= byte);
        let text = *texts.get(behind.checked_sub(1)?)?;
        (byte <= text.end).then_some(text)
    }

    pub(super) fn parent(&self, node: NodeId) -> Option<(NodeId, &Node)> {
        let parent = (*self.index().parents.get(node.0 as usize)?)?;
        Some((parent, self.tree().node(parent)))
    }

    /// The number of the mapping that a key stands in.
    pub(crate) fn mapping_of(&self, key: Span) -> Option<u32> {
        let (id, _) = self.scalar(key)?;
        self.parent(id).map(|(mapping, _)| mapping.0)
    }

    /// Whether the mapping of a key has this other key, too.
    pub(super) fn stands_beside(&self, key: Span, word: &str) -> bool {
        let mapping = self.scalar(key).and_then(|(id, _)| self.parent(id));
        let Some((_, mapping)) = mapping else {
            return false;
        };
        let Kind::Mapping(pairs) = &mapping.kind else {
            return false;
        };
        pairs.iter().any(|(other, _)| {
            let other = self.tree().node(other.node);
            matches!(&other.kind, Kind::Scalar(scalar) if scalar.value == word)
        })
    }

    pub(super) fn is_in_flow(&self, span: Span) -> bool {
        let flows = &self.index().flows;
        let behind = flows.partition_point(|flow| flow.start < span.start);
        behind > 0 && flows[behind - 1].end >= span.end
    }

    /// True for a collection whose entries stand on lines of their own.
    pub(super) fn is_block(&self, node: &Node) -> bool {
        is_collection(node) && !is_in_brackets(self.source, node)
    }
}

fn is_collection(node: &Node) -> bool {
    match node.kind {
        Kind::Sequence(_) | Kind::Mapping(_) => true,
        Kind::Null | Kind::Scalar(_) => false,
    }
}

fn is_in_brackets(source: &Source, node: &Node) -> bool {
    let text = source.text().get(node.span.start..).unwrap_or_default();
    text.starts_with(['[', '{'])
}

impl Index {
    fn new(source: &Source, tree: Tree) -> Self {
        let mut scalars = HashMap::new();
        let mut texts = Vec::new();
        let mut parents = vec![None; tree.nodes.len()];
        let mut flows: Vec<Span> = Vec::new();
        for (at, node) in (0..).map(NodeId).zip(&tree.nodes) {
            let mut own = |entry: Entry| {
                if entry.alias.is_none() {
                    parents[entry.node.0 as usize] = Some(at);
                }
            };
            match &node.kind {
                Kind::Null => {}
                Kind::Scalar(_) => {
                    scalars.insert(node.span.start, at);
                    texts.push(written(source, node));
                }
                Kind::Sequence(entries) => entries.iter().copied().for_each(own),
                Kind::Mapping(pairs) => pairs.iter().for_each(|&(key, value)| {
                    own(key);
                    own(value);
                }),
            }
            if is_collection(node) && is_in_brackets(source, node) {
                flows.push(node.span);
            }
        }
        texts.sort_unstable();
        flows.sort_by_key(|flow| (flow.start, std::cmp::Reverse(flow.end)));
        let mut end = 0;
        flows.retain(|flow| {
            let is_outer = flow.start >= end;
            end = end.max(flow.end);
            is_outer
        });
        let mut problems = tree.problems.iter();
        Self {
            is_broken: problems.any(|problem| FaultKind::from(problem.kind).is_fatal()),
            scalars,
            texts,
            parents,
            flows,
            tree,
        }
    }
}
