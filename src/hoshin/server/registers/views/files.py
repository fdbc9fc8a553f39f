"""What leaves a register's pages as a file: attached photos, and the section's own CSV."""

import csv
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from hoshin.server.accounts.access import staff
from hoshin.server.registers.attached import path_of
from hoshin.server.registers.queries.entries import exported_rows, file_of
from hoshin.server.registers.queries.pages import RegisterHead
from hoshin.server.registers.views.frame import of_a_register, viewer_of
from hoshin.server.registers.views.listing import sought_in

SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@staff
@require_safe
@of_a_register
def attachment(request: HttpRequest, head: RegisterHead, file: int) -> FileResponse:
    """The file as it was attached. A browser is told to save it and never to show it."""
    name, sha256 = file_of(head.id, file, viewer_of(request))
    answer = FileResponse(
        BytesIO(path_of(sha256).read_bytes()),
        as_attachment=True,
        filename=name or "file",
        content_type="application/octet-stream",
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@staff
@require_safe
@of_a_register
def export(request: HttpRequest, head: RegisterHead) -> StreamingHttpResponse:
    """The entries that are asked for, as CSV for Excel: UTF-8 with a mark, and no cell that Excel would run."""
    sought, _ = sought_in(request, head)
    headings, rows = exported_rows(head.id, viewer_of(request), sought)
    answer = StreamingHttpResponse(_csv(headings, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="register-{head.id}.csv"'
    return answer


class _Line:
    """What `csv` writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def _csv(headings: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> Iterator[bytes]:
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    yield writer.writerow([escaped(cell) for cell in headings]).encode()
    for row in rows:
        yield writer.writerow([escaped(cell) for cell in row]).encode()


def escaped(cell: Any) -> str:
    """A cell that a spreadsheet takes as text: one that would begin a formula gets an apostrophe in front.

    >>> escaped("=1+1"), escaped("-5"), escaped("汐見保育所"), escaped("－")
    ("'=1+1", '-5', '汐見保育所', "'－")
    """
    text = str(cell)
    is_number = text.removeprefix("-").replace(".", "", 1).isdecimal()
    return f"'{text}" if text.lstrip(" ").startswith(_ACTIVE) and not is_number else text
