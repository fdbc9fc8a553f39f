"""Closing periods: frozen, measured, corrected with a reason, refused to strangers."""

import dataclasses
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hoshin.core.measurement.record import Known, MeasuredPeriod, Missing
from hoshin.core.permissions import RefusedError
from hoshin.exchange.snapshots import Column, Table, open_snapshot
from hoshin.server.audit.queries import events_about, verify_chain
from hoshin.server.evidence.actions import (
    attach_indicator,
    close_period,
    define_source,
    detach_indicator,
    retire_source,
    state_not_measured,
)
from hoshin.server.evidence.models import MeasurementRow, NotMeasured, Snapshot
from hoshin.server.evidence.queries import EvidenceError, measurements_of, source_page, sources_for
from hoshin.server.evidence.store import evidence_store
from tests.integration.evidence.counting import AT, COUNT, FY2024, FY2025, SHARE, answers, visits
from tests.people import TODAY

pytestmark = pytest.mark.django_db


def codes(refused):
    return [p.code for p in refused.value.problems]


def close(source, by, number=391, period=FY2025, **more):
    return close_period(source=source, period=period, tables=visits(number), by=by.actor, at=AT, **more)


def attach(source, plan, by, indicator="k4", recipe=COUNT, **more):
    return attach_indicator(source=source, plan=plan, indicator=indicator, recipe=recipe, by=by.actor, on=TODAY, **more)


def test_closing_freezes_the_records_and_measures_each_attached_indicator(visit_log, stored_plan, sato):
    attach(visit_log, stored_plan, sato)
    closed = close(visit_log, sato, definition={"fields": ["day", "place"]})
    measured = closed.measurements[stored_plan, "k4"]
    assert measured.reading == Known(391)
    assert measured.snapshot == closed.snapshot
    assert measured.population_words == "応援員の訪問" and measured.instrument == "訪問記録簿"
    assert measured.as_of == FY2025.last
    with open_snapshot(evidence_store(), closed.snapshot) as opened:
        assert len(opened.tables["entries"].records()) == 391
        assert opened.manifest["definition"] == {"fields": ["day", "place"]}
        assert opened.manifest["made_by"] == "企画担当"
        assert "sato" not in str(opened.manifest) and "佐藤" not in str(opened.manifest)


def test_the_closing_is_one_audit_event_that_names_the_figures_by_hash(visit_log, stored_plan, sato):
    attach(visit_log, stored_plan, sato)
    closed = close(visit_log, sato)
    event = events_about(f"source:{visit_log}")[0]
    row = MeasurementRow.objects.get()
    assert (event.action, event.actor, event.detail["snapshot"]) == ("period_closed", "sato", closed.snapshot)
    assert event.detail["measurements"] == {row.content_hash: f"{stored_plan}:k4"}
    assert verify_chain().is_whole


def test_closing_again_is_a_correction_with_a_reason_and_keeps_the_old_one(visit_log, stored_plan, sato):
    attach(visit_log, stored_plan, sato)
    first = close(visit_log, sato, 391)
    with pytest.raises(EvidenceError) as refused:
        close(visit_log, sato, 389)
    assert codes(refused) == ["correction_reason_required"]
    second = close(visit_log, sato, 389, reason="二重に記録した2件を除いた")
    assert Snapshot.objects.get(hash=second.snapshot).replaces.hash == first.snapshot
    with open_snapshot(evidence_store(), first.snapshot) as opened:
        assert len(opened.tables["entries"].records()) == 391
    years = measurements_of(stored_plan, "k4", sato.actor).years
    assert [(y.measurement.reading, y.corrections) for y in years] == [(Known(389), 1)]
    page = source_page(visit_log, sato.actor)
    assert [(s.is_current, s.reason) for s in page.snapshots] == [(True, "二重に記録した2件を除いた"), (False, "")]


def test_a_third_correction_counts_two(visit_log, stored_plan, sato):
    attach(visit_log, stored_plan, sato)
    for number, reason in ((3, ""), (4, "一つ目"), (5, "二つ目")):
        close(visit_log, sato, number, reason=reason)
    (year,) = measurements_of(stored_plan, "k4", sato.actor).years
    assert (year.measurement.reading, year.corrections) == (Known(5), 2)


