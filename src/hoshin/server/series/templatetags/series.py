"""How figures of series are worded in templates. Nothing here decides anything."""

from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hoshin.core.measurement.record import Known
from hoshin.core.measurement.shown import no_figure
from hoshin.core.series.aggregation import YearFigure
from hoshin.core.values import in_figures
from hoshin.server.ui.language import page_language

register = template.Library()

ABSENCES = {
    "unknown": _("Unknown (…)"),
    "withheld": _("Withheld (x)"),
    "not_obtained": _("Not obtained (***)"),
    "not_applicable": _("Not applicable (-)"),
}
WAYS = {
    "pasted": _("Pasted table"),
    "entered": _("Entered figure"),
    "file": _("File"),
    "crime": _("Crime file"),
    "recorded": _("Recorded directly"),
}
STATES = {
    "waiting": ("caution", _("Waits for your yes")),
    "stored": ("good", _("Taken in")),
    "taken_back": ("", _("Taken back")),
}
KINDS = {
    "new": _("New"),
    "revised": _("Revised"),
    "confirmed": _("Now final"),
    "older": _("Published before"),
    "same": _("Same"),
}


@register.filter
def figures(value: Any) -> str:
    """A number as people print it."""
    return in_figures(Decimal(str(value or 0)))


@register.simple_tag
def year_figure(figure: YearFigure, unit: str) -> str:
    """A year's figure with its unit, or why there is none; a sum that lacks months says how many are there."""
    language = page_language()
    if isinstance(figure.reading, Known) and isinstance(figure.reading.value, Decimal):
        return _with_unit(in_figures(figure.reading.value), unit, language)
    if figure.is_partial and figure.so_far is not None:
        so_far = _with_unit(in_figures(figure.so_far), unit, language)
        if language == "ja":
            return f"{so_far}（{figure.months_expected}か月のうち{figure.months}か月分）"
        return f"{so_far} ({figure.months} of {figure.months_expected} months)"
    return no_figure(figure.reading, language)


def _with_unit(number: str, unit: str, language: str) -> str:
    return f"{number}{unit}" if language == "ja" or unit in ("%", "％") else f"{number} {unit}"


@register.simple_tag
def absence(sign: str) -> str:
    """Why there is no figure, with the sign that was printed."""
    return str(ABSENCES.get(sign, sign))


@register.simple_tag
def batch_way(way: str) -> str:
    return str(WAYS.get(way, way))


@register.simple_tag
def change_kind(kind: str) -> str:
    return str(KINDS.get(kind, kind))


@register.simple_tag
def batch_state(state: str) -> SafeString:
    """An import's state as word and shape."""
    status, word = STATES[state]
    return format_html('<span class="status" data-status="{}">{}</span>', status, word)


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether the field is a group of radio buttons or boxes, which needs a legend."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the field is one box with its label behind it."""
    return isinstance(field.field.widget, CheckboxInput)
