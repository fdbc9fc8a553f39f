"""What a person types about series, checked for its shape. What it means is asked of the core."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoshin.core.plan.organisation_code import is_organisation_code
from hoshin.core.series.definition import SeriesDefinition
from hoshin.core.text import even

CYCLES = [
    ("calendar_year", _("Calendar year (January to December)")),
    ("fiscal_year", _("Fiscal year (April to March)")),
    ("month", _("Month")),
]
AGGREGATIONS = [
    ("sum", _("Add the months up (cases, persons counted once)")),
    ("last", _("The last month stands for the year (residents, members)")),
    ("none", _("Months make no year (shares, averages)")),
]
MONTHS_MAKE = [("fiscal", _("Fiscal years")), ("calendar", _("Calendar years"))]
STATES = [("final", _("Final")), ("provisional", _("Provisional"))]
DASHES = [
    ("", _("There is none in the table")),
    ("zero", _("Nought")),
    ("not_applicable", _("Not applicable, so no figure")),
]
TAKES = [
    ("value", _("The figure of the year")),
    ("change", _("The change against the year before")),
    ("change_percent", _("The change against the year before, in percent")),
]
POPULATIONS = [
    ("events", _("Events (cases, times)")),
    ("residents", _("Residents")),
    ("households", _("Households")),
    ("organisations", _("Organisations")),
    ("schools", _("Schools")),
    ("pupils", _("Pupils and learners")),
    ("other", _("Others")),
]
ENCODINGS = [
    ("", _("Tell it from the file")),
    ("utf-8", "UTF-8"),
    ("cp932", "Shift_JIS (cp932)"),
    ("euc_jp", "EUC-JP"),
    ("utf-16-le", "UTF-16"),
]


def _line(label: Any, *, required: bool = True, maximum: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=maximum, **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class _Form(forms.Form):
    """Each required field asks for itself by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Enter “%(label)s”.") % {"label": field.label}


class DefinitionForm(_Form):
    title = _line(_("Name of the series"), help_text=_("For example: recognised cases of special fraud"))
    counted = _line(_("What is counted"), help_text=_("As its publisher defines it."))
    counted_by = _line(_("Who counts and publishes it"), help_text=_("For example: the prefectural police"))
    unit = _line(_("Unit"), maximum=20, help_text=_("For example 件 or %"))
    source = _line(_("Where it is published"), required=False, maximum=500)
    whole = _line(
        _("Name of the whole area"),
        required=False,
        maximum=100,
        help_text=_("Rows of this name, and totals, are the figure of the whole."),
    )
    cycle = forms.ChoiceField(label=_("How often it is published"), choices=CYCLES, widget=forms.RadioSelect)
    aggregation = forms.ChoiceField(
        label=_("How months make a year"), choices=AGGREGATIONS, widget=forms.RadioSelect, initial="sum"
    )
    months_make = forms.ChoiceField(
        label=_("Which years months make"), choices=MONTHS_MAKE, widget=forms.RadioSelect, initial="fiscal"
    )
    areas_add = forms.BooleanField(label=_("The areas add up to the whole"), required=False, initial=True)
    lag = forms.TypedChoiceField(
        label=_("Which year judges a plan"),
        choices=[(0, _("The plan’s own year")), (1, _("The year before, since it is published late"))],
        coerce=int,
        initial=0,
    )
    population = forms.ChoiceField(label=_("Whom or what it counts"), choices=POPULATIONS, initial="events")
    note = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(owners)
        if choices:
            self.fields["owner"] = forms.ChoiceField(label=_("Section in charge"), choices=choices)
            self.order_fields(["title", "owner"])

    def definition(self) -> SeriesDefinition:
        """The definition as typed."""
        return SeriesDefinition(**{name: self.cleaned_data[name] for name in _DEFINITION})


_DEFINITION = list(SeriesDefinition.__dataclass_fields__)


class _PublishedForm(_Form):
    published_on = _day(_("Published on"), help_text=_("The day printed on the publication."))
    state = forms.ChoiceField(label=_("State"), choices=STATES, widget=forms.RadioSelect, initial="final")


