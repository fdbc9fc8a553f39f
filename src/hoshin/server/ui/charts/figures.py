"""The view of a chart: its drawings for a phone and a desk, its finding in words, its legend and its table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoshin.core.charts.bars import BarDrawing, BarRow, draw_bars
from hoshin.core.charts.intervals import IntervalDrawing, Level, Paper, YearMark, draw_intervals
from hoshin.core.charts.measured import MeasuredYears, YearRow, measured_years, position, target_levels
from hoshin.core.measurement.record import Measurement
from hoshin.core.measurement.shown import shown
from hoshin.core.measurement.years import is_calendar_year, is_whole, until_in_words, year_in_words
from hoshin.core.plan.document import Target
from hoshin.server.ui.language import page_language

PHONE = Paper(width=320, height=260, letters=14, ticks=5)
DESK = Paper(width=880, height=340, letters=15, ticks=6)
POSITIONS = {
    "above": gettext_lazy("It lies above the target’s value."),
    "below": gettext_lazy("It lies below the target’s value."),
    "equal": gettext_lazy("It equals the target’s value."),
    "across": gettext_lazy("The target’s value lies inside the interval, so this sample cannot tell them apart."),
    "all_above": gettext_lazy("The whole interval lies above the target’s value."),
    "all_below": gettext_lazy("The whole interval lies below the target’s value."),
}

PART_OF_A_YEAR = gettext_lazy("It is of a part of the year, so it is not compared with the target of a whole year.")


@dataclass(frozen=True, slots=True)
class IntervalChart:
    """A chart of an indicator's years. `finding` is its heading, `about` says unit, source and day."""

    phone: IntervalDrawing
    desk: IntervalDrawing
    finding: str
    position: str
    description: str
    about: tuple[str, ...]
    rows: tuple[YearRow, ...]
    year_word: str
    target_words: str
    has_target: bool
    has_previous: bool
    has_intervals: bool
    has_provisional: bool
    has_cuts: bool
    cuts_only_length: bool
    has_gaps: bool


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart of groups."""

    phone: BarDrawing
    desk: BarDrawing
    title: str
    description: str
    about: tuple[str, ...]
    rows: tuple[BarRow, ...]
    has_intervals: bool
    has_target: bool


def interval_chart(
    measurements: Sequence[Measurement],
    *,
    target: Target | None = None,
    target_words: str = "",
    baseline: Fraction | None = None,
    broken: Mapping[int, bool] | None = None,
    also: Iterable[int] = (),
    plan_year: int | None = None,
    source: str = "",
    only_length: bool = False,
) -> IntervalChart | None:
    """The chart of an indicator's measurements, oldest first; None when there is no figure to show.

    `baseline` is the number that a target leaning on an earlier year became; `plan_year` the year that it is for.
    `only_length`: the line is cut for no other reason than that a year still runs.
    """
    language = page_language()
    years = measured_years(measurements, broken=broken, also=also, awaited=plan_year, language=language)
    if years is None:
        return None
    levels = list(target_levels(target, years.unit, from_baseline=baseline, name=str(_("Target line"))))
    aims = len(levels)
    before = _previous(years) if baseline is None else None
    if before is not None and not any(level.value == before for level in levels):
        levels.append(Level(str(_("Last year’s line")), before, "previous"))
    phone = draw_intervals(years.marks, levels, PHONE, is_share=years.is_share)
    desk = draw_intervals(years.marks, levels, DESK, is_share=years.is_share)
    assert phone is not None and desk is not None, "there is a figure"
    latest = next(m for m in reversed(measurements) if shown(m, language).is_known)
    mark = next(m for m in reversed(years.marks) if m.value is not None)
    is_of_the_plan = baseline is None or latest.period.fiscal_year == plan_year
    is_judged = aims == 1 and is_whole(latest) and is_of_the_plan and "population_differs" not in latest.flags
    return IntervalChart(
        phone=phone,
        desk=desk,
        finding=_finding(latest, language),
        position=_position(mark, levels[0]) if is_judged else _no_position(latest, has_target=aims > 0),
        description=_description(years.rows, language, only_length=only_length),
        about=_about(years, latest.as_of, source, language),
        rows=years.rows,
        year_word=str(_("calendar year") if years.is_calendar else _("fiscal year")),
        target_words=target_words,
        has_target=aims > 0,
        has_previous=len(levels) > aims,
        has_intervals=any(m.low is not None for m in years.marks),
        has_provisional=any(m.is_provisional for m in years.marks),
        has_cuts=bool(desk.cuts),
        cuts_only_length=only_length,
        has_gaps=any(m.value is None for m in years.marks),
    )


def _previous(years: MeasuredYears) -> Fraction | None:
    """Last year's figure, when the last year may be compared with it."""
    if len(years.marks) < 2 or years.marks[-1].value is None or years.marks[-1].broken:
        return None
    return years.marks[-2].value


