"""Texts that mention figures and targets and are no plan, beside the least that makes one."""

from pathlib import Path

import pytest

from hoshin.exchange.guard.refusal import UnreadableFileError
from hoshin.exchange.reading import read_plan

NO_PLANS = {
    "passwd": "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n",
    "letter": "Dear Ms Smith,\n\nWe raised our goal: 50% or more.\nPlease reply by 10-12.\n\nKind regards\n",
    "numbers": "1,2.5,3\n4,5.5,60%\n7,8,90%以上\n",
    "log": "12-01 10:00 node 1-2 started: 70%\n12-01 10:05 disk usage: 90%以上\n10-12 会議\n",
    "recipe": "かぼちゃの煮物\n\n材料\n・かぼちゃ：300g以上\n・しょうゆ：大さじ2以上\n\n1. 切る\n2. 煮る（10分以上）\n",
    "minutes": "第2回 打合せ議事録\n\n出席者：5名\n"
    "・来場者の満足度の目標は80%以上とする\n参加率：前年度以上\n課題\n次回に持ち越す。\n",
}
LEAST = {
    "labelled": "経営課題１　まちづくり\n満足度：70%以上\n",
    "coded": "2-1-1　見守り活動\n満足度：70%以上\n",
    "field": "【めざす状態】\n誰もが安心している。\n【成果指標】\n満足度：70%以上\n",
    "common": "目標\n安心なまち\n\n課題\n担い手が足りない。\n",
}


@pytest.mark.parametrize("name", NO_PLANS)
def test_a_text_that_is_no_plan_is_refused_as_such(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(NO_PLANS[name], encoding="utf-8")
    with pytest.raises(UnreadableFileError) as refusal:
        read_plan(path)
    assert refusal.value.family == "no_plan"


@pytest.mark.parametrize("name", [n for n in LEAST if n != "common"])
def test_one_heading_of_a_plan_is_enough(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(LEAST[name], encoding="utf-8")
    plan = read_plan(path)
    assert plan.issues or plan.outcomes


def test_two_common_headings_together_make_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text(LEAST["common"], encoding="utf-8")
    assert read_plan(path).issues
