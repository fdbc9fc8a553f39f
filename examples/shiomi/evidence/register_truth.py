"""What every register of the example is told with: its fields, its spans of time, and days by chance."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from examples.shiomi.evidence.office import TODAY
from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition

Entry = Mapping[str, Any]
LAST_YEAR = (date(2025, 4, 1), date(2026, 3, 31))
THIS_YEAR = (date(2026, 4, 1), date(2026, 10, 31))
SINCE = (date(2026, 11, 1), TODAY - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class RegisterTruth:
    """A register: its fields, its entries of a span of days, and how many there are last year, this year, since."""

    key: str
    title: str
    post: str
    population_words: str
    definition: RegisterDefinition
    entries: Callable[[random.Random, tuple[date, date], int], Iterator[Entry]]
    numbers: tuple[int, int, int]

    def made(self, span: tuple[date, date], number: int) -> list[Entry]:
        """The entries of a span, in order of their days."""
        chance = random.Random(f"{self.key} {span[0]}")
        return sorted(self.entries(chance, span, number), key=lambda entry: entry["day"])


def days_within(chance: random.Random, span: tuple[date, date], number: int, *, weekdays: bool = True) -> list[date]:
    """So many days of a span, at random; office days unless work goes on at weekends."""
    every = [span[0] + timedelta(days=at) for at in range((span[1] - span[0]).days + 1)]
    open_days = [day for day in every if not weekdays or day.weekday() < 5]
    return sorted(chance.choices(open_days, k=number))


def choice_field(code: str, label: str, *choices: str, required: bool = False) -> FieldDefinition:
    """A choice that counts."""
    return FieldDefinition(code, label, "choice", choices=choices, is_counted=True, is_required=required)


def number_field(code: str, label: str, unit: str) -> FieldDefinition:
    """A whole number from 0."""
    return FieldDefinition(code, label, "number", unit=unit, is_whole=True, minimum=Decimal(0), is_counted=True)


def day_field(label: str) -> FieldDefinition:
    """The day that counts time."""
    return FieldDefinition("day", label, "date", is_required=True, is_counted=True)


AREA = FieldDefinition("area", "地域", "area", is_required=True, is_counted=True)
