"""Paper that came back: which sheet is keyed how far, where two entries differ, and how often."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.answer_permissions import check_can_settle_answers, check_can_take_in_answers
from hoshin.core.survey.keyed_entry import Keyed, as_keyed
from hoshin.core.survey.questionnaire import Question, Questionnaire
from hoshin.core.survey.questionnaire_answers import answer_words
from hoshin.core.survey.sampling import evened_code
from hoshin.server.responses.models import Keying, PaperReturn
from hoshin.server.responses.queries.answering import answers_of
from hoshin.server.surveys.queries import (
    SampledMember,
    member_of_code,
    members_count,
    questionnaire_for,
    questionnaire_numbered,
    standing_of,
    survey_header,
)

_NUMBER = re.compile(r"\w[\w.-]{0,39}")
"""A running number as it can stand in an address."""
LISTED = 50


class NotKeyableError(ValueError):
    """The sheet cannot be keyed so. `problems` says everything that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class NoSuchPaperError(LookupError):
    """No sheet of this number waits to be settled."""


@dataclass(frozen=True, slots=True)
class PlaceToKey:
    """A sheet that this person may key now: its number evened, whose it is, with which questions."""

    number: str
    member: SampledMember | None
    version: int
    questionnaire: Questionnaire
    ordinal: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One question on which two entries differ, in words."""

    question: Question
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How often two entries of one question differed."""

    question: Question
    differing: int
    compared: int


@dataclass(frozen=True, slots=True)
class KeyingProgress:
    """How far the keying of a survey has come. `waiting`: numbers entered once; `mine` of them by this viewer."""

    once: int
    differing: int
    settled: int
    waiting: tuple[str, ...]
    to_settle: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]


def place_of_number(survey: int, number: str, by: str) -> PlaceToKey:
    """Where a keyed number belongs; raises `NotKeyableError` with the sentence that helps.

    Paper that came in time may be keyed after the survey was closed to people.
    """
    frozen, standing = questionnaire_for(survey), standing_of(survey)
    if frozen is None or standing.status not in ("open", "closed"):
        raise NotKeyableError((_fault("survey_takes_no_answers", standing.status),))
    member = None
    if members_count(survey):
        member = member_of_code(survey, number)
        if member is None:
            raise NotKeyableError((_fault("keyed_code_unknown", number),))
    evened = member.code if member else evened_code(number)
    if not _NUMBER.fullmatch(evened):
        raise NotKeyableError((_fault("keyed_number_missing", number),))
    paper = PaperReturn.objects.filter(survey=survey, number=evened).first()
    if paper is None:
        return PlaceToKey(evened, member, frozen.number, frozen.questionnaire, 1)
    if paper.state != "once":
        raise NotKeyableError((_fault("keyed_twice_already", evened),))
    if paper.keyings.filter(by=by).exists():
        raise NotKeyableError((_fault("keyed_by_you_already", evened),))
    return PlaceToKey(evened, member, paper.version, paper_questionnaire(paper), 2)


def _fault(code: str, found: str) -> Problem:
    return Problem(code, found=found, field="number", severity="error")


def place_to_key(survey: int, number: str, viewer: Actor) -> PlaceToKey:
    """The same for somebody who opens the page; what the first person entered is not in it."""
    survey_header(survey, viewer)
    check_can_take_in_answers(viewer, standing_of(survey))
    return place_of_number(survey, number, viewer.name)


def paper_questionnaire(paper: PaperReturn) -> Questionnaire:
    """The questions that are printed on the sheet."""
    frozen = questionnaire_numbered(paper.survey_id, paper.version)
    assert frozen is not None, "a version that was keyed with is never taken away"
    return frozen.questionnaire


def keyed_of(keying: Keying) -> dict[str, Keyed]:
    """A stored entry as the core compares it."""
    answers: dict[str, Any] = answers_of(keying.answers)
    return {code: Keyed(_number_kept(answer), keying.marks.get(code)) for code, answer in answers.items()}


def _number_kept(answer: Any) -> Any:
    return float(answer) if isinstance(answer, int) and not isinstance(answer, bool) else answer


def differences(survey: int, number: str, viewer: Actor) -> tuple[Difference, ...]:
    """Both entries of each differing question; raises `NoSuchPaperError`. For those who may settle, not for keyers."""
    survey_header(survey, viewer)
    check_can_settle_answers(viewer, standing_of(survey))
    paper = PaperReturn.objects.filter(survey=survey, number=number, state="differing").first()
    if paper is None:
        raise NoSuchPaperError(number)
    first, second = (keyed_of(keying) for keying in paper.keyings.all())
    return tuple(
        Difference(q, in_words(q, first.get(q.code, Keyed())), in_words(q, second.get(q.code, Keyed())))
        for q in paper_questionnaire(paper).questions
        if q.code in paper.differing
    )


def in_words(question: Question, keyed: Keyed) -> str:
    """An entry as the paper shows it: 「1 そう思う」; a sign when there is no answer."""
    words = answer_words(question, keyed.answer)
    typed = as_keyed(question, keyed)
    return typed if keyed.mark or words == typed else f"{typed} {words}"


def keying_progress(survey: int, viewer: Actor) -> KeyingProgress:
    """How far keying has come, and how often entries differed by question. Four queries."""
    survey_header(survey, viewer)
    papers = PaperReturn.objects.filter(survey=survey)
    states = Counter(papers.values_list("state", flat=True))
    mine = Keying.objects.filter(paper__survey=survey, by=viewer.name).values("paper")
    waiting = papers.filter(state="once").exclude(pk__in=mine).values_list("number", flat=True)[:LISTED]
    to_settle = papers.filter(state="differing").values_list("number", flat=True)[:LISTED]
    return KeyingProgress(
        once=states["once"],
        differing=states["differing"],
        settled=states["settled"],
        waiting=tuple(waiting),
        to_settle=tuple(to_settle),
        disagreements=_disagreements(survey),
    )


def _disagreements(survey: int) -> tuple[Disagreement, ...]:
    frozen = questionnaire_for(survey)
    compared = list(PaperReturn.objects.filter(survey=survey, compared__gt=0).values_list("differing", flat=True))
    if frozen is None or not compared:
        return ()
    times = Counter(code for codes in compared for code in codes)
    return tuple(Disagreement(q, times[q.code], len(compared)) for q in frozen.questionnaire.questions)
