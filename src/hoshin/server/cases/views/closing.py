"""The cohort's figure: the section sees today's counts and closes a period, the planner sees what was closed."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoshin.core.cases.cohort import Asked
from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.measurement.shown import shown
from hoshin.core.periods import fiscal_year_of
from hoshin.server.accounts.access import staff
from hoshin.server.cases import actions
from hoshin.server.cases.forms import PeriodForm
from hoshin.server.cases.queries.pages import CaseHead, cohort_page
from hoshin.server.cases.views.frame import frame, of_cases, today, viewer_of, words_of
from hoshin.server.evidence.queries import EvidenceError, source_page
from hoshin.server.ui.language import page_language


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_cases
def cohort(request: HttpRequest, head: CaseHead) -> HttpResponseBase:
    usual = {"first": date(fiscal_year_of(today()), 4, 1), "last": today()}
    sent = request.POST if request.method == "POST" else request.GET if "first" in request.GET else None
    form = PeriodForm(sent, initial=usual)
    if sent is None:
        given = usual
    elif form.is_valid():
        given = form.cleaned_data
    else:
        return _page(request, head, form, None, status=422)
    period = MeasuredPeriod(given["first"], given["last"], fiscal_year_of(given["last"]))
    if request.method == "POST":
        try:
            reason = form.cleaned_data["reason"]
            viewer = viewer_of(request)
            actions.close_cohort(register=head.id, period=period, by=viewer, at=timezone.now(), reason=reason)
        except EvidenceError as refused:
            return _page(request, head, form, period, problems=[words_of(p) for p in refused.problems], status=422)
        messages.success(request, _("The period was closed, and its records are frozen."))
        return redirect("cases:cohort", head.id)
    return _page(request, head, form, period)


def _page(
    request: HttpRequest,
    head: CaseHead,
    form: PeriodForm,
    period: MeasuredPeriod | None,
    *,
    problems: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    viewer, language = viewer_of(request), page_language()
    source = source_page(head.source, viewer, on=today())
    cohort = cohort_page(head.id, viewer, period, Asked()) if period and head.may_see else None
    current = [s for s in source.snapshots if s.is_current]
    closed = {(s.period.first, s.period.last) for s in current}
    given = {
        **frame(head, "cohort"),
        "form": form,
        "cohort": cohort,
        "was_closed": period is not None and (period.first, period.last) in closed,
        "closed": [(s, [(words, m, shown(m, language)) for words, m in s.measurements]) for s in current],
        "attached": [i for i in source.indicators if i.until is None],
        "problems": problems,
    }
    return render(request, "cases/cohort.html", given, status=status)
