"""XML is taken without document types, entities, network and endless depth."""

import pytest

from hoshin.exchange.guard.limits import MAX_XML_DEPTH
from hoshin.exchange.guard.refusal import UnreadableFileError
from hoshin.exchange.guard.xml import iterate_xml, parse_xml

DECLARED = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


def _parse(data):
    return parse_xml(data, "part.xml", "plan.docx")


def _iterate(data):
    return list(iterate_xml(data, "part.xml", "plan.docx", ("{*}row",)))


@pytest.mark.parametrize("read", [_parse, _iterate])
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (DECLARED.encode(), "xml_with_entities"),
        (('<?xml version="1.0" encoding="UTF-16"?>' + DECLARED).encode("utf-16"), "xml_with_entities"),
        (b'<!DOCTYPE a SYSTEM "http://192.0.2.1/x.dtd"><a/>', "xml_with_entities"),
        (b"<a>" * (MAX_XML_DEPTH + 10) + b"</a>" * (MAX_XML_DEPTH + 10), "xml_too_deep"),
        (b"<a><b></a>", "file_broken"),
        (b"", "file_broken"),
        (b"<a>" + b"x" * 10_500_000 + b"</a>", "too_many_cells"),
    ],
)
def test_dangerous_and_broken_xml_ends_in_a_refusal(read, data, code):
    with pytest.raises(UnreadableFileError) as refusal:
        read(data)
    assert refusal.value.problem.code == code


def test_plain_xml_is_read_in_both_ways():
    data = '<s xmlns="urn:x"><row>計画</row><!-- remark --><row/></s>'.encode()
    assert [row.text for row in _parse(data)] == ["計画", None]
    assert [row.text for row in _iterate(data)] == ["計画", None]
