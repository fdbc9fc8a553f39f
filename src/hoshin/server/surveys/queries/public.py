"""What anybody may know of a survey whose results are public."""

from dataclasses import dataclass
from datetime import date

from hoshin.server.accounts.queries import OrganisationName
from hoshin.server.surveys.queries.standing import row_of


@dataclass(frozen=True, slots=True)
class PublicSurvey:
    """The head of a survey without anything that only its office may know. `source`: its number as evidence."""

    id: int
    organisation: OrganisationName
    fiscal_year: int
    title: str
    population_words: str
    sampling: str
    first: date | None
    last: date | None
    source: int | None


def public_survey(survey: int) -> PublicSurvey:
    """No viewer is asked for: whoever calls it has seen that its results are public. Raises `NoSuchSurveyError`."""
    row = row_of(survey)
    organisation = row.organisation
    return PublicSurvey(
        id=row.pk,
        organisation=OrganisationName(organisation.pk, organisation.code, organisation.name_ja, organisation.name_en),
        fiscal_year=row.fiscal_year,
        title=row.title,
        population_words=row.population_words,
        sampling=row.sampling,
        first=row.first,
        last=row.last,
        source=row.source,
    )
