"""Slides as they print: places, groups, placeholders, tables, and what is not on the slide."""

import io

import pytest
from pptx import Presentation
from pptx.util import Pt

from hoshin.exchange.plan_pptx.reader import read_pptx
from hoshin.exchange.printed import Box, Table
from tests.unit.guard.office_files import presentation, shape, slide_xml


def read(*slides):
    return read_pptx(presentation([slide_xml(s) for s in slides]), "plan.pptx")


def texts(printed, region=0):
    return [item.text for item in printed.regions[region].items if isinstance(item, Box)]


def notes(printed):
    return [(p.code, p.found) for p in printed.problems]


def group(x, y, width, height, inner, shapes):
    """A group at x, y whose own coordinates are `inner`; in points."""
    e = [round(v * 12700) for v in (x, y, width, height, *inner)]
    return (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="g"/></p:nvGrpSpPr><p:grpSpPr>'
        f'<a:xfrm><a:off x="{e[0]}" y="{e[1]}"/>'
        f'<a:ext cx="{e[2]}" cy="{e[3]}"/><a:chOff x="{e[4]}" y="{e[5]}"/><a:chExt cx="{e[6]}" cy="{e[7]}"/></a:xfrm>'
        f"</p:grpSpPr>{shapes}</p:grpSp>"
    )


def test_a_shape_keeps_its_place_and_name():
    box = read(shape("めざす状態\n（概ね3～5年間）", 10, 20, 100, 30, "箱1")).regions[0].items[0]
    assert box.text == "めざす状態\n（概ね3～5年間）"
    assert (box.source.slide, box.source.cell, box.source.box) == (1, "箱1", (10, 20, 110, 50))


def test_drawing_order_does_not_decide_reading_order():
    drawn = shape("右下", 500, 300, 100, 30) + shape("左下", 10, 300, 100, 30) + shape("題", 10, 10, 600, 40)
    assert texts(read(drawn)) == ["題", "左下", "右下"]


def test_columns_are_read_one_after_the_other():
    left = shape("左1", 10, 100, 200, 30) + shape("左2", 10, 140, 200, 30)
    right = shape("右1", 400, 95, 200, 50) + shape("右2", 400, 150, 200, 30)
    assert texts(read(right + left)) == ["左1", "左2", "右1", "右2"]


def test_groups_are_placed_and_scaled():
    inner = shape("中", 100, 100, 50, 50)
    box = read(group(200, 100, 100, 100, (100, 100, 200, 200), inner)).regions[0].items[0]
    assert box.source.box == (200, 100, 225, 125)


def test_a_placeholder_stands_where_its_layout_says():
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "経営課題1"
    slide.placeholders[1].text = "本文"
    stream = io.BytesIO()
    deck.save(stream)
    title, body = read_pptx(stream.getvalue(), "plan.pptx").regions[0].items
    assert (title.text, body.text) == ("経営課題1", "本文")
    assert title.source.box[1] < body.source.box[1]


def test_a_table_keeps_its_merges_and_its_places():
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    table = slide.shapes.add_table(2, 3, Pt(60), Pt(100), Pt(300), Pt(80)).table
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 0).text, table.cell(1, 2).text = "具体的取組", "70%以上"
    stream = io.BytesIO()
    deck.save(stream)
    found = read_pptx(stream.getvalue(), "plan.pptx").regions[0].items[0]
    assert isinstance(found, Table)
    assert [(c.text, c.row, c.column, c.column_span) for c in found.cells] == [
        ("具体的取組", 0, 0, 2),
        ("70%以上", 1, 2, 1),
    ]
    assert found.cells[1].source.box == (260, 140, 360, 180)


def test_struck_runs_are_left_out_with_a_note():
    printed = read(shape("旧い", 10, 10, 50, 20, run='strike="sngStrike"') + shape("新しい", 10, 40, 50, 20))
    assert texts(printed) == ["新しい"]
    assert notes(printed) == [("struck_text_left_out", "旧い")]


@pytest.mark.parametrize(("x", "y"), [(-300, 10), (2000, 10), (10, -200), (10, 900)])
def test_a_shape_beside_the_slide_is_left_out_with_a_note(x, y):
    printed = read(shape("置き場", x, y, 100, 50) + shape("本文", 10, 10, 50, 20))
    assert texts(printed) == ["本文"]
    assert notes(printed) == [("off_slide_left_out", "置き場")]


def test_a_shape_that_hangs_over_the_edge_is_on_the_slide():
    assert texts(read(shape("はみ出す", -20, 10, 100, 50))) == ["はみ出す"]


def test_hidden_slides_and_presenter_notes_are_left_out_with_notes():
    deck = Presentation()
    for text in ("見える", "隠れる"):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(Pt(10), Pt(10), Pt(100), Pt(30)).text_frame.text = text
        slide.notes_slide.notes_text_frame.text = f"{text}の原稿"
    deck.slides[1]._element.set("show", "0")
    stream = io.BytesIO()
    deck.save(stream)
    printed = read_pptx(stream.getvalue(), "plan.pptx")
    assert [texts(printed, n) for n in range(len(printed.regions))] == [["見える"]]
    assert notes(printed) == [("presenter_notes_left_out", "見えるの原稿"), ("hidden_slide_left_out", "隠れる")]


def test_a_hidden_shape_is_left_out_with_a_note():
    hidden = shape("見えない", 10, 10, 50, 20).replace('name=""', 'name="" hidden="1"')
    printed = read(hidden + shape("見える", 10, 40, 50, 20))
    assert texts(printed) == ["見える"]
    assert notes(printed) == [("hidden_shape_left_out", "見えない")]


def test_page_numbers_are_not_the_plan():
    assert texts(read(shape("12", 600, 500, 50, 20, ph='<p:ph type="sldNum"/>') + shape("本文", 10, 10, 50, 20))) == [
        "本文"
    ]


def test_a_slide_number_in_a_box_of_its_own_is_not_the_plan():
    typed = read(shape("1", 600, 510, 50, 20) + shape("本文", 10, 10, 50, 20))
    assert (texts(typed), notes(typed)) == (["本文"], [("page_header_left_out", "1")])
    field = shape("1", 600, 10, 50, 20).replace("<a:r>", '<a:fld type="slidenum">').replace("</a:r>", "</a:fld>")
    assert texts(read(field + shape("本文", 10, 10, 50, 20))) == ["本文"]


@pytest.mark.parametrize(("figure", "y"), [("1", 100), ("12", 510)])
def test_another_number_or_one_in_the_middle_of_a_slide_stays(figure, y):
    assert texts(read(shape(figure, 600, y, 50, 20))) == [figure]


def test_an_alternative_stands_once():
    new, old = shape("新", 1, 1, 9, 9), shape("旧", 1, 1, 9, 9)
    both = f"<mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    assert texts(read(f"<mc:AlternateContent>{both}</mc:AlternateContent>")) == ["新"]


def test_line_breaks_and_fields_are_text():
    drawn = shape("x", 10, 10, 50, 20).replace(
        "<a:r><a:rPr /><a:t>x</a:t></a:r>", "<a:r><a:t>具体的</a:t></a:r><a:br/><a:fld><a:t>取組</a:t></a:fld>"
    )
    assert texts(read(drawn)) == ["具体的\n取組"]
