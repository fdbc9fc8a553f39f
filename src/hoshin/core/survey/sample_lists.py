"""An uploaded list of people as lines to draw from: which column is the number, which say sex, age and area.

Only numbers and cells leave here; names and addresses stay in the rows that the caller holds. Ages are put into the
population's classes, 「男」 and 「男性」 are one; anything else that the population does not have is named.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Category, category_of
from hoshin.core.survey.sampling import FrameUnit

_SAME = ({"男", "男性", "male", "m"}, {"女", "女性", "female", "f"})
_RANGE = re.compile(r"(\d+)歳?(?:[-~〜–—]|から)(\d+)歳?")
_DECADE = re.compile(r"(\d+)(?:歳)?代")
_FROM = re.compile(r"(\d+)歳?(?:以上|[+~〜-]$)")
_UNTIL = re.compile(r"(\d+)歳?(未満|以下|まで)")
_AGE = re.compile(r"(\d{1,3})歳?")


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of the list: its index among the rows that were read, its number and its cells."""

    place: int
    key: str
    cells: Mapping[str, Category]

    def unit(self, strata: Sequence[str]) -> FrameUnit:
        """The line as it is drawn from."""
        return FrameUnit(self.key, tuple(self.cells[column] for column in strata))


@dataclass(frozen=True, slots=True)
class ListReading:
    """The lines of a list, and every fault of it; with an error among them nothing may be drawn."""

    lines: tuple[ListLine, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def is_usable(self) -> bool:
        """Whether it may be drawn from."""
        return bool(self.lines) and all(problem.severity != "error" for problem in self.problems)


def class_of(value: str, known: Iterable[Category]) -> Category | None:
    """The population's value that a cell of the list means; None when there is none, or more than one.

    >>> ages, sexes = ["18〜29歳", "30〜39歳", "40歳以上"], ["男性", "女性"]
    >>> class_of("34", ages), class_of("男", sexes), class_of("北", ["東", "西"])
    ('30〜39歳', '男性', None)
    """
    values = list(known)
    if value in values:
        return value
    same = [v for v in values if _evened(v) == _evened(value) or any({_evened(v), _evened(value)} <= s for s in _SAME)]
    if not same and (age := _AGE.fullmatch(_evened(value))):
        same = [v for v in values if (bounds := _bounds(v)) and bounds[0] <= int(age[1]) <= bounds[1]]
    return same[0] if len(same) == 1 else None


def _evened(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "").lower()


def _bounds(words: str) -> tuple[int, int] | None:
    """The ages of a class: 「18〜29歳」「20代」「65歳以上」「20歳未満」."""
    text = _evened(words)
    if found := _RANGE.search(text):
        return int(found[1]), int(found[2])
    if found := _DECADE.search(text):
        return int(found[1]), 200 if "以上" in text else int(found[1]) + 9
    if found := _FROM.search(text):
        return int(found[1]), 200
    if found := _UNTIL.search(text):
        return 0, int(found[1]) - (found[2] == "未満")
    return None


def guessed_columns(heading: Sequence[str], columns: Iterable[str]) -> dict[str, str]:
    """Which heading of the list most likely is which column of the population; "" where nothing fits.

    >>> guessed_columns(["宛名番号", "氏名", "年齢（歳）", "区域"], ["年齢", "区域"])
    {'年齢': '年齢（歳）', '区域': '区域'}
    """
    found = {}
    for column in columns:
        exact = [head for head in heading if _evened(head) == _evened(column)]
        near = [head for head in heading if _evened(column) in _evened(head) or _evened(head) in _evened(column)]
        near = [head for head in near if head.strip()]
        found[column] = exact[0] if exact else near[0] if len(near) == 1 else ""
    return found


def read_list(
    rows: Sequence[Sequence[str]], key: str, columns: Mapping[str, str], known: Mapping[str, Iterable[Category]]
) -> ListReading:
    """The lines of a list whose first row with anything in it is the heading.

    `key` is the heading of the number; empty: the whole line is its own number. `columns` tells for each column of
    the population which heading holds it, `known` which values it has.
    """
    top = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if top is None:
        return ListReading((), (_error("population_empty"),))
    heading = [cell.strip() for cell in rows[top]]
    problems = [
        _error("sample_column_missing", found="、".join(heading), column=head or column)
        for column, head in {**({"": key} if key else {}), **columns}.items()
        if head not in heading
    ]
    if problems:
        return ListReading((), tuple(problems))
    places = {column: heading.index(head) for column, head in columns.items()}
    classes = {
        column: {typed: class_of(typed, known[column]) for typed in {_cell(row, at) for row in rows}}
        for column, at in places.items()
    }
    unknown: dict[tuple[str, str], list[int]] = {}
    lines = []
    for place, row in enumerate(rows):
        if place <= top or not any(cell.strip() for cell in row):
            continue
        number = _key(row, heading.index(key) if key else None)
        if number is None:
            problems.append(_error("sample_empty_key", row=str(place + 1)))
            continue
        lines.append(ListLine(place, number, _cells(row, place, places, classes, unknown)))
    problems.extend(_unknown_problems(unknown))
    if not lines and not problems:
        problems.append(_error("population_empty"))
    return ListReading(tuple(lines), tuple(problems))


def _unknown_problems(unknown: Mapping[tuple[str, str], list[int]]) -> Iterable[Problem]:
    for (column, found), rows in unknown.items():
        if len(rows) == 1:
            yield _error("sample_cell_unknown", found=found, column=column, row=str(rows[0]))
        else:
            yield _error("sample_cell_many_unknown", found=found, column=column, count=str(len(rows)))


def _error(code: str, **values: str) -> Problem:
    return Problem(code, found=values.pop("found", None), severity="error", values=values)


def _key(row: Sequence[str], place: int | None) -> str | None:
    if place is None:
        return "\t".join(cell.strip() for cell in row).strip()
    return category_of(row[place]) if place < len(row) else None


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _cells(
    row: Sequence[str],
    place: int,
    places: Mapping[str, int],
    classes: Mapping[str, Mapping[str, Category | None]],
    unknown: dict[tuple[str, str], list[int]],
) -> dict[str, Category]:
    """The cells of one line; what the population does not have is noted with its row as Excel counts it."""
    cells = {}
    for column, at in places.items():
        typed = _cell(row, at)
        value = classes[column][typed]
        if value is None:
            unknown.setdefault((column, typed), []).append(place + 1)
        cells[column] = value or typed
    return cells
