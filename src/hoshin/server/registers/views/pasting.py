"""Pasting a block copied from Excel: shown first as it was understood, then stored whole or not at all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hoshin.core.periods import fiscal_year_in_words
from hoshin.core.registers.pasting import PastedEntries, read_block
from hoshin.core.registers.permissions import check_can_enter
from hoshin.server.accounts.access import staff
from hoshin.server.registers import actions
from hoshin.server.registers.actions.entering import moment_of
from hoshin.server.registers.forms import PasteForm
from hoshin.server.registers.queries.entries import cells_of
from hoshin.server.registers.queries.pages import RegisterHead, entries_like, standing_in
from hoshin.server.registers.queries.standing import NotEnteredError
from hoshin.server.registers.views.frame import frame, of_a_register, today, viewer_of, words_of, years_until
from hoshin.server.ui.language import page_language

SHOWN_ROWS = 200
SHOWN_PROBLEMS = 100


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_a_register
def paste(request: HttpRequest, head: RegisterHead) -> HttpResponseBase:
    viewer, day = viewer_of(request), today()
    check_can_enter(viewer, standing_in(head))
    years = [(year, fiscal_year_in_words(year, page_language())) for year in years_until(day)]
    if request.method != "POST":
        return _page(request, head, PasteForm(years=years, initial={"fiscal_year": years[0][0]}))
    form = PasteForm(request.POST, years=years)
    if not form.is_valid():
        return _page(request, head, form, status=422)
    block, year = form.cleaned_data["block"], form.cleaned_data["fiscal_year"]
    if request.POST.get("step") == "store":
        left_out = [int(n) for n in request.POST.getlist("leave_out") if n.isascii() and n.isdigit()]
        try:
            pasted = actions.paste_entries(
                register=head.id, block=block, by=viewer, on=day, fiscal_year=year, leave_out=left_out
            )
        except NotEnteredError:
            return _preview(request, head, form, read_block(block, head.definition, moment_of(day, year)))
        count = sum(row.number not in left_out for row in pasted.rows)
        said = ngettext("%(count)s entry was stored.", "%(count)s entries were stored.", count)
        messages.success(request, said % {"count": count})
        return redirect("registers:register", head.id)
    return _preview(request, head, form, read_block(block, head.definition, moment_of(day, year)))


def _preview(request: HttpRequest, head: RegisterHead, form: PasteForm, pasted: PastedEntries) -> HttpResponse:
    alike = {}
    if pasted.can_be_stored:
        alike = entries_like(head.id, viewer_of(request), [row.entry.content for row in pasted.rows])
    rows = [
        {
            "row": row,
            "cells": cells_of(row.entry.content, head.definition),
            "alike": alike.get(at),
            "stored": [n for n in alike[at].entries if n > 0] if at in alike else [],
            "wrong": {p.field for p in row.entry.problems if p.severity == "error"},
        }
        for at, row in enumerate(pasted.rows)
    ]
    rows.sort(key=lambda r: (r["alike"] is None, not r["wrong"]))
    shown = {
        "pasted": pasted,
        "rows": sorted(rows[:SHOWN_ROWS], key=lambda r: r["row"].number),
        "more_rows": max(0, len(rows) - SHOWN_ROWS),
        "alike": sum(r["alike"] is not None for r in rows),
        "problems": [(p, words_of(p)) for p in pasted.problems[:SHOWN_PROBLEMS]],
        "more_problems": max(0, len(pasted.problems) - SHOWN_PROBLEMS),
        "columns": [f for f in head.definition.shown if f.kind != "attachment"],
    }
    return _page(request, head, form, preview=shown, status=200 if pasted.can_be_stored else 422)


def _page(
    request: HttpRequest, head: RegisterHead, form: PasteForm, *, preview: object = None, status: int = 200
) -> HttpResponse:
    shown = {**frame(head, "paste"), "form": form, "preview": preview}
    return render(request, "registers/paste.html", shown, status=status)
