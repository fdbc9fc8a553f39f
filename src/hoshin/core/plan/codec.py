"""Plan document to JSON and back, without loss, from the dataclasses themselves.

The dataclasses are the single description: `to_json` and `from_json` walk their types, and `schema` draws the
published JSON Schema from the same walk. Absent values are left out when they equal the field's default, except the
keys that readers rely on (`ALWAYS`). Decoding collects every problem before it gives up.
"""

import dataclasses
import re
import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hoshin.core.plan.budget import budget_total_yen
from hoshin.core.plan.document import (
    FORMAT,
    Budget,
    Indicator,
    Initiative,
    Issue,
    Outcome,
    PlanDocument,
    Target,
)
from hoshin.core.problems.record import Problem

ALWAYS = (PlanDocument, Issue, Outcome, Initiative, Indicator, Target, Budget)
"""Types whose every field is written, null or not, since people read these by key."""
DERIVED = ("revision_notes", "budget_total_yen")
"""Keys of the whole document that are computed on the way out and ignored on the way in."""


class NotAPlanDocumentError(ValueError):
    """The JSON is not a plan document. `problems` says everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.values.get('path', '')}: {p.code}" for p in problems))
        self.problems = problems


def plan_to_json(plan: PlanDocument) -> dict[str, Any]:
    """The plan as JSON values, with two figures computed: the stamps' number and the budget's total."""
    written = to_json(plan)
    assert isinstance(written, dict)
    written["revision_notes"] = len(plan.stamps)
    written["budget_total_yen"] = budget_total_yen(plan)
    return written


def plan_from_json(values: object) -> PlanDocument:
    """The plan that `plan_to_json` wrote; `NotAPlanDocumentError` names every fault with its path.

    >>> plan_from_json({"id": "p", "format": "hoshin-plan/1", "fiscal_year": 2026}).fiscal_year
    2026
    """
    if isinstance(values, dict):
        values = {key: value for key, value in values.items() if key not in DERIVED}
    plan = from_json(PlanDocument, values)
    assert isinstance(plan, PlanDocument)
    if plan.format != FORMAT:
        raise NotAPlanDocumentError(
            (Problem("json_other_format", found=str(plan.format), severity="error", values={"path": "format"}),)
        )
    return plan


def to_json(value: Any) -> Any:
    """A core value as JSON values: decimals as numbers, dates as ISO text, tuples as lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        keep_all = isinstance(value, ALWAYS)
        return {
            f.name: to_json(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if keep_all or getattr(value, f.name) != _default(f)
        }
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_json(v) for v in value]
    if isinstance(value, Mapping):
        return {k: to_json(v) for k, v in value.items()}
    return value


def from_json(kind: Any, value: object) -> Any:
    """The value of type `kind` that `to_json` wrote; raises with all problems at once."""
    problems: list[Problem] = []
    read = _read(kind, value, "", problems)
    if problems:
        raise NotAPlanDocumentError(tuple(problems))
    return read


