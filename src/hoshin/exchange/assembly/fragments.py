"""Pieces of printed text that keep their place when they are cut, joined and cleaned.

A cut knows where it begins and ends in the file (plain text) or in its cell. Markup that a reader blanked with word
joiners is left out of what people see, and stays counted in the places.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hoshin.core.sources import Source
from hoshin.exchange.assembly.sections import Fragment
from hoshin.exchange.printed import Line

BLANK = "\u2060"
"""Stands for each character of markup (「**」) or struck text, so that places do not move. It prints nothing."""
_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + BLANK
_WIDEST_GAP = 4
_FULL_LINE = 0.75
_BULLET_START = re.compile(r"[・･●○◎■□◆◇▶※①-⑳⑴-⒇\-*]|[（(]?[0-9０-９]{1,2}[)）.．]")
_UNSEEN = re.compile(f"[{BLANK}\u200b\ufeff\u00ad]|\\*\\*")


def cut(fragment: Fragment, start: int, end: int) -> Fragment:
    """The part of a fragment between two offsets, without spaces around it, and its own place.

    A fragment joined from several cells of a text has a line but no offsets, and so have its parts.
    """
    text = fragment.text
    while start < end and text[start] in _SPACES:
        start += 1
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    source = fragment.source
    printed = source.text[start:end] if len(source.text) == len(text) else text[start:end]
    if source.line is not None and source.start is None:
        return Fragment(text[start:end], _at(source, printed, source.line, None, None))
    base = source.start or 0
    line = source.line + text.count("\n", 0, start) if source.line is not None else None
    return Fragment(text[start:end], _at(source, printed, line, base + start, base + end))


def _at(source: Source, text: str, line: int | None, start: int | None, end: int | None) -> Source:
    """The source with another span; written out because `dataclasses.replace` is the reader's slowest step."""
    s = source
    return Source(s.file, text, s.page, s.slide, s.sheet, s.cell, line, start, end, s.box)


def trimmed(text: str) -> str:
    """The text without spaces and blanked markup around it."""
    return text.strip(_SPACES)


def whole(fragment: Fragment) -> Fragment:
    """The fragment without spaces around it."""
    return cut(fragment, 0, len(fragment.text))


def join_lines(lines: Sequence[Line]) -> Fragment:
    """Lines that follow each other directly, as one fragment whose offsets still count in the file."""
    first, last = lines[0].source, lines[-1].source
    if len(lines) == 1:
        return Fragment(lines[0].text, first)
    printed = "".join(f"{line.source.text}{end}" for line, end in zip(lines, _line_ends(lines), strict=True))
    return Fragment(joined_text(lines), _at(first, printed, first.line, first.start, last.end))


def joined_text(lines: Sequence[Line]) -> str:
    """The text of `join_lines`, without its place."""
    if len(lines) == 1:
        return lines[0].text
    return "".join(f"{line.text}{end}" for line, end in zip(lines, _line_ends(lines), strict=True))


def _line_ends(lines: Sequence[Line]) -> list[str]:
    """What stands behind each line; Windows' two characters where the offsets leave room for two."""
    distances = [(b.source.start or 0) - (a.source.end or 0) for a, b in pairwise(lines)]
    return [*("\r\n" if distance == 2 else "\n" for distance in distances), ""]


def visible(text: str) -> str:
    r"""The text as people read it: no blanked markup, no spaces around; line breaks stay.

    >>> visible(" 割合：\u2060\u206070%以上\u2060\u2060 ")
    '割合：70%以上'
    """
    return _UNSEEN.sub("", text).replace("\r\n", "\n").strip()


def visible_offsets(text: str) -> tuple[str, list[int]]:
    """The text without unseen characters, and for each character where it stood in the given text."""
    hidden = {i for m in _UNSEEN.finditer(text) for i in range(m.start(), m.end())}
    kept = [i for i in range(len(text)) if i not in hidden]
    return "".join(text[i] for i in kept), kept


def united(fragments: Sequence[Fragment]) -> Source | None:
    """The place of several fragments as one, as far as they stand together; None when there are none."""
    if not fragments:
        return None
    source = fragments[0].source
    for fragment in fragments[1:]:
        other = fragment.source
        distance = (other.start or 0) - (source.end or 0) if source.end is not None and other.start is not None else -1
        same_place = (source.page, source.slide, source.sheet, source.cell) == (
            other.page,
            other.slide,
            other.sheet,
            other.cell,
        )
        if same_place and distance > _WIDEST_GAP:
            break
        if same_place and distance >= 0:
            source = replace(source, text=source.text + "\n" * distance + other.text, end=other.end)
        else:
            source = replace(source, text=source.text + "\n" + other.text)
    return source


def paragraphs_joined(text: str) -> str:
    """A text without the line breaks that only a narrow column made.

    A line is carried on when it is about as long as the longest, does not end a sentence and no bullet follows.
    """
    lines = [line.strip() for line in visible(text).split("\n") if line.strip()]
    if len(lines) < 2:
        return "".join(lines)
    longest = max(map(len, lines))
    joined = lines[0]
    for before, line in pairwise(lines):
        is_full = len(before) >= longest * _FULL_LINE and not before.endswith(("。", "！", "？", "」"))
        joined += line if is_full and not _BULLET_START.match(line) else "\n" + line
    return joined
