"""What somebody typed or ticked, read against its question: the value, or a sentence that says what is wrong.

Nothing is guessed. Full-width figures, thousands and 「△」 are read as what they are; anything else is asked again.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from math import isfinite

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Category, category_of
from hoshin.core.survey.questionnaire import Answers, Question, Questionnaire
from hoshin.core.survey.questionnaire_routing import path

Answer = str | tuple[str, ...] | float | None
LONGEST_TEXT = 2000
"""Letters of a free answer."""
_MINUS = str.maketrans({"△": "-", "▲": "-", "−": "-", "ー": "-", "–": "-"})


def read_answer(question: Question, typed: str | Sequence[str]) -> tuple[Answer, tuple[Problem, ...]]:
    """The answer to one question as typed (a text, or the codes that were ticked) and every fault of it.

    With a fault the answer is None. An empty answer is None without a fault unless the question is required.

    >>> read_answer(Question("q1", "number", "何人ですか", largest=20), "１２")
    (12.0, ())
    >>> read_answer(Question("q1", "number", "何人ですか", largest=20, unit="人"), "21人")[1][0].code
    'answer_too_large'
    """
    given = [typed] if isinstance(typed, str) else list(typed)
    given = [text.strip() for text in given if text.strip()]
    if not given:
        return None, (_fault(question, "answer_missing"),) if question.is_required else ()
    if question.kind in ("single", "scale", "multiple"):
        return _chosen(question, given)
    if question.kind == "number":
        return _number(question, given[0])
    return _text(question, given[0])


def _fault(question: Question, code: str, found: str | None = None, **values: str) -> Problem:
    known = {"question": question.words, **values}
    return Problem(code, found=found, item=question.code, field=question.code, severity="error", values=known)


def _chosen(question: Question, given: Sequence[str]) -> tuple[Answer, tuple[Problem, ...]]:
    known = {option.code: option for option in question.options}
    codes = tuple(code for code in known if code in given)
    problems = [_fault(question, "answer_not_an_option", code) for code in dict.fromkeys(given) if code not in known]
    if question.kind != "multiple":
        if len(codes) > 1:
            problems.append(_fault(question, "answer_only_one", "、".join(known[c].words for c in codes)))
        return (None, tuple(problems)) if problems else (codes[0], ())
    if question.most is not None and len(codes) > question.most:
        problems.append(_fault(question, "answer_too_many", str(len(codes)), most=str(question.most)))
    silent = [known[code].words for code in codes if known[code].is_missing]
    if silent and len(codes) > len(silent):
        problems.append(_fault(question, "answer_contradicts", silent[0]))
    return (None, tuple(problems)) if problems else (codes, ())


def number_typed(typed: str, unit: str = "") -> float | None:
    """The number that somebody typed, with or without its unit; None when it cannot be read with certainty.

    >>> number_typed("１，２００人", "人"), number_typed("△3.5"), number_typed("1,20"), number_typed("約10")
    (1200.0, -3.5, None, None)
    """
    text = unicodedata.normalize("NFKC", typed).replace(" ", "").translate(_MINUS)
    text = text.removesuffix(unicodedata.normalize("NFKC", unit)) if unit else text
    sign, digits = (text[:1], text[1:]) if text[:1] in ("-", "+") else ("", text)
    whole, point, fraction = digits.partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        return None
    whole = "".join(groups)
    plain = whole.isascii() and whole.isdigit() and (not point or (fraction.isascii() and fraction.isdigit()))
    number = float(f"{sign}{whole}{point}{fraction}") if plain else None
    return number if number is not None and isfinite(number) else None


def _number(question: Question, typed: str) -> tuple[Answer, tuple[Problem, ...]]:
    number = number_typed(typed, question.unit)
    if number is None:
        return None, (_fault(question, "answer_not_a_number", typed),)
    if question.smallest is not None and number < question.smallest:
        smallest = f"{question.smallest:g}{question.unit}"
        return None, (_fault(question, "answer_too_small", typed, smallest=smallest),)
    if question.largest is not None and number > question.largest:
        return None, (_fault(question, "answer_too_large", typed, largest=f"{question.largest:g}{question.unit}"),)
    return number, ()


def _text(question: Question, typed: str) -> tuple[Answer, tuple[Problem, ...]]:
    if len(typed) > LONGEST_TEXT:
        return None, (_fault(question, "answer_too_long", str(len(typed)), longest=str(LONGEST_TEXT)),)
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in typed):
        return None, (_fault(question, "answer_unprintable"),)
    return typed, ()


def answer_fault(question: Question, answer: object) -> tuple[Problem, ...]:
    """Every fault of a stored answer, as `read_answer` would find it in the same answer typed."""
    if answer is None:
        return read_answer(question, "")[1]
    if question.kind == "multiple":
        return read_answer(question, [str(code) for code in answer] if isinstance(answer, list | tuple) else "?")[1]
    if question.kind == "number" and isinstance(answer, int | float):
        answer = f"{answer:.12f}" if isfinite(answer) else "?"
    return read_answer(question, str(answer))[1]


def answers_problems(questionnaire: Questionnaire, answers: Answers) -> tuple[Problem, ...]:
    """Every fault of the answers along their own way: wrong ones, and required ones that are missing.

    Answers to questions that are not on the way are no fault; `answers_on_path` leaves them out.
    """
    return tuple(fault for q in path(questionnaire, answers) for fault in answer_fault(q, answers.get(q.code)))


def answer_words(question: Question, answer: Answer) -> str:
    """The answer as a person reads it: the options' words, the number with its unit."""
    known = {option.code: option.words for option in question.options}
    if answer is None:
        return ""
    if isinstance(answer, tuple):
        return "、".join(known.get(code, code) for code in answer)
    if isinstance(answer, str):
        return known.get(answer, answer)
    return f"{answer:g}{question.unit}"


def cell_answered(question: Question, answer: Answer, values: Mapping[Category, object]) -> Category | None:
    """The population's cell that an attribute answer names: by the option's code, else by its words.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> sex = Question("sex", "single", "性別", (Option("1", "男性"), Option("2", "女性")))
    >>> cell_answered(sex, "2", {"男性": 480, "女性": 520})
    '女性'

    None when the answer names no cell; then the sheet is outside every cell, and the estimate says so.
    """
    code = category_of(answer) if not isinstance(answer, tuple) else None
    if code is None or code in values:
        return code
    words = next((option.words for option in question.options if option.code == code), "")
    return words if words in values else None
