"""Reads one table of answers in a fenced process and answers line by line: a head, then the rows.

The wish is JSON: `encoding` and `sheet`, each what a person chose or null. The head says what was read, or asks:
`readings` for the encoding, `sheets` for the sheet.
"""

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from hoshin.core.plan.codec import to_json
from hoshin.exchange.answers_csv import limits
from hoshin.exchange.answers_csv.encoding import DoubtfulEncodingError, decode_answers
from hoshin.exchange.answers_csv.table import Row, rows_of
from hoshin.exchange.answers_csv.workbook import rows_of_sheet, sheet_names
from hoshin.exchange.guard.fence import OUT_OF_MEMORY_EXIT
from hoshin.exchange.guard.kinds import ZIP_MAGICS
from hoshin.exchange.guard.refusal import UnreadableFileError, refused
from hoshin.exchange.workers.limiting import set_limits

Answer = tuple[dict[str, Any], Iterator[Row]]


def answer(data: bytes, name: str, encoding: str | None, sheet: str | None) -> Answer:
    """What the head says, and the rows behind it."""
    if data.startswith(ZIP_MAGICS):
        return _of_workbook(data, name, sheet)
    try:
        decoded = decode_answers(data, name, encoding)
    except DoubtfulEncodingError as doubt:
        return {"readings": doubt.readings}, iter(())
    return {"encoding": decoded.encoding}, rows_of(decoded.text, name)


def _of_workbook(data: bytes, name: str, sheet: str | None) -> Answer:
    names = sheet_names(data, name)
    filled = {each: rows_of_sheet(data, name, each) for each in names if sheet in (None, each)}
    heads = {each: next(rows, None) for each, rows in filled.items()}
    found = [each for each in names if heads.get(each) is not None]
    if len(found) != 1:
        return {"sheets": found}, iter(())
    return {"sheet": found[0]}, rows_of_sheet(data, name, found[0])


def main() -> None:
    """One request from standard input, as `workers.answering` takes it."""
    set_limits(limits.MEMORY_BYTES, limits.CPU_SECONDS)
    request = json.loads(sys.stdin.buffer.readline())
    name, wish = str(request["name"]), json.loads(request["wish"])
    try:
        _write(sys.stdin.buffer.read(), name, wish.get("encoding"), wish.get("sheet"))
    except UnreadableFileError as error:
        _start_over()
        _say({"refusal": {"problem": to_json(error.problem), "family": error.family}})
    except (MemoryError, RecursionError):
        os._exit(OUT_OF_MEMORY_EXIT)
    sys.stdout.flush()


def _write(data: bytes, name: str, encoding: str | None, sheet: str | None) -> None:
    head, rows = answer(data, name, encoding, sheet)
    _say(head)
    cells = 0
    for count, row in enumerate(rows, start=1):
        cells += len(row[1])
        if count > limits.MAX_ROWS + 1 or cells > limits.MAX_CELLS:
            raise refused("answers_too_large", name, rows=f"{limits.MAX_ROWS:,}", cells=f"{limits.MAX_CELLS:,}")
        _say(row)


def _say(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def _start_over() -> None:
    """A refusal replaces whatever was said before: half a table is never handed over."""
    sys.stdout.flush()
    sys.stdout.seek(0)
    sys.stdout.truncate()


if __name__ == "__main__":
    main()
