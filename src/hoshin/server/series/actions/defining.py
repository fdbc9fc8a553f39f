"""Saying what a series counts, and changing what was said."""

from datetime import date

from django.db import transaction

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.series.definition import SeriesDefinition, definition_problems, definition_to_json
from hoshin.core.series.permissions import check_can_change_series, check_can_define_series
from hoshin.server.audit.actions import record
from hoshin.server.evidence.actions import define_source
from hoshin.server.series.models import Series
from hoshin.server.series.queries.standing import definition_of, readable_series, standing_of


class SeriesError(ValueError):
    """What was entered cannot be stored; `problems` says everything that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(p.code for p in problems))
        self.problems = problems


class SeriesChangedError(SeriesError):
    """The definition was changed by someone else since it was opened. `theirs` is how it stands."""

    def __init__(self, theirs: SeriesDefinition, title: str, version: int) -> None:
        super().__init__((Problem("series_changed_meanwhile", severity="error"),))
        self.theirs, self.title, self.version = theirs, title, version


def define_series(
    *, organisation: int, title: str, definition: SeriesDefinition, owner: int | None = None, by: Actor, on: date
) -> int:
    """A new series and its evidence source; the series's number."""
    check_can_define_series(by, organisation, owner)
    _check(definition, title)
    with transaction.atomic():
        source = define_source(
            kind="series",
            organisation=organisation,
            title=title.strip(),
            population=definition.population,
            population_words=definition.counted,
            instrument=definition.counted_by,
            owner=owner,
            details={"cycle": definition.cycle, "unit": definition.unit},
            by=by,
            on=on,
        )
        row = Series.objects.create(
            source_id=source,
            organisation_id=organisation,
            owner_id=owner,
            title=title.strip(),
            definition=definition_to_json(definition),
            created_on=on,
        )
        record(actor=by.name, action="series.defined", subject=f"series/{row.pk}", detail={"title": row.title})
    return row.pk


def edit_series(*, series: int, title: str, definition: SeriesDefinition, version: int, by: Actor, on: date) -> int:
    """Change the definition; the new version. What was already closed keeps the definition it was closed with."""
    check_can_change_series(by, standing_of(readable_series(series, by)))
    _check(definition, title)
    with transaction.atomic():
        row = Series.objects.select_for_update().get(pk=series)
        if row.version != version:
            raise SeriesChangedError(definition_of(row), row.title, row.version)
        before = {"title": row.title, **row.definition}
        row.title, row.definition, row.version = title.strip(), definition_to_json(definition), row.version + 1
        after = {"title": row.title, **row.definition}
        row.save(update_fields=["title", "definition", "version"])
        changed = {k: [before.get(k), v] for k, v in after.items() if before.get(k) != v}
        record(
            actor=by.name,
            action="series.edited",
            subject=f"series/{row.pk}",
            detail={"changed": changed, "on": str(on)},
        )
    return row.version


def _check(definition: SeriesDefinition, title: str) -> None:
    problems = definition_problems(definition)
    if not title.strip():
        missing = Problem("series_definition_incomplete", field="title", severity="error", values={"field": "title"})
        problems = (missing, *problems)
    if problems:
        raise SeriesError(problems)
