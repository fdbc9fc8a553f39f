"""What the pages of series show, as frozen records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hoshin.core.measurement.record import Known, Missing
from hoshin.core.permissions import Actor
from hoshin.core.plan.codec import from_json
from hoshin.core.problems.record import Problem
from hoshin.core.series.aggregation import YearFigure, figure_of_year
from hoshin.core.series.changes import FigureChange, changes_of
from hoshin.core.series.definition import SeriesDefinition
from hoshin.core.series.observation import Cell, Observation, latest, observation_from_row
from hoshin.core.series.periods import months_of, year_period
from hoshin.core.series.permissions import can_change_series
from hoshin.core.series.tables import ReadFigure
from hoshin.core.series.typed import TypedValue
from hoshin.core.values import in_figures
from hoshin.server.accounts.queries import display_names, posts_of
from hoshin.server.series.models import ImportBatch, Series
from hoshin.server.series.queries.standing import (
    definition_of,
    observations_of,
    readable_batch,
    readable_series,
    standing_of,
)

SHOWN_YEARS = 6
SHOWN_CHANGES = 300


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """A series as a list shows it."""

    id: int
    title: str
    organisation: int
    owner: str
    definition: SeriesDefinition
    figure: YearFigure | None


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell of the table. `text` is the figure, `sign` why there is none; `earlier` were published before."""

    text: str = ""
    sign: str = ""
    is_provisional: bool = False
    published_on: date | None = None
    earlier: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownRow:
    """An area (or a year, in a table of months) with its cells."""

    name: str
    cells: tuple[ShownCell, ...]
    year: int | None = None
    total: YearFigure | None = None


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """An import as a list shows it."""

    id: int
    way: str
    file: str
    state: str
    figures: int
    made_at: datetime
    made_by: str
    taken_back_at: datetime | None
    taken_back_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A series with its table: years across by area, or months across by year for one `area`."""

    id: int
    source: int
    title: str
    organisation: int
    owner: str
    version: int
    definition: SeriesDefinition
    may_change: bool
    years: tuple[int, ...]
    rows: tuple[ShownRow, ...]
    areas: tuple[str, ...]
    area: str
    figures: tuple[YearFigure, ...]
    batches: tuple[BatchEntry, ...]
    provisional_periods: tuple[str, ...]
    observations: tuple[Observation, ...]

    @property
    def newest(self) -> dict[Cell, Observation]:
        """The last publication of each cell."""
        return latest(self.observations)


@dataclass(frozen=True, slots=True)
class BatchPage:
    """An import: what it changes while it waits, or what it brought."""

    id: int
    series: int
    series_title: str
    definition: SeriesDefinition
    entry: BatchEntry
    changes: tuple[FigureChange, ...]
    tally: Mapping[str, int]
    problems: tuple[Problem, ...]
    report: Mapping[str, Any]
    may_change: bool


def series_for(viewer: Actor) -> tuple[SeriesEntry, ...]:
    """Every series of the organisations that the viewer works for. Two queries and one a series."""
    everywhere = any(p.role == "administrator" for p in viewer.posts)
    rows = Series.objects.select_related("owner")
    rows = rows if everywhere else rows.filter(organisation__in={p.organisation for p in viewer.posts})
    return tuple(_entry(row) for row in rows)


def _entry(row: Series) -> SeriesEntry:
    definition = definition_of(row)
    newest = latest(observations_of(row.pk))
    years = _years(newest, definition)
    figure = figure_of_year(newest, definition, definition.year, years[-1]) if years else None
    return SeriesEntry(row.pk, row.title, row.organisation_id, row.owner.name if row.owner else "", definition, figure)


def series_page(series: int, viewer: Actor, area: str | None = None) -> SeriesPage:
    """The page of a series; raises `NoSuchSeriesError`. A constant number of queries."""
    row = readable_series(series, viewer)
    definition = definition_of(row)
    observations = observations_of(series)
    newest = latest(observations)
    years = _years(newest, definition)
    areas = tuple(sorted({a for _, a in newest}))
    chosen = area if area in areas else (areas[0] if areas else "")
    earlier = _earlier(observations, newest)
    rows: tuple[ShownRow, ...]
    if definition.cycle == "month":
        rows = tuple(_month_row(newest, earlier, definition, year, chosen) for year in reversed(years))
    else:
        rows = tuple(_area_row(newest, earlier, definition, _newest_first(years), each) for each in areas)
    owner = next((p.name for p in posts_of(row.organisation_id) if p.id == row.owner_id), "")
    return SeriesPage(
        id=row.pk,
        source=row.source_id,
        title=row.title,
        organisation=row.organisation_id,
        owner=owner,
        version=row.version,
        definition=definition,
        may_change=can_change_series(viewer, standing_of(row)),
        years=years if definition.cycle == "month" else _newest_first(years),
        rows=rows,
        areas=areas,
        area=chosen,
        figures=tuple(figure_of_year(newest, definition, definition.year, year) for year in years),
        batches=_batches(row),
        provisional_periods=tuple(sorted({o.period.key for o in newest.values() if o.state == "provisional"})),
        observations=observations,
    )


def batch_page(series: int, batch: int, viewer: Actor) -> BatchPage:
    """An import's page; raises `NoSuchSeriesError`."""
    found = readable_batch(series, batch, viewer)
    row = readable_series(series, viewer)
    if found.state == "waiting":
        figures = [_figure(observation_from_row(values)) for values in found.content]
        changes = changes_of(latest(observations_of(series)), figures)
    else:
        values = found.observations.values("period", "area", "value", "absence", "state", "published_on", "revision")
        changes = tuple(FigureChange("new", _figure(observation_from_row(v))) for v in values)
    report = {k: v for k, v in found.report.items() if k != "problems"}
    return BatchPage(
        id=found.pk,
        series=row.pk,
        series_title=row.title,
        definition=definition_of(row),
        entry=_batch_entries([found])[0],
        changes=changes[:SHOWN_CHANGES],
        tally=_tally(changes),
        problems=tuple(from_json(Problem, p) for p in found.report.get("problems", ())),
        report=report,
        may_change=can_change_series(viewer, standing_of(row)),
    )


