"""The example's evidence: every indicator measured, the figures that the plan prints, and nothing done twice.

Everything is loaded once, in a transaction that is rolled back when the module is done.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import transaction
from examples.shiomi.build import build
from examples.shiomi.evidence.cases import FAMILY_NAMES
from examples.shiomi.evidence.loading import Loaded, load
from examples.shiomi.evidence.office import CHILDREN, FISCAL_YEAR, SAFETY, TODAY, NoPlanError, Office, open_office
from examples.shiomi.evidence.questionnaires import surveys
from examples.shiomi.evidence.registers import CAMERAS, CAMPAIGNS, CLASSES, GRANTS, PATROLS, REGISTERS
from examples.shiomi.evidence.survey_loading import stored_wave
from examples.shiomi.truth import shiomi_plan

from hoshin.core.measurement.record import Known, Measurement
from hoshin.core.measurement.shown import exactly
from hoshin.core.permissions import RefusedError
from hoshin.core.plan.flat import flatten
from hoshin.engines.measuring import measurement_from
from hoshin.exchange.reading import read_plan
from hoshin.exchange.snapshots import open_snapshot
from hoshin.server.audit.queries import verify_chain
from hoshin.server.cases.queries.pages import case_list
from hoshin.server.cases.queries.pages import registers_for as case_registers_for
from hoshin.server.cases.queries.standing import NoSuchCaseError
from hoshin.server.evidence.queries import (
    IndicatorEvidence,
    indicators_of_plan,
    measurements_of,
    source_page,
    sources_for,
)
from hoshin.server.evidence.store import evidence_store
from hoshin.server.evidence.verifying import snapshots_to_check, verify
from hoshin.server.plans.actions import import_document, publish_plan
from hoshin.server.responses.queries.keying import keying_progress
from hoshin.server.responses.queries.monitor import returns_of
from hoshin.server.surveys.queries import door_of
from tests.people import OPERATOR

LAST_YEAR = FISCAL_YEAR - 1
PRINTED = {
    ("1-1-1", "まち協を知っている"): "48.1%",
    ("1-1-1", "地域に合った支援"): "66.4%",
    ("2-1-1", "情報を届けた回数"): "348件",
    ("2-1-1", "子育て情報が役に立っている"): "64.9%",
    ("2-1-2", "こども見守りネットで"): "84.0%",
    ("2-1-2", "保育施設等での区独自の把握"): "78.0%",
    ("2-2-1", "役に立ったと答えた学校"): "90.3%",
    ("4-2-1", "防犯意識"): "46.2%",
    ("4-2-2", "子どもをねらった犯罪"): "38件",
    ("4-2-2", "特殊詐欺"): "52件",
    ("4-3-1", "ルールとマナーの周知"): "37.9%",
}
"""Every figure of an indicator that past_results prints."""
COUNTED = {
    ("1-1-1", "補助金の交付は17地域"): (GRANTS.title, {"figure": "covered"}, 17),
    ("4-2-1", "防犯カメラ186台"): (CAMERAS.title, {"figure": "distinct", "field": "camera"}, 186),
    ("4-2-1", "巡回延べ640回"): (PATROLS.title, {"figure": "count"}, 640),
    ("4-3-1", "交通安全教室を42回"): (CLASSES.title, {"figure": "count"}, 42),
    ("4-3-2", "17地域すべてで行い"): (CAMPAIGNS.title, {"figure": "covered"}, 17),
    ("4-3-2", "チラシ21,000枚"): (CAMPAIGNS.title, {"figure": "sum", "field": "leaflets"}, 21_000),
}
"""Figures of what was done, and the register's recipe that gives them."""
COUNTS = {
    ("2-1-2", "263世帯のうち221世帯"): ("こども見守りネットで", (221, 263)),
    ("2-1-2", "41世帯のうち32世帯"): ("保育施設等での区独自の把握", (32, 41)),
    ("2-2-1", "28校（90.3%）"): ("役に立ったと答えた学校", (28, 31)),
}
NOT_RECORDED = (
    "412回", "12回", "196件", "14校", "20校", "58回", "31校", "146人", "612人", "1,240人", "11校", "86回", "２回",
    "１回", "74人", "94回", "1,104人", "11月", "312台", "388台", "1.1ポイント", "41件", "47件",
)  # fmt: skip
"""Printed figures that no register of the example holds, and those of 2024, which the series hold."""


@dataclass(frozen=True)
class Example:
    office: Office
    first: Loaded

    def evidence(self, owner: str, words: str) -> IndicatorEvidence:
        item = self.office.indicator(owner, words)
        found = measurements_of(self.office.plan, item, self.office.planner, on=TODAY)
        assert found is not None
        return found

    def figure(self, owner: str, words: str, year: int) -> Measurement:
        return self.evidence(owner, words).by_year[year].measurement


