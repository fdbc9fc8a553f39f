"""Shared and inline strings: runs of text with their fonts; furigana is left out."""

import re
from dataclasses import dataclass

from lxml import etree

from hoshin.exchange.plan_xlsx.styles import Font, Style, read_font
from hoshin.exchange.xml_names import Properties, child_of, local_name, properties_of

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
    plain = child_of(element, "t")
    if plain is not None:
        return (Run(unescape(plain.text or "")),)
    return tuple(_run(properties_of(run)) for run in element if local_name(run) == "r")


def _run(parts: Properties) -> Run:
    text, font = parts.get("t"), parts.get("rPr")
    return Run(unescape((text.text or "") if text is not None else ""), None if font is None else read_font(font))


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
