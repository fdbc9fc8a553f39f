"""The example's truth: complete, adding up, and true to the programmes that Hoshin was first asked to serve."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from examples.shiomi import text_files
from examples.shiomi.truth import SOURCE, shiomi_plan

from hoshin.core.plan.budget import budget_total_yen, initiatives_of
from hoshin.core.plan.codec import plan_from_json, plan_to_json
from hoshin.core.plan.document import Indicator, Target

SEED = Path(__file__).parents[4] / "shared" / "seed"
LATER = 5
"""The example stands five fiscal years after the seed."""
LONGEST_SHARED_RUN = 20
"""Headings, place-holders and targets (「令和9年度までに70%」) are shared by all such plans; sentences are longer."""


def test_the_plan_has_all_its_parts() -> None:
    plan = shiomi_plan()
    assert [i.code for i in plan.issues] == ["1", "2", "4"]
    assert [o.code for o in plan.outcomes] == ["1-1", "2-1", "2-2", "4-2", "4-3"]
    assert len(initiatives_of(plan)) == 10
    assert sum(len(o.indicators) for o in plan.outcomes) == 5
    assert sum(len(i.indicators) for i in initiatives_of(plan)) == 22
    assert len(plan.stamps) == 8
    assert len(plan.revision_history) == 3


def test_nothing_that_a_full_form_prints_is_absent() -> None:
    plan = shiomi_plan()
    for issue in plan.issues:
        assert all((issue.title, issue.future_vision, issue.current_state, issue.cause_analysis, issue.challenge))
    for outcome in plan.outcomes:
        assert all((outcome.title, outcome.goal_state, outcome.strategy, outcome.indicators, outcome.initiatives))
    for item in initiatives_of(plan):
        assert all((item.title, item.activities, item.budget, item.budget_lines, item.exit_criteria, item.past_results))
    for entry in plan.revision_history:
        assert all((entry.on, entry.item, entry.old, entry.new, entry.reason))


def test_the_budget_adds_up_and_counts_the_shared_amount_once() -> None:
    kinds = [i.budget.kind for i in initiatives_of(shiomi_plan()) if i.budget]
    assert budget_total_yen(shiomi_plan()) == 134_829_000
    assert sorted(kinds) == ["amount"] * 8 + ["included_in", "none"]


def test_the_plan_survives_its_own_json() -> None:
    assert plan_from_json(json.loads(json.dumps(plan_to_json(shiomi_plan())))) == shiomi_plan()


def test_ids_are_unique_and_every_reference_has_its_item() -> None:
    plan = shiomi_plan()
    ids = [i.id for i in plan.issues] + [o.id for o in plan.outcomes] + [i.id for i in initiatives_of(plan)]
    ids += [indicator.id for indicator in _indicators()]
    assert len(ids) == len(set(ids))
    referred = (
        [s.item for s in plan.stamps] + [e.item for e in plan.revision_history] + [o.issue for o in plan.outcomes]
    )
    assert set(referred) <= set(ids)


def test_each_stamp_on_a_target_stands_on_a_revised_indicator() -> None:
    stamped = {s.item for s in shiomi_plan().stamps if s.field == "target"}
    assert stamped == {i.id for i in _indicators() if i.revised}
    assert len(stamped) == 7


def test_printed_phrases_end_in_their_targets() -> None:
    for indicator in _indicators():
        assert indicator.target_printed
        assert indicator.printed.endswith(f"：{indicator.target_printed}")
        assert indicator.group or indicator.printed.startswith(indicator.measure)


def test_revised_targets_in_the_history_are_those_of_the_plan() -> None:
    by_initiative = {i.id: [x.target_printed for x in i.indicators] for i in initiatives_of(shiomi_plan())}
    for entry in shiomi_plan().revision_history:
        if "指標" in entry.text:
            assert entry.new in by_initiative[entry.item or ""]
            assert entry.old not in by_initiative[entry.item or ""]


def _indicators() -> list[Indicator]:
    plan = shiomi_plan()
    own = [indicator for outcome in plan.outcomes for indicator in outcome.indicators]
    return own + [indicator for initiative in initiatives_of(plan) for indicator in initiative.indicators]


# ── Beside the seed ──────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def seed() -> dict[str, Any]:
    if not SEED.exists():
        pytest.skip("the founders' brief is not beside this checkout")
    read: dict[str, Any] = json.loads((SEED / "expected.json").read_text(encoding="utf-8"), parse_float=Decimal)
    return read


@pytest.mark.shared
def test_every_programme_of_the_seed_is_there_with_its_kinds_and_figures(seed: dict[str, Any]) -> None:
    for theirs, ours in zip(seed["outcomes"], shiomi_plan().outcomes, strict=True):
        assert theirs["code"] == ours.code
        _same_indicators(theirs["indicators"], ours.indicators)
        for item, initiative in zip(theirs["initiatives"], ours.initiatives, strict=True):
            assert item["code"] == initiative.code
            assert initiative.budget is not None
            assert item["budget"]["kind"] == initiative.budget.kind
            assert item["budget"]["amount_yen"] == initiative.budget.amount_yen
            assert item["budget"].get("included_in") == initiative.budget.included_in
            _same_indicators(item["indicators"], initiative.indicators)
    assert seed["budget_total_yen"] == budget_total_yen(shiomi_plan())
    assert seed["revision_notes"] == len(shiomi_plan().stamps)


def _same_indicators(theirs: list[dict[str, Any]], ours: tuple[Indicator, ...]) -> None:
    for given, indicator in zip(theirs, ours, strict=True):
        assert given["label"] == indicator.label
        assert given["revised"] == indicator.revised
        assert indicator.target is not None
        _same_target(given["target"], indicator.target)


def _same_target(given: dict[str, Any], target: Target) -> None:
    due = given["due_fiscal_year"]
    for name in ("comparator", "value", "unit", "baseline", "comparator_implied"):
        assert given[name] == getattr(target, name)
    assert target.due_fiscal_year == (due + LATER if due else None)


@pytest.mark.shared
def test_no_sentence_of_the_seed_is_copied(seed: dict[str, Any]) -> None:
    assert seed
    theirs = _bare((SEED / "higashiyodogawa-r3-unei-hoshin.txt").read_text(encoding="utf-8"))
    ours = _bare(SOURCE.read_text(encoding="utf-8") + text_files.plain_text(shiomi_plan()))
    runs = {theirs[i : i + LONGEST_SHARED_RUN] for i in range(len(theirs) - LONGEST_SHARED_RUN + 1)}
    shared = [ours[i : i + LONGEST_SHARED_RUN] for i in range(len(ours)) if ours[i : i + LONGEST_SHARED_RUN] in runs]
    assert shared == []


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
