"""From a pasted or uploaded grid of cells to the figures it holds, whichever way round the table lies.

Four ways are known: years across with areas down, areas across with years down, years down with months across, and the
long form with one figure a row. Nothing is dropped in silence: every cell that is not read is a problem with its row
and column, and totals beside the parts are checked against them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hoshin.core.problems.record import Problem, Severity
from hoshin.core.series.definition import Cycle, SeriesDefinition
from hoshin.core.series.observation import Cell
from hoshin.core.series.periods import SeriesPeriod, month_alone, typed_period
from hoshin.core.series.table_words import Column, column_of, is_total, is_total_of_months, printed_date, printed_state
from hoshin.core.series.typed import DashMeans, State, TypedValue, typed_value
from hoshin.core.text import even

Grid = Sequence[Sequence[str]]
_HEAD_ROWS = 12
"""How far down a table's own heading is looked for, below a title."""


@dataclass(frozen=True, slots=True)
class TableStanding:
    """What holds for the whole table where its cells do not say otherwise."""

    published_on: date
    state: State = "final"
    dash: DashMeans | None = None


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """One figure of the table, and the row and column (from 1) that it stands in."""

    period: SeriesPeriod
    area: str
    typed: TypedValue
    state: State
    published_on: date
    row: int
    column: int

    @property
    def cell(self) -> Cell:
        """Where it belongs in the series."""
        return self.period.key, self.area


