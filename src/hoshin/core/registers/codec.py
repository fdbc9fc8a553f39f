"""A register's definition as JSON and back: what is stored with the register and frozen with each closed period."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition, Stage

FORMAT = "hoshin-register/1"
_FLAGS = ("is_required", "is_counted", "is_retired", "is_whole", "names_place", "may_skip")
_TEXTS = ("unit", "hint")


def definition_json(definition: RegisterDefinition) -> dict[str, Any]:
    """The definition as JSON; what says nothing (empty, no, none) is left out.

    >>> one = RegisterDefinition((FieldDefinition("f1", "実施日", "date", is_required=True),), "f1")
    >>> definition_json(one)["fields"]
    [{'code': 'f1', 'label': '実施日', 'kind': 'date', 'is_required': True}]
    >>> definition_from(definition_json(one)) == one
    True
    """
    kept: dict[str, Any] = {
        "format": FORMAT,
        "version": definition.version,
        "time_field": definition.time_field,
        "fields": [_field_json(f) for f in definition.fields],
    }
    for name in ("key_fields", "areas", "retired_areas"):
        if getattr(definition, name):
            kept[name] = list(getattr(definition, name))
    return kept


def _field_json(one: FieldDefinition) -> dict[str, Any]:
    kept: dict[str, Any] = {"code": one.code, "label": one.label, "kind": one.kind}
    kept |= {name: getattr(one, name) for name in (*_TEXTS, *_FLAGS) if getattr(one, name)}
    kept |= {name: list(getattr(one, name)) for name in ("choices", "retired_choices") if getattr(one, name)}
    if one.stages:
        kept["stages"] = [{"code": s.code, "label": s.label} for s in one.stages]
    if one.minimum is not None:
        kept["minimum"] = str(one.minimum)
    return kept


def definition_from(stored: Mapping[str, Any]) -> RegisterDefinition:
    """The definition that was stored. Another format is our bug or another version's file: `ValueError`."""
    if stored.get("format") != FORMAT:
        raise ValueError(f"not a {FORMAT} definition: {stored.get('format')!r}")
    return RegisterDefinition(
        fields=tuple(_field_from(f) for f in stored["fields"]),
        time_field=stored["time_field"],
        key_fields=tuple(stored.get("key_fields", ())),
        areas=tuple(stored.get("areas", ())),
        retired_areas=tuple(stored.get("retired_areas", ())),
        version=int(stored.get("version", 1)),
    )


def _field_from(stored: Mapping[str, Any]) -> FieldDefinition:
    minimum = stored.get("minimum")
    return FieldDefinition(
        code=stored["code"],
        label=stored["label"],
        kind=stored["kind"],
        choices=tuple(stored.get("choices", ())),
        retired_choices=tuple(stored.get("retired_choices", ())),
        stages=tuple(Stage(s["code"], s["label"]) for s in stored.get("stages", ())),
        minimum=None if minimum is None else Decimal(minimum),
        **{name: stored[name] for name in (*_TEXTS, *_FLAGS) if name in stored},
    )
