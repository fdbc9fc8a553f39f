"""From frozen records and a recipe to a measurement: the same function when a period is closed and when it is verified.

A method is a name with a version and one pure function. A changed rule gets a new version and the old one stays, so
that what was published can be computed again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import pyarrow as pa

from hoshin.core.cases.measuring import cohort
from hoshin.core.measurement.failure import NotMeasurableError
from hoshin.core.measurement.record import MeasuredPeriod, Measurement
from hoshin.core.problems.record import Problem
from hoshin.core.registers.measuring import figure
from hoshin.core.series import measuring as series_measuring
from hoshin.engines.survey_measuring import survey_figure


class Records(Protocol):
    """A table of records, frozen or about to be."""

    def records(self) -> list[dict[str, Any]]:
        """Every row by column name."""

    def arrow(self) -> pa.Table:
        """The same as Arrow columns."""


class FrozenRecords(Records, Protocol):
    """A table that lies on this machine as a Parquet file, which an engine can scan without loading it."""

    def parquet(self) -> Path:
        """The file."""


Recipe = Mapping[str, Any]
Definition = Mapping[str, Any]
Measuring = Callable[[Any, Recipe, Definition, MeasuredPeriod], Measurement]


@dataclass(frozen=True, slots=True)
class Method:
    """One way of computing a figure. `table` is read unless the recipe names another; `reads` says in which form.

    `rows`: a list of dicts as stored; `table`: the records themselves (`Records`), for engines that scan them.
    """

    function: Measuring
    reads: Literal["rows", "table"] = "rows"
    table: str | None = None


METHODS: dict[str, Method] = {
    "series_value/1": Method(series_measuring.value, table="observations"),
    "survey_estimate/1": Method(survey_figure, reads="table", table="answers"),
    "register_figure/1": Method(figure, table="entries"),
    "cohort_share/1": Method(cohort, table="cases"),
}


def measurement_from(
    recipe: Recipe, tables: Mapping[str, Records], definition: Definition, period: MeasuredPeriod
) -> Measurement:
    """The measurement that a recipe makes of frozen records, without the snapshot's name.

    Raises `NotMeasurableError` with every reason when recipe and records do not fit.
    """
    method = _method(recipe)
    records = _records(recipe, method, tables)
    return method.function(records if method.reads == "table" else records.records(), recipe, definition, period)


def _method(recipe: Recipe) -> Method:
    name = recipe.get("method")
    expected = {"expected": "、".join(METHODS)}
    if not isinstance(name, str) or not name:
        raise NotMeasurableError(Problem("recipe_without_method", severity="error", values=expected))
    if name not in METHODS:
        raise NotMeasurableError(Problem("recipe_unknown_method", found=name[:60], severity="error", values=expected))
    return METHODS[name]


def _records(recipe: Recipe, method: Method, tables: Mapping[str, Records]) -> Records:
    """The table that the recipe names, else the method's own, else the only one there is."""
    wanted: Any = recipe.get("table") or method.table
    if wanted is None and len(tables) == 1:
        return next(iter(tables.values()))
    if wanted not in tables:
        problem = Problem(
            "recipe_table_missing", found=str(wanted), severity="error", values={"expected": "、".join(sorted(tables))}
        )
        raise NotMeasurableError(problem)
    return tables[wanted]
