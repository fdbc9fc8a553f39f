"""What a planner is warned of."""

from datetime import date
from decimal import Decimal

import pytest

from hoshin.core.plan.document import Indicator, Result, Target
from hoshin.core.problems import sentence
from hoshin.core.targets import read_phrase, warnings

DUE = "令和9年度までに"


def indicator(phrase: str, **more) -> Indicator:
    reading = read_phrase(phrase)
    (read,) = reading.targets
    return Indicator("i1", read.measure, phrase, target=read.target, target_printed=read.printed, **more)


def codes(phrase: str, kind: str, **more) -> list[str]:
    return [problem.code for problem in warnings(indicator(phrase, **more), kind)]


@pytest.mark.parametrize(
    ("phrase", "kind", "expected"),
    [
        (f"区役所が身近だと感じる区民の割合：{DUE}70%以上", "outcome", []),
        ("区役所が身近だと感じる区民の割合：70%以上", "outcome", ["outcome_without_due"]),
        ("区役所が身近だと感じる区民の割合：70%以上", "process", []),
        (f"区役所が身近だと感じる区民の割合：{DUE}70%", "outcome", ["comparator_only_implied"]),
        (f"防災講座の開催回数：{DUE}10回以上", "outcome", ["output_as_outcome"]),
        ("防災講座の開催回数：10回以上", "process", []),
        ("防災講座に満足した参加者の割合：80件以上", "process", ["unit_against_measure"]),
        ("相談の件数：80%以上", "process", ["unit_against_measure"]),
        ("満足した割合：80%以上", "process", ["share_without_population"]),
        ("町会に加入する世帯の割合：120%以上", "process", ["share_above_whole"]),
        ("利用者数：増加", "process", ["change_without_amount", "change_without_baseline"]),
        ("利用者数：前年度比10%増", "process", []),
        ("満足度の維持", "process", ["maintain_without_level"]),
        ("防災計画を改定する", "process", ["target_only_qualitative"]),
    ],
)
def test_a_warning_for_each_weakness(phrase, kind, expected):
    assert codes(phrase, kind) == expected


def test_a_target_that_the_last_result_already_reaches():
    results = (
        Result("48.0%", fiscal_year=2020, value=Decimal(48), unit="%"),
        Result("52.0%", fiscal_year=2021, value=Decimal(52), unit="%"),
    )
    phrase = "町会に加入する世帯の割合：50%以上"
    assert codes(phrase, "process", results=results) == ["target_already_reached"]
    assert codes(phrase, "process", results=results[:1]) == []


def test_a_falling_target_that_is_already_reached():
    results = (Result("12件", fiscal_year=2021, value=Decimal(12), unit="件"),)
    assert codes("苦情の件数：15件以下", "process", results=results) == ["target_already_reached"]
    assert codes("苦情の件数：10件以下", "process", results=results) == []


def test_an_indicator_without_a_measure():
    empty = Indicator("i1", " ", "70%以上", target=Target(">=", Decimal(70), unit="%"))
    assert [problem.code for problem in warnings(empty, "process")] == ["measure_missing"]


def test_a_day_is_a_deadline_too():
    target = Target(">=", Decimal(70), unit="%", due_date=date(2026, 3, 31))
    assert warnings(Indicator("i1", "安心と感じる区民の割合", "", target=target), "outcome") == ()


def test_a_warning_names_its_item_and_can_be_said_in_both_languages():
    for problem in warnings(indicator("講座の回数：8回"), "outcome"):
        assert (problem.item, problem.field) in {("i1", "measure"), ("i1", "target")}
        assert sentence(problem, "ja") and sentence(problem, "en")
