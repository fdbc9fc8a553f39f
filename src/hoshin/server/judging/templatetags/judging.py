"""Verdicts in words, for templates. The words and every rule come from the core."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hoshin.core.judging.code_sets import CodeRule, CodeSet
from hoshin.core.judging.figures import Figure, in_words
from hoshin.core.judging.words import (
    LEVEL_NAMES,
    MISSING_NAMES,
    PERIOD_NAMES,
    RETREAT_NAMES,
    SUPPORT_NAMES,
    SUPPORT_SHAPES,
    Words,
)
from hoshin.core.measurement.shown import MISSING_REASONS, WITHHELD_RULES, said, shown, value_in_figures
from hoshin.server.ui.language import page_language
from hoshin.server.ui.templatetags.hoshin import icon

register = template.Library()


def _said(table: Any, key: str) -> str:
    words: Words | None = table.get(key)
    return key if words is None else words[0 if page_language() == "ja" else 1]


@register.simple_tag
def support_status(supports: Any) -> SafeString:
    """What the evidence supports: word, shape and colour together."""
    status, shape = SUPPORT_SHAPES[supports]
    return format_html('<span class="status" data-status="{}">{}{}</span>', status, icon(shape), support_name(supports))


@register.filter
def support_name(supports: str) -> str:
    return _said(SUPPORT_NAMES, supports)


@register.filter
def retreat_name(retreat: str) -> str:
    return _said(RETREAT_NAMES, retreat)


@register.filter
def judged_level_name(level: str) -> str:
    return _said(LEVEL_NAMES, level)


@register.filter
def period_name(period: str) -> str:
    return _said(PERIOD_NAMES, period)


@register.filter
def missing_name(key: str) -> str:
    return _said(MISSING_NAMES, key)


@register.filter
def legend(rule: CodeRule) -> str:
    return rule.legend_ja if page_language() == "ja" else rule.legend_en or rule.legend_ja


@register.filter
def set_title(code_set: CodeSet) -> str:
    return code_set.title_ja if page_language() == "ja" else code_set.title_en or code_set.title_ja


@register.filter
def in_language(reason: Any) -> str:
    """A sentence that is kept in both languages."""
    return str(getattr(reason, page_language()))


@register.filter
def decided_sentence(written: Any) -> str:
    """The sentence that stood beside the proposal when it was decided."""
    return str(getattr(written, f"sentence_{page_language()}"))


@register.filter
def in_percent(ratio: Decimal | Fraction | None) -> str:
    """A ratio as a percentage with one decimal; nothing where it does not exist."""
    return "" if ratio is None else f"{value_in_figures(Fraction(ratio), '%')}%"


@register.filter
def figure_words(figure: Figure | None) -> str:
    return "" if figure is None else in_words(figure.value, figure.unit)


@register.filter
def expectation(forecast: Any) -> str:
    return str(forecast.in_words(page_language()))


@register.filter
def judged_value(measurement: Any) -> str:
    """The figure of the year, with its interval, or why there is none."""
    return str(shown(measurement, page_language()))


@register.filter
def why_missing(reason: str) -> str:
    return said({**MISSING_REASONS, **WITHHELD_RULES}, reason, page_language())


@register.filter
def rule_facts(rule: CodeRule) -> Any:
    """The facts that lead to a code, those that matter."""
    return [
        (name, getattr(rule, name))
        for name in ("reached", "done_as_planned", "retreat_fired")
        if getattr(rule, name) is not None
    ]


@register.filter
def support_counts(counted: Any) -> list[tuple[str, int]]:
    """Each kind of support with its count, those that occur."""
    return [(name, count) for name, count in counted.by_support.items() if count]