def test_an_indicator_attached_later_is_measured_from_what_was_closed_before(visit_log, stored_plan, sato):
    close(visit_log, sato, 355, FY2024)
    close(visit_log, sato, 391, FY2025)
    attach(visit_log, stored_plan, sato)
    years = measurements_of(stored_plan, "k4", sato.actor).years
    assert [y.measurement.reading.value for y in years] == [355, 391]


def test_attaching_the_same_again_changes_nothing(measured_plan, visit_log, sato):
    before = MeasurementRow.objects.count()
    assert attach(visit_log, measured_plan, sato) == attach(visit_log, measured_plan, sato)
    assert MeasurementRow.objects.count() == before


def test_another_wording_takes_over_from_the_next_closing_and_cuts_the_line(visit_log, stored_plan, sato):
    attach(visit_log, stored_plan, sato, wording="訪問/1")
    close(visit_log, sato, 355, FY2024)
    attach(visit_log, stored_plan, sato, wording="訪問/2")
    close(visit_log, sato, 391, FY2025)
    earlier, later = measurements_of(stored_plan, "k4", sato.actor).years
    assert earlier.broken is None
    assert later.broken.reasons == ("wording",)


def test_a_recipe_that_does_not_fit_is_refused_and_nothing_is_kept(visit_log, stored_plan, sato, own_store):
    attach(visit_log, stored_plan, sato, recipe=SHARE)
    with pytest.raises(EvidenceError) as refused:
        close(visit_log, sato)
    assert codes(refused) == ["recipe_does_not_fit", "snapshot_unknown_column"]
    assert refused.value.problems[1].item == "k4"
    assert not Snapshot.objects.exists()
    assert list(own_store.glob("*/*")) == [] and list(own_store.glob(".staged-*")) == []


def test_no_rows_is_no_denominator_and_never_zero(ward, stored_plan, sato):
    source = define_source(
        kind="survey", organisation=ward, title="区民アンケート", population="residents", by=sato.actor, on=TODAY
    )
    attach(source, stored_plan, sato, "k3", SHARE)
    closed = close_period(source=source, period=FY2025, tables=answers(0, 0), by=sato.actor, at=AT)
    assert closed.measurements[stored_plan, "k3"].reading == Missing("no_denominator")
    assert MeasurementRow.objects.get().value == ""


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (MeasuredPeriod(date(2026, 3, 31), date(2025, 4, 1), 2025), "period_backwards"),
        (MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026), "period_not_over"),
        (MeasuredPeriod(date(2025, 1, 1), date(2025, 12, 31), 2025), "period_overlaps"),
    ],
)
def test_periods_that_cannot_be_closed(measured_plan, visit_log, sato, period, code):
    with pytest.raises(EvidenceError) as refused:
        close(visit_log, sato, period=period)
    assert code in codes(refused)


def test_a_quarter_inside_its_year_is_kept_beside_it_and_the_year_is_the_figure(measured_plan, visit_log, sato):
    quarter = MeasuredPeriod(date(2026, 1, 1), date(2026, 3, 31), 2025)
    close(visit_log, sato, 90, quarter)
    found = measurements_of(measured_plan, "k4", sato.actor)
    assert len(found.years) == 3
    assert found.by_year[2025].measurement.reading == Known(391)
    assert found.latest.broken is None


def test_a_retired_source_closes_nothing_more(measured_plan, visit_log, sato):
    retire_source(source=visit_log, by=sato.actor, on=TODAY)
    with pytest.raises(EvidenceError) as refused:
        close(visit_log, sato, reason="訂正")
    assert codes(refused) == ["source_retired"]


def test_a_detached_indicator_keeps_what_was_measured_and_is_corrected_with_it(measured_plan, visit_log, sato):
    (attached,) = source_page(visit_log, sato.actor).indicators
    detach_indicator(attachment=attached.id, by=sato.actor, on=TODAY)
    close(visit_log, sato, 400, reason="訂正")
    close(visit_log, sato, 99, dataclasses.replace(FY2025, first=date(2026, 4, 1), last=date(2026, 9, 30)))
    found = measurements_of(measured_plan, "k4", sato.actor)
    assert [y.measurement.reading.value for y in found.years] == [355, 400]
    assert not found.has_source


