"""Keying paper: two entries by two people, and only what both agree on, or what was settled, counts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.answer_permissions import check_can_settle_answers, check_can_take_in_answers
from hoshin.core.survey.keyed_entry import Keyed, differing, read_keyed, read_sheet
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.questionnaire_routing import answers_on_path
from hoshin.server.audit.actions import record
from hoshin.server.responses.actions.answering import acknowledge
from hoshin.server.responses.models import AnswerSheet, Keying, PaperReturn
from hoshin.server.responses.queries.keying import (
    NoSuchPaperError,
    NotKeyableError,
    keyed_of,
    paper_questionnaire,
    place_of_number,
)
from hoshin.server.surveys.queries import standing_of

Outcome = Literal["once", "agreed", "differing"]


@transaction.atomic
def key_sheet(*, survey: int, number: str, typed: Mapping[str, str], by: Actor, at: datetime) -> Outcome:
    """Store one entry of a sheet of paper. The second of another person is compared with the first at once.

    Raises `NotKeyableError` with every fault; nothing is stored then.
    """
    check_can_take_in_answers(by, standing_of(survey))
    place = place_of_number(survey, number, by.name)
    version, questionnaire = place.version, place.questionnaire
    keyed, problems = read_sheet(questionnaire, typed)
    if problems:
        raise NotKeyableError(problems)
    paper, is_new = PaperReturn.objects.select_for_update().get_or_create(
        survey_id=survey,
        number=place.number,
        defaults={"version": version, "member_id": place.member.id if place.member else None},
    )
    ordinal = 1 if is_new else 2
    if not is_new and paper.state != "once":
        raise NotKeyableError((_fault("keyed_twice_already", place.number),))
    if not is_new and paper.keyings.filter(by=by.name).exists():
        raise NotKeyableError((_fault("keyed_by_you_already", place.number),))
    Keying.objects.create(paper=paper, ordinal=ordinal, by=by.name, at=at, **_stored(keyed))
    outcome: Outcome = "once" if is_new else _compare(paper, questionnaire, at=at, by=by.name)
    # Last, as everywhere: whoever holds the head of the record must not wait for a sheet of the same member.
    record(
        actor=by.name,
        action="paper_keyed",
        subject=f"survey:{survey}",
        detail={"number": place.number, "entry": ordinal},
        at=at,
    )
    return outcome


def _fault(code: str, found: str) -> Problem:
    return Problem(code, found=found, field="number", severity="error")


def _stored(keyed: Mapping[str, Keyed]) -> dict[str, Any]:
    return {
        "answers": {code: each.answer for code, each in keyed.items()},
        "marks": {code: each.mark for code, each in keyed.items() if each.mark},
    }


def _compare(paper: PaperReturn, questionnaire: Questionnaire, *, at: datetime, by: str) -> Outcome:
    first, second = (keyed_of(keying) for keying in paper.keyings.all())
    paper.differing = list(differing(questionnaire, first, second))
    paper.compared = len(questionnaire.questions)
    if paper.differing:
        paper.state = "differing"
        paper.save(update_fields=["state", "differing", "compared"])
        return "differing"
    _settle(paper, questionnaire, first, at=at, by=by)
    return "agreed"


def _settle(
    paper: PaperReturn, questionnaire: Questionnaire, keyed: Mapping[str, Keyed], *, at: datetime, by: str
) -> None:
    """Let the sheet count. Answers off the way are left out; a question passed over on the way stays missing."""
    answers = {code: each.answer for code, each in keyed.items()}
    sheet = AnswerSheet(
        survey_id=paper.survey_id,
        version=paper.version,
        member_id=paper.member_id,
        channel="paper",
        state="counted",
        answers=dict(answers_on_path(questionnaire, answers)),
        key=f"paper:{paper.pk}",
        started_on=timezone.localdate(at),
    )
    acknowledge(sheet, at=at, by=by)
    paper.sheet, paper.state = sheet, "settled"
    paper.settled_by, paper.settled_at = by, at
    paper.save()


@transaction.atomic
def settle_paper(
    *, survey: int, number: str, choices: Mapping[str, str], typed: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Decide each differing question: `first`, `second`, or `other` with what is typed. Raises `NotKeyableError`."""
    check_can_settle_answers(by, standing_of(survey))
    paper = PaperReturn.objects.select_for_update().filter(survey=survey, number=number, state="differing").first()
    if paper is None:
        raise NoSuchPaperError(number)
    questionnaire = paper_questionnaire(paper)
    entries = dict(zip(("first", "second"), (keyed_of(keying) for keying in paper.keyings.all()), strict=True))
    settled, problems = dict(entries["first"]), []
    for question in questionnaire.questions:
        if question.code not in paper.differing:
            continue
        choice = choices.get(question.code, "")
        if choice in entries:
            settled[question.code] = entries[choice].get(question.code, Keyed())
        elif choice == "other":
            settled[question.code], faults = read_keyed(question, typed.get(question.code, ""))
            problems += faults
        else:
            values = {"question": question.words}
            problems.append(Problem("keying_choice_missing", item=question.code, severity="error", values=values))
    if problems:
        raise NotKeyableError(tuple(problems))
    _settle(paper, questionnaire, settled, at=at, by=by.name)
    record(
        actor=by.name,
        action="paper_settled",
        subject=f"survey:{survey}",
        detail={"number": number, "questions": list(paper.differing)},
        at=at,
    )
