"""What a plan lacks, judged by what the rest of it has; and printed texts that found no place."""

from collections.abc import Iterable, Iterator, Sequence

from hoshin.core.plan.document import Initiative, Issue, Outcome, PlanDocument
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source, place_in_words
from hoshin.exchange.assembly.codes import code_order, parent_of
from hoshin.exchange.assembly.drafts import Draft
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.gathering import Gathered
from hoshin.exchange.assembly.sections import Fragment

_MOST_PLACES = 30
_PREVIEW = 60
_LONG_GAP = 3


def gap_problems(gathered: Gathered, plan: PlanDocument) -> Iterator[Problem]:
    """Missing titles and codes, numbers left out of a series, fields that every other item has."""
    drafts = {d.id: d for d in (*gathered.issues, *gathered.outcomes, *gathered.initiatives)}
    yield from _titles(plan, drafts)
    yield from _codes(plan, drafts)
    yield from _other_titles(drafts.values())
    yield from absent_parts(plan)
    yield from _fields(plan, drafts)
    yield from _references(plan)


def loss_problems(unplaced: Sequence[Fragment]) -> Iterator[Problem]:
    """One problem for everything that was printed and stands nowhere in the plan, with all its places."""
    kept = [f for f in unplaced if visible(f.text)]
    if not kept:
        return
    shown = [f"{place_in_words(f.source)}「{_short(f.text)}」" for f in kept[:_MOST_PLACES]]
    if len(kept) > _MOST_PLACES:
        shown.append(f"…（+{len(kept) - _MOST_PLACES}）")
    values = {"count": str(len(kept)), "places": "／".join(shown)}
    found = "\n".join(visible(f.text) for f in kept)
    yield Problem("text_not_placed", kept[0].source, found, values=values)


def _short(text: str) -> str:
    line = visible(text).replace("\n", " ")
    return line if len(line) <= _PREVIEW else line[: _PREVIEW - 1] + "…"


def _titles(plan: PlanDocument, drafts: dict[str, Draft]) -> Iterator[Problem]:
    titled = {i.id for i in plan.issues if i.title}
    prints_outcomes = any(_is_printed(drafts, o) for o in plan.outcomes)
    for item in _coded(plan):
        if isinstance(item, Outcome) and item.issue in titled and not prints_outcomes:
            continue
        if item.title is None and item.code is not None:
            values = {"code": item.code}
            yield Problem(
                "title_missing", _place(drafts, item.id), item.code, item=item.id, field="title", values=values
            )


def _other_titles(drafts: Iterable[Draft]) -> Iterator[Problem]:
    """The same code with another title: a misprinted code, or two items taken for one."""
    for draft in drafts:
        values = {"code": draft.code or "？", "first": draft.title() or ""}
        for fragment in draft.repeats:
            found = visible(fragment.text)
            yield Problem("printed_again", fragment.source, found, item=draft.id, severity="note", values=values)
        for fragment in draft.other_titles:
            yield Problem(
                "titles_differ", fragment.source, visible(fragment.text), item=draft.id, field="title", values=values
            )


def _is_printed(drafts: dict[str, Draft], outcome: Outcome) -> bool:
    """Whether the outcome has a heading of its own; a short page's issue is its outcome, too."""
    heading = drafts[outcome.id].heading
    return heading is not None and bool(heading.heading)


def _codes(plan: PlanDocument, drafts: dict[str, Draft]) -> Iterator[Problem]:
    for outcome in plan.outcomes:
        draft = drafts[outcome.id]
        if outcome.code is not None and not _is_printed(drafts, outcome):
            children = "、".join(i.code for i in outcome.initiatives if i.code)
            yield Problem(
                "code_inferred",
                draft.place(),
                children or None,
                outcome.code,
                outcome.id,
                "code",
                severity="note" if outcome.issue else "question",
                values={"code": outcome.code},
            )
        items: tuple[Outcome | Initiative, ...] = (outcome, *outcome.initiatives)
        for item in items:
            if item.code is None and item.title is not None:
                yield Problem("code_missing", _place(drafts, item.id), item.title, item=item.id, field="code")


