"""JSON bytes to a plan document and back.

Size and nesting are measured before anything is parsed. The text is UTF-8 (a mark at its front is allowed); keys that
stand twice, `NaN` and numbers beyond all bounds are refused, because readers of JSON understand them differently.
"""

import json
from collections import Counter
from typing import Any

from hoshin.core.plan.codec import plan_from_json, plan_to_json
from hoshin.core.plan.document import PlanDocument
from hoshin.exchange.guard.refusal import not_readable, refused

MAX_BYTES = 32 * 1024 * 1024
"""A plan of 200 pages with all its sources is below 2 MB."""
MAX_DEPTH = 64
"""A plan document nests 8 deep."""
MAX_DIGITS = 40
"""Of one number; yen and shares need no more than 18."""


def read_plan_json(data: bytes, name: str) -> PlanDocument:
    """The plan in a JSON file; raises `UnreadableFileError` for the file, `NotAPlanDocumentError` for its content."""
    if len(data) > MAX_BYTES:
        raise refused("json_too_large", name, limit=str(MAX_BYTES // (1024 * 1024)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise not_readable("json_not_utf8", name, offset=str(wrong.start)) from wrong
    if deepest(text) > MAX_DEPTH:
        raise refused("json_too_deep", name, limit=str(MAX_DEPTH))
    return plan_from_json(_parsed(text, name))


def looks_like_json(data: bytes) -> bool:
    r"""Whether a file begins as a JSON object does, whatever it is called.

    >>> looks_like_json(b'\xef\xbb\xbf {"id": "p"}'), looks_like_json(b"[1]")
    (True, False)
    """
    return data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")[:1] == b"{"


def write_plan_json(plan: PlanDocument) -> str:
    """The plan as JSON text for people and programs: two spaces deep, Japanese as it is, a line end at the end."""
    return json.dumps(plan_to_json(plan), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def deepest(text: str) -> int:
    """How deep brackets nest outside strings, without parsing.

    >>> deepest('{"a": ["[[[", {"b": 1}]}')
    3
    """
    depth = most = position = 0
    while position < len(text):
        character = text[position]
        if character == '"':
            position = _string_end(text, position)
        elif character in "[{":
            depth += 1
            most = max(most, depth)
        elif character in "]}":
            depth -= 1
        position += 1
    return most


def _string_end(text: str, position: int) -> int:
    position += 1
    while position < len(text) and text[position] != '"':
        position += 2 if text[position] == "\\" else 1
    return position


class _RefusedNumber(ValueError):
    pass


def _parsed(text: str, name: str) -> Any:
    repeated: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.extend(key for key, count in counts.items() for _ in range(count - 1))
        return found

    try:
        values = json.loads(
            text, object_pairs_hook=once, parse_int=_whole, parse_float=_broken, parse_constant=_constant
        )
    except _RefusedNumber as wrong:
        raise not_readable("json_number", name, number=str(wrong)) from wrong
    except json.JSONDecodeError as wrong:
        raise not_readable("json_broken", name, line=str(wrong.lineno), column=str(wrong.colno)) from wrong
    if repeated:
        raise not_readable("json_repeated_key", name, key=repeated[0])
    return values


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _RefusedNumber(digits[:12] + "…")
    return int(digits)


def _broken(digits: str) -> float:
    value = float(digits)
    if len(digits) > MAX_DIGITS or value in (float("inf"), float("-inf")):
        raise _RefusedNumber(digits[:12])
    return value


def _constant(word: str) -> Any:
    raise _RefusedNumber(word)
