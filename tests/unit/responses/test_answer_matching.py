"""What cells of other services' tables say: tables of cases."""

import pytest

from hoshin.core.survey.answer_columns import (
    Column,
    ColumnMapping,
    heading_row,
    mapping_from,
    mapping_json,
    propose_columns,
)
from hoshin.core.survey.answer_findings import find, mapping_problems, told
from hoshin.core.survey.answer_matching import Reading, match_answer, match_chosen
from hoshin.core.survey.answer_rows import RowReader
from hoshin.core.survey.keyed_entry import Keyed, read_keyed
from hoshin.core.survey.questionnaire import Option, Question, Questionnaire
from tests.responding import SHEET

SAFE = Question(
    "q1",
    "single",
    "安全だと思うか",
    (
        Option("1", "そう思う"),
        Option("2", "どちらかといえばそう思う"),
        Option("3", "どちらかといえばそう思わない"),
        Option("4", "そう思わない"),
        Option("9", "わからない", is_missing=True),
    ),
)
CHILDREN = Question("q2", "single", "子どもの人数", (Option("1", "0人"), Option("2", "1人"), Option("3", "2人以上")))
BARE = Question("q3", "single", "子どもの数", (Option("1", "0"), Option("2", "1"), Option("3", "2")))
SEEN = Question(
    "q4",
    "multiple",
    "見たもの",
    (
        Option("1", "広報紙"),
        Option("2", "ちらし、ポスター"),
        Option("3", "SNS"),
        Option("4", "特にない", is_missing=True),
    ),
    most=3,
)
OVERLAP = Question("q5", "multiple", "場所", (Option("1", "公園"), Option("2", "駅"), Option("3", "公園、駅")))
TIMES = Question("q6", "number", "回数", smallest=0, largest=365, unit="回")
WORDS = Question("q7", "text", "ご意見")
LETTERS = Question("q8", "single", "区分", (Option("a", "個人"), Option("b", "団体")))


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (SAFE, "1", "1"),
        (SAFE, "１", "1"),
        (SAFE, " 1 ", "1"),
        (SAFE, "1.0", "1"),
        (SAFE, "01", "1"),
        (SAFE, "そう思う", "1"),
        (SAFE, "そう　思う", "1"),
        (SAFE, "1 そう思う", "1"),
        (SAFE, "１．そう思う", "1"),
        (SAFE, "1：そう思う", "1"),
        (SAFE, "(1)そう思う", "1"),
        (SAFE, "①そう思う", "1"),
        (SAFE, "ﾄﾞﾁﾗかといえばそう思う".replace("ﾄﾞﾁﾗ", "どちら"), "2"),
        (SAFE, "わからない", "9"),
        (SAFE, "9", "9"),
        (SAFE, "", None),
        (SAFE, "無回答", None),
        (SAFE, "不明", None),
        (SAFE, "N/A", None),
        (CHILDREN, "0人", "1"),
        (CHILDREN, "１人", "2"),
        (LETTERS, "Ａ", "a"),
        (LETTERS, "団体", "b"),
        (SEEN, "広報紙", ("1",)),
        (SEEN, "SNS;広報紙;", ("1", "3")),
        (SEEN, "広報紙, ちらし、ポスター", ("1", "2")),
        (SEEN, "ちらし、ポスター、ＳＮＳ", ("2", "3")),
        (SEEN, "広報紙\nSNS", ("1", "3")),
        (SEEN, "1,3", ("1", "3")),
        (SEEN, "1、2、3", ("1", "2", "3")),
        (SEEN, "特にない", ("4",)),
        (SEEN, "", None),
        (SEEN, "無回答", None),
        (TIMES, "3", 3.0),
        (TIMES, "３回", 3.0),
        (TIMES, "0", 0.0),
        (TIMES, "", None),
        (TIMES, "不明", None),
        (WORDS, " 灯りを ", "灯りを"),
        (WORDS, "", None),
        (WORDS, "不明", "不明"),
    ],
)
def test_a_cell_says(question, text, answer):
    found = match_answer(question, text)
    assert (found.answer, found.why) == (answer, None)


