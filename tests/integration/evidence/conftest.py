"""A counting method, an own evidence store for each test, and a source that measures 訪問件数 (k4)."""

import pytest

from hoshin.engines import measuring
from hoshin.engines.measuring import Method
from hoshin.server.evidence.actions import attach_indicator, close_period, define_source
from tests.integration.evidence.counting import AT, COUNT, FY2024, FY2025, count, visits
from tests.people import TODAY


@pytest.fixture(autouse=True)
def counting_method(monkeypatch):
    monkeypatch.setitem(measuring.METHODS, "test_count/1", Method(count))


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")
    return tmp_path / "evidence"


@pytest.fixture
def visit_log(ward, sato):
    """The source of visits, owned by nobody's post yet."""
    return define_source(
        kind="register",
        organisation=ward,
        title="訪問記録",
        population="events",
        population_words="応援員の訪問",
        instrument="訪問記録簿",
        by=sato.actor,
        on=TODAY,
    )


@pytest.fixture
def measured_plan(stored_plan, visit_log, sato):
    """北町区's plan with 訪問件数 measured in FY2024 (355) and FY2025 (391)."""
    attach_indicator(source=visit_log, plan=stored_plan, indicator="k4", recipe=COUNT, by=sato.actor, on=TODAY)
    for period, number in ((FY2024, 355), (FY2025, 391)):
        close_period(source=visit_log, period=period, tables=visits(number), by=sato.actor, at=AT)
    return stored_plan
