"""Running text in unusual orders: what belongs to what, and what is asked about."""

import pytest

from tests.unit.assembly.reading import codes_of_problems, read, tree

HEAD = "令和4年度　栄区運営方針\n\nめざす成果及び戦略1-1\n\n知り合いのまち\n\n"


def outcome(text: str):
    return read(HEAD + text).outcomes[0]


SHARED = [
    ("みんなが顔見知りである。\n\n集まる場をつくる。\n", "みんなが顔見知りである。", "集まる場をつくる。"),
    (
        "みんなが顔見知りである。\n\nあいさつが聞こえている。\n\n集まる場をつくる。\n",
        "みんなが顔見知りである。\nあいさつが聞こえている。",
        "集まる場をつくる。",
    ),
    (
        "みんなが顔見知りである。\n\n知り合いがいる区民の割合：令和6年度までに70%以上\n\n集まる場をつくる。\n\n催しを行う。\n",
        "みんなが顔見知りである。",
        "集まる場をつくる。\n催しを行う。",
    ),
]


@pytest.mark.parametrize(("texts", "goal_state", "strategy"), SHARED)
def test_headings_that_stand_together_share_the_texts(texts, goal_state, strategy):
    plan = read(f"{HEAD}めざす状態\n\nアウトカム指標\n\n戦略\n\n{texts}")
    assert (plan.outcomes[0].goal_state, plan.outcomes[0].strategy) == (goal_state, strategy)
    assert "texts_share_headings" in [code for code, _ in codes_of_problems(plan)]


CODES = "1-1-1\n\n見守り\n\n1-1-2\n\nあいさつ\n\n"


def test_budgets_that_stand_together_are_given_in_order():
    plan = read(f"{HEAD}{CODES}・訪問\n\n・のぼり\n\n1,000千円\n\n一 円\n")
    shown = tree(plan)
    assert [shown[c]["budget"] for c in ("1-1-1", "1-1-2")] == ["1000000", "none"]


def test_a_budget_before_its_activities():
    plan = read(f"{HEAD}{CODES}1,000千円\n\n・訪問\n・電話\n\n2,000千円\n\n・のぼり\n")
    shown = tree(plan)
    assert shown["1-1-1"]["activities"] == ["訪問", "電話"]
    assert shown["1-1-2"]["activities"] == ["のぼり"]


def test_indicators_without_numbers_are_given_by_their_count():
    plan = read(f"{HEAD}{CODES}訪問した回数：10回以上\n\nあいさつした人の割合：50%以上\n")
    shown = tree(plan)
    assert shown["1-1-1"]["indicators"] == ["訪問した回数 >= 10 回"]
    assert shown["1-1-2"]["indicators"] == ["あいさつした人の割合 >= 50 %"]
    assert "placed_by_order" in [code for code, _ in codes_of_problems(plan)]


def test_a_count_that_does_not_fit_is_asked_about():
    plan = read(f"{HEAD}{CODES}訪問した回数：10回以上\n満足度：50%以上\nあいさつした人の割合：50%以上\n")
    assert "order_not_clear" in [code for code, _ in codes_of_problems(plan)]
    assert sum(len(i.indicators) for i in plan.outcomes[0].initiatives) == 3


def test_codes_that_alternate_with_their_contents_need_no_question():
    first = "1-1-1 見守り\n\n訪問した回数：10回以上\n\n・訪問\n\n10千円\n\n"
    second = "1-1-2 あいさつ\n\n割合：50%以上\n\n・のぼり\n\n20千円\n"
    plan = read(HEAD + first + second)
    assert codes_of_problems(plan) == []
    assert tree(plan)["1-1-2"]["activities"] == ["のぼり"]


def test_a_goal_state_without_a_heading_of_its_outcome_opens_another():
    text = (
        f"{HEAD}めざす状態\n\n顔見知りである。\n\n1-1-1 見守り\n\n訪問した回数：10回以上\n\n計 画\n\nめざす状態\n\n"
        "川がきれいである。\n\n戦略\n\n川を掃除する。\n\n2-1-1 川の掃除\n\n掃除した回数：5回以上\n"
    )
    plan = read(text)
    assert [(o.code, o.title, o.goal_state) for o in plan.outcomes] == [
        ("1-1", "知り合いのまち", "顔見知りである。"),
        ("2-1", None, "川がきれいである。"),
    ]
    assert {("code_inferred", "2-1"), ("title_missing", "2-1")} <= set(codes_of_problems(plan))


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("R3年度自己評価を踏まえ変更", "target"),
        ("R3年度自己評価\nを踏まえ変更", "target"),
    ],
)
def test_a_stamp_behind_an_indicator_marks_it(line, where):
    plan = read(f"{HEAD}1-1-1 見守り\n\n訪問した回数：10回以上\n\n{line}\n\n満足度：50%以上\n")
    (stamp,) = plan.stamps
    assert (stamp.item, stamp.field, stamp.certain) == ("indicator:1-1-1/1", where, True)
    assert [i.revised for i in plan.outcomes[0].initiatives[0].indicators] == [True, False]


def test_a_stamp_behind_a_budget_floats():
    plan = read(f"{HEAD}1-1-1 見守り\n\n訪問した回数：10回以上\n\n10千円\n\nR3年度自己評価を踏まえ変更\n")
    (stamp,) = plan.stamps
    assert (stamp.item, stamp.field, stamp.certain) == ("initiative:1-1-1", "budget", False)
    assert not plan.outcomes[0].initiatives[0].indicators[0].revised


def test_a_result_is_no_target():
    plan = read(f"{HEAD}1-1-1 見守り\n\nプロセス指標\n\n満足度：50%以上（R3年度実績 44.1%）\n\n（前年度実績 36.2%）\n")
    (indicator,) = plan.outcomes[0].initiatives[0].indicators
    assert indicator.target is not None
    assert str(indicator.target.value) == "50"
    assert [(r.fiscal_year, str(r.value)) for r in indicator.results] == [(2021, "44.1"), (2021, "36.2")]


def test_an_activity_with_a_figure_stays_an_activity():
    plan = read(f"{HEAD}1-1-1 見守り\n\n取組内容\n\n・教室の開催：年12回以上\n\nプロセス指標\n\n満足度：50%以上\n")
    shown = tree(plan)["1-1-1"]
    assert shown["activities"] == ["教室の開催：年12回以上"]
    assert shown["indicators"] == ["満足度 >= 50 %"]


def test_page_numbers_and_legends_are_no_text_of_the_plan():
    plan = read(f"{HEAD}- 3 -\n\n1-1-1 見守り\n\n満足度：50%以上\n\n①：目標達成　②：目標未達成\n\n12/30\n")
    assert codes_of_problems(plan) == []


def test_a_field_that_all_others_have_is_missed():
    rest = "".join(f"1-1-{n} 取組\n\n割合：{n}0%以上\n\n・活動\n\n{n}00千円\n\n" for n in (1, 2, 3))
    plan = read(f"{HEAD}{rest}1-1-4 別の取組\n\n割合：40%以上\n\n・活動\n")
    assert ("field_missing", "1-1-4") in codes_of_problems(plan)
