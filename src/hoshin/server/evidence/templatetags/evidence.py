"""Measurements in words, for templates. The words and every rule come from the core."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format

from hoshin.core.measurement import shown, years
from hoshin.core.measurement.comparability import Break
from hoshin.core.measurement.flags import FLAG_NAMES, flag_in_words
from hoshin.core.measurement.population import asked_in_words, counted_in_words, population_name
from hoshin.core.measurement.recipe_words import recipe_in_words
from hoshin.core.measurement.record import Known, MeasuredPeriod, Measurement, Withheld
from hoshin.server.ui.language import page_language

register = template.Library()


@register.filter
def value(measurement: Measurement) -> str:
    """「60.3%」, or why there is none."""
    return shown.shown(measurement, page_language()).value


@register.filter
def year_name(period: MeasuredPeriod) -> str:
    """「2025年度（令和7年度）」, or the calendar year where the figure is of one."""
    return years.year_in_words(period, page_language())


@register.filter
def short_year(period: MeasuredPeriod) -> str:
    """「2025年度」 or 「2025年」."""
    return years.year_in_short(period, page_language())


@register.filter
def until(measurement: Measurement) -> str:
    """「10月末まで」 for a count of a part of a year; nothing for a whole one."""
    return years.until_in_words(measurement, page_language())


@register.filter
def asked(measurement: Measurement) -> str:
    """「17団体に聞き、16団体が回答」; nothing where nobody was asked, or where the figure itself is withheld."""
    if isinstance(measurement.reading, Withheld):
        return ""
    return asked_in_words(
        measurement.n_asked,
        measurement.n_answered,
        measurement.population,
        page_language(),
        population_words=measurement.population_words,
    )


@register.filter
def counted(number: int, measurement: Measurement) -> str:
    """A number of whoever was asked, with its counter: 「17団体」."""
    words = measurement.population_words
    return counted_in_words(number, measurement.population, page_language(), population_words=words)


@register.filter
def is_plain(measurement: Measurement) -> bool:
    """Whether the figure is its counts, one by the other: of an estimate with weights the counts would not give it."""
    return measurement.kind != "survey" or "speaks_of_residents" not in measurement.notes


@register.filter
def part_words(name: str) -> str:
    return shown.said(shown.PART_NAMES, name, page_language())


@register.filter
def not_recorded(kind: str) -> str:
    """Why a closed year has no figure of this indicator."""
    return shown.said(shown.NOT_RECORDED, kind, page_language())


@register.filter
def interval(measurement: Measurement) -> str:
    """「95%信頼区間 56.1〜64.4%」 without brackets, for a column."""
    return shown.shown(measurement, page_language()).interval.strip(" ()（）")


@register.filter
def bounds(measurement: Measurement) -> str:
    """「56.1〜64.4%」, for a column that is headed as the interval."""
    return shown.bounds_in_words(measurement, page_language())


@register.filter
def with_interval(measurement: Measurement) -> str:
    """「60.3%（95%信頼区間 56.1〜64.4%）」."""
    return str(shown.shown(measurement, page_language()))


@register.filter
def is_known(measurement: Measurement) -> bool:
    return isinstance(measurement.reading, Known)


@register.filter
def is_withheld(measurement: Measurement) -> bool:
    return isinstance(measurement.reading, Withheld)


@register.filter
def base(measurement: Measurement) -> str:
    """「263世帯のうち221世帯（支援が要ると分かった家庭）」; nothing where the figure itself is withheld."""
    return "" if isinstance(measurement.reading, Withheld) else shown.base_in_words(measurement, page_language())


@register.filter
def counts(measurement: Measurement) -> str:
    """「263世帯のうち221世帯」."""
    return "" if isinstance(measurement.reading, Withheld) else shown.counts_in_words(measurement, page_language())


@register.filter
def in_unit(number: float | None, measurement: Measurement) -> str:
    """A bound or a margin in the measurement's unit."""
    return "" if number is None else shown.value_in_words(number, measurement.unit, page_language())


@register.filter
def as_width(number: float | None, measurement: Measurement) -> str:
    """A margin or an error: points of a share, else the measurement's unit."""
    return "" if number is None else shown.width_in_words(number, measurement.unit, page_language())


@register.filter
def figures(number: float | None) -> str:
    """A plain number with two decimals."""
    return "" if number is None else shown.value_in_figures(number)


@register.filter
def method_words(measurement: Measurement) -> str:
    return shown.method_in_words(measurement.method, page_language())


@register.filter
def interval_method(name: str) -> str:
    return shown.said(shown.INTERVAL_METHODS, name, page_language())


@register.filter
def flag_name(flag: str) -> str:
    return shown.said(_texts(FLAG_NAMES), flag, page_language())


@register.filter
def flags_in_words(measurement: Measurement) -> tuple[tuple[str, str], ...]:
    """Each flag's name and what it means for this figure."""
    return tuple(flag_in_words(flag, measurement, page_language()) for flag in measurement.flags)


@register.filter
def note_words(note: str) -> str:
    return shown.said(shown.NOTES, note, page_language())


@register.filter
def reason_words(reason: str) -> str:
    return shown.said(shown.MISSING_REASONS, reason, page_language())


@register.filter
def population_words(population: Any) -> str:
    return population_name(population, page_language())


@register.filter
def break_words(broken: Break) -> str:
    return broken.in_words(page_language())


@register.filter
def recipe_words(recipe: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Each part of a recipe as a term and its words."""
    return recipe_in_words(recipe, page_language())


@register.filter
def until_day(first: date, last: date) -> str:
    """「2025年4月1日〜2026年3月31日」."""
    return shown.period_in_words(first, last, page_language())


@register.filter
def day(on: date) -> str:
    return date_format(on, "DATE_FORMAT")


@register.filter
def short(name: str) -> str:
    """A hash as people compare it: its first twelve figures."""
    return name[:12]


def _texts(table: Mapping[Any, shown.Words]) -> Mapping[str, shown.Words]:
    return {str(key): words for key, words in table.items()}
