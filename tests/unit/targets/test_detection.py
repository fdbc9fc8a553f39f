"""Which lines of a document print a target."""

import pytest

from hoshin.core.targets import is_target_like


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
    ],
)
def test_a_line_without_one(line):
    assert not is_target_like(line)
