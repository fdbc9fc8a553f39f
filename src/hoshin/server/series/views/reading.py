"""The list of series and one series's page."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hoshin.core.measurement.baseline import baseline_value
from hoshin.core.measurement.failure import NotMeasurableError
from hoshin.core.measurement.record import MeasuredPeriod, Measurement
from hoshin.core.measurement.shown import shown
from hoshin.core.permissions import Actor, holds
from hoshin.core.plan.document import Target
from hoshin.core.series.definition import definition_to_json
from hoshin.core.series.measuring import measured_period, value
from hoshin.core.series.observation import observation_to_row
from hoshin.core.series.periods import year_in_words
from hoshin.server.accounts.access import staff
from hoshin.server.accounts.queries import organisations
from hoshin.server.evidence.queries import indicators_of_plan, source_page
from hoshin.server.series.forms import AGGREGATIONS, CYCLES, MONTHS_MAKE
from hoshin.server.series.queries.pages import SeriesPage, series_for, series_page
from hoshin.server.series.views.frame import found_or_404, today, viewer_of
from hoshin.server.ui.language import page_language


@staff
def index(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    language = page_language()
    names = {o.id: o.name(language) for o in organisations()}
    entries = [
        {
            "entry": entry,
            "organisation": names.get(entry.organisation, ""),
            "cycle": dict(CYCLES)[entry.definition.cycle],
            "year": year_in_words(entry.figure.kind, entry.figure.year, language) if entry.figure else "",
        }
        for entry in series_for(viewer)
    ]
    return render(
        request, "series/index.html", {"entries": entries, "may_define": bool(homes_of(viewer)), "section": "evidence"}
    )


def homes_of(viewer: Actor) -> list[int]:
    """The organisations in which the viewer may define series."""
    mine = dict.fromkeys(p.organisation for p in viewer.posts)
    return [o for o in mine if holds(viewer, o, "planner", "section_staff")]


@staff
@found_or_404
def page(request: HttpRequest, series: int) -> HttpResponse:
    found = series_page(series, viewer_of(request), request.GET.get("area"))
    language = page_language()
    context = {
        "page": found,
        "definition": found.definition,
        "cycle": dict(CYCLES)[found.definition.cycle],
        "aggregation": dict(AGGREGATIONS)[found.definition.aggregation],
        "months_make": dict(MONTHS_MAKE)[found.definition.months_make],
        "heads": _heads(found, language),
        "rows": [(_row_name(found, row, language), row) for row in found.rows],
        "published": _published(found),
        "indicators": _indicators(found, viewer_of(request), today(), language),
        "section": "evidence",
    }
    return render(request, "series/page.html", context)


def _heads(found: SeriesPage, language: str) -> list[str]:
    if found.definition.cycle != "month":
        return [year_in_words(found.definition.year, year, language) for year in found.years]
    first = 1 if found.definition.year == "calendar" else 4
    months = [(first + n - 1) % 12 + 1 for n in range(12)]
    return [f"{m}月" if language == "ja" else date(2000, m, 1).strftime("%b") for m in months]


def _published(found: SeriesPage) -> list[date | None]:
    """The last publication of each shown year; a table of months shows it in its cells' history."""
    if found.definition.cycle == "month":
        return []
    columns = zip(*(row.cells for row in found.rows), strict=True)
    return [max((c.published_on for c in column if c.published_on), default=None) for column in columns]


def _row_name(found: SeriesPage, row: Any, language: str) -> str:
    if row.year is not None:
        return (
            f"{row.year}{'年' if found.definition.year == 'calendar' else '年度'}"
            if language == "ja"
            else str(row.year)
        )
    return row.name or found.definition.whole or ("全体" if language == "ja" else "Whole")


def _indicators(found: SeriesPage, viewer: Actor, on: date, language: str) -> list[dict[str, Any]]:
    """What the series measures, with the number that a target leaning on last year becomes."""
    listed = []
    plans: dict[int, Any] = {}
    for attached in source_page(found.source, viewer, on=on).indicators:
        if attached.plan.id not in plans:
            plans[attached.plan.id] = indicators_of_plan(attached.plan.id, viewer)
        plan = plans[attached.plan.id]
        indicator = plan.find(attached.item)
        if indicator is None or attached.until is not None:
            continue
        year = plan.header.fiscal_year
        measured = [m for y in (year - 1, year) if (m := _measured(found, attached.recipe, y))]
        listed.append(
            {
                "plan": plan.header,
                "indicator": indicator,
                "figures": [(year_in_words(found.definition.year, m.period.first.year, language), shown(m, language), m)
                            for m in measured],
                "baseline": _baseline(indicator.target, measured, year, language),
            }
        )  # fmt: skip
    return listed


def _measured(found: SeriesPage, recipe: Any, fiscal_year: int) -> Measurement | None:
    """The figure of a plan's year as it would be measured today, whether it is closed or not."""
    rows = [observation_to_row(o) for o in found.observations]
    kind, year = found.definition.year, fiscal_year - found.definition.lag
    period: MeasuredPeriod = measured_period(kind, year, fiscal_year=fiscal_year)
    try:
        return value(rows, recipe, definition_to_json(found.definition), period)
    except NotMeasurableError:
        return None


def _baseline(target: Target | None, measured: list[Measurement], fiscal_year: int, language: str) -> str:
    if target is None or target.baseline is None:
        return ""
    known = baseline_value(target, measured, fiscal_year)
    return known.in_words(language) if known else ""
