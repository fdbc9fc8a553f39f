"""Where both engines must say the same because a rule says it, not because R does: the edges of a design."""

import csv

import numpy as np
import pytest

from hoshin.core.survey.design import Adjustment, EstimateRequest, PopulationTable, Sampling, SurveyDesign
from hoshin.core.survey.intervals import FOR_SHARES
from hoshin.engines.survey_atoms.intervals import of_shares

SHARE = EstimateRequest("q", "proportion", "q", counts=("1",))
MEAN = EstimateRequest("x", "mean", "x")


@pytest.fixture
def run(engine, tmp_path):
    """A function from rows and a design to what the engine says of them."""

    def run_on(rows, design):
        path = tmp_path / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return engine(path, design)

    return run_on


def _codes(result):
    return [problem.code for problem in result.problems]


def _table(column, counts):
    return PopulationTable((column,), {(category,): count for category, count in counts.items()})


@pytest.mark.parametrize("zeros", [0, 1, 7])
def test_an_answer_weighted_out_takes_no_part_in_a_trim(run, zeros):
    rows = [{"w": 1, "q": 1}] * 9 + [{"w": 21, "q": 2}] + [{"w": 0, "q": 2}] * zeros
    result = run(rows, SurveyDesign(Sampling(weights="w"), Adjustment(trim=2.0), (SHARE,)))
    assert result.weights["largest"] == pytest.approx(6.0)
    assert result.weights["smallest"] == pytest.approx(1 + 15 / 9)
    assert result.weights["sum"] == pytest.approx(30.0)
    assert (result.weights["trimmed"], result.estimates[0].n) == (1, 10)
    assert result.estimates[0].estimate == pytest.approx(0.8)


FIXED = {
    "all were asked": (Sampling(strata=("area",), fpc=("N",)), Adjustment()),
    "the counts say it": (Sampling(weights="w"), Adjustment(poststratify=_table("q", {"1": 333.3, "2": 100.1}))),
    "the raked counts say it": (
        Sampling(weights="w"),
        Adjustment(rake=(_table("q", {"1": 333.3, "2": 100.1}), _table("area", {"1": 200.0, "2": 233.4}))),
    ),
}


@pytest.mark.parametrize("method", list(FOR_SHARES))
@pytest.mark.parametrize("case", FIXED)
def test_a_share_that_is_fixed_has_the_standard_error_0(run, case, method):
    rows = [{"area": 1 + n % 2, "q": 1 + (n % 7) % 2, "w": 0.1 + n / 7, "N": 7 - n % 2} for n in range(13)]
    asked = EstimateRequest("q", "proportion", "q", counts=("1",), interval=method)
    sampling, adjust = FIXED[case]
    found = run(rows, SurveyDesign(sampling, adjust, (asked,))).estimates[0]
    assert (found.se, found.deff, found.effective_n) == (0.0, 0.0, None)
    wanted = FOR_SHARES[method](found.estimate, 0.0, 13, found.df, 0.95)
    assert (found.interval, found.korn_graubard_n) == (method, 13)
    assert (found.lower, found.upper) == pytest.approx((wanted.lower, wanted.upper), abs=1e-12)


@pytest.mark.parametrize("method", list(FOR_SHARES))
@pytest.mark.parametrize("se", [0.0, 1e-18, 1e-13])
def test_a_standard_error_of_rounding_makes_the_interval_of_0(method, se):
    wanted = FOR_SHARES[method](0.3, 0.0, 40, 7, 0.95)
    found = FOR_SHARES[method](0.3, se, 40, 7, 0.95)
    one = {"share": np.array([0.3]), "se": np.array([se]), "n": np.array([40.0]), "df": np.array([7.0])}
    lower, upper = of_shares(method, **one, level=0.95)
    assert (found.lower, found.upper) == pytest.approx((wanted.lower, wanted.upper), abs=1e-11)
    assert (lower[0], upper[0]) == pytest.approx((wanted.lower, wanted.upper), abs=1e-11)


CLUSTERED = [
    {"a": a, "b": b, "q": 1 + (a * b + n) % 2, "w": 10 + a, "N": 12, "f": 4 / 12}
    for a in range(1, 5)
    for b in range(1, 4)
    for n in range(a % 2 + 1)
]


