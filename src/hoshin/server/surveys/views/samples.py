"""Drawing the sample from an uploaded list. The mailing file is made in the same request and kept nowhere."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoshin.core.survey.permissions import check_can_draw_sample
from hoshin.core.survey.sample_lists import guessed_columns, read_list
from hoshin.core.survey.sampling import grouped_code
from hoshin.exchange.mailing_xlsx import MailingRow, mailing_workbook
from hoshin.exchange.questionnaire_pdf.typesetting import PrintedMember, SheetTexts, questionnaire_pdf
from hoshin.server.accounts.access import staff
from hoshin.server.surveys import actions
from hoshin.server.surveys.actions import DrawnSample
from hoshin.server.surveys.forms import ListForm
from hoshin.server.surveys.queries import (
    FrozenQuestionnaire,
    answer_path,
    frame_of,
    population_columns,
    questionnaire_for,
    standing_of,
    strata_columns,
)
from hoshin.server.surveys.queries.frames import design_kept
from hoshin.server.surveys.queries.headers import SurveyHeader, drawn_record
from hoshin.server.surveys.uploads import Rows, rows_of_file
from hoshin.server.surveys.views.frame import (
    SurveyRefusedError,
    frame,
    of_a_survey,
    put_on_form,
    say,
    shown,
    today,
    viewer_of,
)
from hoshin.server.surveys.views.printing import check_font, print_texts
from hoshin.server.ui.language import page_language

BATCH = 100
"""Questionnaires in one PDF of the mailing file: a printer takes a hundred, and the download moves on."""


@staff
@of_a_survey
def sample(request: HttpRequest, survey: int) -> HttpResponse:
    """Show what was drawn; draw from a list that is sent and answer with the mailing file."""
    check_can_draw_sample(viewer_of(request), standing_of(survey))
    context = frame(request, survey, "sample")
    header: SurveyHeader = context["survey"]
    columns = population_columns(survey)
    context |= {"drawn": drawn_record(survey), "columns": columns, "frozen": questionnaire_for(survey)}
    record = context["drawn"]
    context["drawn_stamp"] = record.at.isoformat() if record.at else ""
    if request.method != "POST":
        form = ListForm(columns=columns, initial={"seed": record.seed})
        return shown(request, "surveys/sample.html", {**context, "form": form})
    form = ListForm(request.POST, request.FILES, columns=columns)
    problems: Any = ()
    if form.is_valid():
        try:
            return _drawn(request, header, form)
        except SurveyRefusedError as refused:
            here = [p for p in refused.problems if p.field in form.fields]
            put_on_form(form, here)
            problems = [p for p in refused.problems if p not in here]
    return shown(request, "surveys/sample.html", {**context, "form": form}, problems)


def _drawn(request: HttpRequest, header: SurveyHeader, form: ListForm) -> HttpResponse:
    given = form.cleaned_data
    frozen = questionnaire_for(header.id) if given["with_sheets"] else None
    if frozen is not None:
        check_font()
    rows = rows_of_file(given["file"], encoding=given["encoding"], sheet=given["sheet"])
    mapping = _mapping(header.id, form.mapping(), _heading(rows))
    known = frame_of(header.id).values
    reading = read_list(rows, given["key"].strip(), mapping, known)
    if not reading.is_usable:
        raise SurveyRefusedError(*reading.problems)
    drawn = actions.draw_sample(
        survey=header.id,
        lines=reading.lines,
        seed=given["seed"],
        by=viewer_of(request),
        at=timezone.now(),
        expected=request.POST.get("drawn"),
    )
    return _mailing(header, _site(request, header), drawn, rows, frozen)


def _mapping(survey: int, typed: dict[str, str], heading: tuple[str, ...]) -> dict[str, str]:
    """Which heading holds which column: as typed, else as guessed. What the design does not need may be absent."""
    guessed = guessed_columns(heading, typed)
    found = {column: head or guessed[column] for column, head in typed.items()}
    needed = {*strata_columns(survey), *design_kept(survey).cells}
    return {column: head for column, head in found.items() if head or column in needed}


def _heading(rows: Rows) -> tuple[str, ...]:
    return next((row for row in rows if any(row)), ())


def _site(request: HttpRequest, header: SurveyHeader) -> str:
    return (header.answer_site or request.build_absolute_uri("/")).rstrip("/")


def _mailing(
    header: SurveyHeader, site: str, drawn: DrawnSample, rows: Rows, frozen: FrozenQuestionnaire | None
) -> HttpResponse:
    """The mailing file alone as xlsx, or with the printed questionnaires as a ZIP that is sent while it is made."""
    mailing = [
        MailingRow(
            grouped_code(m.code), grouped_code(m.token), f"{site}{answer_path(m.token)}", m.stratum, rows[m.place]
        )
        for m in drawn.members
    ]
    workbook = mailing_workbook(_heading(rows), mailing, page_language())
    if frozen is None:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        answer = HttpResponse(workbook, content_type=kind)
        answer["Content-Disposition"] = f'attachment; filename="mailing-{header.id}.xlsx"'
        return answer
    texts = print_texts(header, frozen)
    printed = [PrintedMember(row.code, row.token, row.address) for row in mailing]
    stream = StreamingHttpResponse(_zipped(workbook, texts, printed), content_type="application/zip")
    stream["Content-Disposition"] = f'attachment; filename="mailing-{header.id}.zip"'
    return stream  # type: ignore[return-value]


class _Outbox(io.RawIOBase):
    """Takes what the ZIP writes and hands it on; it cannot be sought in, so nothing waits for the end."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        data, self.waiting = b"".join(self.waiting), []
        return data


def _zipped(workbook: bytes, texts: SheetTexts, printed: list[PrintedMember]) -> Iterator[bytes]:
    out = _Outbox()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mailing.xlsx", workbook)
        yield out.taken()
        for at in range(0, len(printed), BATCH):
            batch = printed[at : at + BATCH]
            name = f"questionnaires-{at + 1:05d}-{at + len(batch):05d}.pdf"
            archive.writestr(name, questionnaire_pdf(texts, batch))
            yield out.taken()
    yield out.taken()


@staff
@require_POST
@of_a_survey
def remove(request: HttpRequest, survey: int) -> HttpResponse:
    try:
        actions.remove_sample(survey=survey, by=viewer_of(request), on=today())
        messages.success(request, _("The sample was taken back. Its codes no longer work."))
    except SurveyRefusedError as refused:
        say(request, refused.problems)
    return redirect("surveys:sample", survey)


@staff
@require_POST
@of_a_survey
def mailed(request: HttpRequest, survey: int) -> HttpResponse:
    count = actions.mark_mailed(survey=survey, by=viewer_of(request), on=today())
    messages.success(request, _("Noted as mailed today: %(count)s people.") % {"count": count})
    return redirect("surveys:sample", survey)


@staff
@require_POST
@of_a_survey
def reissue(request: HttpRequest, survey: int) -> HttpResponse:
    """A new one-time code, shown this once."""
    context = frame(request, survey, "sample")
    code = request.POST.get("code", "")
    try:
        token = actions.reissue_token(survey=survey, code=code, by=viewer_of(request), on=today())
    except SurveyRefusedError as refused:
        say(request, refused.problems)
        return redirect("surveys:sample", survey)
    address = f"{_site(request, context['survey'])}{answer_path(token)}"
    context |= {"token": grouped_code(token), "code": code, "address": address}
    return shown(request, "surveys/reissued.html", context)
