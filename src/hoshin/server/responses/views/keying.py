"""Keying paper: the number, one sheet a page, the comparison of two entries."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.core.survey.answer_permissions import check_can_take_in_answers
from hoshin.server.responses.actions.keying import key_sheet, settle_paper
from hoshin.server.responses.queries.keying import (
    NotKeyableError,
    PlaceToKey,
    differences,
    keying_progress,
    place_to_key,
)
from hoshin.server.responses.queries.staff import header_and_powers
from hoshin.server.responses.views.frame import of_a_survey, viewer_of
from hoshin.server.surveys.queries import standing_of
from hoshin.server.ui.language import page_language


@of_a_survey
def desk(request: HttpRequest, survey: int) -> HttpResponse:
    """Typing a sheet's number; and what waits for a second entry or a decision."""
    viewer = viewer_of(request)
    header, powers = header_and_powers(survey, viewer)
    check_can_take_in_answers(viewer, standing_of(survey))
    problems: tuple[Problem, ...] = ()
    number = request.POST.get("number", "")
    if request.method == "POST":
        try:
            place = place_to_key(survey, number, viewer)
            return redirect("responses:key_sheet", survey, place.number)
        except NotKeyableError as refused:
            problems = refused.problems
    shown = {
        "header": header,
        "powers": powers,
        "number": number,
        "problems": problems,
        "keying": keying_progress(survey, viewer),
        "section": "evidence",
    }
    return render(request, "responses/staff/keying.html", shown, status=422 if problems else 200)


@of_a_survey
def sheet(request: HttpRequest, survey: int, number: str) -> HttpResponse:
    """One sheet: a field a question. The first entry is never on the page of the second."""
    viewer = viewer_of(request)
    header, _powers = header_and_powers(survey, viewer)
    try:
        place = place_to_key(survey, number, viewer)
    except NotKeyableError as refused:
        for problem in refused.problems:
            messages.error(request, _sentence(problem))
        return redirect("responses:keying", survey)
    problems: tuple[Problem, ...] = ()
    typed = {q.code: request.POST.get(f"a-{q.code}", "") for q in place.questionnaire.questions}
    if request.method == "POST":
        try:
            outcome = key_sheet(survey=survey, number=number, typed=typed, by=viewer, at=timezone.now())
            messages.success(request, _OUTCOMES[outcome]() % {"number": place.number})
            return redirect("responses:keying", survey)
        except NotKeyableError as refused:
            problems = refused.problems
    shown = {"header": header, "place": place, "rows": _rows(place, typed, problems), "problems": problems}
    return render(
        request, "responses/staff/sheet.html", {**shown, "section": "evidence"}, status=422 if problems else 200
    )


_OUTCOMES = {
    "once": lambda: _("The first entry of %(number)s is kept. Another person makes the second."),
    "agreed": lambda: _("Both entries of %(number)s agree. The sheet counts."),
    "differing": lambda: _("The two entries of %(number)s differ. Somebody must settle the differences."),
}


def _sentence(problem: Problem) -> str:
    return sentence(problem, page_language())


def _rows(place: PlaceToKey, typed: dict[str, str], problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "question": question,
            "typed": typed[question.code],
            "problems": [p for p in problems if p.item == question.code],
        }
        for number, question in enumerate(place.questionnaire.questions, start=1)
    ]


@of_a_survey
def compare(request: HttpRequest, survey: int, number: str) -> HttpResponse:
    """Both entries side by side, for a person who looks at the paper and decides."""
    viewer = viewer_of(request)
    header, _powers = header_and_powers(survey, viewer)
    found = differences(survey, number, viewer)
    choices = {d.question.code: request.POST.get(f"c-{d.question.code}", "") for d in found}
    typed = {d.question.code: request.POST.get(f"a-{d.question.code}", "") for d in found}
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            settle_paper(survey=survey, number=number, choices=choices, typed=typed, by=viewer, at=timezone.now())
            messages.success(request, _("%(number)s is settled. The sheet counts.") % {"number": number})
            return redirect("responses:keying", survey)
        except NotKeyableError as refused:
            problems = refused.problems
    rows = [
        {
            "number": place,
            "difference": difference,
            "choice": choices[difference.question.code],
            "typed": typed[difference.question.code],
            "problems": [p for p in problems if p.item == difference.question.code],
        }
        for place, difference in enumerate(found, start=1)
    ]
    shown = {"header": header, "number": number, "rows": rows, "problems": problems, "section": "evidence"}
    return render(request, "responses/staff/compare.html", shown, status=422 if problems else 200)
