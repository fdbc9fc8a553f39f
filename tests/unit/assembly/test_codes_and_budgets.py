"""Codes, budget cells, stamps, marks, titles and years, each in the ways they are printed."""

import pytest

from hoshin.exchange.assembly.budgets import budget_behind, budget_of, is_budget
from hoshin.exchange.assembly.codes import code_order, codes_in, normal_code, read_code
from hoshin.exchange.assembly.stamps import find_marks, find_stamps, is_stamp
from hoshin.exchange.assembly.title import read_title
from hoshin.exchange.assembly.years import year_in, year_of_era


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("1-1-1", "1-1-1"),
        ("１－１－１", "1-1-1"),
        ("1−1−1", "1-1-1"),
        ("1ー1ー1", "1-1-1"),
        ("1.1.1", "1-1-1"),
        ("1-(1)-①", "1-1-1"),
        ("【1-1】", "1-1"),
        ("Ⅱ-3", "2-3"),
        ("10-12", "10-12"),
    ],
)
def test_codes_are_normalised(printed, code):
    found = read_code(printed)
    assert found is not None
    assert (found.text, found.start, found.end) == (code, 0, len(printed))


def test_numbers_with_a_zero_are_no_codes():
    assert normal_code("47.0") is None
    assert codes_in("1-2-1、1-2-2に含む") == ("1-2-1", "1-2-2")
    assert sorted(["10-1", "9-2", "9-1-1"], key=code_order) == ["9-1-1", "9-2", "10-1"]


BUDGETS = [
    ("77,153千円", "amount", 77_153_000, None, 1000),
    ("７７，１５３千円", "amount", 77_153_000, None, 1000),
    ("6千2百万円", "amount", 62_000_000, None, 1_000_000),
    ("1億2,345万円", "amount", 123_450_000, None, 10_000),
    ("12.5百万円", "amount", 12_500_000, None, 100_000),
    ("340万円", "amount", 3_400_000, None, 10_000),
    ("77,230,000円", "amount", 77_230_000, None, 1),
    ("0千円", "amount", 0, None, 1000),
    ("△5千円", "amount", -5000, None, 1000),
    ("一 円", "none", None, None, None),
    ("－", "none", None, None, None),
    ("―千円", "none", None, None, None),
    ("予算なし", "none", None, None, None),
    ("4-2-1を含む", "included_in", None, "4-2-1", None),
    ("１－(1)－①に含む", "included_in", None, "1-1-1", None),
    ("【1-1-1】を含む", "included_in", None, "1-1-1", None),
    ("（具体的取組2-1-1に含む）", "included_in", None, "2-1-1", None),
]


@pytest.mark.parametrize(("printed", "kind", "yen", "included_in", "rounding"), BUDGETS)
def test_budget_cells(printed, kind, yen, included_in, rounding):
    budget = budget_of(printed)
    assert budget is not None
    assert (budget.kind, budget.amount_yen, budget.included_in, budget.rounding_yen) == (
        kind,
        yen,
        included_in,
        rounding,
    )
    assert budget.printed == printed


@pytest.mark.parametrize(
    "printed", ["約3百万円", "約３百万円", "1,23千円", "1,234", "検討中", "2-1-1、2-1-2に含む", ""]
)
def test_what_is_not_certain_is_no_amount(printed):
    assert budget_of(printed) is None


def test_a_bare_number_takes_the_unit_of_its_header():
    budget = budget_of("1,234", "千円")
    assert budget is not None
    assert budget.amount_yen == 1_234_000


@pytest.mark.parametrize(
    "text", ["370件以上", "2-2-2 子育て世帯を含む", "1-2-2　学校図書館との連携　（【1-2-1】を含む）", "70%"]
)
def test_what_only_holds_a_number_is_no_budget(text):
    assert not is_budget(text)


def test_a_budget_in_brackets_behind_a_title():
    text = "不法投棄の防止　（【2-1-1】を含む）"
    start = budget_behind(text)
    assert start is not None
    assert text[start:] == "（【2-1-1】を含む）"
    assert budget_behind("学校（小・中）") is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("R2年度自己評価を踏まえ変更", 2020),
        ("R2年度自己評価\nを踏まえ変更", 2020),
        ("（R4年度評価により変更）", 2022),
        ("平成30年度自己評価を踏まえ変更", 2018),
        ("※令和元年度の自己評価を踏まえ目標値を変更", 2019),
        ("前年度評価に基づき見直し", None),
        ("区政会議の意見を踏まえ修正", None),
    ],
)
def test_stamps(text, year):
    assert is_stamp(text)
    assert [s.evaluation_fiscal_year for s in find_stamps(text)] == [year]


@pytest.mark.parametrize("text", ["評価の結果を公表する", "自己評価", "事業を変更する", "令和3年度までに変更"])
def test_sentences_are_no_stamps(text):
    assert find_stamps(text) == ()


def test_a_stamp_is_found_inside_a_phrase_with_its_place():
    text = "割合：69.1%以上\n【R2年度自己評価を踏まえ変更】"
    (stamp,) = find_stamps(text)
    assert text[stamp.start : stamp.end] == "【R2年度自己評価を踏まえ変更】"


def test_marks():
    assert [m for m, _, _ in find_marks("見守り【再掲】（新規）")] == ["再掲", "新規"]
    assert find_marks("新規の事業") == ()


@pytest.mark.parametrize(
    ("text", "organisation", "year", "edition"),
    [
        ("令和３年度　港区運営方針（案）", "港区", 2021, "案"),
        ("大阪市北区 令和5年度運営方針", "大阪市北区", 2023, None),
        ("令和４年度　福祉局　運営方針", "福祉局", 2022, None),
        ("令和6年度 此花区 区政運営方針（素案）", "此花区", 2024, "素案"),
        ("さくら区令和２年度運営方針【改定版】", "さくら区", 2020, "改定版"),
        ("2024年度 川口市施策評価シート", "川口市", 2024, None),
        ("令和7年度　梅園区　政策・施策・事業一覧", "梅園区", 2025, None),
        ("港区運営方針", "港区", None, None),
        ("汐風区　第3次総合計画　令和6年度実施計画", "汐風区", 2024, None),
        ("平成28年度　市民局運営方針", "市民局", 2016, None),
        ("東京都港区令和8年度事務事業評価シート", "東京都港区", 2026, None),
        ("こども青少年局 R7年度 運営方針（最終案）", "こども青少年局", 2025, "最終案"),
        ("令和3年度区運営方針", None, 2021, None),
    ],
)
def test_titles(text, organisation, year, edition):
    title = read_title(text)
    assert title is not None
    assert (title.organisation, title.fiscal_year, title.edition) == (organisation, year, edition)


@pytest.mark.parametrize("text", ["区運営方針に基づき、取り組む。", "総合計画", "防災計画の見直し", "令和3年度の取組"])
def test_a_sentence_about_a_plan_is_no_title(text):
    assert read_title(text) is None


def test_years():
    assert year_in("令和元年度") == 2019
    assert year_in("H27年度") == 2015
    assert year_in("3年度") is None
    assert year_of_era(30, 2019) == 2018
    assert year_of_era(2, 2022) == 2020
