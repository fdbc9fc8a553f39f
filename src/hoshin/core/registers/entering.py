"""What was typed or pasted, as an entry's content and everything that is wrong with it.

Content is what is stored: a field's code with a day (ISO), a text, a choice's words, a number (its digits as text, so
that nothing is rounded), true or false, or a table of stages with their days. What was left blank is not in it: blank
is not zero and not no.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hoshin.core.problems.record import Problem
from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition, Stage
from hoshin.core.registers.typed_dates import read_date
from hoshin.core.registers.typed_values import nearest_choice, read_choice, read_number, read_yes_no

LONGEST_TEXT = 2000
LONG_AGO_YEARS = 10
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """When the typing happens: `fiscal_year` completes a day without a year, `on` tells what is still to come."""

    fiscal_year: int
    on: date


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry as it was understood. It can be stored when no problem is an error."""

    content: dict[str, Any]
    problems: tuple[Problem, ...] = ()

    @property
    def can_be_stored(self) -> bool:
        """Whether nothing stands in the way; questions do not, they are shown."""
        return all(p.severity != "error" for p in self.problems)


def stage_key(field: str, stage: str) -> str:
    """The name of one stage's day: in what is typed, and as a column of the snapshot."""
    return f"{field}.{stage}"


def typed_of(value: Any) -> str:
    """A value from a script as a person would type it.

    >>> typed_of(date(2026, 4, 1)), typed_of(True), typed_of(12), typed_of(None)
    ('2026-04-01', 'はい', '12', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return value.isoformat() if isinstance(value, date) else str(value)


def as_typed(content: Content, definition: RegisterDefinition) -> dict[str, str]:
    """A stored entry as the form shows it again, every field that was filled in."""
    typed: dict[str, str] = {}
    for one in definition.fields:
        value = content.get(one.code)
        if one.kind == "stages" and isinstance(value, Mapping):
            typed |= {stage_key(one.code, stage): typed_of(day) for stage, day in value.items()}
        elif value is not None:
            typed[one.code] = typed_of(value)
    return typed


def read_entry(
    typed: Mapping[str, str], definition: RegisterDefinition, moment: Moment, before: Content | None = None
) -> ReadEntry:
    """Read what was typed, by field code (stages by `stage_key`). All problems at once, each with its field.

    `before` is the content that is being corrected: a choice that is no longer offered may stay as it was.

    >>> register = RegisterDefinition(
    ...     (FieldDefinition("f1", "実施日", "date", True), FieldDefinition("f2", "人数", "number", unit="人")), "f1")
    >>> read_entry({"f1": "R8.6.1", "f2": "１，２３４人"}, register, Moment(2026, date(2026, 11, 24))).content
    {'f1': '2026-06-01', 'f2': '1234'}
    >>> [p.code for p in read_entry({"f2": "多数"}, register, Moment(2026, date(2026, 11, 24))).problems]
    ['entry_field_required', 'entry_number_not_read']
    """
    content: dict[str, Any] = {}
    problems: list[Problem] = []
    for one in definition.shown:
        if one.kind == "stages":
            value, found = _read_stages(one, typed, moment)
        elif one.kind == "attachment":
            continue
        else:
            value, found = _read_field(one, typed.get(one.code, ""), definition, moment, before)
        problems += found
        if value is not None:
            content[one.code] = value
    for one in definition.fields:
        if one.is_retired and before and one.code in before:
            content[one.code] = before[one.code]
    return ReadEntry(content, tuple(problems))


def _read_field(
    one: FieldDefinition, text: str, definition: RegisterDefinition, moment: Moment, before: Content | None
) -> tuple[Any, list[Problem]]:
    if not text.strip():
        return None, [_problem("entry_field_required", one)] if one.is_required else []
    if one.kind == "date":
        return _read_day(one, text, moment, is_time=one.code == definition.time_field)
    if one.kind == "number":
        return _read_quantity(one, text)
    if one.kind == "yes_no":
        answer = read_yes_no(text)
        return answer, [_problem("entry_yes_no_not_read", one, text)] if answer is None else []
    if one.kind in ("choice", "area"):
        return _read_offered(one, text, definition, before)
    return _read_text(one, text)


def _read_day(one: FieldDefinition, text: str, moment: Moment, *, is_time: bool) -> tuple[Any, list[Problem]]:
    typed = read_date(text, moment.fiscal_year)
    if typed.day is None:
        return None, [_problem(typed.refusal or "entry_date_not_read", one, text)]
    if is_time and typed.day > moment.on:
        return None, [_problem("entry_date_to_come", one, text, day=typed.day.isoformat())]
    if typed.day.year < moment.on.year - LONG_AGO_YEARS:
        long_ago = _problem("entry_date_long_ago", one, text, "question", day=typed.day.isoformat())
        return typed.day.isoformat(), [long_ago]
    return typed.day.isoformat(), []


def _read_quantity(one: FieldDefinition, text: str) -> tuple[Any, list[Problem]]:
    number = read_number(text, one.unit)
    if number is None:
        return None, [_problem("entry_number_not_read", one, text)]
    if one.is_whole and number != number.to_integral_value():
        return None, [_problem("entry_number_not_whole", one, text)]
    if one.minimum is not None and number < one.minimum:
        return None, [_problem("entry_number_too_small", one, text, minimum=str(one.minimum))]
    return f"{number:f}", []


def _read_offered(
    one: FieldDefinition, text: str, definition: RegisterDefinition, before: Content | None
) -> tuple[Any, list[Problem]]:
    offered = definition.areas if one.kind == "area" else one.choices
    kept = (str(before[one.code]),) if before and before.get(one.code) else ()
    choice = read_choice(text, (*offered, *kept))
    if choice is not None:
        return choice, []
    near = nearest_choice(text, offered)
    if near:
        return None, [_problem("entry_choice_misspelt", one, text, proposal=near)]
    shown = "、".join(offered[:8]) + ("…" if len(offered) > 8 else "")
    return None, [_problem("entry_choice_unknown", one, text, offered=shown)]


def _read_text(one: FieldDefinition, text: str) -> tuple[Any, list[Problem]]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    plain = "".join(c for c in plain if c in "\n\t" or c.isprintable())
    if len(plain) > LONGEST_TEXT:
        return None, [_problem("entry_text_too_long", one, plain[:20] + "…", limit=str(LONGEST_TEXT))]
    return plain or None, []


def _read_stages(one: FieldDefinition, typed: Mapping[str, str], moment: Moment) -> tuple[Any, list[Problem]]:
    """The days of the stages that were reached: none before an earlier one, and none left out unless it may be."""
    days: dict[str, str] = {}
    problems: list[Problem] = []
    unread = False
    for stage in one.stages:
        text = typed.get(stage_key(one.code, stage.code), "")
        if text.strip():
            day, found = _read_day(_of_stage(one, stage), text, moment, is_time=False)
            problems += found
            unread = unread or day is None
            if day is not None:
                days[stage.code] = day
    if not unread:
        problems += _order_problems(one, days)
    if one.is_required and not days and not unread:
        problems.append(_problem("entry_field_required", one))
    return days or None, problems


def _order_problems(one: FieldDefinition, days: Mapping[str, str]) -> list[Problem]:
    problems = []
    last: tuple[Stage, str] | None = None
    missing: Stage | None = None
    for stage in one.stages:
        day = days.get(stage.code)
        if day is None:
            missing = missing or stage
            continue
        of_stage = _of_stage(one, stage)
        if missing and not one.may_skip:
            problems.append(_problem("entry_stage_skipped", of_stage, day, earlier=missing.label))
            missing = None
        if last and day < last[1]:
            problems.append(_problem("entry_stage_order", of_stage, day, earlier=last[0].label, day=last[1]))
        last = (stage, day)
    return problems


def _of_stage(one: FieldDefinition, stage: Stage) -> FieldDefinition:
    return FieldDefinition(stage_key(one.code, stage.code), f"{one.label}（{stage.label}）", "date")


def _problem(
    code: str,
    one: FieldDefinition,
    found: str | None = None,
    severity: Any = "error",
    *,
    proposal: str | None = None,
    **values: str,
) -> Problem:
    said = {"label": one.label, **values}
    return Problem(code, field=one.code, found=found, proposal=proposal, severity=severity, values=said)
