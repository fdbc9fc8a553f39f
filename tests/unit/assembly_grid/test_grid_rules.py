"""Single rules of reading a grid: what claims what, and that nothing printed is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.assembly_grid.drawn import box, line, said, sections, table


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (table(["戦略", "連携する"]), ["strategy: 連携する"]),
        (table(["戦略"], ["連携する"]), ["strategy: 連携する"]),
        (table(["戦略：連携する"]), ["strategy: 連携する"]),
        (table(["【戦略】\n連携する"]), ["strategy: 連携する"]),
        (table(["戦\n略", "連携する"]), ["strategy: 連携する"]),
        (table([("戦略", 2, 1), "連携する"], ["広報する"]), ["strategy: 連携する\n広報する"]),
        (table(["めざす状態", "戦略"], ["元気", "連携する"]), ["goal_state: 元気", "strategy: 連携する"]),
        (table(["めざす状態", "元気", "戦略", "連携する"]), ["goal_state: 元気", "strategy: 連携する"]),
    ],
)
def test_a_label_claims_what_stands_beside_or_below_it_or_behind_it(form, expected):
    assert said(form) == expected


def test_lines_typed_into_one_row_each_are_one_text():
    form = table(["めざす状態", "地域の人びとが助け"], ["", "合い、安心して"], ["", "暮らしている。"])
    assert said(form) == ["goal_state: 地域の人びとが助け\n合い、安心して\n暮らしている。"]


def test_the_place_of_joined_cells_covers_them_all():
    form = table(["めざす状態", "地域の人びとが助け"], ["", "合う。"])
    assert sections(form)[0].fragments[0].source.cell == "B1:B2"


def test_a_mark_in_a_cell_of_its_own_belongs_to_the_text_beside_it():
    form = table(
        ["具体的取組1-1-1", "見守り", ""], [("プロセス指標", 2, 1), "①", "回数：5回以上"], ["②", "人数：9人以上"]
    )
    assert said(form)[1] == "process_indicators 1-1-1: ① 回数：5回以上\n② 人数：9人以上" or said(form)[1:] == [
        "process_indicators 1-1-1: ① 回数：5回以上 / ② 人数：9人以上"
    ]


def test_a_name_and_its_figure_in_two_cells_are_one_phrase():
    form = table(["アウトカム指標", "満足している区民の割合", "令和5年度までに70%以上"])
    assert said(form) == ["outcome_indicators: 満足している区民の割合：令和5年度までに70%以上"]


def test_a_code_and_its_title_in_two_cells():
    form = table(["番号", "取組名", "取組内容"], ["1-1-1", "見守り", "巡回"], ["1-1-2", "相談", "窓口"])
    assert [s for s in said(form) if s.startswith("initiative")] == [
        "initiative 1-1-1: 見守り",
        "initiative 1-1-2: 相談",
    ]


def test_initiatives_without_codes_stand_in_their_own_rows():
    form = table(["取組名", "取組内容", "予算額"], ["見守り", "巡回", "5千円"], ["相談", "窓口", "－"])
    assert said(form) == [
        "initiative 取組: 見守り",
        "activities: 巡回",
        "budget: 5千円",
        "initiative 取組: 相談",
        "activities: 窓口",
        "budget: －",
    ] or said(form) == [
        "initiative: 見守り",
        "activities: 巡回",
        "budget: 5千円",
        "initiative: 相談",
        "activities: 窓口",
        "budget: －",
    ]


def test_an_amount_in_the_column_of_activities_is_the_budget():
    form = table(["具体的取組", "取組内容"], [("1-1-1 支援", 2, 1), "・支援"], ["77,153千円"])
    assert said(form)[1:] == ["activities 1-1-1: ・支援", "budget 1-1-1: 77,153千円"]


def test_the_last_budget_of_a_row_is_this_years_even_when_it_is_blank():
    form = table(["具体的取組1-1-1 支援", "元決算額", "5千円", "2予算額", "6千円", "3予算額", ""])
    assert said(form)[1:] == ["budget_line 1-1-1 ?1.settled: 5千円", "budget_line 1-1-1 ?2.budget: 6千円"]


def test_a_head_does_not_reach_into_another_stage():
    form = table(
        ["具体的取組1-1-1 支援", "", ""],
        [("計画", 2, 1), "取組内容", "プロセス指標"],
        ["・支援", "数：5件以上"],
        [("自己評価", 2, 1), "取組実績", "何かの欄"],
        ["実施した", "書かれた文"],
    )
    assert "process_indicators 1-1-1: 数：5件以上" in said(form)
    assert "unknown 1-1-1: 書かれた文" in said(form)


def test_goals_and_targets_are_told_apart_by_their_row():
    assert said(table(["目標", "笑顔のまち"])) == ["goal: 笑顔のまち"]
    form = table(["成果指標", "目標"], ["満足度", "70%"])
    assert said(form) == ["outcome_indicators: 満足度：70%"]


def test_a_legend_is_no_value():
    form = table(["プロセス指標の達成状況", "①：目標達成　②：目標未達成"], ["", "①5回"])
    assert "目標未達成" not in " ".join(said(form))


def test_a_stamp_in_a_cell_marks_the_indicator_before_it():
    form = table(["アウトカム指標", "割合：70%以上", "R2年度自己評価を踏まえ変更"])
    assert said(form) == ["outcome_indicators: 割合：70%以上 / R2年度自己評価を踏まえ変更"]


def test_text_before_a_table_opens_the_level_of_the_table():
    read = said(line("めざす成果及び戦略1-1 安全なまち"), table(["戦略", "連携する"]))
    assert read == ["outcome 1-1 めざす成果及び戦略: 安全なまち", "strategy: 連携する"]


LABELS = (
    "計画",
    "自己評価",
    "戦略",
    "めざす状態",
    "プロセス指標",
    "取組内容",
    "予算額",
    "目標値",
    "指標名",
    "R3年度実績",
)
VALUES = (
    *("具体的取組1-1-1", "1-1-2 支援", "経営課題1", "割合：70%以上", "連携する。", "77千円", "①", "－"),
    *("R2年度自己評価を踏まえ変更", "A", ""),
)
TEXTS = st.sampled_from(LABELS + VALUES)
SHAPES = st.tuples(TEXTS, st.integers(1, 3), st.integers(1, 3))


def _kept(form_sections):
    return "\n".join(f"{s.heading}\n" + "\n".join(f.text for f in s.fragments) for s in form_sections)


@given(st.lists(st.lists(SHAPES, min_size=1, max_size=5), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_value_of_any_grid_is_lost(rows):
    form = table(*rows)
    kept = _kept(sections(form))
    for cell in form.cells:
        if cell.text and cell.text not in LABELS:
            for digit_or_word in cell.text.split():
                assert digit_or_word.removeprefix("具体的取組") in kept


@given(
    st.lists(
        st.tuples(TEXTS, st.integers(0, 900), st.integers(0, 500), st.integers(5, 300), st.integers(5, 200)),
        max_size=12,
    )
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_value_of_any_slide_is_lost(drawn):
    boxes = [box(text, x, y, width, height) for text, x, y, width, height in drawn if text]
    kept = _kept(sections(*boxes)) if boxes else ""
    for item in boxes:
        if item.text not in LABELS:
            for word in item.text.split():
                assert word.removeprefix("具体的取組") in kept
