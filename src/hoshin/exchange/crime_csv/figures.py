"""From the counts of a crime file to figures of a series, with everything that a person must know of them.

A file is of one year: every case in it was recognised in that year, also one that began before. Such a case counts for
the year and for no month of it.
"""

from collections import Counter
from datetime import date
from decimal import Decimal

from hoshin.core.problems.record import Problem
from hoshin.core.series.definition import SeriesDefinition
from hoshin.core.series.periods import SeriesPeriod
from hoshin.core.series.tables import ReadFigure, TableReading
from hoshin.core.series.typed import State, TypedValue
from hoshin.exchange.crime_csv.counting import CrimeCounts, CrimeKey, Unplaced

UNPLACED_WORDS: dict[Unplaced, str] = {
    "line_broken": "CSVの行として読めない (broken line)",
    "line_too_short": "列が足りない (columns missing)",
    "code_unknown": "市区町村が不明 (municipality unknown)",
    "code_not_read": "市区町村コードが読めない (code not read)",
    "date_unknown": "発生日が不明 (date unknown)",
    "date_not_read": "発生日が読めない (date not read)",
    "town_unknown": "町丁目が不明 (town unknown)",
}
_OTHER_YEARS_SHARE = 5
"""One case in five that began in another year is more than any year has: then the file is of another year."""
_FREQUENT = 5


def crime_figures(
    counts: CrimeCounts, definition: SeriesDefinition, *, year: int, published_on: date, state: State, by_town: bool
) -> TableReading:
    """The figures of the wanted municipality for the file's year: of the whole, and of each town when asked for."""
    problems = [*_unplaced(counts), *_other_year(counts, year)]
    if not counts.placed:
        return TableReading(problems=tuple(problems))
    totals: Counter[tuple[SeriesPeriod, str]] = Counter()
    for key, number in counts.counts.items():
        period = _period(key, definition, year)
        if period is not None:
            totals[period, ""] += number
            if by_town and key.town:
                totals[period, key.town] += number
    if definition.cycle == "month":
        for month in range(1, 13):
            totals.setdefault((SeriesPeriod(year, month, "month"), ""), 0)
    problems += _notes(counts, definition, by_town=by_town)
    figures = tuple(
        ReadFigure(period, area, TypedValue(Decimal(number)), state, published_on, 0, 0)
        for (period, area), number in sorted(totals.items())
    )
    return TableReading(figures, tuple(problems))


def absent_code(counts: CrimeCounts, code: str) -> Problem | None:
    """The doubt that a wrong code was typed: nothing in the file is of it."""
    if counts.by_code.get(code):
        return None
    known = "、".join(f"{c} {counts.names.get(c, '')}".strip() for c, _ in counts.by_code.most_common(_FREQUENT))
    return Problem("crime_code_absent", found=code, severity="error", values={"known": known or "—"})


def _period(key: CrimeKey, definition: SeriesDefinition, year: int) -> SeriesPeriod | None:
    if definition.cycle == "calendar_year":
        return SeriesPeriod(year, 0, "calendar_year")
    if definition.cycle == "month":
        return SeriesPeriod(key.year, key.month, "month") if key.month else None
    return None


def _unplaced(counts: CrimeCounts) -> list[Problem]:
    found = []
    for reason, number in counts.unplaced.most_common():
        line, text = counts.examples[reason]
        values = {"count": f"{number:,}", "reason": UNPLACED_WORDS[reason], "row": f"{line:,}"}
        found.append(Problem("crime_lines_not_placed", found=text, severity="note", values=values))
    return found


def _other_year(counts: CrimeCounts, year: int) -> list[Problem]:
    others = {began: number for began, number in counts.began.items() if began not in (0, year)}
    total = sum(others.values())
    if total * _OTHER_YEARS_SHARE <= counts.placed:
        return []
    years = "、".join(str(began) for began in sorted(others))[:60]
    values = {"count": f"{total:,}", "years": years}
    return [Problem("crime_year_differs", found=str(year), severity="error", values=values)]


def _notes(counts: CrimeCounts, definition: SeriesDefinition, *, by_town: bool) -> list[Problem]:
    notes = []
    if definition.cycle == "fiscal_year":
        notes.append(Problem("crime_cycle_not_fit", severity="error"))
    if counts.without_month and definition.cycle == "month":
        values = {"count": f"{counts.without_month:,}"}
        notes.append(Problem("crime_months_unknown", severity="note", values=values))
    if by_town and counts.without_town:
        notes.append(Problem("crime_towns_unknown", severity="note", values={"count": f"{counts.without_town:,}"}))
    return notes
