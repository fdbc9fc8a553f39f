"""Taking figures in, back, and making a year's measurement of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from hoshin.core.measurement.record import Known
from hoshin.core.permissions import RefusedError
from hoshin.core.series.observation import latest
from hoshin.core.series.recipe import SeriesRecipe
from hoshin.exchange.snapshots import open_snapshot
from hoshin.server.accounts.models import Post
from hoshin.server.audit.models import Event
from hoshin.server.evidence.queries import EvidenceError, measurements_of
from hoshin.server.evidence.store import evidence_store
from hoshin.server.series import actions
from hoshin.server.series.models import ImportBatch, Observation, Series
from hoshin.server.series.queries.pages import batch_page, series_page
from hoshin.server.series.queries.standing import NoSuchSeriesError, observations_of
from tests.integration.series.builders import CRIMES, defined, proposed, recorded, seen, stored
from tests.people import TODAY

pytestmark = pytest.mark.django_db


def newest(series):
    return {cell: o.value for cell, o in latest(observations_of(series)).items()}


def events(series):
    return [e.action for e in Event.objects.filter(subject=f"series/{series}").order_by("number")]


def test_a_series_belongs_to_a_source_of_evidence(ward, sato):
    series = defined(ward, sato)
    row = Series.objects.get(pk=series)
    assert (row.source.kind, row.source.population, row.source.title) == ("series", "events", "街頭犯罪")
    assert events(series) == ["series.defined"]


def test_a_section_defines_its_own_and_a_stranger_nothing(ward, suzuki, tanaka):
    post = Post.objects.get(name="子育て支援担当")
    defined(ward, suzuki, owner=post.pk)
    with pytest.raises(RefusedError):
        defined(ward, suzuki, title="他の課")
    with pytest.raises(RefusedError):
        defined(ward, tanaka, title="他の区")


def test_a_dry_run_counts_nothing_until_somebody_says_yes(ward, sato):
    series = defined(ward, sato)
    batch = proposed(series, sato, "年\t件数\n2024\t47\n2025\t52\n")
    assert newest(series) == {}
    assert batch_page(series, batch, sato.actor).tally == {"new": 2}
    actions.store_import(series=series, batch=batch, by=sato.actor, on=TODAY, at=timezone.now())
    assert newest(series) == {("2024", ""): Decimal(47), ("2025", ""): Decimal(52)}
    assert events(series)[-2:] == ["series.import_proposed", "series.import_stored"]
    with pytest.raises(actions.BatchSettledError):
        actions.store_import(series=series, batch=batch, by=sato.actor, on=TODAY, at=timezone.now())


def test_everything_that_stands_against_a_table_is_told_and_nothing_kept(ward, sato):
    series = defined(ward, sato)
    with pytest.raises(actions.SeriesError) as refused:
        proposed(series, sato, "年\t件数\n2024\t-\n2025\t約5\n", day=date(2027, 1, 1))
    assert [p.code for p in refused.value.problems] == ["series_dash_unclear", "series_value_not_read"]
    assert not ImportBatch.objects.exists()


def test_provisional_becomes_final_and_the_old_figure_is_kept(ward, sato):
    series = defined(ward, sato)
    stored(series, sato, "2025\t50\n", state="provisional", day=date(2026, 1, 20))
    stored(series, sato, "2025\t52\n")
    assert newest(series) == {("2025", ""): Decimal(52)}
    cell = series_page(series, sato.actor).rows[0].cells[0]
    assert (cell.text, cell.is_provisional, [str(o.value) for o in cell.earlier]) == ("52", False, ["50"])
    with pytest.raises(actions.SeriesError) as refused:
        proposed(series, sato, "2025\t51\n", state="provisional", day=date(2026, 4, 1))
    assert [p.code for p in refused.value.problems] == ["series_final_by_provisional"]


def test_a_yes_given_too_late_does_not_undo_a_final_figure(ward, sato):
    series = defined(ward, sato)
    waiting = proposed(series, sato, "2025\t51\n", state="provisional", day=date(2026, 4, 1))
    stored(series, sato, "2025\t52\n")
    with pytest.raises(actions.SeriesError) as refused:
        actions.store_import(series=series, batch=waiting, by=sato.actor, on=TODAY, at=timezone.now())
    assert [p.code for p in refused.value.problems] == ["series_final_by_provisional"]
    assert newest(series) == {("2025", ""): Decimal(52)}


def test_provisional_figures_are_confirmed_without_typing_them_again(ward, sato):
    series = defined(ward, sato)
    recorded(series, sato, seen("2025", 52, state="provisional"), seen("2025", 9, "港町", state="provisional"))
    count = actions.confirm_final(
        series=series, periods=["2025"], published_on=date(2026, 5, 1), by=sato.actor, on=TODAY, at=timezone.now()
    )
    assert count == 2 and not series_page(series, sato.actor).provisional_periods
    assert Observation.objects.filter(series=series).count() == 4


def test_an_import_is_taken_back_with_a_reason_and_stays_on_record(ward, sato):
    series = defined(ward, sato)
    stored(series, sato, "2025\t50\n", day=date(2026, 2, 1))
    wrong = stored(series, sato, "2025\t520\n")
    with pytest.raises(actions.SeriesError):
        actions.take_back_import(series=series, batch=wrong, reason=" ", by=sato.actor, at=timezone.now())
    actions.take_back_import(series=series, batch=wrong, reason="打ち間違い", by=sato.actor, at=timezone.now())
    assert newest(series) == {("2025", ""): Decimal(50)}
    assert Observation.objects.filter(series=series).count() == 2
    assert stored(series, sato, "2025\t52\n") and newest(series) == {("2025", ""): Decimal(52)}
    with pytest.raises(actions.BatchSettledError):
        actions.take_back_import(series=series, batch=wrong, reason="もう一度", by=sato.actor, at=timezone.now())


def test_the_definition_has_versions_and_a_stale_one_shows_the_other(ward, sato):
    series = defined(ward, sato)
    note = replace(CRIMES, note="凡例を確認")
    actions.edit_series(series=series, title="街頭犯罪", definition=note, version=1, by=sato.actor, on=TODAY)
    with pytest.raises(actions.SeriesChangedError) as changed:
        actions.edit_series(series=series, title="x", definition=CRIMES, version=1, by=sato.actor, on=TODAY)
    assert (changed.value.theirs.note, changed.value.version) == ("凡例を確認", 2)


@pytest.fixture
def measuring(ward, sato, stored_plan):
    series = defined(ward, sato)
    recorded(series, sato, seen("2024", 47, day=date(2025, 2, 10)), seen("2025", 52))
    actions.attach_series(
        series=series, plan=stored_plan, indicator="k2", recipe=SeriesRecipe("calendar"), by=sato.actor, on=TODAY
    )
    return series


def test_closing_a_calendar_year_measures_the_indicator(measuring, sato, stored_plan):
    closed = actions.close_year(series=measuring, year=2025, by=sato.actor, at=timezone.now())
    measurement = closed.measurements[stored_plan, "k2"]
    assert measurement.reading == Known(Decimal(52)) and measurement.parts == {"previous": 47}
    assert (measurement.period.first, measurement.period.last) == (date(2025, 1, 1), date(2025, 12, 31))
    with open_snapshot(evidence_store(), closed.snapshot) as snapshot:
        assert {r["period"] for r in snapshot.tables["observations"].records()} == {"2024", "2025"}
    found = measurements_of(stored_plan, "k2", sato.actor, on=TODAY)
    assert found.years[-1].measurement == measurement


def test_last_years_count_becomes_the_targets_number(measuring, sato, stored_plan):
    actions.close_year(series=measuring, year=2025, by=sato.actor, at=timezone.now())
    baseline = measurements_of(stored_plan, "k2", sato.actor, on=TODAY).baseline
    assert (baseline.comparator, baseline.value) == ("<=", 52) and "52件" in baseline.in_words()


def test_a_second_close_is_a_correction_with_a_reason(measuring, sato, stored_plan):
    first = actions.close_year(series=measuring, year=2025, by=sato.actor, at=timezone.now())
    stored(measuring, sato, "2025\t53\n", day=date(2026, 6, 1))
    with pytest.raises(EvidenceError):
        actions.close_year(series=measuring, year=2025, by=sato.actor, at=timezone.now())
    second = actions.close_year(series=measuring, year=2025, reason="確定値の改定", by=sato.actor, at=timezone.now())
    assert second.measurements[stored_plan, "k2"].reading == Known(Decimal(53))
    with open_snapshot(evidence_store(), first.snapshot) as kept:
        assert kept.name == first.snapshot


def test_a_year_without_figures_or_not_over_cannot_be_closed(measuring, sato):
    for year in (2026, 2019):
        with pytest.raises(actions.NothingToCloseError):
            actions.close_year(series=measuring, year=year, by=sato.actor, at=timezone.now())


def test_a_running_year_of_months_is_closed_to_date(ward, sato, stored_plan):
    monthly = replace(CRIMES, cycle="month", months_make="calendar")
    series = defined(ward, sato, definition=monthly)
    recorded(series, sato, *(seen(f"2026-{m:02}", 4, day=date(2026, 11, 1)) for m in range(1, 11)))
    actions.attach_series(
        series=series, plan=stored_plan, indicator="k2", recipe=SeriesRecipe("calendar"), by=sato.actor, on=TODAY
    )
    closed = actions.close_year(series=series, year=2026, by=sato.actor, at=timezone.now())
    measurement = closed.measurements[stored_plan, "k2"]
    assert measurement.reading == Known(Decimal(40)) and measurement.period.last == date(2026, 10, 31)


def test_attaching_refuses_other_areas_and_the_other_kind_of_year(measuring, sato, stored_plan):
    with pytest.raises(actions.SeriesError) as refused:
        actions.attach_series(
            series=measuring, plan=stored_plan, indicator="k2",
            recipe=SeriesRecipe("fiscal", areas=("火星",)), by=sato.actor, on=TODAY,
        )  # fmt: skip
    assert {p.code for p in refused.value.problems} == {"series_area_unknown", "series_year_kind_differs"}


CHANGES = {
    "edit": lambda s, b, by: actions.edit_series(
        series=s, title="x", definition=CRIMES, version=1, by=by.actor, on=TODAY
    ),
    "propose": lambda s, b, by: proposed(s, by, "2023\t1\n"),
    "store": lambda s, b, by: actions.store_import(series=s, batch=b, by=by.actor, on=TODAY, at=timezone.now()),
    "discard": lambda s, b, by: actions.discard_import(series=s, batch=b, by=by.actor, at=timezone.now()),
    "back": lambda s, b, by: actions.take_back_import(series=s, batch=b, reason="r", by=by.actor, at=timezone.now()),
    "record": lambda s, b, by: recorded(s, by, seen("2023", 1)),
    "confirm": lambda s, b, by: actions.confirm_final(
        series=s, periods=["2025"], published_on=TODAY, by=by.actor, on=TODAY, at=timezone.now()
    ),
    "close": lambda s, b, by: actions.close_year(series=s, year=2025, by=by.actor, at=timezone.now()),
    "attach": lambda s, b, by: actions.attach_series(
        series=s, plan=1, indicator="k2", recipe=SeriesRecipe("calendar"), by=by.actor, on=TODAY
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_strangers_find_nothing_and_other_sections_are_refused(ward, sato, suzuki, tanaka, change):
    series = defined(ward, sato)
    batch = proposed(series, sato, "2025\t52\n")
    before = ImportBatch.objects.count(), Observation.objects.count()
    with pytest.raises(NoSuchSeriesError):
        CHANGES[change](series, batch, tanaka)
    with pytest.raises(RefusedError):
        CHANGES[change](series, batch, suzuki)
    assert before == (ImportBatch.objects.count(), Observation.objects.count())


def test_a_batch_of_another_series_is_not_found(ward, sato):
    series, other = defined(ward, sato), defined(ward, sato, title="別の統計")
    batch = proposed(series, sato, "2025\t52\n")
    with pytest.raises(NoSuchSeriesError):
        actions.store_import(series=other, batch=batch, by=sato.actor, on=TODAY, at=timezone.now())
