"""What people type about surveys, checked for its shape. What it means is asked of the core by actions."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SAMPLING_CHOICES = [
    ("stratified", _("Stratified random sample")),
    ("simple", _("Simple random sample")),
    ("census", _("Everyone of the group is asked")),
    ("monitor", _("Registered monitors")),
    ("open", _("Open to whoever wants to answer")),
]
KIND_CHOICES = [
    ("single", _("One of several answers")),
    ("scale", _("A scale (one point of several in order)")),
    ("multiple", _("Several answers")),
    ("number", _("A number")),
    ("text", _("Free words")),
]
WEIGHTING_CHOICES = [
    ("none", _("No adjustment")),
    ("rake", _("Match each column by itself (raking)")),
    ("poststratify", _("Match all columns together (post-stratification)")),
]
ALLOCATION_CHOICES = [
    ("proportional", _("In proportion to the population")),
    ("equal", _("The same number from each stratum")),
    ("given", _("As I type them in the table")),
]
ENCODINGS = [
    ("", _("Recognise it")),
    ("utf-8", "UTF-8"),
    ("cp932", "Shift_JIS (cp932)"),
    ("utf-16-le", "UTF-16"),
    ("euc_jp", "EUC-JP"),
]


def _line(label: Any, *, required: bool = False, maximum: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=maximum, **more)


def _text(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, max_length=20_000, **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **more)


def say_what_is_missing(form: forms.Form) -> None:
    """Let each required field ask for itself by name."""
    for field in form.fields.values():
        field.error_messages["required"] = _("Enter “%(label)s”.") % {"label": field.label}


class SurveyForm(forms.Form):
    """What a survey is, whom it asks and when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = _line(_("Title of the survey"), required=True)
    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    fiscal_year = forms.IntegerField(
        label=_("Fiscal year"), help_text=_("Western year, for example 2026. The plan of this year gets the figures.")
    )
    owner = forms.TypedChoiceField(label=_("Section in charge"), required=False, coerce=int, empty_value=None)
    population = forms.ChoiceField(label=_("Who is spoken of"))
    population_words = _line(
        _("The population in words"),
        maximum=300,
        help_text=_("For example: residents of the ward aged 18 and over, on 1 October 2026."),
    )
    sampling = forms.ChoiceField(label=_("How people are chosen"), choices=SAMPLING_CHOICES, widget=forms.RadioSelect)
    first = _day(_("First day for answers"))
    last = _day(_("Last day for answers"))
    previous = forms.TypedChoiceField(
        label=_("Last year’s survey"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Its wording stands beside this year’s, and the line of figures goes on."),
    )
    answer_site = forms.URLField(
        label=_("Address of the answering site"),
        required=False,
        assume_scheme="https",
        help_text=_("Only when people answer at another address than this one. It is printed on the questionnaire."),
    )
    retain_until = _day(_("Answers of single people are kept until"))
    notes = _text(_("Notes"))

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[tuple[int, str]] = (),
        posts: Iterable[tuple[int, str]] = (),
        populations: Iterable[tuple[str, str]] = (),
        earlier: Iterable[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = list(organisations)
        self.fields["owner"].choices = [("", _("None in particular")), *posts]
        self.fields["population"].choices = list(populations)
        self.fields["previous"].choices = [("", _("None")), *earlier]
        say_what_is_missing(self)


class TableForm(forms.Form):
    """A table pasted from Excel, or in a file."""

    block = _text(
        _("Table copied from Excel"), rows=8, help_text=_("The first row holds the headings. CSV text is fine, too.")
    )
    file = forms.FileField(label=_("Or a file (CSV or xlsx)"), required=False)
    encoding = forms.ChoiceField(label=_("Encoding of the file"), choices=ENCODINGS, required=False)
    sheet = _line(_("Name of the sheet"), help_text=_("Only when the workbook has several."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("block") or "").strip() and not cleaned.get("file"):
            self.add_error("block", _("Paste a table or choose a file."))
        return cleaned


class ListForm(forms.Form):
    """The list that is drawn from. It is read in memory and forgotten."""

    file = forms.FileField(
        label=_("The list (CSV or xlsx)"),
        help_text=_("Names and addresses are never stored. They come back in the mailing file, and only there."),
    )
    encoding = forms.ChoiceField(label=_("Encoding of the file"), choices=ENCODINGS, required=False)
    sheet = _line(_("Name of the sheet"), help_text=_("Only when the workbook has several."))
    key = _line(
        _("Heading of the number"),
        help_text=_("The column that tells people apart, such as a resident’s number. Empty: the whole line is taken."),
    )
    seed = _line(
        _("Seed of the draw"),
        required=True,
        help_text=_("Words or a number fixed before the list is opened. With it anybody can draw again."),
    )
    with_sheets = forms.BooleanField(
        label=_("Also make the printed questionnaires (PDF) with each person’s code"), required=False
    )

    def __init__(self, *args: Any, columns: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, column in enumerate(columns):
            label = _("Heading of the column for “%(column)s”") % {"column": column}
            self.fields[f"column-{number}"] = _line(label, required=False)
        self.columns = tuple(columns)
        say_what_is_missing(self)

    @property
    def column_fields(self) -> list[forms.BoundField]:
        """The fields that name a heading for each column."""
        return [self[f"column-{number}"] for number in range(len(self.columns))]

    def mapping(self) -> dict[str, str]:
        """For each column of the population the heading that was typed, empty where none was."""
        return {c: self.cleaned_data.get(f"column-{n}", "").strip() for n, c in enumerate(self.columns)}


class TextsForm(forms.Form):
    """The texts around the questions."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = _line(_("Title that people read"), required=True)
    preface = _text(_("Words before the questions"), help_text=_("Why you ask, how long it takes, what happens then."))
    thanks = _text(_("Words after the questions"))
    minutes = forms.IntegerField(label=_("Minutes that it may take"), min_value=1, max_value=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)


class QuestionForm(forms.Form):
    """One question. Its options are written one a line; routes and counts have fields of their own below."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("How it is answered"), choices=KIND_CHOICES, widget=forms.RadioSelect)
    words = _text(_("The question"), rows=2)
    help = _text(_("Explanation below it"), rows=2)
    code = _line(
        _("Code"),
        maximum=40,
        help_text=_("The same as last year for the same question, so that the years can be compared."),
    )
    options = _text(
        _("Options, one a line"),
        rows=6,
        help_text=_("For one, several or a scale. A number in front becomes its code: “1 Yes”."),
    )
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    is_attribute = forms.BooleanField(label=_("Tells who answers (sex, age, area)"), required=False)
    most = forms.IntegerField(label=_("At most so many (several answers)"), required=False, min_value=1)
    smallest = forms.FloatField(label=_("Smallest number"), required=False)
    largest = forms.FloatField(label=_("Largest number"), required=False)
    unit = _line(_("Unit of the number"), maximum=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = True
        say_what_is_missing(self)
