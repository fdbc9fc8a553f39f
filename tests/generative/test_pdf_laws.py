"""Whatever table is printed, each cell comes back whole at its place, and no digit is lost."""

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoshin.exchange.guard.refusal import UnreadableFileError
from hoshin.exchange.plan_pdf.reader import read_pdf
from hoshin.exchange.printed import Printed, Table
from tests.unit.plan_pdf.minimal import line, pdf, text

WORDS = st.text("支援地域協議会取組0123456789%以上", min_size=1, max_size=8)
WIDTH, HEIGHT = 90, 30
SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def merged_tables(draw: st.DrawFn) -> tuple[list[tuple[int, int, int, int, str]], str]:
    """Cells (row, column, row span, column span, words) that tile a grid, and the drawing that prints them."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(2, 4))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide, high = draw(st.integers(1, columns - column)), draw(st.integers(1, rows - row))
            while any((row, c) in taken for c in range(column, column + wide)):
                wide -= 1
            taken |= {(r, c) for r in range(row, row + high) for c in range(column, column + wide)}
            cells.append((row, column, high, wide, draw(WORDS)))
    return cells, "".join(_drawn(*cell) for cell in draw(st.permutations(cells)))


def _drawn(row: int, column: int, high: int, wide: int, words: str) -> str:
    x0, x1 = 20 + WIDTH * column, 20 + WIDTH * (column + wide)
    y1, y0 = 380 - HEIGHT * row, 380 - HEIGHT * (row + high)
    border = line(x0, y0, x1, y0) + line(x0, y1, x1, y1) + line(x0, y0, x0, y1) + line(x1, y0, x1, y1)
    return border + text(words, x0 + 4, y1 - 20, 9)


def _edges(cells: list[tuple[int, int, int, int, str]]) -> list[tuple[int, int, int, int, str]]:
    """The cells counted by the lines that can be seen: where no cell begins or ends, there is no line."""
    rows = sorted({c[0] for c in cells} | {c[0] + c[2] for c in cells})
    columns = sorted({c[1] for c in cells} | {c[1] + c[3] for c in cells})
    return sorted(
        (rows.index(r), columns.index(c), rows.index(r + h) - rows.index(r), columns.index(c + w) - columns.index(c), t)
        for r, c, h, w, t in cells
    )


@SLOWLY
@given(merged_tables())
def test_merged_cells_come_back_whole_in_whatever_order_they_were_drawn(table):
    cells, drawing = table
    if len(cells) == 1:
        return  # one cell is a frame
    printed = read_pdf(pdf(drawing), "plan.pdf")
    (found,) = [item for item in printed.regions[0].items if isinstance(item, Table)]
    assert sorted((c.row, c.column, c.row_span, c.column_span, c.text) for c in found.cells) == _edges(cells)


def _digits(printed: Printed) -> Counter[str]:
    texts: list[str] = []
    for region in printed.regions:
        for item in region.items:
            texts += [c.text for c in item.cells] if isinstance(item, Table) else [item.text]
    return Counter(re.findall(r"\d", "".join(texts)))


@SLOWLY
@given(st.lists(st.tuples(WORDS, st.integers(0, 300), st.integers(10, 380), st.integers(6, 14)), max_size=12))
def test_no_digit_is_lost_wherever_words_stand(pieces):
    """Words may overlap; then pdfium itself drops a letter that covers its like, so equal places are told apart."""
    placed = {(x // 130, y // 16): (words, x // 130 * 130, y // 16 * 16, size) for words, x, y, size in pieces}
    drawing = "".join(text(words, x + 2, y + 2, size) for words, x, y, size in placed.values())
    printed = read_pdf(pdf(drawing), "plan.pdf")
    expected = Counter(re.findall(r"\d", "".join(words for words, *_ in placed.values())))
    left_out = "".join(p.found or "" for p in printed.problems)
    assert _digits(printed) + Counter(re.findall(r"\d", left_out)) == expected


@SLOWLY
@given(st.data())
def test_a_damaged_file_is_read_or_refused_but_never_breaks_the_reader(data):
    whole = bytearray(pdf(_drawn(0, 0, 1, 1, "取組12") + _drawn(0, 1, 1, 1, "70%以上")))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    try:
        printed = read_pdf(bytes(whole[: cut or None]), "plan.pdf")
    except UnreadableFileError as refusal:
        assert refusal.problem.code in {"file_broken", "file_encrypted"}
    else:
        assert isinstance(printed, Printed)
