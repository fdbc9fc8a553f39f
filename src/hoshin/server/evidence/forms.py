"""What staff type about evidence, checked for its shape. What it means is asked of the core by actions."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoshin.core.measurement.record import MeasuredPeriod

REASONS = [("not_measured", _("It was not measured")), ("not_published_yet", _("It has not been published yet"))]


def _name_what_is_missing(form: forms.Form) -> None:
    for field in form.fields.values():
        field.error_messages["required"] = _("Enter “%(label)s”.") % {"label": field.label}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _text(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class RecipeField(forms.CharField):
    """A recipe as JSON text; the value is the object that it holds."""

    default_error_messages = {"recipe": _("This is no recipe. Write a JSON object that names a method.")}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            recipe = json.loads(text)
        except ValueError as wrong:
            raise forms.ValidationError(self.error_messages["recipe"], code="recipe") from wrong
        if not isinstance(recipe, dict):
            raise forms.ValidationError(self.error_messages["recipe"], code="recipe")
        return recipe


class AttachForm(forms.Form):
    """Which indicator, by which recipe, and why if the population is another one."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    choice = forms.ChoiceField(label=_("What is computed"), required=False)
    recipe = RecipeField(
        label=_("Recipe"),
        required=False,
        help_text=_("For specialists: the method and its parameters as JSON, when no choice above fits."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    base_words = forms.CharField(
        label=_("The base in words"), required=False, max_length=300, help_text=_("What the figure is a share of.")
    )
    wording = _text(
        _("Question or definition"),
        required=False,
        max_length=2000,
        help_text=_("The question as it was asked, or how the thing is counted. A change cuts the line between years."),
    )
    override_reason = _text(
        _("Why this source is used although it speaks of other people"),
        required=False,
        max_length=1000,
        help_text=_(
            "Only when the site says that the populations differ. The figure will be marked, and the reason shown."
        ),
    )

    remeasure_reason = _text(
        _("Why closed periods are to be measured anew"),
        required=False,
        max_length=1000,
        help_text=_("Only when the former recipe was wrong. Without a reason, figures stay as they were measured."),
    )

    def __init__(self, *args: Any, indicators: Iterable[Any], choices: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recipes = choices
        self.fields["indicator"].choices = [("", "—"), *indicators]  # type: ignore[attr-defined]
        self.fields["choice"].choices = [("", "—"), *((label, label) for label in choices)]  # type: ignore[attr-defined]
        if not choices:
            del self.fields["choice"]
        _name_what_is_missing(self)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = self.recipes.get(given.get("choice") or "") or given.get("recipe")
        if chosen is None and "recipe" not in self.errors:
            self.add_error("choice" if "choice" in self.fields else "recipe", _("Say what is computed."))
        given["chosen_recipe"] = chosen
        return given


class NotMeasuredForm(forms.Form):
    """For which year, why, and when the next figure is expected."""

    fiscal_year = forms.IntegerField(label=_("Fiscal year"), min_value=1990, max_value=2200)
    reason = forms.ChoiceField(label=_("State"), choices=REASONS)
    note = _text(_("Reason"), max_length=1000, help_text=_("Shown to everyone once the plan is published."))
    next_on = _day(_("When the next figure is expected"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_what_is_missing(self)

    def period(self) -> MeasuredPeriod:
        """The fiscal year as a period."""
        year = self.cleaned_data["fiscal_year"]
        return MeasuredPeriod(date(year, 4, 1), date(year + 1, 3, 31), year)


class SourceForm(forms.Form):
    """The words of a source, whose it is, and when its next figure is due."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Name of the source"), max_length=200)
    population_words = forms.CharField(label=_("Of whom or what, in words"), required=False, max_length=300)
    instrument = forms.CharField(label=_("Instrument"), required=False, max_length=300)
    owner = forms.TypedChoiceField(
        label=_("Section in charge"), required=False, coerce=int, empty_value=None, choices=()
    )
    next_due = _day(_("When the next figure is due"), required=False)

    def __init__(self, *args: Any, posts: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "—"), *posts]  # type: ignore[attr-defined]
        _name_what_is_missing(self)
