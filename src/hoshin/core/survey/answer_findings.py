"""What a table of answers would bring in, before anything is stored: counts, a preview, and every doubt at once.

Doubts are gathered by what they are about: a value that stands in 300 cells is one question with 300 places, of which
the first few are named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hoshin.core.problems.record import Problem, Severity
from hoshin.core.survey.answer_columns import ColumnMapping
from hoshin.core.survey.answer_matching import Reading, Why, plain
from hoshin.core.survey.answer_rows import Doubt, ReadRow, RowReader
from hoshin.core.survey.questionnaire import Question, Questionnaire
from hoshin.core.survey.sampling import evened_code

PLACES, PREVIEWED, MOST_DOUBTS = 3, 10, 200
_CODES: dict[Why, str] = {
    "unmatched": "answers_unmatched",
    "ambiguous": "answers_ambiguous",
    "not_a_number": "answers_not_a_number",
    "not_allowed": "answers_not_allowed",
}
Row = tuple[int, Sequence[str]]


@dataclass(slots=True)
class OpenValue:
    """A value that a person must settle: where it stands first, how often, and which options come close."""

    question: Question
    text: str
    why: Why
    proposals: tuple[str, ...]
    count: int = 0
    places: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Findings:
    """What storing would do. `fresh` sheets would count; `conflicts` would be kept beside an answer that counts.

    It can be stored when no value is open and no problem is an error.
    """

    rows: int
    fresh: int
    conflicts: int
    values: tuple[OpenValue, ...]
    problems: tuple[Problem, ...]
    preview: tuple[ReadRow, ...]
    answered: Mapping[str, int]

    @property
    def is_storable(self) -> bool:
        """Whether nothing is left to be settled."""
        return bool(self.rows) and not self.values and all(p.severity != "error" for p in self.problems)


def column_letters(at: int) -> str:
    """The name that a spreadsheet gives a column, counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def mapping_problems(questionnaire: Questionnaire, mapping: ColumnMapping) -> tuple[Problem, ...]:
    """What is wrong with the columns themselves: none is used, or one question is answered twice."""
    problems: list[Problem] = []
    if not any(column.use in ("question", "option") for column in mapping.columns):
        problems.append(_error("answers_no_columns"))
    for question in questionnaire.questions:
        whole = [at for at, c in enumerate(mapping.columns) if c.use == "question" and c.question == question.code]
        parts = [c.option for c in mapping.columns if c.use == "option" and c.question == question.code]
        letters = "、".join(column_letters(at) for at in whole)
        if len(whole) > 1 or len(parts) != len(set(parts)):
            problems.append(_error("answers_column_twice", letters or question.code, question=question.words))
        if whole and parts:
            problems.append(_error("answers_mixed_columns", letters, question=question.words))
    return tuple(problems)


def _error(code: str, found: str = "", severity: Severity = "error", **values: str) -> Problem:
    return Problem(code, found=found, severity=severity, values=values)


