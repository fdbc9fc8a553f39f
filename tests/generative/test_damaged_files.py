"""A good document that was damaged is read or refused in a sentence; it never crashes or hangs."""

import os
import random
import time

import pytest
from examples.shiomi.build import main as build

from hoshin.core.plan.document import PlanDocument
from hoshin.core.problems import sentence
from hoshin.exchange.reading import UnreadableFileError, read_plan
from tests.generative.damage import WAYS

NAMES = ("plan.txt", "plan.md", "form2.xlsx", "digest.pptx", "plan.docx", "plan.pdf")
TIMES = int(os.environ.get("HOSHIN_TEST_EXAMPLES", "4"))
MOST_SECONDS = 10
ONCE_FAILED = {"form2.xlsx": (58,), "digest.pptx": (54,)}


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    build([str(folder)])
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_ends_well(name, documents, tmp_path):
    path = documents / name
    if not path.exists():
        pytest.skip("no Japanese font: apt-get install fonts-morisawa-bizud-gothic")
    for seed in (*range(TIMES), *ONCE_FAILED.get(name, ())):
        chance = random.Random(f"{name} {seed}")
        damaged = tmp_path / f"{seed}-{name}"
        damaged.write_bytes(WAYS[seed % len(WAYS)](path.read_bytes(), chance))
        started = time.monotonic()
        try:
            plan = read_plan(damaged)
        except UnreadableFileError as refusal:
            assert sentence(refusal.problem, "ja") and sentence(refusal.problem, "en")
            assert refusal.problem.code != "reading_failed", f"seed {seed}: {refusal.problem}"
        else:
            assert isinstance(plan, PlanDocument)
        assert time.monotonic() - started < MOST_SECONDS, f"seed {seed}"
