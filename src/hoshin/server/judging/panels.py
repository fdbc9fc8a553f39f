"""What judging draws into the pages of plans: the verdict panel of an indicator, and a small mark in each list."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hoshin.core.permissions import Actor
from hoshin.server.judging.queries import IndicatorVerdict, PlanVerdicts, verdicts_of
from hoshin.server.judging.queries.code_sets import PERIODS
from hoshin.server.judging.queries.marks import has_something_to_show, verdict_marks_of
from hoshin.server.plans.views.frame import address_of


def verdicts(request: HttpRequest, plan: int, indicator: str) -> SafeString:
    """The panel on an indicator's page: for each year the decided code, and for staff what is proposed."""
    viewer = _viewer(request)
    if not has_something_to_show(plan, indicator, viewer):
        return SafeString("")
    found = verdicts_of(plan, viewer)
    if indicator not in found.indicators:
        return SafeString("")
    shown = [v for year in found.years_of(indicator) for v in _of_year(found, indicator, year)]
    if not shown:
        return SafeString("")
    context = {
        "found": found,
        "verdicts": shown,
        "address": address_of(found.header),
        "of": found.indicators[indicator],
        "may_enter": found.may_enter(indicator) or found.may_decide,
    }
    return render_to_string("judging/_panel.html", context, request=request)


def _of_year(found: PlanVerdicts, indicator: str, year: int) -> list[IndicatorVerdict]:
    """What of a year is to be seen: decisions for everyone, for staff the year's end with its proposal as well."""
    every = [found.at(indicator, year, period) for period in PERIODS]
    return [v for v in every if v.is_decided or (found.sees_proposals and v.period == "year_end")]


def verdict_marks(request: HttpRequest, plan: int) -> dict[str, SafeString]:
    """A small mark for each indicator: the latest decision, or for staff what is proposed for the latest figure."""
    return {
        item: render_to_string("judging/_mark.html", {"mark": mark}, request=request)
        for item, mark in verdict_marks_of(plan, _viewer(request)).items()
    }


def _viewer(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
