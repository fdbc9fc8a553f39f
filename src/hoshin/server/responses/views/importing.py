"""Files from other form services: choose, say how the columns are read, look, take in, take back."""

import hashlib
from dataclasses import replace
from itertools import chain, islice
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hoshin.core.problems.record import Problem
from hoshin.core.survey.answer_columns import ColumnMapping, heading_row
from hoshin.core.survey.answer_findings import Findings, OpenValue, column_letters, value_problem
from hoshin.core.survey.answer_matching import Reading
from hoshin.core.survey.answer_permissions import check_can_take_in_answers
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.questionnaire_answers import answer_words
from hoshin.exchange.answers_csv.encoding import NAMES
from hoshin.exchange.answers_csv.limits import MAX_FILE_BYTES
from hoshin.exchange.answers_csv.reading import AnswerFile, open_answers
from hoshin.exchange.guard.refusal import UnreadableFileError
from hoshin.server.responses.actions import importing as actions
from hoshin.server.responses.forms import choices_of, mapping_typed, uses_of
from hoshin.server.responses.queries.importing import (
    NotImportableError,
    batch_page,
    check_not_repeated,
    dry_run,
    import_desk,
    profile_mapping,
    questions_of,
)
from hoshin.server.responses.queries.staff import header_and_powers, is_frozen
from hoshin.server.responses.views.frame import of_a_survey, viewer_of
from hoshin.server.responses.waiting import WaitingFile, keep_mapping, put_aside, rows_of, waiting_under
from hoshin.server.surveys.queries import standing_of

EXAMPLES = 3
"""Cells of a column that are shown beside its heading."""
LOOKED_AT = 6
"""First rows among which the heading is looked for."""


@of_a_survey
def imports(request: HttpRequest, survey: int) -> HttpResponse:
    """The list of imports, and choosing a file."""
    viewer = viewer_of(request)
    desk = import_desk(survey, viewer)
    problems: tuple[Problem, ...] = ()
    file: AnswerFile | None = None
    if request.method == "POST":
        try:
            questions_of(survey)
            found = _read(request, survey)
            if isinstance(found, str):
                return redirect("responses:import_file", survey, found)
            file = found
        except UnreadableFileError as refused:
            problems = (refused.problem,)
        except NotImportableError as refused:
            problems = refused.problems
    shown = {
        "header": desk.header,
        "desk": desk,
        "problems": problems,
        "readings": [(code, NAMES[code], text) for code, text in file.readings] if file else (),
        "sheets": file.sheets if file else (),
        "encodings": NAMES.items(),
        "chosen": request.POST,
        "section": "evidence",
    }
    return render(request, "responses/staff/imports.html", shown, status=422 if problems or file else 200)


def _read(request: HttpRequest, survey: int) -> str | AnswerFile:
    """Read the uploaded file: the token it waits under, or what must be chosen before it can be read."""
    viewer, upload = viewer_of(request), request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        raise NotImportableError(Problem("answers_file_needed", severity="error"))
    name = PurePath(upload.name or "answers").name
    data = upload.read(MAX_FILE_BYTES + 1)
    sha256 = hashlib.sha256(data).hexdigest()
    check_not_repeated(survey, sha256)
    encoding, sheet = request.POST.get("encoding") or None, request.POST.get("sheet") or None
    file = open_answers(data, name, encoding=encoding, sheet=sheet)
    if file.readings or file.sheets:
        return file
    first = list(islice(file.rows, LOOKED_AT))
    head = heading_row(questions_of(survey).questionnaire, [cells for _number, cells in first])
    if not first[head + 1 :]:
        raise NotImportableError(Problem("answers_no_rows", found=name, severity="error", values={"file": name}))
    headings = tuple(first[head][1])
    profile = request.POST.get("profile", "")
    mapping = profile_mapping(survey, int(profile) if profile.isdecimal() else None, headings, viewer)
    how = NAMES.get(file.encoding or "", "") or f"xlsx {file.sheet}"
    waiting = WaitingFile(survey, name, sha256, headings, how, mapping)
    return put_aside(waiting, chain(first[head + 1 :], file.rows), by=viewer.name)


