"""How a figure was computed (for everyone who may read the plan), a snapshot (for staff), and what was not measured."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hoshin.core.measurement.permissions import check_can_state_not_measured
from hoshin.server.accounts.access import public, staff
from hoshin.server.evidence import actions
from hoshin.server.evidence.forms import NotMeasuredForm
from hoshin.server.evidence.queries import EvidenceError, indicators_of_plan, measurements_of
from hoshin.server.evidence.queries.snapshots import computed_page, snapshot_page
from hoshin.server.evidence.verifying import CheckedSnapshot, verify
from hoshin.server.evidence.views.frame import add_problems, hides_what_is_not_yours, viewer_of
from hoshin.server.plans.views.frame import address_of, of_a_plan, title_of


@public
@hides_what_is_not_yours
def measurement(request: HttpRequest, measurement: int) -> HttpResponse:
    page = computed_page(measurement, viewer_of(request))
    shown = {
        "page": page,
        "found": page,
        "year": page.year,
        "address": address_of(page.header),
        "title": title_of(page.header),
        "section": "plans",
    }
    return render(request, "evidence/measurement.html", shown)


@staff
@hides_what_is_not_yours
def snapshot(request: HttpRequest, name: str) -> HttpResponse:
    page = snapshot_page(name, viewer_of(request))
    checked: CheckedSnapshot | None = None
    if request.method == "POST":
        checked = next(iter(verify((name,), viewer_of(request))))
    shown = {"page": page, "checked": checked, "section": "evidence"}
    return render(request, "evidence/snapshot.html", shown)


@staff
@of_a_plan
@hides_what_is_not_yours
def not_measured(request: HttpRequest, plan: int, item: str) -> HttpResponse:
    viewer, today = viewer_of(request), timezone.localdate()
    found = indicators_of_plan(plan, viewer)
    chosen = found.find(item)
    if chosen is None:
        raise Http404(item)
    check_can_state_not_measured(viewer, chosen.standing)
    address = address_of(found.header)
    form = NotMeasuredForm(
        request.POST if request.method == "POST" else None, initial={"fiscal_year": found.header.fiscal_year}
    )
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdraw(request, plan, item, address)
    if request.method == "POST" and form.is_valid():
        try:
            actions.state_not_measured(
                plan=plan,
                indicator=item,
                period=form.period(),
                reason=form.cleaned_data["reason"],
                note=form.cleaned_data["note"],
                next_on=form.cleaned_data["next_on"],
                by=viewer,
                on=today,
            )
        except EvidenceError as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("It is on record that the year was not measured."))
            return redirect("plans:indicator", address, item)
    evidence = measurements_of(plan, item, viewer, on=today)
    shown: dict[str, Any] = {
        "form": form,
        "indicator": chosen,
        "address": address,
        "title": title_of(found.header),
        "absences": evidence.absences if evidence else (),
        "section": "evidence",
    }
    return render(request, "evidence/not_measured.html", shown, status=422 if form.errors else 200)


def _withdraw(request: HttpRequest, plan: int, item: str, address: str) -> HttpResponse:
    evidence = measurements_of(plan, item, viewer_of(request), on=timezone.localdate())
    known = {str(a.id): a.id for a in (evidence.absences if evidence else ())}
    chosen = known.get(str(request.POST["withdraw"]))
    if chosen is None:
        raise Http404(item)
    actions.withdraw_not_measured(statement=chosen, by=viewer_of(request), on=timezone.localdate())
    messages.success(request, _("The statement was taken back."))
    return redirect("plans:indicator", address, item)
