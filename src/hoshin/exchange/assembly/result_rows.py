"""Results printed apart from their indicators, given back to them: by label, else by order when the counts agree.

One line may hold several: 「36.5%　89.4%　①（ⅰ）」 are two figures and the code of both. A code alone is the item's
evaluation and stands in its review.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from hoshin.core.plan.document import Indicator, Result, ReviewStage
from hoshin.exchange.assembly.content import label_of
from hoshin.exchange.assembly.drafts import Draft
from hoshin.exchange.assembly.fragments import cut, visible
from hoshin.exchange.assembly.results import read_result
from hoshin.exchange.assembly.sections import Fragment, Key, Section

_STAGES: dict[str, ReviewStage] = {stage: stage for stage in get_args(ReviewStage)}
_BETWEEN = re.compile(r"[\n\t\u3000]+|\s{2,}")


def with_results(indicators: Sequence[Indicator], draft: Draft, fiscal_year: int | None) -> list[Indicator]:
    """The indicators with the item's results. What fits no indicator is kept in the item's review."""
    given = list(indicators)
    for section in draft.sections.get(Key.RESULT, []):
        results = [_result(f, section, fiscal_year) for whole in section.fragments for f in _pieces(whole)]
        figures = [(r, f) for r, f in results if r.code is None or r.value is not None]
        codes = [(r, f) for r, f in results if r.code is not None and r.value is None]
        left = [] if _give(given, [r for r, _ in figures]) else [f for _, f in figures]
        if len(codes) > 1 and len(codes) == len(given):
            _give(given, [r for r, _ in codes])
        stage = _stage(section) or "year_end"
        for result, fragment in codes:
            draft.reviews.add_code(f"{stage}.{_field(section)}", result.code or "", fragment)
        for result, _ in figures:
            if result.code:
                draft.reviews.add_code(f"{stage}.{_field(section)}", result.code, section.fragments[0])
        if left:
            draft.reviews.add(f"{stage}.assessment", left)
    return given


def _field(section: Section) -> str:
    return "overall" if (section.detail or "").endswith("overall") else "assessment"


def _pieces(fragment: Fragment) -> list[Fragment]:
    """The fragment cut where wide spaces or line ends part one result from the next."""
    edges, at = [], 0
    for found in _BETWEEN.finditer(fragment.text):
        edges.append((at, found.start()))
        at = found.end()
    edges.append((at, len(fragment.text)))
    pieces = [cut(fragment, a, b) for a, b in edges if visible(fragment.text[a:b])]
    return pieces if all(any(c.isdigit() or len(visible(p.text)) <= 12 for c in p.text) for p in pieces) else [fragment]


def _give(indicators: list[Indicator], results: list[Result]) -> bool:
    """Whether every result found its indicator; nothing is given when one did not."""
    places = _places(indicators, results)
    if places is None:
        return not results
    for at, result in zip(places, results, strict=True):
        indicators[at] = replace(indicators[at], results=(*indicators[at].results, result))
    return True


def _places(indicators: list[Indicator], results: list[Result]) -> list[int] | None:
    if not indicators:
        return None
    by_label = {i.label: n for n, i in enumerate(indicators) if i.label}
    known = [by_label[r.label] for r in results if r.label in by_label]
    if len(known) == len(results) and len(by_label) > 1:
        return known
    if len(indicators) == 1:
        return [0] * len(results)
    return list(range(len(results))) if len(results) == len(indicators) else None


def _result(fragment: Fragment, section: Section, fiscal_year: int | None) -> tuple[Result, Fragment]:
    stage = _stage(section)
    result = read_result(fragment, fiscal_year)
    kind = (section.detail or "").rpartition(".")[2]
    heading = visible(section.heading).replace("\n", "") or None
    label, _ = label_of(visible(fragment.text))
    if kind == "previous" and result.fiscal_year is None and fiscal_year is not None:
        result = replace(result, fiscal_year=fiscal_year - 1)
    return replace(result, stage="previous" if kind == "previous" else stage, label=label or heading), fragment


def _stage(section: Section) -> ReviewStage | None:
    return _STAGES.get((section.detail or "").partition(".")[0])
