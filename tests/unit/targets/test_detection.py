"""Which lines of a document print a target."""

import pytest

from hoshin.core.targets import Likeness, hints_at_target, is_target_like, likeness
from hoshin.exchange.assembly.content import indicator_likeness


@pytest.mark.parametrize(
    "line",
    [
        "町会加入率：60%以上",
        "町会加入率 60％以上",
        "特殊詐欺認知件数：前年認知件数以下",
        "区民まつりの来場者を5万人に増やす",
        "利用者数：増加",
        "子ども食堂の開設数：8か所",
        "参加者数：○○人以上",
        "満足度：約80%",
        "相談件数：検討中",
        "登録団体：政令市平均以上",
        "・防災訓練参加校：12校以上",
        "①出前講座の満足度：それぞれ70%以上",
    ],
)
def test_a_line_with_a_target(line):
    assert is_target_like(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "地域の見守りを推進する。",
        "情報発信を充実させ、認知度を向上させる。",
        "65歳以上の高齢者の割合",
        "8割以上の児童の割合",
        "実績：65.8%",
        "前年度 36.2%",
        "・区防犯カメラを設置、維持管理、継続運用",
        "・春・秋の交通安全運動（17地域）",
        "77,153千円",
        "めざす成果及び戦略3-2",
        "R2年度自己評価を踏まえ変更",
        "（令和元年度　36.2％）",
        "令和3年度の参加者数は1,245人でした。",
        "※令和4年度から調査方法を変更した。",
        "あ" * 5000 + "：70%以上",
        "root:x:0:0:root:/root:/bin/bash",
        "2026-11-24 17:05:08 INFO disk: 91%",
        "192.168.0.1:8080 受付",
        "1,20,5%",
        "width: 100%;",
        "<td>出席率 70%</td>",
        "if rate >= 80:",
        "Attendance rose to 85% in 2023.",
        "受付時間：9:00～17:30",
        "開庁時間 午前9時〜午後5時30分",
        "電話：06-0000-0000",
        "令和5年10月1日（日）10時〜12時",
        "送料：500円",
        "参加費：1人500円",
        "うち委託料 800千円",
        "回答者の内訳：男性48.2%、女性50.1%",
        "評価基準　A：100%以上　B：80%以上100%未満",
        "達成率100%以上を「A」とする",
        "前年度は目標80%以上に対し82.3%を達成",
    ],
)
def test_a_line_without_one(line):
    assert not is_target_like(line)


LEVELS = [
    # A colon before the target is the surest sign.
    ("満足度：90%以上", Likeness.STRONG),
    ("空き家の除却戸数（累積）：45戸以上", Likeness.STRONG),
    ("窓口満足度（令和2年度実績81.3%）：85%以上", Likeness.STRONG),
    ("利用者数：増加", Likeness.STRONG),
    ("基本構想の公表：令和9年2月末", Likeness.STRONG),
    ("講座：12回", Likeness.STRONG),
    ("登録数：２倍", Likeness.STRONG),
    # Without one, a level that is compared or a share, at the end of the line.
    ("町会加入率 60%以上", Likeness.WEAK),
    ("特殊詐欺認知件数 前年度以下", Likeness.WEAK),
    ("交通事故の死傷者数を前年度より減少させる", Likeness.WEAK),
    ("利用率70%", Likeness.WEAK),
    ("総合防災訓練参加者3,000人以上（雨天の場合は1,500人以上）", Likeness.WEAK),
    # What is done, so often; a sentence; a direction without an amount.
    ("防犯教室 年12回", Likeness.NONE),
    ("見学会（年3回）", Likeness.NONE),
    ("各地域で年2回以上の防災訓練", Likeness.NONE),
    ("交通安全運動（17地域）", Likeness.NONE),
    ("満足度を90%以上とする。", Likeness.NONE),
    ("利用者数を増加させる", Likeness.NONE),
    ("満足度が50%未満の場合", Likeness.NONE),
    # Figures of other kinds of text.
    ("70.9%（達成状況：A）", Likeness.NONE),
    ("平成23年度　講座の実施　60回、平成24年度　講座の実施　41回", Likeness.NONE),
    ("結果：72.1%で目標未達成", Likeness.NONE),
    ("開催日時：令和5年6月10日（土）14時～16時", Likeness.NONE),
]


@pytest.mark.parametrize(("line", "level"), LEVELS)
def test_how_surely_a_line_prints_a_target(line, level):
    assert likeness(line) is level
    assert is_target_like(line) is (level > Likeness.NONE)


@pytest.mark.parametrize(("line", "level"), LEVELS)
def test_documents_are_read_by_the_same_rule(line, level):
    assert indicator_likeness(line) is level
    assert indicator_likeness(f"{line}（R2年度自己評価を踏まえ変更）") is level
    assert indicator_likeness(f"\u2060\u2060{line}\u2060\u2060") is level


@pytest.mark.parametrize(("line", "level"), [(line, level) for line, level in LEVELS if "：" not in line])
def test_a_quick_look_never_passes_a_target_by(line, level):
    assert hints_at_target(line) or level is Likeness.NONE
