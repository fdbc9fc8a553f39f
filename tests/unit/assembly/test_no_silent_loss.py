"""Laws: no text crashes the reader, and whatever was printed stands in the plan or among its problems."""

import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoshin.core.plan.codec import plan_from_json, plan_to_json
from hoshin.exchange.assembly.content import label_of
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.headings import match_heading
from tests.unit.assembly.reading import read

HEADINGS = [
    "めざす成果及び戦略1-1",
    "めざす成果 及び戦略2-1",
    "施策2-2　学びのまち",
    "経営課題１【安全】",
    "1-1-1",
    "1-1-2",
    "2-1-1 見守り",
    "具体的\n取組",
    "めざす状態（概ね3～5年間で念頭に設定）",
    "アウトカム指標",
    "戦略",
    "プロセス（過程）指標",
    "単年度\n目標",
    "取組内容",
    "計 画",
    "予算額",
    "元年度決算額",
    "撤退・再構築基準",
    "前年度までの実績",
    "中間振り返り",
    "自己評価",
    "課題",
    "改善策",
    "取組実績",
    "プロセス指標の達成状況",
    "今後の方針",
    "改訂履歴",
    "課題認識",
    "現状・データ",
    "使命",
    "令和4年度　港区運営方針",
    "事務事業名：見守り",
    "うち補助金",
]
CONTENTS = [
    "区民アンケートで満足と答えた割合：令和5年度までに72.5%以上",
    "①訪問した回数：371件以上",
    "②-1 満足度：93%以上",
    "・講座の開催：年14回以上",
    "特殊詐欺認知件数：前年認知件数以下",
    "①「楽しい」また「役に立つ」と答えた割合：それぞれ61%以上",
    "3,251千円",
    "一 円",
    "1-1-1を含む",
    "約４百万円",
    "R2年度自己評価\nを踏まえ変更",
    "・見守り（17地域）",
    "- ①訪問",
    "●広報",
    "地域で支え合っている。",
    "相談の場を38か所に広げる。",
    "※令和2年度は128件",
    "（前年度実績 44.1%）",
    "見守りの強化",
    "【再掲】",
    "（新規）",
    "83.2%　①（ⅰ）",
    "令和4年10月3日　1-1-1の目標を60%から50%へ変更",
    "満足度が19%未満の場合は再構築する",
    "－",
    "6,720",
    "12.5%",
    "電話 06-1234-5678",
    "2-1-1、2-1-2に含む",
    "| 指標 | 目標 |\n|---|---|\n| 参加者数 | 47人以上 |",
]
NOISE = st.text(
    alphabet=st.sampled_from(
        list("めざす成果及び戦略目標指標予算：:・①②（）【】1234567890-－.,%％千円以上下前年度令和RH \u3000\n*|#~")
    ),
    max_size=25,
)
LINES = st.one_of(st.sampled_from(HEADINGS), st.sampled_from(CONTENTS), NOISE)
DOCUMENTS = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n"])), max_size=25).map(
    lambda parts: "".join(line + end for line, end in parts)
)
CALM = settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for v in value.values() for s in strings(v)]
    return [s for v in value for s in strings(v)] if isinstance(value, list) else []


def bare(text: str) -> str:
    """A text as it is compared: no bullets, label, brackets around it, widths or spaces."""
    _, begin = label_of(text)
    return fold(text[begin:]).text.strip("-・●|#【】()")


@CALM
@given(DOCUMENTS)
def test_any_text_is_read_and_its_plan_reads_back(text):
    plan = read(text)
    written = plan_to_json(plan)
    again = json.loads(json.dumps(written, ensure_ascii=False))
    assert plan_to_json(plan_from_json(again)) == written


@CALM
@given(DOCUMENTS)
def test_ids_are_unique(text):
    plan = read(text)
    ids = [i.id for i in plan.issues]
    for outcome in plan.outcomes:
        ids += [outcome.id, *(i.id for i in outcome.indicators)]
        for initiative in outcome.initiatives:
            ids += [initiative.id, *(i.id for i in initiative.indicators)]
    assert len(ids) == len(set(ids))


@CALM
@given(st.lists(st.tuples(st.sampled_from([*HEADINGS, *CONTENTS]), st.sampled_from(["\n", "\n\n"])), max_size=25))
def test_whatever_is_printed_stands_somewhere(parts):
    text = "".join(line + end for line, end in parts)
    plan = read(text)
    kept = fold("\n".join(strings(plan_to_json(plan)))).text
    for line, _ in parts:
        if "|" in line or match_heading(line):
            continue
        for piece in re.split(r"\u3000", line):
            assert bare(piece) in kept, line


def test_every_figure_of_a_markdown_table_stands_somewhere():
    plan = read("めざす成果及び戦略1-1\n\n" + CONTENTS[-1] + "\n")
    assert "47" in "".join(strings(plan_to_json(plan)))
