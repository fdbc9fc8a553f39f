"""Where a fact was printed: file, page, slide or sheet, cell or character span, and the words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """The place of one printed text.

    Exactly one of `page`, `slide` (both from 1) and `sheet` is set for paged documents, none for plain
    text. `cell` is an Excel range (`"B12:F14"`) or `"table 2 row 3 column 1"` (Word) or the shape's name
    (slides). `line` counts from 1 in plain text. `start` and `end` are character offsets: into the whole
    decoded file for plain text, into the cell's, shape's or page's own text elsewhere (half-open).
    `box` is x0, y0, x1, y1 in points from the page's top left, where the format has geometry.
    `text` is what stands there, as printed.
    """

    file: str
    text: str = ""
    page: int | None = None
    slide: int | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    box: tuple[float, float, float, float] | None = None


def place_in_words(source: Source, language: str = "ja") -> str:
    """The place as a person says it.

    >>> place_in_words(Source("plan.xlsx", sheet="様式2", cell="B12"))
    'plan.xlsx・シート「様式2」・B12'
    >>> place_in_words(Source("plan.pdf", page=3), "en")
    'plan.pdf, page 3'
    """
    ja = language == "ja"
    parts = [source.file]
    if source.page is not None:
        parts.append(f"{source.page}ページ" if ja else f"page {source.page}")
    if source.slide is not None:
        parts.append(f"スライド{source.slide}" if ja else f"slide {source.slide}")
    if source.sheet is not None:
        parts.append(f"シート「{source.sheet}」" if ja else f"sheet “{source.sheet}”")
    if source.cell is not None:
        parts.append(source.cell)
    if source.line is not None:
        parts.append(f"{source.line}行目" if ja else f"line {source.line}")
    return ("・" if ja else ", ").join(parts)
