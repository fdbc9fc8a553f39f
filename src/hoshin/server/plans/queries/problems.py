"""The reader's doubts about a plan, and how each was settled."""

from dataclasses import dataclass
from datetime import datetime

from hoshin.core.permissions import Actor, can_settle_problem
from hoshin.core.plan.flat import THE_PLAN, flatten, name_of
from hoshin.core.problems import SENTENCES, sentence
from hoshin.core.problems.record import Problem
from hoshin.server.accounts.queries import display_names
from hoshin.server.plans.documents import StoredPlan, problem_of
from hoshin.server.plans.entering import TARGET_FIELDS, enterable_fields
from hoshin.server.plans.models import StoredProblem
from hoshin.server.plans.queries.sources import SourceText, source_text
from hoshin.server.plans.queries.standing import item_standing, readable_plan


@dataclass(frozen=True, slots=True)
class ProblemView:
    """One problem for a page. `sentence` says what was found and what to do; `source` where it stands.

    `item` is an id of the plan (`""`: the plan itself), `item_name` what people call it. `takes_value`: an answer goes
    into the field itself, otherwise it is kept beside the problem. `may_reopen`: settled, and the viewer may ask again.
    `version` is sent back when settling.
    """

    id: int
    problem: Problem
    sentence: str
    severity: str
    state: str
    item: str
    item_name: str
    item_exists: bool
    source: SourceText | None
    may_settle: bool
    may_reopen: bool
    takes_value: bool
    version: int
    settled_how: str
    answer: str
    settled_at: datetime | None
    settled_by: str | None


def problems(
    plan: int,
    viewer: Actor,
    *,
    state: str | None = None,
    severity: str | None = None,
    item: str | None = None,
    language: str = "ja",
) -> tuple[ProblemView, ...]:
    """The problems of a plan in the document's order, of one state, severity or item if asked. Six queries at most."""
    return problems_in(
        readable_plan(plan, viewer), viewer, state=state, severity=severity, item=item, language=language
    )


def problems_in(
    stored: StoredPlan,
    viewer: Actor,
    *,
    state: str | None = None,
    severity: str | None = None,
    item: str | None = None,
    language: str = "ja",
) -> tuple[ProblemView, ...]:
    """The same for a plan at hand. One query when any is settled."""
    rows = [
        row
        for row in stored.problems
        if (state is None or row.state == state)
        and (severity is None or row.severity == severity)
        and (item is None or _key(row, stored) == item)
    ]
    settlers = {row.settled_by for row in rows if row.settled_by}
    names = display_names(settlers) if settlers else {}
    items = {key: name_of(i.record) for key, i in flatten(stored.document).items()}
    levels = {key: i.level for key, i in flatten(stored.document).items()}
    return tuple(_view(row, stored, viewer, items, levels, names, language) for row in rows)


def _key(row: StoredProblem, stored: StoredPlan) -> str:
    return THE_PLAN if row.item_id in (None, stored.document.id) else row.item_id


def _view(row, stored, viewer, items, levels, names, language) -> ProblemView:  # type: ignore[no-untyped-def] # noqa: PLR0917
    problem, key = problem_of(row), _key(row, stored)
    fields = enterable_fields(levels[key]) if key in levels else ()
    field = problem.field or ""
    is_settler = can_settle_problem(viewer, item_standing(stored, key))
    return ProblemView(
        id=row.pk,
        problem=problem,
        sentence=sentence(problem, language) if problem.code in SENTENCES else (problem.found or problem.code),
        severity=row.severity,
        state=row.state,
        item=key,
        item_name=items.get(key, ""),
        item_exists=key in items,
        source=source_text(problem.where, problem.found, language),
        may_settle=row.state == "open" and is_settler,
        may_reopen=row.state != "open" and is_settler,
        takes_value=field in fields or (field in TARGET_FIELDS and levels.get(key) == "indicator"),
        version=row.version,
        settled_how=row.settled_how,
        answer=row.answer,
        settled_at=row.settled_at,
        settled_by=names.get(row.settled_by, row.settled_by) if viewer.posts else None,
    )