def absent_parts(plan: PlanDocument) -> Iterator[Problem]:
    """Numbers that a series jumps over: 「2-2, 4-2」 lacks issue 3 and outcome 4-1; three in a row are one gap."""
    sources = [s for o in plan.outcomes for s in o.sources.values()]
    where = Source(sources[0].file) if sources else None
    outcomes = [o.code for o in plan.outcomes if o.code]
    issues = {i.code for i in plan.issues if i.code} | {p for c in outcomes if (p := parent_of(c))}
    shown = [f"{code}-x" for code in _left_out(issues)]
    children: dict[str, set[str]] = {}
    for code in outcomes:
        children.setdefault(parent_of(code) or "", set()).add(code)
    for parent in sorted(children, key=lambda c: code_order(c) if c else ()):
        shown += _left_out(children[parent])
    for outcome in plan.outcomes:
        shown += _left_out({i.code for i in outcome.initiatives if i.code})
    for code in shown:
        yield Problem("part_absent", where, code, values={"code": code})


def _left_out(codes: Iterable[str]) -> list[str]:
    """The numbers below the highest that no code of this series has; codes of other parents are left alone."""
    found = sorted(codes, key=code_order)
    if not found:
        return []
    parent = parent_of(found[0])
    if any(parent_of(c) != parent for c in found):
        return []
    prefix = f"{parent}-" if parent else ""
    missing: list[str] = []
    before = 0
    for number in sorted({int(c.rpartition("-")[2]) for c in found}):
        gap = [f"{prefix}{n}" for n in range(before + 1, number)]
        missing += gap if len(gap) < _LONG_GAP else [f"{gap[0]}〜{gap[-1]}"]
        before = number
    return missing


def _fields(plan: PlanDocument, drafts: dict[str, Draft]) -> Iterator[Problem]:
    """A field that most items of a level have and one lacks."""
    outcomes, initiatives = plan.outcomes, [i for o in plan.outcomes for i in o.initiatives]
    for name in ("goal_state", "strategy", "indicators"):
        lacking = [o for o in outcomes if not getattr(o, name)]
        if len(lacking) * 2 < len(outcomes):
            yield from _lacking(lacking, name, drafts)
    for name in ("indicators", "budget", "activities"):
        lacking_initiatives = [i for i in initiatives if not getattr(i, name)]
        if len(lacking_initiatives) * 2 < len(initiatives):
            yield from _lacking(lacking_initiatives, name, drafts)


_FIELD_WORDS = {
    "goal_state": "めざす状態",
    "strategy": "戦略",
    "indicators": "指標",
    "budget": "予算額",
    "activities": "取組内容",
}


def _lacking(items: Sequence[Outcome | Initiative], name: str, drafts: dict[str, Draft]) -> Iterator[Problem]:
    for item in items:
        values = {"field": _FIELD_WORDS[name], "code": item.code or item.title or "？"}
        yield Problem("field_missing", _place(drafts, item.id), item=item.id, field=name, values=values)


def _references(plan: PlanDocument) -> Iterator[Problem]:
    """A budget that is part of another initiative's, when that other one is not in the document."""
    known = {i.code for o in plan.outcomes for i in o.initiatives}
    for initiative in (i for o in plan.outcomes for i in o.initiatives):
        budget = initiative.budget
        if budget and budget.kind == "included_in" and budget.included_in not in known:
            values = {"code": budget.included_in or "？"}
            yield Problem(
                "included_in_not_found",
                budget.source,
                budget.printed,
                item=initiative.id,
                field="budget",
                values=values,
            )


def _coded(plan: PlanDocument) -> Iterator[Issue | Outcome | Initiative]:
    yield from plan.issues
    for outcome in plan.outcomes:
        yield outcome
        yield from outcome.initiatives


def _place(drafts: dict[str, Draft], item: str) -> Source | None:
    return drafts[item].place() if item in drafts else None
