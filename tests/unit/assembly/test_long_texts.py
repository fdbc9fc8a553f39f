"""Texts of many thousand lines of one kind: the work grows with the lines and no faster, counted in calls, not time."""

import cProfile
import pstats

import pytest

from hoshin.core.plan.codec import plan_to_json
from hoshin.exchange.assembly import budgets, content, folding, headings
from hoshin.exchange.assembly.assemble import assemble
from hoshin.exchange.assembly.boxes import sections_of_printed
from hoshin.exchange.guard import limits
from hoshin.exchange.plan_text.reader import read_text_plan

HEAD = (
    "令和6年度　北町区運営方針\n経営課題1　安全なまち\nめざす成果及び戦略1-1　犯罪の減少\n"
    "めざす状態\n犯罪が少ないまち\n戦略\n見守りを広げる。\n具体的取組1-1-1　見守り\n"
)
KINDS = {
    "activities": HEAD + "取組内容\n{}",
    "indicators": HEAD + "プロセス指標\n{}",
    "measures before their targets": HEAD + "プロセス指標\n{}",
    "initiatives": HEAD + "{}",
    "outcomes": HEAD + "{}",
    "states without a code": HEAD + "{}",
    "amounts": HEAD + "{}",
    "prose": HEAD + "{}",
    "open brackets": HEAD + "{}",
    "no plan": "{}",
}
LINES = {
    "activities": "・教室{n}\n",
    "indicators": "・講座{n}の満足度：{share}%以上\n",
    "measures before their targets": "{n}と感じる割合\n{share}%以上\n",
    "initiatives": "1-1-{n}　見守り\n取組内容\n・訪問{n}\n",
    "outcomes": "めざす成果及び戦略1-{n}　成果{n}\n",
    "states without a code": "めざす状態\n状態{n}\n",
    "amounts": "予算額　{n}千円\n",
    "prose": "地域の人と{n}回話し合い、{share}%以上の方の声を聞き\n",
    "open brackets": "（{n}\n",
    "no plan": "地域の人と話し合う{n}\n",
}
FEW, TIMES = 150, 4


def calls(kind: str, count: int) -> int:
    """How many calls of Python functions it takes from the bytes to the JSON of a text with so many lines."""
    for module in (budgets.is_budget, content.indicator_likeness, folding.fold, headings.match_heading):
        module.cache_clear()
    lines = "".join(LINES[kind].format(n=n, share=n % 90 + 1) for n in range(1, count + 1))
    data = KINDS[kind].format(lines).encode()
    profile = cProfile.Profile()
    profile.enable()
    printed = read_text_plan(data, "long.txt")
    sections, problems, levels = sections_of_printed(printed)
    plan_to_json(assemble(printed, sections, levels, problems))
    profile.disable()
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_lines_take_four_times_the_work(kind: str) -> None:
    few = calls(kind, FEW)
    assert calls(kind, TIMES * FEW) < (TIMES + 0.6) * few


def test_what_is_remembered_holds_a_long_texts_lines() -> None:
    """A cache that is smaller than a text is thrown over in each walk, and all of its work is done again."""
    for remembered in (budgets.is_budget, content.indicator_likeness, folding.fold, headings.match_heading):
        assert remembered.cache_info().maxsize > 20_000


def test_a_longer_file_may_take_longer_up_to_a_bound() -> None:
    sizes = (0, 100_000, 500_000, 5_000_000, 100 * limits.MEBIBYTE)
    allowed = [limits.cpu_seconds(size) for size in sizes]
    assert allowed == sorted(allowed)
    assert (allowed[0], allowed[-1]) == (limits.CPU_SECONDS, limits.MOST_CPU_SECONDS)
    assert allowed[-1] < limits.WALL_SECONDS
