"""One indicator's verdict in one year: what is proposed and why, the section's part, and the decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hoshin.core.judging.permissions import check_can_see_proposals
from hoshin.core.problems.record import Problem
from hoshin.server.accounts.access import staff
from hoshin.server.judging import actions
from hoshin.server.judging.errors import JudgingError
from hoshin.server.judging.forms import JudgementForm
from hoshin.server.judging.queries import IndicatorVerdict, PlanVerdicts, WrittenDecision, verdicts_of
from hoshin.server.judging.views.frame import add_problems, hides_what_is_not_yours, period_named
from hoshin.server.plans.queries.headers import powers_over
from hoshin.server.plans.views.frame import address_of, frame, of_a_plan, viewer_of


@staff
@of_a_plan
@hides_what_is_not_yours
def decide(request: HttpRequest, plan: int, year: int, period: str, item: str) -> HttpResponse:
    viewer, when = viewer_of(request), period_named(period)
    found = verdicts_of(plan, viewer)
    check_can_see_proposals(viewer, found.standing)
    if item not in found.indicators or year not in found.years_of(item):
        raise Http404(item)
    verdict = found.at(item, year, when)
    form = _form(request, found, verdict)
    conflict: WrittenDecision | None = None
    if request.method == "POST" and form.is_valid():
        try:
            _store(plan, verdict, form, viewer)
        except JudgingError as refused:
            add_problems(form, refused.problems)
        except actions.JudgementChangedError as changed:
            conflict = changed.theirs
            form.data = {**form.data.dict(), "version": str(conflict.version)}  # type: ignore[attr-defined,assignment]
        else:
            messages.success(request, _("It is stored."))
            return redirect(request.path)
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "judging/decide.html", _shown(found, verdict, form, conflict), status=status)


def _form(request: HttpRequest, found: PlanVerdicts, verdict: IndicatorVerdict) -> JudgementForm:
    written, code_set = verdict.written, verdict.assessment.code_set
    told = {True: "yes", False: "no", None: ""}[written.entry.done_as_planned]
    initial = {
        "version": written.version,
        "expected": "" if written.expected is None else f"{written.expected:f}",
        "done_as_planned": told,
        "challenges": written.entry.challenges,
        "improvements": written.entry.improvements,
        "code": written.code or verdict.assessment.verdict.code or "",
        "reason": written.reason,
    }
    return JudgementForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        may_enter=found.may_enter(verdict.of.indicator.id),
        may_decide=found.may_decide,
        asks_how_it_went=bool(code_set and code_set.asks_how_it_went),
        is_mid_year=verdict.period == "mid_year",
        codes=code_set.rules if code_set else (),
    )


def _store(plan: int, verdict: IndicatorVerdict, form: JudgementForm, viewer: Any) -> None:
    """Both parts in one action when there is a code, else the section's part alone."""
    given = form.cleaned_data
    may_enter = "challenges" in form.fields
    which = {
        "plan": plan,
        "indicator": verdict.of.indicator.id,
        "fiscal_year": verdict.fiscal_year,
        "period": verdict.period,
        "version": given["version"],
        "by": viewer,
        "at": timezone.now(),
    }
    entry = form.entry() if may_enter else None
    if "decide" in form.data and "code" in form.fields:
        if not given["code"]:
            form.add_error("code", _("Choose a code."))
            raise JudgingError
        actions.decide_verdict(
            code=given["code"], reason=given["reason"], entry=entry, expected=given.get("expected"), **which
        )
    elif entry is not None:
        actions.write_judgement(entry=entry, expected=given.get("expected"), **which)
    else:
        raise JudgingError(Problem("code_not_in_set", found="—", field="code", severity="error"))


def _shown(
    found: PlanVerdicts, verdict: IndicatorVerdict, form: JudgementForm, conflict: WrittenDecision | None
) -> dict[str, Any]:
    stored = found.stored
    levels = {label.level: label.label for label in stored.document.levels}
    return {
        **frame(found.header, powers_over(stored.row, found.viewer), levels),
        "address": address_of(found.header),
        "verdict": verdict,
        "found": found,
        "form": form,
        "may_write": len(form.fields) > 1,
        "conflict": conflict,
        "note": verdict.of.notes.get(verdict.fiscal_year, ""),
    }
