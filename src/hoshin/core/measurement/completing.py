"""A computed figure with the words of its source beside it, and the mark of where it rests."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from hoshin.core.measurement.record import Flag, Known, Measurement

SMALLEST_BASE = 30
"""A counted share of fewer is a reference value: one answer moves it by more than three points (NCHS: n < 30)."""


def completed(
    measurement: Measurement,
    *,
    source: Mapping[str, Any],
    snapshot: str,
    base_words: str = "",
    wording: str = "",
    population_differs: bool = False,
) -> Measurement:
    """The measurement with what its frozen source says of itself and the snapshot's name.

    What the method itself said of the base and the wording stands, unless whoever attached the indicator said more.
    A figure is as of its period's last day when the method names no other. A share of few is a reference value.
    """
    flags = (
        *measurement.flags,
        *(("reference_value",) if has_small_base(measurement) else ()),
        *(("population_differs",) if population_differs else ()),
    )
    return dataclasses.replace(
        measurement,
        snapshot=snapshot,
        population=source["population"],
        population_words=source.get("population_words") or measurement.population_words,
        instrument=source.get("instrument") or measurement.instrument,
        base_words=base_words or measurement.base_words,
        wording=wording or measurement.wording,
        flags=_once(flags),
        as_of=measurement.as_of or measurement.period.last,
    )


def has_small_base(measurement: Measurement) -> bool:
    """Whether a figure is a share of fewer than `SMALLEST_BASE`, whatever kind of record it was counted in."""
    base = measurement.denominator
    is_share = measurement.unit in ("%", "％") and isinstance(measurement.reading, Known)
    return is_share and base is not None and base < SMALLEST_BASE


def _once(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    return tuple(dict.fromkeys(flags))
