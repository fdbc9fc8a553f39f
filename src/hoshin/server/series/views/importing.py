"""Taking figures in: read, look at what would change, say yes; and taking an import back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from hoshin.core.problems.record import Problem
from hoshin.core.series.definition import SeriesDefinition
from hoshin.core.series.periods import period_in_words, period_of_key
from hoshin.core.series.permissions import check_can_change_series
from hoshin.exchange.guard.refusal import UnreadableFileError
from hoshin.server.accounts.access import staff
from hoshin.server.accounts.queries import organisations
from hoshin.server.series import actions
from hoshin.server.series.actions.importing import Incoming
from hoshin.server.series.entering import (
    Choices,
    CrimeEntry,
    Entry,
    crimes_from,
    one_figure,
    table_from,
    year_in_name,
)
from hoshin.server.series.forms import ConfirmForm, CrimeForm, FigureForm, ReasonForm, TableForm
from hoshin.server.series.queries.pages import batch_page, repeated_file, series_page
from hoshin.server.series.queries.standing import definition_of, readable_series, standing_of
from hoshin.server.series.views.frame import add_to_form, found_or_404, said, today, viewer_of
from hoshin.server.ui.language import page_language

SHOWN_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class WayIn:
    """How a way to take figures in is called, and what it does, on its page."""

    heading: Any
    lead: Any


TABLE = WayIn(
    gettext_lazy("Paste a table or take in a file"),
    gettext_lazy("The table is read first. What would change is shown, and nothing counts before you say so."),
)
FIGURE = WayIn(
    gettext_lazy("Enter one figure"),
    gettext_lazy("One figure as it was published. What would change is shown before it counts."),
)
CRIMES = WayIn(
    gettext_lazy("Count a crime file"),
    gettext_lazy(
        "The police publish a line for each recognised theft. They are counted for your municipality; what cannot be counted is told."  # noqa: E501 the catalogues are drawn from whole literals
    ),
)


def _changeable(request: HttpRequest, series: int) -> tuple[Any, SeriesDefinition]:
    row = readable_series(series, viewer_of(request))
    check_can_change_series(viewer_of(request), standing_of(row))
    return row, definition_of(row)


def _proposed(request: HttpRequest, series: int, incoming: Incoming) -> HttpResponse:
    viewer = viewer_of(request)
    known = repeated_file(series, incoming.sha256, viewer) if incoming.sha256 else None
    problems = list(incoming.problems)
    if known is not None:
        day = timezone.localtime(known).date().isoformat()
        problems.append(Problem("series_batch_repeated", found=day, severity="note"))
    told = Incoming(incoming.way, incoming.figures, problems, incoming.file, incoming.sha256, incoming.report)
    batch = actions.propose_import(series=series, incoming=told, by=viewer, on=today(), at=timezone.now())
    return redirect("series:batch", series, batch)


def _entered(
    request: HttpRequest, series: int, form: Any, way: WayIn, read: Callable[[], tuple[Incoming, Choices]]
) -> HttpResponse:
    """One form's way to a dry run: everything that stands against it is shown at once, and nothing typed is lost."""
    row = readable_series(series, viewer_of(request))
    problems: tuple[Problem, ...] = ()
    choices = Choices()
    if request.method == "POST" and form.is_valid():
        try:
            incoming, choices = read()
            if not choices:
                return _proposed(request, series, incoming)
        except UnreadableFileError as refused:
            problems = (refused.problem,)
        except actions.SeriesError as refused:
            problems = refused.problems
    shown = {
        "form": form,
        "way": way,
        "series": series,
        "title": row.title,
        "definition": definition_of(row),
        "problems": said(problems)[:SHOWN_PROBLEMS],
        "more": max(0, len(problems) - SHOWN_PROBLEMS),
        "choices": choices,
        "asks_total": any(p.code == "series_total_differs" for p in problems),
        "section": "evidence",
    }
    status = 422 if form.errors or problems or choices else 200
    return render(request, "series/take_in.html", shown, status=status)


@staff
@found_or_404
def take_in(request: HttpRequest, series: int) -> HttpResponse:
    """A paste or a file."""
    _row, definition = _changeable(request, series)
    form = TableForm(request.POST or None, request.FILES or None, initial={"published_on": today()})

    def read() -> tuple[Incoming, Choices]:
        given = form.cleaned_data
        entry = Entry(
            text=given["text"],
            file=given["file"],
            published_on=given["published_on"],
            state=given["state"],
            dash=given["dash"] or None,
            encoding=given["encoding"] or None,
            sheet=given["sheet"] or None,
            accepted=given["accepted"],
        )
        return table_from(entry, definition)

    return _entered(request, series, form, TABLE, read)