def test_attaching_again_after_detaching_measures_nothing_twice(measured_plan, visit_log, sato):
    (attached,) = source_page(visit_log, sato.actor).indicators
    detach_indicator(attachment=attached.id, by=sato.actor, on=TODAY)
    attach(visit_log, measured_plan, sato)
    years = measurements_of(measured_plan, "k4", sato.actor).years
    assert [y.measurement.reading.value for y in years] == [355, 391]


def test_a_correction_is_measured_by_the_question_of_its_own_year(visit_log, stored_plan, sato):
    attach(visit_log, stored_plan, sato, wording="訪問/1")
    close(visit_log, sato, 355, FY2024)
    attach(visit_log, stored_plan, sato, wording="訪問/2")
    close(visit_log, sato, 391, FY2025)
    close(visit_log, sato, 350, FY2024, reason="訂正")
    years = measurements_of(stored_plan, "k4", sato.actor).years
    assert [(y.measurement.reading.value, y.measurement.wording) for y in years] == [(350, "訪問/1"), (391, "訪問/2")]


def test_a_wrong_recipe_is_mended_for_closed_periods_only_with_a_reason(measured_plan, visit_log, sato):
    attach(visit_log, measured_plan, sato, wording="正しい数え方")
    wordings = [y.measurement.wording for y in measurements_of(measured_plan, "k4", sato.actor).years]
    assert wordings == ["", ""]
    attach(visit_log, measured_plan, sato, wording="数え方", remeasure_reason="数え方の説明を誤っていた")
    years = measurements_of(measured_plan, "k4", sato.actor).years
    assert [(y.measurement.wording, y.broken) for y in years] == [("数え方", None), ("数え方", None)]
    assert MeasurementRow.objects.filter(superseded_at__isnull=False).count() == 2
    assert events_about(f"source:{visit_log}")[0].detail["remeasured"] == "数え方の説明を誤っていた"


def test_identifying_columns_never_enter(visit_log, sato, own_store):
    table = Table((Column("name", "text", identifying=True), Column("place", "text")), [{"name": "山田", "place": "A"}])
    with pytest.raises(EvidenceError) as refused:
        close_period(source=visit_log, period=FY2025, tables={"entries": table}, by=sato.actor, at=AT)
    assert codes(refused) == ["snapshot_identifying_column"]
    assert "山田" not in str(refused.value.problems)
    assert list(own_store.glob("*/*")) == []


@pytest.mark.parametrize("who", ["tanaka", "suzuki", "takahashi"])
def test_only_the_section_and_the_planner_close(request, visit_log, who):
    with pytest.raises(RefusedError):
        close(visit_log, request.getfixturevalue(who))


def test_the_owning_section_closes_in_the_name_of_its_post(ward, suzuki, stored_plan):
    post = suzuki.actor.posts[0].post
    source = define_source(
        kind="register", organisation=ward, title="相談記録", population="events", owner=post, by=suzuki.actor, on=TODAY
    )
    attach(source, stored_plan, suzuki)
    closed = close(source, suzuki)
    with open_snapshot(evidence_store(), closed.snapshot) as opened:
        assert opened.manifest["made_by"] == "子育て支援担当"


def test_a_figure_lifts_the_statement_that_nothing_was_measured(visit_log, stored_plan, sato):
    state_not_measured(plan=stored_plan, indicator="k4", period=FY2025, note="集計中", by=sato.actor, on=TODAY)
    attach(visit_log, stored_plan, sato)
    close(visit_log, sato)
    assert not NotMeasured.objects.filter(withdrawn_on__isnull=True).exists()
    with pytest.raises(EvidenceError) as refused:
        state_not_measured(plan=stored_plan, indicator="k4", period=FY2025, note="集計中", by=sato.actor, on=TODAY)
    assert codes(refused) == ["not_measured_but_is"]


