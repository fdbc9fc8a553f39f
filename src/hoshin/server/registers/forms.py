"""What people type into registers, checked for its shape. What it means is asked of the core by the actions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition, Stage
from hoshin.core.registers.entering import stage_key

KIND_LABELS = [
    ("date", _("Date")),
    ("text", _("Text")),
    ("choice", _("Choice")),
    ("number", _("A number")),
    ("yes_no", _("Yes or no")),
    ("area", _("Area")),
    ("stages", _("Stages with dates")),
    ("attachment", _("Photos or PDF")),
]
MOST_RADIOS = 6
FIELDS = "fields"
SPARE_ROWS = 3
PREFIX = "f-"


class SeveralFiles(forms.FileInput):
    """A chooser for more than one file; a phone offers its camera."""

    allow_multiple_selected = True


def lines_of(text: str) -> tuple[str, ...]:
    """The filled lines of a text, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def input_name(code: str) -> str:
    """The name of an entry's field in the form."""
    return f"{PREFIX}{code}"


def typed_in(data: Mapping[str, str]) -> dict[str, str]:
    """What was typed, by field code."""
    return {name.removeprefix(PREFIX): text for name, text in data.items() if name.startswith(PREFIX)}


class EntryForm(forms.Form):
    """The fields of a register as a form. Nothing is required here: the core says what is missing, all at once."""

    def __init__(
        self, definition: RegisterDefinition, *args: Any, before: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shows_files = any(f.kind == "attachment" for f in definition.shown)
        for one in definition.shown:
            if one.kind == "stages":
                for stage in one.stages:
                    label = f"{one.label}（{stage.label}）"
                    self.fields[input_name(stage_key(one.code, stage.code))] = _day_field(label, one.hint)
            elif one.kind != "attachment":
                self.fields[input_name(one.code)] = _entry_field(one, definition, before or {})

    def say(self, field: str | None, words: str) -> None:
        """Put a problem's sentence at its field, or above all fields."""
        name = input_name(field or "")
        if name not in self.fields:
            name = next((n for n in self.fields if n.startswith(f"{name}.")), "")
        self.add_error(name or None, words)


def _day_field(label: str, hint: str, *, required: bool = False) -> forms.Field:
    field = forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.DateInput(attrs={"type": "date", "min": "1990-01-01"})
    )
    field.widget.is_required = required
    return field


def _entry_field(one: FieldDefinition, definition: RegisterDefinition, before: Mapping[str, Any]) -> forms.Field:
    if one.kind == "date":
        field = _day_field(one.label, one.hint)
    elif one.kind in ("choice", "area", "yes_no"):
        field = _chosen(one, definition, before)
    elif one.kind == "number":
        label = f"{one.label}（{one.unit}）" if one.unit else one.label
        widget = forms.TextInput(attrs={"inputmode": "numeric" if one.is_whole else "decimal", "autocomplete": "off"})
        field = forms.CharField(label=label, help_text=one.hint, required=False, widget=widget, max_length=40)
    else:
        widget = forms.Textarea(attrs={"rows": 1, "class": "one-line"})
        field = forms.CharField(label=one.label, help_text=one.hint, required=False, widget=widget, strip=False)
    field.asked = one.is_required  # type: ignore[attr-defined]
    return field


def _chosen(one: FieldDefinition, definition: RegisterDefinition, before: Mapping[str, Any]) -> forms.Field:
    offered = ("はい", "いいえ") if one.kind == "yes_no" else definition.areas if one.kind == "area" else one.choices
    kept = before.get(one.code)
    if isinstance(kept, str) and kept not in offered:
        offered = (*offered, kept)
    is_short = len(offered) <= MOST_RADIOS
    choices: list[tuple[str, Any]] = [(choice, choice) for choice in offered]
    if not (one.is_required and is_short):
        choices.insert(0, ("", _("Please choose") if one.is_required else _("Not stated")))
    widget = forms.RadioSelect if is_short else forms.Select
    return forms.CharField(label=one.label, help_text=one.hint, required=False, widget=widget(choices=choices))


