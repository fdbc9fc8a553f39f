"""What all pages of registers share: the viewer, the head, and a page not found for what one may not know of."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from hoshin.core.periods import fiscal_year_of
from hoshin.core.permissions import Actor, RefusedError
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.server.plans.originals import Original
from hoshin.server.registers.attached import MOST_BYTES, MOST_FILES
from hoshin.server.registers.queries.pages import RegisterHead, register_head
from hoshin.server.registers.queries.standing import NoSuchRegisterError
from hoshin.server.ui.language import page_language


def viewer_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def today() -> date:
    """The day in the site's time zone."""
    return timezone.localdate()


def of_a_register(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the register's head; what does not exist, or is another section's, is a page not found."""

    @wraps(view)
    def answer(request: HttpRequest, register: int, **more: Any) -> HttpResponseBase:
        try:
            return view(request, register_head(register, viewer_of(request)), **more)
        except NoSuchRegisterError as absent:
            raise Http404(str(absent)) from absent
        except RefusedError as refused:
            if refused.problem.code == "may_not_read_register":
                raise Http404(refused.problem.code) from refused
            raise

    return answer


def frame(head: RegisterHead, here: str = "") -> dict[str, Any]:
    """What the head of every page of a register shows."""
    return {
        "head": head,
        "organisation": head.organisation.name(page_language()),
        "here": here,
        "section": "evidence",
    }


def words_of(problem: Problem) -> str:
    """The problem's sentence in the page's language."""
    return sentence(problem, page_language())


def years_until(day: date) -> list[int]:
    """This fiscal year and those before it, as far as a form offers them."""
    year = fiscal_year_of(day)
    return list(range(year, year - 6, -1))


def originals_in(files: list[UploadedFile]) -> list[Original]:
    """Uploaded files with their bytes, each read no further than its limit allows."""
    return [
        Original((file.name or "file").replace("\\", "/").rsplit("/", 1)[-1], file.read(MOST_BYTES + 1))
        for file in files[: MOST_FILES + 1]
    ]
