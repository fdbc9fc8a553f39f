"""Lines of 取組内容: items and what stands under them."""

import re
from collections.abc import Iterable

from hoshin.core.plan.document import Activity
from hoshin.exchange.assembly.content import BULLET, label_of
from hoshin.exchange.assembly.fragments import BLANK, cut, visible
from hoshin.exchange.assembly.headings import one_line
from hoshin.exchange.assembly.sections import Fragment
from hoshin.exchange.assembly.stamps import standing_stamps, without
from hoshin.exchange.assembly.tokens import Kind, Token, tokens_in

_UPPER = re.compile(
    rf"^[\s{BLANK}]*(?:[-*+][\s{BLANK}]+)?(?:[●○◎■□◆◇▶►①-⑳⑴-⒇【]|[（(][0-9０-９]{{1,2}}[)）]|[0-9０-９]{{1,2}}[.．)）])"
)
_LOWER = re.compile(rf"^[\s{BLANK}]*(?:[-*+][\s{BLANK}]+)?[・･▪•‣➢*+\-ア-オ]")
_NARROWEST_STEP = 2
_MARKDOWN_DASH = re.compile(rf"^[\s{BLANK}]*[-*+](?=[\s{BLANK}])[\s{BLANK}]*")


def read_activities(fragments: Iterable[Fragment]) -> tuple[Activity, ...]:
    r"""The activities in printed order; a dot under a circled number or a square is one level deeper.

    >>> from hoshin.core.sources import Source
    >>> lines = Fragment("①見守り\n・訪問\n・相談\n②講座", Source("plan.xlsx", cell="B2"))
    >>> [(a.label, a.text, a.depth) for a in read_activities([lines])]
    [('①', '見守り', 0), (None, '訪問', 1), (None, '相談', 1), ('②', '講座', 0)]
    """
    activities: list[Activity] = []
    under, parents = False, list[tuple[int, int]]()
    for token, indent in ((t, i) for f in fragments for t, i in _lines(f)):
        if token.kind is Kind.STAMP:
            continue
        text = token.fragment.text
        is_upper = bool(_UPPER.match(text))
        is_lower = not is_upper and bool(_LOWER.match(text))
        if _carries_on(activities, token):
            last = activities[-1]
            activities[-1] = Activity(f"{last.text}\n{_text(token.fragment)[1]}", last.label, last.depth, last.source)
            continue
        label, plain = _text(token.fragment)
        depth = _depth(parents, indent, is_lower or bool(_MARKDOWN_DASH.match(text)))
        depth = max(depth, 1 if is_lower and under else 0)
        parents = [*parents, (indent, depth)] if is_upper or is_lower else []
        activities.append(Activity(plain, label, depth, token.fragment.source))
        under = is_upper or (under and is_lower)
    return tuple(activities)


def _lines(fragment: Fragment) -> list[tuple[Token, int]]:
    """The fragment's lines, and how many columns a line of running text is set in."""
    tokens = tokens_in(fragment)
    blanks = re.match(r"[ \t\u3000]*", fragment.text)
    assert blanks
    indent = sum({"\t": 4, "\u3000": 2}.get(c, 1) for c in blanks.group()) if len(tokens) == 1 else 0
    return [(token, indent) for token in tokens]


def _depth(parents: list[tuple[int, int]], indent: int, may_be_nested: bool) -> int:
    """One deeper than the last line that is set in by less; lines as far in as this one are closed."""
    while parents and parents[-1][0] > indent - _NARROWEST_STEP:
        parents.pop()
    return parents[-1][1] + 1 if parents and may_be_nested else 0


def _carries_on(activities: list[Activity], token: Token) -> bool:
    """A line in brackets explains the activity before it."""
    return bool(activities) and token.kind is Kind.TEXT and visible(token.fragment.text)[:1] in "(（※"


def _text(fragment: Fragment) -> tuple[str | None, str]:
    text = fragment.text
    dash = _MARKDOWN_DASH.match(text)
    rest = cut(fragment, dash.end(), len(text)) if dash and dash.end() < len(text) else fragment
    label, begin = label_of(rest.text)
    if label is None:
        bullet = BULLET.match(rest.text)
        begin = bullet.end() if bullet else 0
    apart = tuple((s.start - begin, s.end - begin) for s in standing_stamps(rest.text) if s.start >= begin)
    shown = one_line(visible(without(rest.text[begin:], apart))) or visible(text)
    return label, shown
