"""Answering a survey: the code, the preface, one question a page, a look over everything, the receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from hoshin.core.problems.record import Problem
from hoshin.core.survey.questionnaire import Question
from hoshin.core.survey.questionnaire_answers import answer_words
from hoshin.core.survey.questionnaire_routing import first_open, next_question, path, previous_question, progress
from hoshin.core.survey.sampling import evened_code
from hoshin.server.responses.actions import answering
from hoshin.server.responses.queries.answering import Entry, NoSuchTokenError, entry_of, is_well_formed
from hoshin.server.responses.views.door import (
    count_wrong_code,
    for_respondents,
    framed,
    locked_page,
    not_open,
    organisation_of,
    with_token,
    wrong_code,
)
from hoshin.server.surveys.queries import door_of

BROWSER_COOKIE = "open-sheet-%s"
"""Under which name a browser keeps the code of the sheet it began in an open survey."""
COOKIE_SECONDS = 30 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One option on the page."""

    code: str
    words: str
    is_chosen: bool


@for_respondents
def answer(request: HttpRequest) -> HttpResponse:
    """Typing the one-time code by hand."""
    locked = locked_page(request)
    if locked is not None:
        return locked
    typed = request.POST.get("code", "")
    if request.method != "POST":
        return render(request, "responses/answering/code.html", {"typed": ""})
    try:
        entry_of(typed, timezone.localdate())
    except NoSuchTokenError:
        count_wrong_code(request, typed)
        shown = {"typed": typed, "is_wrong": True}
        return render(request, "responses/answering/code.html", shown, status=422)
    return redirect("responses:begin", evened_code(typed))


@for_respondents
def short(request: HttpRequest, token: str) -> HttpResponse:
    """The address that is printed: it leads to the sheet."""
    if not is_well_formed(token):
        return wrong_code(request, token)
    return redirect("responses:begin", evened_code(token))


@with_token
def begin(request: HttpRequest, entry: Entry, *, token: str) -> HttpResponse:
    """The preface, and the button that begins or goes on."""
    if entry.sheet is not None and entry.sheet.is_sent:
        return redirect("responses:receipt", token)
    if not entry.door.is_open:
        return not_open(request, entry.door)
    if request.method == "POST":
        sheet = entry.sheet or answering.begin(entry=entry, on=timezone.localdate())
        assert entry.questionnaire is not None
        return _to(token, entry, first_open(entry.questionnaire, sheet.answers))
    return render(request, "responses/answering/begin.html", framed(entry, token))


@for_respondents
def begin_open(request: HttpRequest, survey: int) -> HttpResponse:
    """The address for whoever comes: it makes a sheet with a code of its own, which this browser keeps."""
    door = door_of(survey, timezone.localdate())
    if not door.takes_anyone:
        return wrong_code(request, "")
    if not door.is_open:
        return not_open(request, door)
    kept = request.COOKIES.get(BROWSER_COOKIE % survey, "")
    if request.method == "POST":
        token = answering.begin_open(door=door, on=timezone.localdate())
        assert door.questionnaire is not None
        response = redirect("responses:question", token, 1)
        _keep_in_browser(response, survey, token)
        return response
    shown = {
        "door": door,
        "organisation": organisation_of(door),
        "asked": door.questionnaire,
        "begun": kept if _is_begun(kept) else "",
    }
    return render(request, "responses/answering/begin.html", shown)


def _is_begun(token: str) -> bool:
    """Whether this browser has a sheet that waits to be finished."""
    try:
        sheet = entry_of(token, timezone.localdate()).sheet
    except NoSuchTokenError:
        return False
    return sheet is not None and not sheet.is_sent


