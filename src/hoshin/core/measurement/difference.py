"""Which fields of a recomputed measurement differ from the stored one. Floats are compared bit for bit by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hoshin.core.measurement.codec import measurement_to_json
from hoshin.core.measurement.record import Measurement


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field with both values as text; an absent value is empty."""

    field: str
    stored: str
    recomputed: str


def differences(
    stored: Measurement, recomputed: Measurement, *, float_tolerance: float = 0.0
) -> tuple[FieldDifference, ...]:
    """Every differing field by its path, sorted. Empty: the same measurement.

    `float_tolerance` is relative, for an engine on another machine; counts, fractions and words are always exact.

    >>> import dataclasses
    >>> from datetime import date
    >>> from hoshin.core.measurement.record import Known, MeasuredPeriod
    >>> period = MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025)
    >>> one = Measurement("register", period, Known(370), "件", "events", "register_figure/1", {})
    >>> [(d.field, d.stored, d.recomputed) for d in differences(one, dataclasses.replace(one, reading=Known(371)))]
    [('reading.known.value', '370', '371')]
    """
    one, other = (dict(_leaves(measurement_to_json(m), "")) for m in (stored, recomputed))
    return tuple(
        FieldDifference(path, _text(one.get(path)), _text(other.get(path)))
        for path in sorted(one.keys() | other.keys())
        if not _same(one.get(path), other.get(path), float_tolerance)
    )


def _leaves(value: Any, path: str) -> list[tuple[str, Any]]:
    if isinstance(value, Mapping) and not _is_number(value) and value:
        return [leaf for k, v in value.items() for leaf in _leaves(v, f"{path}.{k}".lstrip("."))]
    if isinstance(value, list) and value:
        return [leaf for i, v in enumerate(value) for leaf in _leaves(v, f"{path}[{i}]")]
    return [(path, value)]


def _is_number(value: Mapping[str, Any]) -> bool:
    return len(value) == 1 and next(iter(value)) in ("fraction", "decimal", "float")


def _same(one: Any, other: Any, tolerance: float) -> bool:
    if type(one) is not type(other):
        return False
    if tolerance and isinstance(one, Mapping) and set(one) == set(other) == {"float"}:
        a, b = float(one["float"]), float(other["float"])
        return abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-300)
    return bool(one == other)


def _text(value: Any) -> str:
    if isinstance(value, Mapping) and _is_number(value):
        return str(next(iter(value.values())))
    return "" if value is None else str(value)
