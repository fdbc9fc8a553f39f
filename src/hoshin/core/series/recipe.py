"""What an indicator takes from a series: which year's figure, of which areas, or its change against the year before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from hoshin.core.series.definition import SeriesDefinition, YearKind

METHOD = "series_value/1"
Takes = Literal["value", "change", "change_percent"]
"""その年の数値、前年からの増減、増減率."""
TAKES: tuple[Takes, ...] = get_args(Takes)
KINDS: tuple[YearKind, ...] = get_args(YearKind)


@dataclass(frozen=True, slots=True)
class SeriesRecipe:
    """Which figure. With `partial`, a sum of fewer than twelve months is given, marked as provisional; else none is."""

    year: YearKind
    takes: Takes = "value"
    areas: tuple[str, ...] = ()
    partial: bool = False


def recipe_of(values: Mapping[str, Any], definition: SeriesDefinition) -> SeriesRecipe:
    """The recipe as stored with an attachment; what is left out follows the series. `ValueError` for nonsense.

    Months make the kind of year that the series is closed by, unless the recipe says otherwise.

    >>> counted = SeriesDefinition("ひったくり", "県警", "件", "calendar_year")
    >>> recipe_of({"method": METHOD}, counted)
    SeriesRecipe(year='calendar', takes='value', areas=(), partial=False)
    """
    year, takes = values.get("year") or definition.year, values.get("takes", "value")
    areas = values.get("areas") or ()
    if values.get("method", METHOD) != METHOD:
        raise ValueError(f"method: {values.get('method')!r} is not {METHOD}")
    if year not in KINDS or takes not in TAKES:
        raise ValueError(f"not a recipe of a series: {dict(values)!r}")
    if isinstance(areas, str) or not all(isinstance(area, str) for area in areas):
        raise ValueError(f"areas: {areas!r} is not a list of names")
    return SeriesRecipe(cast(YearKind, year), cast(Takes, takes), tuple(areas), bool(values.get("partial")))


def recipe_to_json(recipe: SeriesRecipe) -> dict[str, Any]:
    """The recipe as an attachment keeps it."""
    return {
        "method": METHOD,
        "year": recipe.year,
        "takes": recipe.takes,
        "areas": list(recipe.areas),
        "partial": recipe.partial,
    }
