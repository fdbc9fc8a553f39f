"""An uploaded or pasted table as rows of text, in memory. What a person must choose first is a problem that says so."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile

from hoshin.core.problems.record import Problem
from hoshin.exchange.answers_csv.limits import MAX_FILE_BYTES
from hoshin.exchange.answers_csv.reading import open_answers
from hoshin.exchange.answers_csv.table import rows_of
from hoshin.exchange.guard.refusal import UnreadableFileError
from hoshin.server.surveys.actions.changing import SurveyRefusedError

Rows = tuple[tuple[str, ...], ...]


def rows_of_text(text: str) -> Rows:
    """The rows of a table as it was pasted, with the empty ones left in their place."""
    try:
        return _in_place(list(rows_of(text, "paste")))
    except UnreadableFileError as refused:
        raise SurveyRefusedError(refused.problem) from refused


def rows_of_file(file: UploadedFile, *, encoding: str = "", sheet: str = "") -> Rows:
    """The rows of a CSV or xlsx file. The file itself is not kept anywhere."""
    name = file.name or "table"
    data = file.read(MAX_FILE_BYTES + 1)
    try:
        opened = open_answers(data, name, encoding=encoding or None, sheet=sheet or None)
        if opened.readings:
            found = "、".join(f"{way}: {preview[:20]}" for way, preview in opened.readings)
            raise _choose("table_encoding_doubtful", "encoding", found, file=name)
        if opened.sheets and opened.sheet is None:
            raise _choose(
                "table_sheet_doubtful", "sheet", "、".join(opened.sheets), file=name, count=str(len(opened.sheets))
            )
        return _in_place(list(opened.rows))
    except UnreadableFileError as refused:
        raise SurveyRefusedError(refused.problem) from refused


def _choose(code: str, field: str, found: str, **values: str) -> SurveyRefusedError:
    return SurveyRefusedError(Problem(code, found=found, field=field, values=values, severity="error"))


def _in_place(numbered: Sequence[tuple[int, list[str]]]) -> Rows:
    """Rows at the number that Excel shows, so that sentences name the right one."""
    rows: list[tuple[str, ...]] = []
    for number, cells in numbered:
        rows += [()] * (number - 1 - len(rows)) if number - 1 - len(rows) < 1000 else []
        rows.append(tuple(cells))
    return tuple(rows)
