//! What would make a result go away, for editors and reviews that offer it.

use super::{ArtifactLocation, Message, Region, region, uri};
use crate::finding::Fix;
use crate::report::Sources;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunFix {
    description: Message,
    artifact_changes: Vec<ArtifactChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Content,
}

#[derive(Serialize)]
struct Content {
    text: String,
}

pub(super) fn fix(fix: &Fix, sources: &Sources) -> RunFix {
    let mut changes: BTreeMap<&str, Vec<Replacement>> = BTreeMap::new();
    for edit in &fix.edits {
        let replacements = changes.entry(&edit.path).or_default();
        replacements.push(Replacement {
            deleted_region: region(sources, &edit.path, edit.span),
            inserted_content: Content {
                text: edit.text.clone(),
            },
        });
    }
    let changes = changes
        .into_iter()
        .map(|(path, replacements)| ArtifactChange {
            artifact_location: ArtifactLocation { uri: uri(path) },
            replacements,
        });
    RunFix {
        description: super::message(&fix.message),
        artifact_changes: changes.collect(),
    }
}
