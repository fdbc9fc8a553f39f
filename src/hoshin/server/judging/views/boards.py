"""The board of a plan: every indicator of a year with its verdict, what is missing, and the roll-up."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hoshin.core.judging.verdict import JudgingPeriod
from hoshin.server.accounts.access import staff
from hoshin.server.judging.queries import board_of
from hoshin.server.judging.queries.boards import SHOWN, Show
from hoshin.server.judging.views.frame import hides_what_is_not_yours, period_named
from hoshin.server.plans.queries.headers import header_of, powers_over
from hoshin.server.plans.views.frame import frame, of_a_plan, viewer_of

FILTERS: dict[Show, Any] = {
    "all": _("All indicators"),
    "missing": _("Something is missing"),
    "open": _("Not decided yet"),
    "fired": _("Withdrawal criterion met"),
}


@staff
@of_a_plan
@hides_what_is_not_yours
def board(request: HttpRequest, plan: int) -> HttpResponse:
    viewer = viewer_of(request)
    typed, period_typed = request.GET.get("year", ""), request.GET.get("period", "")
    is_year = typed.isascii() and typed.isdigit() and len(typed) == 4
    fiscal_year = int(typed) if is_year else header_of(plan, viewer).fiscal_year
    period = period_named(period_typed) if period_typed else usual_period(fiscal_year, timezone.localdate())
    found = board_of(plan, viewer, fiscal_year, period)
    show: Show = next((name for name in SHOWN if name == request.GET.get("show")), "all")
    stored = found.verdicts.stored
    levels = {label.level: label.label for label in stored.document.levels}
    shown = {
        **frame(found.verdicts.header, powers_over(stored.row, viewer), levels),
        "board": found,
        "rows": found.shown(show),
        "show": show,
        "filters": FILTERS.items(),
        "periods": ("year_end", "mid_year"),
        "years": sorted({*found.verdicts.years, fiscal_year}, reverse=True),
    }
    return render(request, "judging/board.html", shown)


def usual_period(fiscal_year: int, on: date) -> JudgingPeriod:
    """Until a fiscal year is over its mid-year review is at hand."""
    return "mid_year" if on <= date(fiscal_year + 1, 3, 31) else "year_end"
