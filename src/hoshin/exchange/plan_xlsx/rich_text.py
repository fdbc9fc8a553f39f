"""Shared and inline strings: runs of text with their fonts; furigana is left out."""

import re
from dataclasses import dataclass

from lxml import etree

from hoshin.exchange.plan_xlsx.styles import Font, Style, read_font

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font; None is the cell's own font."""

    text: str
    font: Font | None = None


@dataclass(frozen=True, slots=True)
class SplitText:
    """A cell's text parted into what stands, what is struck through and what cannot be seen."""

    live: str
    struck: str
    hidden: str


def read_runs(element: etree._Element) -> tuple[Run, ...]:
    """The runs of an `si` or `is` element."""
    plain = element.find("{*}t")
    if plain is not None:
        return (Run(unescape(plain.text or "")),)
    return tuple(
        Run(unescape(run.findtext("{*}t") or ""), None if run.find("{*}rPr") is None else read_font(run.find("{*}rPr")))
        for run in element.iterfind("{*}r")
    )


def split_runs(runs: tuple[Run, ...], style: Style) -> SplitText:
    """Parts the runs by how they look in a cell of this style. A run's own font replaces the cell's font."""
    live, struck, hidden = [], [], []
    for run in runs:
        font = run.font or style.font
        if font.is_struck:
            struck.append(run.text)
        elif style.hides(font):
            hidden.append(run.text)
        else:
            live.append(run.text)
    return SplitText("".join(live), "".join(struck), "".join(hidden))


def unescape(text: str) -> str:
    r"""Excel's `_x000D_` escapes and Windows line ends as what they print.

    >>> unescape("a_x000D_\nb_x005F_x0041_")
    'a\nb_x0041_'
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda matched: chr(int(matched[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
