"""Members of whom more than one sheet came: what each says, for a person who decides which counts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from hoshin.core.permissions import Actor
from hoshin.core.survey.answer_permissions import check_can_settle_answers
from hoshin.core.survey.questionnaire import Question
from hoshin.core.survey.questionnaire_answers import answer_words
from hoshin.server.responses.models import AnswerSheet
from hoshin.server.responses.queries.answering import answers_of
from hoshin.server.responses.queries.staff import header_and_powers
from hoshin.server.surveys.queries import SurveyHeader, members, questionnaire_numbered, standing_of

SHOWN = 50


@dataclass(frozen=True, slots=True)
class RivalSheet:
    """One of several sheets of a member. `answers` are those to the questions on which the sheets differ, in words."""

    id: int
    channel: str
    state: str
    day: date | None
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One member's sheets, the first that came first."""

    member: int
    code: str
    questions: tuple[Question, ...]
    sheets: tuple[RivalSheet, ...]


def conflicts(survey: int, viewer: Actor) -> tuple[SurveyHeader, tuple[Conflict, ...]]:
    """Every member of whom a sheet waits for a decision, at most `SHOWN`."""
    header, _ = header_and_powers(survey, viewer)
    check_can_settle_answers(viewer, standing_of(survey))
    waiting = AnswerSheet.objects.filter(survey=survey, state="conflict").values_list("member_id", flat=True)
    wanted = list(dict.fromkeys(waiting.order_by("id")))[:SHOWN]
    rivals: dict[int, list[AnswerSheet]] = defaultdict(list)
    sheets = AnswerSheet.objects.filter(survey=survey, member__in=wanted, state__in=["counted", "conflict"])
    for sheet in sheets.order_by("sent_at", "id"):
        rivals[sheet.member_id].append(sheet)
    codes = {member.id: member.code for member in members(survey)}
    return header, tuple(_conflict(member, codes[member], rivals[member]) for member in wanted)


def _conflict(member: int, code: str, sheets: list[AnswerSheet]) -> Conflict:
    frozen = questionnaire_numbered(sheets[0].survey_id, sheets[0].version)
    assert frozen is not None, "a version that was answered is never taken away"
    answers = [answers_of(sheet.answers) for sheet in sheets]
    differing = [q for q in frozen.questionnaire.questions if len({str(a.get(q.code)) for a in answers}) > 1]
    shown = tuple(
        RivalSheet(s.pk, s.channel, s.state, s.day, tuple(answer_words(q, a.get(q.code)) for q in differing))
        for s, a in zip(sheets, answers, strict=True)
    )
    return Conflict(member, code, tuple(differing), shown)
