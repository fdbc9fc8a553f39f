"""Taking a file of answers in: begun, advanced by some rows at a time, ended at once; and taken back.

Rows that are in but not all in are `staged` and count for nothing. When the last is in, one transaction lets all of
them count, so that a file is in or is not. Each row has its own key: an import that was cut off goes on where it was.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.answer_columns import ColumnMapping, mapping_from, mapping_json
from hoshin.core.survey.answer_permissions import check_can_take_in_answers
from hoshin.core.survey.answer_rows import RowReader
from hoshin.core.survey.questionnaire_routing import answers_on_path
from hoshin.core.survey.sampling import evened_code
from hoshin.server.audit.actions import record
from hoshin.server.responses import waiting
from hoshin.server.responses.models import AnswerSheet, ImportBatch, ImportProfile
from hoshin.server.responses.queries.importing import (
    NoSuchBatchError,
    NotImportableError,
    check_not_repeated,
    codes_of,
    dry_run,
    questions_of,
    returned_members,
)
from hoshin.server.responses.queries.staff import is_frozen
from hoshin.server.surveys.queries import questionnaire_numbered, standing_of, survey_header

AT_A_TIME = 4000
"""Rows that one step takes in: about a second."""


@transaction.atomic
def save_profile(*, survey: int, name: str, mapping: ColumnMapping, by: Actor, at: datetime) -> None:
    """Keep how a file's columns are read under a name of the organisation; an old profile of that name is replaced."""
    check_can_take_in_answers(by, standing_of(survey))
    organisation = standing_of(survey).organisation
    ImportProfile.objects.update_or_create(
        organisation_id=organisation, name=name, defaults={"mapping": mapping_json(mapping), "updated_at": at}
    )
    record(actor=by.name, action="import_profile_saved", subject=f"survey:{survey}", detail={"name": name}, at=at)


def begin_import(*, file: waiting.WaitingFile, version: int, by: Actor, at: datetime) -> int:
    """Begin to take a file in, as it was shown; returns the number of the import.

    Raises `NotImportableError` when something is still open, when the same file is in, or when the questions are no
    longer those it was shown with. The rows are read before the database is asked to write: respondents go on
    meanwhile.
    """
    check_can_take_in_answers(by, standing_of(file.survey))
    frozen = questions_of(file.survey)
    check_not_repeated(file.survey, file.sha256)
    if frozen.number != version:
        raise NotImportableError(Problem("answers_version_changed", severity="error"))
    findings = dry_run(file, frozen.questionnaire)
    if not findings.is_storable:
        errors = [p for p in findings.problems if p.severity == "error"]
        raise NotImportableError(*errors or [Problem("answers_not_settled", severity="error")])
    waiting.hand_over(file)
    batch = _begun(file, version, findings.rows, by=by, at=at)
    waiting.forget(file)
    return batch


@transaction.atomic
def _begun(file: waiting.WaitingFile, version: int, rows: int, *, by: Actor, at: datetime) -> int:
    check_not_repeated(file.survey, file.sha256)
    batch = ImportBatch.objects.create(
        survey_id=file.survey,
        name=file.name[:255],
        sha256=file.sha256,
        mapping={**mapping_json(file.mapping), "version": version},
        rows=rows,
        by=by.name,
        at=at,
    )
    detail = {"batch": batch.pk, "sha256": file.sha256, "rows": rows}
    record(actor=by.name, action="answer_import_begun", subject=f"survey:{file.survey}", detail=detail, at=at)
    return batch.pk


def _locked(survey: int, batch: int, by: Actor) -> ImportBatch:
    survey_header(survey, by)
    check_can_take_in_answers(by, standing_of(survey))
    row = ImportBatch.objects.select_for_update().filter(survey=survey, pk=batch).first()
    if row is None:
        raise NoSuchBatchError(batch)
    return row


