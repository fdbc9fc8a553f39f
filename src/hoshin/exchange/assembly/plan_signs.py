"""Whether a document names a plan at all: figures and targets alone stand in minutes, recipes and logs, too."""

import re
from collections.abc import Iterable, Iterator, Sequence

from hoshin.exchange.assembly.codes import parent_of
from hoshin.exchange.assembly.headings import HeadingMatch
from hoshin.exchange.assembly.sections import Key, Section

_OF_A_PLAN_ONLY = frozenset(
    {
        Key.GOAL_STATE,
        Key.FUTURE_VISION,
        Key.CAUSE_ANALYSIS,
        Key.OUTCOME_INDICATORS,
        Key.PROCESS_INDICATORS,
        Key.EXIT_CRITERIA,
    }
)
_OF_OTHER_TEXTS_TOO = frozenset(
    {
        Key.TITLE,
        Key.GOAL,
        Key.MISSION,
        Key.APPROACH,
        Key.CURRENT_STATE,
        Key.CHALLENGE,
        Key.STRATEGY,
        Key.ACTIVITIES,
        Key.PAST_RESULTS,
        Key.BUDGET,
        Key.ISSUE,
        Key.OUTCOME,
        Key.INITIATIVE,
    }
)
"""Minutes have 「課題」 and 「取組」 as well; two different ones together make a plan."""
_FEWEST_KINDS = 2
_JAPANESE = re.compile(r"[一-鿿ぁ-んァ-ヶ]")
_SURE_DEPTH = 3


def names_a_plan(matches: Iterable[HeadingMatch]) -> bool:
    """Whether these headings are a plan's: a field that only plans have, a level with its code, or two common fields.

    >>> names_a_plan([HeadingMatch(Key.GOAL_STATE, 0, 6)]), names_a_plan([HeadingMatch(Key.CHALLENGE, 0, 2)])
    (True, False)
    >>> names_a_plan([HeadingMatch(Key.INITIATIVE, 0, 5, code="2-1-1", title="見守り")])
    True
    """
    found = list(matches)
    kinds = {m.key for m in found if m.code is None}
    return (
        bool(kinds & _OF_A_PLAN_ONLY)
        or len(kinds & _OF_OTHER_TEXTS_TOO) >= _FEWEST_KINDS
        or any(_is_level(m) for m in found)
        or _is_tree([m for m in found if m.code], bool(kinds))
    )


def _is_level(match: HeadingMatch) -> bool:
    """「経営課題１」, 「施策2-1」, 「2-1-1 見守り」; 「10-12 会議」 may be a date and 「node 1-2」 a machine."""
    if match.code is None:
        return False
    if match.label is not None:
        return bool(_JAPANESE.search(match.label))
    return match.code.count("-") + 1 >= _SURE_DEPTH and bool(_JAPANESE.search(match.title or ""))


def _is_tree(coded: Sequence[HeadingMatch], has_other_headings: bool) -> bool:
    """Whether bare codes are levels: one stands under another, or beside headings."""
    codes = {m.code for m in coded if m.code}
    is_nested = any(parent_of(code) in codes for code in codes)
    return (is_nested or has_other_headings) and any(_JAPANESE.search(m.title or "") for m in coded)


def left_unplaced(sections: Iterable[Section]) -> Iterator[Section]:
    """The texts of a document that holds no plan, none of them taken for an indicator or an activity."""
    for section in sections:
        yield Section(Key.UNKNOWN, section.heading, section.fragments, section.source)
