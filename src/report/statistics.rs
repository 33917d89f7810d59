//! How often each rule found something, most often first.

use super::Report;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in report.told() {
        *counts.entry((&finding.code, &finding.rule)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(rule, count)| (Reverse(count), rule));
    let width = counts
        .first()
        .map_or(0, |(_, count)| count.to_string().len());
    for ((code, name), count) in counts {
        writeln!(out, "{count:>width$}  {code:<6}  {name}")?;
    }
    Ok(())
}
