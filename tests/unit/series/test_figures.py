"""Which figure holds, and what a year's figure is."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from hoshin.core.measurement.failure import NotMeasurableError
from hoshin.core.measurement.record import Known, MeasuredPeriod, Missing, Withheld
from hoshin.core.series.aggregation import figure_of_year
from hoshin.core.series.changes import change_problems, changes_of
from hoshin.core.series.definition import (
    SeriesDefinition,
    definition_from_json,
    definition_problems,
    definition_to_json,
)
from hoshin.core.series.measuring import value
from hoshin.core.series.observation import Observation, latest, observation_from_row, observation_to_row
from hoshin.core.series.periods import months_of, period_of_key
from hoshin.core.series.tables import ReadFigure
from hoshin.core.series.typed import TypedValue

FRAUD = SeriesDefinition("特殊詐欺の認知件数", "府警察本部", "件", "calendar_year", whole="汐見区")
BIKES = SeriesDefinition("放置自転車", "区役所", "台", "month", months_make="fiscal")
FY2026 = MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026)


def seen(period, number, area="", *, absence=None, state="final", day=date(2026, 2, 10), revision=1):
    amount = None if number is None else Decimal(str(number))
    return Observation(period_of_key(period), area, amount, absence, state, day, revision)


def rows(*observations):
    return [observation_to_row(o) for o in observations]


def measured(observations, recipe=None, definition=FRAUD, period=FY2026):
    return value(rows(*observations), recipe or {"method": "series_value/1"}, definition_to_json(definition), period)


def months(kind, year, numbers, area=""):
    return [seen(m.key, n, area) for m, n in zip(months_of(kind, year), numbers, strict=False)]


def test_a_plan_of_fiscal_2026_is_measured_by_calendar_2026_and_compared_with_calendar_2025():
    measurement = measured([seen("2025", 52), seen("2026", 47)])
    assert measurement.reading == Known(Decimal(47))
    assert (measurement.period.first, measurement.period.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert measurement.period.fiscal_year == 2026 and measurement.parts == {"previous": 52}


def test_a_closed_calendar_year_is_that_year_even_when_a_later_plan_counts_it():
    late = SeriesDefinition("x", "y", "件", "calendar_year", lag=1)
    period = MeasuredPeriod(date(2025, 1, 1), date(2025, 12, 31), 2026)
    assert measured([seen("2025", 52), seen("2026", 47)], definition=late, period=period).reading == Known(Decimal(52))
    assert measured([seen("2025", 52)], definition=late).reading == Known(Decimal(52))


def test_a_series_of_fiscal_years_takes_april_to_march():
    schools = SeriesDefinition("校内暴力", "教育委員会", "件", "fiscal_year")
    measurement = measured([seen("FY2025", 9), seen("FY2026", 7)], definition=schools)
    assert measurement.reading == Known(Decimal(7)) and measurement.period == FY2026


def test_a_later_publication_supersedes_and_the_day_is_told():
    early = seen("2026", 50, state="provisional", day=date(2027, 1, 20))
    final = seen("2026", 47, day=date(2027, 3, 5))
    for order in ([early, final], [final, early]):
        measurement = measured(order)
        assert (measurement.reading, measurement.provisional, measurement.as_of) == (
            Known(Decimal(47)),
            False,
            date(2027, 3, 5),
        )
    only = measured([early])
    assert only.provisional and only.flags == ("provisional",)


def test_of_two_publications_of_one_day_the_later_revision_holds():
    assert measured([seen("2026", 50, revision=2), seen("2026", 47, revision=1)]).reading == Known(Decimal(50))


def test_what_is_absent_never_becomes_nought():
    assert measured([seen("2025", 52)]).reading == Missing("not_published_yet")
    assert measured([seen("2026", None, absence="unknown")]).reading == Missing("not_known_at_source")
    assert measured([seen("2026", None, absence="withheld")]).reading == Withheld("withheld_at_source")
    assert measured([seen("2026", None, absence="not_applicable")]).reading == Missing("not_applicable")
    assert measured([seen("2026", 0)]).reading == Known(Decimal(0))


def test_twelve_months_make_a_fiscal_year_and_eleven_say_so():
    all_year = months("fiscal", 2026, range(1, 13))
    assert measured(all_year, definition=BIKES).reading == Known(Decimal(78))
    short = measured(all_year[:11], definition=BIKES)
    assert short.reading == Missing("not_yet_closed")
    assert short.parts["months"] == 11 and short.parts["so_far"] == 66 and short.notes == ("months_missing",)
    shown = measured(all_year[:11], {"method": "series_value/1", "partial": True}, BIKES)
    assert shown.reading == Known(Decimal(66)) and "provisional" in shown.flags


def test_a_missing_month_in_the_middle_is_no_end():
    year = months("fiscal", 2026, range(1, 13))
    del year[5]
    assert measured(year, definition=BIKES).parts["months"] == 11


def test_a_running_year_is_told_to_date():
    to_date = MeasuredPeriod(date(2026, 4, 1), date(2026, 10, 31), 2026)
    measurement = measured(months("fiscal", 2026, [1] * 7), definition=BIKES, period=to_date)
    assert measurement.reading == Known(Decimal(7)) and measurement.period == to_date
    assert measurement.parts["months"] == 7 and measurement.notes == ("months_missing",)
    assert measured(months("fiscal", 2026, [1] * 6), definition=BIKES, period=to_date).reading == Missing(
        "not_yet_closed"
    )


def test_calendar_months_are_counted_from_january():
    thefts = SeriesDefinition("窃盗", "府警察本部", "件", "month", months_make="calendar")
    around = [*months("calendar", 2025, [100] * 12), *months("calendar", 2026, [1] * 12)]
    assert measured(around, definition=thefts).reading == Known(Decimal(12))


def test_the_last_month_of_a_stock_stands_for_the_year():
    people = SeriesDefinition("人口", "市", "人", "month", aggregation="last", population="residents")
    assert measured(months("fiscal", 2026, range(1, 13)), definition=people).reading == Known(Decimal(12))
    assert measured(months("fiscal", 2026, range(1, 12)), definition=people).reading == Missing("not_yet_closed")


def test_shares_by_month_make_no_year():
    share = SeriesDefinition("割合", "市", "%", "month", aggregation="none")
    assert measured(months("fiscal", 2026, [1] * 12), definition=share).reading == Missing("not_computable")


def test_a_share_is_stored_between_nought_and_one():
    share = SeriesDefinition("進学率", "市", "%", "fiscal_year", aggregation="none", population="pupils")
    assert measured([seen("FY2026", "69.1")], definition=share).reading == Known(Fraction(691, 1000))
    change = measured([seen("FY2026", "69.1"), seen("FY2025", "66.4")], {"takes": "change"}, share)
    assert (change.reading, change.unit) == (Known(Decimal("2.7")), "ポイント")


def test_areas_add_up_only_where_they_may():
    parts = [seen("2026", 3, "港町"), seen("2026", 4, "浜町"), seen("2026", 5, "山手")]
    assert measured(parts).reading == Known(Decimal(12))
    assert measured(parts, {"areas": ["港町", "浜町"]}).reading == Known(Decimal(7))
    assert measured([*parts, seen("2026", 13)]).reading == Known(Decimal(13))
    apart = SeriesDefinition("x", "y", "人", "calendar_year", areas_add=False)
    assert measured(parts, {"areas": ["港町", "浜町"]}, apart).reading == Missing("not_computable")


def test_a_missing_or_withheld_area_keeps_the_sum_from_being_told():
    known = [seen("2026", 3, "港町"), seen("2025", 4, "浜町")]
    lacking = measured(known)
    assert lacking.reading == Missing("not_published_yet") and lacking.notes == ("areas_missing",)
    hidden = [seen("2026", 3, "港町"), seen("2026", None, "浜町", absence="withheld")]
    assert measured(hidden).reading == Withheld("withheld_at_source")


def test_change_needs_the_year_before():
    both = [seen("2025", 52), seen("2026", 47)]
    assert measured(both, {"takes": "change"}).reading == Known(Decimal(-5))
    percent = measured(both, {"takes": "change_percent"})
    assert (percent.reading, percent.unit) == (Known(Fraction(-5, 52)), "%")
    assert measured(both[1:], {"takes": "change"}).reading == Missing("baseline_unknown")
    none_before = [seen("2025", 0), seen("2026", 47)]
    assert measured(none_before, {"takes": "change_percent"}).reading == Missing("no_denominator")


def test_the_wrong_kind_of_year_is_no_figure():
    assert measured([seen("2026", 47)], {"year": "fiscal"}).reading == Missing("not_computable")


@pytest.mark.parametrize(
    "recipe", [{"method": "other/1"}, {"takes": "all"}, {"year": "lunar"}, {"areas": "港町"}, {"areas": [1]}]
)
def test_a_recipe_that_makes_no_sense_is_told(recipe):
    with pytest.raises(NotMeasurableError) as refused:
        measured([seen("2026", 47)], recipe)
    assert [p.code for p in refused.value.problems] == ["series_not_measurable"]


@pytest.mark.parametrize(
    "fault",
    [
        {"period": "2026-13"},
        {"value": "many"},
        {"value": "", "absence": ""},
        {"absence": "lost", "value": ""},
        {"state": "maybe"},
        {"published_on": "soon"},
    ],
)
def test_altered_rows_are_told(fault):
    row = {**observation_to_row(seen("2026", 47)), **fault}
    with pytest.raises(NotMeasurableError):
        value([row], {}, definition_to_json(FRAUD), FY2026)


def test_recomputing_from_the_stored_recipe_gives_the_same():
    observations = [seen("2025", 52), seen("2026", 47)]
    once = measured(observations, {"takes": "change_percent"})
    assert measured(reversed(observations), once.recipe) == once


def test_a_definition_survives_json_and_refuses_nonsense():
    assert definition_from_json(definition_to_json(BIKES)) == BIKES
    for fault in ({"cycle": "week"}, {"aggregation": "median"}, {"population": "ghosts"}, {"lag": -1}):
        with pytest.raises(ValueError, match="none of"):
            definition_from_json({**definition_to_json(BIKES), **fault})
    assert [p.code for p in definition_problems(SeriesDefinition("", "", "", "month"))] == [
        "series_definition_incomplete"
    ] * 3


def test_what_was_known_on_a_day_can_be_shown_again():
    early, final = seen("2025", 50, day=date(2026, 1, 20)), seen("2025", 52, day=date(2026, 3, 5))
    assert latest([early, final], as_of=date(2026, 2, 1))["2025", ""] == early
    assert latest([early, final], as_of=date(2026, 1, 1)) == {}


def read(period, number, *, state="final", day=date(2026, 3, 5), absence=None):
    amount = None if number is None else Decimal(number)
    return ReadFigure(period_of_key(period), "", TypedValue(amount, absence), state, day, 1, 1)


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        (read("2024", 9), "new"),
        (read("2025", 52), "confirmed"),
        (read("2025", 51), "revised"),
        (read("2025", None, absence="withheld"), "revised"),
        (read("2025", 50, state="provisional"), "revised"),
        (read("2025", 52, state="provisional"), "same"),
        (read("2025", 49, day=date(2026, 1, 1)), "older"),
    ],
)
def test_each_figure_says_what_it_changes(figure, kind):
    known = latest([seen("2025", 52, state="provisional", day=date(2026, 1, 20))])
    assert [c.kind for c in changes_of(known, [figure])] == [kind]


def test_a_final_figure_is_not_undone_by_a_provisional_one():
    known = latest([seen("2025", 52)])
    changes = changes_of(known, [read("2025", 50, state="provisional")])
    assert [p.code for p in change_problems(changes, FRAUD, on=date(2026, 4, 1))] == ["series_final_by_provisional"]


def test_a_publication_of_tomorrow_and_one_without_news_are_refused():
    tomorrow = changes_of({}, [read("2025", 52)])
    assert [p.code for p in change_problems(tomorrow, FRAUD, on=date(2026, 3, 4))] == ["series_published_in_future"]
    same = changes_of(latest([seen("2025", 52)]), [read("2025", 52)])
    assert [p.code for p in change_problems(same, FRAUD, on=date(2026, 4, 1))] == ["series_nothing_new"]


def test_a_count_of_a_year_that_had_not_begun_when_it_was_published_is_refused():
    mistyped = changes_of({}, [read("2052", 52), read("2025", 52), read("2052", None, absence="unknown")])
    found = change_problems(mistyped, FRAUD, on=date(2026, 4, 1))
    assert [(p.code, p.values["period"]) for p in found] == [("series_published_too_early", "2052")]
    running = changes_of({}, [read("2026", 9, state="provisional", day=date(2026, 3, 20))])
    assert change_problems(running, FRAUD, on=date(2026, 4, 1)) == ()


def test_a_year_of_no_months_yet():
    figure = figure_of_year({}, BIKES, "fiscal", 2026)
    assert figure.reading == Missing("not_published_yet") and (figure.months, figure.months_expected) == (0, 12)


def test_rows_survive():
    for observation in (seen("2025-04", "1234.50"), seen("FY2025", None, "港町", absence="unknown")):
        assert observation_from_row(observation_to_row(observation)) == observation
