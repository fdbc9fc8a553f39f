"""What a series counts, by whom, and in which kind of year.

A figure of the police counts a calendar year, a figure of the school board a fiscal year: the definition says which,
and nothing turns one into the other in silence. Whether months add up to a year, or areas to the whole, is said here
too: cases add up, persons registered on a day do not, and shares never do.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from hoshin.core.measurement.record import Population
from hoshin.core.problems.record import Problem

Cycle = Literal["calendar_year", "fiscal_year", "month"]
"""暦年、年度、月: how often a figure is published."""
YearKind = Literal["calendar", "fiscal"]
"""暦年、年度."""
Aggregation = Literal["sum", "last", "none"]
"""How months make a year: added up (件数), the last of them (月末現在の人数), or not at all (割合)."""
CYCLES: tuple[Cycle, ...] = get_args(Cycle)
AGGREGATIONS: tuple[Aggregation, ...] = get_args(Aggregation)
_POPULATIONS: tuple[Population, ...] = get_args(Population)


@dataclass(frozen=True, slots=True)
class SeriesDefinition:
    """One series: 「特殊詐欺の認知件数」, counted by the prefectural police, in 件, by calendar year.

    `whole` is what the area without a name stands for (「汐見区」). With `areas_add` the parts may be added up to it.
    Monthly figures make years of the kind `months_make`. With a `lag` of 1 a plan is judged by the year before its own,
    as with statistics that come out too late.
    """

    counted: str
    counted_by: str
    unit: str
    cycle: Cycle
    source: str = ""
    whole: str = ""
    aggregation: Aggregation = "sum"
    areas_add: bool = True
    months_make: YearKind = "fiscal"
    lag: int = 0
    population: Population = "events"
    note: str = ""

    @property
    def year(self) -> YearKind:
        """The kind of year that its figures are closed by."""
        if self.cycle == "month":
            return self.months_make
        return "calendar" if self.cycle == "calendar_year" else "fiscal"


def definition_to_json(definition: SeriesDefinition) -> dict[str, Any]:
    """The definition as JSON values, as snapshots keep it."""
    return asdict(definition)


def definition_from_json(values: Mapping[str, Any]) -> SeriesDefinition:
    """The definition that `definition_to_json` wrote; keys of other parts of a snapshot's definition are passed over.

    >>> definition_from_json({"counted": "窃盗", "counted_by": "県警", "unit": "件", "cycle": "month"}).aggregation
    'sum'
    """
    known = {name: values[name] for name in SeriesDefinition.__dataclass_fields__ if name in values}
    for name, allowed in (
        ("cycle", CYCLES),
        ("aggregation", AGGREGATIONS),
        ("population", _POPULATIONS),
        ("months_make", ("calendar", "fiscal")),
        ("lag", tuple(range(11))),
    ):
        if name in known and known[name] not in allowed:
            raise ValueError(f"{name}: {known[name]!r} is none of {', '.join(map(str, allowed))}")
    return SeriesDefinition(**known)


def definition_problems(definition: SeriesDefinition) -> tuple[Problem, ...]:
    """Everything that keeps a definition from being used.

    >>> [p.field for p in definition_problems(SeriesDefinition("", "", "%", "month"))]
    ['counted', 'counted_by', 'aggregation']
    """
    found = [
        Problem("series_definition_incomplete", field=name, severity="error", values={"field": name})
        for name in ("counted", "counted_by", "unit")
        if not getattr(definition, name).strip()
    ]
    if definition.aggregation == "sum" and definition.unit.strip() in _SHARES:
        found.append(
            Problem("series_share_not_added", field="aggregation", found=definition.unit.strip(), severity="error")
        )
    return tuple(found)


_SHARES = frozenset({"%", "％", "ポイント", "‰", "倍", "歳", "度", "位"})
"""Units whose figures mean nothing when they are added up."""
