"""What a file of answers would bring, which profiles are kept, and how far an import has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.answer_columns import ColumnMapping, mapping_from, propose_columns, reuse
from hoshin.core.survey.answer_findings import Findings, find
from hoshin.core.survey.answer_permissions import check_can_take_in_answers
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.server.responses.models import AnswerSheet, ImportBatch, ImportProfile
from hoshin.server.responses.queries.staff import header_and_powers
from hoshin.server.responses.waiting import Row, WaitingFile, rows_of
from hoshin.server.surveys.queries import (
    FrozenQuestionnaire,
    SurveyHeader,
    members,
    questionnaire_for,
    standing_of,
)


class NotImportableError(ValueError):
    """The file cannot be taken in. `problems` says everything that is wrong."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class NoSuchBatchError(LookupError):
    """This survey has no such import."""


@dataclass(frozen=True, slots=True)
class BatchView:
    """An import as its pages show it. `counted`, `conflicts` and `set_aside` are its sheets by what became of them."""

    id: int
    name: str
    sha256: str
    state: str
    rows: int
    taken: int
    by: str
    at: datetime
    ended_at: datetime | None
    reason: str
    counted: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class ImportDesk:
    """The survey's imports and the organisation's profiles."""

    header: SurveyHeader
    batches: tuple[BatchView, ...]
    profiles: tuple[tuple[int, str], ...]
    is_asked: bool


def questions_of(survey: int) -> FrozenQuestionnaire:
    """The questions that a file is read against; raises `NotImportableError` before there are any."""
    frozen, standing = questionnaire_for(survey), standing_of(survey)
    if frozen is None or standing.status not in ("open", "closed"):
        raise NotImportableError(Problem("survey_takes_no_answers", found=standing.status, severity="error"))
    return frozen


def import_desk(survey: int, viewer: Actor) -> ImportDesk:
    """Everything that was taken in from files; for those who may take in more."""
    header, _ = header_and_powers(survey, viewer)
    check_can_take_in_answers(viewer, standing_of(survey))
    profiles = ImportProfile.objects.filter(organisation=header.organisation.id).values_list("id", "name")
    batches = tuple(_batch(row) for row in ImportBatch.objects.filter(survey=survey))
    is_asked = questionnaire_for(survey) is not None and header.status in ("open", "closed")
    return ImportDesk(header, batches, tuple(profiles), is_asked)


def _batch(row: ImportBatch) -> BatchView:
    sheets = AnswerSheet.objects.filter(batch=row)
    return BatchView(
        row.pk,
        row.name,
        row.sha256,
        row.state,
        row.rows,
        row.taken,
        row.by,
        row.at,
        row.ended_at,
        row.reason,
        counted=sheets.filter(state="counted").count(),
        conflicts=sheets.filter(state="conflict").count(),
    )


def batch_page(survey: int, batch: int, viewer: Actor) -> tuple[SurveyHeader, BatchView]:
    """One import; raises `NoSuchBatchError`."""
    header, _ = header_and_powers(survey, viewer)
    check_can_take_in_answers(viewer, standing_of(survey))
    row = ImportBatch.objects.filter(survey=survey, pk=batch).first()
    if row is None:
        raise NoSuchBatchError(batch)
    return header, _batch(row)


def check_not_repeated(survey: int, sha256: str) -> None:
    """Refuse a file that was taken in already, unless that import was taken back."""
    row = ImportBatch.objects.filter(survey=survey, sha256=sha256).exclude(state="withdrawn").first()
    if row is not None:
        on = row.at.date().isoformat()
        values = {"file": row.name}
        raise NotImportableError(Problem("answers_file_repeated", found=on, severity="error", values=values))


def profile_mapping(survey: int, profile: int | None, headings: tuple[str, ...], viewer: Actor) -> ColumnMapping:
    """How a new file's columns are proposed to be read: by a kept profile, else by their headings."""
    header, _ = header_and_powers(survey, viewer)
    questionnaire = questions_of(survey).questionnaire
    kept = ImportProfile.objects.filter(organisation=header.organisation.id, pk=profile).first() if profile else None
    if kept is not None:
        return reuse(mapping_from(kept.mapping), questionnaire, headings)
    return ColumnMapping(propose_columns(questionnaire, headings))


def codes_of(survey: int) -> dict[str, int]:
    """The number of each sampled member by the code on paper."""
    return {member.code: member.id for member in members(survey)}


def returned_members(survey: int) -> frozenset[int]:
    """Members whose answers count already."""
    counted = AnswerSheet.objects.filter(survey=survey, state="counted", member__isnull=False)
    return frozenset(counted.values_list("member_id", flat=True))


def dry_run(file: WaitingFile, questionnaire: Questionnaire, rows: Iterable[Row] | None = None) -> Findings:
    """What taking this file in would do. Nothing is stored."""
    return find(
        questionnaire=questionnaire,
        mapping=file.mapping,
        rows=rows_of(file) if rows is None else rows,
        members=codes_of(file.survey),
        returned=returned_members(file.survey),
    )
