"""The founders' seed: a real plan's text in scrambled order, against what a careful reader finds in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.main import main
from hoshin.core.plan.codec import plan_from_json, plan_to_json
from hoshin.exchange.reading import read_plan

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed"
TEXT = SEED / "higashiyodogawa-r3-unei-hoshin.txt"
NESTING = 3
"""How far a count of activities may lie from the expected one: headings of a group may count or not."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not TEXT.exists(), reason="../shared is not beside this checkout"),
]


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    return plan_to_json(read_plan(TEXT))


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return json.loads((SEED / "expected.json").read_text("utf-8"))


def _pairs(written: dict[str, Any], expected: dict[str, Any]) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(name, read, expected) of every outcome and initiative."""
    pairs = []
    for read, right in zip(written["outcomes"], expected["outcomes"], strict=True):
        pairs.append((right["code"], read, right))
        for ours, theirs in zip(read["initiatives"], right["initiatives"], strict=True):
            pairs.append((theirs["code"], ours, theirs))
    return pairs


def test_the_year_the_stamps_and_the_total(written, expected):
    for key in ("fiscal_year", "revision_notes", "budget_total_yen"):
        assert written[key] == expected[key], key
    assert {s["text"] for s in written["stamps"]} == {"R2年度自己評価を踏まえ変更"}
    assert {s["evaluation_fiscal_year"] for s in written["stamps"]} == {2020}
    assert sum(not s.get("certain", True) for s in written["stamps"]) == 1


def test_codes_and_titles(written, expected):
    for name, read, right in _pairs(written, expected):
        assert (read["code"], read["title"]) == (right["code"], right["title"]), name


def test_goal_states_and_strategies(written, expected):
    for read, right in zip(written["outcomes"], expected["outcomes"], strict=True):
        assert read["goal_state"].startswith(right["goal_state_starts"]), right["code"]
        assert read["strategy"].startswith(right["strategy_starts"]), right["code"]


def test_every_indicator_with_all_its_keys(written, expected):
    for name, read, right in _pairs(written, expected):
        found = [(i["label"], i["measure"], i["revised"]) for i in read["indicators"]]
        assert found == [(i["label"], i["measure"], i["revised"]) for i in right["indicators"]], name
        for ours, theirs in zip(read["indicators"], right["indicators"], strict=True):
            target = {key: ours["target"][key] for key in theirs["target"]}
            assert target == theirs["target"], ours["printed"]


def test_both_halves_of_a_phrase_share_a_group(written):
    initiative = next(i for o in written["outcomes"] for i in o["initiatives"] if i["code"] == "2-2-1")
    third, fourth = initiative["indicators"][2:]
    assert third["group"] == fourth["group"] is not None
    assert third["printed"] == fourth["printed"]


def test_budgets(written, expected):
    for name, read, right in _pairs(written, expected):
        if "budget" in right:
            found = {key: read["budget"][key] for key in right["budget"]}
            assert found == right["budget"], name
            assert read["budget"]["printed"]


def test_activities_are_counted_within_their_nesting(written, expected):
    for name, read, right in _pairs(written, expected):
        if "activities" in right:
            assert abs(len(read["activities"]) - right["activities"]) <= NESTING, name
            assert len({a["text"] for a in read["activities"]}) == len(read["activities"]), name


def test_places_are_the_printed_characters(written):
    text = TEXT.read_bytes().decode("utf-8")
    sources = [i["source"] for o in written["outcomes"] for h in (o, *o["initiatives"]) for i in h["indicators"]]
    sources += [i["budget"]["source"] for o in written["outcomes"] for i in o["initiatives"]]
    sources += [s for o in written["outcomes"] for h in (o, *o["initiatives"]) for s in h["sources"].values()]
    sources += [s["source"] for s in written["stamps"]]
    assert len(sources) > 60
    for source in sources:
        assert source["file"] == TEXT.name
        assert text[source["start"] : source["end"]] == source["text"]
        assert text.count("\n", 0, source["start"]) + 1 == source["line"]


def test_a_targets_place_is_its_own_words(written):
    text = TEXT.read_bytes().decode("utf-8")
    for outcome in written["outcomes"]:
        for indicator in outcome["indicators"]:
            place = indicator["sources"]["target"]
            assert text[place["start"] : place["end"]].replace("*", "") == indicator["target_printed"]


def test_what_is_missing_is_asked_about(written):
    problems = {(p["code"], p.get("values", {}).get("code")) for p in written["problems"]}
    assert ("title_missing", "4-3") in problems
    assert ("part_absent", "3-x") in problems
    assert ("part_absent", "4-1") in problems
    assert ("fiscal_year_inferred", None) in problems
    assert {code for code, _ in problems} >= {
        "placed_by_order",
        "stamp_floats",
        "code_inferred",
        "organisation_missing",
    }


def test_nothing_that_was_printed_is_left_over(written):
    assert [p for p in written["problems"] if p["code"] == "text_not_placed"] == []


def test_the_document_reads_back(written):
    assert plan_to_json(plan_from_json(json.loads(json.dumps(written, ensure_ascii=False)))) == written


def test_the_command_prints_a_report_and_writes_json(tmp_path, capsys, expected):
    out = tmp_path / "plan.json"
    assert main(["read", str(TEXT), "--json", str(out)]) == ExitCode.DONE
    assert json.loads(out.read_text("utf-8"))["budget_total_yen"] == expected["budget_total_yen"]
    printed = capsys.readouterr().out
    assert "134,829千円" in printed
    assert "4-3 の名称が見つかりません" in printed