@dataclass(frozen=True, slots=True)
class TableReading:
    """The figures of a table and everything that is wrong or uncertain in it."""

    figures: tuple[ReadFigure, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def can_be_stored(self) -> bool:
        """Whether there is something to store and nothing stands against it."""
        return bool(self.figures) and not any(p.severity in ("error", "question") for p in self.problems)


def read_table(grid: Grid, definition: SeriesDefinition, standing: TableStanding) -> TableReading:
    """Every figure of the grid, with all problems at once.

    >>> series = SeriesDefinition("窃盗", "県警", "件", "calendar_year")
    >>> table = [["", "令和6年", "令和7年"], ["汐見区", "1,502", "1,486"]]
    >>> read = read_table(table, series, TableStanding(date(2026, 2, 1)))
    >>> [(f.period.key, f.area, f.typed.value) for f in read.figures]
    [('2024', '汐見区', Decimal('1502')), ('2025', '汐見区', Decimal('1486'))]
    """
    rows = [[cell.strip() for cell in row] for row in grid]
    if not any(any(row) for row in rows):
        return TableReading(problems=(Problem("series_table_empty", severity="error"),))
    reader = _Reader(rows, definition, standing)
    reader.read()
    return TableReading(tuple(reader.figures), tuple(reader.problems))


class _Reader:
    """One table being read."""

    def __init__(self, rows: list[list[str]], definition: SeriesDefinition, standing: TableStanding) -> None:
        self.rows, self.definition, self.standing = rows, definition, standing
        self.figures: list[ReadFigure] = []
        self.problems: list[Problem] = []

    def read(self) -> None:
        if self._long() or self._months_across() or self._periods_across() or self._periods_down():
            self._check_repeats()
            return
        self.problems.append(Problem("series_table_not_read", found=self._opening(), severity="error"))

    def _opening(self) -> str:
        first = next(row for row in self.rows if any(row))
        return " | ".join(cell for cell in first if cell)[:60]

    def _period(self, text: str) -> SeriesPeriod | Problem | None:
        return typed_period(text, self.definition.cycle) if text else None

    def _is_period(self, text: str) -> bool:
        return self._period(text) is not None

    def _area(self, text: str) -> str:
        """An area as it is stored: the whole by its own name or as a total is the empty one."""
        name = " ".join(text.split())
        return "" if is_total(name) or name == self.definition.whole else name

    # The four ways a table may lie

    def _long(self) -> bool:
        """One figure a row under headings: 年, 地域, 件数, 公表日, 区分."""
        for at, row in enumerate(self.rows[:_HEAD_ROWS]):
            columns = {kind: n for n, cell in reversed(list(enumerate(row))) if (kind := column_of(cell))}
            dated = Column.PERIOD in columns or Column.YEAR in columns
            if Column.VALUE in columns and dated and self._explains(at, row, columns):
                for below, line in enumerate(self.rows[at + 1 :], at + 1):
                    if any(line):
                        self._long_row(below, line, columns)
                return True
        return False

    def _explains(self, at: int, head: list[str], columns: dict[Column, int]) -> bool:
        """Whether no other column holds figures: 「総数」 beside 「男」 and 「女」 is a table of another form."""
        others = [n for n, cell in enumerate(head) if cell and n not in columns.values()]
        return not any(
            isinstance(typed_value(line[n], self.definition.unit), TypedValue)
            for line in self.rows[at + 1 :]
            for n in others
            if n < len(line)
        )

    def _long_row(self, at: int, row: list[str], columns: dict[Column, int]) -> None:
        def cell(kind: Column) -> str:
            n = columns.get(kind, -1)
            return row[n] if 0 <= n < len(row) else ""

        printed = cell(Column.PERIOD) or cell(Column.YEAR) + cell(Column.MONTH)
        if self.definition.cycle == "month" and Column.MONTH in columns:
            printed = _year_and_month(cell(Column.YEAR) or cell(Column.PERIOD), cell(Column.MONTH))
        period = self._found_period(printed, at, columns.get(Column.PERIOD, columns.get(Column.YEAR, 0)))
        state = printed_state(cell(Column.STATE))
        published = self._published(cell(Column.PUBLISHED), at, columns.get(Column.PUBLISHED, 0))
        if cell(Column.STATE) and state is None:
            self._note("series_state_not_read", cell(Column.STATE), at, columns[Column.STATE])
        if period is None or published is None:
            return
        area, column = self._area(cell(Column.AREA)), columns[Column.VALUE]
        self._figure(period, area, cell(Column.VALUE), at, column, state=state, published=published)

    def _published(self, text: str, row: int, column: int) -> date | None:
        if not text:
            return self.standing.published_on
        day = printed_date(text)
        if day is None:
            self._note("series_date_not_read", text, row, column)
        return day

    def _months_across(self) -> bool:
        """Years down and months across, as monthly statistics are printed; a fiscal year begins with April."""
        if self.definition.cycle != "month":
            return False
        for at, row in enumerate(self.rows[:_HEAD_ROWS]):
            months = {n: month for n, cell in enumerate(row) if (month := month_alone(cell))}
            if len(months) >= 2:
                self._month_rows(at, row, months)
                return True
        return False

    def _month_rows(self, at: int, head: list[str], months: dict[int, int]) -> None:
        first_month = min(months)
        totals = [n for n, cell in enumerate(head) if n > first_month and is_total_of_months(cell)]
        area_column = next((n for n, cell in enumerate(head[:first_month]) if column_of(cell) is Column.AREA), None)
        for below, row in enumerate(self.rows[at + 1 :], at + 1):
            if not any(row):
                continue
            labels = [n for n in range(min(first_month, len(row))) if row[n] and n != area_column]
            year_column = next((n for n in labels if _year_of(row[n]) is not None), None)
            if year_column is None:
                self._note("series_period_not_read", next((c for c in row if c), ""), below, 0)
                continue
            name = area_column if area_column is not None else next((n for n in labels if n != year_column), None)
            area = self._area(row[name]) if name is not None and name < len(row) else ""
            year = _year_of(row[year_column])
            assert year is not None
            before = len(self.figures)
            for n, month in months.items():
                of_next = year[1] and month < 4
                period = SeriesPeriod(year[0] + of_next, month, "month")
                self._figure(period, area, row[n] if n < len(row) else "", below, n)
            self._check_total(self.figures[before:], row, totals, below)

    def _check_total(self, figures: list[ReadFigure], row: list[str], totals: list[int], at: int) -> None:
        """A printed total must be the sum of its months; when it is not, one of them was mistyped."""
        values = [f.typed.value for f in figures]
        for n in totals:
            printed = typed_value(row[n], self.definition.unit, dash=self.standing.dash) if n < len(row) else None
            if not isinstance(printed, TypedValue) or printed.value is None or None in values:
                continue
            total = sum((v for v in values if v is not None), Decimal(0))
            if self.definition.aggregation == "sum" and total != printed.value:
                self._note("series_total_differs", row[n], at, n, sum=f"{total:,f}")

    def _periods_across(self) -> bool:
        """Periods in the heading, areas in the first column."""
        for at, row in enumerate(self.rows[:_HEAD_ROWS]):
            heads = [n for n, cell in enumerate(row) if n and self._is_period(cell)]
            body = [line for line in self.rows[at + 1 :] if any(line)]
            if not heads or not body or (len(heads) == 1 and not self._names_down(body)):
                continue
            if row[0] and self._is_period(row[0]):
                continue
            periods = {n: self._found_period(row[n], at, n) for n in heads}
            self._note_strange_heads(row, at, heads)
            self._area_rows(at, periods)
            return True
        return False

    def _names_down(self, body: list[list[str]]) -> bool:
        return all(line[0] and not self._is_period(line[0]) for line in body)

    def _note_strange_heads(self, row: list[str], at: int, heads: list[int]) -> None:
        """A heading among the periods that is none of them is told: its column is not read."""
        for n, cell in enumerate(row):
            if n > min(heads) and cell and n not in heads and not is_total(cell):
                self._note("series_column_not_read", cell, at, n, severity_note=True)

    def _area_rows(self, at: int, periods: dict[int, SeriesPeriod | None]) -> None:
        for below, row in enumerate(self.rows[at + 1 :], at + 1):
            if not any(row):
                continue
            for n, period in periods.items():
                if period is not None:
                    self._figure(period, self._area(row[0]), row[n] if n < len(row) else "", below, n)
            self._note_cells_outside(row, below, max(periods))

    def _periods_down(self) -> bool:
        """Periods in the first column; areas in the heading, or a single figure beside each."""
        first = next((at for at, row in enumerate(self.rows) if row and self._is_period(row[0])), None)
        if first is None:
            return False
        width = max(len(row) for row in self.rows)
        head = next((self.rows[at] for at in range(first - 1, -1, -1) if any(self.rows[at][1:])), [])
        columns = [n for n in range(1, width) if any(n < len(row) and row[n] for row in self.rows[first:])]
        if not columns or (len(columns) > 1 and not any(head)):
            return False
        names = {n: head[n] if n < len(head) else "" for n in columns}
        alone = len(columns) == 1
        for at, row in enumerate(self.rows[first:], first):
            if not any(row):
                continue
            period = self._found_period(row[0], at, 0)
            for n in columns:
                area = "" if alone and (not names[n] or column_of(names[n])) else self._area(names[n])
                if period is not None:
                    self._figure(period, area, row[n] if n < len(row) else "", at, n)
        for n in columns:
            if not alone and not names[n]:
                self._note("series_column_without_name", "", first, n)
        return True

    # One cell

    def _found_period(self, text: str, row: int, column: int) -> SeriesPeriod | None:
        found = self._period(text)
        if isinstance(found, SeriesPeriod):
            return found
        problem = found or Problem("series_period_not_read", found=text[:60], severity="error")
        self.problems.append(_placed(problem, row, column))
        return None

    def _figure(
        self, period: SeriesPeriod, area: str, text: str, row: int, column: int, *,
        state: State | None = None, published: date | None = None,
    ) -> None:  # fmt: skip
        typed = typed_value(text, self.definition.unit, dash=self.standing.dash)
        if isinstance(typed, Problem):
            self.problems.append(_placed(typed, row, column))
        elif typed is not None:
            of_cell = typed.state or state or self.standing.state
            day = published or self.standing.published_on
            self.figures.append(ReadFigure(period, area, typed, of_cell, day, row + 1, column + 1))

    def _note_cells_outside(self, row: list[str], at: int, last: int) -> None:
        for n, cell in enumerate(row[last + 1 :], last + 1):
            if cell and typed_value(cell, self.definition.unit, dash="zero") is not None:
                self._note("series_cell_outside", cell, at, n, severity_note=True)

    def _note(self, code: str, found: str, row: int, column: int, *, severity_note: bool = False, **more: str) -> None:
        severity: Severity = "note" if severity_note else "question" if code == "series_total_differs" else "error"
        problem = Problem(code, found=found[:60], severity=severity, values=more)
        self.problems.append(_placed(problem, row, column))

    def _check_repeats(self) -> None:
        """One period and area twice in one publication: which figure holds, only a person can say."""
        counts = Counter((f.cell, f.published_on) for f in self.figures)
        for figure in self.figures:
            if counts[figure.cell, figure.published_on] > 1:
                values = {"period": figure.period.key, "area": figure.area or self.definition.whole or "—"}
                problem = Problem(
                    "series_cell_repeated", found=str(figure.typed.value), severity="error", values=values
                )
                self.problems.append(_placed(problem, figure.row - 1, figure.column - 1))


def _placed(problem: Problem, row: int, column: int) -> Problem:
    """The problem with its row and column as people count them."""
    return replace(problem, values={**problem.values, "row": str(row + 1), "column": str(column + 1)})


def _year_of(text: str) -> tuple[int, bool] | None:
    """The year of a row of months, and whether it is a fiscal one."""
    cycles: tuple[Cycle, ...] = ("calendar_year", "fiscal_year")
    for cycle in cycles:
        found = typed_period(text, cycle)
        if isinstance(found, SeriesPeriod):
            return found.year, cycle == "fiscal_year"
    return None


def _year_and_month(year: str, month: str) -> str:
    """Two cells as one printed month; January to March of a fiscal year belong to the next calendar year."""
    found, number = _year_of(year), month_alone(month) or _number(month)
    if found is None or number is None:
        return f"{year} {month}"
    return f"{found[0] + (found[1] and number < 4)}年{number}月"


def _number(text: str) -> int | None:
    plain = even(text).text.strip().removesuffix(".0")
    return int(plain) if plain.isdecimal() and 1 <= int(plain) <= 12 else None
