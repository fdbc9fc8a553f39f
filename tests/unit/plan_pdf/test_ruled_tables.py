"""However a program draws its rules, the reader finds the same four cells."""

from itertools import pairwise

import pytest

from tests.unit.plan_pdf.minimal import Page, grid, latin, line, pdf, text
from tests.unit.plan_pdf.seen import cells, codes, found, read, spans, tables, texts

XS, YS = [50.0, 150.0, 350.0], [200.0, 230.0, 260.0]
RULES = grid(XS, YS)
WORDS = (
    text("取組名", 55, 240) + text("支援の割合70%以上", 155, 240) + text("予算", 55, 210) + text("1,234千円", 155, 210)
)
FOUR = [(0, 0, "取組名"), (0, 1, "支援の割合70%以上"), (1, 0, "予算"), (1, 1, "1,234千円")]


def _rectangles(thickness: float) -> str:
    rows = "".join(f"{XS[0]} {y} {XS[-1] - XS[0]} {thickness} re f\n" for y in YS)
    return rows + "".join(f"{x} {YS[0]} {thickness} {YS[-1] - YS[0]} re f\n" for x in XS)


def _pieces(length: float, step: float) -> str:
    rows = "".join(line(x, y, x + length, y) for y in YS for x in range(50, 350, int(step)))
    return rows + "".join(line(x, y, x, y + length) for x in XS for y in range(200, 260, int(step)))


def _cell_frames(ending: str) -> str:
    return "".join(f"{x0} {y0} {x1 - x0} {y1 - y0} re {ending}\n" for x0, x1 in pairwise(XS) for y0, y1 in pairwise(YS))


STYLES = {
    "stroked lines": RULES,
    "one path for all": RULES.replace(" S\n", "\n") + "S\n",
    "thin filled rectangles": _rectangles(0.7),
    "thick filled rectangles": _rectangles(2.5),
    "dash pattern": "[3 2] 0 d " + RULES,
    "dashes drawn one by one": _pieces(3, 5),
    "dots drawn one by one": _pieces(1, 3),
    "doubled lines": RULES + grid([x + 1.6 for x in XS], [y + 1.6 for y in YS]),
    "a frame for each cell": _cell_frames("S"),
    "filled cells without lines": "0.8 0.9 1 rg " + _cell_frames("f") + "0 g ",
    "white lines between filled cells": "0.8 0.9 1 rg 1 1 1 RG 2 w " + _cell_frames("B") + "0 g 0 G ",
    "no outer border": line(50, 230, 350, 230) + line(150, 200, 150, 260),
    "no side borders": "".join(line(50, y, 350, y) for y in YS) + line(150, 200, 150, 260),
    "ends that miss each other": line(51, 200, 349, 200) + line(49, 230, 351, 230) + line(50, 260, 350, 260)
    + "".join(line(x, 201.5, x, 258.5) for x in XS),
}  # fmt: skip


@pytest.mark.parametrize("rules", STYLES.values(), ids=STYLES.keys())
def test_every_way_to_draw_rules_gives_the_same_cells(rules):
    printed = read(pdf(rules + WORDS))
    assert cells(printed) == FOUR
    assert codes(printed) == []


PLACEMENTS = {
    "in a form": pdf("q 1 0 0 1 20 10 cm /X Do Q", forms={"X": RULES + WORDS}),
    "in a scaled form inside a form": pdf("/X Do", forms={"X": "q 0.5 0 0 0.5 9 9 cm /Y Do Q", "Y": RULES + WORDS}),
    "behind a crop box": pdf(Page(RULES + WORDS, "/CropBox[40 150 380 300]")),
    "in a page that starts elsewhere": pdf(
        Page("q 1 0 0 1 -500 700 cm " + RULES + WORDS + "Q", box=(-500, 700, -100, 1100))
    ),
    "upside down": pdf(Page("q -1 0 0 -1 400 400 cm " + RULES + WORDS + "Q", "/Rotate 180")),
    "turned page, upright text": pdf(Page("q 0 1 -1 0 400 0 cm " + RULES + WORDS + "Q", "/Rotate 90")),
    "turned the other way": pdf(Page("q 0 -1 1 0 0 400 cm " + RULES + WORDS + "Q", "/Rotate 270")),
}