def test_an_unreachable_store_is_said_and_nothing_is_stored(visit_log, sato, own_store, settings, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    settings.EVIDENCE_STORE = str(blocked)
    with pytest.raises(EvidenceError) as refused:
        close(visit_log, sato)
    assert codes(refused) == ["store_unreachable"]
    assert not Snapshot.objects.exists()


def test_the_database_refuses_a_known_reading_without_a_value(measured_plan):
    row = MeasurementRow.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasurementRow.objects.filter(pk=row.pk).update(value="")


def test_period_fields_are_those_of_the_core(measured_plan):
    row = MeasurementRow.objects.filter(fiscal_year=2025).get()
    assert dataclasses.astuple(FY2025) == (row.first, row.last, row.fiscal_year)


def close_answers(source, by, number, period, **more):
    return close_period(source=source, period=period, tables=answers(number, 10), by=by.actor, at=AT, **more)


def test_a_new_question_has_no_figure_of_the_years_in_which_it_was_not_asked(visit_log, stored_plan, sato):
    close(visit_log, sato, 5, FY2024)
    close_answers(visit_log, sato, 30, FY2025)
    attach(visit_log, stored_plan, sato, recipe=SHARE)
    found = measurements_of(stored_plan, "k4", sato.actor)
    assert [(y.measurement.period.fiscal_year, y.measurement.numerator) for y in found.years] == [(2025, 30)]
    assert [(y.fiscal_year, y.kind) for y in found.not_recorded] == [(2024, "register")]


def test_a_recipe_that_no_closed_period_holds_is_refused_unless_one_is_closed_next(visit_log, stored_plan, sato):
    close(visit_log, sato, 5, FY2024)
    with pytest.raises(EvidenceError) as refused:
        attach(visit_log, stored_plan, sato, recipe=SHARE)
    assert codes(refused) == ["recipe_does_not_fit", "snapshot_unknown_column"]
    assert not source_page(visit_log, sato.actor).indicators
    attach(visit_log, stored_plan, sato, recipe=SHARE, closes_next=True)
    with pytest.raises(EvidenceError) as refused:
        close(visit_log, sato, 5, FY2025)
    assert codes(refused) == ["recipe_does_not_fit", "snapshot_unknown_column"]
    closed = close_answers(visit_log, sato, 30, FY2025)
    assert closed.measurements[stored_plan, "k4"].numerator == 30 and closed.not_recorded == ()


def test_a_question_that_was_dropped_does_not_stop_the_closing(visit_log, stored_plan, sato):
    attach(visit_log, stored_plan, sato, recipe=SHARE)
    close_answers(visit_log, sato, 30, FY2024)
    closed = close(visit_log, sato, 5, FY2025)
    assert (closed.measurements, closed.not_recorded) == ({}, ((stored_plan, "k4"),))
    with pytest.raises(EvidenceError) as refused:
        close(visit_log, sato, 5, FY2024, reason="訂正")
    assert codes(refused) == ["recipe_does_not_fit", "snapshot_unknown_column"]


def test_a_stated_reason_stands_in_place_of_the_note(visit_log, stored_plan, sato):
    close(visit_log, sato, 5, FY2024)
    close_answers(visit_log, sato, 30, FY2025)
    attach(visit_log, stored_plan, sato, recipe=SHARE)
    state_not_measured(plan=stored_plan, indicator="k4", period=FY2024, note="新しい質問", by=sato.actor, on=TODAY)
    assert measurements_of(stored_plan, "k4", sato.actor).not_recorded == ()


def test_the_day_that_was_stated_for_an_indicator_is_when_its_source_is_due(measured_plan, visit_log, sato):
    (entry,) = sources_for(sato.actor, on=TODAY)
    assert entry.freshness.due == date(2027, 5, 30)
    running = MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026)
    day = date(2027, 3, 19)
    state_not_measured(
        plan=measured_plan, indicator="k4", period=running, note="研修は2月", next_on=day, by=sato.actor, on=TODAY
    )
    (entry,) = sources_for(sato.actor, on=TODAY)
    assert (entry.freshness.due, entry.freshness.overdue) == (day, False)
    (attached,) = source_page(visit_log, sato.actor).indicators
    detach_indicator(attachment=attached.id, by=sato.actor, on=TODAY)
    assert sources_for(sato.actor, on=TODAY)[0].freshness is None
