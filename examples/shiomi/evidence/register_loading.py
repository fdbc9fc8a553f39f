"""Loading a register: its fields, last year's entries and closing, this year's and how they stood in October."""

from datetime import date

from django.db import transaction

from examples.shiomi.evidence.office import FISCAL_YEAR, TODAY, Office, moment
from examples.shiomi.evidence.register_truth import LAST_YEAR, SINCE, THIS_YEAR, RegisterTruth
from examples.shiomi.evidence.registers import DELIVERED, FORGOTTEN, VISITS
from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.server.evidence.actions import attach_indicator
from hoshin.server.registers.actions import close_register_period, define_register, enter_many
from hoshin.server.registers.queries.pages import register_head, registers_for

BEGUN, CLOSED, CORRECTED, AS_OF_OCTOBER = date(2025, 4, 1), date(2026, 4, 8), date(2026, 4, 22), date(2026, 11, 6)
CORRECTION = "３月末の訪問２件の記入が漏れていたことが、応援員の日報との照合で分かったため。"


def stored_register(office: Office, truth: RegisterTruth) -> int | None:
    """The register when it was loaded already."""
    mine = (r for r in registers_for(office.planner, FISCAL_YEAR) if r.organisation.id == office.organisation)
    return next((r.id for r in mine if r.title == truth.title), None)


@transaction.atomic
def load_register(office: Office, truth: RegisterTruth) -> int:
    """The whole register, all or nothing; its number."""
    by = office.actor(truth.post)
    register = define_register(
        organisation=office.organisation,
        title=truth.title,
        owner=office.posts[truth.post],
        definition=truth.definition,
        population_words=truth.population_words,
        by=by,
        on=BEGUN,
    )
    last_year, this_year, since = truth.numbers
    enter_many(
        register=register, entries=truth.made(LAST_YEAR, last_year), by=by, on=LAST_YEAR[1], at=moment(CLOSED, 9)
    )
    if truth is VISITS:
        _measure_visits(office, register)
    whole = MeasuredPeriod(*LAST_YEAR, FISCAL_YEAR - 1)
    close_register_period(register=register, period=whole, by=by, at=moment(CLOSED))
    if truth is VISITS:
        enter_many(register=register, entries=FORGOTTEN, by=by, on=CORRECTED, at=moment(CORRECTED, 9))
        close_register_period(register=register, period=whole, by=by, at=moment(CORRECTED), reason=CORRECTION)
    enter_many(
        register=register, entries=truth.made(THIS_YEAR, this_year), by=by, on=TODAY, at=moment(AS_OF_OCTOBER, 9)
    )
    so_far = MeasuredPeriod(*THIS_YEAR, FISCAL_YEAR)
    close_register_period(register=register, period=so_far, by=by, at=moment(AS_OF_OCTOBER))
    if since:
        enter_many(register=register, entries=truth.made(SINCE, since), by=by, on=TODAY, at=moment(TODAY, 8))
    return register


def _measure_visits(office: Office, register: int) -> None:
    by = office.actor(VISITS.post)
    attach_indicator(
        source=register_head(register, by).source,
        plan=office.plan,
        indicator=office.indicator("2-1-1", "情報を届けた回数"),
        recipe=DELIVERED,
        base_words="情報を届けた訪問（不在などで届けられなかったものを除く）",
        by=by,
        on=CLOSED,
    )
