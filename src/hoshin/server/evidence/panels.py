"""What evidence draws into the pages of plans: the figures of an indicator, and a short one in each list."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from hoshin.core.permissions import Actor
from hoshin.server.evidence.queries import latest_figures, measurements_of
from hoshin.server.plans.views.frame import address_of
from hoshin.server.ui.language import page_language


def measurements(request: HttpRequest, plan: int, indicator: str) -> SafeString:
    """The panel on an indicator's page: each year's figure with base, n, interval, method, freshness and cuts."""
    found = measurements_of(plan, indicator, _viewer(request), on=timezone.localdate())
    if found is None:
        return SafeString("")
    shown = {
        "found": found,
        "address": address_of(found.header),
        "baseline_words": found.baseline.in_words(page_language()) if found.baseline else "",
    }
    return render_to_string("evidence/_measurements.html", shown, request=request)


def latest_figures_of(request: HttpRequest, plan: int) -> dict[str, SafeString]:
    """A short figure for each indicator that has one."""
    figures = latest_figures(plan, _viewer(request), on=timezone.localdate())
    return {
        item: render_to_string("evidence/_latest.html", {"figure": figure}, request=request)
        for item, figure in figures.items()
    }


def _viewer(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
