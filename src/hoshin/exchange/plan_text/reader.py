"""A text or Markdown file as what it printed: lines, and Markdown tables as grids."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hoshin.core.sources import Source
from hoshin.exchange.collector import without_collector
from hoshin.exchange.guard import limits
from hoshin.exchange.guard.refusal import refused
from hoshin.exchange.plan_text.encoding import decode
from hoshin.exchange.plan_text.markup import blank_heading, blank_markup, heading_level
from hoshin.exchange.printed import Cell, Item, Line, Printed, Region, Table

_LINE_END = re.compile(r"\r\n|\n|\r")
_SEPARATOR_ROW = re.compile(r"^[\s\u2060]*\|?[\s:\-]*-{2,}[\s:\-]*(?:\|[\s:\-]*-+[\s:\-]*)*\|?[\s\u2060]*$")
_RULE = re.compile(r"^[\s\u2060]*(?:-{3,}|\*{3,}|_{3,}|={3,}|─{3,}|━{3,})[\s\u2060]*$")


@without_collector()
def read_text_plan(data: bytes, name: str) -> Printed:
    """Every line of the file with its number and its offsets in the decoded text.

    Raises `UnreadableFileError` when the characters cannot be told or the text is too long.
    """
    text, problems = decode(data, name)
    if len(text) > limits.MAX_TEXT_CHARACTERS:
        limit = f"{limits.MAX_TEXT_CHARACTERS:,}"
        raise refused("too_many_cells", name, place="本文 (the text)", limit=limit)
    blanked, left_out = blank_markup(text, name)
    lines = list(_lines(text, blanked, name))
    items = tuple(_items(lines)) if any(line.text.strip(" \u2060\t\u3000") for line in lines) else ()
    return Printed(name, (Region("text", name, items),), problems + left_out)


def _lines(text: str, blanked: str, name: str) -> Iterator[Line]:
    """Lines by the file's own line ends; a `<br>` inside a line stays inside."""
    is_same = blanked == text
    start = 0
    ends = [*_LINE_END.finditer(text), None]
    for number, found in enumerate(ends, start=1):
        end = found.start() if found is not None else len(text)
        if found is None and start == end and number > 1:
            return
        raw = text[start:end]
        shown = raw if is_same else blanked[start:end]
        emphasis = heading_level(raw) if "#" in raw else 0
        if emphasis:
            shown = blank_heading(shown)
        yield Line(shown, Source(name, raw, None, None, None, None, number, start, end), emphasis)
        start = found.end() if found is not None else end


def _items(lines: list[Line]) -> Iterator[Item]:
    at, rule_at = 0, _RULE.match
    while at < len(lines):
        line = lines[at]
        raw = line.source.text
        end = _end_of_table(lines, at) if "|" in raw else at
        if end > at:
            yield _table(lines[at:end])
            at = end
        else:
            if not rule_at(raw):
                yield line
            at += 1


def _end_of_table(lines: list[Line], at: int) -> int:
    """The line behind the Markdown table that begins here, or `at` when none does."""
    if not _is_row(lines[at]) or at + 1 >= len(lines) or not _SEPARATOR_ROW.match(lines[at + 1].source.text):
        return at
    if "|" not in lines[at + 1].source.text:
        return at
    end = at + 2
    while end < len(lines) and _is_row(lines[end]):
        end += 1
    return end


def _is_row(line: Line) -> bool:
    return "|" in line.source.text.strip().strip("|") or line.source.text.strip().startswith("|")


def _table(lines: list[Line]) -> Table:
    rows = [line for line in lines if not _SEPARATOR_ROW.match(line.source.text)]
    cells = tuple(cell for row, line in enumerate(rows) for cell in _cells(line, row))
    first, last = lines[0].source, lines[-1].source
    source = Source(
        first.file, "\n".join(line.source.text for line in lines), line=first.line, start=first.start, end=last.end
    )
    return Table(cells, source)


def _cells(line: Line, row: int) -> Iterator[Cell]:
    text = line.text
    bars = [m.start() for m in re.finditer(r"(?<!\\)\|", text)]
    if text.strip(" \u2060").startswith("|"):
        edges = bars
    else:
        edges = [-1, *bars]
    if not text.strip(" \u2060").endswith("|"):
        edges = [*edges, len(text)]
    base = line.source.start or 0
    for column, (left, right) in enumerate(pairwise(edges)):
        start, end = left + 1, right
        while start < end and text[start] in " \t\u3000\u2060":
            start += 1
        while end > start and text[end - 1] in " \t\u3000\u2060":
            end -= 1
        raw = line.source.text[start:end]
        yield Cell(
            text[start:end],
            row,
            column,
            Source(line.source.file, raw, line=line.source.line, start=base + start, end=base + end),
        )
