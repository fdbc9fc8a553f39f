"""Police figures by month: crimes against children and specialised fraud, 2024 and 2025 final, 2026 to October
provisional. All are invented; the sums of whole years are those that the plan prints.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hoshin.core.series.definition import SeriesDefinition
from hoshin.core.series.observation import Observation
from hoshin.core.series.periods import SeriesPeriod


@dataclass(frozen=True, slots=True)
class SeriesTruth:
    """A series with its months by calendar year."""

    title: str
    indicator: tuple[str, str]
    months: dict[int, tuple[int, ...]]

    @property
    def definition(self) -> SeriesDefinition:
        """What the police count."""
        return SeriesDefinition(
            self.title,
            "海原府警察本部",
            "件",
            "month",
            source="府警のホームページ（月別、暫定値は翌月、確定値は翌年２月）",
            whole="汐見区",
            months_make="calendar",
        )

    def observations(self, year: int) -> list[Observation]:
        """A year's months: final from the February after, provisional in the month after while the year runs."""
        made = []
        for month, count in enumerate(self.months[year], 1):
            is_whole = len(self.months[year]) == 12
            shown = date(year + 1, 2, 20) if is_whole else date(year, month + 1, 15)
            state = "final" if is_whole else "provisional"
            made.append(Observation(SeriesPeriod(year, month, "month"), "", Decimal(count), None, state, shown))
        return made


SERIES = (
    SeriesTruth(
        "子どもをねらった犯罪の認知件数",
        ("4-2-2", "子どもをねらった犯罪"),
        {
            2024: (2, 3, 3, 4, 5, 4, 4, 3, 4, 4, 3, 2),
            2025: (2, 2, 3, 4, 4, 4, 3, 3, 4, 4, 3, 2),
            2026: (2, 2, 3, 3, 4, 4, 3, 3, 4, 3),
        },
    ),
    SeriesTruth(
        "特殊詐欺の認知件数",
        ("4-2-2", "特殊詐欺"),
        {
            2024: (3, 4, 4, 3, 4, 5, 4, 3, 4, 4, 4, 5),
            2025: (4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5),
            2026: (4, 3, 4, 5, 4, 4, 3, 4, 5, 4),
        },
    ),
)
