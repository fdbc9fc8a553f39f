"""Letting a series measure an indicator."""

from datetime import date

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.series.permissions import check_can_change_series
from hoshin.core.series.recipe import SeriesRecipe, recipe_to_json
from hoshin.server.evidence.actions import attach_indicator
from hoshin.server.series.actions.defining import SeriesError
from hoshin.server.series.queries.standing import definition_of, observations_of, readable_series, standing_of


def attach_series(
    *,
    series: int,
    plan: int,
    indicator: str,
    recipe: SeriesRecipe,
    by: Actor,
    on: date,
    override_reason: str = "",
) -> int:
    """The attachment's number. Refuses an area that the series has not, and a kind of year that it is not made of.

    Raises `SeriesError`, or `EvidenceError` as `attach_indicator` does.
    """
    row = readable_series(series, by)
    check_can_change_series(by, standing_of(row))
    definition = definition_of(row)
    known = {o.area for o in observations_of(series)}
    problems = [
        Problem(
            "series_area_unknown", found=area, severity="error", values={"known": "、".join(sorted(known - {""}))[:200]}
        )
        for area in recipe.areas
        if known and area not in known
    ]
    if recipe.year != definition.year:
        values = {"cycle": _KINDS[definition.year]}
        problems.append(Problem("series_year_kind_differs", found=_KINDS[recipe.year], severity="error", values=values))
    if problems:
        raise SeriesError(tuple(problems))
    return attach_indicator(
        source=row.source_id,
        plan=plan,
        indicator=indicator,
        recipe=recipe_to_json(recipe),
        base_words="、".join(area or definition.whole for area in recipe.areas) or definition.whole,
        wording=f"{definition.counted}（{definition.counted_by}、{definition.unit}）",
        by=by,
        on=on,
        override_reason=override_reason,
    )


_KINDS = {"calendar": "暦年 (calendar year)", "fiscal": "年度 (fiscal year)"}
