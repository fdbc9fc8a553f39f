"""A CSV file as a table with typed columns, read twice: once to learn what its columns hold, once for its rows."""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from hoshin.core.problems.record import Problem
from hoshin.exchange.answers_csv.table import delimiter_of
from hoshin.exchange.guard.refusal import not_readable

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TRIED = ("utf-8", "cp932", "euc_jp")
_BLOCK = 1 << 20
_SAMPLE = 1 << 16
_WHOLE = re.compile(r"[+-]?(0|[1-9]\d*)", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?P<whole>0|[1-9]\d*)?(?P<part>\.\d*)?([eE][+-]?\d+)?", re.ASCII)
_MOST_DIGITS = 15
"""More digits than a double keeps: such a column holds codes, not numbers."""
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_NOT_WINDOWS = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What Python's cp932 makes of bytes that Windows leaves undefined."""
_NO_ANSWER = ("", "NA", "NaN")

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file of which encoding, separator and columns are known. `whole` names columns of whole numbers."""

    path: Path
    encoding: str
    delimiter: str
    heading: tuple[str, ...]
    numeric: frozenset[str]
    whole: frozenset[str]
    problems: tuple[Problem, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that have a name; a column of row numbers without one, as R writes it, is left out."""
        return tuple(name for name in self.heading if name)

    def rows(self) -> Iterator[Row]:
        """The rows under the heading; blank lines are none."""
        for _number, cells in _records(self.path, self.encoding, self.delimiter, len(self.heading)):
            named = zip(self.heading, cells, strict=True)
            yield {name: self._value(name, cell) for name, cell in named if name}

    def schema(self) -> pa.Schema:
        """The columns' types as Arrow knows them."""
        kinds = {name: pa.int64() if name in self.whole else pa.float64() for name in self.numeric}
        return pa.schema([(name, kinds.get(name, pa.string())) for name in self.columns])

    def _value(self, column: str, cell: str) -> object:
        text = cell.strip()
        if text in _NO_ANSWER:
            return None
        if column in self.whole:
            return int(text)
        return float(text) if column in self.numeric else text


def csv_table(path: Path) -> CsvTable:
    """The table, after one pass over the file. Raises `UnreadableFileError` naming the row that does not fit."""
    encoding = _encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        delimiter = delimiter_of(file.read(_SAMPLE))
    heading = _heading(path, encoding, delimiter)
    kinds = [_Kind() for _ in heading]
    for _number, cells in _records(path, encoding, delimiter, len(heading)):
        for kind, cell in zip(kinds, cells, strict=True):
            kind.learn(cell.strip())
    named = [(name, kind) for name, kind in zip(heading, kinds, strict=True) if name]
    notes = [
        Problem("na_read_as_empty", severity="note", values={"column": name, "count": str(kind.marked)})
        for name, kind in named
        if kind.marked and not kind.is_number
    ]
    return CsvTable(
        path,
        encoding,
        delimiter,
        heading,
        frozenset(name for name, kind in named if kind.is_number),
        frozenset(name for name, kind in named if kind.is_number and kind.is_whole),
        tuple(notes),
    )


class _Kind:
    """What a column holds, learnt cell by cell. `marked` counts cells that say `NA`."""

    def __init__(self) -> None:
        self.filled = 0
        self.marked = 0
        self.is_whole = True
        self._all_numbers = True

    @property
    def is_number(self) -> bool:
        return self.filled > 0 and self._all_numbers

    def learn(self, text: str) -> None:
        if text in _NO_ANSWER:
            self.marked += text != ""
            return
        self.filled += 1
        if self.is_whole and not _WHOLE.fullmatch(text):
            self.is_whole = False
        if self._all_numbers and not _is_plain_number(text):
            self._all_numbers = False


def _is_plain_number(text: str) -> bool:
    """Whether a cell is a number whose digits a double keeps.

    >>> [_is_plain_number(text) for text in ("12", "-1.50", "007", "1,200", ".", "1e3", "12345678901234567890")]
    [True, True, False, False, False, True, False]
    """
    found = _NUMBER.fullmatch(text)
    if not found or not (found["whole"] or (found["part"] or ".") != "."):
        return False
    return "." in text or sum(sign.isdigit() for sign in text) <= _MOST_DIGITS


def _encoding_of(path: Path) -> str:
    """By its mark, else the first of UTF-8, cp932 and EUC-JP that reads the whole file without a fault."""
    with path.open("rb") as file:
        head = file.read(4)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    for encoding in _TRIED:
        if _reads(path, encoding):
            return encoding
    raise not_readable("text_encoding_unknown", path.name, encoding="UTF-8, Shift_JIS, EUC-JP")


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                text = decoder.decode(block)
                if _NO_TEXT.search(text) or (encoding == "cp932" and _NOT_WINDOWS.search(text)):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _heading(path: Path, encoding: str, delimiter: str) -> tuple[str, ...]:
    _number, cells = next(_parsed(path, encoding, delimiter), (1, []))
    heading = tuple(cell.strip() for cell in cells)
    for name in heading:
        if name and heading.count(name) > 1:
            raise not_readable("answers_column_repeated", path.name, column=name)
    if not any(heading):
        raise not_readable("answers_kind_unknown", path.name)
    return heading


def _records(path: Path, encoding: str, delimiter: str, width: int) -> Iterator[tuple[int, list[str]]]:
    """The rows under the heading with their line numbers, each as wide as the heading."""
    parsed = _parsed(path, encoding, delimiter)
    next(parsed, None)
    for number, cells in parsed:
        if len(cells) < width or any(cell.strip() for cell in cells[width:]):
            counted = {"cells": str(len(cells)), "columns": str(width)}
            raise not_readable("answers_row_width", path.name, row=str(number), **counted)
        yield number, cells[:width]


def _parsed(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Lines as lists of cells, blank ones left out; quotes are read strictly."""
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells) or len(cells) > 1:
                    yield reader.line_num, cells
        except (csv.Error, UnicodeDecodeError) as error:
            raise not_readable("answers_not_parted", path.name, row=str(reader.line_num + 1)) from error