class _Gathering:
    """The pass over the rows."""

    def __init__(self, questionnaire: Questionnaire, members: Mapping[str, int], returned: frozenset[int]) -> None:
        self.questions = {question.code: question for question in questionnaire.questions}
        self.members, self.returned = members, returned
        self.rows = self.fresh = self.conflicts = 0
        self.values: dict[tuple[str, str, str], OpenValue] = {}
        self.preview: list[ReadRow] = []
        self.answered = dict.fromkeys(self.questions, 0)
        self.codes: dict[str, list[str]] = {}
        self.unknown: dict[str, list[str]] = {}
        self.missing: list[str] = []
        self.already: list[str] = []
        self.long: list[str] = []

    def add(self, number: int, row: ReadRow, *, takes_code: bool, is_long: bool) -> None:
        self.rows += 1
        if is_long:
            self.long.append(f"{number}")
        if len(self.preview) < PREVIEWED:
            self.preview.append(row)
        for code, answer in row.answers.items():
            self.answered[code] += answer is not None
        for doubt in row.doubts:
            self.doubt(number, doubt)
        if takes_code:
            self.place(number, evened_code(row.code))
        else:
            self.fresh += 1

    def doubt(self, number: int, doubt: Doubt) -> None:
        key = (doubt.question, doubt.option, plain(doubt.text))
        assert doubt.matched.why is not None
        if key not in self.values:
            text = doubt.matched.pieces[0] if len(doubt.matched.pieces) == 1 else doubt.text
            self.values[key] = OpenValue(
                self.questions[doubt.question], text, doubt.matched.why, doubt.matched.proposals
            )
        found = self.values[key]
        found.count += 1
        if len(found.places) < PLACES:
            found.places.append(f"{column_letters(doubt.column)}{number}")

    def place(self, number: int, code: str) -> None:
        """Whose row this is."""
        if not code:
            self.missing.append(str(number))
        elif code not in self.members:
            self.unknown.setdefault(code, []).append(str(number))
        elif code in self.codes:
            self.codes[code].append(str(number))
            self.conflicts += 1
        else:
            self.codes[code] = [str(number)]
            if self.members[code] in self.returned:
                self.already.append(str(number))
                self.conflicts += 1
            else:
                self.fresh += 1

    def problems(self) -> list[Problem]:
        found = [_error("answers_code_unknown", c, places=_places(at)) for c, at in list(self.unknown.items())[:20]]
        found += [
            _error("answers_code_twice", c, "note", places=_places(at)) for c, at in self.codes.items() if len(at) > 1
        ][:20]
        if self.missing:
            found.append(_error("answers_code_missing", count=str(len(self.missing)), places=_places(self.missing)))
        if self.already:
            count = str(len(self.already))
            found.append(_error("answers_returned_already", "", "note", count=count, places=_places(self.already)))
        if self.long:
            found.append(_error("answers_row_too_long", places=_places(self.long)))
        return found


def _places(rows: Sequence[str]) -> str:
    more = "…" if len(rows) > PLACES else ""
    return "、".join(rows[:PLACES]) + more


def find(
    *,
    questionnaire: Questionnaire,
    mapping: ColumnMapping,
    rows: Iterable[Row],
    members: Mapping[str, int],
    returned: frozenset[int],
) -> Findings:
    """Read every row by this mapping and say what would happen. `returned`: members whose answers count already."""
    broken = mapping_problems(questionnaire, mapping)
    if broken:
        return Findings(sum(1 for _ in rows), 0, 0, (), broken, (), {})
    gathering, reader = _Gathering(questionnaire, members, returned), RowReader(questionnaire, mapping)
    takes_code, width = any(c.use == "code" for c in mapping.columns), len(mapping.columns)
    for number, cells in rows:
        is_long = any(cells[width:])
        gathering.add(number, reader.read(cells), takes_code=takes_code, is_long=is_long)
    unplaced = (_error("answers_without_codes", "", "note"),) if members and not takes_code else ()
    values = sorted(gathering.values.values(), key=lambda value: -value.count)
    return Findings(
        gathering.rows,
        gathering.fresh,
        gathering.conflicts,
        tuple(values[:MOST_DOUBTS]),
        (*gathering.problems(), *unplaced),
        tuple(gathering.preview),
        gathering.answered,
    )


def value_problem(value: OpenValue) -> Problem:
    """The sentence of an open value."""
    places = "、".join(value.places) + ("…" if value.count > len(value.places) else "")
    values = {"question": value.question.words, "count": str(value.count), "places": places}
    return Problem(_CODES[value.why], found=value.text, item=value.question.code, values=values)


def told(mapping: ColumnMapping, question: str, text: str, codes: tuple[str, ...]) -> ColumnMapping:
    """The mapping with what a person said that a value means: option codes, or () for no answer."""
    reading = mapping.readings.get(question, Reading())
    new = Reading(reading.reads, reading.missing, {**reading.told, text: codes})
    return ColumnMapping(mapping.columns, {**mapping.readings, question: new})
