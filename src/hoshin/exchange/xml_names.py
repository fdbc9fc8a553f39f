"""Elements and attributes by their local names: Office files write the same words in two namespaces.

Names are cut by hand. lxml's `QName` and paths such as `{*}pPr/{*}shd` say the same and cost ten times as much, which
for a document of some thousand paragraphs is most of its reading.
"""

from collections.abc import Callable, Mapping
from typing import cast

from lxml import etree

Properties = Mapping[str, etree._Element]
"""An element's children by local name, the first of each."""
NOTHING: Properties = {}


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace.

    >>> local_name(etree.fromstring('<w:p xmlns:w="urn:w"/>')), local_name(etree.fromstring("<p/>"))
    ('p', 'p')
    """
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :]


def child_of(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of this local name."""
    for child in element:
        tag: str = child.tag
        if tag.endswith(name) and tag[tag.rfind("}") + 1 :] == name:
            return child
    return None


def properties_of(element: etree._Element | None) -> Properties:
    """The element's children by local name; nothing when the element is missing.

    >>> sorted(properties_of(etree.fromstring('<a xmlns="urn:w"><b x="1"/><c/><b x="2"/></a>')))
    ['b', 'c']
    """
    if element is None or not len(element):
        return NOTHING
    found: dict[str, etree._Element] = {}
    for child in element:
        tag: str = child.tag
        found.setdefault(tag[tag.rfind("}") + 1 :], child)
    return found


_attributes = cast("Callable[[etree._Element], list[tuple[str, str]]]", etree._Element.items)
"""What lxml gives is text on both sides; its stubs allow bytes, which only a writer may pass."""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute by its local name; None when it or the element is missing.

    >>> attribute(etree.fromstring('<a xmlns:w="urn:w" w:val="x"/>'), "val")
    'x'
    """
    if element is None:
        return None
    for key, value in _attributes(element):
        if key.endswith(name) and key[key.rfind("}") + 1 :] == name:
            return value
    return None
