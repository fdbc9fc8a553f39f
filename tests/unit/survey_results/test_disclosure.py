"""Which cells are hidden, by hand."""

import pytest

from hoshin.core.survey.disclosure import (
    TOTAL,
    Rule,
    Sum,
    Suppression,
    Tables,
    UnsafeTablesError,
    ranges,
    strengthened,
    suppress,
    two_way,
)
from hoshin.core.survey.disclosure_merging import joined_classes
from hoshin.engines.disclosure_audit import exposed_cells, protected, told

HEADS = ["はい", "いいえ"]


def test_nothing_small_hides_nothing():
    found = protected(two_way([("東", [30, 40]), ("西", [50, 60])], HEADS), Rule())
    assert not found.hidden and not found.small and found.is_shown(("東", "はい"))


def test_one_small_cell_takes_a_rectangle_with_it():
    tables = two_way([("東", [30, 4]), ("西", [40, 20]), ("南", [80, 90])], HEADS)
    found = protected(tables, Rule())
    assert found.hidden == {("東", "はい"), ("東", "いいえ"), ("西", "はい"), ("西", "いいえ")}
    assert told(found, found.small)[("東", "いいえ")] == pytest.approx((0, 24))


@pytest.mark.parametrize(
    ("count", "zeros_tell", "small"), [(0, False, False), (0, True, True), (9, False, True), (10, True, False)]
)
def test_what_is_small(count, zeros_tell, small):
    assert Rule(10, zeros_tell=zeros_tell).is_small(count) is small


def test_in_a_census_everybody_said_the_same_is_told_of_nobody():
    tables = two_way([("甲", [15, 0]), ("乙", [12, 14]), ("丙", [13, 25])], HEADS)
    assert not protected(tables, Rule()).hidden
    found = protected(tables, Rule(zeros_tell=True))
    assert {("甲", "いいえ"), ("甲", "はい")} <= found.hidden


def test_a_small_group_has_its_base_hidden_and_another_with_it():
    tables = two_way([("甲", [2, 3]), ("乙", [40, 44]), ("丙", [60, 70])], HEADS)
    found = protected(tables, Rule())
    assert ("甲", TOTAL) in found.hidden
    assert sum((name, TOTAL) in found.hidden for name in "甲乙丙") >= 2


def test_a_table_of_few_people_is_refused():
    with pytest.raises(UnsafeTablesError):
        protected(two_way([("甲", [2, 3]), ("乙", [1, 2])], HEADS), Rule())


def test_fewer_than_five_is_never_a_rule():
    with pytest.raises(ValueError, match="too small"):
        Rule(4)


def test_sums_that_do_not_hold_are_refused():
    with pytest.raises(ValueError, match="is not"):
        Tables({("a",): 3, ("b",): 4}, (Sum(("b",), (("a",),)),))


def test_what_was_hidden_before_stays_hidden():
    tables = two_way([("東", [30, 40]), ("西", [50, 60]), ("南", [70, 80])], HEADS)
    assert suppress(tables, Rule(), [("東", "はい"), ("gone", "x")]).hidden == {("東", "はい")}


def test_the_attacker_sees_more_than_one_sum_at_a_time():
    """Following single sums leaves a range that all sums together close."""
    tables = two_way([("a", [6, 20, 20]), ("b", [20, 7, 20]), ("c", [20, 20, 8])], ["x", "y", "z"])
    small = frozenset(cell for cell, n in tables.counts.items() if n < 10)
    bare = Suppression(tables, Rule(), small, small)
    assert all(low == high for low, high in ranges(bare).values())
    assert set(exposed_cells(bare)) == small
    assert not exposed_cells(strengthened_until_safe(bare))


def strengthened_until_safe(found):
    while exposed := exposed_cells(found):
        found = strengthened(found, exposed)
    return found


def test_linked_tables_share_what_they_hide():
    """By sex and by age: a total that one table hides is not given away by the other."""
    counts = {("全", "はい"): 7, ("全", "いいえ"): 60, ("全", "計"): 67}
    sums = [Sum(("全", "計"), (("全", "はい"), ("全", "いいえ")))]
    for name, parts in {"性": [("男", 3, 30), ("女", 4, 30)], "齢": [("若", 5, 25), ("老", 2, 35)]}.items():
        for group, yes, no in parts:
            counts |= {(name + group, "はい"): yes, (name + group, "いいえ"): no, (name + group, "計"): yes + no}
            sums.append(Sum((name + group, "計"), ((name + group, "はい"), (name + group, "いいえ"))))
        for head in ("はい", "いいえ", "計"):
            sums.append(Sum(("全", head), tuple((name + group, head) for group, _, _ in parts)))
    found = protected(Tables(counts, tuple(sums), frozenset({("全", "計")})), Rule())
    assert {("全", "はい"), ("全", "いいえ")} <= found.hidden and not exposed_cells(found)


def test_classes_that_cannot_be_joined():
    assert joined_classes([[3, 2], [1, 2]], Rule()) is None
    assert joined_classes([[3, 200], [4, 300], [5, 400]], Rule(), fewest=1) == ((0, 1, 2),)
