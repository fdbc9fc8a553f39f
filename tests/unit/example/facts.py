"""What a plan says, as single facts by their path, so that two plans can be held against each other.

Left out is what differs between formats and means nothing: spaces and line breaks, bullets at the start of a line, and
around a printed phrase its label, its marks in 【】 and its stamp in （）, each of which is a fact of its own.
"""

import re
from collections.abc import Iterable, Iterator

from hoshin.core.plan.document import Activity, Budget, Indicator, Initiative, Issue, Outcome, PlanDocument, Target

Facts = dict[str, str]
FULL = "full"
"""Everything that a full form prints."""
DIGEST = "digest"
"""What the slides print: no management issues, no exit criteria, no earlier years, no history."""
SCRAMBLED = "scrambled"
"""What the text taken from slides prints: a digest without its cover."""


def facts_of(plan: PlanDocument, extent: str) -> Facts:
    """All facts of the plan that documents of this extent print; a list's length is a fact too."""
    return {path: _bare(value) for path, value in _plan(plan, extent) if value is not None}


def differences(truth: PlanDocument, read: PlanDocument, extent: str) -> list[str]:
    """One line for each fact that is missing, wrong or too much."""
    expected, found = facts_of(truth, extent), facts_of(read, extent)
    lines = []
    for path in sorted(expected.keys() | found.keys()):
        wanted, got = expected.get(path), found.get(path)
        if wanted != got:
            lines.append(f"{path}: {_shown(wanted)} was read as {_shown(got)}")
    return lines


def _shown(value: str | None) -> str:
    return "nothing" if value is None else f"「{value}」"


def _bare(value: object) -> str:
    text = re.sub(r"(?m)^[\s]*[・-][\s]*", "", value) if isinstance(value, str) else str(value)
    return re.sub(r"\s", "", text)


def _phrase(printed: str, label: str | None) -> str:
    """A printed phrase without its label, marks and stamp."""
    text = re.sub(r"[（(]?R\d+年度自己評価\s*を踏まえ変更[）)]?", "", printed).strip()
    text = re.sub(r"^[・●\s]+", "", text).removeprefix(label or "").strip()
    return re.sub(r"^(?:【(?:新規|再掲)】)+", "", text).strip()


def _plan(plan: PlanDocument, extent: str) -> Iterator[tuple[str, object]]:
    for name in ("organisation", "fiscal_year", "edition", "title"):
        yield name, getattr(plan, name)
    if extent != SCRAMBLED:
        yield from (("goal", plan.goal), ("mission", plan.mission), ("approach", plan.approach))
    if extent == FULL:
        yield from _each("issue", plan.issues, _issue)
        yield from _history(plan)
        yield "levels", [(level.level, level.label) for level in plan.levels]
    codes = {issue.id: issue.code for issue in plan.issues}
    for outcome in plan.outcomes:
        yield f"outcome {outcome.code}: issue", codes.get(outcome.issue or "") if extent == FULL else None
    yield from _each("outcome", plan.outcomes, _outcome)
    initiatives = [i for o in plan.outcomes for i in o.initiatives]
    yield from _each("initiative", initiatives, _full_initiative if extent == FULL else _initiative)
    yield from _stamps(plan, placed=extent != SCRAMBLED)


def _each(name: str, items: Iterable, say) -> Iterator[tuple[str, object]]:  # type: ignore[no-untyped-def,type-arg]
    items = list(items)
    yield f"{name}s", [item.code for item in items]
    for item in items:
        for path, value in say(item):
            yield f"{name} {item.code}: {path}", value


def _issue(issue: Issue) -> Iterator[tuple[str, object]]:
    for name in ("title", "future_vision", "current_state", "cause_analysis", "challenge"):
        yield name, getattr(issue, name)
    yield "reviews", len(issue.reviews) or None


def _outcome(outcome: Outcome) -> Iterator[tuple[str, object]]:
    yield from (("title", outcome.title), ("goal_state", outcome.goal_state), ("strategy", outcome.strategy))
    yield "initiatives", [initiative.code for initiative in outcome.initiatives]
    yield from _indicators(outcome.indicators)


