//! Suppressions: comments with which an author accepts findings, and what is wrong with them.

use super::fault::{Fault, FaultKind, Faults};
use super::keys;
use crate::finding::{Finding, Suppression};
use crate::source::{Source, Span};
use crate::yaml::{Entry, Kind, Node, Style, Tree};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// One `# rolelint: ignore[…] -- reason`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignore {
    /// The comment, or what is left of it.
    pub span: Span,
    /// Codes or names as written, each with its place.
    pub rules: Vec<(String, Span)>,
    pub reason: String,
    /// The bytes whose findings it accepts; `None` is the whole file.
    pub region: Option<Span>,
}

/// A rule as suppressions see it.
#[derive(Clone, Debug)]
pub struct RuleName {
    pub code: String,
    pub name: String,
    /// Codes that it had before.
    pub former: Vec<String>,
    /// False where the rule did not run, so that nothing can be said of its suppressions.
    pub ran: bool,
}

/// All suppressions of a file.
pub fn read(source: &Source, tree: &Tree) -> Vec<Ignore> {
    let mut places = None;
    tree.comments
        .iter()
        .filter_map(|comment| {
            let directive = comment.text.trim_start().strip_prefix("rolelint:")?.trim();
            let (whole_file, rest) = match directive.strip_prefix("ignore-file") {
                Some(rest) => (true, rest),
                None => (false, directive.strip_prefix("ignore").unwrap_or_default()),
            };
            let (rules, reason) = parse(rest, comment.span, source);
            let region = (!whole_file).then(|| {
                let places = places.get_or_insert_with(|| Places::new(source, tree));
                if comment.own_line {
                    places.below(comment.span)
                } else {
                    places.on_line(comment.span.start)
                }
            });
            Some(Ignore {
                span: comment.span,
                rules,
                reason,
                region,
            })
        })
        .collect()
}

/// Marks the findings of one file that its suppressions accept, and tells what is wrong with these.
pub fn apply(ignores: &[Ignore], rules: &[RuleName], findings: &mut [Finding]) -> Vec<Fault> {
    let mut faults = Faults::default();
    let places = Found::new(findings);
    for ignore in ignores {
        let meant = |written: &str| rules.iter().find(|rule| is_meant(rule, written));
        let mut is_reasonable = !ignore.reason.is_empty();
        for (written, span) in &ignore.rules {
            let Some(rule) = meant(written) else {
                let known = rules.iter().flat_map(|rule| [&rule.code, &rule.name]);
                let hint = keys::nearest_of(written, known.map(String::as_str));
                let kind = FaultKind::SuppressionOfUnknownRule;
                faults.push(fault(kind, *span, written, hint));
                continue;
            };
            if !std::mem::replace(&mut is_reasonable, true) {
                let kind = FaultKind::SuppressionWithoutReason;
                faults.push(fault(kind, ignore.span, written, None));
            }
            if !accept(ignore, rule, &places, findings) && rule.ran {
                faults.push(fault(FaultKind::UnusedSuppression, *span, written, None));
            }
        }
    }
    faults.told
}

/// Marks the findings of one rule; false where there is none.
fn accept(ignore: &Ignore, rule: &RuleName, found: &Found, findings: &mut [Finding]) -> bool {
    let mut is_used = false;
    if is_fatal(&rule.code) {
        return false;
    }
    for &at in found.near(&rule.code, ignore.region) {
        let finding = &mut findings[at];
        if !covers(ignore, finding) {
            continue;
        }
        is_used = true;
        finding.suppressed.get_or_insert(Suppression::Comment {
            reason: ignore.reason.clone(),
        });
    }
    is_used
}

