"""Targets that are printed apart from what they measure, in a column of their own: 「…と答えた割合」 … 「70%以上」."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from hoshin.core.problems.record import Problem
from hoshin.core.targets import Likeness
from hoshin.exchange.assembly.content import indicator_likeness
from hoshin.exchange.assembly.flow_nodes import Entry
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.sections import Fragment
from hoshin.exchange.assembly.tokens import Kind

_TARGET_ALONE = re.compile(
    r"(?:(?:令和|平成|R|H)?(?:元|\d{1,4})年度?末?(?:まで)?(?:に|:)?)?(?:各[^\d]{1,6}|年|月|延べ|約)?"
    r"(?:\d[\d,]*(?:\.\d+)?[^\d、。:「」()]{0,6}?(?:以上|以下|以内|未満|超)?|(?:前年度?|昨年度?|全国平均|[市府県都]平均)[^\d、。:「」]{0,8}?(?:以上|以下|未満|超))"
    r"(?:を?(?:維持|めざす|目指す|達成))?"
)
_BOUND = re.compile(r"%|パーセント|ポイント|割|以上|以下|以内|未満|超|[件回人団校台所名社館戸世帯本枚]")
_MEASURE_END = re.compile(
    r"(?:割合|率|件数|回数|人数|者数|団体数|箇所数|か所数|数|満足度|認知度|度|量|台数|面積|延長|点)[」）)]*$"
)
_LONGEST_JOIN = 8


@dataclass(slots=True)
class Pairs:
    """Measures that have no target yet, in order, and the pairs that were made by order."""

    measures: list[Entry] = field(default_factory=list)
    by_order: list[tuple[Entry, Fragment]] = field(default_factory=list)

    def saw(self, entry: Entry) -> None:
        """An entry was put somewhere: does it lack a target?"""
        if entry.kind in (Kind.INDICATOR, Kind.ACTIVITY) and lacks_target(entry.fragment):
            self.measures.append(entry)

    def clear(self) -> None:
        """A new outcome begins."""
        self.measures = []

    def take(self, target: Fragment) -> Entry | None:
        """The measure to which this target belongs, joined with it; None when no measure waits."""
        if not self.measures:
            return None
        many = len(self.measures) > 1
        entry = self.measures.pop(0)
        entry.kind, entry.likeness = Kind.INDICATOR, Likeness.STRONG
        entry.fragment = joined(entry.fragment, target)
        if many or (self.by_order and self.by_order[-1][0].order == entry.order - 1):
            self.by_order.append((entry, target))
        return entry

    def problems(self) -> Iterator[Problem]:
        """One question for all pairs that only the order made."""
        if self.by_order:
            entry, target = self.by_order[0]
            values = {"count": str(len(self.by_order)), "target": visible(target.text)}
            found = visible(entry.fragment.text).replace("\n", "")
            yield Problem("targets_apart", target.source, found, field="target", values=values)


def is_target_alone(text: str) -> bool:
    """Whether the text is a target without a measure.

    >>> [is_target_alone(t) for t in ("70%以上", "前年度以上", "令和5年度までに90%以上", "17地域", "満足度：70%")]
    [True, True, True, False, False]
    """
    folded = fold(visible(text)).text
    if len(folded) > 24 or not _TARGET_ALONE.fullmatch(folded):
        return False
    return bool(_BOUND.search(folded)) and (not re.search(r"円", folded))


def lacks_target(fragment: Fragment) -> bool:
    """Whether the text is worded as a measure and names no target: 「…と感じる区民の割合」."""
    text = visible(fragment.text).rstrip(" ：:")
    return bool(_MEASURE_END.search(fold(text).text)) and indicator_likeness(text) is Likeness.NONE


def joined(measure: Fragment, target: Fragment) -> Fragment:
    """Both as one phrase. Where they stand next to each other its place is the whole, else the measure's."""
    source, other = measure.source, target.source
    distance = (other.start or 0) - (source.end or 0) if source.end is not None and other.start is not None else -1
    if 0 < distance <= _LONGEST_JOIN:
        between = "\n" * distance
        text = measure.text + between + target.text
        return Fragment(text, replace(source, text=source.text + between + other.text, end=other.end))
    phrase = f"{measure.text.rstrip(' ：:')}：{target.text}"
    return Fragment(phrase, replace(source, text=phrase, start=None, end=None))
