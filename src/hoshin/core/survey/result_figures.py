"""Every figure that a survey's results show, as requests to the estimation, and the groups they are shown by.

A question with options has one share an option; several answers to one question each have their own; a scale whose
points are numbers and a number have a mean; what counts toward an indicator has its share.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from hoshin.core.survey.design import Category, EstimateRequest
from hoshin.core.survey.questionnaire import CountedAnswer, Question, Questionnaire
from hoshin.core.survey.questionnaire_tables import attribute_for, estimate_request

FigureKind = Literal["option", "mean", "counted"]
ONE_ANSWER = ("single", "scale")


@dataclass(frozen=True, slots=True)
class Group:
    """One class of an attribute: the category in its column and its words."""

    category: Category
    words: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column that divides people, with its classes in order. `question`: the code of the one that asks for it."""

    column: str
    words: str
    groups: tuple[Group, ...]
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one question. `code`: the option's; of a counted answer its number among the question's, from 1.

    `adds_up`: the shares of a question's options are parts of one whole.
    """

    question: str
    kind: FigureKind
    code: str
    words: str
    request: EstimateRequest
    counted: CountedAnswer | None = None
    adds_up: bool = False


def attributes_of(
    questionnaire: Questionnaire, population: Iterable[tuple[str, tuple[Category, ...]]]
) -> tuple[Attribute, ...]:
    """The columns of the population with their values, then the attributes that are only asked for.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> sex = Question("q8", "single", "性別", (Option("1", "男性"), Option("2", "女性")), is_attribute=True)
    >>> job = Question("q9", "single", "職業", (Option("1", "勤め"),), is_attribute=True)
    >>> asked = Questionnaire("t", (sex, job))
    >>> [(a.column, a.question) for a in attributes_of(asked, [("性別", ("男性", "女性"))])]
    [('性別', 'q8'), ('q9', 'q9')]
    """
    found: list[Attribute] = []
    for column, values in population:
        question = attribute_for(questionnaire, column)
        groups = tuple(Group(value, value) for value in values)
        found.append(Attribute(column, column, groups, question.code if question else None))
    known = {attribute.question for attribute in found}
    asked = (q for q in questionnaire.questions if q.is_attribute and q.kind in ONE_ANSWER and q.code not in known)
    return (*found, *(as_attribute(question) for question in asked))


def as_attribute(question: Question) -> Attribute:
    """A question as what divides people: those who chose each option."""
    groups = tuple(Group(option.code, option.words) for option in question.options)
    return Attribute(question.code, question.words, groups, question.code)


def figures_of(questionnaire: Questionnaire, question: Question, by: tuple[str, ...] = ()) -> tuple[Figure, ...]:
    """Every figure of a question, by some columns; of free texts there is none.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> offered = (Option("1", "はい"), Option("2", "いいえ"), Option("9", "不明", is_missing=True))
    >>> safe = Question("q1", "scale", "安全ですか", offered)
    >>> asked = Questionnaire("t", (safe,), (CountedAnswer("q1", ("1",), name="安全"),))
    >>> [(f.kind, f.code, f.request.missing) for f in figures_of(asked, safe)]
    [('option', '1', ('9',)), ('option', '2', ('9',)), ('mean', '', ('9',)), ('counted', '1', ('9',))]
    """
    found = (*_options(question), *_mean(question), *_counted(questionnaire, question))
    return tuple(replace(f, request=replace(f.request, name=_name(f), by=by)) for f in found)


def _name(figure: Figure) -> str:
    return f"{figure.question}/{figure.kind}/{figure.code}"


def _options(question: Question) -> Iterable[Figure]:
    silent = tuple(option.code for option in question.options if option.is_missing)
    for option in question.options:
        if question.kind == "multiple":
            request = EstimateRequest("", "proportion", f"{question.code}.{option.code}", counts=("1",))
            yield Figure(question.code, "option", option.code, option.words, request)
        elif question.kind in ONE_ANSWER and not option.is_missing:
            request = EstimateRequest("", "proportion", question.code, counts=(option.code,), missing=silent)
            yield Figure(question.code, "option", option.code, option.words, request, adds_up=True)


def _mean(question: Question) -> Iterable[Figure]:
    silent = tuple(option.code for option in question.options if option.is_missing)
    points = [option.code for option in question.options if not option.is_missing]
    is_numbered = question.kind == "scale" and points and all(code.isascii() and code.isdigit() for code in points)
    if question.kind == "number" or is_numbered:
        request = EstimateRequest("", "mean", question.code, missing=silent)
        yield Figure(question.code, "mean", "", question.unit, request)


def _counted(questionnaire: Questionnaire, question: Question) -> Iterable[Figure]:
    """The mean of a number that counts toward an indicator is the mean above."""
    mine = [counted for counted in questionnaire.counted if counted.question == question.code]
    for number, counted in enumerate(mine, 1):
        request = estimate_request(questionnaire, counted)
        if request.kind == "proportion":
            yield Figure(question.code, "counted", str(number), counted.name, request, counted=counted)
