"""The questionnaire on paper: as PDF, for one member or blank, and as a page to print from the browser."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoshin.core.problems.record import Problem
from hoshin.core.survey.questionnaire import Option, Question, Questionnaire
from hoshin.exchange.questionnaire_pdf.typesetting import (
    FONT_PACKAGE,
    FONTS,
    FontMissingError,
    PrintedOption,
    PrintedQuestion,
    SheetTexts,
    font,
    questionnaire_pdf,
)
from hoshin.server.accounts.access import staff
from hoshin.server.surveys.actions import SurveyRefusedError
from hoshin.server.surveys.queries import FrozenQuestionnaire, draft_of, questionnaire_for, questionnaire_numbered
from hoshin.server.surveys.queries.headers import SurveyHeader, survey_header
from hoshin.server.surveys.views.frame import frame, of_a_survey, viewer_of
from hoshin.server.ui.language import page_language

SPACES = {"number": "line", "text": "area"}


def print_texts(
    header: SurveyHeader, frozen: FrozenQuestionnaire | None, draft: Questionnaire | None = None
) -> SheetTexts:
    """What the sheets say: the version in force, or a draft to look at."""
    questionnaire = frozen.questionnaire if frozen else draft
    assert questionnaire is not None, "there is something to print"
    numbers = {q.code: str(number) for number, q in enumerate(questionnaire.questions, 1)}
    day = timezone.localdate(frozen.frozen_at) if frozen else timezone.localdate()
    specimen = _("Specimen") if frozen else _("Draft")
    return SheetTexts(
        language=page_language(),
        title=questionnaire.title,
        organisation=header.organisation.name(page_language()),
        period=_period(header),
        preface=_lines(questionnaire.preface),
        questions=tuple(printed_question(q, numbers) for q in questionnaire.questions),
        thanks=_lines(questionnaire.thanks),
        code_label=_("Code of this sheet"),
        token_label=_("One-time code for the web"),
        web_label=_("You can also answer here:"),
        qr_alt=_("QR code of the address where you can answer"),
        specimen=specimen,
        dated=(day.year, day.month, day.day),
    )


def _period(header: SurveyHeader) -> str:
    if header.first is None or header.last is None:
        return ""
    days = {"first": date_format(header.first, "DATE_FORMAT"), "last": date_format(header.last, "DATE_FORMAT")}
    return _("Answers from %(first)s to %(last)s") % days


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def printed_question(question: Question, numbers: dict[str, str]) -> PrintedQuestion:
    """One question as the paper shows it: how to answer in words, routes at the options."""
    return PrintedQuestion(
        number=_("Q%(number)s") % {"number": numbers[question.code]},
        words=question.words,
        help=question.help,
        hint=hint_of(question),
        options=tuple(PrintedOption(o.code, o.words, route_words(o, numbers)) for o in question.options),
        space=SPACES.get(question.kind, "boxes"),
        unit=question.unit,
    )


def hint_of(question: Question) -> str:
    """How to answer on paper."""
    if question.kind in ("single", "scale"):
        return _("(tick one)")
    if question.kind == "multiple":
        if question.most is None:
            return _("(tick all that apply)")
        words = ngettext("(tick up to %(most)s)", "(tick up to %(most)s)", question.most)
        return words % {"most": question.most}
    return ""


def route_words(option: Option, numbers: dict[str, str]) -> str:
    """「→ 問5へ」 where an answer leads elsewhere."""
    if option.goes_to is None:
        return ""
    if option.goes_to in numbers:
        return _("→ go to Q%(number)s") % {"number": numbers[option.goes_to]}
    return _("→ the end")


def check_font() -> None:
    """Say which package to install before anything is drawn or printed."""
    try:
        font()
    except FontMissingError as missing:
        values = {"package": FONT_PACKAGE}
        problem = Problem("pdf_font_missing", found="、".join(FONTS), values=values, severity="error")
        raise SurveyRefusedError(problem) from missing


def _texts_of(request: HttpRequest, survey: int) -> SheetTexts:
    header = survey_header(survey, viewer_of(request))
    wanted = request.GET.get("version", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 9:
        frozen = questionnaire_numbered(survey, int(wanted))
        if frozen is None:
            raise Http404(wanted)
        return print_texts(header, frozen)
    frozen = questionnaire_for(survey) if wanted != "draft" else None
    return print_texts(header, frozen, draft_of(survey))


@staff
@of_a_survey
def pdf(request: HttpRequest, survey: int) -> HttpResponse:
    """A blank specimen as PDF: the version in force, another (`?version=1`) or the draft (`?version=draft`)."""
    texts = _texts_of(request, survey)
    try:
        check_font()
    except SurveyRefusedError as refused:
        context = frame(request, survey, "questionnaire")
        return render(request, "surveys/refused.html", {**context, "problems": refused.problems}, status=503)
    answer = HttpResponse(questionnaire_pdf(texts), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="questionnaire-{survey}.pdf"'
    return answer


@staff
@of_a_survey
def print_page(request: HttpRequest, survey: int) -> HttpResponse:
    """The same on a page to print from the browser."""
    context: dict[str, Any] = frame(request, survey, "questionnaire")
    return render(request, "surveys/print.html", {**context, "sheet": _texts_of(request, survey)})
