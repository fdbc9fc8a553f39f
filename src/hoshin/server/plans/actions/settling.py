"""Answering the reader's questions: as proposed, with an own value, or set aside with a reason."""

from datetime import date
from typing import Any, Literal

from django.db import transaction

from hoshin.core.permissions import Actor, check_can_settle_problem
from hoshin.core.plan.document import Indicator, PlanDocument
from hoshin.core.plan.edit import EditError, item_of, set_fields
from hoshin.core.plan.flat import THE_PLAN, FlatItem, flatten
from hoshin.core.problems.record import Problem
from hoshin.server.audit.actions import record
from hoshin.server.plans.actions.changing import check_reason, locked, signature
from hoshin.server.plans.documents import StoredPlan, problem_of
from hoshin.server.plans.entering import TARGET_FIELDS, enterable_fields, entered, read_target
from hoshin.server.plans.models import StoredProblem
from hoshin.server.plans.queries.importing import NotStorableError
from hoshin.server.plans.queries.standing import item_standing
from hoshin.server.plans.storing import store_document

Decision = Literal["proposal", "own_value", "set_aside"]


class ProblemSettledError(Exception):
    """Somebody settled this problem since the page was opened. `settled_by` and `answer` say who and how."""

    def __init__(self, row: StoredProblem) -> None:
        super().__init__(f"problem {row.pk} is {row.state}")
        self.settled_by = row.settled_by
        self.answer = row.answer


@transaction.atomic
def settle_problem(
    *, problem: int, decision: Decision, by: Actor, on: date, version: int, answer: str = "", reason: str = ""
) -> bool:
    """Settle one problem and return whether the plan changed by it.

    `proposal` takes what the reader proposed, `own_value` takes `answer`, both into the field that the problem is
    about; when it is about none that can be typed, the answer is kept beside the problem. `set_aside` needs
    `answer` as its reason. The printed text stays as printed: what is settled is its meaning.
    """
    plan = StoredProblem.objects.values_list("plan_id", flat=True).filter(pk=problem).first()
    if plan is None:
        raise EditError(Problem("no_such_item", found=str(problem), severity="error"))
    stored = locked(plan)
    row = next(p for p in stored.problems if p.pk == problem)
    check_can_settle_problem(by, item_standing(stored, row.item_id or THE_PLAN))
    if row.version != version or row.state != "open":
        raise ProblemSettledError(row)
    text = _answer(problem_of(row), decision, answer)
    signed = signature(by, on, reason or (text if decision == "set_aside" else ""))
    after = stored.document if decision == "set_aside" else _settled(stored, problem_of(row), text)
    changes: tuple[Any, ...] = ()
    if after != stored.document:
        check_reason(stored, reason)
        changes = store_document(stored, after, signed)
    row.state = "set_aside" if decision == "set_aside" else "settled"
    row.settled_how, row.answer, row.version = decision, text, row.version + 1
    row.settled_at, row.settled_by = signed.at, signed.by
    row.save()
    detail = {"problem": problem, "code": row.code, "decision": decision, "changes": len(changes)}
    record(actor=by.name, action="problem_settled", subject=f"plan:{plan}", detail={**detail, "on": on.isoformat()})
    return bool(changes)


def _answer(problem: Problem, decision: Decision, answer: str) -> str:
    if decision == "proposal":
        if not problem.proposal:
            raise NotStorableError(Problem("no_proposal", severity="error"))
        return problem.proposal
    if not answer.strip():
        raise NotStorableError(Problem("answer_required", field="answer", severity="error"))
    return answer.strip()


def _settled(stored: StoredPlan, problem: Problem, text: str) -> PlanDocument:
    key = THE_PLAN if problem.item in (None, stored.document.id) else problem.item
    assert key is not None
    if key not in flatten(stored.document) or problem.field is None:
        return stored.document
    item = item_of(stored.document, key)
    return set_fields(stored.document, key, _values(item, problem.field, text, stored.row.fiscal_year))


def _values(item: FlatItem, field: str, text: str, fiscal_year: int) -> dict[str, Any]:
    if field in TARGET_FIELDS and isinstance(item.record, Indicator):
        entry = read_target(item.record.measure, text, fiscal_year)
        if entry.target is None:
            values = {"field": "目標", "expected": "80%以上"}
            raise EditError(Problem("value_not_understood", found=text, item=item.id, field="target", values=values))
        return {"target": entry.target}
    return entered(item, field, text) if field in enterable_fields(item.level) else {}


@transaction.atomic
def reopen_problem(*, problem: int, by: Actor, on: date) -> None:
    """Ask again: the answer is forgotten, what it changed in the plan stays and can be edited."""
    plan = StoredProblem.objects.values_list("plan_id", flat=True).filter(pk=problem).first()
    if plan is None:
        raise EditError(Problem("no_such_item", found=str(problem), severity="error"))
    stored = locked(plan)
    row = next(p for p in stored.problems if p.pk == problem)
    check_can_settle_problem(by, item_standing(stored, row.item_id or THE_PLAN))
    if row.state == "open":
        return
    answer = row.answer
    row.state, row.settled_how, row.answer, row.version = "open", "", "", row.version + 1
    row.settled_at, row.settled_by = None, None
    row.save()
    detail = {"problem": problem, "code": row.code, "answer": answer, "on": on.isoformat()}
    record(actor=by.name, action="problem_reopened", subject=f"plan:{plan}", detail=detail)
