//! What XML reports share.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};
use std::io;

pub(super) type Xml = Writer<Vec<u8>>;

/// Writes a document of one element.
pub(super) fn write(
    out: &mut dyn io::Write,
    root: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    root(&mut xml)?;
    out.write_all(&xml.into_inner())?;
    writeln!(out)
}
