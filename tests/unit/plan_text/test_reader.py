"""Lines and Markdown tables with their places; markup is blanked without moving anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.exchange.assembly.fragments import BLANK, visible
from hoshin.exchange.guard.refusal import UnreadableFileError
from hoshin.exchange.plan_text.markup import blank_markup
from hoshin.exchange.plan_text.reader import read_text_plan
from hoshin.exchange.printed import Line, Printed, Table


def lines(printed: Printed) -> list[Line]:
    return [item for region in printed.regions for item in region.items if isinstance(item, Line)]


def tables(printed: Printed) -> list[Table]:
    return [item for region in printed.regions for item in region.items if isinstance(item, Table)]


def test_lines_know_their_number_and_offsets():
    text = "計画\r\n\r\n**めざす成果**1-1\n"
    printed = read_text_plan(text.encode(), "plan.txt")
    found = [line for line in lines(printed) if line.text.strip()]
    assert [(line.source.line, line.source.start, line.source.end) for line in found] == [(1, 0, 2), (3, 6, 18)]
    assert text[6:18] == found[1].source.text == "**めざす成果**1-1"
    assert len(found[1].text) == len(found[1].source.text)
    assert visible(found[1].text) == "めざす成果1-1"


def test_markdown_headings_tell_their_level():
    printed = read_text_plan("## 経営課題１\n本文\n".encode(), "plan.md")
    assert [(line.emphasis, visible(line.text)) for line in lines(printed)][:2] == [(2, "経営課題１"), (0, "本文")]


def test_a_markdown_table_becomes_a_grid_with_places():
    text = "| 取組 | 予算 |\n|---|---:|\n| **見守り**<br>(夜間) | 1,200千円 |\n"
    printed = read_text_plan(text.encode(), "plan.md")
    (table,) = tables(printed)
    cells = [(cell.row, cell.column, visible(cell.text)) for cell in table.cells]
    assert cells == [(0, 0, "取組"), (0, 1, "予算"), (1, 0, "見守り\n(夜間)"), (1, 1, "1,200千円")]
    for cell in table.cells:
        assert text[cell.source.start : cell.source.end] == cell.source.text


def test_bars_without_a_rule_are_no_table():
    assert tables(read_text_plan(b"A | B\nC | D\n", "plan.txt")) == []


STRUCK = [
    ("割合：~~60%~~70%", "割合：70%", ["60%"]),
    ("割合：<del>60%</del>70%", "割合：70%", ["60%"]),
    ("<s>旧</s>新", "新", ["旧"]),
    ("3~~5年", "3~~5年", []),
    ("概ね3~5年間", "概ね3~5年間", []),
]


@pytest.mark.parametrize(("text", "left", "notes"), STRUCK)
def test_struck_text_is_left_out_with_a_note(text, left, notes):
    blanked, problems = blank_markup(text, "plan.md")
    assert visible(blanked) == left
    assert [p.found for p in problems] == notes
    assert {p.code for p in problems} <= {"struck_text_left_out"}


def test_comments_are_left_out_with_a_note_unless_they_are_empty():
    blanked, problems = blank_markup("前<!-- 旧案 -->後<!-- -->", "plan.md")
    assert visible(blanked) == "前後"
    assert [(p.code, p.found, p.severity) for p in problems] == [("hidden_text_left_out", "旧案", "note")]


def test_an_empty_file_of_blank_lines_has_no_items():
    printed = read_text_plan(b"\n \n\n", "plan.txt")
    assert printed.regions[0].items == ()


def test_a_text_too_long_is_refused():
    with pytest.raises(UnreadableFileError) as refusal:
        read_text_plan(b"a" * 10_000_001, "plan.txt")
    assert refusal.value.family == "refused"


@given(st.text(alphabet=st.sampled_from(list("計画1-|*~<>!\r\n #:70%以上\u3000")), max_size=80))
def test_blanking_never_moves_a_character(text):
    blanked, _ = blank_markup(text, "plan.md")
    assert len(blanked) == len(text)
    assert all(a in (b, BLANK, "\n") for a, b in zip(blanked, text, strict=True))


@given(st.text(alphabet=st.sampled_from(list("計画1-|*~\r\n #:70%以上\u3000")), max_size=120))
def test_every_line_and_cell_stands_where_it_says(text):
    printed = read_text_plan(("あ" + text).encode(), "plan.md")
    for item in printed.regions[0].items:
        sources = [cell.source for cell in item.cells] if isinstance(item, Table) else [item.source]
        for source in sources:
            assert ("あ" + text)[source.start : source.end] == source.text
