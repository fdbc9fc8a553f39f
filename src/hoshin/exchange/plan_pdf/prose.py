"""Pages of running text: one column, no table. Their blocks become lines, a paragraph each, headings by their size.

Boxes say where something stands; on such a page that says nothing, and what counts is the order.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hoshin.exchange.plan_pdf.cell_text import first_word_width, starts_with_label
from hoshin.exchange.plan_pdf.paper import Rectangle
from hoshin.exchange.plan_pdf.runs import Run, is_wide
from hoshin.exchange.plan_pdf.sheet import Sheet

_LARGER = 1.06
_MOST_LEVELS = 6
_BESIDE = 0.35
"""Share of rows with two texts side by side above which a page is no running text."""
_SLACK = 1.6
_GAP_SLACK = 0.15
_FULL_LINES = 3
_INDENT = 0.8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading, a paragraph or a list item; `level` is 0 for body text, else the rank of its size."""

    text: str
    area: Rectangle
    level: int = 0


@dataclass(slots=True)
class _Row:
    """What stands at one height, and the size of its letters."""

    text: str
    area: Rectangle
    size: float


@dataclass(slots=True)
class _Page:
    """The rows of one page of running text, from top to bottom."""

    rows: list[_Row]
    left: float
    right: float
    paper_width: float


def paragraphs_by_page(sheets: Sequence[Sheet]) -> dict[int, list[Paragraph]]:
    """For each page of running text its paragraphs in reading order. Other pages are left to their boxes."""
    pages = {sheet.number: page for sheet in sheets if (page := _page(sheet)) is not None}
    if not pages:
        return {}
    ranks = _size_ranks(sheets)
    leading = _leading(pages.values())
    end = _line_end(list(pages.values()))
    return {number: _paragraphs(page.rows, _Print(ranks, leading, end)) for number, page in pages.items()}


@dataclass(frozen=True, slots=True)
class _Print:
    """How the document is set: the ranks of larger letters, the gap between wrapped lines, where full lines end."""

    ranks: dict[float, int]
    leading: float
    line_end: float


def _page(sheet: Sheet) -> _Page | None:
    """The page's rows; None when it is no running text."""
    if sheet.tables or not sheet.boxes or sheet.paper.width > sheet.paper.height:
        return None
    if any(box.is_framed for box in sheet.boxes):
        return None
    rows = _rows(sheet)
    if rows is None:
        return None
    left, right = min(row.area[0] for row in rows), max(row.area[2] for row in rows)
    return _Page(rows, left, right, sheet.paper.width)


def _size_ranks(sheets: Sequence[Sheet]) -> dict[float, int]:
    """For each size of letters above the usual one its rank, 1 for the largest."""
    counts: Counter[float] = Counter()
    for sheet in sheets:
        for box in sheet.boxes:
            counts[_rounded(box.size)] += len(box.text)
    usual = counts.most_common(1)[0][0]
    larger = sorted((size for size in counts if size > _LARGER * usual), reverse=True)
    return {size: min(rank, _MOST_LEVELS) for rank, size in enumerate(larger, 1)}


def _leading(pages: Iterable[_Page]) -> float:
    """The narrowest gap between two lines, in letters: paragraphs may stand further apart, wrapped lines do not."""
    gaps = sorted(
        (below.area[1] - above.area[3]) / min(above.size, below.size)
        for page in pages
        for above, below in pairwise(page.rows)
        if max(above.size, below.size) <= _LARGER * min(above.size, below.size)
    )
    # A few lines may be squeezed by accident; they do not set the measure.
    return max(gaps[len(gaps) // 50], 0.0) if gaps else 0.0


def _line_end(pages: list[_Page]) -> float:
    """Where a full line ends: where several lines do, or as far from the paper's edge as lines begin."""
    furthest = max(page.right for page in pages)
    size = min(row.size for page in pages for row in page.rows)
    full = sum(row.area[2] > furthest - size for page in pages for row in page.rows)
    if full >= _FULL_LINES:
        return furthest
    return max(furthest, *(page.paper_width - page.left for page in pages))


def _paragraphs(rows: list[_Row], style: _Print) -> list[Paragraph]:
    paragraphs = [[rows[0]]]
    for before, row in pairwise(rows):
        if _goes_on(before, row, paragraphs[-1], style):
            paragraphs[-1].append(row)
        else:
            paragraphs.append([row])
    return [_paragraph(members, style.ranks) for members in paragraphs]


def _rows(sheet: Sheet) -> list[_Row] | None:
    """The lines of the page from top to bottom, texts at one height as one; None when that is common."""
    pieces = [(line, box.size) for box in sheet.boxes for line in box.lines]
    if not pieces:
        return None
    pieces.sort(key=lambda piece: piece[0].y0 + piece[0].y1)
    rows: list[list[tuple[Run, float]]] = []
    for piece in pieces:
        if rows and _is_beside(rows[-1][0][0], piece[0]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    if sum(len(row) > 1 for row in rows) > _BESIDE * len(rows):
        return None
    return [_row(row) for row in rows]


def _is_beside(a: Run, b: Run) -> bool:
    return min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0)


def _row(members: list[tuple[Run, float]]) -> _Row:
    members.sort(key=lambda piece: piece[0].x0)
    lines = [line for line, _ in members]
    area = (lines[0].x0, min(r.y0 for r in lines), max(r.x1 for r in lines), max(r.y1 for r in lines))
    return _Row("\u3000".join(line.text for line in lines), area, max(size for _, size in members))


def _goes_on(before: _Row, row: _Row, so_far: list[_Row], style: _Print) -> bool:
    """Whether the printer, not the writer, ended the line before."""
    size = min(before.size, row.size)
    gap = (row.area[1] - before.area[3]) / size
    if max(before.size, row.size) > _LARGER * size or gap > style.leading * 1.25 + _GAP_SLACK:
        return False
    if starts_with_label(row.text) or row.text[:1] in "\u3000":
        return False
    is_first_line_indent = row.area[0] > before.area[0] + _INDENT * size
    if is_first_line_indent and not starts_with_label(so_far[0].text):
        return False
    return style.line_end - before.area[2] < first_word_width(row.text, size) + _SLACK * size


def _paragraph(rows: list[_Row], ranks: dict[float, int]) -> Paragraph:
    text = rows[0].text
    for row in rows[1:]:
        is_latin = text[-1:].isascii() and row.text[:1].isascii() and text[-1:].isalpha() and row.text[:1].isalpha()
        text += f" {row.text}" if is_latin and not is_wide(text[-1]) else row.text
    area = (
        min(row.area[0] for row in rows),
        rows[0].area[1],
        max(row.area[2] for row in rows),
        rows[-1].area[3],
    )
    return Paragraph(text, area, ranks.get(_rounded(rows[0].size), 0))


def _rounded(size: float) -> float:
    return round(2 * size) / 2