def _initiative(initiative: Initiative) -> Iterator[tuple[str, object]]:
    yield "title", initiative.title
    yield "marks", initiative.marks or None
    yield from _indicators(initiative.indicators)
    yield "activities", len(initiative.activities)
    for number, activity in enumerate(initiative.activities, 1):
        yield f"activity {number}", _activity(activity)
    yield "budget", _budget(initiative.budget)


def _full_initiative(initiative: Initiative) -> Iterator[tuple[str, object]]:
    yield from _initiative(initiative)
    yield "past_results", initiative.past_results
    yield "exit_criteria", [(c.label, _bare(_phrase(c.printed, c.label))) for c in initiative.exit_criteria]
    yield "budget_lines", len(initiative.budget_lines)
    for line in initiative.budget_lines:
        yield f"budget line {line.label}", (line.fiscal_year, line.kind, _budget(line.budget))
    yield "reviews", len(initiative.reviews) or None


def _activity(activity: Activity) -> object:
    return activity.depth, activity.label, activity.text


def _budget(budget: Budget | None) -> object:
    return budget and (budget.kind, budget.amount_yen, budget.included_in, budget.printed, budget.rounding_yen)


def _indicators(indicators: tuple[Indicator, ...]) -> Iterator[tuple[str, object]]:
    yield "indicators", len(indicators)
    for number, indicator in enumerate(indicators, 1):
        for name in ("label", "measure", "target_printed", "revised"):
            yield f"indicator {number}: {name}", getattr(indicator, name)
        yield f"indicator {number}: printed", _phrase(indicator.printed, indicator.label)
        yield f"indicator {number}: target", _target(indicator.target)
        yield f"indicator {number}: marks", indicator.marks or None
        yield f"indicator {number}: results", len(indicator.results) or None
        others = [n for n, i in enumerate(indicators, 1) if i.group and i.group == indicator.group]
        yield f"indicator {number}: group", others or None


def _target(target: Target | None) -> object:
    if target is None:
        return None
    value = None if target.value is None else f"{target.value.normalize():f}"
    return [
        (target.comparator, value, target.value_max, target.unit, target.baseline, target.per),
        (target.due_fiscal_year, target.due_date, target.cumulative, target.comparator_implied),
    ]


def _stamps(plan: PlanDocument, *, placed: bool) -> Iterator[tuple[str, object]]:
    """Where each stamp stands; with `placed` False only those on targets, since no order tells the others' place."""
    places = _places(plan)
    said = sorted(
        (places.get(s.item or "", "nowhere"), s.field or "", s.certain) if placed or s.field == "target" else ()
        for s in plan.stamps
    )
    yield "stamp words", [(s.text.strip("（）()"), s.evaluation_fiscal_year) for s in plan.stamps]
    for number, stamp in enumerate(said, 1):
        yield f"stamp {number}", stamp


def _history(plan: PlanDocument) -> Iterator[tuple[str, object]]:
    codes = {i.id: i.code for o in plan.outcomes for i in (o, *o.initiatives)}
    yield "history rows", len(plan.revision_history)
    for number, entry in enumerate(plan.revision_history, 1):
        for name in ("on", "old", "new", "reason"):
            yield f"history {number}: {name}", getattr(entry, name)
        yield f"history {number}: item", codes.get(entry.item or "", entry.item)


def _places(plan: PlanDocument) -> dict[str, str]:
    """What each id stands for, in words that do not depend on how ids are made."""
    places = {issue.id: f"issue {issue.code}" for issue in plan.issues}
    for outcome in plan.outcomes:
        for item in (outcome, *outcome.initiatives):
            places[item.id] = f"{type(item).__name__.lower()} {item.code}"
            for number, indicator in enumerate(item.indicators, 1):
                places[indicator.id] = f"{places[item.id]} indicator {number}"
    return places
