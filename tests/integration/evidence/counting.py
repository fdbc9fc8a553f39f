"""A method for the tests of evidence, as a kind would bring one: rows counted, by one column if the recipe names it."""

from datetime import UTC, date, datetime
from fractions import Fraction

from hoshin.core.measurement.failure import NotRecordedError
from hoshin.core.measurement.record import Known, MeasuredPeriod, Measurement, Missing
from hoshin.core.problems.record import Problem
from hoshin.exchange.snapshots import Column, Table

FY2024 = MeasuredPeriod(date(2024, 4, 1), date(2025, 3, 31), 2024)
FY2025 = MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025)
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
COUNT = {"method": "test_count/1"}
SHARE = {"method": "test_count/1", "counts": "yes"}


def count(rows, recipe, definition, period):
    """How many rows, or which share of them answered as the recipe says; exact."""
    common = {"kind": "register", "period": period, "population": "events", "method": "test_count/1", "recipe": recipe}
    if "counts" not in recipe:
        return Measurement(reading=Known(len(rows)), unit="件", **common)
    if rows and "answer" not in rows[0]:
        raise NotRecordedError(Problem("snapshot_unknown_column", found="answer", values={"row": "1"}))
    part = sum(row["answer"] == recipe["counts"] for row in rows)
    reading = Known(Fraction(part, len(rows))) if rows else Missing("no_denominator")
    return Measurement(reading=reading, unit="%", numerator=part, denominator=len(rows), **common)


def visits(number):
    return {"entries": Table((Column("day", "date"), Column("place", "text")), [visit(n) for n in range(number)])}


def visit(n):
    return {"day": date(2025, 4 + n % 9, 1 + n % 28), "place": f"保育所{n % 7}"}


def answers(yes, no):
    rows = [{"answer": "yes"}] * yes + [{"answer": "no"}] * no
    return {"answers": Table((Column("answer", "text"),), rows)}


def choices(source):
    """What a kind offers to compute, as `EVIDENCE_RECIPES` names it."""
    return {"訪問の件数": COUNT}


def records_page(source):
    """Where a kind keeps the records, as `EVIDENCE_KIND_PAGES` names it."""
    return f"/records-of/{source}/"