@staff
@found_or_404
def enter(request: HttpRequest, series: int) -> HttpResponse:
    """A single figure, as on a phone."""
    _row, definition = _changeable(request, series)
    form = FigureForm(request.POST or None, initial={"published_on": today()})

    def read() -> tuple[Incoming, Choices]:
        given = form.cleaned_data
        entry = Entry(published_on=given["published_on"], state=given["state"], dash=given["dash"] or None)
        return one_figure(given["period"], given["area"], given["value"], entry, definition), Choices()

    return _entered(request, series, form, FIGURE, read)


@staff
@found_or_404
def crimes(request: HttpRequest, series: int) -> HttpResponse:
    """A crime file of the police."""
    row, definition = _changeable(request, series)
    code = next((o.code for o in organisations() if o.id == row.organisation_id), None)
    form = CrimeForm(
        request.POST or None, request.FILES or None, initial={"published_on": today(), "code": (code or "")[:5]}
    )
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["year"]:
        form.cleaned_data["year"] = year_in_name(form.cleaned_data["file"].name or "")
        if form.cleaned_data["year"] is None:
            form.add_error("year", _("The file’s name tells no year. Enter it."))

    def read() -> tuple[Incoming, Choices]:
        given = form.cleaned_data
        entry = CrimeEntry(
            file=given["file"],
            code=given["code"],
            year=given["year"],
            published_on=given["published_on"],
            state=given["state"],
            methods=form.chosen_methods(),
            by_town=given["by_town"],
        )
        return crimes_from(entry, definition), Choices()

    return _entered(request, series, form, CRIMES, read)


@staff
@found_or_404
def batch(request: HttpRequest, series: int, batch: int) -> HttpResponse:
    return _batch(request, series, batch, ReasonForm())


def _batch(
    request: HttpRequest, series: int, batch: int, form: ReasonForm, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    found = batch_page(series, batch, viewer_of(request))
    language = page_language()
    shown = {
        "page": found,
        "changes": [(period_in_words(c.figure.period, language), c) for c in found.changes],
        "notes": said((*problems, *found.problems)),
        "form": form,
        "section": "evidence",
    }
    return render(request, "series/batch.html", shown, status=422 if form.errors or problems else 200)


@staff
@require_POST
@found_or_404
def settle(request: HttpRequest, series: int, batch: int) -> HttpResponse:
    """Store a dry run, or throw it away."""
    viewer = viewer_of(request)
    try:
        if request.POST.get("decision") == "store":
            count = actions.store_import(series=series, batch=batch, by=viewer, on=today(), at=timezone.now())
            said_so = ngettext("%(count)d figure was taken in.", "%(count)d figures were taken in.", count)
            messages.success(request, said_so % {"count": count})
        else:
            actions.discard_import(series=series, batch=batch, by=viewer, at=timezone.now())
            messages.success(request, _("Nothing was taken in."))
    except actions.BatchSettledError as settled:
        return _batch(request, series, batch, ReasonForm(), (settled.problem,))
    except actions.SeriesError as refused:
        return _batch(request, series, batch, ReasonForm(), refused.problems)
    return redirect("series:page", series)


@staff
@require_POST
@found_or_404
def take_back(request: HttpRequest, series: int, batch: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _batch(request, series, batch, form)
    try:
        actions.take_back_import(
            series=series, batch=batch, reason=form.cleaned_data["reason"], by=viewer_of(request), at=timezone.now()
        )
    except actions.BatchSettledError as settled:
        return _batch(request, series, batch, form, (settled.problem,))
    messages.success(request, _("The import was taken back. Its figures no longer count."))
    return redirect("series:page", series)


@staff
@found_or_404
def confirm(request: HttpRequest, series: int) -> HttpResponse:
    """Provisional figures that were published as final without a change."""
    row, _definition = _changeable(request, series)
    viewer = viewer_of(request)
    language = page_language()
    page = series_page(series, viewer)
    periods = [(key, period_in_words(period_of_key(key), language)) for key in page.provisional_periods]
    form = ConfirmForm(request.POST or None, periods=periods, initial={"published_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.confirm_final(
                series=series,
                periods=form.cleaned_data["period"],
                published_on=form.cleaned_data["published_on"],
                by=viewer,
                on=today(),
                at=timezone.now(),
            )
            done = ngettext("%(count)d figure is final now.", "%(count)d figures are final now.", count)
            messages.success(request, done % {"count": count})
            return redirect("series:page", series)
        except actions.SeriesError as refused:
            add_to_form(form, refused.problems)
    shown = {"form": form, "series": series, "title": row.title, "periods": periods, "section": "evidence"}
    return render(request, "series/confirm.html", shown, status=422 if form.errors else 200)
