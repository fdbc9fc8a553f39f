"""Several levels named in one cell, a line each: 「【1-1-1】 見守りの強化（19,808千円）」."""

import re
from collections.abc import Sequence

from hoshin.exchange.assembly.budgets import is_budget
from hoshin.exchange.assembly.fragments import cut
from hoshin.exchange.assembly.headings import HeadingMatch, match_heading
from hoshin.exchange.assembly.lattice import Square
from hoshin.exchange.assembly.sections import Fragment

_MONEY_BEHIND = re.compile(r"[(（\[［](?P<money>[^()（）]*(?:円|を含む|に含む|なし)[^()（）]*)[)）\]］]\s*$")
Listed = tuple[Fragment, str, Fragment | None]


def listed_levels(square: Square) -> Sequence[Listed]:
    """Each line's title, code and money.

    Empty unless every line names a level, and several do or one names its money.
    """
    whole = Fragment(square.text, square.cell.source)
    found: list[Listed] = []
    for line in re.finditer(r"[^\n]+", square.text):
        if not line.group().strip():
            continue
        match = match_heading(line.group())
        if match is None or not match.is_level or match.code is None:
            return []
        found.append(_listed(whole, line.start(), line.end(), match))
    return found if len(found) > 1 or any(money for _, _, money in found) else []


def _listed(whole: Fragment, start: int, end: int, match: HeadingMatch) -> Listed:
    begin = end - len(match.rest)
    behind = _MONEY_BEHIND.search(whole.text, begin, end)
    if behind and is_budget(behind["money"]):
        money = cut(whole, behind.start("money"), behind.end("money"))
        return cut(whole, begin, behind.start()), match.code or "", money
    return cut(whole, begin, end), match.code or "", None
