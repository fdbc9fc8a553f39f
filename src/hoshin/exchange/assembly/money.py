"""An initiative's money: this year's budget cell, other years' lines and parts, from its budget sections."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from hoshin.core.plan.document import Budget, BudgetLine
from hoshin.core.problems.record import Problem
from hoshin.exchange.assembly.budgets import read_budget
from hoshin.exchange.assembly.drafts import Draft
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import cut, visible
from hoshin.exchange.assembly.headings import match_heading
from hoshin.exchange.assembly.sections import Fragment, Key, Section
from hoshin.exchange.assembly.years import year_of_era

LineKind = Literal["settled", "budget", "subsidy", "revenue", "part"]
_UNIT = re.compile(r"(?:単位:?)?(億円|百万円|十万円|万円|千円|円)(?=\)|$)")
_NUMBER_ONLY = re.compile(r"^[△▲-]?[\d,.]+$")


@dataclass(slots=True)
class Money:
    """What an initiative prints about money."""

    budget: Budget | None = None
    lines: list[BudgetLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unplaced: list[Fragment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """One amount with what its heading says."""

    fragment: Fragment
    label: str
    year: int | None
    kind: LineKind
    is_other: bool
    unit: str | None


def read_money(draft: Draft, fiscal_year: int | None) -> Money:
    """The budget of the plan's year and the lines beside it; what is not understood is kept and asked about."""
    money = Money()
    for line in (found for s in draft.sections.get(Key.BUDGET, []) for found in _lines(s, fiscal_year)):
        budget = read_budget(line.fragment, line.unit)
        budget = replace(budget, source=line.fragment.source)
        if budget.kind == "unread":
            values = {"field": line.label or "予算額"}
            money.problems.append(
                Problem(
                    "budget_not_read",
                    line.fragment.source,
                    budget.printed,
                    item=draft.id,
                    field="budget",
                    values=values,
                )
            )
        _keep(money, line, budget, draft)
    return money


def _keep(money: Money, line: _Line, budget: Budget, draft: Draft) -> None:
    if line.is_other:
        money.lines.append(BudgetLine(line.label, budget, line.year, line.kind))
    elif money.budget is None:
        money.budget = budget
    elif money.budget.printed != budget.printed:
        money.lines.append(BudgetLine(line.label or "予算額", budget, line.year, "budget"))
        values = {"first": money.budget.printed}
        money.problems.append(
            Problem(
                "two_budgets",
                line.fragment.source,
                budget.printed,
                money.budget.printed,
                draft.id,
                "budget",
                values=values,
            )
        )


def _lines(section: Section, fiscal_year: int | None) -> Iterable[_Line]:
    r"""The amounts of one section. A cell may hold several: 「1,234千円\n（うち補助金 500千円）」."""
    base = _said_by(section.key, section.detail, section.heading, fiscal_year)
    for fragment in section.fragments:
        for piece in _pieces(fragment):
            match = match_heading(piece.text)
            if match and match.key in (Key.BUDGET, Key.BUDGET_LINE) and visible(match.rest):
                rest = cut(piece, match.end, len(piece.text))
                yield _said_by(match.key, match.detail, piece.text[match.start : match.end], fiscal_year)(rest)
            else:
                yield base(piece)


def _pieces(fragment: Fragment) -> list[Fragment]:
    """The fragment cut at line ends and before 「（うち」, unless a line end only split one amount."""
    text = fragment.text
    at = sorted({m.start() for m in re.finditer(r"\n|(?<!^)[（(]\s*(?:うち|内)", text)})
    edges = [0, *at, len(text)]
    pieces = [cut(fragment, a, b) for a, b in pairwise(edges) if visible(text[a:b])]
    if len(pieces) == 2 and re.fullmatch(r"(?:千|百万|万|億)?円", fold(visible(pieces[1].text)).text):
        return [fragment]
    return pieces or []


_BESIDE: dict[str, LineKind] = {"subsidy": "subsidy", "revenue": "revenue", "part": "part"}
"""Kinds of amounts that stand beside a budget and add nothing to it."""


class _Said:
    """What a heading says of the amounts under it; called with an amount it makes the line."""

    def __init__(self, label: str, year: int | None, kind: LineKind, is_other: bool, unit: str | None) -> None:
        self.label, self.year, self.kind, self.is_other, self.unit = label, year, kind, is_other, unit

    def __call__(self, fragment: Fragment) -> _Line:
        return _Line(fragment, self.label, self.year, self.kind, self.is_other, self.unit)


def _said_by(key: Key, detail: str | None, heading: str, fiscal_year: int | None) -> _Said:
    if detail is None and heading:
        match = match_heading(heading)
        detail = match.detail if match and match.key in (Key.BUDGET, Key.BUDGET_LINE) else None
    label = visible(heading).strip(" :：（()【】\u3000").replace("\n", "")
    found = _UNIT.search(fold(heading).text)
    unit = found.group(1) if found else None
    head, _, kind = (detail or "").partition(".")
    beside = _BESIDE.get(head)
    if beside is not None:
        return _Said(label, fiscal_year, beside, True, unit)
    if head == "settled":
        return _Said(label, None, "settled", True, unit)
    year = _year(head, fiscal_year)
    is_other = key is Key.BUDGET_LINE or kind == "settled" or (year is not None and year != fiscal_year)
    return _Said(label, year if year is not None else (None if is_other else fiscal_year), _kind(kind), is_other, unit)


def _kind(kind: str) -> LineKind:
    return "settled" if kind == "settled" else "budget"


def _year(head: str, fiscal_year: int | None) -> int | None:
    if head.startswith("?") and head[1:].isdigit():
        return year_of_era(int(head[1:]), fiscal_year) if fiscal_year else None
    if head in ("-2", "-1", "0"):
        return fiscal_year + int(head) if fiscal_year else None
    return int(head) if head.isdigit() else None
