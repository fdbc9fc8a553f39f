"""Closing a year, and letting a series measure an indicator."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hoshin.core.measurement.shown import no_figure
from hoshin.core.permissions import Actor
from hoshin.core.series.closing import period_to_close
from hoshin.core.series.periods import year_in_words
from hoshin.core.series.permissions import check_can_change_series
from hoshin.core.series.recipe import SeriesRecipe
from hoshin.server.accounts.access import staff
from hoshin.server.evidence.queries import EvidenceError, indicators_of_plan
from hoshin.server.plans.queries.headers import plans_for
from hoshin.server.series import actions
from hoshin.server.series.forms import AttachForm, CloseForm
from hoshin.server.series.queries.pages import SeriesPage, series_page
from hoshin.server.series.queries.standing import readable_series, standing_of
from hoshin.server.series.views.frame import add_to_form, found_or_404, today, viewer_of
from hoshin.server.ui.language import page_language


def _changeable(request: HttpRequest, series: int) -> SeriesPage:
    viewer = viewer_of(request)
    check_can_change_series(viewer, standing_of(readable_series(series, viewer)))
    return series_page(series, viewer)


@staff
@found_or_404
def close(request: HttpRequest, series: int) -> HttpResponse:
    page = _changeable(request, series)
    language, kind = page_language(), page.definition.year
    closable = {
        f.year: (f, period)
        for f in reversed(page.figures)
        if (period := period_to_close(page.definition, page.observations, f.year, today()))
    }
    years = [(year, year_in_words(kind, year, language)) for year in closable]
    form = CloseForm(request.POST or None, years=years)
    if request.method == "POST" and form.is_valid():
        try:
            closed = actions.close_year(
                series=series,
                year=form.cleaned_data["year"],
                by=viewer_of(request),
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
            done = _("The year was closed. Indicators measured: %(count)d. Record: %(hash)s")
            messages.success(request, done % {"count": len(closed.measurements), "hash": closed.snapshot[:12]})
            return redirect("series:page", series)
        except (actions.SeriesError, EvidenceError) as refused:
            add_to_form(form, refused.problems)
    rows: list[dict[str, Any]] = [
        {
            "name": year_in_words(kind, year, language),
            "figure": figure,
            "period": period,
            "why": no_figure(figure.reading, language),
        }
        for year, (figure, period) in closable.items()
    ]
    shown = {"form": form, "page": page, "rows": rows, "section": "evidence"}
    return render(request, "series/close.html", shown, status=422 if form.errors else 200)


@staff
@found_or_404
def attach(request: HttpRequest, series: int) -> HttpResponse:
    page = _changeable(request, series)
    areas = [(area, area) for area in page.areas if area]
    form = AttachForm(request.POST or None, indicators=_choices(page, viewer_of(request)), areas=areas)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        plan, _sep, indicator = given["indicator"].partition("/")
        recipe = SeriesRecipe(page.definition.year, given["takes"], tuple(given.get("areas") or ()))
        try:
            actions.attach_series(
                series=series,
                plan=int(plan),
                indicator=indicator,
                recipe=recipe,
                by=viewer_of(request),
                on=today(),
                override_reason=given["override_reason"],
            )
            messages.success(request, _("The series measures the indicator from now on."))
            return redirect("series:page", series)
        except (actions.SeriesError, EvidenceError) as refused:
            add_to_form(form, refused.problems)
    shown = {"form": form, "page": page, "section": "evidence"}
    return render(request, "series/attach.html", shown, status=422 if form.errors else 200)


def _choices(page: SeriesPage, viewer: Actor) -> list[Any]:
    """The indicators of the organisation's plans, those that speak of what the series counts first."""
    groups: list[Any] = []
    for header in plans_for(viewer):
        if header.organisation.id != page.organisation:
            continue
        found = indicators_of_plan(header.id, viewer).indicators
        fitting = sorted(found, key=lambda i: i.population != page.definition.population)
        words = [
            (f"{header.id}/{i.item}", f"{i.owner_code} {i.label} {i.measure}：{i.target_printed}") for i in fitting
        ]
        groups.append((f"{header.fiscal_year} {header.title or ''}", [(k, " ".join(w.split())) for k, w in words]))
    return groups
