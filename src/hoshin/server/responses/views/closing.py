"""Closing a survey's period: what will be frozen, what stands in the way, and a correction with its reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hoshin.core.permissions import RefusedError
from hoshin.core.problems.record import Problem
from hoshin.core.survey.results import small_groups
from hoshin.server.responses.actions.closing import SurveyNotClosedError, close_survey_period
from hoshin.server.responses.queries.closing import closing_page
from hoshin.server.responses.queries.results import SurveyResults
from hoshin.server.responses.views.frame import of_a_survey, viewer_of
from hoshin.server.responses.views.results import facts_of


@of_a_survey
def closing(request: HttpRequest, survey: int) -> HttpResponse:
    viewer, today = viewer_of(request), timezone.localdate()
    refused: tuple[Problem, ...] = ()
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST":
        try:
            closed = close_survey_period(survey=survey, by=viewer, on=today, at=timezone.now(), reason=reason)
        except SurveyNotClosedError as found:
            refused = found.problems
        except RefusedError as found:
            refused = (found.problem,)
        else:
            many = len(closed.measurements)
            messages.success(request, _("The answers are frozen. Figures made: %(many)s") % {"many": many})
            return redirect("responses:results", survey)
    page = closing_page(survey, viewer, today)
    listed = {p.code for p in refused}
    shown = {
        "page": page,
        "header": page.header,
        "powers": page.powers,
        "returns": page.returns,
        "results": page.results,
        "refused": refused,
        "problems": [p for p in page.problems if p.code not in listed],
        "reason": reason,
        "thin": _thin(page.results),
        "section": "evidence",
        **facts_of(page.results),
    }
    return render(request, "responses/staff/closing.html", shown, status=422 if refused else 200)


def _thin(results: SurveyResults | None) -> list[tuple[str, str]]:
    """Classes of which most is withheld, to be joined with a neighbour."""
    return [] if results is None else [(a.words, row.words) for a, row in small_groups(results.questions)]
