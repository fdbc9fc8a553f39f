"""Whether a plan document can be stored at all: its ids, its year, its characters. Says everything at once."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hoshin.core.plan.codec import to_json
from hoshin.core.plan.document import PlanDocument
from hoshin.core.plan.flat import ItemIdsError, flatten
from hoshin.core.problems.record import Problem

ID_LENGTH = 200
FISCAL_YEARS = range(1868, 2201)
"""From the first year of Meiji on: an older or later one is a misreading."""
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of surrogate pairs; no database and no page takes them."""


def obstacles(plan: PlanDocument) -> tuple[Problem, ...]:
    """Why the plan cannot be stored, or nothing.

    >>> [p.code for p in obstacles(PlanDocument("p"))]
    ['fiscal_year_unknown']
    """
    return (*_about_ids(plan), *_about_year(plan), *_about_characters(plan))


def _about_ids(plan: PlanDocument) -> tuple[Problem, ...]:
    try:
        keys = [plan.id, *list(flatten(plan))[1:]]
    except ItemIdsError as wrong:
        return wrong.problems
    problems = [
        Problem("item_id_too_long", found=f"{key[:40]}…", severity="error", values={"length": str(ID_LENGTH)})
        for key in keys
        if len(key) > ID_LENGTH
    ]
    if not plan.id:
        problems.append(Problem("item_without_id", found=plan.title or "", severity="error"))
    return tuple(problems)


def _about_year(plan: PlanDocument) -> tuple[Problem, ...]:
    if plan.fiscal_year is None:
        return (Problem("fiscal_year_unknown", field="fiscal_year", severity="error"),)
    if plan.fiscal_year not in FISCAL_YEARS:
        found = str(plan.fiscal_year)[:12]
        return (Problem("fiscal_year_implausible", found=found, field="fiscal_year", severity="error"),)
    return ()


def _about_characters(plan: PlanDocument) -> tuple[Problem, ...]:
    for path, text in _texts(to_json(plan), ""):
        if wrong := UNSTORABLE.search(text):
            shown = f"U+{ord(wrong.group()):04X}"
            return (Problem("character_not_storable", found=shown, severity="error", values={"path": path}),)
    return ()


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path or "(root)", value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{path}.(key)".lstrip("."), key
            yield from _texts(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, f"{path}[{place}]")
