"""What people type about verdicts, checked for its shape. What it means is asked of the core."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from hoshin.core.judging.choice import OwnCodeSet
from hoshin.core.judging.code_set_json import ratio_read
from hoshin.core.judging.code_sets import IMPROVEMENTS, CodeRule, CodeSet
from hoshin.core.judging.deciding import Entry
from hoshin.core.judging.words import LEVEL_NAMES, PERIOD_NAMES
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.server.ui.language import page_language

FACTS = [("", _("either")), ("yes", _("yes")), ("no", _("no"))]
TOLD = [("", _("Not yet stated")), ("yes", _("Done as planned")), ("no", _("Not done as planned"))]
FORMULAS = [("reached", _("By whether the target was reached")), ("ratio_to_target", _("By the ratio to target"))]
EXTRA_RULES = 2


def _name_what_is_missing(form: forms.Form) -> None:
    for field in form.fields.values():
        field.error_messages["required"] = _("Enter “%(label)s”.") % {"label": field.label}


def _said(code: str, found: str) -> str:
    return sentence(Problem(code, found=found[:40]), page_language())


def _fact(typed: str) -> bool | None:
    return {"yes": True, "no": False}.get(typed)


def _told(fact: bool | None) -> str:
    return "" if fact is None else "yes" if fact else "no"


def _named(table: Mapping[Any, tuple[str, str]]) -> list[tuple[str, Any]]:
    said = lazy(lambda words: words[0 if page_language() == "ja" else 1], str)
    return [(key, said(words)) for key, words in table.items()]


class DecimalTextField(forms.CharField):
    """A number as people type it, full width and grouped ones too; the value is exact, or None."""

    def clean(self, value: Any) -> Decimal | None:
        text = (
            str(super().clean(value) or "")
            .strip()
            .translate(str.maketrans("０１２３４５６７８９．，－", "0123456789.,-"))
        )
        if not text:
            return None
        try:
            number = Decimal(text.replace(",", ""))
        except InvalidOperation as wrong:
            raise forms.ValidationError(_said("expected_not_read", text)) from wrong
        if not number.is_finite() or abs(number) >= Decimal(10) ** 15 or number.as_tuple().exponent < -6:  # type: ignore[operator]
            raise forms.ValidationError(_said("expected_not_read", text))
        return number


class JudgementForm(forms.Form):
    """The section's part and the decider's part; whoever may do one alone sees that one alone."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    expected = DecimalTextField(
        label=_("Expected figure at the year’s end"),
        required=False,
        max_length=40,
        help_text=_("The number alone, in the unit of the target. It is what you expect, not evidence."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    done_as_planned = forms.ChoiceField(
        label=_("Was the work done as planned?"), required=False, choices=TOLD, widget=forms.RadioSelect
    )
    challenges = forms.CharField(
        label=_("Challenges"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    improvements = forms.CharField(
        label=_("Improvements"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    code = forms.ChoiceField(label=_("Evaluation code"), required=False)
    reason = forms.CharField(
        label=_("Reason, where it is not as proposed"),
        required=False,
        max_length=2000,
        help_text=_("It is published beside the code."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        may_enter: bool,
        may_decide: bool,
        asks_how_it_went: bool,
        is_mid_year: bool,
        codes: Iterable[CodeRule],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        dropped = set()
        if not may_enter:
            dropped |= {"expected", "done_as_planned", "challenges", "improvements"}
        if not may_decide or not codes:
            dropped |= {"code", "reason"}
        if not asks_how_it_went:
            dropped.add("done_as_planned")
        if not is_mid_year:
            dropped.add("expected")
        for name in dropped:
            del self.fields[name]
        if "code" in self.fields:
            legend = "legend_ja" if page_language() == "ja" else "legend_en"
            choices = [(r.code, f"{r.code} {getattr(r, legend) or r.legend_ja}") for r in codes]
            self.fields["code"].choices = [("", _("Not decided yet")), *choices]  # type: ignore[attr-defined]

    def entry(self) -> Entry:
        """What the section wrote."""
        given = self.cleaned_data
        told = _fact(given.get("done_as_planned") or "")
        return Entry(told, given.get("challenges") or "", given.get("improvements") or "")


class CodeSetForm(forms.Form):
    """What a set is for."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = forms.CharField(widget=forms.HiddenInput, max_length=60)
    level = forms.ChoiceField(label=_("What is judged"), choices=_named(LEVEL_NAMES))
    period = forms.ChoiceField(label=_("When"), choices=_named(PERIOD_NAMES))
    title_ja = forms.CharField(label=_("Name in Japanese"), max_length=100)
    title_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    formula = forms.ChoiceField(label=_("How the code follows"), choices=FORMULAS)
    first_year = forms.IntegerField(label=_("From fiscal year"), min_value=1990, max_value=2200)
    last_year = forms.IntegerField(
        label=_("To fiscal year"), min_value=1990, max_value=2200, required=False, help_text=_("Empty: it goes on.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_what_is_missing(self)


class RuleForm(forms.Form):
    """One code: its meaning and the facts that lead to it. A row without a code is left out."""

    code = forms.CharField(label=_("Code"), max_length=20, required=False)
    legend_ja = forms.CharField(label=_("Meaning in Japanese"), max_length=200, required=False)
    legend_en = forms.CharField(label=_("Meaning in English"), max_length=200, required=False)
    reached = forms.ChoiceField(label=_("Target reached"), choices=FACTS, required=False)
    done_as_planned = forms.ChoiceField(label=_("Done as planned"), choices=FACTS, required=False)
    retreat_fired = forms.ChoiceField(label=_("Withdrawal criterion met"), choices=FACTS, required=False)
    ratio_from = forms.CharField(label=_("Ratio from (%)"), max_length=12, required=False)
    demands = forms.BooleanField(label=_("Demands texts"), required=False)

    def clean_ratio_from(self) -> Decimal | None:
        typed = self.cleaned_data["ratio_from"].strip()
        if not typed:
            return None
        ratio = ratio_read(typed)
        if ratio is None:
            raise forms.ValidationError(_said("code_ratio_not_read", typed))
        return ratio

    def rule(self) -> CodeRule:
        """The row as a rule."""
        given = self.cleaned_data
        facts = {name: _fact(given[name]) for name in ("reached", "done_as_planned", "retreat_fired")}
        return CodeRule(
            code=given["code"].strip(),
            legend_ja=given["legend_ja"].strip(),
            legend_en=given["legend_en"].strip(),
            ratio_from=given["ratio_from"],
            requires=(IMPROVEMENTS,) if given["demands"] else (),
            **facts,
        )


RuleRows = forms.formset_factory(RuleForm, extra=EXTRA_RULES, max_num=30, absolute_max=30)


def rules_as_typed(code_set: CodeSet) -> list[dict[str, Any]]:
    """The rows with which a set is edited."""
    return [
        {
            "code": rule.code,
            "legend_ja": rule.legend_ja,
            "legend_en": rule.legend_en,
            "reached": _told(rule.reached),
            "done_as_planned": _told(rule.done_as_planned),
            "retreat_fired": _told(rule.retreat_fired),
            "ratio_from": "" if rule.ratio_from is None else f"{(rule.ratio_from * 100).normalize():f}",
            "demands": bool(rule.requires),
        }
        for rule in code_set.rules
    ]


def own_set(form: CodeSetForm, rows: Any) -> OwnCodeSet:
    """The set that a valid form and its rows describe."""
    given = form.cleaned_data
    rules = tuple(row.rule() for row in rows if row.cleaned_data.get("code", "").strip())
    code_set = CodeSet(
        name=given["name"],
        title_ja=given["title_ja"],
        title_en=given["title_en"],
        rules=rules,
        formula=given["formula"],
        years=(given["first_year"], given["last_year"]),
    )
    return OwnCodeSet(given["level"], given["period"], code_set)
