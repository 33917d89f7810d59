//! Reads YAML into the spanned tree, in one pass over the parser's events.

use super::build::Builder;
use super::limits;
use super::tree::{Problem, ProblemKind, Tree};
use crate::source::{Source, Span};
use granit_parser::{ErrorKind, Options, Parser, ScanError};

/// What a file says, its comments and its problems. What cannot be read is a problem of the tree, never an error.
pub fn read(source: &Source) -> Tree {
    let text = source.text();
    if text.len() > limits::FILE_BYTES {
        let problem = Problem {
            kind: ProblemKind::TooLarge,
            span: Span::new(0, 0),
            detail: text.len().to_string(),
        };
        return Tree {
            problems: vec![problem],
            ..Tree::default()
        };
    }
    let mut builder = Builder::new(text);
    let mut parser = Parser::new_from_str_with_options(text, options());
    loop {
        match parser.next_event() {
            Some(Ok((event, span))) => {
                if builder.read(event, bytes(span)).is_ok() {
                    continue;
                }
            }
            Some(Err(error)) => report(&mut builder, &error),
            None => break,
        }
        builder.close_document();
        match parser.proceed_next_document() {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                report(&mut builder, &error);
                break;
            }
        }
    }
    builder.finish()
}

fn options() -> Options {
    granit_parser::options! {
        emit_unresolved_aliases: true,
        max_buffered_comment_events: limits::FILE_BYTES,
        flow_nesting_limit: limits::DEPTH,
        block_nesting_limit: limits::DEPTH,
    }
}

fn bytes(span: granit_parser::Span) -> Span {
    let range = span.byte_range().unwrap_or_default();
    Span::new(range.start, range.end.max(range.start))
}

fn report(builder: &mut Builder, error: &ScanError) {
    let at = error.marker().byte_offset().unwrap_or_default();
    let kind = if *error.kind() == ErrorKind::RecursionLimitExceeded {
        ProblemKind::TooDeep
    } else {
        ProblemKind::Other
    };
    builder.report(kind, Span::new(at, at), error.info());
}
