"""Formatting for templates. Nothing here decides anything: rules are asked of the core before a page is drawn."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoshin.core.change_wording import FIELD_NAMES, KIND_NAMES, LEVEL_NAMES, name_in
from hoshin.core.periods import era_year, fiscal_year_in_words
from hoshin.core.plan.document import Indicator, Review, Target
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source, place_in_words
from hoshin.server.ui.icons import ICONS, SOLID
from hoshin.server.ui.language import page_language

register = template.Library()

BULLETS = "・●○◆◇■□▲△▼▽★☆※-－–•◎"
HANGING = mark_safe(' class="hanging"')
DIRECTIONS = {
    ">=": gettext_lazy("At least"),
    ">": gettext_lazy("More than"),
    "<=": gettext_lazy("At most"),
    "<": gettext_lazy("Less than"),
    "=": gettext_lazy("Exactly"),
    "between": gettext_lazy("Between two values"),
    "increase": gettext_lazy("Increase"),
    "decrease": gettext_lazy("Decrease"),
    "maintain": gettext_lazy("Keep the level"),
    "qualitative": gettext_lazy("Described in words, not as a number"),
}
BASELINES = {
    "previous_fiscal_year": gettext_lazy("The fiscal year before"),
    "previous_calendar_year": gettext_lazy("The calendar year before"),
    "national_average": gettext_lazy("The national average"),
    "city_average": gettext_lazy("The city average"),
}
HEADINGS = {
    "actions_taken": gettext_lazy("What was done"),
    "challenges": gettext_lazy("Challenges"),
    "improvements": gettext_lazy("Improvements"),
    "effectiveness": gettext_lazy("Effect of the strategy"),
    "assessment": gettext_lazy("Assessment"),
    "policy": gettext_lazy("Policy from now on"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing hidden from assistive technology, since a word stands beside it."""
    kind = "icon solid" if name in SOLID else "icon"
    return mark_safe(  # noqa: S308 - both parts come from this package
        f'<svg class="{kind}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{ICONS[name]}</svg>'
    )


@register.filter
def fiscal_year(year: int | None) -> str:
    """「2026年度（令和8年度）」: the western year that everyone can reckon with, the era that staff write."""
    if year is None:
        return ""
    language = page_language()
    words = fiscal_year_in_words(year, language)
    return words if language == "ja" else f"{words} ({era_year(year)})"


@register.filter
def due(target: Target) -> str:
    """By when, in both eras."""
    if target.due_date is not None:
        return f"{date_format(target.due_date, 'DATE_FORMAT')} ({era_year(target.due_date.year)})"
    return fiscal_year(target.due_fiscal_year)


@register.filter
def direction(target: Target) -> str:
    return str(DIRECTIONS[target.comparator])


@register.filter
def baseline(target: Target) -> str:
    """What the target is compared with."""
    printed = target.baseline or ""
    if printed.startswith("fiscal:"):
        return fiscal_year(int(printed.removeprefix("fiscal:")))
    return str(BASELINES.get(printed, printed))


@register.filter
def amount(target: Target) -> str:
    """The number with its unit, both numbers of a range."""
    unit = target.unit or ""
    numbers = [f"{number(value)}{unit}" for value in (target.value, target.value_max) if value is not None]
    return " – ".join(numbers)


@register.filter
def number(value: Decimal) -> str:
    """An exact number without exponent: 「80万」 was read as 800,000."""
    return f"{value:,f}"


@register.filter
def yen(amount: int | None) -> str:
    """「77,153,000円」."""
    return "" if amount is None else _("%(amount)s yen") % {"amount": f"{amount:,}"}


@register.filter
def thousands(amount: int | None) -> str:
    """「77,153千円」; an amount that is no whole thousand keeps its yen, so that nothing is rounded in silence."""
    if amount is None:
        return "—"
    if amount % 1000:
        return yen(amount)
    return _("%(amount)s thousand yen") % {"amount": f"{amount // 1000:,}"}


