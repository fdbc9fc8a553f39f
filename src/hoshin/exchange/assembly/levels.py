"""Which depth of code is an issue, an outcome or an initiative in this document, and what each level is called here."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hoshin.core.plan.document import LevelLabel
from hoshin.exchange.assembly.headings import HeadingMatch, level_key
from hoshin.exchange.assembly.sections import Key

_INITIATIVE_NAMES = re.compile(r"(?:取組|取り組み|事業|プロジェクト|アクション|活動)$")
_LEVELS: tuple[tuple[Key, Literal["issue", "outcome", "initiative"]], ...] = (
    (Key.ISSUE, "issue"),
    (Key.OUTCOME, "outcome"),
    (Key.INITIATIVE, "initiative"),
)
_OUTCOME_FIELDS = frozenset({Key.GOAL_STATE, Key.STRATEGY, Key.OUTCOME_INDICATORS})


@dataclass(frozen=True, slots=True)
class Levels:
    """`shift` is added to a code's depth before it is looked up: 1 where a tree has two levels, -1 where four."""

    shift: int = 0
    labels: tuple[LevelLabel, ...] = ()
    coded: frozenset[Key] = frozenset()

    @classmethod
    def of_matches(cls, matches: Iterable[HeadingMatch]) -> "Levels":
        """What the headings of a whole document say about its levels.

        Three depths are the rule. With two, the lower one holds initiatives only if it is called so or has no goal
        state of its own; with four named depths the upper two are issues.
        """
        found = list(matches)
        coded = [m for m in found if m.code]
        shift = _shift(coded, {m.key for m in found})
        labels = _labels(coded, [m for m in found if m.is_level and not m.code], shift)
        keys = frozenset(level_key(max(1, _depth(m) + shift)) for m in coded)
        return cls(shift, labels, keys)

    def key(self, code: str) -> Key:
        """The level that a code opens here."""
        return level_key(max(1, code.count("-") + 1 + self.shift))

    def has_codes(self, key: Key) -> bool:
        """Whether items of this level are numbered in this document."""
        return key in self.coded


def _depth(match: HeadingMatch) -> int:
    return (match.code or "").count("-") + 1


def _shift(coded: list[HeadingMatch], keys: set[Key]) -> int:
    depths = Counter(_depth(m) for m in coded)
    if not depths:
        return 0
    deepest = max(depths)
    if deepest >= 4 and any(_depth(m) == deepest and m.label for m in coded):
        return 3 - deepest
    if deepest == 2 and Key.PROCESS_INDICATORS in keys | {Key.BUDGET}:
        names = [m.label for m in coded if _depth(m) == 2 and m.label]
        is_called_so = bool(names) and all(_INITIATIVE_NAMES.search(name) for name in names)
        has_outcome_side = bool(keys & _OUTCOME_FIELDS)
        has_initiative_side = bool(keys & {Key.PROCESS_INDICATORS, Key.ACTIVITIES, Key.BUDGET})
        if is_called_so or (has_initiative_side and not has_outcome_side):
            return 1
    return 0


def _labels(coded: list[HeadingMatch], bare: list[HeadingMatch], shift: int) -> tuple[LevelLabel, ...]:
    names: dict[Key, Counter[str]] = {}
    for match in coded:
        if match.label:
            names.setdefault(level_key(max(1, _depth(match) + shift)), Counter())[match.label] += 1
    for match in bare:
        if match.label and match.key not in names:
            names[match.key] = Counter([match.label])
    labels = []
    for key, level in _LEVELS:
        if key in names:
            labels.append(LevelLabel(level, _without_name(names[key].most_common(1)[0][0])))
    return tuple(labels)


def _without_name(label: str) -> str:
    """「事務事業名」 is the heading of a name, the level is 「事務事業」."""
    return re.sub(r"(?:の?名称|名)$", "", label) or label
