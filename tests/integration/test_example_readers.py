"""Every reader on the example ward's files, against the truth that they were made from."""

from pathlib import Path

import pytest
from examples.shiomi.build import FILES, build
from examples.shiomi.truth import shiomi_plan

from hoshin.exchange.reading import read_plan
from tests.unit.example.facts import DIGEST, FULL, SCRAMBLED, differences

EXTENTS = {
    "plan.txt": FULL,
    "plan.md": FULL,
    "form2.xlsx": FULL,
    "plan.docx": FULL,
    "plan.pdf": FULL,
    "digest.pptx": DIGEST,
    "digest.pdf": DIGEST,
    "plan-scrambled.txt": SCRAMBLED,
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shiomi")
    build(folder)
    return folder


def test_every_file_of_the_example_is_held_against_the_truth() -> None:
    assert EXTENTS.keys() == FILES.keys()


@pytest.mark.parametrize("name", FILES)
def test_each_file_reads_back_as_the_truth(example: Path, name: str) -> None:
    if not (example / name).exists():
        pytest.skip("BIZ UDGothic is not installed, so the example's PDFs are not made")
    assert differences(shiomi_plan(), read_plan(example / name), EXTENTS[name]) == []


OPEN_QUESTIONS = {"part_absent", "baseline_year_kind"}
"""Left open on purpose: 経営課題３ and 4-1 are absent, and 「前年」 may be the calendar or the fiscal year."""
LOST_ORDER = {"placed_by_order", "stamp_floats"}
"""What cannot be certain in text whose order is lost."""


@pytest.mark.parametrize("name", FILES)
def test_no_file_raises_a_question_that_the_example_does_not_leave_open(example: Path, name: str) -> None:
    if not (example / name).exists():
        pytest.skip("BIZ UDGothic is not installed, so the example's PDFs are not made")
    asked = {p.code for p in read_plan(example / name).problems if p.severity != "note"}
    assert asked - OPEN_QUESTIONS <= (LOST_ORDER if EXTENTS[name] == SCRAMBLED else set())


def test_the_forms_struck_old_targets_are_left_out_and_noted(example: Path) -> None:
    noted = [p.found for p in read_plan(example / "form2.xlsx").problems if p.code == "struck_text_left_out"]
    assert noted == ["350件以上", "36.8%以上"]
