"""Headings of all form generations, in the many ways they are printed; and what only looks like one."""

import pytest

from hoshin.exchange.assembly.headings import match_heading
from hoshin.exchange.assembly.sections import Key

FIELDS = [
    ("めざす状態（概ね3～5年間で念頭に設定）", Key.GOAL_STATE, None),
    ("めざす状態\n＜概ね３～５年間を念頭に設定＞", Key.GOAL_STATE, None),
    ("目指す状態 (概ね3~5年間で念頭に設定)", Key.GOAL_STATE, None),
    ("戦略＜中期的な取組の方向性＞", Key.STRATEGY, None),
    ("主な戦略", Key.STRATEGY, None),
    ("施策の方針", Key.STRATEGY, None),
    ("アウトカム指標", Key.OUTCOME_INDICATORS, None),
    ("アウトカム(成果)指標(めざす状態を数値化した指標)", Key.OUTCOME_INDICATORS, None),
    ("アウトカム指数", Key.OUTCOME_INDICATORS, None),
    ("成果指標", Key.OUTCOME_INDICATORS, None),
    ("プロセス（過程）指標", Key.PROCESS_INDICATORS, None),
    ("プロセス\n(過程) 指標", Key.PROCESS_INDICATORS, None),
    ("プロセス指標（年度目標）", Key.PROCESS_INDICATORS, None),
    ("活動指標", Key.PROCESS_INDICATORS, None),
    ("アウトプット指標", Key.PROCESS_INDICATORS, None),
    ("単年度\n目標", Key.DECORATION, "single_year"),
    ("計 画", Key.DECORATION, None),
    ("取組内容", Key.ACTIVITIES, None),
    ("当年度の取組内容", Key.ACTIVITIES, None),
    ("事業概要", Key.ACTIVITIES, None),
    ("内容", Key.ACTIVITIES, None),
    ("【内容】", Key.ACTIVITIES, None),
    ("主な内容：", Key.ACTIVITIES, None),
    ("撤退・再構築基準", Key.EXIT_CRITERIA, None),
    ("【撤退・再構築基準】", Key.EXIT_CRITERIA, None),
    ("前年度までの実績", Key.PAST_RESULTS, None),
    ("中間振り返り", Key.REVIEW, "mid_year"),
    ("自己評価（定性評価）", Key.REVIEW, "year_end"),
    ("取組実績", Key.REVIEW, "actions_taken"),
    ("改善策　※左記②の場合は必須", Key.REVIEW, "improvements"),
    ("課題と改善策", Key.REVIEW, "challenges"),
    ("戦略に対する取組の有効性", Key.REVIEW, "effectiveness"),
    ("今後の方針", Key.REVIEW, "policy"),
    ("アウトカム指標の達成状況(定量評価)", Key.RESULT, "outcome"),
    ("プロセス指標の達成状況", Key.RESULT, "process"),
    ("課題認識", Key.CHALLENGE, None),
    ("現状と課題", Key.CHALLENGE, None),
    ("現状・データ", Key.CURRENT_STATE, None),
    ("要因分析", Key.CAUSE_ANALYSIS, None),
    ("めざすべき将来像", Key.FUTURE_VISION, None),
    ("使命（どのような役割を担うのか）", Key.MISSION, None),
    ("区の目標（何をめざすのか）", Key.GOAL, None),
    ("令和4年度 区運営の基本的な考え方", Key.APPROACH, None),
    ("局運営の基本的な考え方（局長の方針）", Key.APPROACH, None),
    ("改訂履歴", Key.REVISION_HISTORY, None),
    ("**具体的\n取組**", Key.INITIATIVE, None),
    ("予算額", Key.BUDGET, None),
    ("令和３年度予算額", Key.BUDGET, "2021.budget"),
    ("3予算額", Key.BUDGET, "?3.budget"),
    ("元年度決算額", Key.BUDGET_LINE, "?1.settled"),
    ("R元年度決算額", Key.BUDGET_LINE, "2019.settled"),
    ("前年度予算額", Key.BUDGET_LINE, "-1.budget"),
    ("前々年度決算額", Key.BUDGET_LINE, "-2.settled"),
    ("うち県補助金", Key.BUDGET_LINE, "subsidy"),
    ("（うち使用料収入）", Key.BUDGET_LINE, "revenue"),
]


