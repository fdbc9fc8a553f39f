"""What the pages of staff share: from an address to a survey, and from absences to pages not found."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from hoshin.core.permissions import Actor
from hoshin.server.accounts.access import View, staff
from hoshin.server.responses.actions.settling import NoSuchConflictError
from hoshin.server.responses.queries.importing import NoSuchBatchError
from hoshin.server.responses.queries.keying import NoSuchPaperError
from hoshin.server.responses.waiting import NotWaitingError
from hoshin.server.surveys.queries import NoSuchSurveyError

ABSENT = (NoSuchSurveyError, NoSuchPaperError, NoSuchBatchError, NoSuchConflictError, NotWaitingError)


def of_a_survey(view: Callable[..., HttpResponse]) -> View:
    """A page for staff about one survey; what is not there, or not for them to know of, is not found."""

    @wraps(view)
    def answer(request: HttpRequest, survey: int, **more: Any) -> HttpResponse:
        try:
            return view(request, survey, **more)
        except ABSENT as absent:
            raise Http404(type(absent).__name__) from absent

    return staff(answer)


def viewer_of(request: HttpRequest) -> Actor:
    """Whoever asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
