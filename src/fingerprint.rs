//! What makes a finding the same in two runs: rule, role and text, never a line or a path.

use crate::finding::{Finding, Subject};
use siphasher::sip128::{Hasher128, SipHasher24};
use std::collections::BTreeMap;
use std::hash::Hasher;
use unicode_normalization::UnicodeNormalization;

/// The name of the method in reports; another method is another name.
pub const VERSION: &str = "rolelint/v1";

/// Gives each finding its fingerprint. Findings that are alike are numbered in their order.
pub fn number(findings: &mut [Finding]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let kind = kind(finding);
        let count = counts.entry(kind.clone()).or_default();
        *count += 1;
        finding.fingerprint = format!("{kind}:{count}");
    }
}

/// The part of a fingerprint that findings share which are alike.
pub fn kind_of(fingerprint: &str) -> &str {
    fingerprint
        .split_once(':')
        .map_or(fingerprint, |(kind, _)| kind)
}

fn kind(finding: &Finding) -> String {
    let role = finding.role.as_deref().unwrap_or_default();
    let (field, text) = match &finding.subject {
        Subject::Role => (
            "role",
            normal(finding.holder.as_deref().unwrap_or_default()),
        ),
        Subject::Text { field, text } => (*field, normal(text)),
    };
    let mut hasher = SipHasher24::new();
    for part in [VERSION, finding.code, role, field, &text] {
        hasher.write(part.as_bytes());
        // No UTF-8 has this byte: `ab` and `c` is not `a` and `bc`.
        hasher.write(&[0xff]);
    }
    format!("{:032x}", hasher.finish128().as_u128())
}

/// The text without what is no change of its meaning: case, blanks, and the stop at its end.
pub fn normal(text: &str) -> String {
    let text = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfc().collect::<String>().to_lowercase()
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .trim_end_matches(['.', ';', ',', ' '])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Confidence, Location, Severity};
    use crate::source::Span;

    fn finding(path: &str, start: usize, text: &str) -> Finding {
        Finding {
            code: "PO008",
            rule: "backlog-secretary",
            severity: Severity::Warning,
            confidence: Confidence::High,
            message: "".into(),
            label: "".into(),
            help: "".into(),
            why: "".into(),
            location: Location {
                path: path.into(),
                spans: vec![Span::new(start, start + 3)],
                text: String::new(),
            },
            related: Vec::new(),
            role: Some("product-owner".into()),
            holder: None,
            language: None,
            profile: None,
            activities: Vec::new(),
            fix: None,
            subject: Subject::Text {
                field: "duties",
                text: text.into(),
            },
            fingerprint: String::new(),
            suppressed: None,
        }
    }

    fn printed(findings: &[Finding]) -> Vec<String> {
        let mut findings = findings.to_vec();
        number(&mut findings);
        findings
            .into_iter()
            .map(|finding| finding.fingerprint)
            .collect()
    }

    #[test]
    fn places_and_the_look_of_a_text_do_not_count() {
        let here = finding("po.yaml", 10, "Writes user  stories.");
        let there = finding("roles/owner.yaml", 99, "writes user stories");
        let changed = finding("po.yaml", 10, "Writes all user stories.");
        let here = printed(&[here]);
        assert_eq!(here, printed(&[there]));
        assert_ne!(here, printed(&[changed]));
    }

    #[test]
    fn the_method_is_the_same_for_ever() {
        let prints = printed(&[finding("a", 0, "Übt."), finding("b", 0, "U\u{308}bt")]);
        assert_eq!(
            prints,
            [
                "468dd509b1eb55243dd3395a723def7f:1",
                "468dd509b1eb55243dd3395a723def7f:2"
            ]
        );
    }

    #[test]
    fn a_finding_on_a_role_is_known_by_rule_role_and_holder() {
        let mut one = finding("po.yaml", 10, "x");
        one.subject = Subject::Role;
        one.location.text = "Product Owner".into();
        let mut held = one.clone();
        held.holder = Some("Ana Kovač".into());
        let mut other = one.clone();
        other.location.text = "PO".into();
        let one = printed(&[one]);
        assert_eq!(one, printed(&[other]));
        assert_ne!(one, printed(&[held]));
    }
}
