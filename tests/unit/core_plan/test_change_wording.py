"""Every value of a plan's record of changes reads as words, never as the machine's own notation."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hoshin.core.change_wording import change_in_words, value_in_words
from hoshin.core.plan.codec import to_json
from hoshin.core.plan.difference import Change, difference
from hoshin.core.plan.document import (
    Activity,
    Budget,
    BudgetLine,
    ExitCriterion,
    LevelLabel,
    Result,
    Review,
    RevisionEntry,
    RevisionStamp,
    Target,
)
from hoshin.core.plan.edit import set_fields
from hoshin.core.plan.flat import fields_of, flatten
from hoshin.core.sources import Source
from tests.plans import kitamachi

TABLE = [
    ("target", Target(">=", Decimal(70), unit="%"), "70％以上にする", "at least 70 %"),
    (
        "target",
        Target("<=", unit="件", baseline="previous_fiscal_year"),
        "前年度の件数以下にする",
        "at most the figure of last fiscal year",
    ),
    (
        "levels",
        (LevelLabel("outcome", "重点目標"), LevelLabel("initiative", "事業")),
        "めざす成果は「重点目標」と呼ぶ\n具体的取組は「事業」と呼ぶ",
        "the outcome level is called “重点目標”\nthe initiative level is called “事業”",
    ),
    ("budget", Budget("amount", "77,153千円", 77_153_000), "77,153千円", "77,153千円"),
    ("budget", Budget("none", ""), "予算なし", "no budget"),
    ("budget", Budget("included_in", "4-2-1を含む", included_in="4-2-1"), "4-2-1を含む", "4-2-1を含む"),
    (
        "budget",
        Budget("included_in", "再掲", included_in="4-2-1"),
        "再掲（4-2-1に含む）",
        "再掲 (included in 4-2-1)",
    ),
    ("budget", Budget("amount", "一式", 5000), "一式（5,000円）", "一式 (5,000 yen)"),
    (
        "budget_lines",
        (BudgetLine("元年度決算額", Budget("amount", "71,204千円", 71_204_000), 2019, "settled"),),
        "元年度決算額 71,204千円",
        "元年度決算額 71,204千円",
    ),
    ("activities", (Activity("補助", "(1)"), Activity("説明", depth=1)), "(1) 補助\n説明", "(1) 補助\n説明"),
    (
        "results",
        (Result("36.2%", label="前年度", fiscal_year=2025, code="A"),),
        "前年度 36.2%（2025年度、評価 A）",
        "前年度 36.2% (fiscal year 2025, evaluation A)",
    ),
    ("exit_criteria", (ExitCriterion("新設が5台未満"),), "新設が5台未満", "新設が5台未満"),
    (
        "stamps",
        (RevisionStamp("R2年度自己評価を踏まえ変更", 2020),),
        "R2年度自己評価を踏まえ変更",
        "R2年度自己評価を踏まえ変更",
    ),
    (
        "revision_history",
        (RevisionEntry("目標値を改定", date(2026, 6, 1), old="15台", new="20台", reason="実績"),),
        "2026-06-01 目標値を改定（15台 → 20台、理由：実績）",
        "2026-06-01 目標値を改定 (15台 → 20台, reason: 実績)",
    ),
    (
        "reviews",
        (Review("mid_year", 2025, {"challenges": "遅れ", "独自": "別"}, {"assessment": "②(ⅰ)"}),),
        "中間振り返り（2025年度）\n課題：遅れ\n独自：別\n評価：②(ⅰ)",
        "mid-year review (fiscal year 2025)\nchallenges: 遅れ\n独自: 別\nassessment: ②(ⅰ)",
    ),
    (
        "sources",
        {"goal_state": Source("plan.xlsx", sheet="様式2", cell="B12")},
        "めざす状態：plan.xlsx・シート「様式2」・B12",
        "goal state: plan.xlsx, sheet “様式2”, B12",
    ),
    ("revised", False, "いいえ", "no"),
]


@pytest.mark.parametrize(("field", "value", "ja", "en"), TABLE)
def test_a_value_in_words(field, value, ja, en):
    assert value_in_words(value, "x", field, "ja") == ja
    assert value_in_words(value, "x", field, "en") == en
    assert value_in_words(to_json(value), "x", field, "ja") == ja, "a stored value reads the same"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_value_of_a_whole_plan_shows_the_machines_notation(language):
    for item in flatten(kitamachi()).values():
        for field in fields_of(item.level):
            words = value_in_words(getattr(item.record, field), item.level, field, language)
            for mark in ("comparator", "{", "}", "None", '": '):
                assert mark not in words, (item.id, field, words)


def test_a_changed_target_reads_as_two_sentences():
    change = Change("changed", "indicator", "k", "満足度", "target", Target(">=", Decimal(70), unit="%"), None)
    assert change_in_words(change) == "変更：指標「満足度」の目標の意味\n  － 70％以上にする\n  ＋ ―"
    assert change_in_words(change, "en").splitlines()[1] == "  － at least 70 %"


def test_a_changed_level_name_reads_as_a_sentence():
    after = replace(kitamachi(), levels=(LevelLabel("issue", "重点課題"),))
    words = "\n".join(change_in_words(change) for change in difference(kitamachi(), after))
    assert "経営課題は「重点課題」と呼ぶ" in words


def test_what_only_the_evaluation_code_tells_apart_is_told_apart():
    before, after = (set_fields(kitamachi(), "k1", {"results": (Result("36.2%", code=code),)}) for code in ("A", "B"))
    (change,) = difference(before, after)
    assert "評価 A" in change_in_words(change)
    assert "評価 B" in change_in_words(change)


def test_a_doubt_of_the_reader_is_its_sentence_not_a_record():
    words = value_in_words(kitamachi().problems, "plan", "problems")
    assert "約３百万円" in words
    assert "{" not in words
