"""What was published of a series: one figure of one period and area, by one publication.

A later publication supersedes an earlier one and both are kept: the figure that a decision rested on can always be
shown again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast, get_args

from hoshin.core.series.periods import SeriesPeriod, period_of_key
from hoshin.core.series.typed import Absence, State

_ABSENCES: tuple[Absence, ...] = get_args(Absence)
_STATES: tuple[State, ...] = get_args(State)

Cell = tuple[str, str]
"""A period's key and an area: what one figure of the table stands in."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A published figure, or the sign that stood where it should be. `area` is empty for the whole.

    `revision` tells publications of one day apart: the higher one is the later.
    """

    period: SeriesPeriod
    area: str
    value: Decimal | None
    absence: Absence | None
    state: State
    published_on: date
    revision: int = 1

    @property
    def cell(self) -> Cell:
        """Where it stands."""
        return self.period.key, self.area


def latest(observations: Iterable[Observation], *, as_of: date | None = None) -> dict[Cell, Observation]:
    """The last publication of each period and area; with `as_of`, what was known on that day.

    >>> year = SeriesPeriod(2025)
    >>> early = Observation(year, "", Decimal(40), None, "provisional", date(2026, 1, 20))
    >>> final = Observation(year, "", Decimal(38), None, "final", date(2026, 3, 5))
    >>> latest([final, early])[("2025", "")].value, latest([final, early], as_of=date(2026, 2, 1))[("2025", "")].value
    (Decimal('38'), Decimal('40'))
    """
    newest: dict[Cell, Observation] = {}
    for seen in observations:
        if as_of is not None and seen.published_on > as_of:
            continue
        held = newest.get(seen.cell)
        if held is None or (seen.published_on, seen.revision) > (held.published_on, held.revision):
            newest[seen.cell] = seen
    return newest


def observation_to_row(observation: Observation) -> dict[str, Any]:
    """The observation as a snapshot's table keeps it; the figure as text, since it is exact."""
    return {
        "period": observation.period.key,
        "area": observation.area,
        "value": "" if observation.value is None else f"{observation.value:f}",
        "absence": observation.absence or "",
        "state": observation.state,
        "published_on": observation.published_on.isoformat(),
        "revision": observation.revision,
    }


def observation_from_row(row: Mapping[str, Any]) -> Observation:
    """The observation that `observation_to_row` wrote; `ValueError` when a row says something else."""
    absence, state, published = row["absence"] or None, row["state"], row["published_on"]
    if (absence is not None and absence not in _ABSENCES) or state not in _STATES:
        raise ValueError(f"not an observation: {dict(row)!r}")
    value = Decimal(str(row["value"])) if row["value"] not in (None, "") else None
    if (value is None) == (absence is None):
        raise ValueError(f"either a figure or a sign for its absence: {dict(row)!r}")
    day = published if isinstance(published, date) else date.fromisoformat(str(published))
    return Observation(
        period_of_key(str(row["period"])),
        str(row["area"] or ""),
        value,
        cast(Absence | None, absence),
        cast(State, state),
        day,
        int(row["revision"]),
    )
