"""The list that is drawn from."""

import pytest

from hoshin.core.problems import sentence
from hoshin.core.survey.sample_lists import class_of, guessed_columns, read_list
from hoshin.core.survey.sampling import draw, order_mark

KNOWN = {"性別": {"男性": 1, "女性": 1}, "年齢": {"18〜39歳": 1, "40歳以上": 1}}
ROWS = [
    ["番号", "氏名", "性別", "年齢"],
    ["1", "佐藤", "男", "20"],
    ["2", "鈴木", "女性", "４０"],
    ["3", "高橋", "F", "18〜39歳"],
]
COLUMNS = {"性別": "性別", "年齢": "年齢"}


def codes(reading):
    return [problem.code for problem in reading.problems]


def test_lines_hold_numbers_and_cells_and_no_name():
    read = read_list(ROWS, "番号", COLUMNS, KNOWN)
    assert read.is_usable
    assert [(line.place, line.key) for line in read.lines] == [(1, "1"), (2, "2"), (3, "3")]
    assert read.lines[0].cells == {"性別": "男性", "年齢": "18〜39歳"}
    assert read.lines[1].cells == {"性別": "女性", "年齢": "40歳以上"}
    assert "佐藤" not in repr(read)


CLASSES = [
    ("20", ["20代", "30代"], "20代"), ("29", ["20代", "30代"], "20代"), ("90", ["70代", "80代以上"], "80代以上"),
    ("17", ["18歳未満", "18歳以上"], "18歳未満"), ("18", ["18歳以下", "19歳以上"], "18歳以下"),
    ("65", ["40～64歳", "65歳〜"], "65歳〜"),
    ("15歳", ["10-19", "20-29"], "10-19"), ("20", ["10-20", "20-29"], None), ("", ["10代"], None),
    ("東", ["東 "], "東 "),
    ("ｱ", ["ア"], "ア"), ("男", ["男性", "女性", "男"], "男"), ("x", [], None), ("1980-04-01", ["20代"], None),
]  # fmt: skip


@pytest.mark.parametrize(("value", "known", "found"), CLASSES)
def test_classes(value, known, found):
    assert class_of(value, known) == found


def test_every_fault_at_once():
    rows = [*ROWS, ["", "x", "男", "20"], ["5", "y", "不明", "20"], ["6", "z", "不明", "7"]]
    read = read_list(rows, "番号", COLUMNS, KNOWN)
    assert codes(read) == ["sample_empty_key", "sample_cell_many_unknown", "sample_cell_unknown"]
    assert read.problems[0].values["row"] == "5"
    assert read.problems[2].values["row"] == "7"
    for problem in read.problems:
        assert sentence(problem, "ja")
        assert sentence(problem, "en")


def test_a_missing_column_names_the_headings():
    read = read_list(ROWS, "宛名番号", {"性別": "性別", "区域": ""}, {**KNOWN, "区域": {}})
    assert codes(read) == ["sample_column_missing", "sample_column_missing"]
    assert "氏名" in read.problems[0].found


def test_without_a_number_the_whole_line_tells_people_apart():
    read = read_list(ROWS, "", COLUMNS, KNOWN)
    assert read.lines[0].key == "1\t佐藤\t男\t20"


def test_an_empty_list():
    assert codes(read_list([], "番号", COLUMNS, KNOWN)) == ["population_empty"]
    assert codes(read_list([["番号", "性別", "年齢"]], "番号", COLUMNS, KNOWN)) == ["population_empty"]


def test_headings_are_guessed_only_when_one_fits():
    assert guessed_columns(["年齢1", "年齢2"], ["年齢"]) == {"年齢": ""}
    assert guessed_columns(["年齢", "年齢2"], ["年齢"]) == {"年齢": "年齢"}
    assert guessed_columns(["", "x"], ["年齢"]) == {"年齢": ""}


def test_a_number_from_excel_is_the_same_number():
    """1 in a CSV and 1.0 in a workbook are one person, so both files give one draw."""
    one = read_list([["番号"], ["1"], ["2"]], "番号", {}, {})
    other = read_list([["番号"], ["1 "], ["2"]], "番号", {}, {})
    drawn = [draw([line.unit(()) for line in read.lines], {(): 1}, "s").keys for read in (one, other)]
    assert drawn[0] == drawn[1]


def test_an_auditor_can_redraw_by_hand():
    keys = [str(n) for n in range(50)]
    by_hand = sorted(keys, key=lambda key: order_mark("朝の抽選", key))[:10]
    units = [line.unit(()) for line in read_list([["番号"], *([k] for k in reversed(keys))], "番号", {}, {}).lines]
    assert list(draw(units, {(): 10}, "朝の抽選").keys) == by_hand


def test_faults_of_a_draw():
    lines = read_list(
        [["番号", "区域"], ["1", "東"], ["1", "東"], ["2", "西"]],
        "番号",
        {"区域": "区域"},
        {"区域": {"東": 1, "西": 1}},
    )
    units = [line.unit(("区域",)) for line in lines.lines]
    found = draw(units, {("東",): 3}, " ").problems
    assert [p.code for p in found] == [
        "sample_seed_missing", "sample_key_repeated", "sample_stratum_unasked", "sample_list_too_short",
    ]  # fmt: skip
    for problem in found:
        assert sentence(problem, "ja")
        assert sentence(problem, "en")
