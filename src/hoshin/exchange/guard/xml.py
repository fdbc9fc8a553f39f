"""XML without its dangers: no document type, no entities, no network, no endless depth."""

import io
from collections.abc import Iterator

from lxml import etree

from hoshin.exchange.guard import limits
from hoshin.exchange.guard.refusal import UnreadableFileError, not_readable, refused

_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
_WIDE_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}


def parse_xml(data: bytes, part: str, name: str) -> etree._Element:
    """The root of one part. A declared document type, too deep nesting and broken XML end in a refusal."""
    _check_declarations(data, part, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _as_refusal(error, part, name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused("xml_with_entities", name, part=part)
    return root


def iterate_xml(data: bytes, part: str, name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Each element of one of the tags as it ends, for parts too large to hold as a tree; the caller clears it."""
    _check_declarations(data, part, name)
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            yield element
    except etree.XMLSyntaxError as error:
        raise _as_refusal(error, part, name) from error


def _check_declarations(data: bytes, part: str, name: str) -> None:
    """Looks for a declaration in the bytes, since the parser would already have taken entities in."""
    wide = _WIDE_ENCODINGS.get(data[:2])
    if wide:
        text = data.decode(wide, errors="replace")
        found = any(d in text for d in _DECLARATIONS)
    else:
        found = any(d.encode() in data for d in _DECLARATIONS)
    if found:
        raise refused("xml_with_entities", name, part=part)


def _as_refusal(error: etree.XMLSyntaxError, part: str, name: str) -> UnreadableFileError:
    said = str(error.msg or "")
    if "depth" in said:
        return refused("xml_too_deep", name, part=part, limit=str(limits.MAX_XML_DEPTH))
    if "huge" in said.lower() or "too long" in said:
        return refused("too_many_cells", name, place=part, limit="10 MB")
    return not_readable("file_broken", name, reason=f"{part}: XML")
