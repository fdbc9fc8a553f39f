"""Headings that wait for their texts, and the field that is being filled.

Headings of a slide often stand together, apart from their texts. Those that share a run of texts get them by count, by
what stands between them, or by how goal states and strategies are worded, and that is asked about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hoshin.core.problems.record import Problem
from hoshin.exchange.assembly.flow_nodes import Field
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.headings import HeadingMatch
from hoshin.exchange.assembly.sections import Fragment, Key
from hoshin.exchange.assembly.tokens import Token

PLAN_FIELDS = frozenset({Key.GOAL, Key.MISSION, Key.APPROACH, Key.ORGANISATION, Key.REVISION_HISTORY, Key.TITLE})
ISSUE_FIELDS = frozenset({Key.FUTURE_VISION, Key.CURRENT_STATE, Key.CAUSE_ANALYSIS, Key.CHALLENGE})
OUTCOME_FIELDS = frozenset({Key.GOAL_STATE, Key.STRATEGY})
ABSORBING = PLAN_FIELDS | ISSUE_FIELDS | {Key.PAST_RESULTS, Key.REVIEW, Key.RESULT, Key.EXIT_CRITERIA}
"""Headings whose texts may hold figures: everything up to the next heading is theirs."""
TEXT_FIELDS = ABSORBING | OUTCOME_FIELDS
MONEY = frozenset({Key.BUDGET, Key.BUDGET_LINE})
STAGES = ("mid_year", "year_end")
_STATE = re.compile(
    r"(?:状態|ている|ていく|なっている|いる|できる|ある|まち|社会|実現(?:され|し)(?:る|ている|た状態)|整う|持てる|感じられる)[。」]?$"
)


@dataclass(slots=True, eq=False)
class Shared:
    """Fields whose headings stood together, and the texts that followed, cut where something else stood between."""

    fields: list[Field]
    runs: list[list[Fragment]] = field(default_factory=lambda: [[]])

    def take(self, fragment: Fragment) -> None:
        """One more text for these headings."""
        self.runs[-1].append(fragment)

    def part(self) -> None:
        """Something that is no text stands here."""
        if self.runs[-1]:
            self.runs.append([])

    def share_out(self) -> None:
        """Give each field its texts."""
        runs = [run for run in self.runs if run]
        texts = [text for run in runs for text in run]
        count = len(self.fields)
        if len(texts) == count:
            groups: Sequence[Sequence[Fragment]] = [[t] for t in texts]
        elif len(runs) == count:
            groups = runs
        else:
            groups = self._by_wording(texts) or [[t] for t in texts[: count - 1]] + [texts[count - 1 :]]
        for member, group in zip(self.fields, groups, strict=False):
            member.fragments += group

    def _by_wording(self, texts: list[Fragment]) -> list[list[Fragment]] | None:
        """A state is worded as what is (「…している。」), a strategy as what is done (「…を進める。」)."""
        if [f.key for f in self.fields] != [Key.GOAL_STATE, Key.STRATEGY]:
            return None
        states = [bool(_STATE.search(visible(t.text))) for t in texts]
        if states != sorted(states, reverse=True) or all(states) or not any(states):
            return None
        at = sum(states)
        return [texts[:at], texts[at:]]

    def problem(self) -> Problem | None:
        """The question whether the texts went where they belong."""
        texts = [text for member in self.fields for text in member.fragments]
        if len(self.fields) < 2 or not texts:
            return None
        headings = "、".join(visible(f.heading.text).replace("\n", "") for f in self.fields if f.heading)
        found = visible(texts[0].text)[:80]
        return Problem("texts_share_headings", texts[0].source, found, values={"headings": headings})


@dataclass(slots=True)
class Waiting:
    """The headings that have met no text yet, and what the last ones announced."""

    headings: list[Token] = field(default_factory=list)
    open: Shared | None = None
    announced: Key | None = None
    shared: list[Shared] = field(default_factory=list)

    def clear(self) -> None:
        """A new item begins: nothing waits any more."""
        self.headings = []
        self.close()

    def close(self) -> None:
        """The field that was being filled is full."""
        self.open = self.announced = None

    def add(self, token: Token) -> None:
        """One more heading waits."""
        self.close()
        self.headings.append(token)

    def drop_stage(self) -> None:
        """「自己評価」 directly over 「取組実績」 only says whose stage it is and waits for no text."""
        if self.last and self.last.key is Key.REVIEW and self.last.detail in STAGES:
            self.headings.pop()

    def of(self, keys: frozenset[Key]) -> list[Token]:
        """The waiting headings of these kinds, in order."""
        return [t for t in self.headings if t.match and t.match.key in keys]

    @property
    def last(self) -> HeadingMatch | None:
        """The heading that was printed last."""
        return self.headings[-1].match if self.headings else None

    def wants(self, key: Key) -> bool:
        """Whether such a heading waits, or has just been met."""
        return self.announced is key or any(t.match and t.match.key is key for t in self.headings)

    def begin(self, fields: list[Field]) -> None:
        """Texts for these fields follow."""
        self.open = Shared(fields)
        self.shared.append(self.open)
        self.announced = None
        self.headings = []