class HeadForm(forms.Form):
    """A register's name, whose it is, and the areas that are expected."""

    title = forms.CharField(label=_("Name of the register"), max_length=200)
    owner = forms.ChoiceField(label=_("Section in charge"))
    areas = forms.CharField(
        label=_("Areas"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line. Needed when a field says in which area something happened."),
    )

    retention_years = forms.IntegerField(
        label=_("Years that text and photos are kept"),
        min_value=1,
        max_value=100,
        initial=5,
        help_text=_("Older entries keep only what is used for figures."),
    )

    def __init__(self, *args: Any, posts: Sequence[tuple[str, str]] = (), is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = posts  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["owner"]
        for field in self.fields.values():
            field.error_messages["required"] = _("Enter “%(label)s”.") % {"label": field.label}


class FieldRow(forms.Form):
    """One field of a register. An empty new row is left out."""

    code = forms.CharField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(label=_("Name of the field"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=KIND_LABELS, required=False)
    choices = forms.CharField(
        label=_("Choices or stages, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=20)
    is_required = forms.BooleanField(label=_("Must be filled in"), required=False)
    is_counted = forms.BooleanField(label=_("Used for figures"), required=False)
    is_key = forms.BooleanField(label=_("Tells duplicates"), required=False)
    names_place = forms.BooleanField(label=_("Names a place"), required=False)
    is_retired = forms.BooleanField(label=_("No longer used"), required=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in the row."""
        return not self.cleaned_data.get("label") and not self.cleaned_data.get("code")


FieldRows = forms.formset_factory(FieldRow, extra=SPARE_ROWS, max_num=60, absolute_max=60)


def rows_from(definition: RegisterDefinition | None) -> list[dict[str, Any]]:
    """The fields as the form shows them; a new register begins with the date that every register has."""
    if definition is None:
        return [
            {"code": "f1", "label": "実施日", "kind": "date", "is_required": True, "is_counted": True},
            {"label": "地域", "kind": "area", "is_counted": True},
            {"label": "内容", "kind": "choice", "is_counted": True},
            {"label": "人数", "kind": "number", "unit": "人", "is_counted": True},
            {"label": "メモ", "kind": "text"},
            {"label": "写真", "kind": "attachment"},
        ]
    return [
        {
            "code": f.code,
            "label": f.label,
            "kind": f.kind,
            "choices": "\n".join(s.label for s in f.stages) if f.kind == "stages" else "\n".join(f.choices),
            "unit": f.unit,
            "is_required": f.is_required,
            "is_counted": f.is_counted,
            "is_key": f.code in definition.key_fields,
            "names_place": f.names_place,
            "is_retired": f.is_retired,
        }
        for f in definition.fields
    ]


def definition_of(
    rows: Iterable[FieldRow], areas: Sequence[str], before: RegisterDefinition | None
) -> RegisterDefinition:
    """The definition that the form says; what the form does not show (hints, bounds, stage codes) stays as it was."""
    filled = [row.cleaned_data for row in rows if not row.is_empty]
    taken = {row["code"] for row in filled if row["code"]} | ({f.code for f in before.fields} if before else set())
    fields, keys = [], []
    for row in filled:
        code = row["code"] or _next_code(taken)
        taken.add(code)
        fields.append(_field_of(code, row, before.field_of(code) if before else None))
        if row["is_key"] and not row["is_retired"]:
            keys.append(code)
    time = before.time_field if before else next((f.code for f in fields if f.kind == "date" and f.is_required), "")
    return RegisterDefinition(tuple(fields), time, tuple(keys), tuple(areas), version=before.version if before else 1)


def _next_code(taken: set[str]) -> str:
    number = 1
    while f"f{number}" in taken:
        number += 1
    return f"f{number}"


def _field_of(code: str, row: Mapping[str, Any], before: FieldDefinition | None) -> FieldDefinition:
    lines = lines_of(row["choices"])
    kind = row["kind"] or "text"
    return FieldDefinition(
        code=code,
        label=row["label"].strip(),
        kind=kind,
        is_required=row["is_required"],
        unit=row["unit"].strip(),
        hint=before.hint if before else "",
        choices=lines if kind == "choice" else (),
        stages=_stages(lines, before) if kind == "stages" else (),
        is_counted=row["is_counted"] and kind != "attachment",
        is_retired=row["is_retired"],
        is_whole=before.is_whole if before else False,
        minimum=before.minimum if before else None,
        names_place=row["names_place"],
        may_skip=before.may_skip if before else False,
    )


def _stages(lines: Sequence[str], before: FieldDefinition | None) -> tuple[Stage, ...]:
    """Stages keep their codes by their names; a new name is a new stage."""
    known = {s.label: s.code for s in before.stages} if before else {}
    taken = set(known.values())
    stages = []
    for label in lines:
        code = known.get(label) or next(c for n in range(1, 200) if (c := f"s{n}") not in taken)
        taken.add(code)
        stages.append(Stage(code, label))
    return tuple(stages)


class PasteForm(forms.Form):
    """A block copied from Excel, and the year of days without one."""

    block = forms.CharField(
        label=_("Block copied from Excel"), strip=False, widget=forms.Textarea(attrs={"rows": 8}), max_length=2_000_000
    )
    fiscal_year = forms.TypedChoiceField(
        label=_("Fiscal year of dates without a year"), coerce=int, help_text=_("For dates such as 4/1.")
    )

    def __init__(self, *args: Any, years: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fiscal_year"].choices = years  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["required"] = _("Enter “%(label)s”.") % {"label": field.label}


class SoughtForm(forms.Form):
    """Which entries to show."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    area = forms.ChoiceField(label=_("Area"), required=False)
    first = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("active", _("In the counts")), ("withdrawn", _("Withdrawn")), ("all", _("All"))],
    )

    def __init__(self, *args: Any, areas: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("All")), *((a, a) for a in areas)]  # type: ignore[attr-defined]
        if not areas:
            del self.fields["area"]


class CloseForm(forms.Form):
    """Which period to close, and why again when it was closed before."""

    first = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("Reason for the correction"),
        required=False,
        max_length=300,
        help_text=_("The record that was closed before is kept, with this reason."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Enter “%(label)s”.") % {"label": field.label}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last", _("The last day lies before the first. Correct one of them."))
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = _("Enter “%(label)s”.") % {"label": _("Reason")}
