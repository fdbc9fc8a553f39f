"""What all pages of surveys share: who looks, what stands at their head, and how refusals and absences are answered."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshin.core.permissions import Actor
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.core.survey.permissions import can_read_survey, check_can_edit_survey
from hoshin.server.surveys.actions import StaleSurveyError, SurveyRefusedError
from hoshin.server.surveys.queries import NoSuchSurveyError, standing_of, survey_header, survey_steps
from hoshin.server.ui.language import page_language

STEP_NAMES = {
    "population": _("Population"),
    "design": _("Design and size"),
    "sample": _("Sample"),
    "questionnaire": _("Questionnaire"),
    "opening": _("Opening and closing"),
}
SAMPLING_NAMES = {
    "stratified": _("Stratified random sample"),
    "simple": _("Simple random sample"),
    "census": _("Everyone of the group is asked"),
    "monitor": _("Registered monitors"),
    "open": _("Open to whoever wants to answer"),
}
STATUS_NAMES = {
    "draft": _("In preparation"),
    "ready": _("Ready"),
    "open": _("Taking answers"),
    "closed": pgettext_lazy("survey status", "Closed"),
}


def viewer_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def of_a_survey(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What may not be known of is a page not found; whoever sends a form must work on the survey."""

    @wraps(view)
    def answer(request: HttpRequest, survey: int, **more: Any) -> HttpResponse:
        try:
            standing = standing_of(survey)
        except NoSuchSurveyError as absent:
            raise Http404(str(absent)) from absent
        if not can_read_survey(viewer_of(request), standing):
            raise Http404(str(survey))
        if request.method == "POST":
            check_can_edit_survey(viewer_of(request), standing)
        return view(request, survey, **more)

    return answer


def frame(request: HttpRequest, survey: int, section: str) -> dict[str, Any]:
    """What the head of every page of a survey shows."""
    viewer = viewer_of(request)
    header = survey_header(survey, viewer)
    steps = survey_steps(survey, viewer)
    return {
        "survey": header,
        "organisation": header.organisation.name(page_language()),
        "sampling_name": SAMPLING_NAMES[header.sampling],
        "status_name": STATUS_NAMES[header.status],
        "steps": [{"step": step, "name": STEP_NAMES[step.name]} for step in steps],
        "step": section,
        "section": "evidence",
        "may_edit": header.may_edit and header.status in ("draft", "ready"),
    }


def say(request: HttpRequest, problems: Iterable[Problem]) -> None:
    """Problems as messages on the next page."""
    for problem in problems:
        level = messages.INFO if problem.severity == "note" else messages.ERROR
        messages.add_message(request, level, sentence(problem, page_language()))


def put_on_form(form: forms.Form, problems: Iterable[Problem]) -> None:
    """Problems beside the fields they name, the rest above the form."""
    for problem in problems:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, sentence(problem, page_language()))


def today() -> Any:
    return timezone.localdate()


def shown(
    request: HttpRequest, template: str, context: dict[str, Any], problems: Iterable[Problem] = ()
) -> HttpResponse:
    """A page; with problems it is answered as one whose input could not be taken."""
    found = tuple(problems)
    form = context.get("form")
    is_wrong = any(p.severity == "error" for p in found)
    status = 422 if is_wrong or (form is not None and form.errors) else 200
    return render(request, template, {**context, "problems": found, "is_wrong": is_wrong}, status=status)


__all__ = [
    "SAMPLING_NAMES",
    "STATUS_NAMES",
    "STEP_NAMES",
    "StaleSurveyError",
    "SurveyRefusedError",
    "frame",
    "of_a_survey",
    "put_on_form",
    "say",
    "shown",
    "today",
    "viewer_of",
]