@pytest.mark.parametrize(
    ("question", "text", "why", "proposals"),
    [
        (SAFE, "そう思ふ", "unmatched", ("1", "4")),
        (SAFE, "どちらかといえば", "unmatched", ("2", "3")),
        (SAFE, "5", "unmatched", ()),
        (SAFE, "2.5", "unmatched", ()),
        (SAFE, "3 そう思う", "unmatched", None),
        (SAFE, "1,2", "unmatched", ()),
        (BARE, "1", "ambiguous", ("1", "2")),
        (SEEN, "広報紙;ラジオ", "unmatched", ()),
        (SEEN, "広報紙;特にない", "not_allowed", ()),
        (SEEN, "1;2;3;4", "not_allowed", ()),
        (OVERLAP, "公園、駅", "ambiguous", ("1", "2", "3")),
        (TIMES, "数回", "not_a_number", ()),
        (TIMES, "366", "not_allowed", ()),
        (TIMES, "-1", "not_allowed", ()),
        (TIMES, "1,20", "not_a_number", ()),
    ],
)
def test_what_is_not_sure_is_asked(question, text, why, proposals):
    found = match_answer(question, text)
    assert (found.answer, found.why) == (None, why)
    if proposals is not None:
        assert found.proposals == proposals


def test_a_person_says_whether_figures_are_codes_or_words():
    assert match_answer(BARE, "1", Reading("codes")).answer == "1"
    assert match_answer(BARE, "1", Reading("words")).answer == "2"
    assert match_answer(SAFE, "そう思う", Reading("codes")).why == "unmatched"


def test_missing_codes_of_a_question_come_before_its_options():
    assert match_answer(SAFE, "9", Reading(missing=("9", "99"))).answer is None
    assert match_answer(TIMES, "99", Reading(missing=("99",))).answer is None
    assert match_answer(TIMES, "９９", Reading(missing=("99",))).answer is None
    assert match_answer(SEEN, "9", Reading(missing=("9",))).why is None


def test_what_a_person_said_holds_for_every_such_cell():
    reading = Reading(told={"そう思ふ": ("1",), "ラジオ": ()})
    assert match_answer(SAFE, " そう思ふ", reading).answer == "1"
    assert match_answer(SEEN, "広報紙;ラジオ", reading).answer == ("1",)
    assert match_answer(SAFE, "ラジオ", reading) == match_answer(SAFE, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *[("○", True), ("◯", True), ("1", True), ("TRUE", True), ("SNS", True), ("3", True), ("選択", True)],
        *[("", False), ("0", False), ("×", False), ("false", False), ("非選択", False), ("広報紙", None), ("7", None)],
    ],
)
def test_a_column_for_one_option(text, said):
    assert match_chosen(SEEN, SEEN.options[2], text) is said


@pytest.mark.parametrize(
    ("heading", "use", "question", "option"),
    [
        ("q1", "question", "q1", ""),
        ("Ｑ１", "question", "q1", ""),
        ("お住まいの地域は、安全に暮らせるまちだと思いますか。", "question", "q1", ""),
        ("問1．お住まいの地域は、安全に暮らせるまちだと思いますか？ *", "question", "q1", ""),
        ("お住まいの地域は、安全に暮らせる", "question", "q1", ""),
        ("性別", "question", "sex", ""),
        ("q3_1", "option", "q3", "1"),
        ("q3.4", "option", "q3", "4"),
        ("何で知りましたか。[広報紙]", "option", "q3", "1"),
        ("何で知りましたか。（町内会の回覧）", "option", "q3", "2"),
        ("問3 何で知りましたか。【学校、PTA】", "option", "q3", "4"),
        ("問1", "question", "q1", ""),
        ("Ｑ４．", "question", "q4", ""),
        ("設問2", "question", "q2", ""),
        ("問3_広報紙", "option", "q3", "1"),
        ("問3：町内会の回覧", "option", "q3", "2"),
        ("問9", "ignored", "", ""),
        ("整理番号", "code", "", ""),
        ("タイムスタンプ", "ignored", "", ""),
        ("メールアドレス", "ignored", "", ""),
        ("ID", "ignored", "", ""),
        ("備考", "ignored", "", ""),
        ("", "ignored", "", ""),
    ],
)
def test_headings_name_their_question(heading, use, question, option):
    [column] = propose_columns(SHEET, [heading])
    assert (column.use, column.question, column.option) == (use, question, option)


def test_no_question_is_given_two_columns():
    first, second = propose_columns(SHEET, ["q1", "お住まいの地域は、安全に暮らせるまちだと思いますか。"])
    assert (first.use, second.use) == ("question", "ignored")


