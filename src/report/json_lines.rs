//! One line of JSON a finding, each as in the JSON report.

use super::{Report, json};
use std::io;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in report.findings {
        json::write_line(&json::diagnostic(finding, &report.sources), out)?;
    }
    Ok(())
}