def schema(kind: Any = PlanDocument) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a core type, with each record under `$defs`."""
    definitions: dict[str, Any] = {}
    root = _schema(kind, definitions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **root, "$defs": definitions}


def _default(f: "dataclasses.Field[Any]") -> Any:
    if f.default is not dataclasses.MISSING:
        return f.default
    if f.default_factory is not dataclasses.MISSING:
        return f.default_factory()
    return dataclasses.MISSING


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _fault(code: str, path: str, value: object, expected: str, problems: list[Problem]) -> None:
    shown = repr(value)
    problems.append(
        Problem(
            code,
            found=shown if len(shown) <= 80 else shown[:77] + "…",
            severity="error",
            values={"path": path or "(root)", "expected": expected},
        )
    )


def _read(kind: Any, value: object, path: str, problems: list[Problem]) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in get_args(kind):
            return None
        kind = next(k for k in get_args(kind) if k is not type(None))
        return _read(kind, value, path, problems)
    if origin is Literal:
        if value in get_args(kind):
            return value
        _fault("json_wrong_value", path, value, ", ".join(map(str, get_args(kind))), problems)
        return None
    if origin is tuple:
        return _read_tuple(get_args(kind), value, path, problems)
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(get_args(kind)[1], value, path, problems)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _read_record(kind, value, path, problems)
    return _read_scalar(kind, value, path, problems)


def _read_tuple(kinds: tuple[Any, ...], value: object, path: str, problems: list[Problem]) -> Any:
    if not isinstance(value, list):
        _fault("json_wrong_type", path, value, "list", problems)
        return ()
    if kinds[-1] is not Ellipsis:
        if len(value) != len(kinds):
            _fault("json_wrong_type", path, value, f"list of {len(kinds)}", problems)
            return None
        pairs = zip(kinds, value, strict=True)
        return tuple(_read(k, v, f"{path}[{i}]", problems) for i, (k, v) in enumerate(pairs))
    return tuple(_read(kinds[0], v, f"{path}[{i}]", problems) for i, v in enumerate(value))


def _read_mapping(kind: Any, value: object, path: str, problems: list[Problem]) -> Any:
    if not isinstance(value, dict):
        _fault("json_wrong_type", path, value, "object", problems)
        return {}
    return {str(k): _read(kind, v, f"{path}.{k}", problems) for k, v in value.items()}


def _read_record(kind: type, value: object, path: str, problems: list[Problem]) -> Any:
    if not isinstance(value, dict):
        _fault("json_wrong_type", path, value, "object", problems)
        return None
    hints = _hints(kind)
    fields = {f.name: f for f in dataclasses.fields(kind)}
    for key in value.keys() - fields.keys():
        _fault("json_unknown_key", f"{path}.{key}".lstrip("."), value[key], ", ".join(fields), problems)
    given: dict[str, Any] = {}
    for name, f in fields.items():
        where = f"{path}.{name}".lstrip(".")
        if name in value:
            given[name] = _read(hints[name], value[name], where, problems)
        elif _default(f) is dataclasses.MISSING:
            _fault("json_missing_key", where, None, name, problems)
            given[name] = None
    return kind(**given)


def _read_scalar(kind: Any, value: object, path: str, problems: list[Problem]) -> Any:
    if kind is Decimal and isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        number = Decimal(str(value))
        if number.is_finite():
            return number
    elif kind is date and isinstance(value, str):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
    elif kind is float and isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return float(value)
    elif (kind in (str, bool) and isinstance(value, kind)) or (
        kind is int and isinstance(value, int) and not isinstance(value, bool)
    ):
        return value
    _fault("json_wrong_type", path, value, getattr(kind, "__name__", str(kind)), problems)
    return None


_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
}


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(k for k in get_args(kind) if k is not type(None))
        return {"anyOf": [_schema(inner, definitions), {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin is tuple:
        kinds = get_args(kind)
        if kinds[-1] is Ellipsis:
            return {"type": "array", "items": _schema(kinds[0], definitions)}
        items = [_schema(k, definitions) for k in kinds]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(get_args(kind)[1], definitions)}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record_schema(kind, definitions)
    return dict(_SCALARS[kind])


def _record_schema(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    reference = {"$ref": f"#/$defs/{kind.__name__}"}
    if kind.__name__ in definitions:
        return reference
    definitions[kind.__name__] = {}
    hints = _hints(kind)
    properties = {f.name: _schema(hints[f.name], definitions) for f in dataclasses.fields(kind)}
    if kind is PlanDocument:
        properties |= {name: {"type": "integer"} for name in DERIVED}
    definitions[kind.__name__] = {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": properties,
        "required": [f.name for f in dataclasses.fields(kind) if _default(f) is dataclasses.MISSING],
        "additionalProperties": False,
    }
    return reference