def test_headings_that_say_nothing_are_taken_in_order_only_when_they_fit():
    columns = propose_columns(SHEET, ["タイムスタンプ", *"あいうえおか"])
    assert [c.question for c in columns] == ["", "q1", "q2", "q3", "q4", "q5", "sex"]
    assert {c.how for c in columns[1:]} == {"position"}
    assert {c.use for c in propose_columns(SHEET, list("あいうえお"))} == {"ignored"}


def test_a_title_above_the_heading_is_passed_over():
    rows = [["まちの安全 回答一覧"], ["2026年11月24日 出力", "6件"], ["番号", "q1", "性別"], ["1", "2", "1"]]
    assert heading_row(SHEET, rows) == 2
    assert heading_row(SHEET, [["q1", "q2"], ["1", "2"]]) == 0
    assert heading_row(SHEET, []) == 0


def test_option_columns_become_one_answer():
    columns = tuple(Column(f"q3_{o}", "option", "q3", str(o)) for o in (1, 2, 3, 4))
    reader = RowReader(SHEET, ColumnMapping(columns))
    assert reader.read(["○", "", "○", ""]).answers == {"q3": ("1", "3")}
    assert reader.read(["", "", "", ""]).answers == {"q3": None}
    assert reader.read(["0", "0", "1", "0"]).answers == {"q3": ("3",)}
    assert [d.option for d in reader.read(["たぶん", "1", "", ""]).doubts] == ["1"]
    assert reader.read(["1"]).answers == {"q3": ("1",)}


def test_a_mapping_survives_being_kept():
    mapping = told(ColumnMapping(propose_columns(SHEET, ["q1", "整理番号", "q3_1"])), "q1", "はい", ("1",))
    assert mapping_from(mapping_json(mapping)) == mapping


def test_two_columns_for_one_question_are_named():
    columns = (Column("a", "question", "q3"), Column("b", "question", "q3"), Column("c", "option", "q3", "1"))
    codes = [p.code for p in mapping_problems(SHEET, ColumnMapping(columns))]
    assert codes == ["answers_column_twice", "answers_mixed_columns"]
    assert [p.code for p in mapping_problems(SHEET, ColumnMapping((Column("x"),)))] == ["answers_no_columns"]


def test_findings_gather_a_value_once_with_its_places():
    mapping = ColumnMapping((Column("番号", "code"), Column("q1", "question", "q1")))
    rows = [(n, [f"A{n}", "そう思ふ" if n % 2 else "1"]) for n in range(2, 12)]
    found = find(
        questionnaire=SHEET,
        mapping=mapping,
        rows=rows,
        members={f"A{n}": n for n in range(2, 12)},
        returned=frozenset({2}),
    )
    [value] = found.values
    assert (value.count, value.places, value.proposals) == (5, ["B3", "B5", "B7"], ("1", "4"))
    assert (found.rows, found.fresh, found.conflicts) == (10, 9, 1)
    assert not found.is_storable


def test_rows_longer_than_the_heading_and_codes_twice_are_named():
    mapping = ColumnMapping((Column("番号", "code"), Column("q1", "question", "q1")))
    rows = [(2, ["A", "1", ""]), (3, ["A", "1", "x"]), (4, ["A", "2"])]
    found = find(questionnaire=SHEET, mapping=mapping, rows=rows, members={"A": 1}, returned=frozenset())
    assert {p.code for p in found.problems} == {"answers_code_twice", "answers_row_too_long"}
    assert (found.fresh, found.conflicts) == (1, 2)


@pytest.mark.parametrize(
    ("question", "typed", "keyed"),
    [
        (SAFE, "1", Keyed("1")),
        (SAFE, "１", Keyed("1")),
        (SAFE, "", Keyed(mark="blank")),
        (SAFE, "-", Keyed(mark="blank")),
        (SAFE, "？", Keyed(mark="unreadable")),
        (SAFE, "＊", Keyed(mark="several")),
        (LETTERS, "B", Keyed("b")),
        (SEEN, "13", Keyed(("1", "3"))),
        (SEEN, "3 1", Keyed(("1", "3"))),
        (SEEN, "1,1,3", Keyed(("1", "3"))),
        (TIMES, "１２回", Keyed(12.0)),
        (TIMES, "0", Keyed(0.0)),
    ],
)
def test_what_is_keyed_from_paper(question, typed, keyed):
    assert read_keyed(question, typed) == (keyed, ())


def test_a_questionnaire_without_questions_takes_nothing():
    assert propose_columns(Questionnaire("t", ()), ["q1"])[0].use == "ignored"
