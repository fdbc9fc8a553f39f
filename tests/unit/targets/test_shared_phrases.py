"""The founders' brief, when it lies beside the checkout: the seed's phrases and the national goal sentences."""

import csv
import io
import json
import time
import zipfile

import pytest

from hoshin.core.plan.codec import to_json
from hoshin.core.targets import is_target_like, read_phrase, wording
from tests.architecture.source_tree import ROOT

SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed"
GOALS = SHARED / "data" / "3-2_RS_2024_効果発現経路_目標のつながり.zip"
needs_shared = pytest.mark.skipif(not SEED.is_dir(), reason="the founders' brief is not beside this checkout")
needs_goals = pytest.mark.skipif(not GOALS.is_file(), reason="the founders' data are not beside this checkout")


@pytest.mark.shared
@needs_shared
def test_every_phrase_of_the_seed_is_read_exactly():
    expected = json.loads((SEED / "expected.json").read_text("utf-8"))
    lines = (SEED / "higashiyodogawa-r3-unei-hoshin.txt").read_text("utf-8").split("\n")
    holders = [holder for outcome in expected["outcomes"] for holder in (outcome, *outcome["initiatives"])]
    indicators = [indicator for holder in holders for indicator in holder["indicators"]]
    wrong = []
    for indicator in indicators:
        (line,) = [line for line in lines if indicator["measure"] in line]
        reading = read_phrase(line, fiscal_year=expected["fiscal_year"])
        (read,) = [read for read in reading.targets if read.measure == indicator["measure"]]
        target = to_json(read.target)
        differing = {key: target[key] for key, value in indicator["target"].items() if target[key] != value}
        label = (reading.label or "").removeprefix("・") or None
        if differing or label != indicator["label"] or any(p.severity != "note" for p in reading.problems):
            wrong.append((line, differing, reading.label))
    assert len(indicators) == 27
    assert wrong == []


def _goals() -> list[str]:
    with zipfile.ZipFile(GOALS) as archive:
        table = archive.read(archive.namelist()[0]).decode("utf-8-sig")
    return sorted({row["派生先ー 活動目標／成果目標"] for row in csv.DictReader(io.StringIO(table))} - {""})


@pytest.mark.shared
@needs_goals
def test_the_national_goal_sentences_are_read_without_a_crash_and_in_time():
    goals = _goals()
    assert len(goals) > 14_000
    begun = time.perf_counter()
    sample = goals[::4]
    readings = [read_phrase(goal) for goal in sample]
    assert (time.perf_counter() - begun) / len(sample) < 0.02
    for reading in readings:
        for read in reading.targets:
            assert reading.text[read.start : read.end] == read.printed
            assert wording(read.target)


@pytest.mark.shared
@needs_goals
def test_a_national_goal_that_looks_like_a_target_is_read_as_one_or_asked_about():
    like = [goal for goal in _goals()[::8] if is_target_like(goal)]
    assert len(like) > 50
    for goal in like:
        reading = read_phrase(goal)
        assert reading.targets or any(p.severity == "question" for p in reading.problems), goal
