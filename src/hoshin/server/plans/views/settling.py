"""The list of what could not be read with certainty, and settling it in place."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hoshin.core.plan.edit import EditError
from hoshin.core.problems.record import Problem
from hoshin.server.accounts.access import public, staff
from hoshin.server.plans import actions
from hoshin.server.plans.actions.settling import ProblemSettledError
from hoshin.server.plans.queries import pages
from hoshin.server.plans.queries.importing import NotStorableError
from hoshin.server.plans.queries.problems import ProblemView
from hoshin.server.plans.queries.problems import problems as problems_of
from hoshin.server.plans.views.desk import reason_of, today
from hoshin.server.plans.views.frame import address_of, frame, of_a_plan, viewer_of
from hoshin.server.ui.language import page_language

STATES = [
    ("open", gettext_lazy("Waiting for an answer")),
    ("settled", gettext_lazy("Settled")),
    ("set_aside", gettext_lazy("Left as it is")),
    ("all", gettext_lazy("All")),
]
ON_A_PAGE = 30
URGENCY = ("error", "question", "note")
"""What was not taken in comes first, what is merely worth knowing last."""


@public
@of_a_plan
def problems(request: HttpRequest, plan: int) -> HttpResponse:
    state = request.GET.get("state", "open")
    return _page(request, plan, state if state in dict(STATES) else "open")


def _page(request: HttpRequest, plan: int, state: str, **more: Any) -> HttpResponse:
    viewer, language = viewer_of(request), page_language()
    tree = pages.plan_tree(plan, viewer, language)
    found = problems_of(plan, viewer, state=None if state == "all" else state, language=language)
    page = Paginator(sorted(found, key=lambda p: URGENCY.index(p.severity)), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = {
        **frame(tree.header, tree.powers, tree.levels),
        "problems": page.object_list,
        "page": page,
        "found": len(found),
        "state": state,
        "states": STATES,
        "reason": reason_of(request, plan),
        **more,
    }
    return render(request, "plans/problems.html", shown, status=422 if more.get("refused") else 200)


@staff
@require_POST
@of_a_plan
def settle(request: HttpRequest, plan: int, problem: int) -> HttpResponse:
    """Take an answer; then show the problem as it stands now."""
    viewer = viewer_of(request)
    _known(plan, problem, request)
    refusals: tuple[Problem, ...] = ()
    taken = None
    decision: Any = request.POST.get("decision")
    version = request.POST.get("version", "")
    try:
        actions.settle_problem(
            problem=problem,
            decision=decision if decision in ("proposal", "own_value", "set_aside") else "own_value",
            answer=request.POST.get("answer", ""),
            version=int(version) if version.isascii() and version.isdigit() else 0,
            by=viewer,
            on=today(),
            reason=request.POST.get("reason", "") or reason_of(request, plan),
        )
    except NotStorableError as error:
        refusals = error.problems
    except EditError as error:
        refusals = (error.problem,)
    except ProblemSettledError as settled:
        taken = settled.settled_by or "—"
    return _answer(request, plan, problem, refusals, taken)


@staff
@require_POST
@of_a_plan
def reopen(request: HttpRequest, plan: int, problem: int) -> HttpResponse:
    """Ask again; then show the problem as it stands now."""
    _known(plan, problem, request)
    actions.reopen_problem(problem=problem, by=viewer_of(request), on=today())
    if request.htmx:  # type: ignore[attr-defined]
        return _answer(request, plan, problem, (), None)
    messages.success(request, _("The entry waits for an answer again."))
    tree = pages.plan_tree(plan, viewer_of(request))
    return redirect(f"{reverse('plans:problems', args=[address_of(tree.header)])}#problem-{problem}")


def _known(plan: int, problem: int, request: HttpRequest) -> ProblemView:
    found = problems_of(plan, viewer_of(request), language=page_language())
    entry = next((p for p in found if p.id == problem), None)
    if entry is None:
        raise Http404(str(problem))
    return entry


def _answer(
    request: HttpRequest, plan: int, problem: int, refusals: tuple[Problem, ...], taken: str | None
) -> HttpResponse:
    typed = {"answer": request.POST.get("answer", ""), "reason": request.POST.get("reason", "")} if refusals else {}
    if request.htmx:  # type: ignore[attr-defined]
        tree = pages.plan_tree(plan, viewer_of(request), page_language())
        shown = {
            **frame(tree.header, tree.powers, tree.levels),
            "entry": _known(plan, problem, request),
            "refusals": refusals,
            "taken": taken,
            "typed": typed,
            "reason": reason_of(request, plan),
        }
        return render(request, "plans/_problem.html", shown)
    if refusals:
        entry = _known(plan, problem, request)
        return _page(request, plan, entry.state, refused=problem, refusals_of=refusals, typed=typed)
    if taken is None:
        messages.success(request, _("The answer was taken."))
    else:
        messages.warning(request, _("%(who)s has answered this in the meantime.") % {"who": taken})
    tree = pages.plan_tree(plan, viewer_of(request))
    return redirect("plans:problems", address_of(tree.header))
