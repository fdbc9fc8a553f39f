"""The answers of a survey as a table for estimates: one row a counted sheet, without a code, free texts or times.

What stands beside the answers (cells, stratum, how many live there and were asked) is the frame's, so that
`surveys.queries.design_of` describes exactly this table.
"""

from collections.abc import Iterator
from typing import Any

from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.questionnaire_tables import answer_columns
from hoshin.exchange.snapshots import Column, Table
from hoshin.exchange.snapshots.table import ColumnKind
from hoshin.server.responses.models import AnswerSheet
from hoshin.server.responses.queries.answering import answers_of
from hoshin.server.surveys.queries import frame_of, frame_row, members, questionnaire_for

CHANNEL, DAY = "channel", "day"
_FRAME_KINDS: dict[str, ColumnKind] = {
    "stratum": "text",
    "stratum_population": "integer",
    "stratum_drawn": "integer",
    "design_weight": "float",
}


class NoQuestionsError(LookupError):
    """Nobody was asked anything yet: no version of the questionnaire is frozen."""


def answer_table(survey: int, *, with_texts: bool = False) -> Table:
    """One row a counted sheet; raises `NoQuestionsError`.

    No viewer is asked for: whoever calls it has asked `check_can_read_answers`, or freezes the table for evidence. Free
    texts stay out unless asked for; a snapshot that leaves the office must never ask.
    """
    frozen = questionnaire_for(survey)
    if frozen is None:
        raise NoQuestionsError(survey)
    hidden = set() if with_texts else {q.code for q in frozen.questionnaire.questions if q.kind == "text"}
    rows = list(_rows(survey, frozen.questionnaire, hidden))
    return Table(_columns(survey, frozen.questionnaire, hidden), rows)


def _rows(survey: int, questionnaire: Questionnaire, hidden: set[str]) -> Iterator[dict[str, Any]]:
    frame, cells = frame_of(survey), {member.id: member.cells for member in members(survey)}
    sheets = AnswerSheet.objects.filter(survey=survey, state="counted").order_by("id")
    for member, channel, day, stored in sheets.values_list("member_id", "channel", "day", "answers").iterator():
        answers = answers_of(stored)
        row = {k: v for k, v in answer_columns(questionnaire, answers).items() if k not in hidden}
        beside = frame_row(frame, cells.get(member), answers)
        yield {**_floats(questionnaire, row), **beside, CHANNEL: channel, DAY: day}


def _floats(questionnaire: Questionnaire, row: dict[str, Any]) -> dict[str, Any]:
    """A number that JSON kept as a whole one is a number all the same."""
    numbers = {q.code for q in questionnaire.questions if q.kind == "number"}
    return {k: float(v) if k in numbers and v is not None else v for k, v in row.items()}


def _columns(survey: int, questionnaire: Questionnaire, hidden: set[str]) -> tuple[Column, ...]:
    beside = {name: Column(name, _FRAME_KINDS.get(name, "text")) for name in frame_row(frame_of(survey), None, {})}
    kinds: dict[str, ColumnKind] = {q.code: "float" if q.kind == "number" else "text" for q in questionnaire.questions}
    asked = {
        name: Column(name, kinds.get(name, "integer"))
        for name in answer_columns(questionnaire, {})
        if name not in hidden
    }
    return (*(asked | beside).values(), Column(CHANNEL, "text"), Column(DAY, "date"))
