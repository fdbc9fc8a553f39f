"""A questionnaire as data: questions, their answers, the way through them, and which answers count toward an indicator.

A version never changes once somebody has been asked with it; a changed word makes a new version. Question and option
codes are stable over versions, so that years can be laid side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

QuestionKind = Literal["single", "multiple", "scale", "number", "text"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `goes_to`: the question that follows it (a code, or `end`); None: the next one.

    `is_missing`: わからない・答えたくない and the like, which leave the base.
    """

    code: str
    words: str
    goes_to: str | None = None
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question. A scale has its points as options in order. `smallest`/`largest`/`unit` belong to numbers.

    `most`: how many options of a `multiple` may be chosen. `is_attribute`: sex, age, area, used for weighting and
    domains.
    """

    code: str
    kind: QuestionKind
    words: str
    options: tuple[Option, ...] = ()
    help: str = ""
    is_required: bool = False
    is_attribute: bool = False
    most: int | None = None
    smallest: float | None = None
    largest: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CountedAnswer:
    """Which answers to one question count toward an indicator: 「そう思う」「どちらかといえばそう思う」."""

    question: str
    counts: tuple[str, ...]
    indicator: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One version of a survey's questions, in order. `preface` and `thanks` are shown before and after."""

    title: str
    questions: tuple[Question, ...]
    counted: tuple[CountedAnswer, ...] = ()
    preface: str = ""
    thanks: str = ""
    minutes: int = 5


Answers = Mapping[str, str | tuple[str, ...] | float | None]
"""By question code: an option's code, several codes, a number or free text. None: seen and left empty. Absent: not
asked."""
