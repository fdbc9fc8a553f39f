"""The members of a sample, by the code on their paper or by the one-time code that opens the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hoshin.core.survey.sampling import evened_code, token_hash
from hoshin.server.surveys.models import SampleMember


@dataclass(frozen=True, slots=True)
class SampledMember:
    """A random code, and the cells that the list gave: no more is known."""

    id: int
    survey: int
    code: str
    cells: Mapping[str, str]
    stratum: str
    mailed_on: date | None


def _member(row: SampleMember) -> SampledMember:
    return SampledMember(row.pk, row.survey_id, row.code, row.cells, row.stratum, row.mailed_on)


def member_of_token(token: str) -> SampledMember | None:
    """Whose one-time code this is, as typed or scanned; None when it is nobody's. Look at the survey's door next."""
    row = SampleMember.objects.filter(token_hash=token_hash(token)).first()
    return _member(row) if row else None


def member_of_code(survey: int, code: str) -> SampledMember | None:
    """The member of this survey with the code that stands on a paper, as typed."""
    row = SampleMember.objects.filter(survey=survey, code=evened_code(code)).first()
    return _member(row) if row else None


def members(survey: int) -> tuple[SampledMember, ...]:
    """Everyone who was drawn, by stratum and code. One query."""
    return tuple(_member(row) for row in SampleMember.objects.filter(survey=survey))


def members_count(survey: int) -> int:
    """How many were drawn."""
    return SampleMember.objects.filter(survey=survey).count()
