"""The simulation behind docs/reference/coverage.md, in small: the default interval keeps its promise, Wald's not."""

import pytest
from benchmarks import coverage

REPETITIONS = 100
KG, WALD, MUNICIPAL = (coverage.METHODS.index(name) for name in ("kg", "wald", "municipal"))


@pytest.fixture(scope="module")
def held():
    """By place, truth and method, the share of intervals that held the truth."""
    return coverage._simulated(coverage._population(), 120, REPETITIONS)[0]


def test_korn_graubard_holds_the_truth_in_every_case(held):
    three_errors = 3 * (0.95 * 0.05 / REPETITIONS) ** 0.5
    assert held[:, :, KG].min() >= 0.95 - three_errors


def test_wald_breaks_its_promise_for_rare_answers(held):
    assert held[:, 0, WALD].max() < 0.85


def test_the_bare_share_is_off_by_bias(held):
    half = coverage.TRUTHS.index(0.5)
    assert held[0, half, MUNICIPAL] < 0.85
