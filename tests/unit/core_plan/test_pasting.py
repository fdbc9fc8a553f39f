r"""What comes out of the clipboard of Excel, in every shape it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.core.plan.pasting import indicators_of, rows_of

BLOCKS = {
    "one cell": ("80%以上", (("80%以上",),)),
    "windows line ends": ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
    "old mac line ends": ("a\rb", (("a",), ("b",))),
    "a mark at the front": ("\ufeffa\tb", (("a", "b"),)),
    "a quoted cell with a line break": ('"a\r\nb"\tc\r\n', (("a\nb", "c"),)),
    "a quoted cell with a tab": ('"a\tb"\tc', (("a\tb", "c"),)),
    "doubled quotes": ('"say ""yes"""\tc', (('say "yes"', "c"),)),
    "a quote inside an unquoted cell": ('5" pipe\tc', (('5" pipe', "c"),)),
    "a quote that never closes": ('"open\tc\r\nd', (('"open', "c"), ("d",))),
    "a quote that closes too early": ('"a"b\tc', (('"a"b', "c"),)),
    "an empty quoted cell": ('""\tc', (("", "c"),)),
    "blank rows and cells": ("\t\r\na\t\tb\r\n\r\n", (("a", "", "b"),)),
    "nothing": ("", ()),
    "full width stays": ("８０％\t△５", (("８０％", "△５"),)),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_a_block_becomes_its_rows(case):
    block, rows = BLOCKS[case]
    assert rows_of(block) == rows


cells = st.text(st.sampled_from(list('ab 支援"\t\n,')), max_size=6)


@given(st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=3))
def test_what_excel_copies_is_read_as_it_stood(rows):
    """Excel quotes a cell with a tab, a line break or a quote in it, and doubles its quotes."""

    def copied(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if set(cell) & set('\t\n"') else cell

    block = "\r\n".join("\t".join(map(copied, row)) for row in rows) + "\r\n"
    expected = tuple(tuple(c.strip() for c in row) for row in rows if any(c.strip() for c in row))
    assert rows_of(block) == expected


INDICATORS = {
    "a sentence": ("満足度 80%以上", [(1, None, None, "満足度 80%以上", None)]),
    "measure and target": ("満足度\t80%以上", [(1, None, "満足度", "80%以上", None)]),
    "label first": ("②-1\t満足度\t80%以上", [(1, "②-1", "満足度", "80%以上", None)]),
    "a long first cell is the measure": (
        "参加した区民の満足度\t80%以上\t次年度に見直し",
        [(1, None, "参加した区民の満足度", "80%以上", "次年度に見直し")],
    ),
    "a header decides": (
        "目標値\t番号\t指標\r\n80%以上\t①\t満足度",
        [(2, "①", "満足度", "80%以上", None)],
    ),
    "trailing empty cells": ("満足度\t80%以上\t\t", [(1, None, "満足度", "80%以上", None)]),
    "no measure under a header": ("指標\t目標\r\n\t80%以上", [(2, None, None, "80%以上", None)]),
}


@pytest.mark.parametrize("case", INDICATORS)
def test_rows_become_indicators(case):
    block, expected = INDICATORS[case]
    assert [(i.row, i.label, i.measure, i.phrase, i.note) for i in indicators_of(block)] == expected


def test_cells_without_a_use_are_kept_for_the_question():
    (row,) = indicators_of("①\t満足度\t80%\t備考\t余り\t更に")
    assert row.surplus == ("余り", "更に")
