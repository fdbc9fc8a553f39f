"""A page of running text becomes lines: a paragraph each, whatever the printer's line ends, headings by their size."""

import pytest

from hoshin.exchange.printed import Line
from tests.unit.plan_pdf.minimal import Page, pdf, text
from tests.unit.plan_pdf.seen import read, texts

A4 = (0, 0, 595, 842)


def _page(*lines: tuple[str, float, float, float]) -> Page:
    return Page("".join(text(words, x, y, size) for words, x, y, size in lines), box=A4)


FULL = "地域の住民が互いに顔の見える関係を築き、災害のときにも声をかけ合って助け合うことが"
"""41 letters: a full line at 12 points between margins of 50."""


def test_lines_that_the_printer_broke_are_one_paragraph():
    printed = read(pdf(_page((FULL, 50, 700, 12), ("できている。", 50, 684, 12), ("成果指標", 50, 650, 12))))
    assert texts(printed) == [FULL + "できている。", "成果指標"]


def test_a_short_line_ends_its_paragraph():
    printed = read(pdf(_page(("参加者の割合：70%以上", 50, 700, 12), ("訪問の回数：120回以上", 50, 684, 12))))
    assert texts(printed) == ["参加者の割合：70%以上", "訪問の回数：120回以上"]


@pytest.mark.parametrize("label", ["・", "①", "(2) ", "【新規】", "2. ", "●"])
def test_a_bullet_or_number_begins_a_paragraph_even_after_a_full_line(label):
    printed = read(pdf(_page((FULL, 50, 700, 12), (f"{label}訪問する", 50, 684, 12))))
    assert texts(printed) == [FULL, f"{label}訪問する"]


def test_larger_letters_are_headings_by_rank():
    printed = read(
        pdf(
            _page(("令和7年度運営方針", 50, 780, 18), ("めざす成果1-1", 50, 740, 14), ("本文です。", 50, 700, 10)),
            _page(("めざす成果1-2", 50, 780, 14), ("続きの本文です。", 50, 740, 10), ("終わり。", 50, 700, 10)),
        )
    )
    lines = [item for region in printed.regions for item in region.items if isinstance(item, Line)]
    assert [line.emphasis for line in lines] == [1, 2, 0, 2, 0, 0]


def test_words_with_a_wide_gap_on_one_line_stay_one_line():
    rows = [(f"項目その{n}", 50, 700 - 20 * n, 10) for n in range(5)]
    printed = read(pdf(_page(*rows, ("予算額", 50, 560, 10), ("12,345千円", 300, 560, 10))))
    assert texts(printed)[-1] == "予算額\u300012,345千円"


def test_each_line_says_where_it_stands():
    (line,) = read(pdf(_page(("本文です。", 50, 700, 10)))).regions[0].items
    assert (line.source.page, line.source.text) == (1, "本文です。")
    assert line.source.box is not None
    assert line.source.box == pytest.approx((50, 132, 97, 144), abs=4)


def test_two_columns_are_boxes_because_their_place_tells_more_than_their_order():
    left = [(f"左の段の文その{n}", 50, 700 - 16 * n, 10) for n in range(6)]
    right = [(f"右の段の文その{n}", 320, 700 - 16 * n, 10) for n in range(6)]
    printed = read(pdf(_page(*[line for pair in zip(left, right, strict=True) for line in pair])))
    assert len(texts(printed)) == 2
    assert texts(printed)[0].split("\n")[0] == "左の段の文その0"
