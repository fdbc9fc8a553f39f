"""What evidence asks of a series by name (settings): where its page is, and what can be computed from it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hoshin.core.series.recipe import SeriesRecipe, recipe_to_json
from hoshin.server.series.models import Series
from hoshin.server.series.queries.standing import definition_of


def page_of(source: int) -> str | None:
    """The page of a source's series, which asks its own permission; None when there is none. One query."""
    series = Series.objects.filter(source=source).values_list("pk", flat=True).first()
    return reverse("series:page", args=[series]) if series else None


def recipes_of(source: int) -> dict[str, dict[str, Any]]:
    """What an indicator can take from a source's series, by its words. One query."""
    row = Series.objects.filter(source=source).first()
    if row is None:
        return {}
    year = definition_of(row).year
    return {
        _("The figure of the year"): recipe_to_json(SeriesRecipe(year)),
        _("The change against the year before"): recipe_to_json(SeriesRecipe(year, "change")),
        _("The change against the year before, in percent"): recipe_to_json(SeriesRecipe(year, "change_percent")),
    }
