r"""What a document printed, before anyone asks what it means.

Every reader of a format (text, xlsx, docx, pptx, pdf) turns bytes into a `Printed`; everything after it is one
code for all formats. Only live text is in it: struck-through, hidden and invisible text, presenter notes and
deleted revisions are left out here, each with a note among `problems`, so that nothing vanishes in silence.

Texts keep the printed characters (no normalisation); line breaks inside a cell or box are "\n".
"""

from dataclasses import dataclass
from typing import Literal

from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text outside any table. `emphasis` is a Markdown or Word heading level, 0 for body text."""

    text: str
    source: Source
    emphasis: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; merged cells appear once, at their top left, with their spans. Rows and columns from 0."""

    text: str
    row: int
    column: int
    source: Source
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: a sheet of Excel, a Word table, a slide's table or a ruled table of a PDF page."""

    cells: tuple[Cell, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Box:
    """A floating text: a slide's shape, an Excel text box, a block of PDF text outside ruled cells.

    `source.box` holds its rectangle. A stamp is a small box that lies over or beside what it marks.
    """

    text: str
    source: Source


Item = Line | Table | Box


@dataclass(frozen=True, slots=True)
class Region:
    """A page, slide or sheet, or the whole of a plain text. `items` stand in the file's own order."""

    kind: Literal["text", "page", "slide", "sheet"]
    name: str
    items: tuple[Item, ...]
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A whole document as printed."""

    file: str
    regions: tuple[Region, ...]
    problems: tuple[Problem, ...] = ()