def _keep_in_browser(response: HttpResponse, survey: int, token: str) -> None:
    response.set_cookie(
        BROWSER_COOKIE % survey,
        token,
        max_age=COOKIE_SECONDS,
        path="/responses/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


@with_token
def question(request: HttpRequest, entry: Entry, *, token: str, number: int) -> HttpResponse:
    """One question: kept when the page is left forwards or backwards, so that nothing is typed twice."""
    found = _begun_or_away(request, entry, token)
    if found is not None:
        return found
    assert entry.questionnaire is not None and entry.sheet is not None
    way = path(entry.questionnaire, entry.sheet.answers)
    if not 1 <= number <= len(entry.questionnaire.questions) or entry.questionnaire.questions[number - 1] not in way:
        return _to(token, entry, first_open(entry.questionnaire, entry.sheet.answers))
    asked = entry.questionnaire.questions[number - 1]
    if request.method == "POST":
        return _leave(request, entry, token, asked)
    return _question_page(request, entry, token, asked=asked, typed=_as_typed(entry.sheet.answers.get(asked.code)))


def _begun_or_away(request: HttpRequest, entry: Entry, token: str) -> HttpResponse | None:
    """Where someone belongs who cannot be on a page of questions; None when they can."""
    if entry.sheet is not None and entry.sheet.is_sent:
        return redirect("responses:receipt", token)
    if not entry.door.is_open:
        return not_open(request, entry.door)
    return redirect("responses:begin", token) if entry.sheet is None else None


def _leave(request: HttpRequest, entry: Entry, token: str, asked: Question) -> HttpResponse:
    go = request.POST.get("go", "next")
    typed = [] if go == "skip" else request.POST.getlist("answer")
    problems = answering.keep_page(
        entry=entry, typed=[] if _is_untouched(entry, asked, go, typed) else [(asked, typed)]
    )
    if problems and go != "back":
        return _question_page(request, entry, token, asked=asked, typed=typed, problems=problems)
    entry = entry_of(token, timezone.localdate())
    assert entry.questionnaire is not None and entry.sheet is not None
    if go == "back":
        before = previous_question(entry.questionnaire, entry.sheet.answers, asked.code)
        return _to(token, entry, before) if before else redirect("responses:begin", token)
    if request.GET.get("from") == "review" and first_open(entry.questionnaire, entry.sheet.answers) is None:
        return redirect("responses:review", token)
    return _to(token, entry, next_question(entry.questionnaire, entry.sheet.answers, asked.code))


def _is_untouched(entry: Entry, asked: Question, go: str, typed: Sequence[str]) -> bool:
    """Whether somebody only looked: going back from a question never answered does not say that it was left empty."""
    assert entry.sheet is not None
    return go == "back" and asked.code not in entry.sheet.answers and not any(text.strip() for text in typed)


def _to(token: str, entry: Entry, asked: Question | None) -> HttpResponse:
    """To this question, or to the look over everything when there is none."""
    if asked is None:
        return redirect("responses:review", token)
    assert entry.questionnaire is not None
    return redirect("responses:question", token, entry.questionnaire.questions.index(asked) + 1)


def _as_typed(answer: Any) -> list[str]:
    """A stored answer as the form shows it."""
    if answer is None:
        return []
    if isinstance(answer, tuple):
        return list(answer)
    return [f"{answer:.12g}" if isinstance(answer, float) else str(answer)]


def _question_page(
    request: HttpRequest,
    entry: Entry,
    token: str,
    *,
    asked: Question,
    typed: Sequence[str],
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    assert entry.questionnaire is not None and entry.sheet is not None
    known = {option.code for option in asked.options}
    shown = framed(
        entry,
        token,
        question=asked,
        choices=[Choice(o.code, o.words, o.code in typed) for o in asked.options],
        typed="" if asked.options else "\n".join(t for t in typed if t not in known),
        progress=progress(entry.questionnaire, entry.sheet.answers, asked.code),
        is_first=asked == entry.questionnaire.questions[0],
        problems=problems,
    )
    return render(request, "responses/answering/question.html", shown, status=422 if problems else 200)


@with_token
def review(request: HttpRequest, entry: Entry, *, token: str) -> HttpResponse:
    """Everything that was answered, to be changed or sent."""
    if request.method == "POST" and entry.sheet is not None:
        return _send(request, entry, token)
    found = _begun_or_away(request, entry, token)
    return found if found is not None else _review_page(request, entry, token)


def _send(request: HttpRequest, entry: Entry, token: str) -> HttpResponse:
    try:
        answering.send(entry=entry, key=request.POST.get("key", ""), at=timezone.now())
    except answering.NotSendableError as refused:
        return _review_page(request, entry, token, refused.problems)
    except answering.AlreadySentError:
        pass
    return redirect("responses:receipt", token)


def _review_page(request: HttpRequest, entry: Entry, token: str, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    assert entry.questionnaire is not None and entry.sheet is not None
    answers = entry.sheet.answers
    rows = [
        {
            "number": entry.questionnaire.questions.index(asked) + 1,
            "question": asked,
            "answer": answer_words(asked, answers.get(asked.code)),
            "problems": [p for p in problems if p.item == asked.code],
        }
        for asked in path(entry.questionnaire, answers)
    ]
    shown = framed(entry, token, rows=rows, problems=problems)
    return render(request, "responses/answering/review.html", shown, status=422 if problems else 200)


@with_token
def receipt(request: HttpRequest, entry: Entry, *, token: str) -> HttpResponse:
    """The number and the time. Answers are never shown again: the next reader of the link may be somebody else."""
    if entry.sheet is None or not entry.sheet.is_sent:
        return redirect("responses:begin", token)
    return render(request, "responses/answering/receipt.html", framed(entry, token))


@for_respondents
@require_POST
def language(request: HttpRequest, token: str = "") -> HttpResponse:
    """The frame in the other language; the questions stay as they were written."""
    back = request.POST.get("back", "")
    is_ours = back.startswith("/responses/") and "\\" not in back
    response = redirect(back if is_ours else "responses:answer")
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES) and check_for_language(wanted):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response
