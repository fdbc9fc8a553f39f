"""Indicators, activities, budgets and results met in running text: what each is, and whose pool it goes to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hoshin.core.targets import Likeness
from hoshin.exchange.assembly.flow_nodes import Entry, Field, Node, entry_of
from hoshin.exchange.assembly.flow_pairs import Pairs, is_target_alone
from hoshin.exchange.assembly.flow_tree import Tree
from hoshin.exchange.assembly.flow_waiting import Waiting
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.sections import Key
from hoshin.exchange.assembly.tokens import Kind, Token

INDICATOR_KEYS = (Key.OUTCOME_INDICATORS, Key.PROCESS_INDICATORS)


@dataclass(slots=True)
class Position:
    """Where the reading stands: what is open, what waits, what came last, and whose review is being read."""

    tree: Tree
    waiting: Waiting = field(default_factory=Waiting)
    stage: str | None = None
    speaks_of_outcome: bool = False
    last: Entry | Node | Field | None = None

    def item(self) -> Node:
        """The item that a review or a past result speaks of: the initiative whose code came last, else the outcome."""
        chunk = self.tree.here()
        return chunk.marks[-1][1] if chunk.marks and not self.speaks_of_outcome else chunk


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Which headings still come before the next code."""

    process_indicators: bool = False
    activities: bool = False


class Entries:
    """Puts entries where they belong as far as the text says it already."""

    def __init__(self, position: Position, tokens: Sequence[Token]) -> None:
        self.position = position
        self.pairs = Pairs()
        self._ahead = _look_ahead(tokens)

    def is_target_of_another(self, token: Token) -> bool:
        """「70%以上」 alone belongs to the measure that stands before it without a target."""
        if token.kind is Kind.HEADING or not is_target_alone(token.fragment.text):
            return False
        entry = self.pairs.take(token.fragment)
        self.position.last = entry or self.position.last
        return entry is not None

    def is_worded_indicator(self, token: Token, order: int) -> bool:
        """A text without a readable target is an indicator when the heading directly before it says so."""
        key = self.position.waiting.announced
        if token.kind not in (Kind.TEXT, Kind.ACTIVITY) or key not in INDICATOR_KEYS:
            return False
        if key is Key.OUTCOME_INDICATORS:
            return True
        if token.is_rest or self.position.tree.here().has_announced_activities:
            return True
        since = self.position.tree.here().since_mark
        is_first = not since[Kind.ACTIVITY] and not since[Kind.INDICATOR]
        is_next = isinstance(self.position.last, Entry) and self.position.last.kind is Kind.INDICATOR
        return is_first or (is_next and self._ahead[order].activities)

    def is_after_activity(self) -> bool:
        return isinstance(self.position.last, Entry) and self.position.last.kind in (Kind.ACTIVITY, Kind.BUDGET)

    def may_be_activity(self, token: Token) -> bool:
        chunk = self.position.tree.chunk
        if token.kind is Kind.DASH or chunk is None:
            return False
        return bool(chunk.initiatives) or self.position.waiting.wants(Key.ACTIVITIES)

    def indicator(self, token: Token, order: int) -> None:
        if self._is_activity_with_figure(token, order):
            self.pooled(token, order, Kind.ACTIVITY)
            return
        chunk, key = self.position.tree.here(), self.position.waiting.announced
        entry = entry_of(token, order, Kind.INDICATOR)
        is_first = not chunk.indicators or not token.gap_before
        follows_texts = key is None and not chunk.marks and chunk.fields and is_first
        if key is Key.OUTCOME_INDICATORS or follows_texts:
            chunk.indicators.append(entry)
        else:
            chunk.put(entry)
        self.pairs.saw(entry)
        self.position.last = entry

    def _is_activity_with_figure(self, token: Token, order: int) -> bool:
        """Under 取組内容 a line like 「・教室：12回」 is an activity, unless headings stand apart from their texts."""
        since = self.position.tree.here().since_mark
        if self.position.waiting.announced is Key.ACTIVITIES:
            nothing_yet = not since[Kind.INDICATOR] and not since[Kind.ACTIVITY]
            return self._ahead[order].process_indicators or not nothing_yet
        is_after_activity = isinstance(self.position.last, Entry) and self.position.last.kind is Kind.ACTIVITY
        is_weak = token.likeness is Likeness.WEAK and not token.gap_before
        return is_weak and is_after_activity and self.position.waiting.announced is None

    def pooled(self, token: Token, order: int, kind: Kind) -> None:
        entry = entry_of(token, order, kind)
        entry.key = Key.BUDGET if kind is Kind.BUDGET else None
        chunk = self.position.tree.here()
        chunk.put(entry)
        if kind is Kind.ACTIVITY and self.position.waiting.announced is Key.ACTIVITIES:
            chunk.has_announced_activities = True
        elif kind is Kind.ACTIVITY:
            self.pairs.saw(entry)
        self.position.last = entry

    def result(self, token: Token) -> None:
        """A figure that was reached belongs to the indicator before it; without one it is a field of the item."""
        if isinstance(self.position.last, Entry) and self.position.last.kind is Kind.INDICATOR:
            self.position.last.followers.append(token.fragment)
            return
        found = Field(Key.RESULT, None, fragments=[token.fragment])
        self.position.item().fields.append(found)
        self.position.last = found


def _look_ahead(tokens: Sequence[Token]) -> list[_Ahead]:
    """For each token, what comes between it and the next code."""
    ahead = [_Ahead()] * len(tokens)
    current = _Ahead()
    for at in range(len(tokens) - 1, -1, -1):
        ahead[at] = current
        match = tokens[at].match
        if match is None:
            continue
        if match.code:
            current = _Ahead()
        elif match.key is Key.PROCESS_INDICATORS:
            current = replace(current, process_indicators=True)
        elif match.key is Key.ACTIVITIES:
            current = replace(current, activities=True)
    return ahead


def is_bare_amount(token: Token) -> bool:
    """A dash or a number with thousands separators where a budget stands: without a unit it will be asked about."""
    text = fold(visible(token.fragment.text)).text
    return token.kind is Kind.DASH or bool(re.fullmatch(r"\d{1,3}(?:,\d{3})+", text))
