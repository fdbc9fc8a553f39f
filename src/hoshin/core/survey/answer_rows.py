"""One row of somebody else's table, read by a mapping of its columns: the answers, and the cells that are not sure."""

from collections.abc import Sequence
from dataclasses import dataclass

from hoshin.core.survey.answer_columns import Column, ColumnMapping
from hoshin.core.survey.answer_matching import Matched, Reading, match_answer, match_chosen, plain
from hoshin.core.survey.questionnaire import Question, Questionnaire
from hoshin.core.survey.questionnaire_answers import Answer


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that does not say which answer it is. `column` counts from 0."""

    column: int
    question: str
    option: str
    text: str
    matched: Matched


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row read: the respondent's code as printed, the answers, and what could not be read."""

    code: str
    answers: dict[str, Answer]
    doubts: tuple[Doubt, ...]


class RowReader:
    """Reads rows by one mapping. A cell of the same words in the same column is matched once, however often it comes.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> q = Questionnaire("t", (Question("q1", "single", "安全だと思いますか", (Option("1", "はい"),)),))
    >>> reader = RowReader(q, ColumnMapping((Column("番号", "code"), Column("問1", "question", "q1"))))
    >>> reader.read(["A2", "はい"]).answers, reader.read(["A3", "たぶん"]).doubts[0].text
    ({'q1': '1'}, 'たぶん')
    """

    def __init__(self, questionnaire: Questionnaire, mapping: ColumnMapping) -> None:
        self._questions = {question.code: question for question in questionnaire.questions}
        self._used = [(at, column) for at, column in enumerate(mapping.columns) if column.use != "ignored"]
        self._readings = mapping.readings
        self._known: dict[tuple[int, str], Matched | bool | None] = {}

    def read(self, cells: Sequence[str]) -> ReadRow:
        """One row's answers. A question whose columns are not there is absent; an empty cell is no answer."""
        answers: dict[str, Answer] = {}
        doubts: list[Doubt] = []
        chosen: dict[str, list[str]] = {}
        code = ""
        for at, column in self._used:
            text = cells[at] if at < len(cells) else ""
            if column.use == "code":
                code = text.strip()
                continue
            said = self._said(at, column, text)
            if isinstance(said, Matched):
                answers[column.question] = said.answer
                if said.why:
                    doubts.append(Doubt(at, column.question, "", text, said))
                continue
            chosen.setdefault(column.question, []).extend([column.option] if said else [])
            if said is None:
                doubts.append(Doubt(at, column.question, column.option, text, Matched(None, "unmatched", (text,))))
        answers |= {question: tuple(options) or None for question, options in chosen.items()}
        return ReadRow(code, answers, tuple(doubts))

    def _said(self, at: int, column: Column, text: str) -> Matched | bool | None:
        key = (at, text)
        if key in self._known:
            return self._known[key]
        question = self._questions[column.question]
        reading = self._readings.get(question.code, Reading())
        said: Matched | bool | None
        if column.use == "question":
            said = match_answer(question, text, reading)
        else:
            said = _said_of_option(question, column.option, text, reading)
        if question.kind != "text":
            self._known[key] = said
        return said


def _said_of_option(question: Question, code: str, text: str, reading: Reading) -> bool | None:
    if plain(text) in {plain(word) for word in reading.missing}:
        return False
    told = {plain(word): codes for word, codes in reading.told.items()}
    if plain(text) in told:
        return code in told[plain(text)]
    option = next(option for option in question.options if option.code == code)
    return match_chosen(question, option, text)
