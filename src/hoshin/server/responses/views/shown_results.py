"""Results as templates show them: figures in words, bars, and why a figure is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hoshin.core.charts.bars import BarRow
from hoshin.core.survey.result_figures import Figure
from hoshin.core.survey.result_statements import Statement, YearChange
from hoshin.core.survey.results import GroupedRows, QuestionResult, ResultCell, ResultRow, percent

STATES = {
    "withheld": gettext_lazy("withheld"),
    "nobody": gettext_lazy("nobody answered"),
    "not_computable": gettext_lazy("cannot be computed"),
}
FLAGS = {
    "reference_value": gettext_lazy("reference value only"),
    "review": gettext_lazy("to be looked at"),
}
OBSTACLES = {
    "words": gettext_lazy("The question's words changed."),
    "options": gettext_lazy("The options changed."),
    "kind": gettext_lazy("The way of answering changed."),
    "counts": gettext_lazy("Other answers count now."),
    "base": gettext_lazy("Other people are asked this question now."),
    "new": gettext_lazy("There is no such figure last year."),
    "not_shown": gettext_lazy("One of the figures is withheld or missing."),
    "no_interval": gettext_lazy("Nobody was drawn by chance, so no difference can be tested."),
    "same_people": gettext_lazy("The same people answered in both years, so the difference cannot be tested this way."),
}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell of a table."""

    text: str
    interval: str
    is_shown: bool
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One figure of everybody with all that stands beside it."""

    figure: Figure
    words: str
    cell: ResultCell
    shown: ShownCell
    margin: str
    bounds: tuple[str, str] | None
    target: Any = None
    statement: Statement | None = None
    chance: str = ""
    level: str = ""
    mail: int | None = None


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question's results for a page."""

    result: QuestionResult
    figures: tuple[ShownFigure, ...]
    counted: tuple[ShownFigure, ...]
    bars: tuple[BarRow, ...]
    target: Fraction | None


def cell_words(figure: Figure, cell: ResultCell) -> ShownCell:
    """A cell in words."""
    if not cell.is_shown:
        return ShownCell(str(STATES[cell.state]), "", is_shown=False, flags=())
    flags = tuple(str(FLAGS[flag]) for flag in cell.flags if flag in FLAGS)
    interval = ""
    if cell.lower is not None and cell.upper is not None:
        interval = f"{number(figure, cell.lower)}–{number(figure, cell.upper)}{unit(figure)}"
    return ShownCell(f"{number(figure, cell.value)}{unit(figure)}", interval, is_shown=True, flags=flags)


def number(figure: Figure, value: float | None) -> str:
    """A value without its unit."""
    if value is None:
        return ""
    return f"{value:.2f}" if figure.kind == "mean" else percent(value)


def unit(figure: Figure) -> str:
    """The unit behind a number."""
    return figure.words if figure.kind == "mean" else "%"


def name_of(figure: Figure) -> str:
    """A figure's name in a table."""
    if figure.kind == "mean":
        return str(pgettext("statistics", "Mean"))
    return figure.words or figure.code


def bar(figure: Figure, cell: ResultCell, name: str) -> BarRow:
    """A cell as a bar; a withheld one has its word and nothing else."""
    shown = cell_words(figure, cell)
    if not cell.is_shown or cell.value is None:
        return BarRow(name, None, shown.text)
    text = f"{shown.text} ({shown.interval})" if shown.interval else shown.text
    return BarRow(name, drawn(figure, cell.value), text, _end(figure, cell.lower), _end(figure, cell.upper))


def drawn(figure: Figure, value: float) -> Fraction:
    """A value as the axis shows it."""
    exact = Fraction(str(value))
    return exact if figure.kind == "mean" else exact * 100


def _end(figure: Figure, value: float | None) -> Fraction | None:
    return None if value is None else drawn(figure, value)


