"""What pages of judging share: strangers learn nothing, and refusals become sentences in the form."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse

from hoshin.core.judging.verdict import JudgingPeriod
from hoshin.core.permissions import RefusedError
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.server.judging.queries.code_sets import PERIODS, NoSuchCodeSetError
from hoshin.server.ui.language import page_language

HIDDEN = ("may_not_see_proposals", "may_not_read_plan")
"""What one may not even know of is not found."""


def hides_what_is_not_yours(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An address that does not exist, and one that is none of the reader's business, look the same."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoSuchCodeSetError as absent:
            raise Http404(str(absent)) from absent
        except RefusedError as refused:
            if refused.problem.code in HIDDEN:
                raise Http404(refused.problem.code) from refused
            raise

    return answer


def period_named(name: str) -> JudgingPeriod:
    """The period of this name, as it stands in an address."""
    found = next((period for period in PERIODS if period == name), None)
    if found is None:
        raise Http404(name)
    return found


def add_problems(form: Form, problems: Iterable[Problem]) -> None:
    """Each problem's sentence at its field, or above the form."""
    for problem in problems:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, sentence(problem, page_language()))