def repeated_file(series: int, sha256: str, viewer: Actor) -> datetime | None:
    """When the same file was taken in before, if it still counts."""
    row = readable_series(series, viewer)
    found = ImportBatch.objects.filter(series=row, sha256=sha256, state="stored").exclude(sha256="").first()
    return found.stored_at if found else None


def _newest_first(years: Sequence[int]) -> tuple[int, ...]:
    """The last years, the newest beside the names, where a phone shows it."""
    return tuple(reversed(years[-SHOWN_YEARS:]))


def _years(newest: Mapping[Cell, Observation], definition: SeriesDefinition) -> tuple[int, ...]:
    """Every year from the first with a figure to the last, so that a gap shows as one."""
    found = {_year_of(o, definition) for o in newest.values()}
    return tuple(range(min(found), max(found) + 1)) if found else ()


def _year_of(seen: Observation, definition: SeriesDefinition) -> int:
    fiscal = definition.cycle == "month" and definition.year == "fiscal"
    return seen.period.year - (fiscal and seen.period.month < 4)


def _earlier(
    observations: Iterable[Observation], newest: Mapping[Cell, Observation]
) -> dict[Cell, tuple[Observation, ...]]:
    found: dict[Cell, list[Observation]] = {}
    for seen in observations:
        if seen is not newest[seen.cell]:
            found.setdefault(seen.cell, []).append(seen)
    return {cell: tuple(sorted(all_, key=lambda o: (o.published_on, o.revision))) for cell, all_ in found.items()}


def _cell(
    newest: Mapping[Cell, Observation], earlier: Mapping[Cell, tuple[Observation, ...]], key: str, area: str
) -> ShownCell:
    seen = newest.get((key, area))
    if seen is None:
        return ShownCell()
    text = in_figures(seen.value) if seen.value is not None else ""
    before = earlier.get((key, area), ())
    return ShownCell(text, seen.absence or "", seen.state == "provisional", seen.published_on, before)


def _area_row(
    newest: Mapping[Cell, Observation],
    earlier: Mapping[Cell, tuple[Observation, ...]],
    definition: SeriesDefinition,
    years: Sequence[int],
    area: str,
) -> ShownRow:
    keys = [year_period(definition.year, year).key for year in years]
    return ShownRow(area, tuple(_cell(newest, earlier, key, area) for key in keys))


def _month_row(
    newest: Mapping[Cell, Observation],
    earlier: Mapping[Cell, tuple[Observation, ...]],
    definition: SeriesDefinition,
    year: int,
    area: str,
) -> ShownRow:
    months = months_of(definition.year, year)
    cells = tuple(_cell(newest, earlier, month.key, area) for month in months)
    return ShownRow("", cells, year, figure_of_year(newest, definition, definition.year, year, (area,)))


def _batches(row: Series) -> tuple[BatchEntry, ...]:
    return _batch_entries(list(ImportBatch.objects.filter(series=row)[:50]))


def _batch_entries(rows: Sequence[ImportBatch]) -> tuple[BatchEntry, ...]:
    names = display_names({r.made_by for r in rows} | {r.taken_back_by for r in rows if r.taken_back_by})
    return tuple(
        BatchEntry(
            r.pk,
            r.way,
            r.file,
            r.state,
            len(r.content) if r.state == "waiting" else int(r.report.get("read", 0)),
            r.made_at,
            names.get(r.made_by, r.made_by),
            r.taken_back_at,
            names.get(r.taken_back_by or "", r.taken_back_by or ""),
            r.reason,
        )
        for r in rows
    )


def _tally(changes: Iterable[FigureChange]) -> dict[str, int]:
    tally: dict[str, int] = {}
    for change in changes:
        tally[change.kind] = tally.get(change.kind, 0) + 1
    return tally


def _figure(seen: Observation) -> ReadFigure:
    return ReadFigure(seen.period, seen.area, TypedValue(seen.value, seen.absence), seen.state, seen.published_on, 0, 0)


def figure_value(figure: YearFigure) -> Decimal | None:
    """The exact number of a year, if it has one."""
    known = figure.reading.value if isinstance(figure.reading, Known) else None
    return known if isinstance(known, Decimal) else None


def missing_reason(figure: YearFigure) -> str:
    """Why a year has no number: the code of its reading."""
    if isinstance(figure.reading, Missing):
        return figure.reading.reason
    return "" if isinstance(figure.reading, Known) else figure.reading.rule
