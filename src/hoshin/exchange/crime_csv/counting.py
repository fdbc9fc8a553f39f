"""Counting a crime file by municipality, town, kind of theft and month, in one pass and flat memory.

A line that cannot be placed is counted under the reason why; what is counted and what is not add up to the lines of
the file. A case is recognised (認知) in the year of its file and may have begun in the year before: with
`recognised_in` the file's year is what counts, without it the day on which the case began.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from hoshin.exchange.crime_csv.cells import municipality_code, occurred
from hoshin.exchange.crime_csv.columns import Columns, columns_of
from hoshin.exchange.crime_csv.opening import opened
from hoshin.exchange.guard.refusal import not_readable

Unplaced = Literal[
    "line_broken", "line_too_short", "code_unknown", "code_not_read", "date_unknown", "date_not_read", "town_unknown"
]
"""行として読めない、列が足りない、市区町村が不明、コードが読めない、日が不明、日が読めない、町丁目が不明."""
_HEAD_LINES = 10
_LONGEST_CELL = 10_000
PROGRESS_EVERY = 50_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is counted. `codes`: five digits each; empty: every municipality. `methods`: 手口; empty: all of them.

    Town by town only for the codes that are named, since the nation has too many towns to hold.
    """

    codes: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    recognised_in: int | None = None


@dataclass(frozen=True, slots=True)
class CrimeKey:
    """Where a case is counted. `month` 0: only the year is known. `town` is "" where none is counted or known."""

    code: str
    town: str
    method: str
    year: int
    month: int


@dataclass(slots=True)
class CrimeCounts:
    """What a file holds: `lines` = `placed` + `elsewhere` + `other_methods` + all `unplaced`.

    `counts` are the wanted cases. `by_code` counts every municipality of the file, so that a wrong code is noticed,
    `by_method` every 手口 in the wanted municipalities, `began` the wanted cases by the year in which they began (0:
    not known). `without_town` and `without_month` are among the placed ones.
    """

    encoding: str = ""
    lines: int = 0
    placed: int = 0
    elsewhere: int = 0
    other_methods: int = 0
    without_town: int = 0
    without_month: int = 0
    counts: Counter[CrimeKey] = field(default_factory=Counter)
    by_code: Counter[str] = field(default_factory=Counter)
    by_method: Counter[str] = field(default_factory=Counter)
    began: Counter[int] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    unplaced: Counter[Unplaced] = field(default_factory=Counter)
    examples: dict[Unplaced, tuple[int, str]] = field(default_factory=dict)

    def leave(self, reason: Unplaced, line: int, found: str) -> None:
        """Count a line that cannot be placed; the first of its kind is kept as an example."""
        self.unplaced[reason] += 1
        self.examples.setdefault(reason, (line, found[:40]))

    def by_year(self) -> Counter[int]:
        """The wanted cases of each year."""
        totals: Counter[int] = Counter()
        for key, number in self.counts.items():
            totals[key.year] += number
        return totals


def count_crimes(path: Path, name: str, wanted: Wanted, told: Callable[[int], None] | None = None) -> CrimeCounts:
    """Count a file. `told` hears the number of lines now and then, and may raise to interrupt.

    Raises `UnreadableFileError` when it is no table of crimes: another kind of file, no known headings.
    """
    found = CrimeCounts()
    with opened(path, name) as (stream, encoding):
        found.encoding = encoding
        lines = _lines(stream, found)
        columns = _heading(lines, name)
        for number, cells in lines:
            found.lines += 1
            if told is not None and found.lines % PROGRESS_EVERY == 0:
                told(found.lines)
            if cells is None:
                found.leave("line_broken", number, "")
            else:
                _count(found, cells, columns, wanted, number)
    return found


def _lines(stream: Iterator[str], found: CrimeCounts) -> Iterator[tuple[int, list[str] | None]]:
    """Every line that holds something; None for one that the rules of CSV cannot part."""
    first = next(stream, "")
    sign = "\t" if first.count("\t") > first.count(",") else ","

    def again() -> Iterator[str]:
        yield first
        yield from stream

    for number, line in enumerate(again(), 1):
        bare = line.strip("\r\n\x1a \ufeff")
        if not bare.strip(sign):
            continue
        try:
            yield number, next(csv.reader((bare[:_LONGEST_CELL],), delimiter=sign, strict=True))
        except csv.Error:
            yield number, None


def _heading(lines: Iterator[tuple[int, list[str] | None]], name: str) -> Columns:
    seen: list[str] = []
    for number, cells in lines:
        columns = columns_of(cells or [])
        if columns.are_enough:
            return columns
        seen = seen or [cell.strip() for cell in cells or []]
        if number >= _HEAD_LINES:
            break
    raise not_readable("crime_headings_missing", name, headings="、".join(seen)[:80] or "—")


def _count(found: CrimeCounts, cells: list[str], columns: Columns, wanted: Wanted, line: int) -> None:
    """Place one case, or count why it cannot be placed."""
    code = _code(found, cells, columns, line)
    if code is None:
        return
    found.by_code[code] += 1
    if wanted.codes and code not in wanted.codes:
        found.elsewhere += 1
        return
    method = _cell(cells, columns.method)
    found.by_method[method] += 1
    if wanted.methods and method not in wanted.methods:
        found.other_methods += 1
        return
    when = _when(found, cells, columns, wanted, line)
    if when is None:
        return
    town = _cell(cells, columns.town) if wanted.codes else ""
    found.without_town += bool(wanted.codes) and not town
    found.without_month += not when[1]
    found.placed += 1
    found.counts[CrimeKey(code, town, method, *when)] += 1


def _code(found: CrimeCounts, cells: list[str], columns: Columns, line: int) -> str | None:
    """The municipality's code, or its name in a file without codes; None: counted as not placed."""
    column = columns.code if columns.code is not None else columns.municipality
    assert column is not None, "the heading was found to be enough"
    if column >= len(cells):
        found.leave("line_too_short", line, f"{len(cells)} / {columns.width}")
        return None
    text = cells[column].strip()
    code = municipality_code(text) if columns.code is not None else text
    if not code:
        found.leave("code_not_read" if code is None else "code_unknown", line, text)
        return None
    if columns.code is not None and code not in found.names:
        found.names[code] = _cell(cells, columns.municipality)
    return code


def _when(found: CrimeCounts, cells: list[str], columns: Columns, wanted: Wanted, line: int) -> tuple[int, int] | None:
    """Year and month that a case is counted in; None: counted as not placed.

    A recognised case stays in its file's year; its month is known only when it also began in that year.
    """
    assert columns.date is not None, "the heading was found to be enough"
    if columns.date >= len(cells):
        found.leave("line_too_short", line, f"{len(cells)} / {columns.width}")
        return None
    when = occurred(cells[columns.date])
    found.began[when[0] if when else 0] += 1
    if wanted.recognised_in is not None:
        in_year = when is not None and when[0] == wanted.recognised_in
        return wanted.recognised_in, when[1] if in_year and when is not None else 0
    if when is None or not when[0]:
        found.leave("date_not_read" if when is None else "date_unknown", line, cells[columns.date])
        return None
    return when


def _cell(cells: list[str], column: int | None) -> str:
    return cells[column].strip() if column is not None and column < len(cells) else ""
