"""One cell or box that holds several headings, each with its own text: 「めざす状態 … アウトカム指標 … 戦略 …」."""

import re
from dataclasses import dataclass

from hoshin.exchange.assembly.fragments import cut
from hoshin.exchange.assembly.grid_roles import opening_heading
from hoshin.exchange.assembly.headings import HeadingMatch
from hoshin.exchange.assembly.sections import Fragment, Key

_MONEY = (Key.BUDGET, Key.BUDGET_LINE)
_NO_FIELDS = (Key.DECORATION, Key.TITLE, Key.ORGANISATION, Key.ISSUE, Key.OUTCOME, Key.INITIATIVE)
_OPENERS, _CLOSERS = "【[［〔<＜〈", "】]］〕>＞〉:："


@dataclass(frozen=True, slots=True)
class Part:
    """A heading inside a cell and the text up to the next one."""

    match: HeadingMatch
    heading: str
    fragment: Fragment


def split_parts(whole: Fragment, since: int = 0, *, marked_only: bool = False) -> tuple[Fragment, tuple[Part, ...]]:
    """The text before the first heading that stands on a line of its own, and the parts behind.

    Lines before the offset `since` are not looked at. With `marked_only` a heading counts only in brackets or before a
    colon, for cells whose label already says what they hold.
    """
    found = []
    for line in re.finditer(r"[^\n]+", whole.text):
        if line.start() >= since:
            match = _field_heading(line.group(), marked_only)
            if match:
                found.append((line.start(), match))
    edges = [start for start, _ in found] + [len(whole.text)]
    parts = []
    for (start, match), end in zip(found, edges[1:], strict=True):
        heading = whole.text[start + match.start : start + match.end].strip()
        parts.append(Part(match, heading, cut(whole, start + match.end, end)))
    return cut(whole, 0, edges[0]), tuple(parts)


def holds_a_tree(text: str) -> bool:
    """Whether one box prints a whole piece of the plan: several coded levels with headings between them."""
    levels = fields = 0
    for line in text.split("\n"):
        match = opening_heading(line) if line.strip() else None
        if match is not None and match.is_level and match.code:
            levels += 1
        elif match is not None and match.key not in _NO_FIELDS:
            fields += 1
    return levels >= 2 and fields >= 1


def _field_heading(line: str, marked_only: bool) -> HeadingMatch | None:
    match = opening_heading(line)
    if match is None or match.key in _NO_FIELDS:
        return None
    words = line[match.start : match.end].strip()
    is_marked = words[:1] in _OPENERS or words[-1:] in _CLOSERS
    if is_marked:
        return match
    is_alone = not match.rest.strip() or match.key in _MONEY
    return match if is_alone and not marked_only else None
