//! One line a finding, for editors and search: `path:line:col: error[PO008 backlog-secretary] message: label`.

use super::{Report, harmless, severity_word};
use std::io;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in report.told() {
        let location = &finding.location;
        let start = report.sources.place(&location.path, location.span().start);
        writeln!(
            out,
            "{}:{}:{}: {} {}: {}",
            harmless(&location.path),
            start.line,
            start.column,
            report.look.severity(
                finding.severity,
                &format!(
                    "{}[{} {}]",
                    severity_word(finding.severity),
                    finding.code,
                    finding.rule
                )
            ),
            harmless(&finding.message),
            harmless(&finding.label),
        )?;
    }
    Ok(())
}