class TableForm(_PublishedForm):
    text = forms.CharField(
        label=_("Table copied from Excel or a page"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off"}),
        help_text=_("With its headings. Years across or down, months across, or columns year, area, value."),
    )
    file = forms.FileField(label=_("Or a file (CSV, xlsx)"), required=False)
    dash = forms.ChoiceField(
        label=_("What “-” stands for in the table"), choices=DASHES, required=False, help_text=_("See its legend.")
    )
    encoding = forms.ChoiceField(label=_("Characters of the CSV file"), choices=ENCODINGS, required=False)
    sheet = _line(_("Sheet of the Excel file"), required=False, help_text=_("Empty: the only one."))
    accepted = forms.BooleanField(
        label=_("I have seen that a printed total differs; take the figures as they are"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["text", "file", "accepted", "published_on", "state", "dash"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("text") or "").strip() and not cleaned.get("file"):
            self.add_error("text", _("Paste a table or choose a file."))
        if (cleaned.get("text") or "").strip() and cleaned.get("file"):
            self.add_error("file", _("Use either the paste or the file, not both."))
        return cleaned


class FigureForm(_PublishedForm):
    period = _line(_("Year or month"), maximum=40, help_text=_("For example 2025, 令和7年, 2025年4月"))
    area = _line(_("Area"), required=False, maximum=100, help_text=_("Empty: the whole."))
    value = _line(_("Figure"), maximum=60, help_text=_("As published, for example 1,234 or x."))
    dash = forms.ChoiceField(label=_("What “-” stands for"), choices=DASHES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["period", "area", "value", "published_on", "state", "dash"])


class CrimeForm(_PublishedForm):
    file = forms.FileField(label=_("CSV file of the police"), help_text=_("One file a kind of theft and year."))
    year = forms.IntegerField(
        label=_("Year of the file"),
        min_value=1990,
        max_value=2200,
        required=False,
        help_text=_("Empty: taken from the file’s name. Every case in it was recognised in this year."),
    )
    code = _line(_("Municipality code"), maximum=6, help_text=_("Five digits, or six with the check digit."))
    methods = _line(
        _("Kinds of theft to count"), required=False, help_text=_("Separated by 、. Empty: all that the file holds.")
    )
    by_town = forms.BooleanField(label=_("Also count each town"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["file", "year", "code", "methods", "by_town", "published_on", "state"])

    def clean_code(self) -> str:
        plain = even(self.cleaned_data["code"]).text.strip()
        well = plain.isascii() and plain.isdecimal() and 1 <= int(plain[:2] or 0) <= 47
        if not well or not (len(plain) == 5 or is_organisation_code(plain)):
            raise forms.ValidationError(
                _("This is no municipality code. Enter five digits, or six with the check digit.")
            )
        return plain[:5]

    def chosen_methods(self) -> frozenset[str]:
        """The kinds of theft that were named."""
        text = self.cleaned_data["methods"].replace(",", "、").replace("，", "、")
        return frozenset(word.strip() for word in text.split("、") if word.strip())


class ReasonForm(_Form):
    reason = _line(_("Reason"), maximum=300)


class CloseForm(_Form):
    year = forms.TypedChoiceField(label=_("Year to close"), coerce=int)
    reason = _line(_("Reason for the correction"), required=False, maximum=300)

    def __init__(self, *args: Any, years: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = list(years)


class ConfirmForm(_Form):
    published_on = _day(_("Published on"))
    period = forms.MultipleChoiceField(label=_("Periods that became final"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, periods: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = list(periods)


class AttachForm(_Form):
    indicator = forms.ChoiceField(label=_("Indicator"))
    takes = forms.ChoiceField(label=_("What is taken"), choices=TAKES, widget=forms.RadioSelect, initial="value")
    areas = forms.MultipleChoiceField(
        label=_("Areas"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None: the whole.")
    )
    override_reason = _line(
        _("Why it may measure another population"),
        required=False,
        maximum=300,
        help_text=_("Only when the indicator speaks of other people than the series counts."),
    )

    def __init__(
        self, *args: Any, indicators: Iterable[Any] = (), areas: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = list(indicators)
        choices = list(areas)
        if choices:
            self.fields["areas"].choices = choices
        else:
            del self.fields["areas"]
