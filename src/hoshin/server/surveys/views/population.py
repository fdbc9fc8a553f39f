"""How many live where: pasted or uploaded, looked at, kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hoshin.core.survey.population_counts import PopulationReading, margin, read_population
from hoshin.server.accounts.access import staff
from hoshin.server.surveys import actions
from hoshin.server.surveys.forms import TableForm
from hoshin.server.surveys.queries import population_table
from hoshin.server.surveys.uploads import rows_of_file, rows_of_text
from hoshin.server.surveys.views.frame import (
    SurveyRefusedError,
    frame,
    of_a_survey,
    shown,
    today,
    viewer_of,
)

SHOWN = 200
"""Cells that the page lists; the rest is counted."""


@staff
@of_a_survey
def population(request: HttpRequest, survey: int) -> HttpResponse:
    """Show what is kept; read what is sent, and keep it when nothing is wrong with it."""
    context = frame(request, survey, "population")
    if request.method != "POST":
        return shown(request, "surveys/population.html", {**context, "form": TableForm(), **_kept(survey)})
    form = TableForm(request.POST, request.FILES)
    problems: Any = ()
    if form.is_valid():
        try:
            reading = _read(form)
            problems = reading.problems
            if reading.is_usable:
                columns, cells = reading.columns, reading.cells
                actions.store_population(survey=survey, columns=columns, cells=cells, by=viewer_of(request), on=today())
                messages.success(request, _("The population counts were stored."))
                if not problems:
                    return redirect("surveys:population", survey)
                form = TableForm()
            else:
                context["reading"] = reading
        except SurveyRefusedError as refused:
            problems = refused.problems
    context = {**frame(request, survey, "population"), "reading": context.get("reading")}
    return shown(request, "surveys/population.html", {**context, "form": form, **_kept(survey)}, problems)


def _read(form: TableForm) -> PopulationReading:
    given = form.cleaned_data
    if given.get("file"):
        rows = rows_of_file(given["file"], encoding=given["encoding"], sheet=given["sheet"])
    else:
        rows = rows_of_text(given["block"])
    return read_population(rows)


def _kept(survey: int) -> dict[str, Any]:
    """The stored table with its margins: what each column's values add up to."""
    table = population_table(survey)
    if table is None:
        return {"table": None}
    margins = [(column, list(margin(table, (column,)).counts.items())) for column in table.by]
    total = int(sum(table.counts.values()))
    return {
        "table": table,
        "cells": list(table.counts.items())[:SHOWN],
        "more": max(0, len(table.counts) - SHOWN),
        "margins": [(column, [(cell[0], int(count)) for cell, count in rows]) for column, rows in margins],
        "total": total,
    }
