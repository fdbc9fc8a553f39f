"""Code sets: what is in use, with its legend, and the form with which an administrator changes one after a preview."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hoshin.core.judging.choice import LEVELS
from hoshin.core.judging.code_set_json import faults_of
from hoshin.core.judging.code_sets import PRESETS, CodeSet
from hoshin.core.judging.permissions import can_see_code_sets, check_can_edit_code_sets, check_can_see_code_sets
from hoshin.core.periods import fiscal_year_of
from hoshin.server.accounts.access import staff
from hoshin.server.accounts.queries import OrganisationName, organisations
from hoshin.server.judging import actions
from hoshin.server.judging.errors import JudgingError
from hoshin.server.judging.forms import CodeSetForm, RuleRows, own_set, rules_as_typed
from hoshin.server.judging.queries import code_sets_of, preview_code_set
from hoshin.server.judging.queries.code_sets import CodeSetEntry, code_set_entry
from hoshin.server.judging.views.frame import add_problems, hides_what_is_not_yours
from hoshin.server.plans.views.frame import viewer_of
from hoshin.server.ui.language import page_language

RULES = "rules"


@staff
def home(request: HttpRequest) -> HttpResponse:
    """The sets of the only organisation that one works in, else a choice of organisations."""
    viewer = viewer_of(request)
    mine = [o for o in organisations() if can_see_code_sets(viewer, o.id)]
    if len(mine) == 1:
        return redirect("judging:code_sets_of", mine[0].id)
    named = [(o.id, o.name(page_language())) for o in mine]
    return render(request, "judging/organisations.html", {"organisations": named, "section": "desk"})


@staff
@hides_what_is_not_yours
def organisation(request: HttpRequest, organisation: int) -> HttpResponse:
    viewer = viewer_of(request)
    check_can_see_code_sets(viewer, organisation)
    owner = _named(organisation)
    typed = request.GET.get("year", "")
    is_year = typed.isascii() and typed.isdigit() and len(typed) == 4
    year = int(typed) if is_year else fiscal_year_of(timezone.localdate())
    shown = {
        "page": code_sets_of(organisation, viewer, year),
        "organisation": organisation,
        "organisation_name": owner.name(page_language()),
        "presets": PRESETS.values(),
        "year": year,
        "section": "desk",
    }
    return render(request, "judging/code_sets.html", shown)


def _named(organisation: int) -> OrganisationName:
    found = next((o for o in organisations() if o.id == organisation), None)
    if found is None:
        raise Http404(str(organisation))
    return found


@staff
@hides_what_is_not_yours
def edit(request: HttpRequest, organisation: int, code_set: int | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    check_can_edit_code_sets(viewer, organisation)
    owner = _named(organisation)
    stored = code_set_entry(organisation, code_set, viewer) if code_set else None
    sent = request.POST if request.method == "POST" else None
    start = stored.own.code_set if stored else _preset(request)
    form = CodeSetForm(sent, initial=_head(request, stored, start))
    rows = RuleRows(sent, initial=rules_as_typed(start), prefix=RULES)
    shown: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "organisation": organisation,
        "organisation_name": owner.name(page_language()),
        "code_set": code_set,
        "section": "desk",
    }
    if sent is not None and form.is_valid() & rows.is_valid():
        own = own_set(form, rows)
        faults = faults_of(own.code_set)
        if faults:
            add_problems(form, faults)
        elif "save" not in sent:
            changes, looked_at = preview_code_set(organisation, own, viewer, instead_of=code_set)
            shown |= {"previewed": True, "changes": changes, "looked_at": looked_at}
        else:
            try:
                actions.edit_code_set(
                    organisation=organisation,
                    own=own,
                    by=viewer,
                    at=timezone.now(),
                    code_set=code_set,
                    version=form.cleaned_data["version"],
                )
            except JudgingError as refused:
                add_problems(form, refused.problems)
            except actions.CodeSetChangedError as changed:
                shown["conflict"] = changed.theirs
                form.data = {**form.data.dict(), "version": str(changed.theirs.version)}  # type: ignore[attr-defined,assignment]
            else:
                messages.success(request, _("The code set is stored."))
                return redirect("judging:code_sets_of", organisation)
    faulty = bool(form.errors or any(rows.errors))
    return render(
        request, "judging/code_set.html", shown, status=409 if "conflict" in shown else 422 if faulty else 200
    )


def _preset(request: HttpRequest) -> CodeSet:
    found = PRESETS.get(request.GET.get("from", "process-fy2012"))
    if found is None:
        raise Http404(request.GET.get("from", ""))
    return found


def _head(request: HttpRequest, stored: CodeSetEntry | None, start: CodeSet) -> dict[str, Any]:
    head = {"name": start.name, "title_ja": start.title_ja, "title_en": start.title_en, "formula": start.formula}
    if stored is None:
        level = next((name for name in LEVELS if start.name.startswith(name)), "process")
        period = "mid_year" if start.name.endswith("mid-year") else "year_end"
        year = fiscal_year_of(timezone.localdate())
        return {**head, "version": 0, "level": level, "period": period, "first_year": year, "last_year": None}
    first, last = start.years
    own = stored.own
    return {
        **head,
        "version": stored.version,
        "level": own.level,
        "period": own.period,
        "first_year": first,
        "last_year": last,
    }
