"""The list of registers, a register's page, and an entry's page with its history."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.periods import fiscal_year_of
from hoshin.server.accounts.access import staff
from hoshin.server.registers.forms import ReasonForm, SoughtForm
from hoshin.server.registers.queries.entries import Sought, entry_page, found_entries
from hoshin.server.registers.queries.pages import (
    RegisterHead,
    counts_of,
    places_to_define,
    register_number_of,
    registers_for,
)
from hoshin.server.registers.queries.standing import NoSuchRegisterError
from hoshin.server.registers.views.frame import frame, of_a_register, today, viewer_of, years_until
from hoshin.server.ui.language import page_language


@staff
@require_safe
def register_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    year = fiscal_year_of(today())
    shown = {
        "registers": registers_for(viewer, year),
        "year": year,
        "may_define": bool(places_to_define(viewer)),
        "language": page_language(),
        "section": "evidence",
    }
    return render(request, "registers/list.html", shown)


@staff
@require_safe
def of_source(request: HttpRequest, source: int) -> HttpResponseBase:
    """The register behind an evidence source."""
    try:
        return redirect("registers:register", register_number_of(source))
    except NoSuchRegisterError as absent:
        raise Http404(str(source)) from absent


@staff
@require_safe
@of_a_register
def register(request: HttpRequest, head: RegisterHead) -> HttpResponse:
    day = today()
    years = years_until(day)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 1900 <= int(asked) <= day.year else years[0]
    period = MeasuredPeriod(day.replace(year, 4, 1), day.replace(year + 1, 3, 31), year)
    sought, form = sought_in(request, head)
    viewer = viewer_of(request)
    found = found_entries(head.id, viewer, sought)
    counts = counts_of(head.id, viewer, period, on=day)
    shown = {
        **frame(head, "register"),
        "counts": counts,
        "columns": [f for f in head.definition.shown if f.kind != "attachment"],
        "year": year,
        "years": years if year in years else [year, *years],
        "found": found,
        "page": found.page,
        "form": form,
        "is_sought": any(form.data.get(name) for name in ("words", "area", "first", "last", "state")),
        "query": request.GET.urlencode(),
    }
    return render(request, "registers/register.html", shown)


def sought_in(request: HttpRequest, head: RegisterHead) -> tuple[Sought, SoughtForm]:
    """Which entries the address asks for; what cannot be read is not asked for, and the form says so."""
    form = SoughtForm(request.GET, areas=(*head.definition.areas, *head.definition.retired_areas))
    form.is_valid()
    given: dict[str, Any] = form.cleaned_data
    page = request.GET.get("page", "1")
    return Sought(
        words=given.get("words", ""),
        area=given.get("area", ""),
        first=given.get("first"),
        last=given.get("last"),
        state=given.get("state") or "active",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 1,
    ), form


@staff
@require_safe
@of_a_register
def entry(request: HttpRequest, head: RegisterHead, number: int) -> HttpResponse:
    return entry_answer(request, head, number)


def entry_answer(
    request: HttpRequest, head: RegisterHead, number: int, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    """An entry's page, with the form that withdraws it."""
    page = entry_page(head.id, number, viewer_of(request))
    form = form or ReasonForm(initial={"version": page.version})
    return render(request, "registers/entry.html", {**frame(head), "entry": page, "form": form}, status=status)