def _finding(latest: Measurement, language: str) -> str:
    """The latest figure in one sentence. A count of a part of a year says until when, and stands for no year."""
    is_calendar, year = is_calendar_year(latest.period), latest.period.first.year
    words, said = year_in_words(latest.period, language), shown(latest, language)
    if is_calendar:
        words = f"{year}年" if language == "ja" else f"calendar year {year}"
    until = until_in_words(latest, language)
    if language == "ja":
        state = "（速報）" if latest.provisional else ""
        so_far = "に" if not is_whole(latest) else "の分で"
        return f"{words}は{f'、{until}{so_far}' if until else ''}{said.value}{said.interval}{state}です。"
    state = " (provisional)" if latest.provisional else ""
    return f"In {words} it was {said.value}{said.interval}{f' {until}' if until else ''}{state}."


def _no_position(latest: Measurement, *, has_target: bool) -> str:
    return str(PART_OF_A_YEAR) if has_target and not is_whole(latest) else ""


def _position(mark: YearMark, level: Level) -> str:
    where = position(mark, level)
    whole = mark.low is not None and where in ("above", "below")
    return str(POSITIONS[f"all_{where}" if whole else where])


def _description(rows: Sequence[YearRow], language: str, *, only_length: bool) -> str:
    """Every year in words, for those who hear the picture."""
    told = []
    cut = _("not comparable with the year before") if only_length else _("measured in another way from here")
    for row in rows:
        broken = cut if row.broken else ""
        state = str(_("provisional figure")) if row.is_provisional else ""
        more = [part for part in (row.interval, state, broken) if part]
        bracket = f"（{'、'.join(more)}）" if language == "ja" else f" ({', '.join(more)})"
        told.append(f"{row.year}: {row.value}{bracket if more else ''}")
    return ("。" if language == "ja" else "; ").join(told)


def _about(years: MeasuredYears, as_of: date | None, source: str, language: str) -> tuple[str, ...]:
    parts = [f"{_('Unit of the axis:')} {years.unit or '—'}"]
    if source:
        parts.append(f"{_('Source of the figures:')} {source}")
    if as_of is not None:
        day = f"{as_of.year}年{as_of.month}月{as_of.day}日" if language == "ja" else as_of.isoformat()
        parts.append(f"{_('State of the figures:')} {day}")
    return tuple(parts)


def bar_chart(
    rows: Sequence[BarRow],
    *,
    title: str,
    unit: str = "%",
    target: Fraction | None = None,
    source: str = "",
) -> BarChart | None:
    """The chart of groups; None when no group has a figure. Values are as the axis shows them: 0 to 100 for shares."""
    is_share = unit in ("%", "％")
    phone = draw_bars(rows, width=PHONE.width, letters=PHONE.letters, target=target, is_share=is_share)
    desk = draw_bars(rows, width=DESK.width, letters=DESK.letters, target=target, is_share=is_share)
    if phone is None or desk is None:
        return None
    about = [f"{_('Unit of the axis:')} {unit}"]
    if source:
        about.append(f"{_('Source of the figures:')} {source}")
    separator = "。" if page_language() == "ja" else "; "
    return BarChart(
        phone=phone,
        desk=desk,
        title=title,
        description=separator.join(f"{row.name}: {row.text}" for row in rows),
        about=tuple(about),
        rows=tuple(rows),
        has_intervals=any(row.low is not None for row in rows),
        has_target=target is not None,
    )
