"""Whether two years' figures may be joined by a line. Where the way of measuring changed, the line is cut, with the
reason in words: a ward that changed from monitors to a random sample must not show the change as progress.

A provisional figure and its final form are measured alike: that is no break.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hoshin.core.measurement.record import Measurement
from hoshin.core.measurement.years import is_calendar_year
from hoshin.core.text import even

BreakReason = Literal[
    "kind", "method", "wording", "instrument", "population", "sampling", "unit", "kind_of_year", "length"
]
BREAK_WORDS: dict[BreakReason, tuple[str, str]] = {
    "kind": ("根拠の種類が変わりました", "another kind of evidence is used"),
    "method": ("計算方法が変わりました", "the method of computing changed"),
    "wording": ("質問の文言・定義が変わりました", "the wording of the question or the definition changed"),
    "instrument": ("調査・記録の手段が変わりました", "the instrument changed"),
    "population": ("対象となる人々が変わりました", "other people are measured"),
    "sampling": ("対象者の選び方が変わりました", "people are chosen in another way"),
    "unit": ("単位が変わりました", "the unit changed"),
    "kind_of_year": ("年度と暦年の違いがあります", "one is a fiscal, the other a calendar year"),
    "length": ("期間の長さが違います", "the periods are of different length"),
}
_YEARS = re.compile(r"(?:令和|平成|昭和|[RHS])?(?:\d{1,4}|元)年?度?(?:版)?|第?\d+回|FY\d+|\s+")
_LONGEST_DRIFT_DAYS = 15


@dataclass(frozen=True, slots=True)
class Break:
    """A cut between a measurement and the one before it."""

    reasons: tuple[BreakReason, ...]

    def in_words(self, language: str = "ja") -> str:
        """Every reason, in one sentence."""
        index = 0 if language == "ja" else 1
        words = [BREAK_WORDS[r][index] for r in self.reasons]
        return "。".join(words) + "。" if language == "ja" else "; ".join(words).capitalize() + "."


def break_between(earlier: Measurement, later: Measurement) -> Break | None:
    """Why two periods' figures must not be joined, or None when they may.

    >>> import dataclasses
    >>> from datetime import date
    >>> from hoshin.core.measurement.record import Known, MeasuredPeriod
    >>> period = MeasuredPeriod(date(2024, 4, 1), date(2025, 3, 31), 2024)
    >>> one = Measurement("survey", period, Known(0.5), "%", "residents", "survey_estimate/1", {}, wording="Q1/1")
    >>> break_between(one, dataclasses.replace(one, wording="Q1/2")).in_words()
    '質問の文言・定義が変わりました。'
    >>> break_between(one, dataclasses.replace(one, provisional=True)) is None
    True
    """
    changed: list[BreakReason] = []
    pairs: tuple[tuple[BreakReason, object, object], ...] = (
        ("kind", earlier.kind, later.kind),
        ("method", earlier.method, later.method),
        ("wording", _worded(earlier.wording), _worded(later.wording)),
        ("instrument", _instrument(earlier.instrument), _instrument(later.instrument)),
        ("population", earlier.population, later.population),
        ("sampling", sampling_of(earlier), sampling_of(later)),
        ("unit", earlier.unit, later.unit),
        ("kind_of_year", is_calendar_year(earlier.period), is_calendar_year(later.period)),
    )
    changed += [reason for reason, one, other in pairs if one != other]
    if _counts(earlier) and _counts(later) and abs(_days(earlier) - _days(later)) > _LONGEST_DRIFT_DAYS:
        changed.append("length")
    return Break(tuple(changed)) if changed else None


def breaks(measurements: Sequence[Measurement]) -> tuple[Break | None, ...]:
    """For each measurement in order of time, the cut before it; None where the line goes on, and for the first."""
    pairs = itertools.pairwise(measurements)
    return (None, *(break_between(one, other) for one, other in pairs))[: len(measurements)]


def sampling_of(measurement: Measurement) -> str:
    """How people were chosen: `open`, `census`, `probability`, or nothing when nobody was asked."""
    if measurement.kind != "survey":
        return ""
    return next(
        (kind for note, kind in (("open_panel", "open"), ("census", "census")) if note in measurement.notes),
        "probability",
    )


def _worded(text: str) -> str:
    return "".join(even(text).text.split())


def _instrument(text: str) -> str:
    """Without the year in its name: 「令和7年度区民アンケート」 and 「令和8年度区民アンケート」 are one instrument."""
    return _YEARS.sub("", even(text).text)


def _days(measurement: Measurement) -> int:
    return (measurement.period.last - measurement.period.first).days


def _counts(measurement: Measurement) -> bool:
    """A count grows with the length of its period; a share does not."""
    return measurement.kind in ("register", "series") and measurement.unit not in ("%", "％")
