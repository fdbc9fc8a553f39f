"""Several documents that are parts of one plan (one sheet an issue, one file a chapter) put together.

What the parts say of the whole must agree: the first to say it is followed, and each difference is named. An item that
stands in two parts with the same code is one item; where both print a field, the first part's is kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hoshin.core.plan.document import Issue, LevelLabel, Outcome, PlanDocument
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.exchange.assembly.codes import parent_of
from hoshin.exchange.assembly.gaps import absent_parts

_OF_THE_WHOLE = {
    "organisation": "組織の名前",
    "organisation_code": "団体コード",
    "fiscal_year": "年度",
    "title": "題名",
    "edition": "版",
    "goal": "目標",
    "mission": "使命",
    "approach": "基本的な考え方",
}
_NOT_COMPARED = frozenset({"title"})
"""A part's own title names the part, so that differences mean nothing."""
_SAID_ELSEWHERE = {"organisation_missing": "organisation", "fiscal_year_missing": "fiscal_year"}


def merge_parts(parts: Sequence[tuple[str, PlanDocument]]) -> PlanDocument:
    """One plan from (file, plan) pairs in the order in which they were named. One part stays as it is."""
    plans = [_with_own_ids(plan, at) for at, (_, plan) in enumerate(parts)]
    files = [file for file, _ in parts]
    if len(plans) == 1:
        return plans[0]
    whole, problems = _whole(plans, files)
    issues = _merged_items([p.issues for p in plans], files, problems)
    outcomes = _merged_items([p.outcomes for p in plans], files, problems)
    linked = tuple(_linked(o, issues) for o in outcomes)
    merged = replace(
        plans[0],
        **whole,
        levels=_levels(plans),
        issues=tuple(issues),
        outcomes=linked,
        stamps=tuple(s for p in plans for s in p.stamps),
        revision_history=tuple(dict.fromkeys(r for p in plans for r in p.revision_history)),
        reviews=tuple(r for p in plans for r in p.reviews),
        sources={name: source for p in reversed(plans) for name, source in p.sources.items()},
    )
    kept = [p for plan in plans for p in plan.problems if not _is_settled(p, merged)]
    return replace(merged, problems=(*kept, *absent_parts(merged), *problems))


def _with_own_ids(plan: PlanDocument, part: int) -> PlanDocument:
    """Ids of items without a code get the part's number, since each part counts them from 1."""
    if part == 0:
        return plan
    nameless = [issue.id for issue in plan.issues if issue.code is None]
    nameless += [outcome.id for outcome in plan.outcomes if outcome.code is None]
    nameless += [i.id for o in plan.outcomes for i in o.initiatives if i.code is None]
    renamed = {old: f"{old}~part{part + 1}" for old in nameless}
    result = _renamed(plan, renamed)
    assert isinstance(result, PlanDocument)
    return result


def _renamed(value: Any, renamed: dict[str, str]) -> Any:
    """The same record with every id (and the ids of indicators under it) replaced."""
    if not renamed:
        return value
    if isinstance(value, str):
        return renamed.get(value, _renamed_indicator(value, renamed))
    if isinstance(value, tuple):
        return tuple(_renamed(v, renamed) for v in value)
    if is_dataclass(value) and not isinstance(value, type | Source):
        return replace(value, **{f.name: _renamed(getattr(value, f.name), renamed) for f in fields(value) if f.init})
    return value


def _renamed_indicator(value: str, renamed: dict[str, str]) -> str:
    if not value.startswith("indicator:"):
        return value
    head, _, number = value.rpartition("/")
    owner = head.removeprefix("indicator:")
    for old, new in renamed.items():
        if old.replace(":", "-") == owner:
            return f"indicator:{new.replace(':', '-')}/{number}"
    return value


def _whole(plans: Sequence[PlanDocument], files: Sequence[str]) -> tuple[dict[str, Any], list[Problem]]:
    chosen: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, words in _OF_THE_WHOLE.items():
        said = [(getattr(p, name), f, _is_inferred(p, name)) for p, f in zip(plans, files, strict=True)]
        printed = [s for s in said if s[0] is not None and not s[2]] or [s for s in said if s[0] is not None]
        chosen[name] = printed[0][0] if printed else None
        for value, file, _ in printed[1:]:
            if value != chosen[name] and name not in _NOT_COMPARED:
                values = {"field": words, "first": str(chosen[name]), "first_file": printed[0][1], "other_file": file}
                problems.append(Problem("parts_differ", Source(file), str(value), field=name, values=values))
    return chosen, problems


def _is_inferred(plan: PlanDocument, name: str) -> bool:
    return any(p.code == "fiscal_year_inferred" and p.field == name for p in plan.problems)


def _merged_items(parts: Sequence[Sequence[Any]], files: Sequence[str], problems: list[Problem]) -> list[Any]:
    merged: dict[str, Any] = {}
    file_of: dict[str, str] = {}
    for items, file in zip(parts, files, strict=True):
        for item in items:
            known = merged.get(item.id)
            if known is None:
                merged[item.id], file_of[item.id] = item, file
            else:
                merged[item.id] = _merged(known, item, (file_of[item.id], file), problems)
    return list(merged.values())


def _merged(first: Any, other: Any, files: tuple[str, str], problems: list[Problem]) -> Any:
    """One item from two prints of it: empty fields are filled, full ones kept."""
    values: dict[str, Any] = {}
    differs = False
    for f in fields(first):
        ours, theirs = getattr(first, f.name), getattr(other, f.name)
        if f.name == "initiatives":
            values[f.name] = tuple(_merged_items([ours, theirs], files, problems))
        elif f.name == "sources":
            values[f.name] = {**theirs, **ours}
        elif not ours:
            values[f.name] = theirs
        elif theirs and f.name not in ("id", "issue") and _words(ours) != _words(theirs):
            differs = True
    if differs:
        named = {"code": first.code or first.id, "first_file": files[0], "other_file": files[1]}
        problems.append(Problem("part_repeated", Source(files[1]), first.title, item=first.id, values=named))
    return replace(first, **values)


def _words(value: Any) -> Any:
    """What is said, without where it stands and under which id."""
    if isinstance(value, tuple):
        return tuple(_words(v) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        skipped = ("source", "sources", "id", "group")
        return tuple((f.name, _words(getattr(value, f.name))) for f in fields(value) if f.name not in skipped)
    return value


def _linked(outcome: Outcome, issues: Iterable[Issue]) -> Outcome:
    """An outcome whose issue stands in another part finds it by its code."""
    if outcome.issue or not outcome.code:
        return outcome
    issue = next((i for i in issues if i.code == parent_of(outcome.code or "")), None)
    return replace(outcome, issue=issue.id) if issue else outcome


def _levels(plans: Sequence[PlanDocument]) -> tuple[LevelLabel, ...]:
    found: dict[str, LevelLabel] = {}
    for label in (label for p in plans for label in p.levels):
        found.setdefault(label.level, label)
    order = ("issue", "outcome", "initiative")
    return tuple(found[level] for level in order if level in found)


def _is_settled(problem: Problem, merged: PlanDocument) -> bool:
    """Whether another part answers what this part had to ask; what is absent is looked for anew."""
    if problem.code in _SAID_ELSEWHERE:
        return getattr(merged, _SAID_ELSEWHERE[problem.code]) is not None
    if problem.code == "included_in_not_found":
        return problem.values.get("code") in {i.code for o in merged.outcomes for i in o.initiatives}
    if problem.code == "fiscal_year_inferred":
        return problem.proposal != str(merged.fiscal_year)
    return problem.code == "part_absent"
