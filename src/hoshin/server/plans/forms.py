"""What a planner types, checked for its shape. What it means is asked of the core by queries and actions."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoshin.exchange.assembly.budgets import budget_of

MOST_ROWS = 150
"""As many indicators as one form takes; the same number stands in paste-grid.js."""
SPARE_ROWS = 2
ROWS = "indicators"
"""How the names of the table's fields begin."""
BUDGET_KINDS = [
    ("", _("Not stated")),
    ("amount", _("An amount of its own")),
    ("included_in", _("Included in another initiative")),
    ("none", _("No budget")),
]


def _line(label: Any, *, required: bool = False, maximum: int = 300, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=maximum, **more)


def _title() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 1, "class": "one-line"})
    return forms.CharField(label=_("Title"), required=False, max_length=500, strip=False, widget=widget)


def _text(label: Any, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=False, strip=False, widget=widget, **more)


def say_what_is_missing(form: forms.Form) -> None:
    """Let each required field ask for itself by name."""
    for field in form.fields.values():
        field.error_messages["required"] = _("Enter “%(label)s”.") % {"label": field.label}


class ItemForm(forms.Form):
    """The texts of an item, named as the plan's fields are. `version` is the one that the form was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = _line(
        _("Reason for the change"),
        help_text=_("Shown in the public record of revisions. Needed once the plan has been published."),
    )

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
        say_what_is_missing(self)

    @property
    def texts(self) -> list[forms.BoundField]:
        """The fields that hold the item's running texts."""
        apart = {"version", "reason", "block", "activities", "budget_kind", "budget_amount", "budget_included_in"}
        return [self[name] for name in self.fields if name not in apart]

    def typed(self) -> dict[str, str]:
        """Each field of the plan with its text as typed."""
        apart = {"version", "reason", "block"}
        return {name: text for name, text in self.cleaned_data.items() if name not in apart}


class PlanForm(ItemForm):
    title = _title()
    edition = _line(
        _("Edition"), maximum=50, help_text=_("What the document calls itself, such as a draft or a final edition.")
    )
    goal = _text(_("Goal"))
    mission = _text(_("Mission"))
    approach = _text(_("Basic approach"))


class IssueForm(ItemForm):
    code = _line(_("Number"), maximum=20)
    title = _title()
    future_vision = _text(_("Future vision"))
    current_state = _text(_("Present state and data"))
    cause_analysis = _text(_("Analysis of causes"))
    challenge = _text(_("Challenge"))


class IndicatorHolderForm(ItemForm):
    """An item with indicators: a block from Excel may be pasted as text."""

    block = forms.CharField(
        label=_("Block copied from Excel"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Columns: mark, what is measured, target phrase. With two columns: what is measured, target phrase."
        ),
    )


class OutcomeForm(IndicatorHolderForm):
    code = _line(_("Number"), maximum=20)
    title = _title()
    current_state = _text(_("Present state and data"))
    challenge = _text(_("Challenge"))
    goal_state = _text(_("Wanted state"))
    strategy = _text(_("Strategy"))


