"""What is written is read back; what is written fits the published schema; what is broken is named, all of it."""

import copy
import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoshin.core.plan.codec import DERIVED, NotAPlanDocumentError, plan_from_json, plan_to_json, schema
from tests.generative.plan_documents import PLANS

SMALL = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
VALIDATOR = jsonschema.Draft202012Validator(schema())


@SMALL
@given(PLANS)
def test_a_plan_survives_json(plan):
    text = json.dumps(plan_to_json(plan), ensure_ascii=False)
    assert plan_from_json(json.loads(text, parse_float=Decimal)) == plan


@SMALL
@given(PLANS)
def test_what_is_written_fits_the_schema(plan):
    VALIDATOR.validate(plan_to_json(plan))


JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)


@SMALL
@given(PLANS, st.data())
def test_a_value_of_another_kind_is_named_with_its_path(plan, data):
    values = plan_to_json(plan)
    key = data.draw(st.sampled_from(sorted(values.keys() - set(DERIVED) - {"format"})))
    broken = copy.deepcopy(values)
    broken[key] = {"nobody": "expects this"}
    broken["unheard_of"] = data.draw(JUNK)
    with pytest.raises(NotAPlanDocumentError) as refusal:
        plan_from_json(broken)
    paths = [problem.values["path"] for problem in refusal.value.problems]
    assert "unheard_of" in paths
    assert any(path.startswith(key) for path in paths)


@given(JUNK | st.dictionaries(st.text(max_size=3), JUNK, max_size=3))
@SMALL
def test_anything_else_is_refused_with_problems(values):
    with pytest.raises(NotAPlanDocumentError) as refusal:
        plan_from_json(values)
    assert refusal.value.problems


def test_numbers_are_exact():
    indicator = {
        "id": "k",
        "measure": "満足度",
        "printed": "満足度：69.1%以上",
        "target": {"comparator": ">=", "value": Decimal("69.1")},
    }
    plan = plan_from_json({"id": "p", "outcomes": [{"id": "o", "indicators": [indicator]}]})
    assert plan.outcomes[0].indicators[0].target.value == Decimal("69.1")
