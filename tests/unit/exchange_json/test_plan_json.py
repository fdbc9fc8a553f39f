"""JSON text of a plan: bounded, unambiguous, and without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.core.plan.codec import NotAPlanDocumentError
from hoshin.core.plan.document import PlanDocument
from hoshin.exchange.guard.refusal import UnreadableFileError
from hoshin.exchange.plan_json import text
from hoshin.exchange.plan_json.text import MAX_DEPTH, deepest, looks_like_json, read_plan_json, write_plan_json
from tests.plans import kitamachi


def test_a_plan_survives_the_text():
    assert read_plan_json(write_plan_json(kitamachi()).encode(), "p.json") == kitamachi()
    assert read_plan_json(b"\xef\xbb\xbf" + write_plan_json(kitamachi()).encode(), "p.json") == kitamachi()


def test_japanese_stands_as_it_is_and_the_text_ends_with_a_line_end():
    written = write_plan_json(PlanDocument("p", goal="安心"))
    assert '"goal": "安心"' in written
    assert written.endswith("}\n")


@pytest.mark.parametrize(
    ("written", "depth"), [("{}", 1), ('{"a": "[[[["}', 1), (r'{"a": "\"[["}', 1), ('[[{"a": []}]]', 4), ('"[', 0)]
)
def test_depth_is_measured_outside_strings(written, depth):
    assert deepest(written) == depth


def test_a_file_beyond_the_bound_is_refused_unparsed(monkeypatch):
    monkeypatch.setattr(text, "MAX_BYTES", 10)
    with pytest.raises(UnreadableFileError) as refused:
        read_plan_json(b'{"id": "p"}', "p.json")
    assert (refused.value.problem.code, refused.value.family) == ("json_too_large", "refused")


def test_one_level_too_deep_is_refused():
    def nested(depth: int) -> bytes:
        return b"[" * depth + b"]" * depth

    with pytest.raises(NotAPlanDocumentError):
        read_plan_json(nested(MAX_DEPTH), "p.json")
    with pytest.raises(UnreadableFileError) as refused:
        read_plan_json(nested(MAX_DEPTH + 1), "p.json")
    assert refused.value.problem.code == "json_too_deep"


@given(st.binary(max_size=60) | st.text('{}[]":,\\0123eE.-tfn a', max_size=60).map(str.encode))
def test_any_bytes_end_in_a_plan_or_a_sentence(data):
    try:
        read_plan_json(data, "p.json")
    except UnreadableFileError as refused:
        assert refused.problem.code.startswith("json_")
    except NotAPlanDocumentError as refused:
        assert refused.problems


@pytest.mark.parametrize(("data", "is_json"), [(b"{", True), (b" \r\n\t{", True), (b"# plan", False), (b"", False)])
def test_a_json_file_is_known_by_how_it_begins(data, is_json):
    assert looks_like_json(data) is is_json
