"""Loading cases: only their section may, and only counts leave the office."""

from datetime import date

from django.db import transaction

from examples.shiomi.evidence.cases import CasesTruth
from examples.shiomi.evidence.office import CHILDREN, TODAY, Office, moment
from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.server.cases.actions import close_cohort, define_cases, register_cases_many
from hoshin.server.cases.queries.pages import case_head, registers_for
from hoshin.server.evidence.actions import attach_indicator

CLOSED = {2025: date(2026, 4, 10), 2026: date(2026, 11, 5)}
COHORT = {"method": "cohort_share/1", "cutoff": "period_end", "transferred_out": "apart"}


def stored_cases(office: Office, truth: CasesTruth) -> int | None:
    """The register of cases when it was loaded already."""
    mine = (r for r in registers_for(office.planner) if r.organisation.id == office.organisation)
    return next((r.id for r in mine if r.title == truth.title), None)


@transaction.atomic
def load_cases(office: Office, truth: CasesTruth) -> int:
    """The whole register, all or nothing; its number."""
    by = office.actor(CHILDREN)
    register = define_cases(
        organisation=office.organisation,
        title=truth.title,
        owner=office.posts[CHILDREN],
        place_kinds=truth.place_kinds,
        population_words=truth.population_words,
        by=by,
        on=truth.cohorts[0][0][0],
    )
    owner, words = truth.indicator
    attach_indicator(
        source=case_head(register, by).source,
        plan=office.plan,
        indicator=office.indicator(owner, words),
        recipe=COHORT,
        base_words="期間中に支援が要ると分かった家庭（つなぐ前に転出した家庭を除く）",
        by=by,
        on=CLOSED[2025],
    )
    for span, found, connected in truth.cohorts:
        year = span[0].year
        given = truth.cases(span, found, connected)
        register_cases_many(register=register, cases=given, by=by, on=TODAY, at=moment(CLOSED[year], 9))
        close_cohort(register=register, period=MeasuredPeriod(*span, year), by=by, at=moment(CLOSED[year]))
    return register
