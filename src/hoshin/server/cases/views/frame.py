"""What all pages of cases share: a page not found for whoever may not know of them, and a clear page without keys."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from hoshin.core.permissions import Actor, RefusedError
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.server.cases.queries.pages import CaseHead, case_head
from hoshin.server.cases.queries.standing import NoSuchCaseError
from hoshin.server.cases.sealing import SealError
from hoshin.server.ui.language import page_language


def viewer_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def today() -> date:
    """The day in the site's time zone."""
    return timezone.localdate()


def words_of(problem: Problem) -> str:
    """The problem's sentence in the page's language."""
    return sentence(problem, page_language())


def number_in(text: str | None) -> int:
    """A version as it was sent; 0, which no row has, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def of_cases(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the register's head. Who may not see the cases is told that there is no such page."""

    guarded = sensitive_variables()(view)

    @wraps(view)
    @sensitive_post_parameters()
    def answer(request: HttpRequest, register: int, **more: Any) -> HttpResponseBase:
        try:
            return guarded(request, case_head(register, viewer_of(request)), **more)
        except NoSuchCaseError as absent:
            raise Http404("no such case") from absent
        except RefusedError as refused:
            if refused.problem.code == "may_not_see_cases":
                raise Http404(refused.problem.code) from refused
            raise
        except SealError as shut:
            shown = {"words": words_of(shut.problem), "section": "evidence"}
            return render(request, "cases/shut.html", shown, status=503)

    return answer


def frame(head: CaseHead, here: str = "") -> dict[str, Any]:
    """What the head of every page of cases shows."""
    return {"head": head, "organisation": head.organisation.name(page_language()), "here": here, "section": "evidence"}