@pytest.fixture(scope="module")
def example(django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    folder = tmp_path_factory.mktemp("shiomi")
    build(folder, ["form2.xlsx"])
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.raises(NoPlanError):
            load(lambda _: None)
        plan = import_document(document=read_plan(folder / "form2.xlsx"), by=OPERATOR, on=TODAY, reason="例").plan
        publish_plan(plan=plan, by=OPERATOR, on=TODAY)
        first = load(lambda _: None)
        yield Example(open_office(lambda _: None), first)
        transaction.set_rollback(True)


def rounded(measurement: Measurement) -> str:
    """A figure as a plan prints it."""
    assert isinstance(measurement.reading, Known)
    value = exactly(measurement.reading.value)
    if measurement.unit == "%":
        share = Decimal(value.numerator) * 100 / Decimal(value.denominator)
        return f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    return f"{value}{measurement.unit}"


def past_results() -> dict[str, str]:
    items = flatten(shiomi_plan()).values()
    return {i.record.code: i.record.past_results for i in items if i.level == "initiative"}


def test_every_indicator_has_last_years_figure_and_this_years_or_a_reason(example: Example, db) -> None:
    office = example.office
    indicators = indicators_of_plan(office.plan, office.planner).indicators
    assert len(indicators) == 27
    without = {}
    for one in indicators:
        found = measurements_of(office.plan, one.item, office.planner, on=TODAY)
        assert found is not None
        assert isinstance(found.by_year[LAST_YEAR].measurement.reading, Known), one.measure
        if FISCAL_YEAR not in found.by_year:
            without[one.owner_code] = [(a.reason, bool(a.note), a.next_on) for a in found.absences]
        assert not found.freshness.overdue, one.measure
    assert without == {
        "2-2-1": [("not_measured", True, date(2027, 3, 12))],
        "2-2-2": [("not_yet_closed", True, date(2027, 1, 15))],
        "2-2-3": [("not_measured", True, date(2027, 3, 19))],
    }


@pytest.mark.parametrize(("owner", "words"), PRINTED)
def test_the_figures_that_the_plan_prints(example: Example, db, owner: str, words: str) -> None:
    assert PRINTED[owner, words] in past_results()[owner]
    assert rounded(example.figure(owner, words, LAST_YEAR)) == PRINTED[owner, words]


def test_the_figures_of_calendar_2024(example: Example, db) -> None:
    assert [rounded(example.figure("4-2-2", words, 2024)) for words in ("子どもを", "特殊詐欺")] == ["41件", "47件"]
    assert "38件（前年41件）" in past_results()["4-2-2"]
    assert "52件（前年47件）" in past_results()["4-2-2"]


@pytest.mark.parametrize(("owner", "printed"), COUNTS)
def test_the_counts_behind_printed_shares(example: Example, db, owner: str, printed: str) -> None:
    words, counts = COUNTS[owner, printed]
    figure = example.figure(owner, words, LAST_YEAR)
    assert (figure.numerator, figure.denominator) == counts
    texts = re.sub("支援の必要な", "", past_results()[owner])
    assert printed in texts


@pytest.mark.parametrize(("owner", "printed"), COUNTED)
def test_what_the_registers_count_is_what_the_plan_prints(example: Example, db, owner: str, printed: str) -> None:
    title, recipe, expected = COUNTED[owner, printed]
    assert printed in past_results()[owner]
    (source,) = (s for s in sources_for(example.office.planner, "register") if s.title == title)
    closed = next(
        s for s in source_page(source.id, example.office.planner).snapshots if s.period.fiscal_year == LAST_YEAR
    )
    with open_snapshot(evidence_store(), closed.hash) as opened:
        figure = measurement_from(
            {"method": "register_figure/1", **recipe}, opened.tables, opened.manifest["definition"], opened.period
        )
    assert figure.reading == Known(expected)


def test_no_printed_figure_is_forgotten() -> None:
    """What stands in past_results is held against evidence here, or named as not recorded."""
    held = "".join([*PRINTED.values(), *(p for _, p in COUNTED), *(p for _, p in COUNTS)])
    for code, text in past_results().items():
        for figure in re.findall(r"[0-9０-９][0-9０-９,.]*(?:世帯|地域|ポイント|[%件回校人台枚月])", text):
            assert figure in held or figure in NOT_RECORDED, (code, figure)


def test_the_residents_survey_has_three_waves_with_intervals_and_one_cut(example: Example, db) -> None:
    office = example.office
    indicators = [
        i for i in indicators_of_plan(office.plan, office.planner).indicators if "区民アンケート" in i.measure
    ]
    assert len(indicators) == 10
    cut = []
    for one in indicators:
        years = measurements_of(office.plan, one.item, office.planner, on=TODAY).by_year
        assert sorted(years) == [2024, 2025, 2026]
        for year in years.values():
            figure = year.measurement
            uncertainty = figure.uncertainty
            assert uncertainty is not None and uncertainty.lower < figure.reading.value < uncertainty.upper
            assert (figure.n_asked, figure.period.first.year) == (1500, figure.period.fiscal_year)
            assert figure.n_base < figure.n_answered < 600
        cut += [one.owner_code for year in years.values() if year.broken]
    assert cut == ["2-2"]


def test_registers_and_statistics_say_how_far_they_reach(example: Example, db) -> None:
    visits = example.evidence("2-1-1", "情報を届けた回数")
    assert visits.by_year[LAST_YEAR].corrections == 1
    assert (rounded(visits.by_year[2026].measurement), visits.by_year[2026].measurement.period.last) == (
        "240件",
        date(2026, 10, 31),
    )
    fraud = example.evidence("4-2-2", "特殊詐欺")
    running = fraud.by_year[2026].measurement
    assert (running.provisional, running.parts["months"], rounded(running)) == (True, 10, "40件")
    assert fraud.baseline is not None and fraud.baseline.value == 52


def test_no_other_population_was_put_in(example: Example, db) -> None:
    for source in sources_for(example.office.planner):
        for attached in source_page(source.id, example.office.planner).indicators:
            assert not attached.override_reason
    flags = {
        flag
        for i in indicators_of_plan(example.office.plan, example.office.planner).indicators
        for year in measurements_of(example.office.plan, i.item, example.office.planner, on=TODAY).years
        for flag in year.measurement.flags
    }
    assert "population_differs" not in flags


def test_only_the_reworded_question_was_attached_anew(example: Example, db) -> None:
    """This year's closing finds the attachments of last year's, but for the question whose words changed."""
    attached = [
        (a.measure, a.until is not None)
        for source in sources_for(example.office.planner)
        for a in source_page(source.id, example.office.planner).indicators
    ]
    assert len([measure for measure, is_ended in attached if not is_ended]) == 27
    assert {measure for measure, is_ended in attached if is_ended} == {
        "区民アンケートで、子どもが自ら学び育つ環境が地域に整っていると答えた区民の割合"
    }


def test_answers_came_by_every_channel_and_two_people_keyed_the_paper(example: Example, db) -> None:
    office, residents = example.office, surveys()[0]
    survey = stored_wave(office, residents, FISCAL_YEAR)
    back = returns_of(survey)
    channels = dict(back.by_channel)
    assert (back.asked, channels["paper"]) == (1500, 24)
    assert channels["web"] > 200 and channels["import"] > 200
    young = [s for s in back.strata if "18" in s.stratum]
    old = [s for s in back.strata if "70" in s.stratum]
    assert max(s.rate for s in young) < min(s.rate for s in old)
    progress = keying_progress(survey, office.planner)
    assert (progress.settled, progress.differing, progress.once) == (24, 0, 0)
    assert sum(d.differing for d in progress.disagreements) == 4


def test_a_newcomer_can_answer(example: Example, db) -> None:
    assert [path.startswith("/responses/") for _, path in example.first.doors] == [True, True]
    open_survey = int(example.first.doors[0][1].split("/")[3])
    door = door_of(open_survey, TODAY)
    assert door.is_open and door.takes_anyone


def test_verify_finds_everything_as_it_was_closed(example: Example, db) -> None:
    checked = tuple(verify(snapshots_to_check(), OPERATOR))
    assert len(checked) > 30
    assert all(one.is_sound for one in checked)
    assert verify_chain().is_whole


def test_loading_again_changes_nothing(example: Example, db) -> None:
    before = verify_chain()
    again = load(pytest.fail)
    assert (again.made, again.kept) == (0, example.first.made)
    assert verify_chain() == before


def test_an_interrupted_run_goes_on(example: Example, db, monkeypatch) -> None:
    """What one part had begun is undone with it; the next run makes that part and nothing else."""
    missing = replace(REGISTERS[-1], title="交通安全教室（つづき）")
    told: list[str] = []
    monkeypatch.setattr("examples.shiomi.evidence.loading.REGISTERS", (*REGISTERS, missing))
    with monkeypatch.context() as stopping:
        stopping.setattr("examples.shiomi.evidence.register_loading.enter_many", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(told.append)
    again = load(told.append)
    assert again.made == 1
    assert told == [f"  記録簿 {missing.title}"] * 2


def _interrupted(**_: object) -> int:
    raise KeyboardInterrupt


def test_no_name_of_a_person_left_the_office(example: Example, db) -> None:
    for name in snapshots_to_check():
        with open_snapshot(evidence_store(), name) as opened:
            words = {str(v) for table in opened.tables.values() for row in table.records() for v in row.values()}
        assert not any(family in word for word in words for family in (*FAMILY_NAMES, "保護者の氏名", "000-0000"))


def test_cases_are_their_sections_alone(example: Example, db) -> None:
    office = example.office
    section, other = office.actor(CHILDREN), office.actor(SAFETY)
    registers = case_registers_for(section)
    assert {r.title for r in registers} == {"こども見守りネット（小中学校）", "こども見守りネット（保育施設等）"}
    assert case_list(registers[0].id, section).count > 50
    assert case_registers_for(other) == ()
    for stranger in (other, office.planner):
        with pytest.raises((NoSuchCaseError, RefusedError)):
            case_list(registers[0].id, stranger)
