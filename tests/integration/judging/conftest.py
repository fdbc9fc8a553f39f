"""北町区's plan with 訪問件数 (k4) measured in FY2024 (355) and FY2025 (391), its section, and process codes."""

import pytest

from hoshin.core.judging.choice import OwnCodeSet, replace_years
from hoshin.core.judging.code_sets import PRESETS
from hoshin.core.judging.deciding import Entry
from hoshin.engines import measuring
from hoshin.engines.measuring import Method
from hoshin.server.accounts.models import Post
from hoshin.server.evidence.actions import attach_indicator, close_period, define_source
from hoshin.server.judging.actions import decide_verdict, edit_code_set, write_judgement
from hoshin.server.plans.actions import assign_owner, publish_plan
from tests.integration.evidence.counting import AT, COUNT, FY2024, FY2025, count, visits
from tests.people import OPERATOR, TODAY, person

WRITTEN = Entry(True, "応援員が足りない", "二人増やす")
ADOPTED = OwnCodeSet("process", "year_end", replace_years(PRESETS["process-fy2012"], 2023, None))


@pytest.fixture(autouse=True)
def counting_method(monkeypatch, settings, tmp_path):
    monkeypatch.setitem(measuring.METHODS, "test_count/1", Method(count))
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")


@pytest.fixture
def admin(ward):
    return person("admin", "管理 太郎", role="administrator", ward=ward, post="システム管理")


@pytest.fixture
def adopted(ward):
    """北町区 goes on giving process codes; the set's number."""
    return edit_code_set(organisation=ward, own=ADOPTED, by=OPERATOR, at=AT)


@pytest.fixture
def judged_plan(stored_plan, ward, sato, suzuki, adopted):
    """The plan with two years of visits; 鈴木's section owns the initiative."""
    source = define_source(
        kind="register", organisation=ward, title="訪問記録", population="events", by=sato.actor, on=TODAY
    )
    attach_indicator(source=source, plan=stored_plan, indicator="k4", recipe=COUNT, by=sato.actor, on=TODAY)
    for period, number in ((FY2024, 355), (FY2025, 391)):
        close_period(source=source, period=period, tables=visits(number), by=sato.actor, at=AT)
    post = Post.objects.get(name="子育て支援担当").pk
    assign_owner(plan=stored_plan, item="n3", post=post, by=sato.actor, on=TODAY)
    return stored_plan


@pytest.fixture
def public_plan(judged_plan, takahashi):
    publish_plan(plan=judged_plan, by=takahashi.actor, on=TODAY)
    return judged_plan


@pytest.fixture
def decide(judged_plan, sato):
    """Decide on 訪問件数 of FY2025 as somebody, with whatever differs."""

    def decided(**more):
        call = {
            "plan": judged_plan,
            "indicator": "k4",
            "fiscal_year": 2025,
            "period": "year_end",
            "code": "①(ⅰ)",
            "reason": "",
            "version": 0,
            "by": sato.actor,
            "at": AT,
            "entry": Entry(True),
        }
        return decide_verdict(**(call | more))

    return decided


@pytest.fixture
def write(judged_plan, suzuki):
    """Write on 訪問件数 of FY2025 as 鈴木, with whatever differs."""

    def written(**more):
        call = {
            "plan": judged_plan,
            "indicator": "k4",
            "fiscal_year": 2025,
            "period": "year_end",
            "entry": WRITTEN,
            "expected": None,
            "version": 0,
            "by": suzuki.actor,
            "at": AT,
        }
        return write_judgement(**(call | more))

    return written