@register.filter
def yen_bare(amount: int | None) -> str:
    """「77,153,000」, for a column whose heading names the unit. Unknown is a dash, never a zero."""
    return "—" if amount is None else f"{amount:,}"


@register.filter
def thousands_bare(amount: int | None) -> str:
    """「77,153」, for a column of thousands; what is no whole thousand keeps its digits: 「77,153.5」."""
    if amount is None:
        return "—"
    whole, rest = divmod(amount, 1000)
    return f"{whole:,}" + (f".{rest:03d}".rstrip("0") if rest else "")


@register.simple_tag
def share_bar(part: int | None, whole: int) -> SafeString:
    """A bar of the part's share, with the share in words for those who do not see it."""
    if part is None or whole <= 0:
        return SafeString("")
    share = part / whole
    return format_html(
        '<svg class="share-bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="track" width="100" height="8"/><rect width="{}" height="8"/></svg>',
        f"{share:.1%}",
        f"{share * 100:.2f}",
    )


@register.filter
def aim(indicator: Indicator) -> str:
    """The words that are the target, as printed; the whole phrase when the target was not found in it."""
    return indicator.target_printed or indicator.printed


@register.filter
def place(source: Source | None) -> str:
    return place_in_words(source, page_language()) if source else ""


@register.filter
def problem_sentence(problem: Problem) -> str:
    return sentence(problem, page_language())


@register.filter
def field_name(field: str) -> str:
    return name_in(FIELD_NAMES, field, page_language()) if field in FIELD_NAMES else field


@register.filter
def level_name(level: str) -> str:
    return name_in(LEVEL_NAMES, level, page_language())


@register.filter
def change_kind(kind: str) -> str:
    return name_in(KIND_NAMES, kind, page_language())


@register.filter
def of_item(table: dict[str, Any], item: str) -> Any:
    """What a table holds for an item."""
    return table.get(item)


@register.filter
def marked(segments: Iterable[Any]) -> SafeString:
    """A text in pieces, those that count inside `<mark>`."""
    return format_html_join("", "{}", ((_piece(segment),) for segment in segments))


def _piece(segment: Any) -> SafeString:
    return format_html("<mark>{}</mark>", segment.text) if segment.is_marked else conditional_escape(segment.text)


@register.filter
def told(text: str) -> SafeString:
    """A printed text in paragraphs; a line that begins with a printed bullet hangs from it.

    >>> told("概要\\n・見守り")
    '<p>概要</p><p class="hanging">・見守り</p>'
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return format_html_join("", "<p{}>{}</p>", ((HANGING if line[0] in BULLETS else "", line) for line in lines))


@register.filter
def review_rows(review: Review) -> list[dict[str, str]]:
    """A review's headings in their order, each with its text and its printed code."""
    keys = [key for key in HEADINGS if key in review.texts or key in review.codes]
    keys += [key for key in (*review.texts, *review.codes) if key not in keys]
    return [
        {"label": str(HEADINGS.get(key, key)), "text": review.texts.get(key, ""), "code": review.codes.get(key, "")}
        for key in dict.fromkeys(keys)
    ]


@register.filter
def described_by(field: BoundField) -> SafeString:
    """The field's widget, tied to its hint and its errors."""
    names = []
    if field.help_text:
        names.append(f"{field.auto_id}-hint")
    if field.errors:
        names.append(f"{field.auto_id}-error")
    attributes = {"aria-describedby": " ".join(names)} if names else {}
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


@register.filter
def in_row(field: BoundField, number: int) -> SafeString:
    """A field of a table's row; its name for assistive technology is the row's number and the column's heading."""
    attributes = {"aria-label": _("Row %(number)s: %(column)s") % {"number": number, "column": field.label}}
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


@register.filter
def row_number(prefix: str) -> int:
    """The number of a table's row, from 1, by the prefix of its fields."""
    return int(prefix.rsplit("-", 1)[1]) + 1


@register.simple_tag(takes_context=True)
def same_page_with(context: template.Context, **changes: object) -> str:
    """This page's query with some values changed: `?page=2&state=open`."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
    return "?" + urlencode(list(query.lists()), doseq=True)
