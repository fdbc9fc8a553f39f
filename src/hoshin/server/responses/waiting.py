"""Files of answers between being read and being taken in: their rows, in the data folder, for one person and one day.

Only rows are kept, never the file. They may hold names; so they are thrown away when the file is taken in or after a
day, and what waits for an import that runs holds the used columns alone.
"""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing

from hoshin.core.survey.answer_columns import ColumnMapping, mapping_from, mapping_json

SALT = "hoshin.server.responses.waiting"
LONGEST_SECONDS = 24 * 60 * 60
Row = tuple[int, list[str]]


class NotWaitingError(LookupError):
    """Nothing waits under this token for this person: it is wrong, too old, or another person's."""


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that was read: its name and hash, its heading, how it was decoded, and how its columns are to be read."""

    survey: int
    name: str
    sha256: str
    headings: tuple[str, ...]
    how: str
    mapping: ColumnMapping


def put_aside(file: WaitingFile, rows: Iterable[Row], *, by: str) -> str:
    """Keep a file's rows and return the token under which the same person finds them."""
    _forget_old()
    _write_rows(_folder() / f"{_name(file.survey, file.sha256)}.rows", rows)
    keep_mapping(file)
    return signing.dumps({"survey": file.survey, "sha256": file.sha256, "by": by}, salt=SALT)


def keep_mapping(file: WaitingFile) -> None:
    """Keep how a waiting file is to be read."""
    told = {
        "name": file.name,
        "headings": list(file.headings),
        "how": file.how,
        "mapping": mapping_json(file.mapping),
    }
    path = _folder() / f"{_name(file.survey, file.sha256)}.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def waiting_under(token: str, *, survey: int, by: str) -> WaitingFile:
    """What waits under a token; raises `NotWaitingError`."""
    try:
        told = signing.loads(token, salt=SALT, max_age=LONGEST_SECONDS)
        if told["by"] != by or told["survey"] != survey:
            raise NotWaitingError(token)
        path = _folder() / f"{_name(survey, told['sha256'])}.json"
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (signing.BadSignature, FileNotFoundError) as error:
        raise NotWaitingError(token) from error
    return WaitingFile(
        survey,
        read["name"],
        told["sha256"],
        tuple(read["headings"]),
        read["how"],
        mapping_from(read["mapping"]),
    )


def rows_of(file: WaitingFile) -> Iterator[Row]:
    """The rows of a waiting file, one by one."""
    return _read_rows(_folder() / f"{_name(file.survey, file.sha256)}.rows", 0)


def hand_over(file: WaitingFile) -> None:
    """Write the used cells where the import of this file finds them, however long it takes."""
    used = [column.use != "ignored" for column in file.mapping.columns]
    kept = ((n, [c if used[at] else "" for at, c in enumerate(cells[: len(used)])]) for n, cells in rows_of(file))
    _write_rows(_batch_path(file.survey, file.sha256), kept)


def rows_of_batch(survey: int, sha256: str, skip: int) -> Iterator[Row]:
    """The rows of a running import, the first `skip` left out; raises `FileNotFoundError` when they are lost."""
    path = _batch_path(survey, sha256)
    path.stat()
    return _read_rows(path, skip)


def forget(file: WaitingFile) -> None:
    """Throw away what waited."""
    for ending in ("rows", "json"):
        (_folder() / f"{_name(file.survey, file.sha256)}.{ending}").unlink(missing_ok=True)


def forget_batch(survey: int, sha256: str) -> None:
    """Throw away what a running import had left."""
    _batch_path(survey, sha256).unlink(missing_ok=True)


def _name(survey: int, sha256: str) -> str:
    return f"{int(survey)}-{sha256}"


def _folder() -> Path:
    folder = Path(settings.DATA_DIRECTORY) / "waiting-answers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _batch_path(survey: int, sha256: str) -> Path:
    return _folder() / f"batch-{_name(survey, sha256)}.rows"


def _write_rows(path: Path, rows: Iterable[Row]) -> None:
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _read_rows(path: Path, skip: int) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        for at, line in enumerate(file):
            if at >= skip:
                number, cells = json.loads(line)
                yield number, cells


def _forget_old() -> None:
    """Rows of a batch that runs are its import's, however long it waits."""
    limit = time.time() - LONGEST_SECONDS
    for path in _folder().iterdir():
        if not path.name.startswith("batch-") and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
