"""What people type into cases, checked for its shape. What it means is asked of the core by the actions."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoshin.core.cases.stages import CaseStage, StageTable
from hoshin.server.cases.queries.pages import CaseHead
from hoshin.server.ui.language import page_language

LONG_FIELDS = frozenset({"note", "memo"})
PREFIX = "secret-"


def lines_of(text: str) -> tuple[str, ...]:
    """The filled lines of a text, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def stage_name(stage: CaseStage) -> str:
    """A stage's name in the page's language."""
    return stage.name_en if page_language() == "en" and stage.name_en else stage.name_ja


def _say_what_is_missing(form: forms.Form) -> None:
    for field in form.fields.values():
        field.error_messages["required"] = _("Enter “%(label)s”.") % {"label": field.label}


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "min": "1990-01-01"})
    return forms.DateField(label=label, widget=widget, **more)


def _named(choices: Iterable[str]) -> list[tuple[str, Any]]:
    return [("", _("Not stated")), *((c, c) for c in choices)]


class FamilyForm(forms.Form):
    """What identifies the family. A browser is told not to remember it."""

    place_kind = forms.ChoiceField(label=_("Where it was noticed"), required=False)

    def __init__(self, head: CaseHead, *args: Any, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (*head.place_kinds, *([kept] if kept and kept not in head.place_kinds else []))
        self.fields["place_kind"].choices = _named(kinds)  # type: ignore[attr-defined]
        for code, label in head.identifying:
            attributes = {"autocomplete": "off"}
            is_long = code in LONG_FIELDS
            widget = forms.Textarea({**attributes, "rows": 3}) if is_long else forms.TextInput(attributes)
            self.fields[PREFIX + code] = forms.CharField(label=label, required=False, max_length=4000, widget=widget)
        _say_what_is_missing(self)

    def identifying(self) -> dict[str, str]:
        """What was typed, by field code."""
        return {n.removeprefix(PREFIX): t for n, t in self.cleaned_data.items() if n.startswith(PREFIX)}


class NewCaseForm(FamilyForm):
    """A new case: where it begins and when."""

    stage = forms.ChoiceField(label=_("Stage"), widget=forms.RadioSelect)
    reached_on = _day(_("Date"))

    field_order = ("stage", "reached_on", "place_kind")

    def __init__(self, head: CaseHead, *args: Any, **kwargs: Any) -> None:
        super().__init__(head, *args, **kwargs)
        beginnings = [s for s in head.table.stages if s.code in head.table.beginnings]
        self.fields["stage"].choices = [(s.code, stage_name(s)) for s in beginnings]  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """The next stage of a case."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    stage = forms.ChoiceField(label=_("Next stage"), widget=forms.RadioSelect)
    reached_on = _day(_("Date"))
    agency_kind = forms.ChoiceField(
        label=_("Kind of agency"), required=False, help_text=_("When the case was connected to an agency.")
    )

    def __init__(self, stages: Sequence[CaseStage], agencies: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(s.code, stage_name(s)) for s in stages]  # type: ignore[attr-defined]
        self.fields["agency_kind"].choices = _named(agencies)  # type: ignore[attr-defined]
        _say_what_is_missing(self)


class SetUpForm(forms.Form):
    """A register of cases: its name, whose it is, its lists, its names of stages and how long names are kept."""

    title = forms.CharField(label=_("Name of the register"), max_length=200)
    owner = forms.ChoiceField(label=_("Section in charge"), help_text=_("Only its members see the cases."))
    place_kinds = forms.CharField(
        label=_("Kinds of places"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("One a line.")
    )
    agency_kinds = forms.CharField(
        label=_("Kinds of agencies"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("One a line.")
    )
    retention_years = forms.IntegerField(
        label=_("Years until names are erased"),
        min_value=1,
        max_value=100,
        help_text=_("Counted from the end of a case. Dates and counts stay."),
    )

    def __init__(
        self,
        table: StageTable,
        *args: Any,
        posts: Sequence[tuple[str, str]] = (),
        is_new: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = posts  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["owner"]
        for stage in table.stages:
            label = _("Name of the stage “%(name)s”") % {"name": stage.name_ja}
            self.fields[f"stage-{stage.code}"] = forms.CharField(label=label, max_length=40, initial=stage.name_ja)
        _say_what_is_missing(self)

    def stage_names(self) -> dict[str, str]:
        """The stages' names, by code."""
        return {n.removeprefix("stage-"): t for n, t in self.cleaned_data.items() if n.startswith("stage-")}


class SearchForm(forms.Form):
    """Words of a name or an address. They are sent in the body, so that no address of a page holds them."""

    words = forms.CharField(
        label=_("Name, address or telephone"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_what_is_missing(self)


class PeriodForm(forms.Form):
    """Which cohort to look at or to close."""

    first = _day(_("Found from"))
    last = _day(_("Found until"))
    reason = forms.CharField(
        label=_("Reason for the correction"),
        required=False,
        max_length=300,
        help_text=_("The record that was closed before is kept, with this reason."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_what_is_missing(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last", _("The last day lies before the first. Correct one of them."))
        return cleaned
