"""Measurements to JSON and back, exactly: a fraction stays a fraction, a decimal keeps its digits, a float its bits.

Numbers that JSON stores differently from Python (databases turn 1e22 into an integer) are written as tagged text:
`{"fraction": "221/263"}`, `{"decimal": "12.50"}`, `{"float": "0.1"}`. Fields that hold their default are left out, so
a field added later does not change what was written before.
"""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from math import isfinite
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hoshin.core.measurement.record import Known, Measurement, Missing, Withheld

_READINGS: dict[str, type[Known] | type[Missing] | type[Withheld]] = {
    "known": Known,
    "missing": Missing,
    "withheld": Withheld,
}


class NotAMeasurementError(ValueError):
    """The JSON is not what `measurement_to_json` wrote; the message names the place."""


def measurement_to_json(measurement: Measurement) -> dict[str, Any]:
    """The measurement as JSON values; `measurement_from_json` gives back an equal one.

    >>> from datetime import date
    >>> from hoshin.core.measurement.record import MeasuredPeriod
    >>> period = MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025)
    >>> reading = Known(Fraction(221, 263))
    >>> written = measurement_to_json(Measurement("cases", period, reading, "%", "households", "cohort_share/1", {}))
    >>> written["reading"]
    {'known': {'value': {'fraction': '221/263'}}}
    >>> measurement_from_json(written).reading
    Known(value=Fraction(221, 263))
    """
    return _record(measurement)


def measurement_from_json(values: object) -> Measurement:
    """The measurement that was written; raises `NotAMeasurementError`."""
    read = _read_record(Measurement, values, "measurement")
    assert isinstance(read, Measurement)
    return read


def value_in_text(value: Decimal | Fraction | float | int) -> str:
    """A value as exact text, for a column: 「221/263」「12.50」「0.1」「370」.

    >>> value_in_text(Fraction(1, 3)), value_in_text(0.1), value_in_text(370)
    ('1/3', '0.1', '370')
    """
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return repr(value) if isinstance(value, float) else str(value)


def _record(value: Any) -> dict[str, Any]:
    return {
        f.name: _value(getattr(value, f.name))
        for f in dataclasses.fields(value)
        if f.default is dataclasses.MISSING or getattr(value, f.name) != f.default
        if f.default_factory is dataclasses.MISSING or getattr(value, f.name) != f.default_factory()
    }


def _value(value: Any) -> Any:
    for name, kind in _READINGS.items():
        if isinstance(value, kind):
            return {name: _record(value)}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    if isinstance(value, Fraction):
        return {"fraction": value_in_text(value)}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError("a measurement holds finite numbers; what cannot be computed is None")
        return {"float": repr(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_value(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): _value(v) for k, v in value.items()}
    if value is None or isinstance(value, str | bool | int):
        return value
    raise TypeError(f"a measurement cannot hold {type(value).__name__}")


def _fault(path: str, value: object) -> NotAMeasurementError:
    shown = repr(value)
    return NotAMeasurementError(f"{path}: {shown if len(shown) <= 80 else shown[:77] + '…'}")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read_record(kind: type, values: object, path: str) -> Any:
    if not isinstance(values, Mapping):
        raise _fault(path, values)
    hints = _hints(kind)
    unknown = set(values) - set(hints)
    required = {
        f.name
        for f in dataclasses.fields(kind)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }
    if unknown or required - set(values):
        raise _fault(path, sorted(unknown or required - set(values)))
    return kind(**{name: _read(hints[name], value, f"{path}.{name}") for name, value in values.items()})


def _read(kind: Any, value: Any, path: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_union(get_args(kind), value, path)
    if origin is Literal:
        if value not in get_args(kind):
            raise _fault(path, value)
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise _fault(path, value)
        return tuple(_read(get_args(kind)[0], v, f"{path}[{i}]") for i, v in enumerate(value))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise _fault(path, value)
        return {k: _read(get_args(kind)[1], v, f"{path}.{k}") for k, v in value.items()}
    if kind is Any:
        return _read_free(value, path)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _read_record(kind, value, path)
    return _read_scalar(kind, value, path)


def _read_union(kinds: tuple[Any, ...], value: Any, path: str) -> Any:
    if value is None and type(None) in kinds:
        return None
    if Known in kinds:
        tag = next(iter(value)) if isinstance(value, Mapping) and len(value) == 1 else None
        if tag not in _READINGS:
            raise _fault(path, value)
        return _read_record(_READINGS[tag], value[tag], f"{path}.{tag}")
    inner = [k for k in kinds if k is not type(None)]
    return _read(inner[0], value, path) if len(inner) == 1 else _read_number(value, path)


_TAGGED: dict[str, Callable[[str], Any]] = {"fraction": Fraction, "decimal": Decimal, "float": float}


def _read_number(value: Any, path: str) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    tag = next(iter(value)) if isinstance(value, Mapping) and len(value) == 1 else None
    if tag not in _TAGGED or not isinstance(value[tag], str):
        raise _fault(path, value)
    try:
        return _TAGGED[tag](value[tag])
    except (ValueError, ZeroDivisionError, InvalidOperation) as wrong:
        raise _fault(path, value) from wrong


def _read_free(value: Any, path: str) -> Any:
    """Free JSON (a recipe): numbers may be tagged anywhere in it; a list stays a list."""
    if isinstance(value, Mapping):
        if len(value) == 1 and next(iter(value)) in _TAGGED and isinstance(next(iter(value.values())), str):
            return _read_number(value, path)
        return {k: _read_free(v, f"{path}.{k}") for k, v in value.items()}
    if isinstance(value, list):
        return [_read_free(v, path) for v in value]
    return value


def _read_scalar(kind: Any, value: Any, path: str) -> Any:
    if kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as wrong:
            raise _fault(path, value) from wrong
    if kind is float:
        read = _read_number(value, path)
        if isinstance(read, float):
            return read
    elif kind is bool:
        if isinstance(value, bool):
            return value
    elif isinstance(value, kind) and not isinstance(value, bool):
        return value
    raise _fault(path, value)
