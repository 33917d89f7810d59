//! A code that is no longer in use means the rule in its place, in options, configurations and comments.

#[path = "support/pack.rs"]
mod support;

use rolelint::config::{Asked, Configs};
use rolelint::finding::{Severity, Suppression};
use rolelint::lint::lint;
use rolelint::selection;
use rolelint::workspace::Request;

const ROLE: &str = "\
role: product-owner
language: en
duties:
  - Writes user stories full time.
  - Writes acceptance criteria full time.   # rolelint: ignore[PO900] -- until May
";

#[test]
fn a_former_code_means_its_successor_everywhere() {
    let mut pack = support::pack();
    pack.core.retired.insert("PO900", "PO008");
    let pack = Box::leak(Box::new(pack));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("po.yaml");
    std::fs::write(&file, ROLE).unwrap();
    let config = folder.path().join("rolelint.yaml");
    std::fs::write(config, "select: [po900, DOC]\nseverity: { PO900: error }\n").unwrap();
    let asked = Asked {
        paths: vec![file.clone()],
        ..Asked::default()
    };
    let mut configs = Configs::new(asked, pack).unwrap();
    let request = Request {
        paths: vec![file],
        ..Request::default()
    };
    let linted = lint(&request, &mut configs).unwrap();
    assert!(linted.problems.is_empty(), "{:?}", linted.problems);
    let told: Vec<(&str, Severity, bool)> = linted
        .findings
        .iter()
        .filter(|finding| finding.code != "DOC001")
        .map(|finding| {
            let by_comment = matches!(finding.suppressed, Some(Suppression::Comment { .. }));
            (finding.code, finding.severity, by_comment)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("PO008", Severity::Error, false),
            ("PO008", Severity::Error, true)
        ]
    );
    assert!(selection::check("Po900", "--select", pack).is_ok());
    assert!(selection::check("PO901", "--select", pack).is_err());
    assert_eq!(pack.rule("po900").map(|rule| rule.code), Some("PO008"));
    assert_eq!(pack.current("po900"), "PO008");
}
