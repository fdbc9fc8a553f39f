"""Details of running text: whose amount, whose stamp, how deep, and how long a text may take."""

import time

import pytest

from hoshin.exchange.assembly.content import label_of
from hoshin.exchange.assembly.flow import sections_of_lines
from hoshin.exchange.plan_text.reader import read_text_plan
from hoshin.exchange.printed import Line
from tests.unit.assembly.reading import read

HEAD = "令和8年度　港区運営方針\n施策1-1　まち\n1-1-1　見守り\n【プロセス指標】\n・割合：50%以上\n"
MONEY = {
    "amounts on the lines": "【予算】\n令和6年度決算額　74千円\n令和7年度予算額　76千円\n令和8年度予算額　77千円\n",
    "amounts on lines of their own": (
        "【予算】\n令和6年度決算額\n74千円\n令和7年度予算額\n76千円\n令和8年度予算額\n77千円\n"
    ),
    "all headings first": "令和6年度決算額\n令和7年度予算額\n令和8年度予算額\n\n74千円\n\n76千円\n\n77千円\n",
    "all under one heading": (
        "【予算】\n令和6年度決算額\n令和7年度予算額\n令和8年度予算額\n\n74千円\n\n76千円\n\n77千円\n"
    ),
}


@pytest.mark.parametrize("form", MONEY)
def test_each_year_keeps_its_own_amount(form: str) -> None:
    initiative = read(HEAD + MONEY[form]).outcomes[0].initiatives[0]
    assert initiative.budget is not None
    assert initiative.budget.amount_yen == 77_000
    lines = [(line.fiscal_year, line.kind, line.budget.amount_yen) for line in initiative.budget_lines]
    assert lines == [(2024, "settled", 74_000), (2025, "budget", 76_000)]


@pytest.mark.parametrize(
    "heading", ["【取組内容】（R7年度自己評価を踏まえ変更）", "取組内容（R7年度自己評価を踏まえ変更）"]
)
def test_a_stamp_in_a_headings_line_marks_its_section(heading: str) -> None:
    plan = read(f"{HEAD}{heading}\n・教室\n")
    initiative = plan.outcomes[0].initiatives[0]
    assert [(s.item, s.field, s.certain) for s in plan.stamps] == [(initiative.id, "activities", True)]
    assert not initiative.indicators[0].revised
    assert [a.text for a in initiative.activities] == ["教室"]
    assert "stamp_floats" not in {p.code for p in plan.problems}


@pytest.mark.parametrize(
    ("printed", "depths"),
    [
        ("- 支援\n  - 相談\n    - 電話\n  - 訪問\n- 広報\n", [0, 1, 2, 1, 0]),
        ("●支援\n　・相談\n　・訪問\n●広報\n", [0, 1, 1, 0]),
        ("①支援\n・相談\n②広報\n", [0, 1, 0]),
        ("・支援\n・相談\n", [0, 0]),
        ("　・支援\n　・相談\n", [0, 0]),
    ],
)
def test_nested_lists_keep_their_depth(printed: str, depths: list[int]) -> None:
    activities = read(f"{HEAD}【取組内容】\n{printed}").outcomes[0].initiatives[0].activities
    assert [a.depth for a in activities] == depths


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("①から③のいずれかが30%未満", None),
        ("① 又は②が50%未満", None),
        ("①、②ともに未達成", None),
        ("① からだを動かす講座", "①"),
        ("②-1 満足度：70%以上", "②-1"),
        ("①とよなかの祭り", "①"),
    ],
)
def test_a_number_that_speaks_of_others_is_no_label(text: str, label: str | None) -> None:
    assert label_of(text)[0] == label


def test_bare_page_numbers_are_no_text_of_the_plan() -> None:
    page = "【取組内容】\n・教室\n・講座\n・相談\n・訪問\n・広報\n\n{}\n\n"
    plan = read(HEAD + page.format(1) + page.format(2) + page.format(3))
    assert "text_not_placed" not in {p.code for p in plan.problems}


@pytest.mark.parametrize("line", ["地域の人と話し合う{}", "・教室{}", "令和6年度決算額　{}千円", "1-1-{}　見守り"])
def test_four_times_the_text_takes_about_four_times_as_long(line: str) -> None:
    seconds = []
    for count in (300, 1200):
        lines = _lines("\n".join(line.format(i % 90 + 1) + "あ" * (i // 90) for i in range(count)))
        start = time.process_time()
        sections_of_lines(lines)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 10 * seconds[0] + 0.5


def _lines(text: str) -> list[Line]:
    printed = read_text_plan(text.encode(), "long.txt")
    return [item for item in printed.regions[0].items if isinstance(item, Line)]


@pytest.mark.parametrize("heading", ["内容", "【内容】", "内容：", "◆内容"])
def test_the_bare_heading_of_activities_is_none_of_them(heading: str) -> None:
    activities = read(f"{HEAD}{heading}\n・登下校の見守り\n・防犯講座\n").outcomes[0].initiatives[0].activities
    assert [a.text for a in activities] == ["登下校の見守り", "防犯講座"]


def test_in_a_history_of_revisions_the_same_word_says_what_was_changed() -> None:
    plan = read(f"{HEAD}取組内容\n・見守り\n改訂履歴\n令和6年6月1日\n内容　目標の変更\n")
    assert any("目標の変更" in entry.text for entry in plan.revision_history)
    assert [a.text for a in plan.outcomes[0].initiatives[0].activities] == ["見守り"]