class InitiativeForm(IndicatorHolderForm):
    code = _line(_("Number"), maximum=20)
    title = _title()
    past_results = _text(_("Results up to last year"))
    activities = forms.CharField(
        label=_("Lines of what is done"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One line each. Begin a line with a space to place it under the line before."),
    )
    budget_kind = forms.ChoiceField(
        label=_("Kind of budget"), required=False, widget=forms.RadioSelect, choices=BUDGET_KINDS
    )
    budget_amount = _line(
        _("Amount"), maximum=60, help_text=_("As printed, for example 1,234千円. A bare number means thousand yen.")
    )
    budget_included_in = _line(_("Number of the other initiative"), maximum=20, help_text=_("For example 4-2-1."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("budget_kind")
        if kind == "amount" and not cleaned.get("budget_amount"):
            self.add_error("budget_amount", _("Enter the amount, or choose another kind of budget."))
        if kind == "included_in" and not cleaned.get("budget_included_in"):
            self.add_error("budget_included_in", _("Enter the number of the initiative whose amount holds this one."))
        return cleaned

    def typed(self) -> dict[str, str]:
        texts = super().typed()
        kind, amount = texts.pop("budget_kind"), texts.pop("budget_amount")
        code = texts.pop("budget_included_in")
        return {**texts, "budget": budget_text(kind, amount, code)}


FORMS: Mapping[str, type[ItemForm]] = {
    "plan": PlanForm,
    "issue": IssueForm,
    "outcome": OutcomeForm,
    "initiative": InitiativeForm,
}


def budget_text(kind: str, amount: str, code: str) -> str:
    """The budget cell as a plan prints it.

    >>> budget_text("amount", "１,２３４", ""), budget_text("included_in", "", "4-2-1"), budget_text("none", "", "")
    ('１,２３４千円', '4-2-1を含む', '－')
    """
    if kind == "amount":
        amount = amount.strip()
        return f"{amount}千円" if re.fullmatch(r"[\d,，.．]+", amount) else amount
    return {"included_in": f"{code.strip()}を含む", "none": "－"}.get(kind, "")


def same_budget(one: str, other: str) -> bool:
    """Whether two budget cells say the same: 「一 円」 and 「－」 do."""
    read = [budget_of(text) if text else None for text in (one, other)]
    if read[0] is None or read[1] is None:
        return one == other
    first, second = ((b.kind, b.amount_yen, b.included_in) for b in read if b)
    return first == second


def budget_fields(kind: str | None, printed: str, code: str | None) -> dict[str, str]:
    """A stored budget cell as the form shows it; one that nobody understands yet is shown as it stands."""
    return {
        "budget_kind": "amount" if kind == "unread" else kind or "",
        "budget_amount": printed if kind in ("amount", "unread") else "",
        "budget_included_in": code or "",
    }


class IndicatorRow(forms.Form):
    """One row of the table of indicators. A row that is emptied is taken out of the plan."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(label=_("Mark"), required=False, max_length=20)
    measure = forms.CharField(label=_("What is measured"), required=False, widget=forms.Textarea(attrs={"rows": 1}))
    target = forms.CharField(label=_("Target phrase"), required=False, widget=forms.Textarea(attrs={"rows": 1}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("target") or cleaned.get("label")) and not cleaned.get("measure"):
            self.add_error("measure", _("Write what is measured; a target alone says nothing."))
        return cleaned

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in the row."""
        return not any(self.cleaned_data.get(name) for name in ("label", "measure", "target"))


IndicatorRows = forms.formset_factory(
    IndicatorRow, extra=SPARE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


def rows_typed(data: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of a table as they were sent, whatever they hold, so that nothing typed is lost on the way back."""
    count = data.get(f"{ROWS}-TOTAL_FORMS", "0")
    number = min(int(count), MOST_ROWS) if count.isascii() and count.isdigit() else 0
    names = ("id", "version", "label", "measure", "target")
    return [{name: data.get(f"{ROWS}-{n}-{name}", "") for name in names} for n in range(number)]


def table_of(rows: Iterable[Mapping[str, Any]], *, spare: int = SPARE_ROWS) -> Any:
    """A table with these rows and some empty ones below."""
    rows = [dict(row) for row in rows][:MOST_ROWS]
    table = IndicatorRows(prefix=ROWS, initial=rows)
    table.extra = spare
    return table


class AddForm(forms.Form):
    """A new item under another."""

    level = forms.ChoiceField(choices=[(level, level) for level in ("issue", "outcome", "initiative")])
    parent = forms.CharField(required=False)
    code = forms.CharField(label=_("Number"), required=False, max_length=20)
    title = forms.CharField(label=_("Title"), max_length=300)


class UploadForm(forms.Form):
    """A document, and what it may leave unsaid: whose plan it is and of which year."""

    document = forms.FileField(
        label=_("Plan document"),
        help_text=_("Text, Markdown, Excel (xlsx), PowerPoint (pptx), Word (docx), PDF, or a plan document in JSON."),
    )
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    fiscal_year = forms.IntegerField(
        label=_("Fiscal year"),
        required=False,
        min_value=1868,
        max_value=2200,
        help_text=_("Only when the document does not say it. Western year, for example 2026."),
    )

    def __init__(self, *args: Any, organisations: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("As the document says")), *organisations]
        say_what_is_missing(self)


class StoreForm(forms.Form):
    reason = _line(_("Reason for the change"))

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
        say_what_is_missing(self)
