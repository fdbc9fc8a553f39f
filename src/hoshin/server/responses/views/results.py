"""Results of a survey: for its office, by question, crossed, beside last year, as files; and for everybody."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hoshin.core.survey.result_rows import as_json, headings, published_rows
from hoshin.core.survey.results import percent
from hoshin.exchange.result_files import csv_bytes, xlsx_bytes
from hoshin.server.accounts.access import public
from hoshin.server.plans.views.frame import address_of, title_of
from hoshin.server.responses.queries.crossing import column_choices, cross_of, oriented, row_choices
from hoshin.server.responses.queries.result_pages import (
    PublicResults,
    ResultsPage,
    changes_page,
    public_results,
    results_page,
)
from hoshin.server.responses.queries.result_records import frozen_records
from hoshin.server.responses.queries.results import SurveyResults
from hoshin.server.responses.views import shown_results as words
from hoshin.server.responses.views.frame import of_a_survey, viewer_of
from hoshin.server.surveys.queries import NoSuchSurveyError
from hoshin.server.ui.language import page_language

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@of_a_survey
def results(request: HttpRequest, survey: int) -> HttpResponse:
    page = results_page(survey, viewer_of(request))
    shown = {**_staff(page), "questions": _questions(page.results, page)}
    return render(request, "responses/staff/results.html", shown)


@of_a_survey
def question(request: HttpRequest, survey: int, code: str) -> HttpResponse:
    page = results_page(survey, viewer_of(request))
    shown = {**_staff(page), **_question(request, page.results, page, code)}
    return render(request, "responses/staff/result_question.html", shown)


@of_a_survey
def changes(request: HttpRequest, survey: int) -> HttpResponse:
    found = changes_page(survey, viewer_of(request))
    shown = {**_staff(found.page), "earlier": found.earlier, "changes": words.change_words(found.changes)}
    return render(request, "responses/staff/result_changes.html", shown)


@of_a_survey
def cross(request: HttpRequest, survey: int) -> HttpResponse:
    page = results_page(survey, viewer_of(request))
    if page.results is None:
        return render(request, "responses/staff/result_cross.html", _staff(page))
    records = page.results.records
    heads = {q.code: q for q in column_choices(records)}
    sides = {a.column: a for a in row_choices(records)}
    shown: dict[str, Any] = {**_staff(page), "heads": heads.values(), "sides": sides.values()}
    chosen, side = heads.get(request.GET.get("columns", "")), sides.get(request.GET.get("rows", ""))
    if chosen is not None and side is not None and side.question != chosen.code:
        chosen, side = oriented(records, chosen, side)
        former = tuple(frozen_records(r) for r in page.closed[:-1])
        table = cross_of(records, chosen.code, side, former, "join" in request.GET)
        figure = words.main_figure(table.result) if table.result else None
        groups = words.group_words(table.result, _("Everybody"), figure) if table.result and figure else ()
        shown |= {
            "table": table,
            "target": None,
            "groups": groups,
            "figure": words.name_of(figure) if figure else "",
            "everyone": words.everyone_cells(table.result) if table.result else (),
            "columns": chosen.code,
            "rows": side.column,
        }
    return render(request, "responses/staff/result_cross.html", shown)


@of_a_survey
def file(request: HttpRequest, survey: int, kind: str) -> HttpResponse:
    page = results_page(survey, viewer_of(request))
    return _file(page.results, kind, f"survey-{survey}")


@public
def public_page(request: HttpRequest, survey: int) -> HttpResponse:
    page = _public(request, survey)
    shown = {**_open(page), "questions": _questions(page.results, page)}
    return render(request, "responses/public/results.html", shown)


@public
def public_question(request: HttpRequest, survey: int, code: str) -> HttpResponse:
    page = _public(request, survey)
    shown = {**_open(page), **_question(request, page.results, page, code)}
    return render(request, "responses/public/question.html", shown)


@public
def public_file(request: HttpRequest, survey: int, kind: str) -> HttpResponse:
    return _file(_public(request, survey).results, kind, f"survey-{survey}")


def _public(request: HttpRequest, survey: int) -> PublicResults:
    try:
        return public_results(survey, viewer_of(request))
    except NoSuchSurveyError as absent:
        raise Http404(survey) from absent


def _staff(page: ResultsPage) -> dict[str, Any]:
    return {
        "page": page,
        "header": page.header,
        "powers": page.powers,
        "returns": page.returns,
        "results": page.results,
        "section": "evidence",
        **facts_of(page.results),
    }


def _open(page: PublicResults) -> dict[str, Any]:
    return {
        "page": page,
        "survey": page.survey,
        "organisation": page.survey.organisation.name(page_language()),
        "address": address_of(page.plan),
        "plan_title": title_of(page.plan),
        "results": page.results,
        "section": "plans",
        **facts_of(page.results),
    }


def facts_of(results: SurveyResults | None) -> dict[str, Any]:
    if results is None:
        return {}
    records = results.records
    rate = records.returned / records.asked if records.asked else None
    weights = dict(results.weights)
    return {
        "records": records,
        "rate": None if rate is None else percent(rate),
        "smallest": results.rule.smallest,
        "largest_weight": f"{weights['ratio']:.2f}" if weights else "",
        "is_census": records.design.sampling.kind == "census",
    }


def _questions(results: SurveyResults | None, page: Any) -> list[words.ShownQuestion]:
    if results is None:
        return []
    return [words.question_words(result, page, _response(results)) for result in results.questions]


def _response(results: SurveyResults) -> float | None:
    asked = results.records.asked
    return results.records.returned / asked if asked else None


def _question(request: HttpRequest, results: SurveyResults | None, page: Any, code: str) -> dict[str, Any]:
    found = results.question(code) if results else None
    if results is None or found is None:
        raise Http404(code)
    figure = words.main_figure(found, request.GET.get("figure", ""))
    shown = words.question_words(found, page, _response(results))
    judged = next((f for f in shown.counted if f.figure == figure and f.statement), None)
    return {
        "shown": shown,
        "figure": figure,
        "figure_name": words.name_of(figure),
        "groups": words.group_words(found, _("Everybody"), figure),
        "everyone": words.everyone_cells(found),
        "target": shown.target if judged else None,
    }


def _file(results: SurveyResults | None, kind: str, name: str) -> HttpResponse:
    if results is None or kind not in KINDS:
        raise Http404(kind)
    response = HttpResponse(_content(results, kind), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{kind}"'
    return response


def _content(results: SurveyResults, kind: str) -> bytes:
    if kind == "json":
        told = {
            "title": results.records.title,
            "asked": results.records.asked,
            "answered": results.records.returned,
            "snapshot": results.records.frozen.hash if results.records.frozen else None,
            "withheld_below": results.rule.smallest,
            "figures": as_json(results.questions),
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode()
    rows = [headings(page_language()), *(row.cells() for row in published_rows(results.questions, page_language()))]
    return csv_bytes(rows) if kind == "csv" else xlsx_bytes([(_("Results"), rows)])
