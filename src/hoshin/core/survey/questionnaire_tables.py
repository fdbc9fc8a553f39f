"""From answers to the columns of a table, and from a counted answer to the figure that is estimated from them.

One row a sheet. A choice is its option's code, a number a number, a text a text, nothing is None. A question with
several answers becomes one column an option (`q3.2`: 1, 0 or None), and for each figure that counts it one more
(`q3.counted1`: whether any counted option was ticked).
"""

from collections.abc import Mapping

from hoshin.core.survey.design import Category, EstimateRequest
from hoshin.core.survey.questionnaire import Answers, CountedAnswer, Question, Questionnaire
from hoshin.core.survey.questionnaire_answers import cell_answered
from hoshin.core.survey.questionnaire_routing import answers_on_path

Value = str | float | int | None


def answer_columns(questionnaire: Questionnaire, answers: Answers) -> dict[str, Value]:
    """The row of one sheet: every column, in the order of the questions. Answers off the way are left out.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> offered = (Option("1", "広報"), Option("2", "SNS"), Option("9", "なし"))
    >>> media = Question("q1", "multiple", "何で知りましたか", offered)
    >>> asked = Questionnaire("t", (media,), (CountedAnswer("q1", ("1", "2")),))
    >>> answer_columns(asked, {"q1": ("2",)})
    {'q1.1': 0, 'q1.2': 1, 'q1.9': 0, 'q1.counted1': 1}
    """
    given = answers_on_path(questionnaire, answers)
    row: dict[str, Value] = {}
    for question in questionnaire.questions:
        answer = given.get(question.code)
        if question.kind != "multiple":
            row[question.code] = None if isinstance(answer, tuple) else answer
            continue
        ticked = tuple(answer) if isinstance(answer, tuple | list) else ()
        for option in question.options:
            row[f"{question.code}.{option.code}"] = int(option.code in ticked) if ticked else None
        for number, counted in _counted_of(questionnaire, question):
            row[f"{question.code}.counted{number}"] = _any_counted(question, ticked, counted)
    return row


def _counted_of(questionnaire: Questionnaire, question: Question) -> list[tuple[int, CountedAnswer]]:
    return list(enumerate((c for c in questionnaire.counted if c.question == question.code), 1))


def _any_counted(question: Question, ticked: tuple[str, ...], counted: CountedAnswer) -> int | None:
    """None when nothing was ticked, or only what leaves the base."""
    silent = {option.code for option in question.options if option.is_missing}
    said = [code for code in ticked if code not in silent]
    return int(any(code in counted.counts for code in said)) if said else None


def estimate_request(questionnaire: Questionnaire, counted: CountedAnswer, by: tuple[str, ...] = ()) -> EstimateRequest:
    """The figure of a counted answer on the table of `answer_columns`: a share, or the mean of a number.

    Raises `KeyError` when its question is not there.
    """
    question = {q.code: q for q in questionnaire.questions}[counted.question]
    silent = tuple(option.code for option in question.options if option.is_missing)
    name = counted.name or counted.indicator or question.code
    if question.kind == "number":
        return EstimateRequest(name, "mean", question.code, by=by)
    if question.kind == "multiple":
        number = next(n for n, c in _counted_of(questionnaire, question) if c == counted)
        return EstimateRequest(name, "proportion", f"{question.code}.counted{number}", counts=("1",), by=by)
    return EstimateRequest(name, "proportion", question.code, counts=counted.counts, missing=silent, by=by)


def attribute_for(questionnaire: Questionnaire, column: str) -> Question | None:
    """The question that asks for a column of the population: by its code, else by its words.

    >>> sex = Question("q8", "single", "性別", is_attribute=True)
    >>> attribute_for(Questionnaire("t", (sex,)), "性別").code
    'q8'
    """
    asked = [question for question in questionnaire.questions if question.is_attribute]
    exact = [q for q in asked if column in (q.code, q.words.strip())]
    within = [q for q in asked if column in q.words]
    return exact[0] if exact else within[0] if len(within) == 1 else None


def cells_of_sheet(
    questionnaire: Questionnaire,
    answers: Answers,
    known: Mapping[str, Mapping[Category, object]],
    member: Mapping[str, Category] | None = None,
) -> dict[str, Category | None]:
    """The population's cell of one sheet: what the list said of the person, else what the sheet says.

    `known` holds for each column of the population its values.
    """
    found: dict[str, Category | None] = {}
    for column, values in known.items():
        question = attribute_for(questionnaire, column)
        said = cell_answered(question, answers.get(question.code), values) if question else None
        found[column] = (member or {}).get(column) or said
    return found
