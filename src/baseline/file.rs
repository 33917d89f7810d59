//! The file of a baseline: one entry a finding, sorted, so that a change shows as a few lines.

use crate::bounded;
use crate::error::Error;
use crate::finding::{Finding, Subject, Suppression};
use crate::fingerprint;
use crate::model::suppress::is_fatal;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

const VERSION: u8 = 1;

/// Largest baseline, in bytes: some millions of findings.
const MOST: usize = 1 << 30;

/// Accepted findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u8,
    pub findings: Vec<Entry>,
}

/// One accepted finding. The fingerprint says which it is; the rest is for readers, save the path, which tells the
/// same finding in two files apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub path: String,
    pub role: Option<String>,
    pub rule: String,
    pub name: String,
    pub field: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    pub fingerprint: String,
    /// Why it is accepted: a person writes it.
    #[serde(default)]
    pub reason: String,
}

impl Baseline {
    /// These entries, in their order.
    pub fn new(mut findings: Vec<Entry>) -> Self {
        fn key(entry: &Entry) -> (&str, Option<&str>, &str, &str, &str) {
            let role = entry.role.as_deref();
            let (path, text) = (&entry.path, &entry.text);
            (path, role, &entry.rule, text, &entry.fingerprint)
        }
        findings.sort_by(|one, other| key(one).cmp(&key(other)));
        Self {
            version: VERSION,
            findings,
        }
    }

    /// Reads a file, if there is one.
    pub fn read(path: &Path) -> Result<Option<Self>, Error> {
        let bytes = match bounded::read(path, MOST) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                let path = path.to_owned();
                return Err(Error::Unreadable { path, source });
            }
        };
        let broken = |line, column, reason| Error::BrokenBaseline {
            path: path.to_owned(),
            line,
            column,
            reason,
        };
        let baseline: Self = serde_json::from_slice(&bytes).map_err(|error| {
            let (line, column) = (error.line().max(1), error.column().max(1));
            let place = format!(" at line {} column {}", error.line(), error.column());
            broken(line, column, error.to_string().replace(&place, ""))
        })?;
        if baseline.version != VERSION {
            let reason = format!("version {} is not known", baseline.version);
            return Err(broken(1, 1, reason));
        }
        Ok(Some(baseline))
    }

    pub fn to_json(&self) -> String {
        let json = serde_json::to_string_pretty(self);
        json.expect("internal: the entries are plain texts") + "\n"
    }
}

impl Entry {
    pub fn new(finding: &Finding) -> Self {
        let (field, text) = match &finding.subject {
            Subject::Role => ("role", String::new()),
            Subject::Text { field, text } => (*field, fingerprint::normal(text)),
        };
        Self {
            path: finding.location.path.to_string(),
            role: finding.role.clone(),
            rule: finding.code.to_owned(),
            name: finding.rule.to_owned(),
            field: field.to_owned(),
            text,
            fingerprint: finding.fingerprint.clone(),
            reason: String::new(),
        }
    }
}

/// Whether a baseline may accept it: not what keeps a file from being read, and not what a comment accepts already.
pub(super) fn is_acceptable(finding: &Finding) -> bool {
    !is_fatal(finding.code) && !matches!(finding.suppressed, Some(Suppression::Comment { .. }))
}
