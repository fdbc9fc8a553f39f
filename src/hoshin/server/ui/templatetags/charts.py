"""Charts in templates: accessible pictures drawn on the server, which need no script and no inline style.

`{% interval_chart found %}` shows what `evidence.queries.measurements_of` found; `{% bar_chart rows title=… %}` shows
groups (`core.charts.bars.BarRow`). Without a figure both say so in words.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import count
from typing import Any

from django import template
from django.utils.translation import gettext as _

from hoshin.core.charts.bars import BarRow
from hoshin.core.charts.intervals import PlacedPoint
from hoshin.server.ui.charts import figures

register = template.Library()


@register.inclusion_tag("ui/charts/intervals.html", takes_context=True)
def interval_chart(context: template.Context, found: Any) -> dict[str, Any]:
    """An indicator's years with intervals, target and last year's level.

    `found` has `years` (each with `measurement`, `broken`, `source_title`), `absences`, `indicator`, `header`
    and `baseline`.
    """
    by_year = found.by_year
    chosen = [by_year[year] for year in sorted(by_year)]
    drawn = figures.interval_chart(
        [year.measurement for year in chosen],
        target=found.indicator.target,
        target_words=found.indicator.target_printed,
        baseline=found.baseline.value if found.baseline else None,
        broken={year.measurement.period.fiscal_year: year.broken is not None for year in chosen},
        also=[absence.fiscal_year for absence in found.absences],
        plan_year=found.header.fiscal_year,
        source=chosen[-1].source_title if chosen else "",
        only_length=all(year.broken is None or year.broken.reasons == ("length",) for year in chosen),
    )
    return {"chart": drawn, "id": _next_id(context)}


@register.inclusion_tag("ui/charts/bars.html", takes_context=True)
def bar_chart(
    context: template.Context,
    rows: Sequence[BarRow],
    *,
    title: str = "",
    unit: str = "%",
    target: Fraction | None = None,
    source: str = "",
) -> dict[str, Any]:
    """Groups beside one another with their intervals."""
    drawn = figures.bar_chart(rows, title=title or _("By group"), unit=unit, target=target, source=source)
    return {"chart": drawn, "id": _next_id(context)}


def _next_id(context: template.Context) -> str:
    """An id that no other chart of this page has."""
    if "chart_numbers" not in context.render_context:
        context.render_context["chart_numbers"] = count(1)
    return f"chart-{next(context.render_context['chart_numbers'])}"


@register.filter
def down(value: float, by: float) -> float:
    """A place so much further down (or right)."""
    return round(value + float(by), 1)


@register.filter
def width_to(value: float, other: float) -> float:
    """The distance between two places."""
    return round(abs(other - value), 1)


@register.filter
def smaller(value: float, other: float) -> float:
    """The upper or left one of two places."""
    return min(value, other)


@register.filter
def label_x(point: PlacedPoint) -> float:
    """The middle of a point's number."""
    assert point.label is not None, "asked only where there is one"
    return round((point.label.left + point.label.right) / 2, 1)


@register.filter
def label_y(point: PlacedPoint) -> float:
    """The base line of a point's number."""
    assert point.label is not None, "asked only where there is one"
    return round(point.label.bottom - (point.label.bottom - point.label.top) * 0.22, 1)