def test_a_share_drawn_at_the_first_of_two_stages_is_the_population_that_it_stands_for(run):
    by_share, by_size = (
        run(CLUSTERED, SurveyDesign(Sampling(weights="w", clusters=("a", "b"), fpc=(fpc,)), estimates=(SHARE,)))
        for fpc in ("f", "N")
    )
    assert _codes(by_share) == _codes(by_size) == ["stage_without_population"]
    assert by_share.estimates[0].se == pytest.approx(by_size.estimates[0].se, rel=1e-12)
    assert by_share.estimates[0].se > 0


def test_weights_below_0_leave_a_share_outside_0_to_1_and_no_design_effect(run):
    rows = [{"a": a, "b": b, "q": 1 if (a, b) == (1, 2) else 2} for a in (1, 2) for b in (1, 2) for _ in range(3)]
    margins = (_table("a", {"1": 10, "2": 90}), _table("b", {"1": 95, "2": 5}))
    asked = EstimateRequest("q", "proportion", "q", counts=("1",), by=("a",))
    result = run(rows, SurveyDesign(Sampling(), Adjustment(rake=margins, calibrate="linear"), (asked,)))
    everyone, first, _second = result.estimates
    assert _codes(result) == ["weights_negative"]
    assert (everyone.estimate, first.estimate) == pytest.approx((-0.175, -1.75))
    assert (everyone.classical_margin, first.classical_margin) == (0, 0)
    assert (first.deff, first.effective_n) == (None, None)


def test_cluster_codes_are_named_in_their_order_not_in_that_of_the_answers(run):
    rows = [{"s": s, "c": c, "q": q} for s in "ba" for c in (10, 9, "北", 2) for q in (1, 2)]
    result = run(rows, SurveyDesign(Sampling(strata=("s",), clusters=("c",)), estimates=(SHARE,)))
    (problem,) = result.problems
    assert problem.code == "cluster_in_several_strata"
    assert (problem.values["codes"], problem.values["count"]) == ("2、9、10", "4")


@pytest.mark.parametrize(
    ("sizes", "codes"),
    [
        ({"b": [9, 8], "10": [7, 7], "9": [5, 6]}, ["population_size_varies"]),
        ({"b": [0.5, 0.4], "10": [0.3, 0.3], "9": [0.2, 0.1]}, ["population_size_varies"]),
        ({"b": [9, 1], "10": [7, 7], "9": [5, 6]}, ["population_smaller_than_sample", "population_size_varies"]),
    ],
)
@pytest.mark.parametrize("weights", [None, "w"])
@pytest.mark.parametrize("order", [1, -1])
def test_a_stratum_has_one_population_size_or_nothing_is_estimated(run, sizes, codes, weights, order):
    rows = [{"s": s, "N": size, "q": 1, "w": 2} for s, pair in sizes.items() for size in pair][::order]
    result = run(rows, SurveyDesign(Sampling(weights=weights, strata=("s",), fpc=("N",)), estimates=(SHARE,)))
    assert result.estimates == ()
    assert _codes(result) == codes
    assert {problem.severity for problem in result.problems} == {"error"}
    assert (result.problems[-1].values["strata"], result.problems[-1].values["count"]) == ("9、b", "2")
    if len(codes) == 2:
        assert (result.problems[0].found, result.problems[0].values["population"]) == ("b", "1")


@pytest.mark.parametrize("number", [5.3, 100000.1, -0.7])
@pytest.mark.parametrize("kind", ["mean", "total", "ratio"])
def test_all_the_same_number_has_no_design_effect(run, number, kind):
    rows = [{"w": 0.1 + n / 7, "x": number, "y": 3, "c": n % 5} for n in range(20)]
    asked = EstimateRequest("x", kind, "x", denominator="y" if kind == "ratio" else None)
    found = run(rows, SurveyDesign(Sampling(weights="w", clusters=("c",)), estimates=(asked,))).estimates[0]
    assert (found.deff, found.effective_n) == (None, None)
    if kind != "total":
        assert (found.se, found.lower, found.upper) == (0.0, found.estimate, found.estimate)
