"""Which source, and what the rules need to know of it."""

from hoshin.core.measurement.permissions import SourceStanding, check_can_see_source
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.evidence.models import Source


class NoSuchSourceError(LookupError):
    """No source has this number."""


class EvidenceError(ValueError):
    """Nothing was stored; `problems` says everything that stands in the way."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.code for p in problems))
        self.problems = problems


def standing_of_source(row: Source) -> SourceStanding:
    """What the rules need to know of a source."""
    return SourceStanding(row.organisation_id, row.owner_id)


def readable_source(source: int, viewer: Actor) -> Source:
    """The source's row, if the viewer may see it; raises `NoSuchSourceError` or `RefusedError`. One query."""
    row = Source.objects.select_related("organisation", "owner").filter(pk=source).first()
    if row is None:
        raise NoSuchSourceError(source)
    check_can_see_source(viewer, standing_of_source(row))
    return row
