"""Loading a series: every published month, and its calendar years closed."""

from datetime import date

from django.db import transaction

from examples.shiomi.evidence.office import SAFETY, Office, moment
from examples.shiomi.evidence.series import SeriesTruth
from hoshin.core.series.recipe import SeriesRecipe
from hoshin.server.series import actions
from hoshin.server.series.queries.pages import series_for

CLOSED = {2024: date(2025, 3, 3), 2025: date(2026, 3, 2), 2026: date(2026, 11, 16)}


def stored_series(office: Office, truth: SeriesTruth) -> int | None:
    """The series when it was loaded already."""
    mine = (s for s in series_for(office.planner) if s.organisation == office.organisation)
    return next((s.id for s in mine if s.title == truth.title), None)


@transaction.atomic
def load_series(office: Office, truth: SeriesTruth) -> int:
    """The whole series, all or nothing; its number."""
    by = office.actor(SAFETY)
    first = min(CLOSED.values())
    series = actions.define_series(
        organisation=office.organisation,
        title=truth.title,
        definition=truth.definition,
        owner=office.posts[SAFETY],
        by=by,
        on=first,
    )
    owner, words = truth.indicator
    actions.attach_series(
        series=series,
        plan=office.plan,
        indicator=office.indicator(owner, words),
        recipe=SeriesRecipe("calendar", partial=True),
        by=by,
        on=first,
    )
    for year, day in CLOSED.items():
        actions.record_observations(
            series=series, observations=truth.observations(year), by=by, on=day, at=moment(day, 9), file=f"{year}.csv"
        )
        actions.close_year(series=series, year=year, by=by, at=moment(day))
    return series
