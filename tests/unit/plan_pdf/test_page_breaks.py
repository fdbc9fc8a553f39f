"""Tables that go on over a page break, and rows that the break cut."""

import pytest

from tests.unit.plan_pdf.minimal import grid, pdf, text
from tests.unit.plan_pdf.seen import cells, codes, read, spans, tables, texts

XS = [50.0, 110.0, 250.0, 350.0]
HEADING = ("取組", "内容", "指標")


def _table(rows: list[tuple[str, ...]], top: float = 380, xs: list[float] | None = None) -> str:
    """Rows 40 points high from the top of the page down."""
    xs = xs or XS
    ys = [top - 40 * n for n in range(len(rows) + 1)]
    words = "".join(
        text(word, xs[column] + 3, ys[row] - 15, 8)
        for row, members in enumerate(rows)
        for column, word in enumerate(members)
        if word
    )
    return grid(xs, ys) + words


def _full(*last: tuple[str, ...]) -> str:
    """A first page whose table reaches the foot: the heading, filler rows, then these."""
    filler = [(f"1-1-{n}", f"内容その{n}", f"{n}0%以上") for n in range(1, 8 - len(last))]
    return _table([HEADING, *filler, *last])


def test_a_repeated_heading_is_dropped_and_the_rows_follow_on():
    printed = read(pdf(_full(), _table([HEADING, ("1-1-8", "次の内容", "80%以上")])))
    (table,) = tables(printed)
    assert [c.text for c in table.cells].count("取組") == 1
    assert [(c.row, c.text, c.source.page) for c in table.cells][-3:] == [
        (8, "1-1-8", 2), (8, "次の内容", 2), (8, "80%以上", 2),
    ]  # fmt: skip
    assert codes(printed) == []


def test_rows_without_a_heading_follow_on_when_the_columns_are_the_same():
    printed = read(pdf(_full(), _table([("1-1-8", "次の内容", "80%以上")])))
    assert len(tables(printed)) == 1
    assert cells(printed)[-1] == (8, 2, "80%以上")


def test_a_row_cut_by_the_break_is_made_whole_and_named():
    first = _full(("1-1-7", "地域で活動する団体の", "参加者70%以上"))
    second = _table([HEADING, ("", "支援に取り組む。", ""), ("1-1-8", "次の内容", "80%以上")])
    printed = read(pdf(first, second))
    assert (7, 1, "地域で活動する団体の支援に取り組む。") in cells(printed) or (
        7, 1, "地域で活動する団体の\n支援に取り組む。",
    ) in cells(printed)  # fmt: skip
    assert (8, 0, "1-1-8") in cells(printed)
    assert codes(printed) == ["pdf_row_over_pages"]


def test_a_further_row_under_a_merged_label_is_not_taken_for_the_rest_of_a_row():
    first = _full(("1-1-7", "①訪問する。", "訪問70回以上"))
    second = _table([("", "②相談を受ける。", "相談80件以上"), ("1-1-8", "次の内容", "90%以上")])
    printed = read(pdf(first, second))
    (table,) = tables(printed)
    assert (8, 1, "②相談を受ける。") in cells(printed)
    assert spans(table)["1-1-7"] == (2, 1)
    assert codes(printed) == []


def test_a_page_number_at_the_foot_does_not_end_the_table():
    pages = [
        _full() + text("1", 195, 12, 8),
        _table([HEADING, ("1-1-8", "次の内容", "80%以上")]) + text("2", 195, 12, 8),
    ]
    assert len(tables(read(pdf(*pages)))) == 1


OTHERS = {
    "text between": text("次の表", 50, 385, 9) + _table([HEADING, ("1-2-1", "別の表", "80%以上")], top=370),
    "other columns": _table([("1-2-1", "別の表", "80%以上")], xs=[50.0, 200.0, 300.0, 350.0]),
    "other width": _table([HEADING, ("1-2-1", "別の表", "80%以上")], xs=[50.0, 110.0, 250.0, 300.0]),
}


@pytest.mark.parametrize("second", OTHERS.values(), ids=OTHERS.keys())
def test_another_table_on_the_next_page_stays_another_table(second):
    assert len(tables(read(pdf(_full(), second)))) == 2


def test_a_table_over_three_pages_is_one():
    middle = _table([HEADING, *[(f"2-1-{n}", f"内容その{n}", f"{n}0%以上") for n in range(1, 8)]])
    printed = read(pdf(_full(), middle, _table([HEADING, ("3-1-1", "最後", "90%以上")])))
    (table,) = tables(printed)
    assert table.cells[-1].text == "90%以上"
    assert table.cells[-1].source.page == 3
    assert [r.items for r in printed.regions[1:]] == [(), ()]
    assert texts(printed) == []


def test_a_label_set_letter_below_letter_is_made_whole_across_the_break():
    def stacked(letters: str, top: float) -> str:
        return "".join(text(letter, 70, top - 12 * n - 10, 8) for n, letter in enumerate(letters))

    first = _full(("", "実績を記す。", "70%")) + stacked("中間振", 100)
    second = _table([("", "評価を記す。", "A"), ("1-1-8", "次の内容", "90%以上")]) + stacked("り返り", 380)
    printed = read(pdf(first, second))
    assert spans(tables(printed)[0])["中間振り返り"] == (2, 1)


def test_a_merged_label_pushed_over_the_break_stands_over_all_its_rows():
    def page(rows: list[tuple[str, str, str]], label: str, top: float, first: int) -> str:
        """Rows of three cells, the leftmost merged from row `first` on."""
        ys = [top - 40 * n for n in range(len(rows) + 1)]
        lines = "".join(
            f"{XS[0] if n <= first or n == len(rows) else XS[1]} {y} m {XS[-1]} {y} l S\n" for n, y in enumerate(ys)
        )
        lines += "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in XS)
        words = "".join(
            text(word, XS[column] + 3, ys[row] - 15, 8)
            for row, members in enumerate(rows)
            for column, word in enumerate(members)
            if word
        )
        return lines + words + (text(label, XS[0] + 3, ys[first] - 15, 8) if label else "")

    filler = [(f"1-1-{n}", f"内容その{n}", f"{n}0%以上") for n in range(1, 7)]
    first = page([HEADING, *filler, ("", "年度の実績", "課題")], "", 380, 7)
    second = page([("", "講座を開いた。", "周知が足りない。"), ("", "達成の状況", "評価")], "中間評価", 380, 0)
    printed = read(pdf(first, second))
    assert spans(tables(printed)[0])["中間評価"] == (3, 1)
    assert codes(printed) == []


def test_a_label_that_may_belong_to_the_row_before_the_break_is_asked_about():
    printed = read(pdf(_full(("", "年度の実績", "70%")), _table([("評価", "次の内容", "80%以上")])))
    assert codes(printed) == ["pdf_label_at_page_break"]
    assert (8, 0, "評価") in cells(printed)