def question_words(result: QuestionResult, page: Any, response: float | None = None) -> ShownQuestion:
    """A question of a page that knows targets (`target_of`, `statement_of`). `response`: the share that came back."""
    figures = tuple(_figure(result, at, page, response) for at, _figure_of in enumerate(result.figures))
    options = [f for f in figures if f.figure.kind == "option"]
    counted = tuple(f for f in figures if f.figure.kind == "counted")
    target = next((Fraction(str(f.statement.target)) * 100 for f in counted if f.statement), None)
    return ShownQuestion(
        result=result,
        figures=figures,
        counted=counted,
        bars=tuple(bar(f.figure, f.cell, f.words) for f in options),
        target=target,
    )


def _figure(result: QuestionResult, at: int, page: Any, response: float | None) -> ShownFigure:
    figure, cell = result.figures[at], result.everyone.cells[at]
    bounds = result.if_silent[at]
    said = page.statement_of(figure, cell)
    mail = int(said.answers / response) + 1 if said and said.answers and response and not said.takes_all else None
    return ShownFigure(
        figure=figure,
        words=name_of(figure),
        cell=cell,
        shown=cell_words(figure, cell),
        margin=number(figure, cell.classical_margin),
        bounds=(percent(bounds[0]), percent(bounds[1])) if bounds else None,
        target=page.target_of(figure),
        statement=said,
        chance="" if said is None or said.chance_missed is None else _chance(said.chance_missed),
        level=percent(said.target) if said else "",
        mail=mail,
    )


def _chance(chance: float) -> str:
    whole = round(chance * 100)
    return _("less than 1") if whole < 1 else _("more than 99") if whole > 99 else str(whole)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The rows of one attribute, with the bars of one figure."""

    grouped: GroupedRows
    heads: tuple[str, ...]
    rows: tuple[tuple[ResultRow, tuple[ShownCell, ...]], ...]
    bars: tuple[BarRow, ...]
    unit: str


def group_words(result: QuestionResult, everyone: str, figure: Figure) -> tuple[ShownGroup, ...]:
    """Every attribute's table with everybody as its last row."""
    at = result.figures.index(figure)
    found = []
    for grouped in result.grouped:
        rows = [(row, _cells(result, row)) for row in grouped.rows]
        bars = [bar(figure, row.cells[at], row.words) for row in grouped.rows]
        bars.append(bar(figure, result.everyone.cells[at], everyone))
        heads = tuple(name_of(f) for f in result.figures)
        found.append(ShownGroup(grouped, heads, tuple(rows), tuple(bars), unit(figure)))
    return tuple(found)


def _cells(result: QuestionResult, row: ResultRow) -> tuple[ShownCell, ...]:
    return tuple(cell_words(f, cell) for f, cell in zip(result.figures, row.cells, strict=True))


def everyone_cells(result: QuestionResult) -> tuple[ShownCell, ...]:
    """The cells of everybody."""
    return _cells(result, result.everyone)


def main_figure(result: QuestionResult, wanted: str = "") -> Figure:
    """The figure that is drawn: the one asked for, else what counts toward an indicator, else the first."""
    named = next((f for f in result.figures if f.request.name == wanted), None)
    return named or next((f for f in result.figures if f.kind == "counted"), result.figures[0])


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line of the comparison with last year."""

    change: YearChange
    question: str
    figure: str
    before: ShownCell
    now: ShownCell
    difference: str
    interval: str
    obstacles: tuple[str, ...]


def change_words(changes: Sequence[YearChange]) -> tuple[ShownChange, ...]:
    """Every line."""
    return tuple(_change(each) for each in changes)


def _change(each: YearChange) -> ShownChange:
    figure, found = each.figure, each.change
    before = cell_words(figure, each.before) if each.before else ShownCell("—", "", False, ())
    return ShownChange(
        change=each,
        question=each.result.question.words,
        figure=name_of(figure),
        before=before,
        now=cell_words(figure, each.now),
        difference=_signed(figure, found.difference) if found else "",
        interval=f"{_signed(figure, found.lower)} – {_signed(figure, found.upper)}" if found else "",
        obstacles=tuple(str(OBSTACLES[o]) for o in each.obstacles),
    )


def _signed(figure: Figure, value: float) -> str:
    """A difference with its sign: of shares in points."""
    if figure.kind == "mean":
        return f"{value:+.2f}".replace("-", "−")
    return f"{round(value * 100, 1):+.1f}".replace("-", "−")