/// The findings of a file by rule, so that thousands of comments find theirs among thousands.
struct Found(HashMap<&'static str, Placed>);

#[derive(Default)]
struct Placed {
    /// Indices of findings, by where they begin.
    findings: Vec<usize>,
    starts: Vec<usize>,
    /// Where the furthest ends of those up to here.
    ends: Vec<usize>,
}

impl Found {
    fn new(findings: &[Finding]) -> Self {
        let mut order: Vec<usize> = (0..findings.len()).collect();
        order.sort_by_key(|&at| findings[at].location.span());
        let mut found: HashMap<&'static str, Placed> = HashMap::new();
        for at in order {
            let span = findings[at].location.span();
            let placed = found.entry(findings[at].code).or_default();
            let furthest = placed.ends.last().copied().unwrap_or_default();
            placed.findings.push(at);
            placed.starts.push(span.start);
            placed.ends.push(furthest.max(span.end.max(span.start + 1)));
        }
        Self(found)
    }

    /// The findings of a rule that may touch a region, or all of them.
    fn near(&self, code: &str, region: Option<Span>) -> &[usize] {
        let Some(placed) = self.0.get(code) else {
            return &[];
        };
        let Some(region) = region else {
            return &placed.findings;
        };
        let first = placed.ends.partition_point(|&end| end <= region.start);
        let behind = placed.starts.partition_point(|&start| start < region.end);
        placed.findings.get(first..behind).unwrap_or_default()
    }
}

fn covers(ignore: &Ignore, finding: &Finding) -> bool {
    let Some(region) = ignore.region else {
        return true;
    };
    finding
        .location
        .spans
        .iter()
        .any(|span| span.start < region.end && region.start < span.end.max(span.start + 1))
}

fn is_meant(rule: &RuleName, written: &str) -> bool {
    let mut codes = rule.former.iter().chain([&rule.code, &rule.name]);
    codes.any(|known| known.eq_ignore_ascii_case(written))
}

pub(crate) fn is_fatal(code: &str) -> bool {
    FaultKind::ALL
        .iter()
        .any(|kind| kind.is_fatal() && kind.code() == code)
}

fn fault(kind: FaultKind, span: Span, words: &str, hint: Option<&str>) -> Fault {
    Fault {
        kind,
        span,
        words: words.to_owned(),
        hint: hint.map(str::to_owned),
        role: None,
    }
}

/// `[CODE, name] -- reason`: the rules with their places in the file, and the reason.
fn parse(rest: &str, comment: Span, source: &Source) -> (Vec<(String, Span)>, String) {
    let Some((list, after)) = rest
        .trim_start()
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    else {
        // No list of rules: the whole comment is a rule that nobody knows.
        let written = source.slice(comment).trim_start_matches(['#', ' ']);
        return (vec![(written.to_owned(), comment)], String::new());
    };
    let written = source.slice(comment);
    let mut at = written.find('[').map_or(0, |bracket| bracket + 1);
    let mut rules = Vec::new();
    for part in list.split(',') {
        let name = part.trim();
        let start = comment.start + at + (part.len() - part.trim_start().len());
        if !name.is_empty() {
            rules.push((name.to_owned(), Span::new(start, start + name.len())));
        }
        at += part.len() + 1;
    }
    let reason = after.trim_start().strip_prefix("--").unwrap_or_default();
    (rules, reason.trim().to_owned())
}

/// What stands where in a file.
struct Places<'a> {
    source: &'a Source,
    /// Texts in the order of the file, those of blocks with their headers.
    texts: Vec<Span>,
    /// Where the entries of lists begin and end.
    entries: BTreeMap<usize, usize>,
    /// Where keys begin and their values end.
    pairs: BTreeMap<usize, usize>,
    /// For each line, counted from 1, the next one from it on that says something.
    speaking: Vec<usize>,
}

impl<'a> Places<'a> {
    fn new(source: &'a Source, tree: &Tree) -> Self {
        let mut places = Self {
            source,
            texts: Vec::new(),
            entries: BTreeMap::new(),
            pairs: BTreeMap::new(),
            speaking: speaking(source),
        };
        let used = |entry: Entry| {
            let node = tree.node(entry.node);
            entry.alias.unwrap_or_else(|| written(source, node))
        };
        for node in &tree.nodes {
            match &node.kind {
                Kind::Null => {}
                Kind::Scalar(_) => places.texts.push(written(source, node)),
                Kind::Sequence(entries) => {
                    let spans = entries.iter().map(|&entry| used(entry));
                    places
                        .entries
                        .extend(spans.map(|span| (span.start, span.end)));
                }
                Kind::Mapping(pairs) => {
                    let pairs = pairs.iter();
                    places
                        .pairs
                        .extend(pairs.map(|&(key, value)| (used(key).start, used(value).end)));
                }
            }
        }
        places.texts.sort_unstable();
        places
    }

