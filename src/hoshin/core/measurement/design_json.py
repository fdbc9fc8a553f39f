"""A survey's design as JSON, to stand in the definition of a closed period or in a recipe, and back.

The dataclasses are the description; fields that hold their default are left out. Population counts are a list of
`[categories, count]`, since JSON has no keys of several parts.
"""

import dataclasses
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from hoshin.core.survey.design import EstimateRequest, PopulationTable, SurveyDesign


class NotADesignError(ValueError):
    """The JSON is no design; the message names the place."""


def design_to_json(design: SurveyDesign) -> dict[str, Any]:
    """The design as JSON values.

    >>> from hoshin.core.survey.design import Sampling
    >>> design_to_json(SurveyDesign(Sampling(strata=("area",), fpc=("Nh",))))
    {'sampling': {'strata': ['area'], 'fpc': ['Nh']}}
    """
    return _written(design)


def request_to_json(request: EstimateRequest) -> dict[str, Any]:
    """One estimate that is asked for, as JSON values."""
    return _written(request)


def design_from_json(values: object) -> SurveyDesign:
    """The design that was written; raises `NotADesignError`."""
    return cast(SurveyDesign, _record(SurveyDesign, values, "design"))


def request_from_json(values: object) -> EstimateRequest:
    """The request that was written; raises `NotADesignError`."""
    return cast(EstimateRequest, _record(EstimateRequest, values, "request"))


def _written(record: Any) -> dict[str, Any]:
    if isinstance(record, PopulationTable):
        counts = [[list(cell), count] for cell, count in sorted(record.counts.items())]
        return {"by": list(record.by), "counts": counts}
    found = {}
    for f in dataclasses.fields(record):
        value = getattr(record, f.name)
        if f.default is dataclasses.MISSING or value != f.default:
            found[f.name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _written(value)
    return [_plain(v) for v in value] if isinstance(value, tuple) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _record(kind: type, values: object, path: str) -> Any:
    if not isinstance(values, Mapping):
        raise NotADesignError(path)
    if kind is PopulationTable:
        return _population(values, path)
    hints = _hints(kind)
    required = {f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING}
    wrong = (set(values) - set(hints)) | (required - set(values))
    if wrong:
        raise NotADesignError(f"{path}.{min(wrong)}")
    return kind(**{name: _read(hints[name], value, f"{path}.{name}") for name, value in values.items()})


def _population(values: Mapping[str, Any], path: str) -> PopulationTable:
    try:
        by = tuple(str(column) for column in values["by"])
        counts = {tuple(str(c) for c in cell): float(count) for cell, count in values["counts"]}
    except (KeyError, TypeError, ValueError) as wrong:
        raise NotADesignError(path) from wrong
    if any(len(cell) != len(by) for cell in counts):
        raise NotADesignError(f"{path}.counts")
    return PopulationTable(by, counts)


def _read(kind: Any, value: Any, path: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(next(k for k in inner if k is not type(None)), value, path)
    if origin is Literal:
        if value in inner:
            return value
    elif origin is tuple and isinstance(value, list):
        kinds = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
        if len(kinds) == len(value):
            return tuple(_read(k, v, f"{path}[{i}]") for i, (k, v) in enumerate(zip(kinds, value, strict=True)))
    elif dataclasses.is_dataclass(kind):
        return _record(cast(type, kind), value, path)
    elif kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    elif kind in (str, int) and isinstance(value, kind) and not isinstance(value, bool):
        return value
    raise NotADesignError(path)
