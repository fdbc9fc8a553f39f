"""What all pages of series share."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hoshin.core.permissions import Actor
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.server.series.queries.standing import NoSuchSeriesError
from hoshin.server.ui.language import page_language

FIELD_WORDS = {
    "title": _("Name of the series"),
    "counted": _("What is counted"),
    "counted_by": _("Who counts and publishes it"),
    "unit": _("Unit"),
    "reason": _("Reason"),
}
CYCLE_WORDS = {
    "calendar_year": _("calendar years"),
    "fiscal_year": _("fiscal years"),
    "month": _("months"),
}


def viewer_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def today() -> date:
    return timezone.localdate()


def found_or_404(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What does not exist, or may not be known of, is a page not found."""

    @wraps(view)
    def answer(request: HttpRequest, **more: Any) -> HttpResponse:
        try:
            return view(request, **more)
        except NoSuchSeriesError as absent:
            raise Http404(str(absent)) from absent

    return answer


def said(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Problems in words, errors first."""
    order = {"error": 0, "question": 1, "note": 2}
    return [
        {"severity": p.severity, "text": sentence(_worded(p), page_language())}
        for p in sorted(problems, key=lambda p: order[p.severity])
    ]


def _worded(problem: Problem) -> Problem:
    """Names of fields and cycles as the page calls them."""
    values = dict(problem.values)
    if "field" in values:
        values["field"] = str(FIELD_WORDS.get(values["field"], values["field"]))
    if values.get("cycle") in CYCLE_WORDS:
        values["cycle"] = str(CYCLE_WORDS[values["cycle"]])
    return Problem(problem.code, found=problem.found, severity=problem.severity, values=values)


def add_to_form(form: Form, problems: Iterable[Problem]) -> None:
    """Each problem at its own field, or at the head of the form."""
    for problem in problems:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, sentence(_worded(problem), page_language()))
