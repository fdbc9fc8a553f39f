"""The way through a questionnaire: which question follows, which are asked at all, and how far somebody has come.

Routes only lead forwards. A route that leads backwards or to nowhere is a fault that `questionnaire_checks` names; here
it is passed over as if it were not there, so that the way always ends and asks nothing twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hoshin.core.survey.questionnaire import Answers, Question, Questionnaire

END = "end"
"""The route that leads out of the questionnaire."""
ROUTED_KINDS = ("single", "scale")
"""Only one answer decides where it goes on; of several ticked at once nobody could say which."""


@dataclass(frozen=True, slots=True)
class Progress:
    """「3/8」: the third of the eight questions on the way that the answers so far lead along."""

    position: int
    total: int


def positions(questionnaire: Questionnaire) -> dict[str, int]:
    """Where each code stands first."""
    found: dict[str, int] = {}
    for index, question in enumerate(questionnaire.questions):
        found.setdefault(question.code, index)
    return found


def target_of(where: Mapping[str, int], index: int, goes_to: str | None, count: int) -> int:
    """The position that a route from `index` leads to; `count` is behind the last question."""
    if goes_to == END:
        return count
    target = where.get(goes_to, -1) if goes_to else -1
    return target if target > index else index + 1


def _follower(questionnaire: Questionnaire, where: Mapping[str, int], answers: Answers, index: int) -> int:
    question, count = questionnaire.questions[index], len(questionnaire.questions)
    chosen = answers.get(question.code)
    if question.kind in ROUTED_KINDS and isinstance(chosen, str):
        for option in question.options:
            if option.code == chosen:
                return target_of(where, index, option.goes_to, count)
    return index + 1


def next_question(questionnaire: Questionnaire, answers: Answers, after: str | None = None) -> Question | None:
    """The question that follows `after` under these answers (None: the first); None when there are no more.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> yes_no = (Option("1", "はい"), Option("2", "いいえ", goes_to="end"))
    >>> asked = Questionnaire("t", (Question("q1", "single", "利用した", yes_no), Question("q2", "text", "感想")))
    >>> next_question(asked, {"q1": "1"}, "q1").code, next_question(asked, {"q1": "2"}, "q1")
    ('q2', None)

    An unknown `after` is our bug: `KeyError`.
    """
    where = positions(questionnaire)
    at = 0 if after is None else _follower(questionnaire, where, answers, where[after])
    return questionnaire.questions[at] if at < len(questionnaire.questions) else None


def path(questionnaire: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """The questions that these answers lead along, unanswered ones taken to lead to the next."""
    where, at, found = positions(questionnaire), 0, []
    while at < len(questionnaire.questions):
        found.append(questionnaire.questions[at])
        at = _follower(questionnaire, where, answers, at)
    return tuple(found)


def previous_question(questionnaire: Questionnaire, answers: Answers, before: str) -> Question | None:
    """The question before this one on the present way; None at the first, and for one that is not on the way."""
    codes = [question.code for question in path(questionnaire, answers)]
    at = codes.index(before) if before in codes else 0
    return path(questionnaire, answers)[at - 1] if at else None


def progress(questionnaire: Questionnaire, answers: Answers, at: str) -> Progress | None:
    """How far somebody at this question has come; None when it is not on the present way."""
    codes = [question.code for question in path(questionnaire, answers)]
    return Progress(codes.index(at) + 1, len(codes)) if at in codes else None


def first_open(questionnaire: Questionnaire, answers: Answers) -> Question | None:
    """Where to go on: the first question of the way that has not been shown yet (its code is absent)."""
    return next((q for q in path(questionnaire, answers) if q.code not in answers), None)


def answers_on_path(questionnaire: Questionnaire, answers: Answers) -> dict[str, str | tuple[str, ...] | float | None]:
    """The answers that count: those to questions on the way. What was answered before the way changed is left out."""
    return {q.code: answers[q.code] for q in path(questionnaire, answers) if q.code in answers}


def skips_of(questionnaire: Questionnaire, code: str) -> tuple[tuple[Question, str], ...]:
    """The answers (question and option code) that lead past this question: they decide who is asked it."""
    where, count = positions(questionnaire), len(questionnaire.questions)
    at = where[code]
    return tuple(
        (question, option.code)
        for index, question in enumerate(questionnaire.questions[:at])
        if question.kind in ROUTED_KINDS
        for option in question.options
        if target_of(where, index, option.goes_to, count) > at
    )
