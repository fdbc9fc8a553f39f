"""Slides of floating boxes: heads above, codes at the left, stamps over what they mark, in any drawing order."""

import random

import pytest

from tests.unit.assembly_grid.drawn import box, said, table

ROWS = [
    box("めざす成果及び戦略4-2　防犯意識が高いまち", 10, 5, 400, 40),
    box("計 画", 10, 60, 28, 80),
    box("めざす状態（概ね3～5年間で念頭に設定）", 45, 60, 430, 18),
    box("安心して暮らせる", 45, 80, 430, 60),
    box("戦略", 500, 60, 430, 18),
    box("連携を強める。", 500, 80, 430, 60),
    box("具体的\n取組", 10, 150, 150, 22),
    box("プロセス(過程)指標", 170, 147, 300, 14),
    box("単年度目標", 170, 162, 300, 12),
    box("取組内容", 480, 150, 450, 22),
    box("4-2-1\n地域安全防犯対策", 10, 180, 150, 100),
    box("区民の割合：49.4%以上", 170, 184, 300, 90),
    box("・カメラ\n・巡回", 480, 178, 440, 100),
    box("8,919千円", 840, 255, 80, 20),
    box("4-2-2\n重点犯罪の抑止", 10, 290, 150, 100),
    box("犯罪の発生件数：前年認知件数以下", 170, 290, 300, 45),
    box("特殊詐欺認知件数：前年認知件数以下", 170, 340, 300, 45),
    box("・教室", 480, 290, 440, 90),
    box("4-2-1を含む", 840, 365, 80, 20),
    box("R2年度自己評価を踏まえ変更", 400, 250, 80, 20),
]
READ = [
    "outcome 4-2 めざす成果及び戦略: 防犯意識が高いまち",
    "goal_state 4-2: 安心して暮らせる",
    "strategy 4-2: 連携を強める。",
    "initiative 4-2-1 具体的取組: 地域安全防犯対策",
    "process_indicators 4-2-1: 区民の割合：49.4%以上 / R2年度自己評価を踏まえ変更",
    "activities 4-2-1: ・カメラ\n・巡回",
    "budget 4-2-1: 8,919千円",
    "initiative 4-2-2 具体的取組: 重点犯罪の抑止",
    "process_indicators 4-2-2: 犯罪の発生件数：前年認知件数以下 / 特殊詐欺認知件数：前年認知件数以下",
    "activities 4-2-2: ・教室",
    "budget 4-2-2: 4-2-1を含む",
]


@pytest.mark.parametrize("seed", range(8))
def test_rows_by_code_boxes_whatever_was_drawn_first(seed):
    drawn = list(ROWS)
    random.Random(seed).shuffle(drawn)
    assert sorted(said(*drawn)) == sorted(READ)


def test_columns_by_code_boxes():
    drawn = [
        box("めざす成果 及び戦略2-1　元気なまち", 10, 5, 400, 40),
        box("具体的\n取組", 10, 100, 80, 40),
        box("2-1-1\n切れ目のない施策", 100, 97, 410, 45),
        box("2-1-2\n体制の構築", 520, 99, 410, 43),
        box("プロセス（過程）指標\n単年度目標", 10, 150, 80, 120),
        box("① 訪問：370件以上\n②-1 自信：70%以上\n②-2 満足度：90%以上", 100, 147, 410, 128),
        box("① 割合：80%以上", 520, 149, 410, 126),
        box("R2年度自己評価を踏まえ変更", 430, 150, 80, 20),
        box("取組内容", 10, 290, 80, 120),
        box("① 見守り", 100, 290, 410, 80),
        box("2,607千円", 430, 375, 80, 20),
        box("① 会議", 520, 290, 410, 80),
        box("12,065千円", 850, 375, 80, 20),
    ]
    assert said(*reversed(drawn)) == [
        "outcome 2-1 めざす成果及び戦略: 元気なまち",
        "initiative 2-1-1 具体的取組: 切れ目のない施策",
        "process_indicators 2-1-1: ① 訪問：370件以上 / R2年度自己評価を踏まえ変更 / "
        "②-1 自信：70%以上\n②-2 満足度：90%以上",
        "activities 2-1-1: ① 見守り",
        "budget 2-1-1: 2,607千円",
        "initiative 2-1-2 具体的取組: 体制の構築",
        "process_indicators 2-1-2: ① 割合：80%以上",
        "activities 2-1-2: ① 会議",
        "budget 2-1-2: 12,065千円",
    ]


@pytest.mark.parametrize(("y", "place"), [(10, 1), (50, 2), (90, 3)])
def test_a_stamp_over_one_line_of_a_cell_marks_that_line(y, place):
    drawn = [
        box("プロセス指標", 0, 0, 90, 120),
        box("①甲：1件以上\n②乙：2件以上\n③丙：3件以上", 100, 0, 300, 120),
        box("R2年度自己評価を踏まえ変更", 330, y, 90, 20),
    ]
    texts = said(*drawn)[0].removeprefix("process_indicators: ").split(" / ")
    before = "\n".join(texts[: texts.index("R2年度自己評価を踏まえ変更")])
    assert before.count("以上") == place


def test_a_stamp_beside_the_budget_names_the_budget():
    drawn = [
        box("予算額", 0, 0, 80, 20),
        box("5千円", 100, 0, 80, 20),
        box("R2年度自己評価を踏まえ変更", 100, 15, 80, 12),
    ]
    assert said(*drawn) == ["budget: 5千円", "stamp budget: R2年度自己評価を踏まえ変更"]


def test_a_title_box_opens_the_level_of_the_table_under_it():
    cells = table(["具体的取組", "取組内容"], ["1-1-1 支援", "・支援"])
    read = said(box("めざす成果及び戦略1-1 きずな", 10, 10, 500, 40), cells)
    assert read[0] == "outcome 1-1 めざす成果及び戦略: きずな"
    assert read[1] == "initiative 1-1-1 具体的取組: 支援"


def test_scattered_words_of_a_drawing_are_read_in_their_order():
    drawn = [box(f"語{n}", n % 40 * 20, n // 40 * 12, 15, 8) for n in range(1000)]
    assert sum(text.count("語") for text in said(*drawn)) == 1000


def test_a_stamp_between_two_indicators_stays_open():
    drawn = [
        box("アウトカム指標", 0, 0, 90, 20),
        box("甲の割合：1%以上", 100, 0, 200, 20),
        box("乙の割合：2%以上", 100, 60, 200, 20),
    ]
    between = box("R2年度自己評価を踏まえ変更", 100, 35, 80, 10)
    nearer = box("R2年度自己評価を踏まえ変更", 100, 46, 80, 10)
    assert "stamp indicators: R2年度自己評価を踏まえ変更" in said(*drawn, between)
    assert said(*drawn, nearer)[-1].endswith("乙の割合：2%以上 / R2年度自己評価を踏まえ変更")
