"""The table of stages: complete, reachable, and a way that is checked step by step."""

from dataclasses import replace
from datetime import date

import pytest

from hoshin.core.cases.measuring import read_recipe
from hoshin.core.cases.offered import offered_recipes
from hoshin.core.cases.stages import (
    DEFAULT_STAGES,
    CaseStage,
    StageTable,
    Step,
    check_history,
    check_table,
    mermaid,
    renamed,
)
from tests.architecture.source_tree import ROOT

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (DEFAULT_STAGES, []),
        (replace(DEFAULT_STAGES, beginnings=()), ["case_stages_without_beginning", *["case_stage_unreachable"] * 7]),
        (replace(DEFAULT_STAGES, beginnings=("found",)), ["case_stage_unreachable"] * 2),
        (
            replace(DEFAULT_STAGES, moves={**DEFAULT_STAGES.moves, "found": ("connected", "gone")}),
            ["case_stage_unknown"],
        ),
        (StageTable((CaseStage("a", "", ""),), {}, ("a",)), ["case_stages_repeated"]),
        (StageTable((CaseStage("a", "甲", ""), CaseStage("a", "乙", "")), {}, ("a",)), ["case_stages_repeated"]),
    ],
)
def test_everything_wrong_with_a_table_is_named(table, codes):
    assert [p.code for p in check_table(table)] == codes


@pytest.mark.parametrize(
    ("way", "codes"),
    [
        ("found:2026-05-01 connected:2026-05-01 followed_up:2026-06-01 closed:2026-07-01", []),
        ("screening:2026-04-01 not_in_need:2026-04-09 found:2026-09-01", []),
        ("found:2026-05-01 connected:2026-05-02 followed_up:2026-06-01 connected:2026-07-01", []),
        ("", ["case_without_stage"]),
        ("connected:2026-05-01", ["case_move_refused"]),
        ("found:2026-05-01 found:2026-05-02", ["case_move_refused"]),
        ("found:2026-05-01 transferred_out:2026-05-02 connected:2026-05-03", ["case_move_refused"]),
        ("found:2026-05-01 connected:2026-04-30", ["case_step_before_last"]),
        ("found:2026-11-25", ["case_step_to_come"]),
        ("seen:2026-05-01", ["case_move_refused"]),
    ],
)
def test_a_way_is_checked_step_by_step(way, codes):
    steps = [Step(stage, date.fromisoformat(day)) for stage, day in (part.split(":") for part in way.split())]
    assert [p.code for p in check_history(DEFAULT_STAGES, steps, TODAY)] == codes


def test_names_change_and_codes_do_not():
    table = renamed(DEFAULT_STAGES, {"found": " 要支援 ", "closed": ""})
    assert (table.codes(), table.moves) == (DEFAULT_STAGES.codes(), DEFAULT_STAGES.moves)
    assert (table.stage("found").name_ja, table.stage("closed").name_ja) == ("要支援", "終結")


def test_everything_that_is_offered_can_be_followed():
    for language in ("ja", "en"):
        offered = offered_recipes(["学校", "保育"], language)
        assert len(offered) == 4
        assert all(read_recipe(recipe, DEFAULT_STAGES.codes()) for recipe in offered.values())


def test_the_guide_draws_the_table_as_it_is():
    guide = (ROOT / "docs" / "guide" / "cases.md").read_text("utf-8")
    assert f"```mermaid\n{mermaid()}\n```" in guide, "copy what hoshin.core.cases.stages.mermaid() draws"
