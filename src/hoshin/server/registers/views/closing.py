"""Closing a period: first what will be counted, what will be frozen and what stays, then the closing itself."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.measurement.shown import shown
from hoshin.core.periods import fiscal_year_of
from hoshin.core.registers.permissions import check_can_close_register
from hoshin.server.accounts.access import staff
from hoshin.server.evidence.queries import EvidenceError
from hoshin.server.registers import actions
from hoshin.server.registers.forms import CloseForm
from hoshin.server.registers.queries.closing import closing_page
from hoshin.server.registers.queries.pages import RegisterHead, standing_in
from hoshin.server.registers.views.frame import frame, of_a_register, today, viewer_of, words_of
from hoshin.server.ui.language import page_language


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_a_register
def close(request: HttpRequest, head: RegisterHead) -> HttpResponseBase:
    viewer, day = viewer_of(request), today()
    check_can_close_register(viewer, standing_in(head))
    sent = request.POST if request.method == "POST" else request.GET if "first" in request.GET else None
    form = CloseForm(sent or None, initial=_usual(day))
    if sent is None:
        first, last = _usual(day)["first"], _usual(day)["last"]
    elif form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    else:
        return _page(request, head, form, None, status=422)
    period = MeasuredPeriod(first, last, fiscal_year_of(last))
    if request.method == "POST" and request.POST.get("step") == "close":
        try:
            actions.close_register_period(
                register=head.id, period=period, by=viewer, at=timezone.now(), reason=form.cleaned_data["reason"]
            )
        except EvidenceError as refused:
            return _page(request, head, form, period, problems=[words_of(p) for p in refused.problems], status=422)
        messages.success(request, _("The period was closed, and its records are frozen."))
        return redirect("evidence:source", head.source)
    return _page(request, head, form, period)


def _usual(day: date) -> dict[str, date]:
    """This fiscal year to date, which is what a running year is closed for."""
    return {"first": date(fiscal_year_of(day), 4, 1), "last": day}


def _page(
    request: HttpRequest,
    head: RegisterHead,
    form: CloseForm,
    period: MeasuredPeriod | None,
    *,
    problems: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    language = page_language()
    page = closing_page(head.id, viewer_of(request), period) if period else None
    figures = [(f, shown(f.measurement, language) if f.measurement else None) for f in page.figures] if page else []
    given = {
        **frame(head, "close"),
        "form": form,
        "page": page,
        "figures": [(f, s, [words_of(p) for p in f.problems]) for f, s in figures],
        "problems": problems,
    }
    return render(request, "registers/close.html", given, status=status)
