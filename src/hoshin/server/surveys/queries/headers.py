"""Surveys in lists and at the head of their pages, and how far each has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Count, Q

from hoshin.core.permissions import INSIDERS, Actor
from hoshin.core.survey.permissions import can_draw_sample, can_edit_survey, can_open_survey
from hoshin.server.accounts.queries import OrganisationName
from hoshin.server.surveys.designs import read_design
from hoshin.server.surveys.models import PopulationCount, QuestionnaireVersion, SampleMember, Survey
from hoshin.server.surveys.queries.questionnaires import draft_of_row, questionnaire_for
from hoshin.server.surveys.queries.standing import NoSuchSurveyError, readable, row_of, standing_of_row

StepName = Literal["population", "design", "sample", "questionnaire", "opening"]
StepState = Literal["done", "missing", "optional", "waiting"]


@dataclass(frozen=True, slots=True)
class SurveyHeader:
    """A survey as lists and page heads show it, with what the viewer may do."""

    id: int
    organisation: OrganisationName
    owner: int | None
    owner_name: str
    fiscal_year: int
    title: str
    population: str
    population_words: str
    sampling: str
    status: str
    first: date | None
    last: date | None
    retain_until: date | None
    notes: str
    answer_site: str
    source: int | None
    previous: int | None
    version: int
    members: int
    may_edit: bool
    may_draw: bool
    may_open: bool

    @property
    def claims_interval(self) -> bool:
        """Whether chance decided who was asked, so that an interval can be given."""
        return self.sampling in ("census", "simple", "stratified")

    @property
    def draws(self) -> bool:
        """Whether a sample is drawn from a list."""
        return self.sampling in ("simple", "stratified")


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps to a survey. `missing` says why it is not done; `facts` what stands."""

    name: StepName
    state: StepState
    facts: Mapping[str, int]


def _header(row: Survey, viewer: Actor, members: int) -> SurveyHeader:
    standing, organisation = standing_of_row(row), row.organisation
    return SurveyHeader(
        id=row.pk,
        organisation=OrganisationName(organisation.pk, organisation.code, organisation.name_ja, organisation.name_en),
        owner=row.owner_id,
        owner_name=row.owner.name if row.owner else "",
        fiscal_year=row.fiscal_year,
        title=row.title,
        population=row.population,
        population_words=row.population_words,
        sampling=row.sampling,
        status=row.status,
        first=row.first,
        last=row.last,
        retain_until=row.retain_until,
        notes=row.notes,
        answer_site=row.answer_site,
        source=row.source,
        previous=row.previous_id,
        version=row.version,
        members=members,
        may_edit=can_edit_survey(viewer, standing),
        may_draw=can_draw_sample(viewer, standing),
        may_open=can_open_survey(viewer, standing),
    )


def survey_header(survey: int, viewer: Actor) -> SurveyHeader:
    """The head of a survey's pages; raises `NoSuchSurveyError` for those who may not know of it."""
    row = readable(survey, viewer)
    return _header(row, viewer, SampleMember.objects.filter(survey=row).count())


def surveys_for(viewer: Actor) -> tuple[SurveyHeader, ...]:
    """Every survey that the viewer may see, the latest year first. One query."""
    if any(post.role == "administrator" for post in viewer.posts):
        mine = Q()
    else:
        mine = Q(organisation__in=[p.organisation for p in viewer.posts if p.role in INSIDERS])
    rows = Survey.objects.filter(mine).select_related("organisation", "owner").annotate(drawn_members=Count("members"))
    rows = rows.order_by("-fiscal_year", "title", "id")
    return tuple(_header(row, viewer, row.drawn_members) for row in rows)


def survey_of_source(source: int, viewer: Actor) -> int:
    """The latest survey that gives figures to a source of evidence; `NoSuchSurveyError` when the viewer sees none."""
    found = [survey.id for survey in surveys_for(viewer) if survey.source == source]
    if not found:
        raise NoSuchSurveyError(source)
    return found[0]


def earlier_surveys(organisation: int, fiscal_year: int, viewer: Actor) -> tuple[SurveyHeader, ...]:
    """Surveys of the same organisation before this year: one of them is last year's of a new one."""
    return tuple(s for s in surveys_for(viewer) if s.organisation.id == organisation and s.fiscal_year < fiscal_year)


def survey_steps(survey: int, viewer: Actor) -> tuple[Step, ...]:
    """The five steps and how each stands."""
    row = readable(survey, viewer)
    return steps_of(row)


def steps_of(row: Survey) -> tuple[Step, ...]:
    """The five steps of a survey: what is done, what is missing before it can be opened."""
    design = read_design(row.design)
    cells = PopulationCount.objects.filter(survey=row).count()
    members = SampleMember.objects.filter(survey=row).count()
    versions = QuestionnaireVersion.objects.filter(survey=row).count()
    draws = row.sampling in ("simple", "stratified")
    population: StepState = "done" if cells else "missing" if row.sampling in ("simple", "stratified") else "optional"
    sized: StepState = "done" if design.sizes else "missing"
    drawn: StepState = "done" if members else "missing"
    opening: StepState = "done" if row.status in ("open", "closed") else "waiting"
    return (
        Step("population", population, {"cells": cells}),
        Step("design", sized if draws else "optional", {"wanted": design.total}),
        Step("sample", drawn if draws else ("done" if members else "optional"), {"drawn": members}),
        Step("questionnaire", _questionnaire_state(row, versions), {"versions": versions, "questions": _asked(row)}),
        Step("opening", opening, {}),
    )


def _asked(row: Survey) -> int:
    return len(draft_of_row(row).questions)


def _questionnaire_state(row: Survey, versions: int) -> StepState:
    """Done when the version in force says what the draft says, or when the survey runs with it already."""
    if not versions:
        return "missing"
    frozen = questionnaire_for(row.pk)
    same = frozen is not None and (not row.draft or frozen.questionnaire == draft_of_row(row))
    return "done" if same or row.status in ("open", "closed") else "missing"


def missing_steps(row: Survey) -> tuple[Step, ...]:
    """What has to be done before it can be opened."""
    return tuple(step for step in steps_of(row) if step.state == "missing")


@dataclass(frozen=True, slots=True)
class DrawnStratum:
    """What the last draw did in one stratum."""

    words: str
    listed: int
    wanted: int
    drawn: int


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """How the sample was drawn: with the same list and seed anybody draws the same people.

    `at` is None before anything was drawn; `seed` is then what the next draw proposes.
    """

    seed: str
    at: datetime | None
    by: str
    listed: int
    fingerprint: str
    strata: tuple[DrawnStratum, ...]
    mailed: int
    members: int


def drawn_record(survey: int) -> DrawRecord:
    """The record of the last draw."""
    row = row_of(survey)
    drawn = row.drawn
    members = SampleMember.objects.filter(survey=row)
    return DrawRecord(
        seed=drawn.get("seed", row.seed),
        at=datetime.fromisoformat(drawn["at"]) if drawn else None,
        by=drawn.get("by", ""),
        listed=drawn.get("listed", 0),
        fingerprint=drawn.get("fingerprint", ""),
        strata=tuple(DrawnStratum(*stratum) for stratum in drawn.get("strata", ())),
        mailed=members.filter(mailed_on__isnull=False).count(),
        members=members.count(),
    )
