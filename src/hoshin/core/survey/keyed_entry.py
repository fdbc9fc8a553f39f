"""A returned sheet of paper as two people key it: what was typed, what it means, and where they differ.

What cannot be an answer on paper still happened: a question left blank, a mark nobody can read, two circles where one
was asked for. Each is a reason of its own for a missing answer, and the two entries must agree on it as well.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hoshin.core.problems.record import Problem
from hoshin.core.survey.answer_matching import plain
from hoshin.core.survey.questionnaire import Question, Questionnaire
from hoshin.core.survey.questionnaire_answers import Answer, read_answer
from hoshin.core.text import even

Mark = Literal["blank", "unreadable", "several"]
SIGNS: dict[str, Mark] = {"": "blank", "-": "blank", "?": "unreadable", "*": "several"}
"""What is typed for a question without an answer; `*` where more was marked than asked for."""
_SEPARATORS = re.compile(r"[\s,、，・;/]+")


@dataclass(frozen=True, slots=True)
class Keyed:
    """One question as keyed: an answer, or the reason why there is none."""

    answer: Answer = None
    mark: Mark | None = None


def read_keyed(question: Question, typed: str) -> tuple[Keyed, tuple[Problem, ...]]:
    """What somebody keyed for one question: option codes as they stand on paper, a number, a text, or a sign.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> q = Question("q2", "multiple", "見たもの", tuple(Option(c, c) for c in "123"))
    >>> read_keyed(q, "１３")[0].answer, read_keyed(q, "1 3")[0].answer, read_keyed(q, "？")[0].mark
    (('1', '3'), ('1', '3'), 'unreadable')
    >>> read_keyed(q, "4")[1][0].code
    'keyed_not_an_option'
    """
    text = typed.strip()
    sign = SIGNS.get(even(text).text)
    if sign is not None:
        return Keyed(mark=sign), ()
    if question.options:
        return _keyed_options(question, text)
    answer, faults = read_answer(question, text)
    return Keyed(answer), faults


def _keyed_options(question: Question, text: str) -> tuple[Keyed, tuple[Problem, ...]]:
    codes = {plain(option.code): option.code for option in question.options}
    pieces = [plain(piece) for piece in _SEPARATORS.split(text) if piece]
    if question.kind == "multiple" and len(pieces) == 1 and pieces[0] not in codes and max(map(len, codes)) == 1:
        pieces = list(pieces[0])
    if len(pieces) > 1 and question.kind != "multiple":
        return Keyed(), (_fault(question, "keyed_only_one", text),)
    unknown = [piece for piece in pieces if piece not in codes]
    if unknown:
        return Keyed(), (_fault(question, "keyed_not_an_option", unknown[0], codes=" ".join(codes.values())),)
    chosen = [codes[piece] for piece in pieces]
    answer, faults = read_answer(question, chosen if question.kind == "multiple" else chosen[0])
    if faults and question.kind == "multiple":
        return Keyed(), (_fault(question, "keyed_too_many", text),)
    return Keyed(answer), faults


def _fault(question: Question, code: str, found: str, **values: str) -> Problem:
    known = {"question": question.words, **values}
    return Problem(code, found=found, item=question.code, field=question.code, severity="error", values=known)


def read_sheet(questionnaire: Questionnaire, typed: Mapping[str, str]) -> tuple[dict[str, Keyed], tuple[Problem, ...]]:
    """A whole sheet as keyed, with every fault at once."""
    keyed: dict[str, Keyed] = {}
    problems: list[Problem] = []
    for question in questionnaire.questions:
        keyed[question.code], faults = read_keyed(question, typed.get(question.code, ""))
        problems += faults
    return keyed, tuple(problems)


def differing(questionnaire: Questionnaire, first: Mapping[str, Keyed], second: Mapping[str, Keyed]) -> tuple[str, ...]:
    """The questions on which two entries differ. A text's widths and blanks do not count.

    >>> q = Questionnaire("t", (Question("q1", "text", "ご意見"),))
    >>> differing(q, {"q1": Keyed("公園 の灯り")}, {"q1": Keyed("公園の　灯り")})
    ()
    >>> differing(q, {"q1": Keyed("公園")}, {"q1": Keyed(mark="unreadable")})
    ('q1',)
    """
    return tuple(
        question.code
        for question in questionnaire.questions
        if not _same(question, first.get(question.code, Keyed()), second.get(question.code, Keyed()))
    )


def _same(question: Question, first: Keyed, second: Keyed) -> bool:
    if question.kind == "text" and isinstance(first.answer, str) and isinstance(second.answer, str):
        return plain(first.answer) == plain(second.answer)
    return first == second


def as_keyed(question: Question, keyed: Keyed) -> str:
    """How it would be typed again.

    >>> asked = Question("q", "number", "人数")
    >>> as_keyed(asked, Keyed(12.0)), as_keyed(asked, Keyed(mark="several"))
    ('12', '*')
    """
    if keyed.mark is not None:
        return {"blank": "-", "unreadable": "?", "several": "*"}[keyed.mark]
    if isinstance(keyed.answer, Sequence) and not isinstance(keyed.answer, str):
        return " ".join(keyed.answer)
    return f"{keyed.answer:.12g}" if isinstance(keyed.answer, float) else keyed.answer or ""
