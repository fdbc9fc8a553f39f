"""What the pages of respondents share: no sign-in, nothing kept by browsers or passed on, nothing in the log.

They are exempt from the CSRF cookie because the code in the address is what authorises, and nobody else knows it; with
`no-referrer`, browsers send `Origin: null`, which Django's check would refuse.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from hoshin.server.accounts.access import View, client_address, public
from hoshin.server.responses.actions.answering import NotOpenError, note_wrong_code
from hoshin.server.responses.queries.answering import Entry, NoSuchTokenError, entry_of, is_well_formed, locked_until
from hoshin.server.surveys.queries import NoSuchSurveyError, SurveyDoor
from hoshin.server.ui.language import page_language


def for_respondents(view: Callable[..., HttpResponse]) -> View:
    """Everyone's page that leaves no trace."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except NotOpenError as closed:
            response = not_open(request, closed.door)
        except NoSuchSurveyError:
            response = wrong_code(request, "")
        patch_cache_control(response, no_store=True, private=True)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return public(csrf_exempt(sensitive_post_parameters()(answer)))


def with_token(view: Callable[..., HttpResponse]) -> View:
    """Give the view what the code in the address opens; a wrong code is counted, and after many the address waits."""

    @wraps(view)
    def answer(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        locked = locked_page(request)
        if locked is not None:
            return locked
        try:
            entry = entry_of(token, timezone.localdate())
        except NoSuchTokenError:
            count_wrong_code(request, token)
            return wrong_code(request, token)
        return view(request, entry, token=token, **kwargs)

    return for_respondents(answer)


def count_wrong_code(request: HttpRequest, token: str) -> None:
    """Only what could be a code is a guess; a typing slip that no code can be is not."""
    if is_well_formed(token):
        note_wrong_code(address=client_address(request), at=timezone.now())


def locked_page(request: HttpRequest) -> HttpResponse | None:
    """The page that asks to wait, when this address has tried too many codes."""
    now = timezone.now()
    until = locked_until(address=client_address(request), at=now)
    if until is None:
        return None
    when = date_format(timezone.localtime(until), "TIME_FORMAT")
    response = render(request, "responses/answering/locked.html", {"when": when}, status=429)
    response["Retry-After"] = str(max(1, int((until - now).total_seconds())))
    return response


def wrong_code(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing is opened by this code; the same page whatever the reason."""
    return render(request, "responses/answering/unknown.html", {"well_formed": is_well_formed(token)}, status=404)


def not_open(request: HttpRequest, door: SurveyDoor) -> HttpResponse:
    """The survey takes no answers: not yet, or no more."""
    is_over = door.status == "closed" or (door.last is not None and door.last < timezone.localdate())
    shown = {"door": door, "organisation": organisation_of(door), "is_over": is_over}
    return render(request, "responses/answering/not_open.html", shown, status=403)


def organisation_of(door: SurveyDoor) -> str:
    """Who asks, in the page's language."""
    is_english = page_language() == "en" and door.organisation_en
    return str(door.organisation_en if is_english else door.organisation_ja)


def framed(entry: Entry, token: str, **more: Any) -> dict[str, Any]:
    """What every page of one sheet shows."""
    return {
        "door": entry.door,
        "organisation": organisation_of(entry.door),
        "asked": entry.questionnaire,
        "sheet": entry.sheet,
        "token": token,
        **more,
    }
