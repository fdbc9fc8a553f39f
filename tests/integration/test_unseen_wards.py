"""Every reader on plans of wards that do not exist, against their known truth.

The documents and their truth were made by someone who had not seen the readers. Where the file keeps its structure,
everything must be right. Where it does not (free boxes, scrambled text), what is not right must be said.
"""

import dataclasses
import shutil
from pathlib import Path

import pytest

from tests.builders.score_unseen import findings_of, score
from tests.builders.unseen_perfect import perfect_reading
from tests.builders.unseen_wards import cases, make

WITHOUT_STRUCTURE = ("scrambled", "pptx_boxes", "pdf_slides", "pdf_printed")
SEEDS = range(7, 8)


@pytest.mark.parametrize(("form", "file_format", "seed"), cases(SEEDS))
def test_an_unseen_wards_plan_is_read_as_it_stands(form: str, file_format: str, seed: int, tmp_path: Path) -> None:
    if file_format == "pdf_printed" and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed; it prints the slides to PDF")
    findings, _, _ = findings_of(form, file_format, seed, tmp_path)
    if file_format in WITHOUT_STRUCTURE:
        assert [f for f in findings if f.kind.endswith("unsaid")] == []
    else:
        assert [f for f in findings if f.kind != "right"] == []


@pytest.mark.parametrize(("form", "file_format", "seed"), [c for c in cases(range(4)) if c[1] != "pdf_printed"])
def test_the_scorer_finds_nothing_wrong_in_a_perfect_reading(
    form: str, file_format: str, seed: int, tmp_path: Path
) -> None:
    _, truth = make(form, file_format, seed, tmp_path)
    assert [f for f in score(perfect_reading(truth), truth) if f.kind != "right"] == []


def test_the_scorer_sees_what_is_missing_and_what_is_wrong_without_a_word(tmp_path: Path) -> None:
    _, truth = make("overview2022", "text", 1, tmp_path)
    plan = perfect_reading(truth)
    first = plan.outcomes[0]
    worse = dataclasses.replace(first, goal_state=None, strategy="別の戦略", initiatives=first.initiatives[1:])
    kinds = {f.field: f.kind for f in score(dataclasses.replace(plan, outcomes=(worse, *plan.outcomes[1:])), truth)}
    assert kinds["outcome 1-1.goal_state"] == "missing unsaid"
    assert kinds["outcome 1-1.strategy"] == "wrong unsaid"
    assert kinds["initiative 1-1-1.title"] == "missing unsaid"
