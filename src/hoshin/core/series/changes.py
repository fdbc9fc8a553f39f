"""What a publication changes of what is known: which figures are new, revised, confirmed, older or the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hoshin.core.problems.record import Problem
from hoshin.core.series.definition import SeriesDefinition
from hoshin.core.series.observation import Cell, Observation
from hoshin.core.series.tables import ReadFigure

Kind = Literal["new", "revised", "confirmed", "older", "same"]
"""新規、改定、確定（値は同じ）、すでにある数値より前の公表、同じ."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One read figure beside the one that is known."""

    kind: Kind
    figure: ReadFigure
    known: Observation | None = None


def changes_of(newest: Mapping[Cell, Observation], figures: Iterable[ReadFigure]) -> tuple[FigureChange, ...]:
    """What each figure changes. A `same` one is not stored again."""
    return tuple(FigureChange(_kind(newest.get(f.cell), f), f, newest.get(f.cell)) for f in figures)


def _kind(known: Observation | None, figure: ReadFigure) -> Kind:
    if known is None:
        return "new"
    equal = known.value == figure.typed.value and known.absence == figure.typed.absence
    if figure.published_on < known.published_on:
        return "older"
    if equal:
        return "same" if figure.state in (known.state, "provisional") else "confirmed"
    return "revised"


def change_problems(changes: Iterable[FigureChange], definition: SeriesDefinition, *, on: date) -> tuple[Problem, ...]:
    """What stands against taking these figures in, and what is worth knowing before it is done."""
    changes = tuple(changes)
    problems = [
        Problem("series_published_in_future", found=day.isoformat(), severity="error")
        for day in sorted({c.figure.published_on for c in changes if c.figure.published_on > on})
    ]
    early = {c.figure.period.key: c.figure for c in changes if _is_too_early(c.figure)}
    problems += [
        Problem(
            "series_published_too_early",
            found=figure.published_on.isoformat(),
            severity="error",
            values={"period": key},
        )
        for key, figure in sorted(early.items())
    ]
    problems += [_final_lost(c, definition) for c in changes if _loses_final(c)]
    older = sum(c.kind == "older" for c in changes)
    if older:
        problems.append(Problem("series_older_than_known", severity="note", values={"count": str(older)}))
    if changes and all(c.kind == "same" for c in changes):
        problems.append(Problem("series_nothing_new", severity="error"))
    return tuple(problems)


def _is_too_early(figure: ReadFigure) -> bool:
    """A count published before its period began: the year or the day was mistyped."""
    return figure.typed.value is not None and figure.period.first > figure.published_on


def _loses_final(change: FigureChange) -> bool:
    known = change.known
    return (
        change.kind == "revised"
        and known is not None
        and known.state == "final"
        and change.figure.state == "provisional"
    )


def _final_lost(change: FigureChange, definition: SeriesDefinition) -> Problem:
    figure = change.figure
    values = {"period": figure.period.key, "area": figure.area or definition.whole or "—"}
    found = str(figure.typed.value) if figure.typed.value is not None else str(figure.typed.absence)
    return Problem("series_final_by_provisional", found=found, severity="error", values=values)
