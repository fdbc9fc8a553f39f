"""A series of 北町区 and figures to take in."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from hoshin.core.series.definition import SeriesDefinition
from hoshin.core.series.observation import Observation
from hoshin.core.series.periods import period_of_key
from hoshin.server.series import actions
from hoshin.server.series.entering import Entry, table_from
from tests.people import TODAY

CRIMES = SeriesDefinition(
    "街頭犯罪の認知件数", "府警察本部", "件", "calendar_year", source="府警のホームページ", whole="北町区"
)


def defined(ward, by, *, owner=None, definition=CRIMES, title="街頭犯罪"):
    return actions.define_series(
        organisation=ward, title=title, definition=definition, owner=owner, by=by.actor, on=TODAY
    )


def seen(period, number, area="", *, state="final", day=date(2026, 2, 10)):
    return Observation(period_of_key(period), area, Decimal(number), None, state, day)


def recorded(series, by, *observations):
    return actions.record_observations(
        series=series, observations=observations, by=by.actor, on=TODAY, at=timezone.now()
    )


def proposed(series, by, text, *, state="final", day=date(2026, 3, 5), definition=CRIMES, **more):
    incoming, _ = table_from(Entry(text=text, published_on=day, state=state, **more), definition)
    return actions.propose_import(series=series, incoming=incoming, by=by.actor, on=TODAY, at=timezone.now())


def stored(series, by, text, **more):
    batch = proposed(series, by, text, **more)
    actions.store_import(series=series, batch=batch, by=by.actor, on=TODAY, at=timezone.now())
    return batch
