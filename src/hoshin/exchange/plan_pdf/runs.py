"""The page's characters as runs: pieces of one line in the file's own order, each with its rectangle.

pdfium gives the text of a page with its line ends in one call. Asking for the rectangle of each character would cost
three times the whole extraction, so a line is asked for one rectangle, and only what lies across a border or holds a
gap is taken apart.
"""

import ctypes
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from hoshin.exchange.plan_pdf import pdfium
from hoshin.exchange.plan_pdf.paper import Paper, Place, Rectangle
from hoshin.exchange.plan_pdf.pdfium import (
    DOUBLE_1,
    DOUBLE_2,
    DOUBLE_3,
    DOUBLE_4,
    count_rectangles,
    doubles,
    get_rectangle,
)

MAX_CHARACTERS = 400_000
"""Characters of one page; a page printed at 2-point type holds fewer."""
_SPACES = " \u3000"
_FEW_PIECES = 4
_UNEVEN = 1.25
"""A line this much taller than its tallest piece has pieces at different heights."""
UNREADABLE = "\ufffd"
# What pdfium writes for a hyphen at a line's end; and the private area, from which symbol fonts print their bullets.
_PRINTED_AS = {
    "\ufffe": "-", "\x02": "-", "\xad": "-", "\x00": UNREADABLE,
    "\uf06c": "●", "\uf06e": "■", "\uf0a7": "■", "\uf0b7": "・", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖",
    "\uf0a8": "□", "\uf06f": "□", "\uf075": "◆", "\uf0e8": "➔", "\uf09f": "・", "\uf0f0": "⇨",
}  # fmt: skip
_TRANSLATION = str.maketrans(_PRINTED_AS)
_SPECIAL = re.compile("[" + "".join(_PRINTED_AS) + "]")
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_START = re.compile("^|\r\n")
_HALF_OF_A_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Run:
    """Characters `start` to `end` of the page, printed side by side on one line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    start: int
    end: int

    @property
    def area(self) -> Rectangle:
        return (self.x0, self.y0, self.x1, self.y1)


@dataclass(slots=True)
class PageText:
    r"""One page's text layer. `text[i]` is pdfium's character i; line ends are "\r\n"."""

    handle: int
    text: str
    place: Place
    is_turned: bool = False
    is_cut: bool = False

    def box(self, index: int) -> Rectangle:
        """The character's box, as wide as its advance and as tall as its font."""
        pdfium.loose_box(self.handle, index, pdfium.FLOAT_1)
        left, top, right, bottom = pdfium.floats()
        return self.place(left, bottom, right, top)

    def extent(self, start: int, end: int) -> tuple[Rectangle, bool] | None:
        """What the characters cover, None when they have no extent; and whether they may stand at different heights.

        pdfium joins what overlaps in height to one line, so a small step between two cells may hide in it.
        """
        handle = self.handle
        count = count_rectangles(handle, start, end - start)
        if count <= 0:
            return None
        get_rectangle(handle, 0, DOUBLE_1, DOUBLE_2, DOUBLE_3, DOUBLE_4)
        left, top, right, bottom = doubles()
        if count == 1:
            return self.place(left, bottom, right, top), False
        widest, tallest, is_sideways = right - left, top - bottom, right - left < top - bottom
        # A line of many pieces is measured at its middle and its end; asking for each would cost half of the reading.
        for index in range(1, count) if count <= _FEW_PIECES else (count // 2, count - 1):
            get_rectangle(handle, index, DOUBLE_1, DOUBLE_2, DOUBLE_3, DOUBLE_4)
            a, b, c, d = doubles()
            left = a if a < left else left
            top = b if b > top else top
            right = c if c > right else right
            bottom = d if d < bottom else bottom
            width, height = c - a, b - d
            widest = width if width > widest else widest
            tallest = height if height > tallest else tallest
            is_sideways = is_sideways and width < height
        if self.is_turned:
            is_uneven = right - left > _UNEVEN * widest and not (widest > tallest)
        else:
            is_uneven = top - bottom > _UNEVEN * tallest and not is_sideways
        return self.place(left, bottom, right, top), is_uneven

    def run(self, start: int, end: int) -> Run:
        """The run of these characters."""
        extent = self.extent(start, end)
        area = extent[0] if extent else self._advance(start, end)
        return Run(self.text[start:end], *area, start, end)

    def _advance(self, start: int, end: int) -> Rectangle:
        """The place of characters that draw nothing: glyphs that the viewer's font lacks, or letters of size zero."""
        ax0, ay0, ax1, ay1 = self.box(start)
        bx0, by0, bx1, by1 = self.box(end - 1)
        return min(ax0, bx0), min(ay0, by0), max(ax1, bx1), max(ay1, by1)


def text_of(handle: int, paper: Paper) -> PageText:
    """The text of a loaded text page, one Python character for each of pdfium's."""
    count = pdfium.count_characters(handle)
    kept = min(max(count, 0), MAX_CHARACTERS)
    buffer = ctypes.create_string_buffer(2 * kept + 2)
    written = pdfium.get_text(handle, 0, kept, buffer) - 1
    text = buffer.raw[: 2 * max(written, 0)].decode("utf-16-le", "surrogatepass")
    if len(text) != kept or _HALF_OF_A_PAIR.search(text):
        text = "".join(_character(pdfium.get_unicode(handle, index)) for index in range(kept))
    if _may_hold_glyphs_without_letters(handle, text):
        failed = pdfium.has_map_error
        text = "".join(UNREADABLE if failed(handle, index) == 1 else c for index, c in enumerate(text))
    if _SPECIAL.search(text):
        text = text.translate(_TRANSLATION)
    return PageText(handle, text, paper.place, paper.is_turned, count > kept)


def _may_hold_glyphs_without_letters(handle: int, text: str) -> bool:
    """Whether some font may say what to draw and not which letter it is; pdfium then gives the glyph's number.

    Such numbers are mostly control characters. Where they are not, a line's first letter tells.
    """
    if _CONTROL.search(text):
        return True
    failed = pdfium.has_map_error
    return any(failed(handle, match.end()) == 1 for match in _LINE_START.finditer(text) if match.end() < len(text))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code <= 0xDFFF else UNREADABLE


def lines_of(page: PageText) -> list[Run]:
    """The lines in the file's order."""
    runs: list[Run] = []
    extent_of = page.extent
    position = 0
    for line in page.text.split("\r\n"):
        start, position = position, position + len(line) + 2
        text = line.strip()
        if not text:
            continue
        if text is not line:
            start += line.index(text[0])
        end = start + len(text)
        extent = extent_of(start, end)
        if extent is None:
            runs.append(page.run(start, end))
        elif extent[1]:
            _add_levels(page, start, end, runs)
        else:
            x0, y0, x1, y1 = extent[0]
            runs.append(Run(text, x0, y0, x1, y1, start, end))
    return runs


def _add_levels(page: PageText, start: int, end: int, runs: list[Run]) -> None:
    """Adds the line's pieces of one height each."""
    pieces: list[tuple[int, int]] = []
    level: tuple[float, float] | None = None
    for index in range(start, end):
        if page.text[index] in _SPACES:
            continue
        _, y0, _, y1 = page.box(index)
        if level is None or min(level[1], y1) - max(level[0], y0) < 0.6 * max(level[1] - level[0], y1 - y0):
            level = (y0, y1)
            pieces.append((index, index + 1))
        else:
            pieces[-1] = (pieces[-1][0], index + 1)
    runs += (page.run(first, last) for first, last in pieces)


def settle(page: PageText, runs: list[Run]) -> list[Run]:
    """The runs with their text as a reader sees it: without the spaces that pdfium put between its own pieces.

    pdfium writes a space wherever two pieces stand a little apart, such as between kanji and figures; one that
    nobody typed and that is narrower than half a character is no space.
    """
    for run in runs:
        text = run.text
        if " " in text:
            last = len(text) - 1
            run.text = "".join(
                c for i, c in enumerate(text) if c != " " or not 0 < i < last or not _is_narrow(page, run, i)
            )
        if not text.isprintable():
            run.text = _ZERO_WIDTH.sub("", run.text)
    return runs


def _is_narrow(page: PageText, run: Run, offset: int) -> bool:
    index = run.start + offset
    if pdfium.is_generated(page.handle, index) != 1:
        return False
    before, after = page.text[index - 1], page.text[index + 1]
    gap, size = _gap(page, index - 1, index + 1)
    if is_wide(before) or is_wide(after):
        return gap < 0.5 * size
    return gap < 0.12 * size


def _gap(page: PageText, index: int, following: int) -> tuple[float, float]:
    """The distance along the line between two characters, and the size of the letters."""
    ax0, ay0, ax1, ay1 = page.box(index)
    bx0, by0, bx1, by1 = page.box(following)
    a_wide, a_tall, b_wide, b_tall = ax1 - ax0, ay1 - ay0, bx1 - bx0, by1 - by0
    lower, taller = (a_tall, b_tall) if a_tall < b_tall else (b_tall, a_tall)
    size = max(min(a_wide, a_tall), min(b_wide, b_tall), taller * 0.7, 1.0)
    if (ay1 if ay1 < by1 else by1) - (ay0 if ay0 > by0 else by0) >= 0.3 * lower:
        return max(bx0 - ax1, ax0 - bx1), size
    return max(by0 - ay1, ay0 - by1), size


def is_wide(character: str) -> bool:
    """Whether a character is as wide as a kanji."""
    return character > "\u2e7f" or unicodedata.east_asian_width(character) in "WFA"


def words_of(page: PageText, run: Run) -> list[Run]:
    """The run's pieces between its spaces."""
    if " " not in run.text:
        return [run]
    pieces: list[Run] = []
    start = run.start
    for word in run.text.split(" "):
        if word:
            pieces.append(page.run(start, start + len(word)))
        start += len(word) + 1
    return pieces


def split_at_spaces(page: PageText, run: Run, widest_gap: float) -> list[Run]:
    """The run's pieces between gaps wider than `widest_gap` letters; the run itself when it has none."""
    if " " not in run.text and "\u3000" not in run.text:
        return [run]
    pieces: list[Run] = []
    start = 0
    text = run.text
    for offset, character in enumerate(text):
        if character not in _SPACES or not 0 < offset < len(text) - 1 or text[offset + 1] in _SPACES:
            continue
        before = len(text[:offset].rstrip(_SPACES)) - 1
        if before < start:
            continue
        gap, size = _gap(page, run.start + before, run.start + offset + 1)
        if gap > widest_gap * size and gap - _typed(page, run.start + before + 1, run.start + offset + 1) > size:
            _add_piece(page, run, start, before + 1, pieces)
            start = offset + 1
    if start == 0:
        return [run]
    _add_piece(page, run, start, len(text), pieces)
    return pieces


def _typed(page: PageText, start: int, end: int) -> float:
    """The width of the spaces that somebody typed: they belong to the text, however wide they are."""
    width = 0.0
    for index in range(start, end):
        if page.text[index] == "\u3000" or pdfium.is_generated(page.handle, index) != 1:
            x0, y0, x1, y1 = page.box(index)
            width += max(x1 - x0, y1 - y0 if page.text[index] == "\u3000" else 0.0)
    return width


def _add_piece(page: PageText, run: Run, start: int, end: int, pieces: list[Run]) -> None:
    end -= len(run.text[start:end]) - len(run.text[start:end].rstrip(_SPACES))
    if end > start:
        pieces.append(page.run(run.start + start, run.start + end))


def split_by(page: PageText, run: Run, owner: Callable[[float, float], int]) -> list[tuple[int, Run]]:
    """The run's pieces by who owns the middle of each character, with each piece's owner.

    A text that runs over a border without a break stays whole with the owner of its first character: only where the
    letters stand apart or a new piece of the file begins is a border believed.
    """
    found: list[tuple[int, int]] = []
    current = -1
    previous: int | None = None
    for index in range(run.start, run.end):
        character = page.text[index]
        if character in _SPACES:
            continue
        x0, y0, x1, y1 = page.box(index)
        mine = owner((x0 + x1) / 2, (y0 + y1) / 2)
        if previous is None or (mine != current and _is_break(page, previous, index)):
            current = mine
            found.append((mine, index))
        previous = index
    ends = [start for _, start in found[1:]] + [run.end]
    pieces: list[tuple[int, Run]] = []
    for (mine, start), end in zip(found, ends, strict=True):
        text = page.text[start:end].rstrip(_SPACES)
        pieces.append((mine, page.run(start, start + len(text))))
    return pieces


def _is_break(page: PageText, index: int, following: int) -> bool:
    """Whether the letters stand apart; less is enough where the file itself begins a new piece of text."""
    gap, size = _gap(page, index, following)
    if gap > 0.2 * size:
        return True
    is_new = pdfium.text_object(page.handle, index) != pdfium.text_object(page.handle, following)
    return is_new and gap > 0.08 * size