@pytest.mark.parametrize(("text", "key", "detail"), FIELDS)
def test_a_heading_is_known_by_its_words(text, key, detail):
    match = match_heading(text)
    assert match is not None
    assert (match.key, match.detail, match.rest.strip("*")) == (key, detail, "")


LEVELS = [
    ("めざす成果及び戦略1-1", Key.OUTCOME, "1-1", "めざす成果及び戦略", None),
    ("**めざす成果\n及び戦略4-2**", Key.OUTCOME, "4-2", "めざす成果及び戦略", None),
    ("経営課題１【安全・安心なまち】", Key.ISSUE, "1", "経営課題", "安全・安心なまち"),
    ("【経営課題１】安全・安心なまち", Key.ISSUE, "1", "経営課題", "安全・安心なまち"),
    ("経営課題1-(1) 防災力の向上", Key.OUTCOME, "1-1", "経営課題", "防災力の向上"),
    ("施策2-1", Key.OUTCOME, "2-1", "施策", None),
    ("■ 施策の柱 ２－１　健康で", Key.OUTCOME, "2-1", "施策の柱", "健康で"),
    ("事務事業 3-1-2", Key.INITIATIVE, "3-1-2", "事務事業", None),
    ("基本目標Ⅱ 誰もが学ぶ", Key.ISSUE, "2", "基本目標", "誰もが学ぶ"),
    ("重点プロジェクト1", Key.ISSUE, "1", "重点プロジェクト", None),
    ("政策1 安全", Key.ISSUE, "1", "政策", "安全"),
    ("具体的取組１－１－１【地域活動への支援】", Key.INITIATIVE, "1-1-1", "具体的取組", "地域活動への支援"),
    ("取組2-1-1：見守り", Key.INITIATIVE, "2-1-1", "取組", "見守り"),
    ("4-2-1\n地域安全防犯対策", Key.INITIATIVE, "4-2-1", None, "地域安全防犯対策"),
    ("１－(1)－①　見守り", Key.INITIATIVE, "1-1-1", None, "見守り"),
    ("1.1.1 見守り", Key.INITIATIVE, "1-1-1", None, "見守り"),
    ("1.1 地域のきずな", Key.OUTCOME, "1-1", None, "地域のきずな"),
    ("【1-1】まち", Key.OUTCOME, "1-1", None, "まち"),
    ("1−1−1 人権の尊重", Key.INITIATIVE, "1-1-1", None, "人権の尊重"),
]


@pytest.mark.parametrize(("text", "key", "code", "label", "title"), LEVELS)
def test_a_level_is_known_by_the_depth_of_its_code(text, key, code, label, title):
    match = match_heading(text)
    assert match is not None
    assert (match.key, match.code, match.label) == (key, code, label)
    assert (match.title or "").strip("*") == (title or "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "戦略に基づき、支援を行う。",
        "目標の達成に向けて",
        "課題を解決する",
        "予算を確保し",
        "4-2-1を含む",
        "（1-2-1に含む）",
        "1-1、1-2に含む",
        "10-20代の割合：50%以上",
        "①本事業が役立った割合：50%以上",
        "②-1 対象者",
        "令和4年度までに50%",
        "47.0%以上",
        "06-4809-9986",
        "2021-4-1",
        "アウトカム指標1",
        "1-1-1の取組を進める",
        "R4年度評価により変更",
        "・防災教室",
    ],
)
def test_what_only_looks_like_a_heading_is_none(text):
    assert match_heading(text) is None


def test_the_rest_behind_a_heading_is_kept_as_printed():
    match = match_heading("アウトカム指標：区民の割合：50%以上")
    assert match is not None
    assert match.rest == "区民の割合：50%以上"
    text = "予算額　77,153千円"
    budget = match_heading(text)
    assert budget is not None
    assert (text[budget.start : budget.end], budget.rest) == ("予算額", "77,153千円")
