"""What a survey's results show of one question: figures of everybody and of groups, and which are withheld.

A withheld cell holds nothing here: neither count nor share nor interval, so that no page, chart or file can show it.
Shares are rounded to a tenth of a percent and means to two decimals, in files as on pages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from hoshin.core.survey.design import Estimate, EstimationResult
from hoshin.core.survey.disclosure import Suppression
from hoshin.core.survey.questionnaire import Question
from hoshin.core.survey.result_figures import Attribute, Figure
from hoshin.core.survey.result_tables import EVERYONE, FigureTable, Row, base_of, shown_cell

CellState = Literal["shown", "withheld", "nobody", "not_computable"]
SHARE_DECIMALS, MEAN_DECIMALS = 3, 2


@dataclass(frozen=True, slots=True)
class ResultCell:
    """One figure of one row. `value` is a share from 0 to 1 or a mean, None unless it is shown."""

    state: CellState
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    classical_margin: float | None = None
    deff: float | None = None
    effective_n: float | None = None
    se: float | None = None
    df: float | None = None
    flags: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether there is a figure to show."""
        return self.state == "shown"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One group of people. `n`: how many of them answered; None where it is withheld."""

    row: Row
    words: str
    n: int | None
    cells: tuple[ResultCell, ...]


@dataclass(frozen=True, slots=True)
class GroupedRows:
    """The rows of one attribute."""

    attribute: Attribute
    rows: tuple[ResultRow, ...]

    @property
    def withheld(self) -> int:
        """How many cells of it are withheld."""
        return sum(cell.state == "withheld" for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """The results of one question. `is_refused`: the groups cannot be shown safely, whatever is withheld.

    `n_silent`: sheets without an answer that counts (blank, unreadable, わからない), of those who were asked it.
    """

    question: Question
    figures: tuple[Figure, ...]
    everyone: ResultRow
    grouped: tuple[GroupedRows, ...]
    n_silent: int
    if_silent: tuple[tuple[float, float] | None, ...] = ()
    is_refused: bool = False

    @property
    def withheld(self) -> int:
        """How many cells are withheld, of everybody and of groups."""
        own = sum(cell.state == "withheld" for cell in self.everyone.cells)
        return own + sum(group.withheld for group in self.grouped)


def question_result(
    question: Question,
    table: FigureTable,
    found: Suppression | None,
    *,
    claims_interval: bool,
    not_asked: int = 0,
) -> QuestionResult:
    """The result as far as it may be shown. `found` None: no pattern is safe, so groups are refused."""
    first = table.estimate(table.figures[0], EVERYONE)
    everyone = _row(table, found, EVERYONE, "", claims_interval)
    grouped = tuple(
        GroupedRows(
            attribute,
            tuple(
                _row(table, found, (attribute.column, group.category), group.words, claims_interval)
                for group in attribute.groups
            ),
        )
        for attribute in (table.attributes if found else ())
    )
    bounds = tuple(
        _bounds(table.estimate(figure, EVERYONE), cell)
        for figure, cell in zip(table.figures, everyone.cells, strict=True)
    )
    silent = max(0, (first.n_missing if first else 0) - not_asked)
    return QuestionResult(question, table.figures, everyone, grouped, silent, bounds, found is None)


def _bounds(estimate: Estimate | None, cell: ResultCell) -> tuple[float, float] | None:
    if estimate is None or not cell.is_shown or estimate.if_silent_no is None or estimate.if_silent_yes is None:
        return None
    return round(estimate.if_silent_no, SHARE_DECIMALS), round(estimate.if_silent_yes, SHARE_DECIMALS)


def _row(table: FigureTable, found: Suppression | None, row: Row, words: str, claims_interval: bool) -> ResultRow:
    cells = tuple(_cell(table, found, figure, row, claims_interval) for figure in table.figures)
    first = table.estimate(table.figures[0], row)
    is_known = found is None or found.is_shown((*row, "n", base_of(table.figures[0])))
    return ResultRow(row, words, (first.n if first else 0) if is_known else None, cells)


def _cell(table: FigureTable, found: Suppression | None, figure: Figure, row: Row, claims_interval: bool) -> ResultCell:
    estimate = table.estimate(figure, row)
    if found is not None and not shown_cell(found, figure, row, table.figures):
        return ResultCell("withheld")
    if found is None and "suppressed" in (estimate.flags if estimate else ()):
        return ResultCell("withheld")
    if estimate is None or estimate.n == 0:
        return ResultCell("nobody")
    if estimate.estimate is None:
        return ResultCell("not_computable")
    return _rounded(figure, estimate, claims_interval)


def _rounded(figure: Figure, estimate: Estimate, claims_interval: bool) -> ResultCell:
    decimals = MEAN_DECIMALS if figure.kind == "mean" else SHARE_DECIMALS

    def short(value: float | None) -> float | None:
        return None if value is None else round(value, decimals)

    cell = ResultCell("shown", value=short(estimate.estimate), flags=estimate.flags)
    if not claims_interval:
        return cell
    return replace(
        cell,
        lower=short(estimate.lower),
        upper=short(estimate.upper),
        classical_margin=short(estimate.classical_margin),
        deff=None if estimate.deff is None else round(estimate.deff, 2),
        effective_n=None if estimate.effective_n is None else round(estimate.effective_n),
        se=estimate.se,
        df=estimate.df,
    )


def percent(value: float | None) -> str:
    """A share in percent with one decimal, half up; nothing for None.

    >>> percent(0.603), percent(0.0005), percent(None), percent(1.0)
    ('60.3', '0.1', '', '100.0')
    """
    if value is None:
        return ""
    tenths = int(Fraction(str(value)) * 1000 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


def weight_facts(result: EstimationResult, returned: int) -> tuple[tuple[str, float], ...]:
    """What the weights say: the largest beside the mean, and whether margins were met."""
    weights = result.weights
    total = weights.get("sum")
    if not returned or not total:
        return ()
    mean = total / returned
    return (("largest", weights["largest"]), ("mean", mean), ("ratio", weights["largest"] / mean))


def small_groups(results: Iterable[QuestionResult]) -> Sequence[tuple[Attribute, ResultRow]]:
    """Classes in which so few answered that most figures of some question are withheld; each once, by attribute."""
    found: dict[str, dict[Row, tuple[Attribute, ResultRow]]] = {}
    for result in results:
        for group in result.grouped:
            for row in group.rows:
                hidden = sum(cell.state == "withheld" for cell in row.cells)
                if 2 * hidden > len(row.cells):
                    found.setdefault(group.attribute.column, {}).setdefault(row.row, (group.attribute, row))
    return [each for rows in found.values() for each in rows.values()]
