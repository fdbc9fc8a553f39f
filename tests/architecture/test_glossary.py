"""GLOSSARY.md is the dictionary: every public name of the plan is in it, once, and it names nothing that is gone."""

import dataclasses
import re
from collections import Counter
from typing import get_args

import pytest

from hoshin.core.measurement import record
from hoshin.core.plan import document
from hoshin.core.survey import design, questionnaire
from hoshin.exchange.assembly.sections import Key
from tests.architecture.source_tree import ROOT, SOURCE

ROWS = re.findall(r"^\| `([^`]+)` \| ([^|]+?) \| ([^|]+?) \|$", (ROOT / "GLOSSARY.md").read_text("utf-8"), re.M)
IDENTIFIERS = [row[0] for row in ROWS]


def test_one_identifier_a_concept_and_one_term_an_identifier():
    assert [name for name, times in Counter(IDENTIFIERS).items() if times > 1] == []
    assert [term for term, times in Counter(row[1] for row in ROWS).items() if times > 1] == []


@pytest.mark.parametrize("shared", [document, record, design, questionnaire], ids=lambda module: module.__name__)
def test_every_record_that_areas_share_is_in_it(shared):
    records = {
        name
        for name, value in vars(shared).items()
        if dataclasses.is_dataclass(value) and value.__module__ == shared.__name__
    }
    assert records - set(IDENTIFIERS) == set()


TEXT_KEYS = {
    Key.GOAL, Key.MISSION, Key.APPROACH, Key.FUTURE_VISION, Key.CURRENT_STATE, Key.CAUSE_ANALYSIS, Key.CHALLENGE,
    Key.GOAL_STATE, Key.STRATEGY, Key.OUTCOME_INDICATORS, Key.PROCESS_INDICATORS, Key.PAST_RESULTS,
}  # fmt: skip


def test_every_heading_that_is_a_text_of_the_plan_is_in_it():
    assert {key.value for key in TEXT_KEYS} - set(IDENTIFIERS) == set()


def test_every_field_of_a_target_and_every_stage_is_in_it():
    fields = {f.name for f in dataclasses.fields(document.Target)} - {"value", "value_max", "unit"}
    stages = set(get_args(document.ReviewStage)) - {"previous"}
    assert (fields | stages) - set(IDENTIFIERS) == set()


def test_every_identifier_is_used_in_the_code():
    code = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    assert [name for name in IDENTIFIERS if not re.search(rf"\b{re.escape(name)}\b", code)] == []
