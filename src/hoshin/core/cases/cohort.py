"""The cohort figure: of the families found in a period, how many were connected to an agency by a day.

Who is still open by that day stays in the base and is shown apart; who was transferred out before being connected is
shown apart and, unless the recipe says otherwise, not in the base: nobody here could connect them. Cases that were
found in another period belong to that one, whenever they were connected.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

SMALLEST = 10
SMALLEST_PART = 5
"""A base of fewer families, or a part of it of fewer, may tell of single ones. A register may ask for more of both."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The smallest base of a share that is shown, and the smallest part (reached, or not) that may follow from it."""

    base: int = SMALLEST
    part: int = SMALLEST_PART


@dataclass(frozen=True, slots=True)
class CaseDates:
    """A case as it leaves the office: a random number of this snapshot, the first day of each stage, kind of place."""

    row: str
    reached: Mapping[str, date]
    place_kind: str = ""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Exact counts. `base` is the denominator, `reached` the numerator; the rest are parts of those found."""

    found: int
    base: int
    reached: int
    open: int
    ended: int
    transferred_out: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a case counts as found and as connected, and until when. `days` counts from each case's own day."""

    entry: str = "found"
    goal: tuple[str, ...] = ("connected", "followed_up")
    cutoff: date | None = None
    days: int | None = None
    place_kinds: tuple[str, ...] = ()
    transferred_in_base: bool = False
    endings: tuple[str, ...] = ("closed", "not_in_need")
    departure: str = "transferred_out"


def case_dates(row: Mapping[str, Any]) -> CaseDates:
    """A snapshot's row: `row`, `place_kind` and one column a stage (`on_found`), a day or blank.

    >>> case_dates({"row": "a1", "place_kind": "学校", "on_found": "2026-05-01", "on_connected": None}).reached
    {'found': datetime.date(2026, 5, 1)}
    """
    reached = {
        name.removeprefix("on_"): day if isinstance(day, date) else date.fromisoformat(str(day)[:10])
        for name, day in row.items()
        if name.startswith("on_") and day not in (None, "")
    }
    return CaseDates(str(row["row"]), reached, str(row.get("place_kind") or ""))


def first_days(steps: Iterable[tuple[str, date]]) -> dict[str, date]:
    """The first day of each stage: a case that was connected twice was connected on the first day.

    >>> first_days([("found", date(2026, 5, 1)), ("connected", date(2026, 6, 1)), ("connected", date(2026, 8, 1))])
    {'found': datetime.date(2026, 5, 1), 'connected': datetime.date(2026, 6, 1)}
    """
    days: dict[str, date] = {}
    for stage, on in steps:
        days[stage] = min(on, days.get(stage, on))
    return days


def count_cohort(cases: Sequence[CaseDates], asked: Asked, first: date, last: date) -> Cohort:
    """The counts of the cases found from `first` to `last`, both included, as they stood at the cut-off day.

    >>> day = date(2026, 5, 1)
    >>> cases = [CaseDates("a", {"found": day, "connected": date(2026, 6, 1)}), CaseDates("b", {"found": day}),
    ...          CaseDates("c", {"found": day, "transferred_out": date(2026, 5, 9)})]
    >>> count_cohort(cases, Asked(), date(2026, 4, 1), date(2027, 3, 31))
    Cohort(found=3, base=2, reached=1, open=1, ended=0, transferred_out=1)
    """
    chosen = [
        case
        for case in cases
        if (day := case.reached.get(asked.entry)) is not None
        and first <= day <= last
        and (not asked.place_kinds or case.place_kind in asked.place_kinds)
    ]
    states = [_state(case, asked, last) for case in chosen]
    away = states.count("transferred_out")
    found = len(states)
    return Cohort(
        found=found,
        base=found if asked.transferred_in_base else found - away,
        reached=states.count("reached"),
        open=states.count("open"),
        ended=states.count("ended"),
        transferred_out=away,
    )


def _state(case: CaseDates, asked: Asked, last: date) -> str:
    """Where a case stood at its cut-off day."""
    until = asked.cutoff or last
    if asked.days is not None:
        until = date.fromordinal(case.reached[asked.entry].toordinal() + asked.days)

    def by_then(stages: Iterable[str]) -> bool:
        return any((day := case.reached.get(stage)) is not None and day <= until for stage in stages)

    if by_then(asked.goal):
        return "reached"
    if by_then((asked.departure,)):
        return "transferred_out"
    return "ended" if by_then(asked.endings) else "open"


def is_small(count: int, smallest: int) -> bool:
    """Whether a count may tell of single families. Zero tells of none."""
    return 0 < count < smallest


def withheld_by(counted: Cohort, limits: Limits, earlier: Sequence[tuple[int, int]] = ()) -> str | None:
    """Why the share may not be shown (`few_in_base`, `few_in_part`, `few_in_difference`), or None.

    Neither the base, nor those who were connected, nor those who were not, may be few: the last two follow from the
    share. `earlier` are (base, reached) that were already shown for periods that overlap: what follows from a
    subtraction is held to the same rule.

    >>> shown = Cohort(40, 40, 30, 10, 0, 0)
    >>> all_but_four = Cohort(40, 40, 36, 4, 0, 0)
    >>> [withheld_by(c, Limits()) for c in (shown, Cohort(9, 9, 9, 0, 0, 0), all_but_four)]
    [None, 'few_in_base', 'few_in_part']
    >>> withheld_by(shown, Limits(), [(38, 28)])
    'few_in_difference'
    """
    if counted.base < limits.base:
        return "few_in_base"
    if is_small(counted.reached, limits.part) or is_small(counted.base - counted.reached, limits.part):
        return "few_in_part"
    for base, reached in earlier:
        steps = (counted.base - base, counted.reached - reached, counted.base - counted.reached - base + reached)
        if any(is_small(abs(step), limits.part) for step in steps):
            return "few_in_difference"
    return None


def shown_parts(counted: Cohort, limits: Limits) -> dict[str, int]:
    """The parts that may stand beside a share that is shown: none that is few, nor one that follows from the others.

    The open and the ended make up those who were not reached; they are shown both or not at all.

    >>> shown_parts(Cohort(44, 40, 20, 17, 3, 4), Limits())
    {'reached': 20, 'not_reached': 20}
    >>> shown_parts(Cohort(50, 40, 20, 20, 0, 10), Limits())
    {'reached': 20, 'not_reached': 20, 'open': 20, 'ended': 0, 'transferred_out': 10, 'found': 50}
    """
    parts = {"reached": counted.reached, "not_reached": counted.base - counted.reached}
    away_in_base = counted.base == counted.found
    apart = [counted.open, counted.ended, *([counted.transferred_out] if away_in_base else [])]
    if not any(is_small(part, limits.part) for part in apart):
        parts |= {"open": counted.open, "ended": counted.ended}
        if away_in_base:
            parts["transferred_out"] = counted.transferred_out
    if not away_in_base and not is_small(counted.transferred_out, limits.part):
        parts |= {"transferred_out": counted.transferred_out, "found": counted.found}
    return parts
