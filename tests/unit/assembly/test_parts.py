"""Several files of one plan put together: nothing twice, differences named, questions answered by another part."""

from hoshin.exchange.assembly.parts import merge_parts
from tests.unit.assembly.reading import budget, codes_of_problems, read

FIRST = """令和4年度　港区運営方針
経営課題１【安全】
課題
夜道が暗い。
めざす成果及び戦略1-1　明るい道
めざす状態
夜も歩ける。
戦略
街灯を増やす。
アウトカム指標
夜道が怖いと答えた区民の割合：令和6年度までに20%以下
具体的取組1-1-1　街灯
プロセス指標
街灯の数：40基以上
予算額
2-1-1に含む
"""
SECOND = """令和4年度　港区運営方針
めざす成果及び戦略2-1　遊べる公園
めざす状態
こどもが外で遊ぶ。
戦略
公園を直す。
アウトカム指標
公園で遊ぶこどもの割合：令和6年度までに50%以上
具体的取組2-1-1　公園の改修
プロセス指標
直した公園の数：3か所以上
予算額
9,000千円
"""
ISSUE = """経営課題２【こども】
課題
遊ぶ場所がない。
"""


def test_one_part_stays_as_it_is():
    plan = read(FIRST)
    assert merge_parts([("a.txt", plan)]) == plan


def test_parts_become_one_plan():
    plan = merge_parts([("a.txt", read(FIRST)), ("b.txt", read(SECOND)), ("c.txt", read(ISSUE))])
    assert [o.code for o in plan.outcomes] == ["1-1", "2-1"]
    assert [i.code for i in plan.issues] == ["1", "2"]
    assert [o.issue for o in plan.outcomes] == ["issue:1", "issue:2"]
    assert (plan.organisation, plan.fiscal_year) == ("港区", 2022)
    assert [budget(i.budget) for o in plan.outcomes for i in o.initiatives] == ["in 2-1-1", "9000000"]


def test_what_another_part_answers_is_no_question_any_more():
    alone = {code for code, _ in codes_of_problems(read(FIRST))} | {code for code, _ in codes_of_problems(read(ISSUE))}
    assert {"included_in_not_found", "organisation_missing", "fiscal_year_missing"} <= alone
    plan = merge_parts([("a.txt", read(FIRST)), ("b.txt", read(SECOND)), ("c.txt", read(ISSUE))])
    assert codes_of_problems(plan) == []


def test_a_gap_between_parts_is_found_in_the_whole():
    third = SECOND.replace("2-1", "4-1")
    plan = merge_parts([("a.txt", read(FIRST)), ("b.txt", read(third))])
    assert ("part_absent", "2-x〜3-x") in codes_of_problems(plan) or {"2-x", "3-x"} <= {
        found for code, found in codes_of_problems(plan) if code == "part_absent"
    }


def test_parts_of_different_years_are_named():
    plan = merge_parts([("a.txt", read(FIRST)), ("b.txt", read(SECOND.replace("令和4", "令和5")))])
    (problem,) = [p for p in plan.problems if p.code == "parts_differ"]
    assert plan.fiscal_year == 2022
    assert (problem.found, problem.values["first"], problem.values["other_file"]) == ("2023", "2022", "b.txt")


def test_an_item_in_two_parts_is_one_and_a_difference_is_named():
    other = FIRST.replace("街灯を増やす。", "街灯を減らす。").replace("40基", "10基")
    plan = merge_parts([("a.txt", read(FIRST)), ("b.txt", read(other))])
    assert [o.code for o in plan.outcomes] == ["1-1"]
    assert plan.outcomes[0].strategy == "街灯を増やす。"
    named = [(p.item, p.values["other_file"]) for p in plan.problems if p.code == "part_repeated"]
    assert named == [("initiative:1-1-1", "b.txt"), ("outcome:1-1", "b.txt")]


def test_the_same_part_twice_changes_nothing_but_its_stamps_and_notes():
    plan = read(FIRST)
    merged = merge_parts([("a.txt", plan), ("b.txt", read(FIRST))])
    assert merged.outcomes == plan.outcomes
    assert [p for p in merged.problems if p.code in ("part_repeated", "parts_differ")] == []


def test_empty_fields_are_filled_from_another_part():
    without = FIRST.replace("戦略\n街灯を増やす。\n", "")
    plan = merge_parts([("a.txt", read(without)), ("b.txt", read(FIRST))])
    assert plan.outcomes[0].strategy == "街灯を増やす。"


def test_items_without_codes_keep_apart():
    text = "施策名：学び\n成果指標：読む人の割合 50%以上\n\n事務事業名：図書館\n活動指標：来館者数 100人以上\n"
    plan = merge_parts([("a.txt", read(text)), ("b.txt", read(text.replace("学び", "遊び")))])
    ids = [o.id for o in plan.outcomes] + [i.id for o in plan.outcomes for i in o.initiatives]
    ids += [i.id for o in plan.outcomes for holder in (o, *o.initiatives) for i in holder.indicators]
    assert len(ids) == len(set(ids)) == 8