    /// The line of a comment, and all texts that stand on it with the rest of their lines.
    fn on_line(&self, at: usize) -> Span {
        let line = self.source.line(self.source.place(at).line);
        let first = self.texts.partition_point(|text| text.end <= line.start);
        let texts = self.texts[first..].iter().copied();
        texts
            .take_while(|text| text.start <= line.end)
            .fold(line, Span::join)
    }

    /// The entry of a list, or the key with its value, that stands below a comment.
    fn below(&self, comment: Span) -> Span {
        let next = self.source.place(comment.start).line + 1;
        let speaking = self.speaking.get(next).copied();
        if let Some(number) = speaking.filter(|&number| number <= self.source.line_count()) {
            let line = self.source.line(number);
            let text = self.source.slice(line).trim_start();
            let start = line.end - text.len();
            let end = if text.starts_with("- ") {
                let mut entries = self.entries.range(start + 1..=line.end);
                entries.next().map(|(_, &end)| end)
            } else {
                self.pairs.get(&start).copied()
            };
            return line.join(Span::new(start, end.unwrap_or(line.end)));
        }
        comment
    }
}

fn speaking(source: &Source) -> Vec<usize> {
    let count = source.line_count();
    let mut next = count + 1;
    let mut speaking = vec![next; count + 1];
    for number in (1..=count).rev() {
        let text = source.slice(source.line(number)).trim_start();
        if !(text.is_empty() || text.starts_with('#')) {
            next = number;
        }
        speaking[number] = next;
    }
    speaking
}

/// Where a node stands; a text with the header of its block, if it is one.
pub(crate) fn written(source: &Source, node: &Node) -> Span {
    let Kind::Scalar(scalar) = &node.kind else {
        return node.span;
    };
    match scalar.style {
        Style::Plain | Style::Single | Style::Double => node.span,
        Style::Literal | Style::Folded => {
            let before = source.text().get(..node.span.start).unwrap_or_default();
            let header = before.rfind(['|', '>']).unwrap_or(node.span.start);
            Span::new(header, node.span.end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    /// The text that the only suppression of a file covers.
    fn covered(text: &str) -> String {
        let source = Source::new("a.yaml", text);
        let ignores = read(&source, &yaml::read(&source));
        let [ignore] = ignores.as_slice() else {
            panic!("one suppression in {text}");
        };
        let region = ignore.region.unwrap();
        source.slice(region).to_owned()
    }

    const IGNORE: &str = "# rolelint: ignore[PO008] -- agreed";

    #[test]
    fn a_comment_at_the_end_covers_its_line() {
        let line = format!("  - one {IGNORE}");
        assert_eq!(covered(&format!("duties:\n{line}\n  - two\n")), line);
    }

    #[test]
    fn a_comment_at_the_end_covers_texts_of_several_lines() {
        let quoted = format!("\"one\n    more\" {IGNORE}");
        let text = format!("duties:\n  - {quoted}\n  - two\n");
        assert_eq!(covered(&text), quoted);
        let folded = format!("  - > {IGNORE}\n    one\n    more\n");
        let text = format!("duties:\n{folded}  - two\n");
        assert_eq!(covered(&text).trim_end(), folded.trim_end());
    }

    #[test]
    fn a_comment_above_covers_the_entry_or_the_key_below() {
        let entry = "- text: one\n    raci: A";
        let text = format!("duties:\n  {IGNORE}\n\n  # more\n  {entry}\n  - two\n");
        assert_eq!(covered(&text).trim(), entry);
        let text = format!("{IGNORE}\nrole: x\nduties: [one]\n");
        assert_eq!(covered(&text).trim(), "role: x");
        let duties = "duties:\n  - one\n  - two";
        let text = format!("role: x\n{IGNORE}\n{duties}\nteam: y\n");
        assert_eq!(covered(&text).trim(), duties);
    }

    #[test]
    fn rules_and_reason_are_read_with_their_places() {
        let text = "a: b # rolelint: ignore-file[PO008 , vague-wording] --  the reason \n";
        let source = Source::new("a.yaml", text);
        let ignores = read(&source, &yaml::read(&source));
        let rules: Vec<_> = ignores[0]
            .rules
            .iter()
            .map(|(rule, span)| (rule.as_str(), source.slice(*span)))
            .collect();
        assert_eq!(
            rules,
            [("PO008", "PO008"), ("vague-wording", "vague-wording")]
        );
        assert_eq!(ignores[0].reason, "the reason");
        assert_eq!(ignores[0].region, None);
    }
}