@transaction.atomic
def advance_import(*, survey: int, batch: int, by: Actor, at: datetime, rows: int = AT_A_TIME) -> bool:
    """Take the next rows in; True when the file stands. Calling it again after that changes nothing."""
    row = _locked(survey, batch, by)
    if row.state != "running":
        return True
    version = row.mapping["version"]
    frozen = questionnaire_numbered(survey, version)
    assert frozen is not None, "a version that an import names is never taken away"
    reader, codes = RowReader(frozen.questionnaire, mapping_from(row.mapping)), codes_of(survey)
    sheets = []
    for number, cells in islice(_rows_left(row), rows):
        read = reader.read(cells)
        sheets.append(
            AnswerSheet(
                survey_id=survey,
                version=version,
                member_id=codes.get(evened_code(read.code)) if read.code else None,
                channel="import",
                state="staged",
                answers=dict(answers_on_path(frozen.questionnaire, read.answers)),
                key=f"import:{batch}:{number}",
                batch=row,
                row=number,
                started_on=timezone.localdate(at),
            )
        )
    AnswerSheet.objects.bulk_create(sheets, batch_size=500)
    row.taken += len(sheets)
    if row.taken >= row.rows:
        _let_count(row, by=by, at=at)
    row.save()
    return row.state == "stored"


def _rows_left(batch: ImportBatch) -> Iterator[waiting.Row]:
    try:
        return waiting.rows_of_batch(batch.survey_id, batch.sha256, batch.taken)
    except FileNotFoundError as error:
        raise NotImportableError(Problem("batch_rows_missing", severity="error")) from error


def _let_count(batch: ImportBatch, *, by: Actor, at: datetime) -> None:
    """All rows count at once, but for members who have a counted sheet or an earlier row: those are conflicts."""
    staged = AnswerSheet.objects.filter(batch=batch, state="staged")
    seen = set(returned_members(batch.survey_id))
    late = []
    for pk, member in staged.exclude(member=None).order_by("row").values_list("id", "member_id"):
        if member in seen:
            late.append(pk)
        seen.add(member)
    sent = {"sent_at": at, "day": timezone.localdate(at)}
    for start in range(0, len(late), 500):
        staged.filter(pk__in=late[start : start + 500]).update(state="conflict", **sent)
    counted = staged.update(state="counted", **sent)
    batch.state, batch.ended_at = "stored", at
    waiting.forget_batch(batch.survey_id, batch.sha256)
    detail = {"batch": batch.pk, "sha256": batch.sha256, "counted": counted, "conflicts": len(late)}
    record(actor=by.name, action="answers_imported", subject=f"survey:{batch.survey_id}", detail=detail, at=at)


@transaction.atomic
def stop_import(*, survey: int, batch: int, by: Actor, at: datetime) -> None:
    """Give up an import that runs. Nothing of it has counted, so its rows are thrown away."""
    row = _locked(survey, batch, by)
    if row.state != "running":
        return
    AnswerSheet.objects.filter(batch=row, state="staged").delete()
    row.state, row.ended_at, row.taken = "withdrawn", at, 0
    row.save()
    waiting.forget_batch(survey, row.sha256)
    detail = {"batch": batch, "sha256": row.sha256}
    record(actor=by.name, action="answer_import_stopped", subject=f"survey:{survey}", detail=detail, at=at)


@transaction.atomic
def withdraw_batch(*, survey: int, batch: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a whole file back: its rows are marked and count no more. Not once a period was closed with it."""
    row = _locked(survey, batch, by)
    if row.state != "stored":
        return
    if is_frozen(survey, by):
        raise NotImportableError(Problem("batch_closed", severity="error"))
    if not reason.strip():
        raise NotImportableError(Problem("batch_reason_missing", field="reason", severity="error"))
    sheets = AnswerSheet.objects.filter(batch=row, state__in=["counted", "conflict"])
    many = sheets.update(state="set_aside", decided_by=by.name, decided_at=at)
    row.state, row.ended_at, row.reason = "withdrawn", at, reason.strip()[:300]
    row.save()
    detail = {"batch": batch, "sha256": row.sha256, "sheets": many, "reason": row.reason}
    record(actor=by.name, action="answer_import_withdrawn", subject=f"survey:{survey}", detail=detail, at=at)