@of_a_survey
def import_file(request: HttpRequest, survey: int, token: str) -> HttpResponse:
    """How the columns are read, and what would come of it. Nothing is stored until it is said so here."""
    viewer = viewer_of(request)
    header, _powers = header_and_powers(survey, viewer)
    check_can_take_in_answers(viewer, standing_of(survey))
    file = waiting_under(token, survey=survey, by=viewer.name)
    frozen = questions_of(survey)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        file = replace(file, mapping=mapping_typed(request.POST, file.mapping, frozen.questionnaire))
        keep_mapping(file)
        try:
            _keep_profile(request, file)
            if request.POST.get("go") == "store":
                batch = actions.begin_import(file=file, version=frozen.number, by=viewer, at=timezone.now())
                return redirect("responses:import_batch", survey, batch)
        except NotImportableError as refused:
            problems = refused.problems
    findings = dry_run(file, frozen.questionnaire)
    shown = {
        "header": header,
        "token": token,
        "file": file,
        "findings": findings,
        "problems": tuple(p for p in problems if p not in findings.problems),
        "columns": _columns(file, frozen.questionnaire, findings),
        "readings": _readings(file.mapping, frozen.questionnaire),
        "values": [_value(at, value) for at, value in enumerate(findings.values)],
        "preview": _preview(findings, frozen.questionnaire),
        "asked": frozen.questionnaire,
        "choices": choices_of(frozen.questionnaire),
        "section": "evidence",
    }
    return render(request, "responses/staff/import_file.html", shown, status=422 if problems else 200)


def _keep_profile(request: HttpRequest, file: WaitingFile) -> None:
    name = request.POST.get("profile", "").strip()[:100]
    if name:
        actions.save_profile(
            survey=file.survey, name=name, mapping=file.mapping, by=viewer_of(request), at=timezone.now()
        )
        messages.success(request, _("How the columns are read is kept as “%(name)s”.") % {"name": name})


def _columns(file: WaitingFile, questionnaire: Questionnaire, findings: Findings) -> list[dict[str, Any]]:
    """Each column with its heading, its first cells and what it is used for."""
    examples = [cells for _number, cells in islice(rows_of(file), EXAMPLES)]
    uses = uses_of(questionnaire)
    return [
        {
            "at": at,
            "letters": column_letters(at),
            "heading": column.heading,
            "examples": [c[at] for c in examples if at < len(c) and c[at]] if column.use != "ignored" else [],
            "used": next((v for v, use in uses.items() if use == (column.use, column.question, column.option)), ""),
            "is_guess": column.use == "question" and column.how == "position",
            "answered": findings.answered.get(column.question),
        }
        for at, column in enumerate(file.mapping.columns)
    ]


def _readings(mapping: ColumnMapping, questionnaire: Questionnaire) -> list[dict[str, Any]]:
    used = {column.question for column in mapping.columns if column.use in ("question", "option")}
    return [
        {
            "at": at,
            "question": question,
            "reading": mapping.readings.get(question.code, Reading()),
            "missing": " ".join(mapping.readings.get(question.code, Reading()).missing),
            "told": [
                (text, "、".join(codes) or _("no answer"))
                for text, codes in mapping.readings.get(question.code, Reading()).told.items()
            ],
        }
        for at, question in enumerate(questionnaire.questions)
        if question.code in used and question.kind != "text"
    ]


def _value(at: int, value: OpenValue) -> dict[str, Any]:
    return {"at": at, "value": value, "problem": value_problem(value)}


def _preview(findings: Findings, questionnaire: Questionnaire) -> list[list[str]]:
    return [
        [row.code, *(answer_words(q, row.answers.get(q.code)) for q in questionnaire.questions if q.kind != "text")]
        for row in findings.preview
    ]


@of_a_survey
def import_batch(request: HttpRequest, survey: int, batch: int) -> HttpResponse:
    """How far an import has come; each time the button is pressed (or htmx presses it) the next rows go in."""
    viewer = viewer_of(request)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        go = request.POST.get("go", "advance")
        try:
            if go == "stop":
                actions.stop_import(survey=survey, batch=batch, by=viewer, at=timezone.now())
            elif go == "withdraw":
                reason = request.POST.get("reason", "")
                actions.withdraw_batch(survey=survey, batch=batch, reason=reason, by=viewer, at=timezone.now())
            else:
                actions.advance_import(survey=survey, batch=batch, by=viewer, at=timezone.now())
        except NotImportableError as refused:
            problems = refused.problems
        if not problems and not request.htmx:  # type: ignore[attr-defined]
            return redirect("responses:import_batch", survey, batch)
    header, view = batch_page(survey, batch, viewer)
    template = "_batch.html" if request.htmx else "batch.html"  # type: ignore[attr-defined]
    shown = {
        "header": header,
        "batch": view,
        "problems": problems,
        "is_frozen": view.state == "stored" and is_frozen(survey, viewer),
        "section": "evidence",
    }
    return render(request, f"responses/staff/{template}", shown, status=422 if problems else 200)
