"""Who may see and change a series."""

import pytest

from hoshin.core.permissions import VISITOR, Actor, HeldPost
from hoshin.core.series.permissions import SeriesStanding, can_change_series, can_define_series, can_read_series

OURS = SeriesStanding(organisation=1, owner=7)
ACTORS = {
    "planner": Actor("a", (HeldPost(5, 1, "planner"),)),
    "owner": Actor("b", (HeldPost(7, 1, "section_staff"),)),
    "other section": Actor("c", (HeldPost(8, 1, "section_staff"),)),
    "mayor": Actor("d", (HeldPost(9, 1, "ward_mayor"),)),
    "stranger": Actor("e", (HeldPost(7, 2, "planner"),)),
    "administrator": Actor("f", (HeldPost(1, 2, "administrator"),)),
    "visitor": VISITOR,
}
MAY_READ = {"planner", "owner", "other section", "mayor", "administrator"}
MAY_CHANGE = {"planner", "owner", "administrator"}


@pytest.mark.parametrize("who", ACTORS)
def test_reading_and_changing(who):
    assert can_read_series(ACTORS[who], OURS) == (who in MAY_READ)
    assert can_change_series(ACTORS[who], OURS) == (who in MAY_CHANGE)
    assert can_define_series(ACTORS[who], 1, 7) == (who in MAY_CHANGE)


def test_a_section_defines_nothing_for_nobody():
    assert not can_define_series(ACTORS["owner"], 1, None)
    assert can_define_series(ACTORS["planner"], 1, None)
