"""What whole plans say of money in two rows, of changes, of stamps and of the edition, read from grids and boxes."""

from datetime import date

import pytest

from hoshin.exchange.printed import Printed, Region
from tests.unit.assembly.reading import codes_of_problems, plan_of
from tests.unit.assembly_grid.drawn import box, table

TITLE = box("令和８年度　港区運営方針", 0, 0, 400, 20)
LEVELS = [box("めざす成果及び戦略1-1　きずな", 0, 20, 400, 15), box("具体的取組1-1-1　見守り", 0, 40, 400, 15)]
STAMP = "R7年度自己評価を踏まえ変更"


def plan(*items):
    return plan_of(Printed("plan", (Region("sheet", "様式2", items),)))


def initiative(*items):
    return plan(TITLE, *LEVELS, *items).outcomes[0].initiatives[0]


@pytest.mark.parametrize("amounts", [("1千円", "2千円", "3千円", "4千円"), ("7千円", "7千円", "7千円", "7千円")])
def test_amounts_under_their_years_beside_one_label(amounts):
    money = table(
        [("予算", 2, 1), "令和6年度決算額", "令和7年度予算額", "令和8年度予算額", "うち補助金"],
        list(amounts),
        ["取組内容", ("・巡回", 1, 4)],
    )
    read = initiative(money)
    assert read.budget.printed == amounts[2]
    assert [(line.label, line.fiscal_year, line.kind, line.budget.printed) for line in read.budget_lines] == [
        ("令和6年度決算額", 2024, "settled", amounts[0]),
        ("令和7年度予算額", 2025, "budget", amounts[1]),
        ("うち補助金", 2026, "subsidy", amounts[3]),
    ]
    assert [a.text for a in read.activities] == ["巡回"]


def test_heads_of_the_table_before_do_not_claim_labelled_rows():
    first = table(["具体的取組", "プロセス指標"], ["1-1-1 見守り", "件数：5件以上"])
    second = table(["戦略", "地域と進める。"], ["めざす状態", "安心している。"])
    outcome = plan(TITLE, LEVELS[0], first, second).outcomes[0]
    assert (outcome.strategy, outcome.goal_state) == ("地域と進める。", "安心している。")


CHANGES = ["改訂年月日", "対象", "変更前", "変更後", "理由"]


def entry(*cells):
    (found,) = plan(TITLE, *LEVELS, table([("改訂履歴", 1, 5)], CHANGES, list(cells))).revision_history
    return found.on, found.item, found.old, found.new, found.reason


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            ("令和8年7月15日", "1-1-1 プロセス指標", "36.8%以上", "38.6%以上", "実績を踏まえたため。"),
            (date(2026, 7, 15), "1-1-1", "36.8%以上", "38.6%以上", "実績を踏まえたため。"),
        ),
        (
            ("R8.10.1", "区の目標", "「安心。」の 一文", "「安全、安心。」の 一文", "意見（区政会議）による"),
            (date(2026, 10, 1), "区の目標", "「安心。」の 一文", "「安全、安心。」の 一文", "意見（区政会議）による"),
        ),
    ],
)
def test_each_column_of_a_table_of_changes_is_kept_as_it_stands(cells, said):
    assert entry(*cells) == said


def test_a_day_printed_once_for_two_changes_is_the_day_of_both():
    rows = [("令和8年7月15日", 2, 1), "1-1-1", "5件", "6件", "甲"], ["1-1-2", "7件", "8件", "乙"]
    read = plan(TITLE, *LEVELS, table([("改訂履歴", 1, 5)], CHANGES, *rows)).revision_history
    assert [(e.on, e.item) for e in read] == [(date(2026, 7, 15), "1-1-1"), (date(2026, 7, 15), "1-1-2")]


@pytest.mark.parametrize("cell", [f"・巡回\n（{STAMP}）", f"・巡回（{STAMP}）", f"・巡回\n{STAMP}"])
def test_a_stamp_inside_a_cell_marks_its_field(cell):
    read = plan(TITLE, *LEVELS, table(["取組内容", cell]))
    (stamp,) = read.stamps
    assert (stamp.item, stamp.field, stamp.certain) == ("initiative:1-1-1", "activities", True)
    assert [a.text for a in read.outcomes[0].initiatives[0].activities] == ["巡回"]


def test_a_sentence_that_tells_of_a_change_is_no_stamp():
    sentence = "R7年度自己評価を踏まえ変更した計画により進める。"
    read = plan(TITLE, *LEVELS, table(["取組内容", sentence]))
    assert read.stamps == ()
    assert read.outcomes[0].initiatives[0].activities[0].text == sentence


def test_a_stamp_in_a_title_marks_the_title():
    read = plan(TITLE, LEVELS[0], box(f"具体的取組1-1-1　見守り（{STAMP}）", 0, 40, 400, 15))
    assert [(s.item, s.field, s.certain) for s in read.stamps] == [("initiative:1-1-1", "title", True)]
    assert read.outcomes[0].initiatives[0].title == "見守り"


@pytest.mark.parametrize(("height", "certain"), [(200, True), (105, False)])
def test_a_floating_stamp_is_certain_only_where_it_lies_wholly_on_one_field(height, certain):
    activities = [box("取組内容", 0, 80, 90, 20), box("・巡回", 100, 80, 300, height - 80)]
    read = plan(TITLE, *LEVELS, *activities, box(STAMP, 300, 95, 90, 20))
    assert [(s.field, s.certain) for s in read.stamps] == [("activities", certain)]
    assert ("stamp_floats" in dict(codes_of_problems(read))) is not certain


@pytest.mark.parametrize("words", ["概要版", "（素案）"])
def test_the_edition_under_the_title_belongs_to_it(words):
    read = plan(TITLE, box(words, 150, 12, 40, 6), *LEVELS)
    assert read.edition == words.strip("（）")
    assert "text_not_placed" not in dict(codes_of_problems(read))