@pytest.mark.parametrize("data", PLACEMENTS.values(), ids=PLACEMENTS.keys())
def test_a_table_is_found_wherever_the_page_puts_it(data):
    assert cells(read(data)) == FOUR


def test_boxes_are_measured_from_the_top_left_of_the_turned_page():
    (table,) = tables(read(PLACEMENTS["turned page, upright text"]))
    assert table.source.box == pytest.approx((50, 140, 350, 200), abs=1)
    assert table.cells[0].source.box == pytest.approx((50, 140, 150, 170), abs=1)


def test_sideways_text_stays_in_its_cells():
    printed = read(pdf(Page(RULES + WORDS, "/Rotate 90")))
    assert sorted(text for _, _, text in cells(printed)) == sorted(text for _, _, text in FOUR)


def test_merged_cells_appear_once_with_their_spans():
    lines = (
        line(50, 200, 350, 200) + line(50, 290, 350, 290) + line(50, 200, 50, 290) + line(350, 200, 350, 290)
        + line(150, 200, 150, 260) + line(50, 260, 350, 260) + line(150, 230, 350, 230) + line(250, 200, 250, 230)
    )  # fmt: skip
    words = (
        text("表題", 55, 270) + text("取組1-1-1", 55, 240) + text("内容", 155, 240)
        + text("前年度", 155, 210) + text("当年度", 255, 210)
    )  # fmt: skip
    (table,) = tables(read(pdf(lines + words)))
    assert spans(table) == {
        "表題": (1, 3), "取組1-1-1": (2, 1), "内容": (1, 2), "前年度": (1, 1), "当年度": (1, 1),
    }  # fmt: skip


def test_a_stamp_laid_over_the_rules_does_not_cut_the_cells():
    stamp = "1 0 0 RG 1 1 0.8 rg 250 215 80 20 re B 0 g " + text("変更", 260, 220)
    printed = read(pdf(RULES + WORDS + stamp))
    assert cells(printed) == FOUR
    assert texts(printed) == ["変更"]


def test_a_highlight_inside_a_cell_is_not_a_cell():
    printed = read(pdf(RULES + "1 1 0 rg 154 208 60 12 re f 0 g " + WORDS))
    assert cells(printed) == FOUR


def test_a_neighbouring_cell_on_the_same_line_keeps_its_own_text():
    words = latin("12,345", 118, 240) + latin("67,890", 152, 240)
    assert cells(read(pdf(RULES + words))) == [(0, 0, "12,345"), (0, 1, "67,890")]


def test_text_that_runs_over_a_border_stays_whole_and_is_asked_about():
    printed = read(pdf(RULES + text("予算", 55, 240) + latin("1,234,567,890,123,456,789", 60, 210, size=12)))
    assert cells(printed) == [(0, 0, "予算"), (1, 0, "1,234,567,890,123,456,789")]
    assert found(printed, "pdf_text_over_border") == "1,234,567,890,123,456,789"


def test_letters_set_one_below_the_other_are_one_label():
    words = "".join(text(letter, 95, 250 - 11 * n) for n, letter in enumerate("取組"))
    assert cells(read(pdf(RULES + words + text("支援", 155, 240)))) == [(0, 0, "取組"), (0, 1, "支援")]


def test_cells_written_in_a_shuffled_order_keep_their_lines_in_order():
    words = text("後の行100件", 155, 233) + text("予算", 55, 210) + text("先の行", 155, 247) + text("取組", 55, 240)
    assert cells(read(pdf(RULES + words))) == [(0, 0, "取組"), (0, 1, "先の行\n後の行100件"), (1, 0, "予算")]


def test_a_frame_around_one_text_is_a_box_as_large_as_the_frame():
    printed = read(pdf("100 100 200 60 re S " + text("めざす状態", 110, 140) + text("みんなで支える", 110, 125)))
    (box,) = [item for region in printed.regions for item in region.items]
    assert box.text == "めざす状態\nみんなで支える"
    assert box.source.box == pytest.approx((100, 240, 300, 300), abs=1)


def test_texts_side_by_side_outside_rules_are_separate_boxes():
    assert texts(read(pdf(text("左の欄70%", 50, 300) + text("右の欄80%", 220, 300)))) == ["左の欄70%", "右の欄80%"]
