"""From the verdicts on indicators to an outcome, an issue and the plan: counted, never averaged.

The stated rule for one code over many: the target is reached when every indicator reached it, the work was done as
planned when all of it was, and the criterion for withdrawal fired when any did. The set's own rule then gives the code.
One indicator without a code, and there is none: what was not measured is not passed over.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from hoshin.core.judging.code_set_json import rule_of
from hoshin.core.judging.code_sets import CodeRule, CodeSet
from hoshin.core.judging.comparison import Support

SUPPORTS: tuple[Support, ...] = get_args(Support)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One indicator's verdict as it counts: its code (decided, else proposed) or None, and its support."""

    code: str | None
    supports: Support


@dataclass(frozen=True, slots=True)
class RollUp:
    """How many indicators stand where. `code` is the one code over all of them, None when the rule gives none."""

    total: int
    by_support: Mapping[Support, int]
    by_code: Mapping[str, int]
    without_code: int
    rule: CodeRule | None = None

    @property
    def code(self) -> str | None:
        """The one code over all, if there is one."""
        return self.rule.code if self.rule else None

    @property
    def not_measured(self) -> int:
        """How many have no figure."""
        return self.by_support["not_measured"]

    @property
    def share_not_measured(self) -> Fraction | None:
        """The share without a figure; None when there is no indicator at all."""
        return Fraction(self.not_measured, self.total) if self.total else None


def roll_up(leaves: Iterable[Leaf], code_set: CodeSet | None = None) -> RollUp:
    """The counts, and the one code by the set's rule.

    >>> from hoshin.core.judging.code_sets import PRESETS
    >>> outcome = PRESETS["outcome-fy2012"]
    >>> roll_up([Leaf("A", "reached"), Leaf("A", "cannot_tell")], outcome).code
    'A'
    >>> counted = roll_up([Leaf("A", "reached"), Leaf(None, "not_measured")], outcome)
    >>> counted.code, counted.share_not_measured
    (None, Fraction(1, 2))
    """
    every = list(leaves)
    supports = Counter(leaf.supports for leaf in every)
    codes = Counter(leaf.code for leaf in every if leaf.code is not None)
    return RollUp(
        total=len(every),
        by_support={name: supports[name] for name in SUPPORTS},
        by_code=dict(codes),
        without_code=len(every) - sum(codes.values()),
        rule=combined([leaf.code for leaf in every], code_set) if code_set else None,
    )


def combined(codes: Sequence[str | None], code_set: CodeSet) -> CodeRule | None:
    """The rule that all these codes of one set meet together, or None when one is missing or of another set.

    A set of ratios has no such rule: to combine ratios would be to average them.
    """
    known = {rule.code: rule for rule in code_set.rules}
    if not codes or code_set.formula != "reached" or any(code not in known for code in codes):
        return None
    rules = [known[code] for code in codes if code is not None]
    return rule_of(
        code_set,
        reached=all(rule.reached is True for rule in rules),
        done_as_planned=all(rule.done_as_planned is not False for rule in rules),
        retreat_fired=any(rule.retreat_fired is True for rule in rules),
    )


def effectiveness(outcome: RollUp, outcomes: CodeSet, of_strategy: CodeSet | None) -> CodeRule | None:
    """戦略の有効性: the strategy's code follows whether its outcome was reached; None where the outcome has no code."""
    rule = outcome.rule
    if rule is None or of_strategy is None or rule not in outcomes.rules:
        return None
    return rule_of(of_strategy, reached=rule.reached is True, done_as_planned=True, retreat_fired=False)
