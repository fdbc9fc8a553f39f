"""Small tables and an origin for tests of snapshots."""

from datetime import UTC, date, datetime

from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.exchange.snapshots import Column, SnapshotOrigin, Table

FY2025 = MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025)


def visits(number):
    columns = (Column("day", "date"), Column("place", "text"), Column("minutes", "integer"))
    rows = [
        {"day": date(2025, 4 + n % 9, 1 + n % 28), "place": f"保育所{n % 7}", "minutes": n if n % 3 else None}
        for n in range(number)
    ]
    return Table(columns, rows)


def origin(**more):
    given = {
        "kind": "register",
        "source": {"id": 1, "title": "訪問記録", "population": "events"},
        "period": FY2025,
        "made_at": datetime(2026, 4, 10, 9, 0, tzinfo=UTC),
        "made_by": "子育て支援担当",
    }
    return SnapshotOrigin(**{**given, **more})
