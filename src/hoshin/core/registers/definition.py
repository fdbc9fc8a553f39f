"""What a register holds: its fields, the date that counts time, and what makes two entries the same.

A field's code never changes and a field is never removed, only retired: entries that were made under an older
definition stay readable. What may change freely is words (label, hint), whether it must be filled in, and which choices
are offered.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, get_args

from hoshin.core.problems.record import Problem

FieldKind = Literal["date", "text", "choice", "number", "yes_no", "area", "stages", "attachment"]
"""日付、文字、選択、数、はい・いいえ、地域、段階（申請→決定→報告→精算のように日付で進むもの）、添付ファイル."""
FIELD_KINDS: tuple[FieldKind, ...] = get_args(FieldKind)
COUNTED_BY_DEFAULT: frozenset[FieldKind] = frozenset({"date", "choice", "number", "yes_no", "area", "stages"})
"""Free text stays in the office unless the section says that it counts (a school's name); attachments always stay."""

MOST_FIELDS = 60


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a field of kind `stages`, reached on a date."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """One field. `choices` are offered, `retired_choices` may stand in older entries; both are kept as words.

    `is_counted` lets its value leave the office in the snapshot of a closed period. `names_place` marks the text that
    tells where something happened, for noticing near duplicates. `minimum` and `is_whole` bound a number.
    """

    code: str
    label: str
    kind: FieldKind
    is_required: bool = False
    unit: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    retired_choices: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    is_counted: bool = False
    is_retired: bool = False
    is_whole: bool = False
    minimum: Decimal | None = None
    names_place: bool = False
    may_skip: bool = False


@dataclass(frozen=True, slots=True)
class RegisterDefinition:
    """A register's fields in their order. `areas` is the expected list that 「17地域すべて」 is counted against."""

    fields: tuple[FieldDefinition, ...]
    time_field: str
    key_fields: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    retired_areas: tuple[str, ...] = ()
    version: int = 1
    _by_code: dict[str, FieldDefinition] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {f.code: f for f in self.fields})

    def field_of(self, code: str) -> FieldDefinition | None:
        """The field of this code, retired or not."""
        return self._by_code.get(code)

    @property
    def shown(self) -> tuple[FieldDefinition, ...]:
        """The fields that a form asks for now."""
        return tuple(f for f in self.fields if not f.is_retired)

    @property
    def counted(self) -> tuple[FieldDefinition, ...]:
        """The fields whose values may leave in a snapshot, those that are retired too."""
        return tuple(f for f in self.fields if (f.is_counted or f.code == self.time_field) and f.kind != "attachment")

    @property
    def area_field(self) -> FieldDefinition | None:
        """The field that says in which area, if the register has one."""
        return next((f for f in self.shown if f.kind == "area"), None)


def check_definition(definition: RegisterDefinition) -> tuple[Problem, ...]:
    """Everything that keeps a definition from being used, all at once.

    >>> date_field = FieldDefinition("f1", "実施日", "date", is_required=True)
    >>> check_definition(RegisterDefinition((date_field,), "f1"))
    ()
    >>> [p.code for p in check_definition(RegisterDefinition((), "f1"))]
    ['register_without_fields', 'register_without_date']
    """
    found: list[Problem] = []
    if not definition.shown:
        found.append(_problem("register_without_fields"))
    if len(definition.fields) > MOST_FIELDS:
        found.append(_problem("register_too_many_fields", limit=str(MOST_FIELDS)))
    time = definition.field_of(definition.time_field)
    if time is None or time.kind != "date" or time.is_retired or not time.is_required:
        found.append(_problem("register_without_date"))
    found += _repeated(definition)
    for one in definition.shown:
        found += _field_problems(one, definition)
    for code in definition.key_fields:
        key = definition.field_of(code)
        if key is None or key.is_retired or key.kind in ("attachment", "stages"):
            found.append(_problem("register_key_unknown", code, key.label if key else code))
    return tuple(found)


def _repeated(definition: RegisterDefinition) -> list[Problem]:
    codes = [f.code for f in definition.fields]
    labels = [f.label.strip() for f in definition.shown]
    found = [
        _problem("register_field_repeated", f.code, f.label)
        for at, f in enumerate(definition.shown)
        if f.label.strip() in labels[:at]
    ]
    found += [_problem("register_code_repeated", c, c) for at, c in enumerate(codes) if c in codes[:at]]
    if sum(f.kind == "area" for f in definition.shown) > 1:
        found.append(_problem("register_two_areas"))
    return found


def _field_problems(one: FieldDefinition, definition: RegisterDefinition) -> list[Problem]:
    if not one.label.strip():
        return [_problem("register_field_unnamed", one.code, one.code)]
    if one.kind not in FIELD_KINDS:
        return [_problem("register_kind_unknown", one.code, one.kind)]
    if one.kind == "choice" and len(set(one.choices)) < max(1, len(one.choices)):
        return [_problem("register_choices_missing", one.code, one.label)]
    if one.kind == "area" and not definition.areas:
        return [_problem("register_areas_missing", one.code, one.label)]
    labels = [s.label for s in one.stages]
    if one.kind == "stages" and (len(labels) < 2 or len(set(labels)) < len(labels)):
        return [_problem("register_stages_missing", one.code, one.label)]
    return []


def changed(old: RegisterDefinition, new: RegisterDefinition) -> tuple[RegisterDefinition, tuple[Problem, ...]]:
    """The definition that follows `old`, and what forbids it.

    Fields that are left out are kept as retired, choices and areas that are no longer offered stay known, and the
    version rises. A field keeps its kind, and time stays counted by the same date.

    >>> day, place = FieldDefinition("f1", "日", "date", True), FieldDefinition("f2", "場所", "text")
    >>> next_one, problems = changed(RegisterDefinition((day, place), "f1"), RegisterDefinition((day,), "f1"))
    >>> [(f.code, f.is_retired) for f in next_one.fields], next_one.version, problems
    ([('f1', False), ('f2', True)], 2, ())
    """
    fields = [_followed(old.field_of(f.code), f) for f in new.fields]
    known = {f.code for f in new.fields}
    fields += [replace(f, is_retired=True) for f in old.fields if f.code not in known]
    retired = tuple(a for a in (*old.areas, *old.retired_areas) if a not in new.areas)
    following = replace(new, fields=tuple(fields), retired_areas=tuple(dict.fromkeys(retired)), version=old.version + 1)
    problems = [
        _problem("register_kind_changed", f.code, f.label)
        for f in following.fields
        if (before := old.field_of(f.code)) is not None and before.kind != f.kind
    ]
    if following.time_field != old.time_field:
        problems.append(_problem("register_time_changed", following.time_field))
    return following, (*problems, *check_definition(following))


def _followed(before: FieldDefinition | None, now: FieldDefinition) -> FieldDefinition:
    if before is None:
        return now
    choices = tuple(c for c in (*before.choices, *before.retired_choices) if c not in now.choices)
    kept = {s.code for s in now.stages}
    lost = tuple(s for s in before.stages if s.code not in kept) if now.kind == "stages" else ()
    return replace(now, retired_choices=tuple(dict.fromkeys(choices)), stages=(*now.stages, *lost))


def _problem(code: str, field: str | None = None, found: str | None = None, **values: str) -> Problem:
    return Problem(code, field=field, found=found, severity="error", values=values)
